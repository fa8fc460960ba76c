"""Refusals that both APIs know."""

from biztweet.kernel.errors import Forbidden


class PersonNeeded(Forbidden):
    """An app asks for itself where only a person can."""

    def __init__(self) -> None:
        super().__init__("Your credentials do not allow access to this resource.")


class MayNotRead(PersonNeeded):
    """The token lacks the scope to read this."""


class MayNotMessage(Forbidden):
    """The token is not for direct messages."""

    def __init__(self) -> None:
        super().__init__("This application is not allowed to access or delete your direct messages.")
