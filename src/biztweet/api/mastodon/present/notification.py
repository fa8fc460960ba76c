"""Notification and Marker."""

from typing import Any

from biztweet.accounts.model import Account
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.notifications.model import Kind, Notification, ReadMark

TYPES = {
    Kind.mention: "mention",
    Kind.reply: "mention",
    Kind.repost: "reblog",
    Kind.quote: "quote",
    Kind.like: "favourite",
    Kind.follow: "follow",
    Kind.edited: "update",
    Kind.poll: "poll",
    Kind.posted: "status",
    Kind.message: "mention",
}


def notification(site: Site, told: Notification, actor: Account, about: dict[str, Any] | None) -> dict[str, Any]:
    """One notification; `about` is the status it tells of, None for one that tells of none."""
    found = {
        "id": str(told.id),
        "type": TYPES[told.kind],
        "created_at": instant(told.created_at),
        "group_key": f"ungrouped-{told.id}",
        "account": account(site, actor),
    }
    return found if about is None else found | {"status": about}


def marker(mark: ReadMark) -> dict[str, Any]:
    """How far somebody has read."""
    return {
        "last_read_id": str(mark.last_read_id),
        "version": mark.version,
        "updated_at": instant(mark.updated_at),
    }


def groups(told: list[Notification], accounts: list[dict[str, Any]], statuses: list[dict[str, Any]]) -> dict[str, Any]:
    """GroupedNotificationsResults of groups of one."""
    return {"accounts": accounts, "statuses": statuses, "notification_groups": [_group(each) for each in told]}


def _group(told: Notification) -> dict[str, Any]:
    found = {
        "group_key": f"ungrouped-{told.id}",
        "notifications_count": 1,
        "type": TYPES[told.kind],
        "most_recent_notification_id": told.id,
        "page_min_id": str(told.id),
        "page_max_id": str(told.id),
        "latest_page_notification_at": instant(told.created_at),
        "sample_account_ids": [str(told.actor_id)],
    }
    return found if told.post_id is None else found | {"status_id": str(told.post_id)}
