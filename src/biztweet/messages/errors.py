"""What can go wrong with messages."""

from biztweet.kernel.clock import DAY, SECOND
from biztweet.kernel.errors import Forbidden, Invalid, NotFound, TooMany
from biztweet.posts.errors import TextTooLong


class MessageNotFound(NotFound):
    """No such message, or none for this viewer."""

    def __init__(self) -> None:
        super().__init__("No such message")


class ConversationNotFound(NotFound):
    """No such conversation, or none that the viewer takes part in."""

    def __init__(self) -> None:
        super().__init__("No such conversation")


class NotReachable(Forbidden):
    """Somebody who left the company, or does not want to be written to: nobody is told which."""

    def __init__(self) -> None:
        super().__init__("You cannot send messages to this person")


class NotAGroup(Forbidden):
    """Only a group can be left."""

    def __init__(self) -> None:
        super().__init__("Only a group can be left")


class MessageTooLong(TextTooLong):
    """More than a message may have."""


class NoPollInMessages(Invalid):
    """A poll asks the company."""

    def __init__(self) -> None:
        super().__init__("poll", "A message holds no poll: among a few, votes are no secret")


class MessagesDoNotWait(Invalid):
    """Only posts to the company can be scheduled."""

    def __init__(self) -> None:
        super().__init__("scheduled_at", "A message is sent now; only posts to the company can wait")


class TooManyMembers(Invalid):
    """More people than one conversation may hold."""

    def __init__(self, limit: int) -> None:
        super().__init__("to", f"A conversation is among {limit} people at most")


class TooManyConversations(TooMany):
    """More new conversations than one person may begin in a day."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"At most {limit} new conversations may be begun in a day", DAY // SECOND)
