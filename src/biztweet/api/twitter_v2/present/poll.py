"""Polls as v2 shows them; a poll's id is that of the post that asks."""

from typing import Any

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v2.present.fields import Field, Table
from biztweet.api.twitter_v2.present.schema import COUNT, ID, INSTANT, TEXT, choice, many, thing
from biztweet.api.twitter_v2.present.times import instant
from biztweet.polls.model import Poll
from biztweet.posts.view import Shared

_MINUTE = 60_000_000  # microseconds


def _poll(shared: Shared) -> Poll:
    """The poll of a post that has one."""
    if shared.poll is None:
        raise LookupError(f"{shared.post.id} asks nothing")
    return shared.poll


def _options(_: Site, shared: Shared) -> list[dict[str, Any]]:
    """Votes are left out while nobody may see them."""
    poll = _poll(shared)
    return [
        {"position": place, "label": option.text} | ({"votes": option.vote_count} if poll.shows_counts else {})
        for place, option in enumerate(poll.options, 1)
    ]


def _duration(_: Site, shared: Shared) -> int:
    return round((_poll(shared).closes_at - shared.post.created_at) / _MINUTE)


DEFAULT = ("id", "options")
FIELDS: Table[Shared] = {
    "id": Field(ID, lambda _, shared: str(shared.post.id)),
    "options": Field(many(thing(["position", "label"], position=COUNT, label=TEXT, votes=COUNT)), _options),
    "duration_minutes": Field(COUNT, _duration),
    "end_datetime": Field(INSTANT, lambda _, shared: instant(_poll(shared).closes_at)),
    "voting_status": Field(choice(["open", "closed"]), lambda _, shared: "closed" if _poll(shared).closed else "open"),
}
