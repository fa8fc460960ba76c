"""Blobs in a bucket of Amazon S3 or of anything that speaks it, by obstore.

Where and who come from the usual environment: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
AWS_SESSION_TOKEN, or a role of the machine.
"""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from biztweet.ports.blobs import BlobMissing, Entry, StorageFailed, StorageFull, checked

_GIVE_UP_AFTER = timedelta(seconds=20)  # a person is waiting; obstore's own default is three minutes
_FULL = ("StorageFull", "QuotaExceeded", "507 Insufficient Storage")  # MinIO, Ceph, and what HTTP has for it


class S3Blobs:
    """Blobs below `prefix` of `bucket`. Nothing is asked of the network before the first call."""

    def __init__(self, bucket: str, prefix: str = "") -> None:
        """Plain http is spoken only where the endpoint in the environment says http://."""
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._store = S3Store(
            bucket,
            prefix=self._prefix or None,
            disable_bulk_delete=True,  # not every provider has it
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": _GIVE_UP_AFTER},
            retry_config={"max_retries": 4, "retry_timeout": _GIVE_UP_AFTER},
        )

    async def put(self, key: str, content: bytes) -> None:
        """See Blobs."""
        try:
            with _translating_errors(key):
                # One request: it is there whole or not at all, and no abandoned parts cost money.
                await obstore.put_async(self._store, checked(key), content, use_multipart=False)
        except FileNotFoundError as error:
            raise StorageFailed(f"{key}: there is no such bucket") from error

    async def get(self, key: str) -> bytes:
        """See Blobs."""
        try:
            with _translating_errors(key):
                answer = await obstore.get_async(self._store, checked(key))
                return bytes(await answer.bytes_async())
        except FileNotFoundError as error:
            raise BlobMissing(key) from error

    async def part(self, key: str, start: int, length: int) -> bytes:
        """See Blobs."""
        try:
            with _translating_errors(key):
                answer = await obstore.get_async(self._store, checked(key), options={"range": (start, start + length)})
                return bytes(await answer.bytes_async())
        except FileNotFoundError as error:
            raise BlobMissing(key) from error

    def free_bytes(self) -> int | None:
        """See Blobs."""
        return None

    async def delete(self, key: str) -> None:
        """See Blobs."""
        with _translating_errors(key), suppress(FileNotFoundError):  # Amazon says 204, some others 404
            await obstore.delete_async(self._store, checked(key))

    async def entries(self) -> AsyncIterator[Entry]:
        """See Blobs."""
        with _translating_errors(self._prefix):
            async for page in obstore.list(self._store, chunk_size=1000):
                for found in page:
                    yield Entry(found["path"], found["size"])


@contextmanager
def _translating_errors(key: str) -> Iterator[None]:
    """What the store refuses, in the port's words; that a key is not there stays as it is."""
    try:
        yield
    except BaseError as error:
        kind = StorageFull if any(word in str(error) for word in _FULL) else StorageFailed
        raise kind(f"{key}: {str(error).splitlines()[0]}") from error
