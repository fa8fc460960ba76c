"""What drafts of both APIs are made of: addresses of posts, names of those who take part, keys against doubles."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.requests import Request

from biztweet.access.viewer import Viewer
from biztweet.api.twitter.ids import as_id
from biztweet.company import Company
from biztweet.posts.spans import mentions
from biztweet.posts.view import PostView

_PERMALINK = re.compile(r"/(?:@[A-Za-z0-9_]{1,20}|[A-Za-z0-9_]{1,20}/status(?:es)?|posts)/([0-9]{1,19})/?", re.ASCII)
_TWITTER = frozenset(f"{sub}{domain}" for domain in ("twitter.com", "x.com") for sub in ("", "www.", "mobile."))


def permalinked(company: Company, request: Request, url: str) -> int | None:
    """The id of the post whose page an address names: one of ours, or what it would be at Twitter's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ours = urlsplit(company.settings.base_url.rstrip("/"))
    hosts = {ours.netloc.lower(), request.headers.get("host", "").lower(), *_TWITTER}
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in hosts:
        return None
    found = _PERMALINK.fullmatch(parts.path.removeprefix(ours.path))
    return as_id(found[1]) if found else None


async def quoted_at_the_end(company: Company, me: Viewer, request: Request, text: str) -> tuple[str, int | None]:
    """The text without the address of a post at its very end, and that post's id."""
    head, _, last = text.rstrip().rpartition(" ")
    post_id = permalinked(company, request, last) if "://" in last else None
    if post_id is None or await company.views.one(me, post_id) is None:
        return text, None
    return head or text, post_id


def addressed(text: str, parent: PostView, left_out: Collection[int]) -> str:
    """The text behind the names of those who take part, as far as they are not named in it."""
    shared = parent.shared.original or parent.shared
    present = {span.handle.lower() for span in mentions(text)}
    handles = {shared.author.id: shared.author.handle}
    handles |= {mention.account_id: mention.handle for mention in shared.post.entities.mentions}
    names = [
        f"@{handle}"
        for account_id, handle in handles.items()
        if account_id not in left_out and handle.lower() not in present
    ]
    return " ".join([*names, text]) if text else text


def idempotency_key(request: Request) -> str | None:
    """What a request that may come twice is known by."""
    return request.headers.get("idempotency-key") or None
