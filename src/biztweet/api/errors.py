"""Why a request cannot be read, whatever API it is sent to."""

from biztweet.kernel.errors import Invalid


class BodyBroken(Invalid):
    """A query or body that cannot be read."""

    def __init__(self, why: str) -> None:
        super().__init__("body", f"The request cannot be read: {why}")


class ParameterWrong(Invalid):
    """A parameter that is not what it has to be."""

    def __init__(self, name: str, wanted: str) -> None:
        super().__init__(name, f"{name} must be {wanted}")
