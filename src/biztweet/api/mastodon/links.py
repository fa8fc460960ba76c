"""The Link header: where the next and the previous page are."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request

from biztweet.api.mastodon.caller import site

_PLAIN = re.compile(r"[A-Za-z0-9_./-]+", re.ASCII)
_BOUNDS = frozenset({"max_id", "since_id", "min_id"})


def links(request: Request, ids: Sequence[int], limit: int) -> dict[str, str]:
    """The header for a page whose rows have these ids, newest first; none for an empty page.

    A page that is not full has no next one. Other query parameters stay; the address is the public one.
    """
    if not ids:
        return {}
    path: str = request.scope["path"]
    address = site(request).base_url + (path if _PLAIN.fullmatch(path) else quote(path)) + "?"
    if query := request.scope["query_string"]:
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
        if kept := urlencode([pair for pair in pairs if pair[0] not in _BOUNDS]):
            address += f"{kept}&"
    before = f'<{address}min_id={ids[0]}>; rel="prev"'
    return {"Link": f'<{address}max_id={ids[-1]}>; rel="next", {before}' if len(ids) >= limit else before}
