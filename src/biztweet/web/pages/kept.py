"""Words that somebody sent when their session was over: they come through signing in, and are sent again."""

import re
from collections.abc import Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.answers import MAX_ADDRESS_BYTES, plain
from biztweet.web.headers import SIGN_IN_HEADERS

_PATHS = re.compile(r"/posts(/\d{1,19}/edit)?|/messages", re.ASCII)
_BESIDE_ADDRESSES = {"warning", "at", "option", "card"}  # no address brings them back to a composer
_FIELDS = _BESIDE_ADDRESSES | {
    *("text", "reply_to", "quote_of", "key", "open_minutes", "multiple", "hidden_counts"),
    *("revision", "conversation", "to"),
}
_SHOWN = {"text", "at", "option"}


class Unsent(msgspec.Struct, frozen=True):
    """A form that nobody took: where it is sent, and its fields; the words are in `text`."""

    path: str
    fields: Sequence[tuple[str, str]]

    def fits(self, goal: str) -> bool:
        """Whether all of it stands again at an address, `goal`, that every server takes."""
        return len(goal) <= MAX_ADDRESS_BYTES and not any(name in _BESIDE_ADDRESSES for name, _ in self.fields)

    def encoded(self) -> str:
        """Its fields, as one of the page to sign in."""
        return msgspec.json.encode(self.fields).decode()


def unsent_of(path: str, encoded: str) -> Unsent | None:
    """What came through the page to sign in; None for nothing, and for what no form of ours sends."""
    if not encoded or not _PATHS.fullmatch(path):
        return None
    try:
        fields = msgspec.json.decode(encoded, type=list[tuple[str, str]])
    except msgspec.MsgspecError:
        fields = []
    return Unsent(path, [(name, value) for name, value in fields if name in _FIELDS])


def kept_page(request: Request, unsent: Unsent, csrf: str) -> Response:
    """What somebody wrote before they had to sign in, in a form that sends it where it was to go."""
    last = dict(unsent.fields)
    return plain(
        request,
        "pages/kept.html",
        headers=SIGN_IN_HEADERS,
        path=unsent.path,
        text=last.get("text", ""),
        at=last.get("at", ""),
        options=[value for name, value in unsent.fields if name == "option"],
        others=[(name, value) for name, value in unsent.fields if name not in _SHOWN],
        csrf=csrf,
    )
