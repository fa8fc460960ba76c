"""Make, change and remove filters: each change is one transaction, and known at once."""

from collections.abc import Awaitable, Callable, Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import FiltersChanged
from biztweet.filters import store
from biztweet.filters.book import filter_of, keyword_of, marked_of, read
from biztweet.filters.errors import TooManyFilters
from biztweet.filters.model import Filter, Keyword, Marked, Outline
from biztweet.filters.rules import MAX_FILTERS, MAX_KEYWORDS, MAX_PARTS, checked, checked_keyword
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction

_Act = Callable[[Transaction, list[Filter]], Awaitable[int]]


class KeywordChange(msgspec.Struct, frozen=True):
    """A keyword to be added; with `id`, one to be changed, or with `gone` removed."""

    text: str = ""
    whole_word: bool | None = None
    id: int | None = None
    gone: bool = False


async def create(db: Database, viewer: Viewer, outline: Outline, changes: Sequence[KeywordChange] = ()) -> int:
    """Make a filter; return its id. Raises FilterWrong, TooManyFilters."""
    outline = checked(outline)

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        if len(filters) >= MAX_FILTERS:
            raise TooManyFilters(MAX_FILTERS)
        _check_room(filters, changes)
        made = tx.new_id()
        await _put(tx, viewer, made, outline)
        await _obey(tx, [], made, changes)
        return made

    return await _write(db, viewer, act)


async def change(
    db: Database, viewer: Viewer, filter_id: int, outline: Outline, changes: Sequence[KeywordChange] = ()
) -> None:
    """Let a filter be what `outline` says. Raises FilterNotFound, FilterWrong, TooManyFilters."""
    outline = checked(outline)

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        before = filter_of(filters, filter_id)
        _check_room(filters, changes)
        await _put(tx, viewer, filter_id, outline)
        await _obey(tx, [before], filter_id, changes)
        return filter_id

    await _write(db, viewer, act)


async def remove(db: Database, viewer: Viewer, filter_id: int) -> None:
    """Remove a filter with all that it looks for. Raises FilterNotFound."""

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        await _delete(tx, filter_of(filters, filter_id).id)
        return filter_id

    await _write(db, viewer, act)


async def add_keyword(db: Database, viewer: Viewer, filter_id: int, wanted: KeywordChange) -> int:
    """Let a filter look for more words; return their id. Raises FilterNotFound, FilterWrong, TooManyFilters."""

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        _check_room(filters, [wanted])
        return await _add(tx, filter_of(filters, filter_id), wanted)

    return await _write(db, viewer, act)


async def change_keyword(db: Database, viewer: Viewer, keyword_id: int, wanted: KeywordChange) -> None:
    """Let a filter look for other words. Raises FilterNotFound, FilterWrong."""

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        await _change(tx, keyword_of(filters, keyword_id), wanted)
        return keyword_id

    await _write(db, viewer, act)


async def remove_keyword(db: Database, viewer: Viewer, keyword_id: int, *, with_filter: bool = False) -> None:
    """Look for these words no longer; `with_filter`: a filter of no other words goes along. Raises FilterNotFound."""

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        word = keyword_of(filters, keyword_id)
        if with_filter and len(filter_of(filters, word.filter_id).keywords) == 1:
            await _delete(tx, word.filter_id)
        else:
            await tx.execute(store.DELETE_KEYWORD, id=word.id)
        return keyword_id

    await _write(db, viewer, act)


async def mark(db: Database, viewer: Viewer, filter_id: int, post_id: int) -> int:
    """Let a filter match a post whatever it says; return the id of that. Raises FilterNotFound, TooManyFilters."""

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        one = filter_of(filters, filter_id)
        existing_id = next((marked.id for marked in one.posts if marked.post_id == post_id), None)
        if existing_id is not None:
            return existing_id
        if len(one.posts) >= MAX_PARTS:
            raise TooManyFilters(MAX_PARTS)
        made = Marked(tx.new_id(), filter_id, post_id)
        await tx.execute(store.MARK, **msgspec.structs.asdict(made))
        return made.id

    return await _write(db, viewer, act)


async def unmark(db: Database, viewer: Viewer, marked_id: int) -> None:
    """Match a post by what it says only. Raises FilterNotFound."""

    async def act(tx: Transaction, filters: list[Filter]) -> int:
        await tx.execute(store.DELETE_POST, id=marked_of(filters, marked_id).id)
        return marked_id

    await _write(db, viewer, act)


async def _write(db: Database, viewer: Viewer, act: _Act) -> int:
    async def work(tx: Transaction) -> int:
        made = await act(tx, await read(tx, viewer.id))
        await tx.emit(FiltersChanged(account_id=viewer.id))
        return made

    return await db.write(work)


def _check_room(filters: list[Filter], changes: Sequence[KeywordChange]) -> None:
    """Raises TooManyFilters where more words would be looked for than one person may have looked for."""
    fresh = len([wanted for wanted in changes if wanted.id is None])
    if fresh and fresh + sum(len(one.keywords) for one in filters) > MAX_KEYWORDS:
        raise TooManyFilters(MAX_KEYWORDS)


async def _put(tx: Transaction, viewer: Viewer, filter_id: int, outline: Outline) -> None:
    await tx.execute(store.PUT, id=filter_id, account_id=viewer.id, **msgspec.structs.asdict(outline))


async def _delete(tx: Transaction, filter_id: int) -> None:
    await tx.execute(store.DELETE, id=filter_id)
    await tx.execute(store.DELETE_KEYWORDS, filter_id=filter_id)
    await tx.execute(store.DELETE_POSTS, filter_id=filter_id)


async def _obey(tx: Transaction, before: list[Filter], filter_id: int, changes: Sequence[KeywordChange]) -> None:
    """Do what is wished of a filter's keywords; what is not named stays."""
    words = [word for one in before for word in one.keywords]
    fresh = len([wanted for wanted in changes if wanted.id is None])
    if fresh + len(words) > MAX_PARTS:
        raise TooManyFilters(MAX_PARTS)
    for wanted in changes:
        if wanted.id is None:
            word = Keyword(tx.new_id(), filter_id, checked_keyword(wanted.text), bool(wanted.whole_word))
            await tx.execute(store.PUT_KEYWORD, **msgspec.structs.asdict(word))
        elif wanted.gone:
            await tx.execute(store.DELETE_KEYWORD, id=keyword_of(before, wanted.id).id)
        else:
            await _change(tx, keyword_of(before, wanted.id), wanted)


async def _add(tx: Transaction, one: Filter, wanted: KeywordChange) -> int:
    if len(one.keywords) >= MAX_PARTS:
        raise TooManyFilters(MAX_PARTS)
    word = Keyword(tx.new_id(), one.id, checked_keyword(wanted.text), bool(wanted.whole_word))
    await tx.execute(store.PUT_KEYWORD, **msgspec.structs.asdict(word))
    return word.id


async def _change(tx: Transaction, word: Keyword, wanted: KeywordChange) -> None:
    whole = word.whole_word if wanted.whole_word is None else wanted.whole_word
    text = checked_keyword(wanted.text) if wanted.text else word.text
    await tx.execute(store.PUT_KEYWORD, **msgspec.structs.asdict(Keyword(word.id, word.filter_id, text, whole)))
