"""What can go wrong with polls."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class PollNotFound(NotFound):
    """No such poll, or none for this viewer."""

    def __init__(self) -> None:
        super().__init__("No such poll")


class WrongNumberOfOptions(Invalid):
    """Fewer or more options than a poll may have, empty ones not counted."""

    def __init__(self, fewest: int, most: int) -> None:
        super().__init__("poll", f"A poll has {fewest} to {most} options")


class OptionTooLong(Invalid):
    """An option with more characters than allowed."""

    def __init__(self, limit: int) -> None:
        super().__init__("poll", f"An option may have {limit} characters")


class OptionRepeated(Invalid):
    """Two options that read the same."""

    def __init__(self) -> None:
        super().__init__("poll", "The options of a poll must differ from each other")


class WrongDuration(Invalid):
    """A poll that would end too soon or too late."""

    def __init__(self, shortest_minutes: int, longest_days: int) -> None:
        super().__init__("poll", f"A poll is open for {shortest_minutes} minutes to {longest_days} days")


class PollWithPictures(Invalid):
    """A post holds pictures or a poll, not both."""

    def __init__(self) -> None:
        super().__init__("poll", "A post may hold pictures or a poll, but not both")


class WrongChoice(Invalid):
    """Nothing was chosen, an option that is not there, or several where only one may be."""

    def __init__(self, message: str) -> None:
        super().__init__("choices", message)


class VotedAlready(Conflict):
    """Everybody votes once; a vote is not changed."""

    def __init__(self) -> None:
        super().__init__("You have already voted on this poll")


class PollOver(Conflict):
    """The poll takes no more votes."""

    def __init__(self) -> None:
        super().__init__("The poll has already ended")
