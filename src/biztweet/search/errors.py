"""Why a search or a rule is refused."""

from biztweet.kernel.errors import Conflict, Invalid


class QueryWrong(Invalid):
    """A query that cannot be understood; `position` counts characters from 1, as editors do."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__("query", f"{why} (at position {at + 1})")
        self.why = why
        self.position = at + 1


class TooManyRules(Conflict):
    """The app would have more rules than it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"An app may have {limit:,} rules")
        self.limit = limit
