"""What a list may be called, and how many there may be. Both numbers are Twitter's own."""

import itertools
import re
import unicodedata
from collections.abc import Collection

from biztweet.kernel.characters import check_safe
from biztweet.lists.errors import NameMissing, WordsTooLong

MAX_LISTS = 1_000
MAX_MEMBERS = 5_000
MAX_NAME_LENGTH = 100  # Twitter allows 25, Mastodon 256
MAX_DESCRIPTION_LENGTH = 200  # Twitter allows 100
_MAX_SLUG_LENGTH = 50
_BETWEEN = re.compile(r"[\W_]+")


def checked_name(name: str) -> str:
    """The name as it will stand, on one line. Raises NameMissing, WordsTooLong, Invalid."""
    found = _one_line(name)
    if not found:
        raise NameMissing
    return _checked("name", found, MAX_NAME_LENGTH)


def checked_description(description: str) -> str:
    """The description as it will stand, on one line. Raises WordsTooLong, Invalid."""
    return _checked("description", _one_line(description), MAX_DESCRIPTION_LENGTH)


def slug_of(name: str, taken: Collection[str]) -> str:
    """A list's name in addresses: its letters and digits, and a number where another list has the same."""
    plain = _BETWEEN.sub("-", name.casefold()).strip("-")[:_MAX_SLUG_LENGTH].strip("-") or "list"
    tries = itertools.chain([plain], (f"{plain}-{number}" for number in itertools.count(2)))
    return next(slug for slug in tries if slug not in taken)


def _one_line(words: str) -> str:
    return unicodedata.normalize("NFC", " ".join(words.split()))


def _checked(field: str, words: str, limit: int) -> str:
    check_safe(field, words)
    if len(words) > limit:
        raise WordsTooLong(field, limit)
    return words
