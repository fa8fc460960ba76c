"""What a poll may be, and which choices count: pure."""

import unicodedata
from collections.abc import Sequence

import msgspec

from biztweet.kernel.characters import check_safe
from biztweet.kernel.clock import SECOND
from biztweet.polls.errors import (
    OptionRepeated,
    OptionTooLong,
    PollOver,
    WrongChoice,
    WrongDuration,
    WrongNumberOfOptions,
)
from biztweet.polls.model import Option, Poll, PollDraft

# What fits both dialects: Twitter takes 2 to 4 options of 25 characters; Mastodon's apps read the limits they are told.
MIN_OPTIONS = 2
MAX_OPTIONS = 4
MAX_OPTION_LENGTH = 25
MIN_SECONDS = 300
_DAY_SECONDS = 24 * 3600


def check(draft: PollDraft, longest_days: int) -> PollDraft:
    """The poll as it will stand, empty options left out.

    Raises WrongNumberOfOptions, OptionTooLong, OptionRepeated, WrongDuration, Invalid for unsafe characters.
    """
    options = tuple(clean for text in draft.options if (clean := _clean(text)))
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        raise WrongNumberOfOptions(MIN_OPTIONS, MAX_OPTIONS)
    for text in options:
        check_safe("poll", text)
        if len(text) > MAX_OPTION_LENGTH:
            raise OptionTooLong(MAX_OPTION_LENGTH)
    if len(set(options)) < len(options):
        raise OptionRepeated
    if not MIN_SECONDS <= draft.open_seconds <= longest_days * _DAY_SECONDS:
        raise WrongDuration(MIN_SECONDS // 60, longest_days)
    return msgspec.structs.replace(draft, options=options)


def opened(post_id: int, author_id: int, draft: PollDraft, now: int) -> Poll:
    """A new poll of a checked draft, without votes."""
    return Poll(
        post_id=post_id,
        author_id=author_id,
        options=tuple(Option(text) for text in draft.options),
        multiple=draft.multiple,
        hides_counts=draft.hides_counts,
        closes_at=now + draft.open_seconds * SECOND,
    )


def asks_the_same(poll: Poll, draft: PollDraft) -> bool:
    """Whether votes that were cast answer the draft's question as well."""
    return tuple(option.text for option in poll.options) == draft.options and poll.multiple == draft.multiple


def chosen(poll: Poll, places: Sequence[int], now: int) -> int:
    """The choices of a ballot, a bit for each place. Raises PollOver, WrongChoice."""
    if poll.closed or poll.closes_at <= now:
        raise PollOver
    wanted = set(places)
    if not wanted:
        raise WrongChoice("Choose an option")
    if len(wanted) > 1 and not poll.multiple:
        raise WrongChoice("Only one option may be chosen")
    if not wanted <= set(range(len(poll.options))):
        raise WrongChoice("The chosen vote option does not exist")
    return sum(1 << place for place in wanted)


def counted(poll: Poll, choices: int) -> Poll:
    """The poll with one more ballot."""
    options = tuple(
        Option(option.text, option.vote_count + (choices >> place & 1)) for place, option in enumerate(poll.options)
    )
    return msgspec.structs.replace(poll, options=options, voter_count=poll.voter_count + 1)


def places(choices: int) -> tuple[int, ...]:
    """The places of the options whose bits are set, in order."""
    return tuple(place for place in range(MAX_OPTIONS) if choices >> place & 1)


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
