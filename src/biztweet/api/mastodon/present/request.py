"""NotificationPolicy in both versions, and NotificationRequest."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.notifications.policy import Policy, Treatment
from biztweet.notifications.store import Backlog, Waiting

CLASSES = {
    "for_not_following": "not_following",
    "for_not_followers": "not_followers",
    "for_new_accounts": "new_accounts",
    "for_private_mentions": "private_mentions",
    "for_limited_accounts": "limited",
}
"""Our name of each class of people, by Mastodon's."""

OLD_CLASSES = {f"filter_{name}": name for name in CLASSES.values() if name != "limited"}
"""The same in the first version, which knows yes and no."""


def policy(found: Policy, waiting: Backlog) -> dict[str, Any]:
    """What becomes of notices from each class of people, and how much waits."""
    return {name: str(getattr(found, ours)) for name, ours in CLASSES.items()} | _summary(waiting)


def old_policy(found: Policy, waiting: Backlog) -> dict[str, Any]:
    """The same in the first version."""
    kept = {name: getattr(found, ours) is not Treatment.accept for name, ours in OLD_CLASSES.items()}
    return kept | _summary(waiting)


def request(site: Site, found: Waiting, actor: Account, last: dict[str, Any] | None) -> dict[str, Any]:
    """Somebody whose notices are kept back; `last` is the newest status among them that still stands."""
    return {
        "id": str(found.actor_id),
        "created_at": instant(found.first_at),
        "updated_at": instant(found.last_at),
        "notifications_count": str(found.notices),
        "account": account(site, actor),
        "last_status": last,
    }


def _summary(waiting: Backlog) -> dict[str, Any]:
    counted = {"pending_requests_count": waiting.people, "pending_notifications_count": waiting.notices}
    return {"summary": counted}
