"""What can go wrong with reports."""

from biztweet.kernel.errors import Forbidden, NotFound


class ReportNotFound(NotFound):
    """No such report."""

    def __init__(self) -> None:
        super().__init__("No such report")


class NotAnAdministrator(Forbidden):
    """Only administrators may do this."""

    def __init__(self) -> None:
        super().__init__("This action is not allowed")
