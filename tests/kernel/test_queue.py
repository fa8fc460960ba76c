"""Queues are worked through by whoever comes first; what nobody has dealt with comes again."""

import asyncio
from collections.abc import Sequence

from biztweet.company import Company
from biztweet.events import MailQueued
from biztweet.kernel.clock import MINUTE
from biztweet.kernel.queue import Queue, Worker
from biztweet.kernel.transaction import Transaction
from biztweet.mailing import store
from biztweet.mailing.model import QueuedMail, Stream

QUEUE = Queue(
    name="tests",
    next_due=store.NEXT_DUE,
    due=store.DUE,
    hold=store.HOLD,
    together=2,
    held=MINUTE,
    fills=MailQueued,
)


class Clerk(Worker[QueuedMail]):
    """Puts away what it takes, unless it stumbles."""

    def __init__(self, here: Company, error: Exception | None = None) -> None:
        super().__init__(here.db, QUEUE)
        self.done: list[int] = []
        self.error = error
        self.stumbled, self.finished = asyncio.Event(), asyncio.Event()

    async def do(self, taken: Sequence[QueuedMail]) -> None:
        if self.error is not None:
            self.stumbled.set()
            raise self.error
        self.done += [queued.notification_id for queued in taken]

        async def work(tx: Transaction) -> None:
            await tx.execute(store.DONE, ids=[queued.id for queued in taken])

        await self._db.write(work)
        self.finished.set()


async def fill(here: Company, *numbers: int, later: int = 0) -> None:
    async def work(tx: Transaction) -> None:
        for number in numbers:
            row = {"id": tx.new_id(), "account_id": 1, "stream": Stream.notices, "notification_id": number}
            await tx.rows(store.QUEUE, **row, attempts=0, due_at=tx.now + later)
        await tx.emit(MailQueued())

    await here.db.write(work)


async def test_some_are_taken_together_in_the_order_in_which_they_are_due(any_company: Company) -> None:
    await fill(any_company, 3, later=-MINUTE)
    await fill(any_company, 1, 2, later=-2 * MINUTE)
    await fill(any_company, 4, later=MINUTE)
    clerk = Clerk(any_company)
    assert [await clerk.turn() for _ in range(3)] == [2, 1, 0]
    assert sorted(clerk.done[:2]) == [1, 2]
    assert clerk.done[2:] == [3]


async def test_what_one_has_taken_and_left_another_takes_later(any_company: Company) -> None:
    await fill(any_company, 1)
    assert len(await Clerk(any_company).take()) == 1
    assert await Clerk(any_company).take() == []
    clock = any_company.db.clock
    any_company.db.clock = lambda: clock() + MINUTE
    assert [queued.notification_id for queued in await Clerk(any_company).take()] == [1]


async def test_who_stumbles_goes_on_and_an_event_wakes_who_sleeps(any_company: Company) -> None:
    clerk = Clerk(any_company, OSError("no"))
    any_company.relay.follow(clerk.apply)
    await fill(any_company, 1)
    running = asyncio.create_task(clerk.run())
    async with asyncio.timeout(10):
        await clerk.stumbled.wait()
        clerk.error = None
        await fill(any_company, 2)
        await clerk.finished.wait()
    assert clerk.done == [2]
    running.cancel()
    await asyncio.wait([running])
