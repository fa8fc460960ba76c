"""The backup file: a gzipped tar of the database, every picture, the key, and a manifest that vouches for them.

The database is copied first and the pictures second: pictures are swept a day after they fall out of use, so every row
of the copy finds its file.
"""

import hashlib
import io
import os
import shutil
import tarfile
import tempfile
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import apsw
import msgspec

from biztweet.cli import postgres_tools
from biztweet.migrations import HEAD
from biztweet.ports.blobs import Blobs
from biztweet.ports.blobs.store import open_blobs
from biztweet.settings import Settings

MANIFEST = "manifest.json"
DATABASE = "database"
KEY = "secret.key"
MEDIA = "media/"
_PAGES_A_STEP = 1_000
_UNREADABLE = (tarfile.TarError, OSError, EOFError, zlib.error, UnicodeError, msgspec.DecodeError)


class BackupRefused(Exception):
    """The backup cannot be made, or is not to be trusted."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: the shape and kind of its database, when it was made, and the SHA-256 of every member."""

    kind: str
    shape: str
    created_at: int
    sha256_by_name: dict[str, str]


async def write(settings: Settings, target: Path, *, with_key: bool) -> Manifest:
    """Write a backup while the server runs; the file is the owner's alone. Raises BackupRefused."""
    draft = target.with_name(f".{target.name}.part")
    try:
        manifest = await _write(settings, draft, with_key=with_key)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


async def _write(settings: Settings, draft: Path, *, with_key: bool) -> Manifest:
    sums: dict[str, str] = {}
    with private(draft) as file, tarfile.open(fileobj=file, mode="w:gz") as tar, tempfile.TemporaryDirectory() as work:
        copy = Path(work) / DATABASE
        kind = _copy_database(settings, copy)
        sums[DATABASE] = _add_file(tar, DATABASE, copy)
        async for name, content in _pictures(open_blobs(settings.blobs)):
            sums[name] = _add(tar, name, content)
        key = settings.data / KEY
        if with_key and not settings.secret_key and key.exists():
            sums[KEY] = _add(tar, KEY, key.read_bytes())
        manifest = Manifest(kind, HEAD, int(time.time()), sums)
        _add(tar, MANIFEST, msgspec.json.encode(manifest))
    return manifest


def check(source: Path) -> Manifest:
    """Read a whole backup and compare it with its manifest. Raises BackupRefused."""
    try:
        return _checked(source)
    except _UNREADABLE as error:
        raise BackupRefused(f"{source} cannot be read: {error}") from error


def _checked(source: Path) -> Manifest:
    sums: dict[str, str] = {}
    manifest: Manifest | None = None
    with tempfile.TemporaryDirectory() as work:
        for name, file in members(source):
            if name == MANIFEST:
                manifest = msgspec.json.decode(file.read(), type=Manifest)
            else:
                sums[name] = _copy(file, Path(work) / "member")
                if name == DATABASE:
                    shutil.move(Path(work) / "member", Path(work) / DATABASE)
        if manifest is None or sums != manifest.sha256_by_name:
            raise BackupRefused(f"{source} is damaged: it does not hold what its manifest says")
        if manifest.kind == "sqlite":
            _check_sqlite(Path(work) / DATABASE)
    return manifest


def _copy_database(settings: Settings, copy: Path) -> str:
    path = settings.sqlite_path
    if path is None:
        postgres_tools.dump(settings.database_url, copy)
        return "postgresql"
    if not path.exists():
        raise BackupRefused(f"There is no database at {path}")
    source = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    target = apsw.Connection(str(copy))
    try:
        with target.backup("main", source, "main") as backup:
            while not backup.done:
                backup.step(_PAGES_A_STEP)
    finally:
        target.close()
        source.close()
    _check_sqlite(copy)
    return "sqlite"


def _check_sqlite(path: Path) -> None:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except apsw.Error as error:
        raise BackupRefused(f"The copy of the database cannot be read: {error}") from error
    finally:
        connection.close()
    if found != ["ok"]:
        raise BackupRefused(f"The copy of the database is damaged: {found[0]}")


async def _pictures(blobs: Blobs) -> AsyncIterator[tuple[str, bytes]]:
    async for entry in blobs.entries():
        yield MEDIA + entry.key, await blobs.get(entry.key)


def members(source: Path) -> Iterator[tuple[str, io.BufferedReader]]:
    """The plain files of a backup; names are never used as paths. Raises BackupRefused."""
    with tarfile.open(source, mode="r:gz") as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file is None:
                raise BackupRefused(f"{source} holds {member.name!r}, which is no plain file")
            yield member.name, file  # type: ignore[misc] # typeshed says IO[bytes]; it is a BufferedReader


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> str:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))
    return hashlib.sha256(content).hexdigest()


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> str:
    tar.add(path, arcname=name, recursive=False)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(file: io.BufferedReader, target: Path) -> str:
    with target.open("wb+") as copy:
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        return hashlib.file_digest(copy, "sha256").hexdigest()


def private(path: Path) -> io.BufferedWriter:
    """A new file that its owner alone may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(descriptor, "wb")
