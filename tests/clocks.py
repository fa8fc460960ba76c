"""Clocks for tests in which time matters."""

from biztweet.company import Company
from biztweet.kernel.clock import system_clock
from biztweet.kernel.transaction import Transaction


class FakeClock:
    """Stands still until it is told to go on: `clock.now += HOUR`."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> int:
        return self.now


async def time_passes(here: Company, microseconds: int) -> None:
    """Let the company's clock be ahead by so much more, and what is due happen."""
    clock = here.db.clock
    here.db.clock = lambda: clock() + microseconds
    await what_is_due_happens(here)


async def what_is_due_happens(here: Company) -> None:
    """All that is due by now is done, and known of here, even where the company's own alarm was faster."""
    await here.alarm.ring()
    await here.db.write(_nothing)  # behind what the alarm has just committed, which the caches may not know of yet
    await here.relay.barrier()


async def _nothing(_: Transaction) -> None:
    """Write nothing."""
