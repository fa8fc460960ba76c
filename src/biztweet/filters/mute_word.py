"""Mute a word: a filter of its own, that looks for nothing else."""

from collections.abc import Iterable

from biztweet.access.viewer import Viewer
from biztweet.filters.errors import FilterWrong
from biztweet.filters.keep import KeywordChange, create
from biztweet.filters.model import Action, Context, Outline
from biztweet.kernel.database import Database

MAX_WORD_LENGTH = 100


async def mute_word(
    db: Database,
    viewer: Viewer,
    word: str,
    contexts: Iterable[Context],
    *,
    action: Action = Action.hide,
    whole_word: bool = False,
    expires_at: int | None = None,
) -> int:
    """Leave out what holds a word, or some in a row; return the filter's id. White space counts as one blank.

    Raises FilterWrong, TooManyFilters, Invalid.
    """
    word = " ".join(word.split())
    if not 1 <= len(word) <= MAX_WORD_LENGTH:
        raise FilterWrong("keyword", f"A word has 1 to {MAX_WORD_LENGTH} letters")
    outline = Outline(title=word, contexts=tuple(contexts), action=action, expires_at=expires_at)
    return await create(db, viewer, outline, [KeywordChange(word, whole_word=whole_word)])
