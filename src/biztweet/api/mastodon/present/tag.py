"""Tag and FeaturedTag."""

from typing import Any

from biztweet.api.mastodon.present.times import day
from biztweet.api.mastodon.site import Site
from biztweet.timelines.trends import Trend
from biztweet.topics.model import Kept, Use

_EPOCH_MS = 1_288_834_974_657  # of ids: docs/decisions/0002
_DAY_SECONDS = 24 * 3600


def tag(site: Site, name: str, *, following: bool = False, featuring: bool = False) -> dict[str, Any]:
    """A topic, without figures of its use."""
    shown = {"id": name, "name": name, "url": site.tag(name), "history": []}
    return {**shown, "following": following, "featuring": featuring}


def trend(site: Site, found: Trend, now: int) -> dict[str, Any]:
    """A topic with how many named it within a day."""
    today = now // 1_000_000 // _DAY_SECONDS * _DAY_SECONDS
    history = [{"day": str(today), "accounts": str(found.account_count), "uses": str(found.post_count)}]
    return {**tag(site, found.tag), "history": history}


def featured(site: Site, handle: str, kept: Kept, use: Use | None) -> dict[str, Any]:
    """A topic that somebody shows, with how often they named it."""
    return {
        "id": str(kept.id),
        "name": kept.name,
        "url": f"{site.account(handle)}/tagged/{kept.name}",
        "statuses_count": str(use.post_count if use else 0),
        "last_status_at": None if use is None else day(((use.last_post_id >> 22) + _EPOCH_MS) * 1_000),
    }
