"""Blobs in a folder: `<root>/<first two letters>/<key>`.

Written here and not by obstore, whose LocalStore renames without fsync: after a power cut an acknowledged file could
be empty. So: a temporary file, fsync, rename, fsync of each folder up to the root, all in a thread.
"""

import asyncio
import errno
import os
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from biztweet.ports.blobs import BlobMissing, Entry, StorageFailed, StorageFull, checked

_INCOMING = ".incoming"  # no key starts with a dot
_ABANDONED_AFTER_SECONDS = 86_400
_FULL = {errno.ENOSPC, errno.EDQUOT}
_GONE = (FileNotFoundError, NotADirectoryError)


class FolderBlobs:
    """Blobs below `root`, which is made if it is missing, for this user only. Several processes may share it."""

    def __init__(self, root: Path) -> None:
        """Open the folder and sweep out what a crash left half-written. Raises StorageFailed."""
        self._root = root.absolute()
        self._incoming = self._root / _INCOMING
        with _translating_errors(self._root):
            self._incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep()

    async def put(self, key: str, content: bytes) -> None:
        """See Blobs."""
        await asyncio.to_thread(self._put, self._path(key), content)

    async def get(self, key: str) -> bytes:
        """See Blobs."""
        path = self._path(key)
        with _translating_errors(path):
            try:
                return await asyncio.to_thread(path.read_bytes)
            except _GONE as error:
                raise BlobMissing(key) from error

    async def part(self, key: str, start: int, length: int) -> bytes:
        """See Blobs."""
        path = self._path(key)
        with _translating_errors(path):
            try:
                return await asyncio.to_thread(_read, path, start, length)
            except _GONE as error:
                raise BlobMissing(key) from error

    def free_bytes(self) -> int | None:
        """See Blobs."""
        with _translating_errors(self._root):
            return shutil.disk_usage(self._root).free

    async def delete(self, key: str) -> None:
        """See Blobs."""
        await asyncio.to_thread(self._delete, self._path(key))

    async def entries(self) -> AsyncIterator[Entry]:
        """See Blobs."""
        with _translating_errors(self._root):
            shards = [shard for shard in await asyncio.to_thread(os.listdir, self._root) if shard != _INCOMING]
        for shard in shards:
            for entry in await asyncio.to_thread(self._entries_in, self._root / shard):
                yield entry

    def _path(self, key: str) -> Path:
        return self._root / checked(key)[:2].rstrip("/") / key

    def _sweep(self) -> None:
        long_ago = time.time() - _ABANDONED_AFTER_SECONDS
        for file in self._incoming.iterdir():
            with suppress(FileNotFoundError):  # another process sweeps too
                if file.stat().st_mtime < long_ago:
                    file.unlink()

    def _put(self, path: Path, content: bytes) -> None:
        draft = self._incoming / secrets.token_hex(16)
        with _translating_errors(path):
            try:
                with draft.open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                self._move(draft, path)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
            for folder in self._folders_of(path):
                _sync(folder)

    def _move(self, draft: Path, path: Path) -> None:
        while True:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # a delete took the empty folder away in between
                draft.replace(path)
                return

    def _delete(self, path: Path) -> None:
        with _translating_errors(path):
            try:
                path.unlink()
            except _GONE:
                return
            _sync(path.parent)
            with suppress(OSError):  # not empty: other variants are in it
                path.parent.rmdir()

    def _folders_of(self, path: Path) -> Iterator[Path]:
        for folder in path.parents:
            yield folder
            if folder == self._root:
                return

    def _entries_in(self, shard: Path) -> list[Entry]:
        found = []
        with _translating_errors(shard):
            for folder, _, names in os.walk(shard):
                for name in names:
                    path = Path(folder, name)
                    with suppress(FileNotFoundError):
                        found.append(Entry(path.relative_to(shard).as_posix(), path.stat().st_size))
        return found


def _read(path: Path, start: int, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(length)


def _sync(folder: Path) -> None:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return  # deleted meanwhile, with what was in it
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _translating_errors(path: Path) -> Iterator[None]:
    """What the operating system refuses, in the port's words."""
    try:
        yield
    except OSError as error:
        kind = StorageFull if error.errno in _FULL else StorageFailed
        raise kind(error.errno, os.strerror(error.errno or 0), str(path)) from error
