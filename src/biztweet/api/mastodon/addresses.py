"""Addresses of pages of ours, which apps look up to open a link within themselves."""

import re
from urllib.parse import urlsplit

import msgspec

from biztweet.api.mastodon.site import Site

_PERSON = re.compile(r"/@([A-Za-z0-9_]{1,20})/?", re.ASCII)
_POST = re.compile(r"/(?:@[A-Za-z0-9_]{1,20}|[A-Za-z0-9_]{1,20}/status|posts)/([0-9]{1,18}|[0-8][0-9]{18})/?", re.ASCII)


class Addressed(msgspec.Struct, frozen=True):
    """Whose page it is: a person's by `handle`, or a post's."""

    handle: str = ""
    post_id: int | None = None


def addressed(site: Site, text: str) -> Addressed | None:
    """What an address leads to; None for other words, and for addresses of other sites and pages."""
    try:
        asked, ours = urlsplit(text.strip()), urlsplit(site.base_url)
    except ValueError:
        return None
    if asked.scheme not in {"http", "https"} or asked.netloc.lower() != ours.netloc.lower():
        return None
    path = asked.path.removeprefix(ours.path)
    if found := _POST.fullmatch(path):
        return Addressed(post_id=int(found[1]))
    if found := _PERSON.fullmatch(path):
        return Addressed(handle=found[1])
    return None
