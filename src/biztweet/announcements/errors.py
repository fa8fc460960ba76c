"""What can go wrong with announcements."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class AnnouncementNotFound(NotFound):
    """No such announcement, or one that does not stand."""

    def __init__(self) -> None:
        super().__init__("No such announcement")


class AnnouncementWrong(Invalid):
    """What shall be announced cannot be."""


class NoEmoji(Invalid):
    """A reaction is one emoji."""

    def __init__(self) -> None:
        super().__init__("name", "Name is not a recognized emoji")


class TooManyReactions(Conflict):
    """An announcement has as many different reactions as it may have."""

    def __init__(self, limit: int) -> None:
        super().__init__("Limit of different reactions reached")
        self.limit = limit
