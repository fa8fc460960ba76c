"""Send what is queued, each notice by whichever process takes it first; what fails is tried again, then given up."""

import asyncio
import hmac
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum

import structlog

from biztweet.events import PushQueued
from biztweet.kernel.clock import MINUTE, SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.queue import Queue, Worker
from biztweet.kernel.transaction import Transaction
from biztweet.ports.fetch import Fetch, HostAway
from biztweet.push import store
from biztweet.push.encoding import base64url
from biztweet.push.encrypt import Sealed, seal
from biztweet.push.identity import Identity
from biztweet.push.model import Delivery, Receiver, Render
from biztweet.push.vapid import VapidSigner

log = structlog.get_logger()

_QUEUE = Queue(
    name="push",
    next_due=store.NEXT_DUE,
    due=store.DUE,
    hold=store.HOLD,
    together=50,
    held=MINUTE,
    fills=PushQueued,
)
_WAITS = (SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, 60 * MINUTE)  # after each failure; then it is given up
_KEPT_SECONDS = 2 * 24 * 3_600  # by the push service, for a phone that is switched off
_GONE = (404, 410)
_TOPIC_CHARACTERS = 32  # as many as there may be


class _Outcome(Enum):
    done = "done"
    failed = "failed"
    gone = "gone"


class Sender(Worker[Delivery]):
    """Sends one company's queue."""

    def __init__(self, db: Database, identity: Identity, fetch: Fetch, render: Render) -> None:
        super().__init__(db, _QUEUE)
        self._public_key = identity.public_key
        self._signer = VapidSigner(identity)
        self._fetch = fetch
        self._render = render

    async def do(self, taken: Sequence[Delivery]) -> None:
        """Send each to where it is due."""
        ids = list({each.subscription_id for each in taken})
        receivers: dict[int, Receiver] = {each.id: each for each in await self._db.rows(store.BY_IDS, ids=ids)}
        browsers = await self._db.rows(store.RINGING_BY_IDS, ids=ids, now=self._db.clock())
        receivers |= {each.id: each for each in browsers}
        outcomes = await asyncio.gather(*[self._deliver(each, receivers.get(each.subscription_id)) for each in taken])
        await self._settle(taken, outcomes)

    async def _deliver(self, what: Delivery, to: Receiver | None) -> _Outcome:
        message = await self._render(to, what.notification_id) if to is not None else None
        if to is None or message is None:
            return _Outcome.done
        try:
            sealed = seal(message.content, to.keys)
            vapid = self._signer.token(to.endpoint, self._db.clock())
            head = heads(to, sealed, self._public_key, vapid, message.topic)
            reply = await self._fetch.post(to.endpoint, head, sealed.body)
        except (HostAway, ValueError) as away:  # an address or a key that is none must not hold up the others
            log.info("push_failed", subscription_id=to.id, error=str(away))
            return _Outcome.failed
        if reply.status in _GONE:
            return _Outcome.gone
        return _Outcome.done if reply.status < 300 else _Outcome.failed  # noqa: PLR2004 - HTTP's own border

    async def _settle(self, taken: Sequence[Delivery], outcomes: Sequence[_Outcome]) -> None:
        """Put each where it belongs: sent or given up, to be tried again, or its receiver forgotten."""
        done = list[int]()
        again: defaultdict[int, list[int]] = defaultdict(list)
        gone = {each.subscription_id for each, how in zip(taken, outcomes, strict=True) if how is _Outcome.gone}
        for each, how in zip(taken, outcomes, strict=True):
            if how is _Outcome.failed and each.attempts < len(_WAITS):
                again[_WAITS[each.attempts]].append(each.id)
            else:
                done.append(each.id)

        async def work(tx: Transaction) -> None:
            await tx.execute(store.DONE, ids=done)
            await tx.execute(store.FORGET, ids=list(gone))
            await tx.execute(store.FORGET_BROWSERS, ids=list(gone))
            for wait, ids in again.items():
                await tx.execute(store.TRY_AGAIN, ids=ids, due_at=tx.now + wait)

        await self._db.write(work)


def heads(to: Receiver, sealed: Sealed, public_key: str, vapid: str, topic: str) -> dict[str, str]:
    """The headers of a push in the receiver's encoding. Source: RFC 8030, 5; RFC 8292, 3; draft-ietf-webpush-vapid-01.

    A topic's name is one for each receiver, and tells the push service nothing.
    """
    common = {"TTL": str(_KEPT_SECONDS), "Urgency": "normal", "Content-Type": "application/octet-stream"}
    if topic:
        name = hmac.digest(to.keys.secret, topic.encode(), "sha256")
        common["Topic"] = base64url(name)[:_TOPIC_CHARACTERS]
    if to.keys.standard:
        return common | {"Content-Encoding": "aes128gcm", "Authorization": f"vapid t={vapid}, k={public_key}"}
    return common | {
        "Content-Encoding": "aesgcm",
        "Encryption": f"salt={base64url(sealed.salt)}",
        "Crypto-Key": f"dh={base64url(sealed.sender)};p256ecdsa={public_key}",
        "Authorization": f"WebPush {vapid}",
    }
