"""The Link header: where the next and the previous page are."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request

from biztweet.api.mastodon.asking import site

_BOUNDS = frozenset({"max_id", "since_id", "min_id"})


def links(request: Request, ids: Sequence[int], limit: int) -> dict[str, str]:
    """The header for a page whose rows have these ids, newest first; none for an empty page.

    A page that is not full has no next one. Other query parameters stay; the address is the public one.
    """
    if not ids:
        return {}
    address = site(request).base_url + quote(request.scope["path"])
    query: bytes = request.scope["query_string"]
    kept = [pair for pair in parse_qsl(query.decode("latin-1"), keep_blank_values=True) if pair[0] not in _BOUNDS]
    found = [f'<{address}?{urlencode([*kept, ("min_id", ids[0])])}>; rel="prev"']
    if len(ids) >= limit:
        found.insert(0, f'<{address}?{urlencode([*kept, ("max_id", ids[-1])])}>; rel="next"')
    return {"Link": ", ".join(found)}
