"""Report, and what administrators see of accounts and reports."""

from typing import Any

from biztweet.accounts.model import Account, Role
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.moderation.model import Report


def report(site: Site, made: Report, target: Account) -> dict[str, Any]:
    """What whoever reported is told."""
    return {
        **_head(made),
        "forwarded": False,
        "status_ids": [str(post_id) for post_id in made.post_ids],
        "rule_ids": None,
        "target_account": account(site, target),
    }


def admin_report(
    site: Site, made: Report, people: dict[int, Account], statuses: list[dict[str, Any]]
) -> dict[str, Any]:
    """What administrators are told; `people` are those who take part."""
    resolver = people.get(made.resolved_by_id) if made.resolved_by_id is not None else None
    assigned = people.get(made.assigned_to_id) if made.assigned_to_id is not None else None
    return {
        **_head(made),
        "forwarded": False,
        "updated_at": instant(made.resolved_at or made.created_at),
        "account": admin_account(site, people[made.reporter_id]),
        "target_account": admin_account(site, people[made.target_id]),
        "assigned_account": None if assigned is None else admin_account(site, assigned),
        "action_taken_by_account": None if resolver is None else admin_account(site, resolver),
        "statuses": statuses,
        "rules": [],
    }


def admin_account(site: Site, whom: Account) -> dict[str, Any]:
    """An account with what the directory knows; nobody's address on the network is kept for this."""
    role = {"id": "1", "name": "Admin", "color": "", "permissions": "1", "highlighted": False}
    return {
        "id": str(whom.id),
        "username": whom.handle,
        "domain": None,
        "created_at": instant(whom.created_at),
        "email": whom.email,
        "ip": None,
        "ips": [],
        "locale": whom.language,
        "invite_request": None,
        "role": role if whom.role is Role.admin else None,
        "confirmed": True,
        "approved": True,
        "disabled": not whom.active,
        "silenced": False,
        "suspended": not whom.active,
        "account": account(site, whom),
    }


def _head(made: Report) -> dict[str, Any]:
    return {
        "id": str(made.id),
        "action_taken": made.resolved_at is not None,
        "action_taken_at": None if made.resolved_at is None else instant(made.resolved_at),
        "category": str(made.category),
        "comment": made.comment,
        "created_at": instant(made.created_at),
    }
