"""What can go wrong with reports, figures and closing somebody's way in."""

from biztweet.kernel.errors import Invalid, NotFound


class ReportNotFound(NotFound):
    """No such report."""

    def __init__(self) -> None:
        super().__init__("No such report")


class OwnWayIn(Invalid):
    """Whoever closed their own way in could not open it again."""

    def __init__(self) -> None:
        super().__init__("type", "Administrators cannot close their own way in")


class PeriodWrong(Invalid):
    """No days, or more than are counted at once."""

    def __init__(self, limit: int) -> None:
        super().__init__("start_at", f"A period has a first and a last day, and {limit} days at most")
        self.limit = limit
