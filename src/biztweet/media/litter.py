"""Litter: no file is kept that no row speaks of, whatever crashes in between.

Before files are written a row says that they are litter; the row that speaks of them takes its place in one
transaction. When that goes, they are litter again, in that very transaction. What is due is deleted by a chore.
"""

from collections.abc import Iterable

from biztweet.kernel.clock import HOUR
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.kernel.transaction import Transaction
from biztweet.media import store
from biztweet.media.processed import Rendition
from biztweet.ports.blobs import Blobs, StorageFailed

SOON = HOUR  # longer than anybody takes to write files
_AT_ONCE = 200


async def put(db: Database, blobs: Blobs, key: str, files: Iterable[Rendition]) -> int:
    """Keep files below `key`; return the litter to be picked up by whoever stores the row. Raises Unavailable."""
    kept = list(files)

    async def work(tx: Transaction) -> int:
        return await drop_within(tx, key, [file.name for file in kept], due_at=tx.now + SOON)

    litter_id = await db.write(work)
    for file in kept:
        await keep(blobs, f"{key}/{file.name}", file.content)
    return litter_id


async def keep(blobs: Blobs, key: str, content: bytes) -> None:
    """Keep one file. Raises Unavailable."""
    try:
        await blobs.put(key, content)
    except StorageFailed as failed:
        raise Unavailable("Files cannot be kept now") from failed


async def drop_within(tx: Transaction, key: str, names: Iterable[str], *, due_at: int = 0) -> int:
    """Call files litter, from now on or from `due_at` on; return the litter's id."""
    litter_id = tx.new_id()
    await tx.execute(store.DROP, id=litter_id, key=key, names=tuple(names), due_at=due_at)
    return litter_id


async def sweep(db: Database, blobs: Blobs) -> int:
    """Delete the files that are due; return how many rows spoke of them. Raises Unavailable."""
    due = await db.rows(store.LITTER_BEFORE, before=db.clock(), limit=_AT_ONCE)
    for litter in due:
        try:
            for name in litter.names:
                await blobs.delete(f"{litter.key}/{name}")
        except StorageFailed as failed:
            raise Unavailable("Files cannot be deleted now") from failed

    async def work(tx: Transaction) -> None:
        for litter in due:
            await tx.execute(store.PICK_UP, litter_id=litter.id)

    if due:
        await db.write(work)
    return len(due)
