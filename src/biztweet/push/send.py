"""Send what is queued, each notice by whichever process takes it first; what fails is tried again, then given up."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum

import structlog

from biztweet.events import PushQueued
from biztweet.kernel.clock import MINUTE, SECOND
from biztweet.kernel.database import Database, Transaction
from biztweet.kernel.outbox import Recorded
from biztweet.ports.fetch import Fetch, HostAway
from biztweet.push import store
from biztweet.push.encoding import base64url
from biztweet.push.encrypt import Sealed, seal
from biztweet.push.identity import Identity
from biztweet.push.model import Delivery, Receiver, Render
from biztweet.push.proof import Prover

log = structlog.get_logger()

_TOGETHER = 50
_HELD = MINUTE  # a process that has taken deliveries and died leaves them to the others after so long
_WAITS = (SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, 60 * MINUTE)  # after each failure; then it is given up
_KEPT_SECONDS = 2 * 24 * 3_600  # by the push service, for a phone that is switched off
_LOOK_SECONDS = 30.0
_GONE = (404, 410)


class _Outcome(Enum):
    done = "done"
    failed = "failed"
    gone = "gone"


class Sender:
    """Sends one company's queue."""

    def __init__(self, db: Database, identity: Identity, fetch: Fetch, render: Render) -> None:
        self._db = db
        self._public_key = identity.public_key
        self._prover = Prover(identity)
        self._fetch = fetch
        self._render = render
        self._woken = asyncio.Event()

    def apply(self, recorded: Recorded) -> None:
        """Look at once when something is queued."""
        if isinstance(recorded.event, PushQueued):
            self._woken.set()

    async def run(self) -> None:
        """Send all that is due, then sleep, until cancelled."""
        while True:
            self._woken.clear()
            try:
                while await self.turn():
                    pass
            except Exception as error:  # noqa: BLE001 - the next look tries again
                log.warning("push_waits", error=repr(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(await self._sleep_seconds()):
                    await self._woken.wait()

    async def turn(self) -> int:
        """Send some of what is due; return how many were tried."""
        taken = await self._take()
        if not taken:
            return 0
        ids = list({each.subscription_id for each in taken})
        receivers: dict[int, Receiver] = {each.id: each for each in await self._db.rows(store.BY_IDS, ids=ids)}
        browsers = await self._db.rows(store.RINGING_BY_IDS, ids=ids, now=self._db.clock())
        receivers |= {each.id: each for each in browsers}
        outcomes = await asyncio.gather(*[self._deliver(each, receivers.get(each.subscription_id)) for each in taken])
        await self._settle(taken, outcomes)
        return len(taken)

    async def _take(self) -> list[Delivery]:
        async def work(tx: Transaction) -> list[Delivery]:
            due = await tx.rows(store.DUE, now=tx.now, limit=_TOGETHER)
            await tx.execute(store.PUT_OFF, ids=[each.id for each in due], due_at=tx.now + _HELD, more=0)
            return due

        return await self._db.write(work) if await self._due() else []

    async def _due(self) -> bool:
        next_due = await self._db.one(store.NEXT_DUE)
        return next_due is not None and next_due <= self._db.clock()

    async def _sleep_seconds(self) -> float:
        with contextlib.suppress(Exception):  # the database is away: look again later
            next_due = await self._db.one(store.NEXT_DUE)
            if next_due is not None:
                return min(_LOOK_SECONDS, max(1.0, (next_due - self._db.clock()) / SECOND))
        return _LOOK_SECONDS

    async def _deliver(self, what: Delivery, to: Receiver | None) -> _Outcome:
        message = await self._render(to, what.notification_id) if to is not None else None
        if to is None or message is None:
            return _Outcome.done
        try:
            sealed = seal(message, to.keys)
            head = heads(to, sealed, self._public_key, self._prover.proof(to.endpoint, self._db.clock()))
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
                await tx.execute(store.PUT_OFF, ids=ids, due_at=tx.now + wait, more=1)

        await self._db.write(work)


def heads(to: Receiver, sealed: Sealed, public_key: str, proof: str) -> dict[str, str]:
    """The headers of a push in the receiver's encoding. Source: RFC 8292, 3; draft-ietf-webpush-vapid-01."""
    common = {"TTL": str(_KEPT_SECONDS), "Urgency": "normal", "Content-Type": "application/octet-stream"}
    if to.keys.standard:
        return common | {"Content-Encoding": "aes128gcm", "Authorization": f"vapid t={proof}, k={public_key}"}
    return common | {
        "Content-Encoding": "aesgcm",
        "Encryption": f"salt={base64url(sealed.salt)}",
        "Crypto-Key": f"dh={base64url(sealed.sender)};p256ecdsa={public_key}",
        "Authorization": f"WebPush {proof}",
    }
