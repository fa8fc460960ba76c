"""Restore: a backup put in place of an empty installation, whole or not at all.

The database comes last, and appears in one step: until then the place is an empty one, and the same can be tried
again. Pictures and the key that an attempt has left are written over by the next.
"""

import io
import os
import shutil
import tempfile
from pathlib import Path

import msgspec

from biztweet.cli import postgres_tools
from biztweet.cli.archive import DATABASE, KEY, MEDIA, BackupRefused, Manifest, check, members, private
from biztweet.kernel.clock import system_clock
from biztweet.kernel.database import Database, begin_epoch
from biztweet.migrations import HEAD
from biztweet.opening import migrate, open_engine, shape
from biztweet.ports.blobs.store import open_blobs
from biztweet.settings import Settings


async def restore(settings: Settings, source: Path) -> Manifest:
    """Put a backup in place, its database in this version's shape.

    Positions begin a new epoch, so that every open stream reads anew. Raises BackupRefused when the backup is damaged
    or of a newer version, or the place is not empty; SchemaMismatch, StorageAway, StorageFailed, ToolFailed.
    """
    manifest = check(source)
    if manifest.shape > HEAD:
        raise BackupRefused(f"{source} was made by a newer version of BizTweet (shape {manifest.shape})")
    path = settings.sqlite_path
    if (manifest.kind == "sqlite") != (path is not None):
        raise BackupRefused(f"The backup is of {manifest.kind}; BIZTWEET_DATABASE_URL names another kind of database")
    if await shape(settings) is not None or (path is not None and path.exists()):
        raise BackupRefused(f"{path or 'The database'} exists; a backup is restored into an empty place only")
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = settings.data if path is None else path.parent
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=place) as draft:
        await _restore(settings, source, Path(draft))
    return manifest


async def _restore(settings: Settings, source: Path, draft: Path) -> None:
    blobs, dump = open_blobs(settings.blobs), draft / "biztweet.db"
    for name, file in members(source):
        if name == DATABASE:
            _copy(file, dump)
        elif name == KEY:
            _copy(file, draft / KEY)
        elif name.startswith(MEDIA):
            await blobs.put(name.removeprefix(MEDIA), file.read())
    if (draft / KEY).exists():
        shutil.move(draft / KEY, settings.data / KEY)
    path = settings.sqlite_path
    if path is None:
        postgres_tools.load(settings.database_url, dump)  # in one transaction; what follows `biztweet migrate` can do
        await _renew(settings)
        return
    await _renew(msgspec.structs.replace(settings, data=draft, database_url=""))
    with dump.open("rb") as ready:
        os.fsync(ready.fileno())
    dump.replace(path)


async def _renew(settings: Settings) -> None:
    """Begin an epoch first: the counters are as they were in every version, whatever the migrations bring."""
    db = Database(await open_engine(settings), system_clock)
    try:
        await begin_epoch(db)
    finally:
        await db.close()
    await migrate(settings)


def _copy(file: io.BufferedReader, target: Path) -> None:
    with private(target) as copy:
        shutil.copyfileobj(file, copy)
