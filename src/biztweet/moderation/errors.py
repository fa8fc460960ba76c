"""What can go wrong with reports."""

from biztweet.kernel.errors import Invalid, NotFound


class ReportNotFound(NotFound):
    """No such report."""

    def __init__(self) -> None:
        super().__init__("No such report")


class PeriodWrong(Invalid):
    """No days, or more than are counted at once."""

    def __init__(self, limit: int) -> None:
        super().__init__("start_at", f"A period has a first and a last day, and {limit} days at most")
        self.limit = limit
