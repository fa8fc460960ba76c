"""The doorbell between processes: it says that the event log has grown, never what happened.

A lost ring delays nothing by more than a poll of the log.
"""

from collections.abc import Callable
from typing import Protocol


class Bus(Protocol):
    """Rings from this process to all others of the company, and theirs to this one."""

    def ring(self, position: int) -> None:
        """Tell the others that the log has grown to `position`; never waits, never fails."""

    def listen(self, heard: Callable[[int], None]) -> None:
        """Call `heard` with the position of each ring of others, and with 0 when rings may have been missed."""

    async def run(self) -> None:
        """Carry rings until cancelled; a broker that goes away and comes back is met again."""

    async def close(self) -> None:
        """End the connections."""
