"""Account, CredentialAccount and Relationship."""

from collections.abc import Callable
from typing import Any

from biztweet.accounts.model import Account, AccountKind, Role
from biztweet.api.mastodon.content import field_html, person_html, plain_html
from biztweet.api.mastodon.present.times import day, instant, midnight
from biztweet.api.mastodon.site import Site
from biztweet.follows.graph import Circle
from biztweet.follows.ties import Ties

_FIELD_NAMES = {
    "ko": ("부서", "직함", "근무지", "상급자"),
    "en": ("Department", "Title", "Office", "Reports to"),
}


def account(site: Site, whom: Account) -> dict[str, Any]:
    """One account, as everybody sees it."""
    avatar = site.picture(whom.photo_key, "large") if whom.photo_key else site.blank("avatar")
    header = site.picture(whom.banner_key, "large") if whom.banner_key else site.blank("header")
    return {
        "id": str(whom.id),
        "username": whom.handle,
        "acct": whom.handle,
        "display_name": whom.name,
        "locked": False,
        "bot": whom.kind is AccountKind.bot,
        "discoverable": True,
        "indexable": False,
        "group": False,
        "created_at": midnight(whom.created_at),
        "note": plain_html(whom.bio),
        "url": site.page(whom.handle),
        "uri": site.page(whom.handle),
        "avatar": avatar,
        "avatar_static": avatar,
        "avatar_description": "",
        "header": header,
        "header_static": header,
        "header_description": "",
        "followers_count": whom.follower_count,
        "following_count": whom.followee_count,
        "statuses_count": whom.post_count,
        "last_status_at": day(whom.last_post_at) if whom.last_post_at is not None else None,
        "hide_collections": False,
        "noindex": True,
        "suspended": not whom.active,
        "emojis": [],
        "roles": [],
        "fields": [*_verified(site, whom), *_own(whom, field_html)],
    }


def own_account(site: Site, whom: Account) -> dict[str, Any]:
    """One's own account: with what its owner may change, and their role."""
    source = {
        "privacy": "public",
        "sensitive": False,
        "language": whom.language,
        "note": whom.bio,
        "fields": _own(whom),
        "follow_requests_count": 0,
        "hide_collections": False,
        "discoverable": True,
        "indexable": False,
        "attribution_domains": [],
        "quote_policy": "public",
    }
    admin = whom.role is Role.admin
    role = {
        "id": "1" if admin else "-99",
        "name": "Admin" if admin else "",
        "permissions": "1" if admin else "0",
        "color": "",
        "highlighted": False,
    }
    return account(site, whom) | {"source": source, "role": role}


def mention(site: Site, account_id: int, handle: str) -> dict[str, Any]:
    """Somebody named in a post."""
    return {"id": str(account_id), "username": handle, "acct": handle, "url": site.page(handle)}


def relationship(account_id: int, circle: Circle, ties: Ties, *, followed_by: bool) -> dict[str, Any]:
    """What the viewer, whose circle it is, has to do with an account. That they are blocked nobody is told."""
    return {
        "id": str(account_id),
        "following": account_id in circle.followees,
        "showing_reblogs": account_id in circle.followees and account_id not in circle.without_reposts,
        "notifying": account_id in ties.awaited,
        "languages": None,
        "followed_by": followed_by,
        "blocking": account_id in circle.blocked,
        "blocked_by": False,
        "muting": account_id in circle.muted,
        "muting_notifications": account_id in circle.muted and account_id in circle.quiet,
        "muting_expires_at": None,
        "requested": False,
        "requested_by": False,
        "domain_blocking": False,
        "endorsed": account_id in ties.endorsed,
        "note": ties.notes.get(account_id, ""),
    }


def profile(site: Site, whom: Account, featured_tags: list[dict[str, Any]]) -> dict[str, Any]:
    """What somebody may say of themselves, as they typed it."""
    avatar = site.picture(whom.photo_key, "large") if whom.photo_key else None
    header = site.picture(whom.banner_key, "large") if whom.banner_key else None
    return {
        "id": str(whom.id),
        "display_name": whom.name,
        "note": whom.bio,
        "fields": _own(whom),
        "avatar": avatar,
        "avatar_static": avatar,
        "avatar_description": "",
        "header": header,
        "header_static": header,
        "header_description": "",
        "locked": False,
        "bot": whom.kind is AccountKind.bot,
        "hide_collections": False,
        "discoverable": True,
        "indexable": False,
        "show_media": True,
        "show_media_replies": True,
        "show_featured": True,
        "attribution_domains": [],
        "featured_tags": featured_tags,
    }


def _verified(site: Site, whom: Account) -> list[dict[str, Any]]:
    """What the directory says of somebody: verified as of when it last did."""
    department, title, office, manager = _FIELD_NAMES[site.language]
    shown = [(department, field_html(whom.department))]
    if site.shows_titles:
        shown.append((title, field_html(whom.title)))
    shown.append((office, field_html(whom.office)))
    if whom.manager_handle:
        shown.append((manager, person_html(site, whom.manager_handle, whom.manager_name)))
    verified_at = instant(whom.directory_at)
    return [{"name": name, "value": value, "verified_at": verified_at} for name, value in shown if value]


def _own(whom: Account, written: Callable[[str], str] = str) -> list[dict[str, Any]]:
    """What somebody says themselves."""
    return [{"name": field.name, "value": written(field.value), "verified_at": None} for field in whom.fields]
