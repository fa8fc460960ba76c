"""Search: people by name or handle, statuses by their words, topics by their beginning."""

from collections.abc import Sequence

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.accounts import matches
from biztweet.api.mastodon.addresses import addressed
from biztweet.api.mastodon.caller import encoder, site, viewer
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.resource import JSON
from biztweet.api.mastodon.topics import described
from biztweet.api.parameters import Parameters, parameters
from biztweet.inject import company
from biztweet.kernel.paging import Page
from biztweet.posts.text import fold_tag
from biztweet.search.find import find
from biztweet.search.operators import read
from biztweet.search.query import narrowed, understood
from biztweet.timelines.hashtag import hashtag
from biztweet.topics.completions import completions

_FURTHEST = 400
_encode = msgspec.json.Encoder().encode


async def search(request: Request) -> Response:
    """What matches `q`; nothing is ever fetched from outside, whatever `resolve` says."""
    me = await viewer(request, "read:search")
    here = company(request)
    sent = await parameters(request)
    wanted = sent.text("type") or ""
    people = await matches(here, me, sent, parse.page(sent).limit) if wanted in ("", "accounts") else []
    ids = await _statuses(request, me, sent) if wanted in ("", "statuses") else []
    topics = await described(request, me, await _topics(request, me, sent)) if wanted in ("", "hashtags") else []
    accounts = _encode([account(site(request), each) for each in people])
    statuses = encoder(request).statuses(await here.views.of(me, ids))
    body = b'{"accounts":%b,"statuses":%b,"hashtags":%b}' % (accounts, statuses, _encode(topics))
    return Response(body, media_type=JSON)


async def _topics(request: Request, me: Viewer, sent: Parameters) -> Sequence[str]:
    """Topics that begin with what is asked for: the very one first, then those that most posts name."""
    here, page = company(request), parse.page(sent)
    name = (sent.text("q") or "").strip().removeprefix("#")
    if not name or addressed(site(request), name) is not None:
        return []
    skipped = max(0, min(sent.number("offset") or 0, _FURTHEST))
    begun = await completions(here.db, name, limit=skipped + page.limit)
    # Of what the very name means nothing may be left, where the viewer hides all who use it.
    itself = [name] if await hashtag(here.timelines, me, name, Page(limit=1)) else []
    return [*itself, *(tag for tag in begun if tag != fold_tag(name))][skipped : skipped + page.limit]


async def _statuses(request: Request, me: Viewer, sent: Parameters) -> Sequence[int]:
    """Ids, newest first, no reblogs; the address of a post finds that one alone. Raises QueryWrong."""
    text, page = (sent.text("q") or "").strip(), parse.page(sent)
    if (address := addressed(site(request), text)) is not None:
        return [] if address.post_id is None else [address.post_id]
    skipped = max(0, min(sent.number("offset") or 0, _FURTHEST))
    if not text:
        return []
    of_one = read("from", account_id, 0) if (account_id := sent.text("account_id")) else None
    query = narrowed(understood(text), of_one)
    whole = msgspec.structs.replace(page, limit=page.limit + skipped)
    ids = await find(company(request).search, me, query, whole, repeats=False)
    return ids[skipped:]
