"""Save a search, forget it, and read what is saved: one's own alone."""

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import SavedSearchForgotten, SearchSaved
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction
from biztweet.saved_searches import store
from biztweet.saved_searches.errors import QueryMissing, QueryTooLong, SavedSearchNotFound, TooManySaved
from biztweet.saved_searches.model import SavedSearch

MAX_SAVED = 25  # Twitter's own, as is the length
_MAX_QUERY_LENGTH = 100


async def save(db: Database, viewer: Viewer, query: str) -> SavedSearch:
    """Save a search; the same again is the one that stands.

    Raises QueryMissing, QueryTooLong, TooManySaved; Invalid for characters that no words hold.
    """
    words = " ".join(query.split())
    if not words:
        raise QueryMissing
    check_safe("query", words)
    if len(words) > _MAX_QUERY_LENGTH:
        raise QueryTooLong(_MAX_QUERY_LENGTH)

    async def work(tx: Transaction) -> SavedSearch:
        saved = await tx.rows(store.OF, account_id=viewer.id)
        for known in saved:
            if known.query == words:
                return known
        if len(saved) >= MAX_SAVED:
            raise TooManySaved(MAX_SAVED)
        made = SavedSearch(tx.new_id(), viewer.id, words, tx.now)
        await tx.execute(store.INSERT, **msgspec.structs.asdict(made))
        await tx.emit(SearchSaved(search_id=made.id, account_id=viewer.id))
        return made

    return await db.write(work)


async def forget(db: Database, viewer: Viewer, search_id: int) -> SavedSearch:
    """Forget a search; as it was. Raises SavedSearchNotFound."""

    async def work(tx: Transaction) -> SavedSearch:
        found = await tx.one(store.ONE, account_id=viewer.id, search_id=search_id)
        if found is None:
            raise SavedSearchNotFound
        await tx.execute(store.DELETE, account_id=viewer.id, search_id=found.id)
        await tx.emit(SavedSearchForgotten(search_id=found.id, account_id=viewer.id))
        return found

    return await db.write(work)


async def saved_by(db: Database, viewer: Viewer) -> list[SavedSearch]:
    """The viewer's saved searches, the first saved first; one query."""
    return await db.rows(store.OF, account_id=viewer.id)


async def one(db: Database, viewer: Viewer, search_id: int) -> SavedSearch:
    """One of the viewer's saved searches. Raises SavedSearchNotFound."""
    found = await db.one(store.ONE, account_id=viewer.id, search_id=search_id)
    if found is None:
        raise SavedSearchNotFound
    return found
