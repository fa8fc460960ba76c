"""Filters of each account, remembered until an event changes them."""

from collections import defaultdict
from typing import TypeVar

import msgspec

from biztweet.events import FiltersChanged
from biztweet.filters import store
from biztweet.filters.errors import FilterNotFound
from biztweet.filters.model import Filter, Keyword, Marked
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.transaction import Transaction

T = TypeVar("T")

_ACCOUNTS = 5_000


class FilterBook:
    """This process's memory of filters."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: Cache[int, list[Filter]] = Cache(_ACCOUNTS)

    async def of(self, account_id: int) -> list[Filter]:
        """An account's filters, those that ran out among them, the first made first; at most three queries."""
        known = self._known.get(account_id)
        if known is None:
            ticket = self._known.ticket()
            known = await read(self._db, account_id)
            self._known.put(account_id, known, ticket)
        return known

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        if isinstance(recorded.event, FiltersChanged):
            self._known.drop([recorded.event.account_id])


async def read(db: Database | Transaction, account_id: int) -> list[Filter]:
    """An account's filters with all that they look for."""
    found = await db.rows(store.OF_ACCOUNT, account_id=account_id)
    if not found:
        return []
    keywords: defaultdict[int, list[Keyword]] = defaultdict(list)
    for word in await db.rows(store.KEYWORDS, account_id=account_id):
        keywords[word.filter_id].append(word)
    posts: defaultdict[int, list[Marked]] = defaultdict(list)
    for marked in await db.rows(store.POSTS, account_id=account_id):
        posts[marked.filter_id].append(marked)
    return [msgspec.structs.replace(one, keywords=tuple(keywords[one.id]), posts=tuple(posts[one.id])) for one in found]


def filter_of(filters: list[Filter], filter_id: int) -> Filter:
    """The one with that id. Raises FilterNotFound."""
    return _first([one for one in filters if one.id == filter_id])


def keyword_of(filters: list[Filter], keyword_id: int) -> Keyword:
    """The keyword with that id, of whichever filter. Raises FilterNotFound."""
    return _first([word for one in filters for word in one.keywords if word.id == keyword_id])


def marked_of(filters: list[Filter], marked_id: int) -> Marked:
    """The marked post with that id, of whichever filter. Raises FilterNotFound."""
    return _first([marked for one in filters for marked in one.posts if marked.id == marked_id])


def _first(found: list[T]) -> T:
    if not found:
        raise FilterNotFound
    return found[0]
