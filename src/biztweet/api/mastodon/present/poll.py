"""Poll."""

from typing import Any

from biztweet.api.mastodon.present.times import instant
from biztweet.polls.model import Poll
from biztweet.posts.view import Marks, Shared


def heard(poll: Poll | None) -> dict[str, Any] | None:
    """A poll as streams tell of it: with nothing that differs from viewer to viewer."""
    if poll is None:
        return None
    return {
        "id": str(poll.post_id),
        "expires_at": instant(poll.closes_at),
        "expired": poll.closed,
        "multiple": poll.multiple,
        "votes_count": poll.vote_count,
        "voters_count": poll.voter_count if poll.multiple else None,
        "options": [
            {"title": option.text, "votes_count": option.vote_count if poll.shows_counts else None}
            for option in poll.options
        ],
        "emojis": [],
    }


def seen(poll: Poll | None, marks: Marks) -> dict[str, Any] | None:
    """A poll as its viewer sees it."""
    entity = heard(poll)
    return entity and {**entity, "voted": bool(marks.choices), "own_votes": list(marks.choices)}


def shown(shared: Shared) -> Poll | None:
    """The poll that stands in a status itself: a repeat has none of its own."""
    return shared.poll if shared.original is None else None


def asked(options: tuple[str, ...]) -> dict[str, Any] | None:
    """A poll as it stood in a former revision."""
    return {"options": [{"title": option} for option in options]} if options else None
