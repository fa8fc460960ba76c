"""What is said of a picture, as clients send it."""

import msgspec

from biztweet.api.parameters import Parameters
from biztweet.kernel.errors import Invalid


class Description(msgspec.Struct, frozen=True):
    """What is said of a picture; None leaves it as it is."""

    description: str | None
    focus: tuple[float, float] | None


def description(sent: Parameters) -> Description:
    """Alternative text and focus. Raises Invalid."""
    focus = sent.text("focus")
    if not focus:
        return Description(sent.text("description"), None)
    try:
        x, y = (float(part) for part in focus.split(","))
    except ValueError:
        raise Invalid("focus", "focus must be two numbers with a comma between") from None
    if not (-1 <= x <= 1 and -1 <= y <= 1):
        raise Invalid("focus", "focus must lie between -1 and 1")
    return Description(sent.text("description"), (x, y))
