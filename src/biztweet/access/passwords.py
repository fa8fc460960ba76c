"""Passwords: argon2id, in a thread, two at a time; unknown people cost as much time as known ones."""

import asyncio

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from biztweet.access.tables import passwords
from biztweet.accounts import store as accounts
from biztweet.accounts.handles import key
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid, Unauthenticated
from biztweet.kernel.transaction import Transaction
from biztweet.ports.sql.statement import Command, Query, insert_or_replace
from biztweet.ports.sql.types import Id

MIN_LENGTH = 10
_MAX_LENGTH = 256
_AT_ONCE = 2
_hasher = PasswordHasher()
# Of a password nobody has: checked when there is none to check, so that the answer takes as long.
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$ZHVtbXlzYWx0ZHVtbXk$2sVhQvFJrF0lgY2jv0H6HlmXn7hHwA2U1N3b0WmZ0dE"

_HASH_OF = Query(str, sa.select(passwords.c.hash).where(passwords.c.account_id == sa.bindparam("account_id", type_=Id)))
_SET = Command(insert_or_replace(passwords, ["account_id"]))


class SignInRefused(Unauthenticated):
    """Handle and password do not belong together; says nothing of which is wrong."""

    def __init__(self) -> None:
        super().__init__("Handle or password is wrong")


class Passwords:
    """Checks and sets passwords of one company."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._free = asyncio.Semaphore(_AT_ONCE)

    async def check(self, handle: str, password: str) -> int:
        """The account whose handle (without @) and password these are. Raises SignInRefused."""
        account = await self._db.one(accounts.BY_HANDLE_KEYS, keys=[key(handle)])
        stored = await self._db.one(_HASH_OF, account_id=account.id) if account is not None else None
        right = await self._verify(stored or _NOBODYS, password[:_MAX_LENGTH])
        if account is None or stored is None or not right or not account.active:
            raise SignInRefused
        return account.id

    async def hash(self, password: str) -> str:
        """What is stored of a password. Raises Invalid when it is too short or too long."""
        if not MIN_LENGTH <= len(password) <= _MAX_LENGTH:
            raise Invalid("password", f"A password has {MIN_LENGTH} to {_MAX_LENGTH} characters")
        async with self._free:
            return await asyncio.to_thread(_hasher.hash, password)

    async def set(self, account_id: int, password: str) -> None:
        """Give an account a new password. Raises Invalid."""
        hashed = await self.hash(password)

        async def work(tx: Transaction) -> None:
            await set_within(tx, account_id, hashed)

        await self._db.write(work)

    async def is_set(self, account_id: int) -> bool:
        """Whether an account has a password: who signs in in another way has none."""
        return await self._db.one(_HASH_OF, account_id=account_id) is not None

    async def recognise(self, account_id: int, password: str) -> None:
        """Nothing, if this is the account's password. Raises SignInRefused."""
        stored = await self._db.one(_HASH_OF, account_id=account_id)
        if not await self._verify(stored or _NOBODYS, password[:_MAX_LENGTH]) or stored is None:
            raise SignInRefused

    async def _verify(self, stored: str, password: str) -> bool:
        async with self._free:
            try:
                return await asyncio.to_thread(_hasher.verify, stored, password)
            except (VerificationError, InvalidHashError):
                return False


async def set_within(tx: Transaction, account_id: int, hashed: str) -> None:
    """Store a hash in the caller's transaction."""
    await tx.execute(_SET, account_id=account_id, hash=hashed, changed_at=tx.now)
