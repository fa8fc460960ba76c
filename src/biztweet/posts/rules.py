"""What a post may hold: checked before any transaction, from its text and the settings alone."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from biztweet.access.quotas import Allowance
from biztweet.cards.address import address_of
from biztweet.media.model import MediaKind
from biztweet.polls import rules as polls
from biztweet.polls.errors import PollWithPictures
from biztweet.polls.model import PollDraft
from biztweet.posts.errors import AttachmentsMixed, TextMissing, TextTooLong, TextUnsafe, TooManyNames, TooManyPictures
from biztweet.posts.model import Draft
from biztweet.posts.text import Spans, TextRules, length, normalise, spans, unsafe

MAX_PICTURES = 4
MAX_PINNED = 5  # Mastodon's own
MAX_VIDEOS = 1
MAX_DOCUMENTS = 5
_MAX_OF_A_KIND = {MediaKind.image: MAX_PICTURES, MediaKind.video: MAX_VIDEOS, MediaKind.document: MAX_DOCUMENTS}
POSTS_PER_PERSON = Allowance(
    "posts", 300, 3 * 3600
)  # and edits; what Twitter and Mastodon allow, through whichever app
MAX_MENTIONS = 50
MAX_HASHTAGS = 30
MAX_LINKS = 30


class Words(msgspec.Struct, frozen=True):
    """A text that may be posted, normalised, and what it names."""

    text: str
    warning: str
    spans: Spans


class Content(msgspec.Struct, frozen=True):
    """All that a draft says, as it will stand. `card_address`: what is to be shown below it, if anything is."""

    words: Words
    poll: PollDraft | None = None
    card_address: str | None = None


def checked(draft: Draft, rules: TextRules) -> Content:
    """What a draft will say, as far as that can be told without asking anybody.

    Raises what `check` and the rules of polls do, and PollWithPictures. A poll needs words that ask.
    """
    words = check(draft.text, draft.warning, len(draft.media_ids), rules)
    if draft.poll is None:
        return Content(words, card_address=_card_address(draft, words, rules))
    if draft.media_ids:
        raise PollWithPictures
    return Content(words, polls.check(draft.poll, rules.longest_poll_days))


def card_address(spans: Spans, rules: TextRules) -> str | None:
    """The address whose card a text shows: that of its first link."""
    return address_of(spans.links[0].url, rules.own_host) if rules.link_cards and spans.links else None


def check(text: str, warning: str, attachments: int, rules: TextRules) -> Words:
    """The words as they will stand.

    Raises TextUnsafe, TextMissing, TextTooLong, TooManyNames, TooManyPictures.
    """
    text, warning = normalise(text), normalise(warning).replace("\n", " ")
    for part in (text, warning):
        if (character := unsafe(part)) is not None:
            raise TextUnsafe(character)
    if not text and not attachments:
        raise TextMissing
    if (size := length(text, rules) + (length(warning, rules) if warning else 0)) > rules.limit:
        raise TextTooLong(size, rules.limit)
    if attachments > MAX_DOCUMENTS:
        raise TooManyPictures(MAX_PICTURES)
    found = spans(text, rules)
    for what, names, limit in (
        ("mentions", found.mentions, MAX_MENTIONS),
        ("hashtags", found.hashtags, MAX_HASHTAGS),
        ("links", found.links, MAX_LINKS),
    ):
        if len(names) > limit:
            raise TooManyNames(what, limit)
    return Words(text, warning, found)


def check_together(kinds: Sequence[MediaKind]) -> None:
    """Up to four pictures, or one video, or five documents. Raises AttachmentsMixed, TooManyPictures."""
    counts = Counter(MediaKind.image if kind is MediaKind.animation else kind for kind in kinds)
    if len(counts) > 1 or counts[MediaKind.video] > MAX_VIDEOS:
        raise AttachmentsMixed
    for kind, count in counts.items():
        if count > _MAX_OF_A_KIND[kind]:
            raise TooManyPictures(_MAX_OF_A_KIND[kind])


def _card_address(draft: Draft, words: Words, rules: TextRules) -> str | None:
    """Pictures and quotes are more than a card, and stand alone."""
    stands_alone = bool(draft.media_ids) or draft.quote_of_id is not None
    return card_address(words.spans, rules) if draft.card and not stands_alone else None
