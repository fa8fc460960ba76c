"""Announcement and Reaction."""

import re
from typing import Any

from biztweet.announcements.model import AnnouncementView, Reaction
from biztweet.api.mastodon.content import html
from biztweet.api.mastodon.present.account import mention
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.posts.model import Entities

_POST = re.compile(r"/@\w{1,20}/([0-9]{1,19})", re.ASCII)


def announcement(site: Site, view: AnnouncementView) -> dict[str, Any]:
    """An announcement as its viewer sees it."""
    return {
        **announced(site, view),
        "read": view.read,
        "reactions": [{**reaction(each), "me": each.mine} for each in view.reactions],
    }


def announced(site: Site, view: AnnouncementView) -> dict[str, Any]:
    """An announcement as streams tell of it: with nothing that differs from viewer to viewer."""
    announcement = view.announcement
    handles = {named.account_id: named.handle for named in announcement.entities.mentions}
    tags = dict.fromkeys(hashtag.tag for hashtag in announcement.entities.hashtags)
    return {
        "id": str(announcement.id),
        "content": html(site, announcement.text, announcement.entities),
        "starts_at": _instant(announcement.starts_at),
        "ends_at": _instant(announcement.ends_at),
        "all_day": announcement.all_day,
        "published_at": _instant(announcement.published_at),
        "updated_at": instant(announcement.updated_at),
        "mentions": [mention(site, account_id, handle) for account_id, handle in handles.items()],
        "statuses": _statuses(site, announcement.entities),
        "tags": [{"name": name, "url": site.tag(name)} for name in tags],
        "emojis": [],
        "reactions": [reaction(each) for each in view.reactions],
    }


def reaction(each: Reaction) -> dict[str, Any]:
    """How many reacted with an emoji."""
    return {"name": each.emoji, "count": each.count}


def reacted(view: AnnouncementView, emoji: str) -> dict[str, Any]:
    """What became of one reaction to an announcement; nobody's is a count of none."""
    found = next((each for each in view.reactions if each.emoji == emoji), Reaction(emoji, 0))
    return {**reaction(found), "announcement_id": str(view.announcement.id)}


def _statuses(site: Site, entities: Entities) -> list[dict[str, str]]:
    """The statuses of ours that are linked to."""
    found = {}
    for link in entities.links:
        path = link.url.removeprefix(site.base_url)
        if path != link.url and (named := _POST.fullmatch(path)):
            found[named[1]] = link.url
    return [{"id": status_id, "url": url} for status_id, url in found.items()]


def _instant(at: int | None) -> str | None:
    return None if at is None else instant(at)
