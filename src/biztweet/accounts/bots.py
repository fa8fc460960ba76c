"""Bots: accounts that a person owns and answers for, always shown as bots. A bot ends with its owner."""

from biztweet.accounts import store
from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.join import Entry, add_within, deactivate
from biztweet.accounts.model import Account, AccountKind
from biztweet.kernel.characters import check_safe
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Conflict, Invalid
from biztweet.kernel.transaction import Transaction

MAX_BOTS = 10
MAX_NAME_LENGTH = 50
_MAX_SHOWN = 200


class TooManyBots(Conflict):
    """One person owns so many and no more."""

    def __init__(self) -> None:
        super().__init__(f"At most {MAX_BOTS} bots")


async def make(db: Database, owner: Account, handle: str, name: str, photo_key: str) -> int:
    """Add a bot of somebody's; return its id. Raises HandleInvalid, HandleTaken, Invalid, TooManyBots."""
    name = name.strip()
    if not name or len(name) > MAX_NAME_LENGTH:
        raise Invalid("name", f"A name has 1 to {MAX_NAME_LENGTH} characters")
    check_safe("name", name)
    entry = Entry(
        handle=handle,
        name=name,
        photo_key=photo_key,
        kind=AccountKind.bot,
        department=owner.department,
        owner_id=owner.id,
        language=owner.language,
    )

    async def work(tx: Transaction) -> int:
        if len(await tx.rows(store.BOTS_OF, owner_id=owner.id)) >= MAX_BOTS:
            raise TooManyBots
        return await add_within(tx, entry)

    return await db.write(work)


async def owned(db: Database, owner_id: int) -> list[Account]:
    """Somebody's bots, newest first; those that ended too."""
    return await db.rows(store.BOTS_OF, owner_id=owner_id)


async def one(db: Database, owner_id: int, bot_id: int) -> Account:
    """One of somebody's bots that has not ended. Raises AccountNotFound."""
    found = next((bot for bot in await owned(db, owner_id) if bot.id == bot_id and bot.active), None)
    if found is None:
        raise AccountNotFound
    return found


async def end(db: Database, owner_id: int, bot_id: int) -> None:
    """End a bot: it can no longer post, its posts stay. Raises AccountNotFound."""
    await deactivate(db, (await one(db, owner_id, bot_id)).id)


async def active(db: Database) -> list[Account]:
    """All bots that may post, newest first."""
    return await db.rows(store.ACTIVE_BOTS, limit=_MAX_SHOWN)
