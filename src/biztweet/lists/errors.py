"""What can go wrong with lists."""

from biztweet.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class ListNotFound(NotFound):
    """No such list, or a private one of somebody else's."""

    def __init__(self) -> None:
        super().__init__("No such list")


class NotTheOwner(Forbidden):
    """Only its owner may change a list."""

    def __init__(self) -> None:
        super().__init__("Only its owner may change a list")


class NotAMember(NotFound):
    """The account does not stand in the list."""

    def __init__(self) -> None:
        super().__init__("The specified user is not a member of this list")


class NotASubscriber(NotFound):
    """The account has not subscribed to the list."""

    def __init__(self) -> None:
        super().__init__("The specified user is not a subscriber of this list")


class NameMissing(Invalid):
    """A list without a name."""

    def __init__(self) -> None:
        super().__init__("name", "A list needs a name")


class WordsTooLong(Invalid):
    """A name or a description of more characters than there may be."""

    def __init__(self, field: str, limit: int) -> None:
        super().__init__(field, f"A list's {field} may have {limit} characters")


class TooManyLists(Conflict):
    """As many lists as one person may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"One person may have {limit} lists")


class TooManyMembers(Conflict):
    """As many members as one list may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"A list may have {limit} members")
