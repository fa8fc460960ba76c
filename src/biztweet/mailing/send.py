"""Send what is queued, one mail for all that is due to somebody; what fails is tried again, then given up."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence

import structlog

from biztweet.events import MailQueued
from biztweet.kernel.clock import HOUR, MINUTE
from biztweet.kernel.database import Database
from biztweet.kernel.queue import Queue, Worker
from biztweet.kernel.transaction import Transaction
from biztweet.mailing import store
from biztweet.mailing.model import QueuedMail, Stream
from biztweet.ports.mail import Email, Mail, MailAway, MailRefused

Write = Callable[[int, Stream, Sequence[int]], Awaitable[Email | None]]
"""The email to an account about some notifications, or its digest; None where there is nothing to say any more."""

log = structlog.get_logger()

_QUEUE = Queue(
    name="mail",
    next_due=store.NEXT_DUE,
    due=store.DUE,
    hold=store.HOLD,
    together=100,
    held=5 * MINUTE,
    fills=MailQueued,
)
_WAITS = (MINUTE, 10 * MINUTE, HOUR, 6 * HOUR)  # after each failure; then it is given up


class MailSender(Worker[QueuedMail]):
    """Sends one company's queue."""

    def __init__(self, db: Database, mail: Mail, write: Write) -> None:
        super().__init__(db, _QUEUE)
        self._mail = mail
        self._write = write

    async def do(self, taken: Sequence[QueuedMail]) -> None:
        """Send one mail for all that is due to somebody."""
        bundles: defaultdict[tuple[int, Stream], list[QueuedMail]] = defaultdict(list)
        for mail in taken:
            bundles[mail.account_id, mail.stream].append(mail)
        for (account_id, stream), due in bundles.items():
            await self._settle(due, done=await self._sent(account_id, stream, due))

    async def _sent(self, account_id: int, stream: Stream, due: Sequence[QueuedMail]) -> bool:
        """Whether nothing is left to do about them: sent, refused for good, or nothing to say any more."""
        try:
            email = await self._write(account_id, stream, [each.notification_id for each in due])
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

    async def _settle(self, due: Sequence[QueuedMail], *, done: bool) -> None:
        async def work(tx: Transaction) -> None:
            for each in due:
                if done or each.attempts >= len(_WAITS):
                    await tx.execute(store.DONE, ids=[each.id])
                else:
                    due_at = tx.now + _WAITS[each.attempts]
                    await tx.execute(store.TRY_AGAIN, ids=[each.id], due_at=due_at)

        await self._db.write(work)
