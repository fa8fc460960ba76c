"""What can go wrong with topics."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class NoTopic(Invalid):
    """Words that are no hashtag."""

    def __init__(self) -> None:
        super().__init__("name", "That is no hashtag")


class TopicNotKept(NotFound):
    """No such topic in the viewer's list."""

    def __init__(self) -> None:
        super().__init__("No such topic")


class TooManyTopics(Conflict):
    """More topics than one account may keep."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"At most {limit} topics may be kept")
