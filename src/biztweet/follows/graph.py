"""The graph as one account sees it, remembered until an event changes it."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from biztweet.events import (
    AccountBlocked,
    AccountFollowed,
    AccountMuted,
    AccountUnblocked,
    AccountUnfollowed,
    AccountUnmuted,
    AnyEvent,
    RepostsWanted,
)
from biztweet.follows import store
from biztweet.follows.store import Edge
from biztweet.kernel.cache import Cache
from biztweet.kernel.database import Database
from biztweet.kernel.outbox import Recorded
from biztweet.kernel.paging import Page

_REMEMBERED = 4_000


class Circle(msgspec.Struct, frozen=True):
    """Whom one account follows, and whom it does not want to read (`hidden`: muted or blocked).

    Of `without_reposts`, whom it follows, it wants no reposts. `quiet` are those of whose acts it is not notified
    either; `changes_at` says when the next mute ends, in microseconds.
    """

    followees: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()
    quiet: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    without_reposts: frozenset[int] = frozenset()
    changes_at: int | None = None


NOBODY = Circle()


class Graph:
    """This process's memory of circles."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._circles: Cache[int, Circle] = Cache(_REMEMBERED)

    async def circle(self, account_id: int | None) -> Circle:
        """One account's circle; nobody's for an app that asks for itself."""
        if account_id is None:
            return NOBODY
        known = self._circles.get(account_id)
        if known is not None and (known.changes_at is None or known.changes_at > self._db.clock()):
            return known
        ticket = self._circles.ticket()
        circle = await self._read(account_id)
        self._circles.put(account_id, circle, ticket)
        return circle

    async def followers_among(self, account_id: int, ids: Sequence[int]) -> frozenset[int]:
        """Which of `ids` follow the account."""
        return frozenset(await self._db.rows(store.FOLLOWING_ME, account_id=account_id, ids=ids))

    async def blockers(self, account_id: int) -> frozenset[int]:
        """Who blocks the account."""
        return frozenset(await self._db.rows(store.BLOCKER_IDS, account_id=account_id))

    def apply(self, recorded: Recorded) -> None:
        """Forget what an event changed."""
        if stale := changed_circles(recorded.event):
            self._circles.drop(stale)

    async def _read(self, account_id: int) -> Circle:
        now = self._db.clock()
        followees = await self._db.rows(store.FOLLOWEES, account_id=account_id)
        mutes = await self._db.rows(store.MUTES, account_id=account_id)
        blocked = frozenset(await self._db.rows(store.BLOCKED_IDS, account_id=account_id))
        hold = [mute for mute in mutes if mute.expires_at is None or mute.expires_at > now]
        muted = frozenset(mute.target_id for mute in hold)
        return Circle(
            followees=frozenset(map(abs, followees)),
            muted=muted,
            quiet=frozenset(mute.target_id for mute in hold if mute.notifications) | blocked,
            blocked=blocked,
            hidden=muted | blocked,
            without_reposts=frozenset(-found for found in followees if found < 0),
            changes_at=min((mute.expires_at for mute in hold if mute.expires_at is not None), default=None),
        )


async def listed(
    db: Database, account_id: int, which: Literal["followers", "followees", "mutes", "blocks", "endorsed"], page: Page
) -> list[Edge]:
    """A page of one of an account's lists, newest first; page by `Edge.id`."""
    return await store.LISTED[which].page(db, page, account_id=account_id)


def changed_circles(event: AnyEvent) -> tuple[int, ...]:
    """The accounts whose circle an event changed."""
    match event:
        case AccountFollowed() | AccountUnfollowed() | RepostsWanted():
            return (event.follower_id,)
        case AccountMuted() | AccountUnmuted() | AccountBlocked() | AccountUnblocked():
            return (event.account_id,)
        case _:
            return ()
