"""People's photographs, made safe and kept; who has none gets a drawn one of their own."""

import asyncio

from biztweet.media.placeholder import placeholder
from biztweet.media.upload import keep_portrait
from biztweet.media.worker import Workers
from biztweet.ports.blobs import Blobs


async def keep_photo(blobs: Blobs, workers: Workers, handle: str, content: bytes | None, key: str | None = None) -> str:
    """Keep a person's photograph, or a drawn placeholder, under `key` or a fresh one; return the key.

    Raises FileRefused, MediaBusy, Unavailable.
    """
    if content is None:
        content = await asyncio.to_thread(placeholder, handle)
    portrait = await workers.process_portrait(content, None)
    return await keep_portrait(blobs, portrait, key)
