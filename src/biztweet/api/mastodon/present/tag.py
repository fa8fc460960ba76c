"""Tag and FeaturedTag."""

from collections.abc import Sequence
from typing import Any

from biztweet.api.mastodon.present.times import day, history
from biztweet.api.mastodon.site import Site
from biztweet.topics.model import Day, Kept, Use


def tag(
    site: Site, name: str, days: Sequence[Day], *, following: bool = False, featuring: bool = False
) -> dict[str, Any]:
    """A topic, and how much was said under it each day, today first."""
    shown = {"id": name, "name": name, "url": site.tag(name), "history": history(days)}
    return {**shown, "following": following, "featuring": featuring}


def featured(site: Site, handle: str, kept: Kept, use: Use | None) -> dict[str, Any]:
    """A topic that somebody shows, with how often they named it."""
    return {
        "id": str(kept.id),
        "name": kept.name,
        "url": f"{site.page(handle)}/tagged/{kept.name}",
        "statuses_count": str(use.post_count if use else 0),
        "last_status_at": None if use is None else day(use.last_used_at),
    }
