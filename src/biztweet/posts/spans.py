"""Who and what a text names: mentions, hashtags, cashtags, by the rules of twitter-text 3 (links: links.py).

`start` and `end` count code points, `end` is the first one after the span, the sign is part of it.
"""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from biztweet.posts.characters import AT_SIGNS, HASH_SIGNS, LATIN_ACCENTS, PUNCTUATION, SPACES


class MentionSpan(msgspec.Struct, frozen=True):
    """@handle, as typed; nobody has looked whether such an account exists."""

    start: int
    end: int
    handle: str


class ListSpan(msgspec.Struct, frozen=True):
    """@handle or, where `slug` is not empty, Twitter's way to name somebody's list: @handle/slug."""

    start: int
    end: int
    handle: str
    slug: str


class HashtagSpan(msgspec.Struct, frozen=True):
    """#tag; `tag` as typed, without the sign."""

    start: int
    end: int
    tag: str


class CashtagSpan(msgspec.Struct, frozen=True):
    """$symbol; `symbol` as typed, without the sign."""

    start: int
    end: int
    symbol: str


_BEFORE_MENTION = rf"(?:^|[^A-Za-z0-9_!#$%&*{AT_SIGNS}]|(?:^|[^A-Za-z0-9_+~.-])[Rr][Tt]:?)"
_HANDLE = r"[A-Za-z0-9_]{1,20}"
_MENTION = re.compile(
    rf"{_BEFORE_MENTION}(?P<whole>[{AT_SIGNS}](?P<handle>{_HANDLE})(?:/(?P<slug>[A-Za-z][\w-]{{0,24}}))?)", re.ASCII
)
_AT = re.compile(f"[{AT_SIGNS}]")
_REPLY = re.compile(rf"[{SPACES}]*[{AT_SIGNS}]({_HANDLE})")
_NO_MENTION_BEFORE = re.compile(rf"[{AT_SIGNS}{LATIN_ACCENTS}]|://")
_HASH = re.compile(rf"[{HASH_SIGNS}](?![\ufe0f\u20e3])")
_NO_HASHTAG_BEFORE = re.compile(rf"[{HASH_SIGNS}]|://")
_IN_HASHTAG = frozenset("_\u200c\u200d\ua67e\u05be\u05f3\u05f4～〜゛゜゠・〃\u0f0b\u0f0c·")
_CASHTAG = re.compile(
    rf"(?:^|[{SPACES}])(?P<whole>\$(?P<symbol>[A-Za-z]{{1,6}}(?:[._][A-Za-z]{{1,2}})?))(?=$|[\s{PUNCTUATION}])"
)


def mentions(text: str) -> Iterator[MentionSpan]:
    """Every @handle of a text. Anything but Latin letters and digits may touch it: 팀장@minsu님이 names minsu."""
    for found in mentions_or_lists(text):
        yield MentionSpan(found.start, found.start + 1 + len(found.handle), found.handle)


def mentions_or_lists(text: str) -> Iterator[ListSpan]:
    """What twitter-text finds at an @; `slug` comes without the slash."""
    if not _AT.search(text):
        return  # as in most posts
    for found in _MENTION.finditer(text):
        if not _NO_MENTION_BEFORE.match(text, found.end()):
            yield ListSpan(*found.span("whole"), found["handle"], found["slug"] or "")


def addressee(text: str) -> str | None:
    """The handle with which a text begins: Twitter takes such a text for an answer to that account."""
    found = _REPLY.match(text)
    return found[1] if found and not _NO_MENTION_BEFORE.match(text, found.end()) else None


def hashtags(text: str) -> Iterator[HashtagSpan]:
    """Every #tag: letters, marks and digits of any script, at least one letter; a Korean particle stays in it."""
    for sign in _HASH.finditer(text):
        start = sign.start()
        if start and not _ends_before_hashtag(text[start - 1]):
            continue
        end = sign.end()
        while end < len(text) and _may_stand_in_hashtag(text[end]):
            end += 1
        tag = text[sign.end() : end]
        if any(map(_is_letter, tag)) and not _NO_HASHTAG_BEFORE.match(text, end):
            yield HashtagSpan(start, end, tag)


def cashtags(text: str) -> Iterator[CashtagSpan]:
    """Every $symbol of a share, one to six letters. The product shows none; only Twitter's APIs know them."""
    for found in _CASHTAG.finditer(text):
        yield CashtagSpan(*found.span("whole"), found["symbol"])


def _ends_before_hashtag(character: str) -> bool:
    # The selectors end an emoji, yet are marks that may stand in a tag.
    return character in "\ufe0e\ufe0f" or not (character == "&" or _may_stand_in_hashtag(character))


def _may_stand_in_hashtag(character: str) -> bool:
    return _is_letter(character) or character in _IN_HASHTAG or unicodedata.category(character) == "Nd"


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
