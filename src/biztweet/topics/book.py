"""Topics that each account follows, remembered until an event changes them; and the lists they stand in."""

from collections.abc import Collection

from biztweet.events import TopicFollowed, TopicUnfollowed
from biztweet.kernel.cache import Cache
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.days import last_week
from biztweet.kernel.ids import id_at
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.paging import Page
from biztweet.topics import store
from biztweet.topics.keep import Which
from biztweet.topics.model import Day, Kept, Use

_ACCOUNTS = 5_000


class TopicBook:
    """This process's memory of followed topics."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: Cache[int, frozenset[str]] = Cache(_ACCOUNTS)

    async def followed(self, account_id: int | None) -> frozenset[str]:
        """The topics an account follows, as they compare."""
        if account_id is None:
            return frozenset()
        known = self._known.get(account_id)
        if known is None:
            ticket = self._known.ticket()
            known = frozenset(await self._db.rows(store.TAGS["followed"], account_id=account_id))
            self._known.put(account_id, known, ticket)
        return known

    async def featured(self, account_id: int) -> frozenset[str]:
        """The topics an account shows on its page, as they compare; one query."""
        return frozenset(await self._db.rows(store.TAGS["featured"], account_id=account_id))

    async def listed(self, account_id: int, which: Which, page: Page) -> list[Kept]:
        """A page of one of an account's lists, the latest kept first; one query."""
        return await store.LISTED[which].page(self._db, page, account_id=account_id)

    async def uses(self, account_id: int, tags: list[str]) -> dict[str, Use]:
        """How often an account named each of some topics, by tag; one query."""
        return {use.tag: use for use in await self._db.rows(store.USES, account_id=account_id, tags=tags)}

    async def week(self, tags: Collection[str]) -> dict[str, list[Day]]:
        """How much was said under each of some topics on each of seven days, today first; one query at most."""
        days = last_week(self._db.clock())
        found: dict[tuple[str, int], Day] = {}
        if tags:
            rows = await self._db.rows(store.BY_DAY, tags=list(tags), from_id=id_at(days[-1] * DAY))
            found = {(row.tag, row.day): row for row in rows}
        return {tag: [found.get((tag, day), Day(day, 0, 0)) for day in days] for tag in tags}

    async def most_used(self, account_id: int, limit: int) -> list[Use]:
        """The topics an account names most; one query."""
        return await self._db.rows(store.MOST_USED, account_id=account_id, limit=limit)

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        if isinstance(recorded.event, TopicFollowed | TopicUnfollowed):
            self._known.drop([recorded.event.account_id])
