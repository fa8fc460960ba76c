"""Choose another password: who knows the old one may, and every other sign-in ends with it."""

from biztweet.access.passwords import Passwords, set_within
from biztweet.access.sessions import end_all_within
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.kernel.transaction import Transaction


async def change_password(db: Database, passwords: Passwords, viewer: Viewer, *, old: str, new: str) -> None:
    """Set the viewer's password and end their other sign-ins. Raises SignInRefused for a wrong old one, Invalid."""
    await passwords.recognise(viewer.id, old)
    hashed = await passwords.hash(new)

    async def work(tx: Transaction) -> None:
        await set_within(tx, viewer.id, hashed)
        await end_all_within(tx, viewer.id, but=viewer.session_id)

    await db.write(work)
