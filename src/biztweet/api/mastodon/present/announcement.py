"""Announcement and Reaction."""

import re
from typing import Any

from biztweet.announcements.model import Reaction, Told
from biztweet.api.mastodon.content import html
from biztweet.api.mastodon.present.account import mention
from biztweet.api.mastodon.present.times import instant
from biztweet.api.mastodon.site import Site
from biztweet.posts.model import Entities

_POST = re.compile(r"/@\w{1,20}/([0-9]{1,19})", re.ASCII)


def announcement(site: Site, told: Told) -> dict[str, Any]:
    """An announcement as its viewer sees it."""
    return {
        **announced(site, told),
        "read": told.read,
        "reactions": [{**reaction(each), "me": each.mine} for each in told.reactions],
    }


def announced(site: Site, told: Told) -> dict[str, Any]:
    """An announcement as streams tell of it: with nothing that differs from viewer to viewer."""
    stands = told.announcement
    handles = {named.account_id: named.handle for named in stands.entities.mentions}
    tags = dict.fromkeys(hashtag.tag for hashtag in stands.entities.hashtags)
    return {
        "id": str(stands.id),
        "content": html(site, stands.text, stands.entities),
        "starts_at": _instant(stands.starts_at),
        "ends_at": _instant(stands.ends_at),
        "all_day": stands.all_day,
        "published_at": _instant(stands.published_at),
        "updated_at": instant(stands.updated_at),
        "mentions": [mention(site, account_id, handle) for account_id, handle in handles.items()],
        "statuses": _statuses(site, stands.entities),
        "tags": [{"name": name, "url": site.tag(name)} for name in tags],
        "emojis": [],
        "reactions": [reaction(each) for each in told.reactions],
    }


def reaction(each: Reaction) -> dict[str, Any]:
    """How many reacted with an emoji."""
    return {"name": each.emoji, "count": each.count}


def reacted(told: Told, emoji: str) -> dict[str, Any]:
    """What became of one reaction to an announcement; nobody's is a count of none."""
    found = next((each for each in told.reactions if each.emoji == emoji), Reaction(emoji, 0))
    return {**reaction(found), "announcement_id": str(told.announcement.id)}


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
