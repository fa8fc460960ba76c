"""Upload slots: how many files of one person are taken in at once, lest nobody's else find a place."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from biztweet.media.errors import MediaBusy

MAX_AT_ONCE = 5  # as many as a post holds, which clients send side by side
_RETRY_AFTER_SECONDS = 2


class UploadSlots:
    """Counts in this process. With `lifted` nobody is refused."""

    def __init__(self, *, lifted: bool) -> None:
        self._lifted = lifted
        self._taken = Counter[int]()

    @contextmanager
    def take(self, account_id: int) -> Iterator[None]:
        """Hold one for a file of somebody's. Raises MediaBusy where all of theirs are taken."""
        if self._taken[account_id] >= MAX_AT_ONCE and not self._lifted:
            raise MediaBusy(_RETRY_AFTER_SECONDS)
        self._taken[account_id] += 1
        try:
            yield
        finally:
            self._taken[account_id] -= 1
            if not self._taken[account_id]:
                del self._taken[account_id]
