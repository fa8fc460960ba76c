"""Chunked uploads on their way: kept with the blobs, so that any process can take the next chunk.

Three parts in a key: no address of ours reaches them.
"""

import msgspec

from biztweet.kernel.database import Database, Transaction
from biztweet.kernel.errors import Unavailable
from biztweet.media.errors import FileTooLarge, ImageBroken
from biztweet.media.processed import ImageLimits
from biztweet.media.upload import MediaNotFound
from biztweet.ports.blobs import BlobMissing, Blobs, StorageFailed

MOST_SEGMENTS = 1_000


class Begun(msgspec.Struct, frozen=True):
    """What INIT said, and how many bytes came in which segment since."""

    owner_id: int
    total_bytes: int
    declared_type: str
    sizes: dict[int, int] = {}


async def begin(db: Database, blobs: Blobs, begun: Begun) -> int:
    """Begin an upload; return the id that the picture will have. Raises FileTooLarge, Unavailable."""
    limit = ImageLimits().size_bytes
    if begun.total_bytes > limit:
        raise FileTooLarge(begun.total_bytes, limit)

    async def work(tx: Transaction) -> int:
        return tx.new_id()

    media_id = await db.write(work)
    await _put(blobs, _key(media_id, "begun"), msgspec.json.encode(begun))
    return media_id


async def append(blobs: Blobs, owner_id: int, media_id: int, index: int, content: bytes) -> None:
    """Keep one chunk; the same again replaces it. Raises MediaNotFound, FileTooLarge, ImageBroken, Unavailable."""
    begun = await _begun(blobs, owner_id, media_id)
    if not 0 <= index < MOST_SEGMENTS:
        raise ImageBroken
    sizes = begun.sizes | {index: len(content)}
    if (size := sum(sizes.values())) > begun.total_bytes:
        raise FileTooLarge(size, begun.total_bytes)
    await _put(blobs, _key(media_id, "begun"), msgspec.json.encode(msgspec.structs.replace(begun, sizes=sizes)))
    await _put(blobs, _key(media_id, str(index)), content)


async def finish(blobs: Blobs, owner_id: int, media_id: int) -> tuple[Begun, bytes]:
    """The whole, as INIT announced it; its chunks are forgotten. Raises MediaNotFound, ImageBroken."""
    begun = await _begun(blobs, owner_id, media_id)
    parts: list[bytes] = []
    size = 0
    while size < begun.total_bytes and len(parts) < MOST_SEGMENTS:
        try:
            parts.append(await blobs.get(_key(media_id, str(len(parts)))))
        except BlobMissing:
            break
        size += len(parts[-1])
    if size != begun.total_bytes:
        raise ImageBroken
    for index in range(len(parts)):
        await blobs.delete(_key(media_id, str(index)))
    await blobs.delete(_key(media_id, "begun"))
    return begun, b"".join(parts)


async def _begun(blobs: Blobs, owner_id: int, media_id: int) -> Begun:
    try:
        begun = msgspec.json.decode(await blobs.get(_key(media_id, "begun")), type=Begun)
    except BlobMissing as missing:
        raise MediaNotFound from missing
    if begun.owner_id != owner_id:
        raise MediaNotFound
    return begun


async def _put(blobs: Blobs, key: str, content: bytes) -> None:
    try:
        await blobs.put(key, content)
    except StorageFailed as failed:
        raise Unavailable("Pictures cannot be kept now") from failed


def _key(media_id: int, part: str) -> str:
    return f"chunks/{media_id}/{part}"
