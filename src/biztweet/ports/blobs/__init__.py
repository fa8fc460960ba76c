"""Files of the company: bytes under keys that we make, in a folder or in a bucket.

A key is one to four parts joined by `/`, usually `<32 hex>/<variant>`; a part is lower-case letters, digits, `_`, `-`
and `.`, and starts with none of `.` and `-`. One key is never the folder of another. Nothing a person typed is a key.
"""

import re
from collections.abc import AsyncIterator
from typing import Protocol

import msgspec

_PART = r"[a-z0-9_][a-z0-9_.-]{0,99}"  # lower case only: some file systems see no difference
_KEY = re.compile(rf"{_PART}(?:/{_PART}){{0,3}}", re.ASCII)


class BlobMissing(LookupError):
    """Nothing is kept under `key`."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no blob {key}")
        self.key = key


class BadKey(ValueError):
    """A key that could leave the store or mean two things: a mistake of the caller's, never of a person's."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key[:120]!r} is not a key: lower-case parts joined by '/', no '..', not absolute")


class StorageFailed(OSError):
    """The store could not do it now: away, read-only, out of order. What was there before still is."""


class StorageFull(StorageFailed):
    """There is no room left, or the quota is used up. What was there before still is."""


class Entry(msgspec.Struct, frozen=True):
    """One blob of a listing."""

    key: str
    size_bytes: int


class Blobs(Protocol):
    """Whole files by key. Every method raises BadKey for what is no key, and StorageFailed when the store fails."""

    async def put(self, key: str, content: bytes) -> None:
        """Keep `content` under `key`, in place of what was there.

        Durable when it returns; a reader sees the old bytes or the new, never a part. Raises StorageFull.
        """

    async def get(self, key: str) -> bytes:
        """The whole content. Raises BlobMissing."""

    async def delete(self, key: str) -> None:
        """Forget it; a key that is not there is no error."""

    async def part(self, key: str, start: int, length: int) -> bytes:
        """`length` bytes of the content from `start` on, fewer at its end. Raises BlobMissing."""

    def free_bytes(self) -> int | None:
        """How much room is left; None where there is no such bound."""

    def entries(self) -> AsyncIterator[Entry]:
        """All that is kept, in no order; what is put or deleted meanwhile may be in it or not."""


def checked(key: str) -> str:
    """`key` itself; raises BadKey unless it is one."""
    if not _KEY.fullmatch(key):
        raise BadKey(key)
    return key
