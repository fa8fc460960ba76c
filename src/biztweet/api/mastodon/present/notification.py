"""Notification and Marker."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.notifications.groups import Group, Key
from biztweet.notifications.model import Kind, Notification, ReadMark

SAMPLE = 8
"""So many of those who acted in a group are shown with it."""

TYPES = {
    Kind.mention: "mention",
    Kind.reply: "mention",
    Kind.repost: "reblog",
    Kind.quote: "quote",
    Kind.like: "favourite",
    Kind.follow: "follow",
    Kind.edited: "update",
    Kind.quoted_edited: "quoted_update",
    Kind.poll: "poll",
    Kind.posted: "status",
    Kind.message: "mention",
}


def notification(site: Site, notice: Notification, actor: Account, about: dict[str, Any] | None) -> dict[str, Any]:
    """One notification; `about` is the status it tells of, None for one that tells of none."""
    found: dict[str, Any] = {
        "id": str(notice.id),
        "type": TYPES[notice.kind],
        "created_at": instant(notice.created_at),
        "group_key": f"ungrouped-{notice.id}",
        "account": account(site, actor),
    }
    if notice.kept_back:
        found["filtered"] = True
    return found if about is None else found | {"status": about}


def marker(mark: ReadMark) -> dict[str, Any]:
    """How far somebody has read."""
    return {
        "last_read_id": str(mark.last_read_id),
        "version": mark.version,
        "updated_at": instant(mark.updated_at),
    }


def groups(found: list[Group], accounts: list[dict[str, Any]], statuses: list[dict[str, Any]]) -> dict[str, Any]:
    """GroupedNotificationsResults."""
    return {"accounts": accounts, "statuses": statuses, "notification_groups": [_group(each) for each in found]}


def group_key(key: Key) -> str:
    """A group's key in Mastodon's words."""
    return str(key) if key.single_id else f"{TYPES[key.kind]}-{key.about_id}-{key.span}"


def _group(group: Group) -> dict[str, Any]:
    latest = group.notices[0]
    found = {
        "group_key": group_key(group.key),
        "notifications_count": len(group.notices),
        "type": TYPES[latest.kind],
        "most_recent_notification_id": latest.id,
        "page_min_id": str(group.notices[-1].id),
        "page_max_id": str(latest.id),
        "latest_page_notification_at": instant(latest.created_at),
        "sample_account_ids": [str(one) for one in dict.fromkeys(each.actor_id for each in group.notices)][:SAMPLE],
    }
    return found if latest.post_id is None else found | {"status_id": str(latest.post_id)}


def partial(site: Site, whom: Account) -> dict[str, Any]:
    """PartialAccountWithAvatar."""
    shown = account(site, whom)
    return {name: shown[name] for name in ("id", "acct", "url", "avatar", "avatar_static", "locked", "bot")}
