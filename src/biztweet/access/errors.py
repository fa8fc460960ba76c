"""What access refuses in more than one place."""

from biztweet.kernel.errors import Invalid


class GrantInvalid(Invalid):
    """No such code or secret, or one that was used, is too old, or is not for this app, address or verifier."""

    def __init__(self) -> None:
        super().__init__("code", "The authorization code is invalid, expired, used, or was issued to another client")
