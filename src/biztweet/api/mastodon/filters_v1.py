"""Filters one by one, a filter for each keyword, as apps once knew them (v1)."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon import outlines, parse
from biztweet.api.mastodon.filters import own, own_now, writing
from biztweet.api.mastodon.present import filter as present
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters
from biztweet.filters import keep
from biztweet.filters.book import filter_of, keyword_of
from biztweet.filters.keep import KeywordChange
from biztweet.filters.model import Action, Filter
from biztweet.inject import company


async def listed(request: Request) -> Response:
    """All keywords, each with what its filter says."""
    return json([present.filter_v1(each, word) for each in await own(request) for word in each.keywords])


async def one(request: Request) -> Response:
    """One keyword."""
    return json(_v1(await own(request), parse.path_id(request)))


async def create(request: Request) -> Response:
    """Make a filter of one keyword."""
    me, sent = await writing(request)
    wanted = KeywordChange(sent.text("phrase") or "", sent.flag("whole_word"))
    outline = outlines.outline(sent, company(request).db.clock(), None, title=wanted.text, action=_action(sent))
    made = await keep.create(company(request).db, me, outline, [wanted])
    mine = await own_now(request, me)
    return json(_v1(mine, filter_of(mine, made).keywords[0].id))


async def change(request: Request) -> Response:
    """Change a keyword, and what its filter says."""
    me, sent = await writing(request)
    mine = await own_now(request, me)
    word = keyword_of(mine, parse.path_id(request))
    before = filter_of(mine, word.filter_id)
    wanted = KeywordChange(sent.text("phrase") or "", sent.flag("whole_word"), id=word.id)
    outline = outlines.outline(sent, company(request).db.clock(), before, title=before.title, action=_action(sent))
    await keep.change(company(request).db, me, before.id, outline, [wanted])
    return json(_v1(await own_now(request, me), word.id))


async def remove(request: Request) -> Response:
    """Remove a keyword; its filter goes along when it was the only one."""
    me, _ = await writing(request)
    await keep.remove_keyword(company(request).db, me, parse.path_id(request), with_filter=True)
    return json({})


def _v1(mine: list[Filter], keyword_id: int) -> dict[str, object]:
    word = keyword_of(mine, keyword_id)
    return present.filter_v1(filter_of(mine, word.filter_id), word)


def _action(sent: Parameters) -> Action:
    return Action.hide if sent.flag("irreversible") else Action.warn
