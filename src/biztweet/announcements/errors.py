"""What can go wrong with announcements."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class AnnouncementNotFound(NotFound):
    """No such announcement, or one that does not stand."""

    def __init__(self) -> None:
        super().__init__("No such announcement")


class WordsMissing(Invalid):
    """An announcement says something."""

    def __init__(self) -> None:
        super().__init__("text", "Text can't be blank")


class WordsTooLong(Invalid):
    """An announcement is short enough to be read."""

    def __init__(self, limit: int) -> None:
        super().__init__("text", f"An announcement may have {limit} characters")
        self.limit = limit


class EndsTooEarly(Invalid):
    """It would be over before it has begun."""

    def __init__(self) -> None:
        super().__init__("ends_at", "An announcement ends after it has begun, and after it is published")


class TooManyOpen(Conflict):
    """More announcements than people can read."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"At most {limit} announcements stand or wait at once")
        self.limit = limit


class NoEmoji(Invalid):
    """A reaction is one emoji."""

    def __init__(self) -> None:
        super().__init__("name", "Name is not a recognized emoji")


class TooManyReactions(Conflict):
    """An announcement has as many different reactions as it may have."""

    def __init__(self, limit: int) -> None:
        super().__init__("Limit of different reactions reached")
        self.limit = limit
