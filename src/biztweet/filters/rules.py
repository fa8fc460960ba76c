"""What a filter may be, and what it matches: pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from biztweet.filters.errors import FilterWrong
from biztweet.filters.model import Context, Filter, Match, Outline
from biztweet.kernel.characters import check_safe

MAX_FILTERS = 100
MAX_PARTS = 100  # keywords, and posts, of one filter
MAX_KEYWORDS = 500  # of all filters of one person: each is looked for in every post of every page
_MAX_TITLE_LENGTH = 256
_MAX_KEYWORD_LENGTH = 512
_WORD = re.compile(r"\w")


def checked(outline: Outline) -> Outline:
    """The filter as it will stand. Raises FilterWrong, Invalid for unsafe characters."""
    title = outline.title.strip()
    check_safe("title", title)
    if not 1 <= len(title) <= _MAX_TITLE_LENGTH:
        raise FilterWrong("title", f"Title can't be blank or longer than {_MAX_TITLE_LENGTH} characters")
    if not outline.contexts:
        raise FilterWrong("context", "Context can't be blank")
    return msgspec.structs.replace(outline, title=title, contexts=tuple(dict.fromkeys(outline.contexts)))


def checked_keyword(text: str) -> str:
    """Words to look for. Raises FilterWrong, Invalid for unsafe characters."""
    text = text.strip()
    check_safe("keyword", text)
    if not 1 <= len(text) <= _MAX_KEYWORD_LENGTH:
        raise FilterWrong("keyword", f"Keyword can't be blank or longer than {_MAX_KEYWORD_LENGTH} characters")
    return text


def matches(filters: Sequence[Filter], texts: Iterable[str], post_ids: frozenset[int], now: int) -> list[Match]:
    """The filters in force that match a post: by what it says, or as one of `post_ids`."""
    said = "\n".join(texts)
    found = []
    for one in filters:
        if one.expires_at is not None and one.expires_at <= now:
            continue
        words = tuple(word.text for word in one.keywords if _pattern(word.text, word.whole_word).search(said))
        is_marked = any(marked.post_id in post_ids for marked in one.posts)
        if words or is_marked:
            found.append(Match(one, words, is_marked))
    return found


def looks_in(match: Match, context: Context) -> bool:
    """Whether the filter that matched looks there."""
    return context in match.filter.contexts


@lru_cache(maxsize=16_384)
def _pattern(text: str, whole_word: bool) -> re.Pattern[str]:  # noqa: FBT001 - a part of the key
    """Edges count only where the keyword itself begins or ends with a letter or digit."""
    before = r"\b" if whole_word and _WORD.match(text[0]) else ""
    after = r"\b" if whole_word and _WORD.match(text[-1]) else ""
    return re.compile(before + re.escape(text) + after, re.IGNORECASE)
