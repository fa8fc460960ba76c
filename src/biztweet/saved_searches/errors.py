"""What can go wrong with saved searches."""

from biztweet.kernel.errors import Conflict, Invalid, NotFound


class SavedSearchNotFound(NotFound):
    """No such search, or somebody else's."""

    def __init__(self) -> None:
        super().__init__("No such saved search")


class QueryMissing(Invalid):
    """Nothing to look for."""

    def __init__(self) -> None:
        super().__init__("query", "A saved search needs words to look for")


class QueryTooLong(Invalid):
    """More characters than a saved search may have."""

    def __init__(self, limit: int) -> None:
        super().__init__("query", f"A saved search may have {limit} characters")


class TooManySaved(Conflict):
    """As many searches as one person may save."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"You may save {limit} searches")
