"""Origin: which page a browser sent a request from, and whether it is one of ours."""

from urllib.parse import urlsplit

from starlette.requests import Request

from biztweet.inject import company
from biztweet.kernel.errors import Forbidden


class CrossSite(Forbidden):
    """Another site, or nobody knows who, sent this form."""

    def __init__(self) -> None:
        super().__init__("This form came from another site")


def ours(request: Request) -> bool | None:
    """Whether our own page, or the browser's user, sent a request; None where the browser does not say.

    An Origin counts by host and port alone: a proxy in front may speak another scheme than we hear.
    Source: OWASP, Cross-Site Request Forgery Prevention.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in {"same-origin", "none"}
    if origin is not None:
        hosts = {request.headers.get("host", ""), urlsplit(company(request).settings.base_url).netloc}
        return origin.partition("://")[2] in hosts - {""}
    return None
