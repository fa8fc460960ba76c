"""Carried: what the address of a consent page asks for, and its form carries on."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request

from biztweet.api.parameters import Parameters


def single(sent: Parameters, names: Sequence[str]) -> Parameters:
    """What was sent, if each of what we read is one text. Raises ParameterWrong."""
    for name in (*names, "decision", "csrf"):
        sent.text(name)
    return sent


def carried(sent: Parameters, names: Sequence[str]) -> dict[str, str]:
    """Those of `names` that were sent."""
    return {name: value for name in names if (value := sent.text(name)) is not None}


def asked_at(request: Request, sent: Parameters, names: Sequence[str]) -> str:
    """The page's address, with all that was asked."""
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in carried(sent, names).items())
    return f"{request.url.path}?{asked}"
