"""What can go wrong with scheduled posts."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class ScheduledNotFound(NotFound):
    """No such scheduled post, or somebody else's, or posted already."""

    def __init__(self) -> None:
        super().__init__("No such scheduled post")


class TimePassed(Invalid):
    """The time is not in the future."""

    def __init__(self) -> None:
        super().__init__("scheduled_at", "The scheduled date must be in the future")


class TooManyScheduled(Conflict):
    """More posts wait than one account may have waiting."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"At most {limit} posts may wait at the same time")
