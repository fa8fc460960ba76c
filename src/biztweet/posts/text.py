"""The text of a post: how it is cleaned, counted, and what it names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from biztweet.kernel.characters import unsafe
from biztweet.posts.links import LinkSpan, links
from biztweet.posts.spans import CashtagSpan, HashtagSpan, MentionSpan, cashtags, hashtags, mentions
from biztweet.posts.weights import SCALE, weigh, weight

__all__ = [
    "DEFAULT_RULES",
    "CashtagSpan",
    "HashtagSpan",
    "LinkSpan",
    "MentionSpan",
    "Spans",
    "TextRules",
    "cashtags",
    "fitting",
    "fold_tag",
    "length",
    "may_be_handle",
    "normalise",
    "spans",
    "unsafe",
]


class TextRules(msgspec.Struct, frozen=True):
    """What a company may decide about texts, about the polls that they ask, and the pages they point to.

    `counting`: "weighted" as Twitter counts, or every code point as one. `intranet_links`: http:// or https:// makes
    a link of any host (wiki, jira.corp, 10.0.0.5:8080). `internal_tlds`: hosts under these need no http:// either.
    `link_cards`: posts show what stands behind their first link, unless that leads to `own_host`.
    """

    limit: int = 280
    counting: Literal["weighted", "characters"] = "weighted"
    intranet_links: bool = True
    internal_tlds: tuple[str, ...] = ()
    longest_poll_days: int = 7
    link_cards: bool = False
    own_host: str = ""


DEFAULT_RULES = TextRules()


class Spans(msgspec.Struct, frozen=True):
    """What a text names, each kind in the order of the text; no two overlap."""

    mentions: tuple[MentionSpan, ...] = ()
    hashtags: tuple[HashtagSpan, ...] = ()
    links: tuple[LinkSpan, ...] = ()


_NAMES_NOTHING = Spans()
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}")


def normalise(text: str) -> str:
    """A text as it is stored and as every offset counts: NFC, lines end in LF, no white space around, no U+FEFF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return unicodedata.normalize("NFC", text).strip()


def length(text: str, rules: TextRules = DEFAULT_RULES) -> int:
    """How many of `rules.limit` characters a text takes, after NFC.

    Weighted is twitter-text's config/v3.json: a Hangul syllable 2, an emoji 2 however joined, a link 23.
    """
    text = unicodedata.normalize("NFC", text)
    return len(text) if rules.counting == "characters" else weight(text, _links(text, rules)) // SCALE


def fitting(text: str, rules: TextRules = DEFAULT_RULES) -> int:
    """How many code points of a `normalise`d text the limit leaves room for; no emoji and no link is cut in two."""
    total = fits = 0
    for end, each in _weights(text, rules):
        total += each
        if total > rules.limit * SCALE:
            break
        fits = end
    return fits


def spans(text: str, rules: TextRules = DEFAULT_RULES) -> Spans:
    """What a `normalise`d text names. Of two that overlap the one that begins first stands."""
    found: list[MentionSpan | HashtagSpan | LinkSpan] = [*mentions(text), *hashtags(text), *_links(text, rules)]
    if not found:
        return _NAMES_NOTHING
    kept: list[MentionSpan | HashtagSpan | LinkSpan] = []
    for span in sorted(found, key=lambda span: span.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return Spans(
        mentions=tuple(span for span in kept if isinstance(span, MentionSpan)),
        hashtags=tuple(span for span in kept if isinstance(span, HashtagSpan)),
        links=tuple(span for span in kept if isinstance(span, LinkSpan)),
    )


def fold_tag(tag: str) -> str:
    """The form under which tags compare equal: #Straße, #STRASSE and either way to write 점심 in Unicode."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", tag).casefold())


def may_be_handle(text: str) -> bool:
    """Whether an account may have this handle; given without the @. Any handle twitter-text finds may be one."""
    return _HANDLE.fullmatch(text) is not None


def _weights(text: str, rules: TextRules) -> Iterable[tuple[int, int]]:
    if rules.counting == "characters":
        return ((end, SCALE) for end in range(1, len(text) + 1))
    return weigh(text, _links(text, rules))


def _links(text: str, rules: TextRules) -> Iterator[LinkSpan]:
    return links(text, intranet=rules.intranet_links, internal_tlds=rules.internal_tlds)
