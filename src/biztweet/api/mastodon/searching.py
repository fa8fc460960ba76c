"""Search: people by name or handle, and topics by their very name; posts come with the search index."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon import parse
from biztweet.api.mastodon.accounts import matches
from biztweet.api.mastodon.asking import site, viewer
from biztweet.api.mastodon.present.account import account
from biztweet.api.mastodon.present.tag import tag
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.kernel.paging import Page
from biztweet.timelines.hashtag import hashtag


async def search(request: Request) -> Response:
    """What matches `q`; nothing is ever fetched from outside, whatever `resolve` says."""
    me = await viewer(request, "read:search")
    here = company(request)
    sent = await parameters(request)
    wanted = sent.text("type") or ""
    people, topics = [], []
    if wanted in ("", "accounts"):
        people = await matches(here, me, sent, parse.page(sent).limit)
    name = (sent.text("q") or "").strip().removeprefix("#")
    if wanted in ("", "hashtags") and name and await hashtag(here.timelines, me, name, Page(limit=1)):
        topics = [tag(site(request), name)]
    accounts = [account(site(request), each) for each in people]
    return json({"accounts": accounts, "statuses": [], "hashtags": topics})


async def one_tag(request: Request) -> Response:
    """A topic; nobody follows topics here, so that is always false."""
    await viewer(request, "read:follows")
    return json(tag(site(request), request.path_params["tag"]))
