"""Why a stream is not opened."""

from biztweet.kernel.errors import TooMany


class TooManyStreams(TooMany):
    """The account has as many open streams as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} streams are open already, and no more are allowed", retry_after_seconds=60)
        self.limit = limit
