"""Pages of v2: tokens that say where a list goes on, in both directions; a token is good for its own list only.

A token is 13 bytes in hexadecimal: which way, an id, and a sum over these and the list.
"""

import zlib
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from biztweet.api.twitter.stretch import Placed, shown
from biztweet.api.twitter_v2.calls import Ask
from biztweet.api.twitter_v2.errors import RequestWrong, Wrong
from biztweet.api.twitter_v2.parameters import Parameter, an_id, instant, number
from biztweet.kernel.ids import MAX_ID, id_at
from biztweet.kernel.paging import Page

_OLDER, _NEWER = b"\x01", b"\x02"
_TOKEN = {"type": "string", "minLength": 1, "maxLength": 64}
_LENGTH = 13

PAGINATION_TOKEN = Parameter("pagination_token", _TOKEN, str)
NEXT_TOKEN = Parameter("next_token", _TOKEN, str)
SPAN = (an_id("since_id"), an_id("until_id"), instant("start_time"), instant("end_time"))


T = TypeVar("T")
P = TypeVar("P", bound=Placed)


class Turned(msgspec.Struct, frozen=True):
    """A page that was asked for: it asks for one more than wanted, which tells whether there are more."""

    page: Page
    by_token: bool


def paged(low: int, high: int, default: int) -> tuple[Parameter, ...]:
    """The parameters of a list that is read page by page."""
    return (number("max_results", low, high, default), PAGINATION_TOKEN)


def turned(ask: Ask) -> Turned:
    """The page that a request asks for. Raises RequestWrong for a token that is no such list's."""
    given = ask.given
    before, after = MAX_ID, 0
    if (until_id := given.get("until_id")) is not None:
        before = until_id
    if (end := given.get("end_time")) is not None:
        before = min(before, id_at(end))
    if (since_id := given.get("since_id")) is not None:
        after = since_id
    if (start := given.get("start_time")) is not None:
        after = max(after, id_at(start) - 1)
    limit = given["max_results"] + 1
    token = given.get("pagination_token") or given.get("next_token")
    if token is None:
        return Turned(Page(limit, before, after), by_token=False)
    way, at = _read(ask, token)
    if way == _OLDER:
        return Turned(Page(limit, min(before, at), after), by_token=True)
    return Turned(Page(limit, before, max(after, at), nearest=True), by_token=True)


def skipped(ask: Ask) -> int:
    """Where a list goes on that only leads one way: what `way_on` put into the token, 0 at its beginning.

    Raises RequestWrong for a token that is no such list's.
    """
    token = ask.given.get("pagination_token") or ask.given.get("next_token")
    return _read(ask, token)[1] if token is not None else 0


def way_on(ask: Ask, place: int) -> dict[str, Any]:
    """The part of `meta` that leads on to a place."""
    return {"next_token": _written(ask, _OLDER, place)}


def kept(ask: Ask, found: Sequence[P], turn: Turned) -> tuple[list[P], dict[str, Any]]:
    """What is shown of what was found, newest first, and `meta` with the way on and back."""
    return _kept(ask, found, turn, attrgetter("id"))


def kept_ids(ask: Ask, found: Sequence[int], turn: Turned) -> tuple[list[int], dict[str, Any]]:
    """The same of ids; `meta` names the newest and the oldest."""
    ids, meta = _kept(ask, found, turn, lambda post_id: post_id)
    if ids:
        meta = {"newest_id": str(ids[0]), "oldest_id": str(ids[-1]), **meta}
    return ids, meta


def _kept(ask: Ask, found: Sequence[T], turn: Turned, place: Callable[[T], int]) -> tuple[list[T], dict[str, Any]]:
    items, newer, older = shown(found, turn.page, newer=turn.by_token)
    meta: dict[str, Any] = {"result_count": len(items)}
    if items and older:
        meta["next_token"] = _written(ask, _OLDER, place(items[-1]))
    if items and newer:
        meta["previous_token"] = _written(ask, _NEWER, place(items[0]))
    return items, meta


def _written(ask: Ask, way: bytes, at: int) -> str:
    content = way + at.to_bytes(8, "big")
    return (content + _sum(ask, content)).hex()


def _read(ask: Ask, token: str) -> tuple[bytes, int]:
    try:
        whole = bytes.fromhex(token)
    except ValueError:
        whole = b""
    content = whole[:-4]
    if len(whole) != _LENGTH or whole[-4:] != _sum(ask, content) or content[:1] not in (_OLDER, _NEWER):
        shown = token[: 2 * _LENGTH]
        why = f"The `pagination_token` query parameter value [{shown}] is not valid"
        raise RequestWrong([Wrong({"pagination_token": [shown]}, why)])
    return content[:1], int.from_bytes(content[1:], "big")


def _sum(ask: Ask, content: bytes) -> bytes:
    """Ties a token to its list: the path with what stands in it."""
    return zlib.crc32("/".join([ask.call.path, *ask.sent.values()]).encode() + content).to_bytes(4, "big")
