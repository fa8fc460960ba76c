"""Who waits to be heard: people whose notices a policy keeps back, until they are admitted or put away."""

from collections.abc import Mapping, Sequence

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.events import NoticesAdmitted
from biztweet.kernel.database import Database
from biztweet.kernel.errors import NotFound
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.kernel.transaction import Transaction
from biztweet.notifications import store
from biztweet.notifications.model import Kind
from biztweet.notifications.policy import Policy, Treatment
from biztweet.notifications.store import Backlog, Waiting

_EVERYTHING: tuple[Kind, ...] = tuple(Kind)


class NobodyWaiting(NotFound):
    """Nothing of that person is kept back."""

    def __init__(self) -> None:
        super().__init__("Nothing of them is kept back")


async def policy_of(db: Database, viewer: Viewer) -> Policy:
    """The viewer's policy; everything is accepted where they have set none. One query."""
    found = await db.rows(store.POLICIES, ids=[viewer.id])
    return found[0].policy if found else Policy()


async def change_policy(db: Database, viewer: Viewer, chosen: Mapping[str, Treatment]) -> None:
    """Decide what becomes of notices from now on, by the policy's own names; a class that is not named stays.

    What is kept back already stays so. No event: nothing else shows it.
    """

    async def work(tx: Transaction) -> None:
        found = await tx.rows(store.POLICIES, ids=[viewer.id])
        policy = msgspec.structs.replace(found[0].policy if found else Policy(), **chosen)
        await tx.execute(store.SET_POLICY, account_id=viewer.id, policy=policy)

    await db.write(work)


async def backlog(db: Database, viewer: Viewer) -> Backlog:
    """How many people wait, with how many notices; one query."""
    return await db.one(store.BACKLOG, recipient_id=viewer.id, kinds=_readable(viewer)) or Backlog(0, 0)


async def waiting(db: Database, viewer: Viewer, page: Page) -> list[Waiting]:
    """A page of who waits, whoever joined the company last first; page by `actor_id`. One query."""
    return await store.WAITING.page(db, page, recipient_id=viewer.id, kinds=_readable(viewer))


async def waits(db: Database, viewer: Viewer, actor_id: int) -> Waiting:
    """What waits of one person. Raises NobodyWaiting."""
    found = await waiting(db, viewer, Page(limit=1, before=min(actor_id, MAX_ID - 1) + 1, after=actor_id - 1))
    if not found:
        raise NobodyWaiting
    return found[0]


async def admit(db: Database, viewer: Viewer, actor_ids: Sequence[int]) -> None:
    """Tell what was kept back of some people, and whatever they do from now on; whoever does not wait is passed over.

    Raises NobodyWaiting where none of them waits.
    """

    async def work(tx: Transaction) -> None:
        admitted = set(await tx.rows(store.ADMIT, recipient_id=viewer.id, actor_ids=actor_ids))
        if not admitted:
            raise NobodyWaiting
        for actor_id in sorted(admitted):
            await tx.execute(store.INSERT_ADMISSION, account_id=viewer.id, actor_id=actor_id)
        await tx.emit(NoticesAdmitted(account_id=viewer.id))

    await db.write(work)


async def put_away(db: Database, viewer: Viewer, actor_ids: Sequence[int]) -> None:
    """Put away what is kept back of some people; what they do next waits again.

    Raises NobodyWaiting where none of them waits.
    """

    async def work(tx: Transaction) -> None:
        if not await tx.rows(store.PUT_AWAY, recipient_id=viewer.id, actor_ids=actor_ids):
            raise NobodyWaiting

    await db.write(work)


def _readable(viewer: Viewer) -> list[str]:
    """The kinds that the viewer's app may know of."""
    return [str(kind) for kind in _EVERYTHING if kind is not Kind.message or viewer.may("read:messages")]
