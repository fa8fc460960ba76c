"""Somebody asks the browser they are signed in with to ring, or to be still; each session has one at most."""

from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unauthenticated
from biztweet.kernel.transaction import Transaction
from biztweet.push import store
from biztweet.push.address import check
from biztweet.push.model import Browser, Keys


async def ring(db: Database, viewer: Viewer, *, endpoint: str, keys: Keys) -> None:
    """Ring in the viewer's browser from now on, and there for nobody else. Nothing is fetched.

    Raises Unauthenticated, and Invalid for an address that is not https, or keys that are none.
    """
    check(endpoint, keys)

    async def work(tx: Transaction) -> None:
        made = Browser(tx.new_id(), _session_id(viewer), viewer.id, endpoint, keys, tx.now)
        await tx.execute(store.FORGET_ENDPOINT, endpoint=endpoint)  # whoever was signed in there before
        await tx.execute(store.FORGET_LOST, account_id=viewer.id)
        await tx.execute(store.PUT_BROWSER, **{name: getattr(made, name) for name in made.__struct_fields__})

    await db.write(work)


async def be_still(db: Database, viewer: Viewer) -> None:
    """Ring there no more; where nothing rang, that is no mistake. Raises Unauthenticated."""

    async def work(tx: Transaction) -> None:
        await tx.execute(store.FORGET_SESSION, session_id=_session_id(viewer))

    await db.write(work)


async def rings(db: Database, viewer: Viewer) -> bool:
    """Whether the viewer's browser was asked to ring; one query. Raises Unauthenticated."""
    return bool(await db.rows(store.OF_SESSION, session_id=_session_id(viewer)))


def _session_id(viewer: Viewer) -> int:
    if viewer.session_id is None:
        raise Unauthenticated("This needs a browser that is signed in")
    return viewer.session_id
