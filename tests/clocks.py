"""Clocks for tests in which time matters."""

from biztweet.company import Company
from biztweet.kernel.clock import system_clock


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
    await here.alarm.ring()
    await here.relay.barrier()
