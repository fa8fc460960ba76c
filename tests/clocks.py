"""A clock for tests in which time matters."""

from biztweet.kernel.clock import system_clock


class FakeClock:
    """Stands still until it is told to go on: `clock.now += HOUR`."""

    def __init__(self) -> None:
        self.now = system_clock()

    def __call__(self) -> int:
        return self.now
