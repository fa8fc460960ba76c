"""Idempotency: the same request under the same key makes one post, however often it is sent within a day."""

import hashlib

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.kernel.clock import DAY
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Invalid
from biztweet.kernel.transaction import Prefetch, Transaction
from biztweet.posts import store
from biztweet.posts.errors import KeyReused
from biztweet.posts.model import Draft

MAX_KEY_LENGTH = 255
_KEPT_FOR = DAY


def prefetch_of(viewer: Viewer, draft: Draft) -> list[Prefetch]:
    """What `kept` will ask for, as far as it can be told before; a key that no row can hold is its own work's fault."""
    key = draft.idempotency_key
    return [(store.KEPT, (viewer.id, key))] if key and key.isprintable() and len(key) <= MAX_KEY_LENGTH else []


async def kept(tx: Transaction, viewer: Viewer, draft: Draft, besides: str = "") -> int | None:
    """What this very request has made; `besides` is what it wants and its draft does not say.

    Raises KeyReused; Invalid for a key that is too long to be kept.
    """
    if draft.idempotency_key is None:
        return None
    if len(draft.idempotency_key) > MAX_KEY_LENGTH:
        raise Invalid("Idempotency-Key", f"An Idempotency-Key may have {MAX_KEY_LENGTH} characters")
    found = await tx.by_key(store.KEPT, viewer.id, draft.idempotency_key)
    if found is None:
        return None
    if found.created_at < tx.now - _KEPT_FOR:
        await tx.execute(store.FORGET_KEPT, account_id=viewer.id, key=draft.idempotency_key)
        return None
    if found.request_hash != _hash(draft, besides):
        raise KeyReused
    return found.post_id


async def keep(tx: Transaction, viewer: Viewer, draft: Draft, post_id: int, besides: str = "") -> None:
    """Remember which post, or what else, a request with a key has made."""
    if draft.idempotency_key is None:
        return
    answer = store.Kept(viewer.id, draft.idempotency_key, _hash(draft, besides), post_id, tx.now)
    await tx.add(store.KEPT, store.KEEP, answer)


async def sweep(db: Database) -> None:
    """Forget the keys that no request is answered by any more."""

    async def work(tx: Transaction) -> None:
        await tx.execute(store.FORGET_KEPT_BEFORE, before=tx.now - _KEPT_FOR)

    await db.write(work)


def _hash(draft: Draft, besides: str) -> str:
    return hashlib.sha256(msgspec.json.encode(draft) + besides.encode()).hexdigest()
