"""What can go wrong in v1.1's own terms; which code and words each has stands in `codes`."""

from biztweet.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class PageMissing(NotFound):
    """No such address."""

    def __init__(self) -> None:
        super().__init__("Sorry, that page does not exist.")


class Retired(NotFound):
    """An address that Twitter itself has taken away."""

    def __init__(self) -> None:
        super().__init__("This call has been retired, with no replacement.")


class MethodWrong(NotFound):
    """The address is there, for other methods."""

    def __init__(self, allowed: str) -> None:
        super().__init__(f"This method requires a {allowed}.")


class Missing(Invalid):
    """A parameter without which nothing can be done."""

    def __init__(self, name: str) -> None:
        super().__init__(name, f"{name} parameter is missing.")


class QueryMissing(Invalid):
    """A search for nothing."""

    def __init__(self) -> None:
        super().__init__("q", "Query parameters are missing.")


class TooManyTerms(Invalid):
    """More ids or names than one request may bring."""

    def __init__(self) -> None:
        super().__init__("id", "Too many terms specified in query.")


class NobodyMatches(NotFound):
    """None of the users that were asked for."""

    def __init__(self) -> None:
        super().__init__("No user matches for specified terms.")


class AlreadyLiked(Conflict):
    """Liked before."""

    def __init__(self) -> None:
        super().__init__("You have already favorited this status.")


class AlreadyReposted(Conflict):
    """Repeated before."""

    def __init__(self) -> None:
        super().__init__("You have already retweeted this Tweet.")


class DailyLimit(Forbidden):
    """More posts than one person may make, through whichever app."""

    def __init__(self) -> None:
        super().__init__("User is over daily status update limit.")


class NotMuted(Conflict):
    """To be muted no longer, and is not muted."""

    def __init__(self) -> None:
        super().__init__("You are not muting the specified user.")


class ListUnnamed(Invalid):
    """Neither a list's id, nor its slug and owner."""

    def __init__(self) -> None:
        super().__init__("list_id", "You must specify either a list ID or a slug and owner.")


class MemberUnknown(NotFound):
    """Nobody who could stand in a list."""

    def __init__(self) -> None:
        super().__init__("Cannot find specified user.")


class AttachmentWrong(Invalid):
    """An attachment_url that is no post's address."""

    def __init__(self) -> None:
        super().__init__("attachment_url", "attachment_url parameter is invalid.")
