"""People: accounts by id or handle, remembered until an event says that they changed.

Somebody's next post only counts on: their row is not read again for it.
"""

from collections.abc import Iterable, Sequence

import msgspec

from biztweet.accounts import store
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.handles import key
from biztweet.accounts.model import Account, AccountAsOf
from biztweet.events import (
    AccountActivated,
    AccountChanged,
    AccountDeactivated,
    AccountFollowed,
    AccountUnfollowed,
    AnyEvent,
    ListChanged,
    ListDeleted,
    ListMembersAdded,
    ListMembersRemoved,
    PostDeleted,
    PostLiked,
    PostPublished,
    PostReposted,
    PostUnliked,
)
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded

_REMEMBERED = 20_000
_FEW = 4  # at most so many are read right in the event loop


class People:
    """This process's memory of accounts."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._accounts: Cache[int, Account] = Cache(_REMEMBERED)
        self._as_of: dict[int, int] = {}  # up to which position each remembered account was read
        self._ids_by_key: dict[str, int] = {}

    async def by_id(self, ids: Iterable[int]) -> dict[int, Account]:
        """The accounts of `ids` that exist, active or not; at most one query."""
        wanted = set(ids)
        known = self._accounts.known(wanted)
        if missing := wanted - known.keys():
            read = self._db.lookup if len(missing) <= _FEW else self._db.rows
            known |= self._keep(self._accounts.ticket(), await read(store.AS_OF_BY_IDS, ids=list(missing)))
        return known

    def known(self, account_id: int) -> Account | None:
        """An account, where it is remembered."""
        return self._accounts.get(account_id)

    async def one(self, account_id: int) -> Account:
        """One account. Raises AccountNotFound."""
        account = self._accounts.get(account_id)
        if account is None:
            account = (await self.by_id([account_id])).get(account_id)
        if account is None:
            raise AccountNotFound
        return account

    async def by_handle(self, handle: str) -> Account:
        """The account of a handle in any case, with or without a leading @. Raises AccountNotFound."""
        found = await self.by_handles([handle])
        if not found:
            raise AccountNotFound
        return found[0]

    async def by_handles(self, handles: Sequence[str]) -> list[Account]:
        """The accounts of `handles` that exist, in their order; at most one query. Handles never change hands."""
        keys = [key(handle.removeprefix("@")) for handle in handles]
        missing = [k for k in keys if k not in self._ids_by_key]
        if missing:
            self._keep(self._accounts.ticket(), await self._db.rows(store.AS_OF_BY_HANDLE_KEYS, keys=missing))
        ids = [self._ids_by_key[k] for k in keys if k in self._ids_by_key]
        accounts = await self.by_id(ids)
        return [accounts[account_id] for account_id in ids if account_id in accounts]

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed; count a post on."""
        if isinstance(recorded.event, PostPublished):
            self._count_on(recorded.event.author_id, recorded)
        elif stale := changed_accounts(recorded.event):
            self._accounts.drop(stale)

    def _count_on(self, author_id: int, recorded: Recorded) -> None:
        """What was read after the commit and before this holds the post already, and says so."""
        account = self._accounts.get(author_id)
        if account is None:
            self._accounts.drop((author_id,))
            return
        if recorded.position > self._as_of[author_id]:
            count = account.post_count + 1
            account = msgspec.structs.replace(account, post_count=count, last_post_at=recorded.created_at)
        self._accounts.renew(author_id, account)

    def _keep(self, ticket: int, read: Sequence[AccountAsOf]) -> dict[int, Account]:
        accounts: dict[int, Account] = {}
        for row in read:
            *values, as_of = msgspec.structs.astuple(row)
            account = accounts[row.id] = Account(*values)
            if self._accounts.put(account.id, account, ticket):
                self._as_of[account.id] = as_of
            self._ids_by_key[key(account.handle)] = account.id
        return accounts


def changed_accounts(event: AnyEvent) -> tuple[int, ...]:
    """The accounts whose row an event changed, counts included."""
    match event:
        case AccountChanged() | AccountActivated() | AccountDeactivated():
            return (event.account_id,)
        case PostPublished() | PostReposted():
            return (event.author_id,)
        case PostDeleted():
            return (event.author_id, *event.liker_ids)
        case PostLiked() | PostUnliked():
            return (event.liker_id,)
        case AccountFollowed() | AccountUnfollowed():
            return (event.follower_id, event.followee_id)
        case _:
            return _listed(event)


def _listed(event: AnyEvent) -> tuple[int, ...]:
    match event:
        case ListMembersAdded() | ListMembersRemoved():
            return event.account_ids
        case ListChanged() | ListDeleted():
            return event.counted_ids
        case _:
            return ()
