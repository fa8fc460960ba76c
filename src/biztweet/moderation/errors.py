"""What can go wrong with reports."""

from biztweet.kernel.errors import NotFound


class ReportNotFound(NotFound):
    """No such report."""

    def __init__(self) -> None:
        super().__init__("No such report")
