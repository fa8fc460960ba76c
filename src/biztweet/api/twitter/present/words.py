"""A text with all that v1.1 marks in it: HTML-escaped, offsets in code points of the escaped form."""

import unicodedata
from typing import Any, TypeVar

import msgspec

from biztweet.posts.model import Entities, Hashtag, Link, Mention

_MAX_TEXT_LENGTH = 140  # what a client of the old days can show; Twitter's "compatibility mode"
_LINK = 23  # room kept for the address of the whole
_SHOWN_URL = 26
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_SKINS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two letters make one


Span = TypeVar("Span", Mention, Hashtag, Link)


class Words(msgspec.Struct, frozen=True):
    """A plain text and what it names; offsets count code points of the plain text."""

    text: str
    entities: Entities = Entities()

    def after(self, prefix: str) -> "Words":
        """The same behind a `prefix` that names nothing."""
        return Words(prefix + self.text, shifted(self.entities, len(prefix)))

    def linked(self, url: str) -> "Words":
        """The same with an address at its end."""
        start = len(self.text) + 1 if self.text else 0
        link = Link(start, start + len(url), url)
        entities = Entities(self.entities.mentions, self.entities.hashtags, (*self.entities.links, link))
        return Words(f"{self.text} {url}" if self.text else url, entities)

    def cut(self, length: int) -> "Words":
        """At most `length` code points; nothing that is named, and no emoji, is cut in two."""
        end = length
        spans: tuple[Mention | Hashtag | Link, ...] = (
            *self.entities.mentions,
            *self.entities.hashtags,
            *self.entities.links,
        )
        for span in spans:
            if span.start < end < span.end:
                end = span.start
        while 0 < end < len(self.text) and _joined(self.text, end):
            end -= 1
        return Words(self.text[:end].rstrip(), _before(self.entities, end))


def short(words: Words, whole_url: str) -> Words | None:
    """What a client of 140 characters is shown instead, with the address of the whole; None if that fits itself."""
    if len(words.text) <= _MAX_TEXT_LENGTH:
        return None
    kept = words.cut(_MAX_TEXT_LENGTH - _LINK - 2)
    return Words(f"{kept.text}…", kept.entities).linked(whole_url)


def repeated(words: Words, author: Mention) -> Words:
    """The text of a repost: `RT @handle: …`, cut as Twitter cuts it."""
    head = f"RT @{author.handle}: "
    whole = words.after(head)
    named = msgspec.structs.replace(author, start=3, end=len(head) - 2)
    whole = Words(whole.text, msgspec.structs.replace(whole.entities, mentions=(named, *whole.entities.mentions)))
    if len(whole.text) <= _MAX_TEXT_LENGTH:
        return whole
    kept = whole.cut(_MAX_TEXT_LENGTH - 1)
    return Words(f"{kept.text}…", kept.entities)


def escaped(text: str) -> str:
    """As v1.1 delivers every text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def entities(words: Words) -> dict[str, Any]:
    """The four lists that always stand there, offsets in the escaped text."""
    at = _Offsets(words.text)
    named = words.entities
    return {
        "hashtags": [{"text": tag.tag, "indices": at.of(tag)} for tag in named.hashtags],
        "symbols": [],
        "user_mentions": [
            {
                "screen_name": mention.handle,
                "name": mention.name,
                "id": mention.account_id,
                "id_str": str(mention.account_id),
                "indices": at.of(mention),
            }
            for mention in named.mentions
        ],
        "urls": [shown_url(link.url) | {"indices": at.of(link)} for link in named.links],
    }


def shown_url(url: str) -> dict[str, Any]:
    """The three forms of an address: as it stands, in full, and short enough to be shown."""
    full = url if "://" in url else f"http://{url}"
    shown = full.partition("://")[2].removeprefix("www.")
    if len(shown) > _SHOWN_URL + 1:
        shown = shown[:_SHOWN_URL] + "…"
    return {"url": url, "expanded_url": full, "display_url": shown}


def shifted(found: Entities, by: int) -> Entities:
    """The same in a text that begins `by` code points earlier."""
    return Entities(_moved(found.mentions, by), _moved(found.hashtags, by), _moved(found.links, by))


class _Offsets:
    """Offsets in a plain text, to offsets in its escaped form."""

    def __init__(self, text: str) -> None:
        self._text = text if "&" in text or "<" in text or ">" in text else None

    def of(self, span: Mention | Hashtag | Link) -> list[int]:
        if self._text is None:
            return [span.start, span.end]
        return [len(escaped(self._text[: span.start])), len(escaped(self._text[: span.end]))]


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(msgspec.structs.replace(span, start=span.start + by, end=span.end + by) for span in spans)


def _before(found: Entities, end: int) -> Entities:
    return Entities(
        tuple(span for span in found.mentions if span.end <= end),
        tuple(span for span in found.hashtags if span.end <= end),
        tuple(span for span in found.links if span.end <= end),
    )


def _joined(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it."""
    here, before = text[at], text[at - 1]
    return (
        here in _JOINERS
        or before == "\u200d"
        or here in _SKINS
        or (here in _FLAGS and before in _FLAGS)
        or bool(unicodedata.combining(here))
    )
