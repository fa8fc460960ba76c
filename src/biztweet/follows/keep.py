"""What an account keeps of another for itself: a note, a place among those it shows, no more advice to follow."""

from biztweet.access.viewer import Viewer
from biztweet.accounts.existing import existing_account
from biztweet.events import AccountEndorsed, AccountNoted, AccountUnendorsed
from biztweet.follows import store
from biztweet.follows.errors import OneselfRefused
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid
from biztweet.kernel.transaction import Transaction

MAX_NOTE_LENGTH = 2_000


async def note(db: Database, viewer: Viewer, account_id: int, text: str) -> None:
    """Keep words on an account that nobody else reads; none when empty. Raises AccountNotFound, Invalid."""
    check_safe("comment", text)
    if len(text) > MAX_NOTE_LENGTH:
        raise Invalid("comment", f"A note may have {MAX_NOTE_LENGTH} characters")

    async def work(tx: Transaction) -> None:
        await existing_account(tx, account_id)
        await tx.execute(store.PUT_NOTE, account_id=viewer.id, target_id=account_id, text=text)
        await tx.emit(AccountNoted(account_id=viewer.id, target_id=account_id))

    await db.write(work)


async def endorse(db: Database, viewer: Viewer, account_id: int) -> None:
    """Show an account on one's own page; twice is once. Raises AccountNotFound, OneselfRefused."""
    if account_id == viewer.id:
        raise OneselfRefused("endorse")

    async def work(tx: Transaction) -> None:
        await existing_account(tx, account_id)
        if await tx.rows(store.ENDORSE, account_id=viewer.id, target_id=account_id, id=tx.new_id()):
            await tx.emit(AccountEndorsed(account_id=viewer.id, target_id=account_id))

    await db.write(work)


async def unendorse(db: Database, viewer: Viewer, account_id: int) -> None:
    """Show an account no longer."""

    async def work(tx: Transaction) -> None:
        if await tx.rows(store.UNENDORSE, account_id=viewer.id, target_id=account_id):
            await tx.emit(AccountUnendorsed(account_id=viewer.id, target_id=account_id))

    await db.write(work)


async def decline(db: Database, viewer: Viewer, account_id: int) -> None:
    """Be advised no more to follow an account. Nobody is told; no event, since nothing else shows it."""

    async def work(tx: Transaction) -> None:
        await tx.execute(store.DECLINE, account_id=viewer.id, target_id=account_id)

    await db.write(work)
