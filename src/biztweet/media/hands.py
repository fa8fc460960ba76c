"""Hands: how many files of one person are taken in at once, so that nobody's files fill the places of all requests."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from biztweet.media.errors import MediaBusy

MAX_AT_ONCE = 5  # as many as a post holds, which clients send side by side
_RETRY_AFTER_SECONDS = 2


class Hands:
    """Counts in this process. With `lifted` nobody is refused."""

    def __init__(self, *, lifted: bool) -> None:
        self._lifted = lifted
        self._full = Counter[int]()

    @contextmanager
    def of(self, account_id: int) -> Iterator[None]:
        """One more file of somebody's is in hand. Raises MediaBusy where they are full."""
        if self._full[account_id] >= MAX_AT_ONCE and not self._lifted:
            raise MediaBusy(_RETRY_AFTER_SECONDS)
        self._full[account_id] += 1
        try:
            yield
        finally:
            self._full[account_id] -= 1
            if not self._full[account_id]:
                del self._full[account_id]
