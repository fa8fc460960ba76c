"""One process: there is nobody else to ring for."""

import asyncio
from collections.abc import Callable


class EmbeddedBus:
    """Keeps silent: the only process hears its own commits directly."""

    def ring(self, position: int) -> None:
        """Nobody to tell."""

    def listen(self, heard: Callable[[int], None]) -> None:
        """Nobody to hear."""

    async def run(self) -> None:
        """Wait to be cancelled."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Nothing to end."""
