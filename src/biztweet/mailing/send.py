"""Send what is queued, one mail for all that is due to somebody; what fails is tried again, then given up."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

import structlog

from biztweet.events import MailQueued
from biztweet.kernel.clock import HOUR, MINUTE
from biztweet.kernel.database import Database, Transaction
from biztweet.kernel.outbox import Recorded
from biztweet.mailing import store
from biztweet.mailing.model import Parcel, Stream
from biztweet.ports.mail import Email, Mail, MailAway, MailRefused

Write = Callable[[int, Stream, Sequence[int]], Awaitable[Email | None]]
"""The email to an account about some notifications, or its digest; None where there is nothing to say any more."""

log = structlog.get_logger()

_TOGETHER = 100
_HELD = 5 * MINUTE  # a process that has taken parcels and died leaves them to the others after so long
_WAITS = (MINUTE, 10 * MINUTE, HOUR, 6 * HOUR)  # after each failure; then it is given up
_LOOK_SECONDS = 30.0


class Postman:
    """Sends one company's queue."""

    def __init__(self, db: Database, mail: Mail, write: Write) -> None:
        self._db = db
        self._mail = mail
        self._write = write
        self._woken = asyncio.Event()

    def apply(self, recorded: Recorded) -> None:
        """Look at once when something is queued."""
        if isinstance(recorded.event, MailQueued):
            self._woken.set()

    async def run(self) -> None:
        """Send all that is due, then sleep, until cancelled."""
        while True:
            self._woken.clear()
            try:
                while await self.turn():
                    pass
            except Exception as error:  # noqa: BLE001 - the next look tries again
                log.warning("mail_waits", error=repr(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._woken.wait()

    async def turn(self) -> int:
        """Send some of what is due; return how many parcels were tried."""
        taken = await self._take()
        bundles: defaultdict[tuple[int, Stream], list[Parcel]] = defaultdict(list)
        for parcel in taken:
            bundles[parcel.account_id, parcel.stream].append(parcel)
        for (account_id, stream), parcels in bundles.items():
            await self._settle(parcels, done=await self._sent(account_id, stream, parcels))
        return len(taken)

    async def _take(self) -> list[Parcel]:
        next_due = await self._db.one(store.NEXT_DUE)
        if next_due is None or next_due > self._db.clock():
            return []

        async def work(tx: Transaction) -> list[Parcel]:
            due = await tx.rows(store.DUE, now=tx.now, limit=_TOGETHER)
            await tx.execute(store.PUT_OFF, ids=[each.id for each in due], due_at=tx.now + _HELD, more=0)
            return due

        return await self._db.write(work)

    async def _sent(self, account_id: int, stream: Stream, parcels: Sequence[Parcel]) -> bool:
        """Whether nothing is left to do about them: sent, refused for good, or nothing to say any more."""
        try:
            email = await self._write(account_id, stream, [each.notification_id for each in parcels])
            if email is not None:
                await self._mail.send(email)
        except MailAway as away:
            log.warning("mail_failed", account_id=account_id, error=str(away))
            return False
        except MailRefused as refused:
            log.error("mail_refused", account_id=account_id, error=str(refused))  # noqa: TRY400 - a server's word
        except Exception:  # one email that cannot be written keeps no other back
            log.exception("mail_not_written", account_id=account_id)
            return False
        return True

    async def _settle(self, parcels: Sequence[Parcel], *, done: bool) -> None:
        async def work(tx: Transaction) -> None:
            for each in parcels:
                if done or each.attempts >= len(_WAITS):
                    await tx.execute(store.DONE, ids=[each.id])
                else:
                    due_at = tx.now + _WAITS[each.attempts]
                    await tx.execute(store.PUT_OFF, ids=[each.id], due_at=due_at, more=1)

        await self._db.write(work)
