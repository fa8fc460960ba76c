"""How a command meets the company: settings from the environment, the database in this version's shape."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from biztweet.company import Company
from biztweet.kernel.errors import Refusal
from biztweet.migrations import HEAD
from biztweet.opening import SchemaMismatch, connected, migrate, shape
from biztweet.ports.blobs import StorageFailed
from biztweet.ports.sql import StorageAway
from biztweet.settings import SettingInvalid, Settings, load

T = TypeVar("T")
TOLD = (Refusal, SchemaMismatch, StorageAway, StorageFailed, SettingInvalid)


def with_company(act: Callable[[Company], Awaitable[T]]) -> T:
    """Run `act` in the company that the environment names, before its first start or beside its server."""

    async def run() -> T:
        settings = load()
        await prepare(settings)
        async with connected(settings) as company:
            return await act(company)

    return asyncio.run(run())


async def prepare(settings: Settings) -> None:
    """Make the tables of an empty database, and renew an embedded one's; PostgreSQL's are for `biztweet migrate`."""
    version = await shape(settings)
    if version is None or (settings.sqlite_path is not None and version < HEAD):
        await migrate(settings)
