"""Timelines: ids, views, bytes."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present.card import link
from biztweet.api.mastodon.resource import json
from biztweet.api.mastodon.statuses import answer_many
from biztweet.api.parameters import parameters
from biztweet.filters.model import Context
from biztweet.inject import company
from biztweet.kernel.paging import Page
from biztweet.posts.text import fold_tag
from biztweet.timelines import company as companys
from biztweet.timelines.discussed import discussed
from biztweet.timelines.hashtag import Others, hashtag
from biztweet.timelines.home import home as home_ids
from biztweet.timelines.links import linking
from biztweet.timelines.links import links as links_of
from biztweet.timelines.person import Shown, person
from biztweet.timelines.pinned import pinned

_FURTHEST = 1_000
_MAX_TAGS = 4  # of each kind, as Mastodon takes


async def home(request: Request) -> Response:
    """Home, as the viewer chose it to be."""
    me = await viewer(request, "read:statuses")
    here = company(request)
    page = parse.page(await parameters(request))
    choice = (await here.people.one(me.id)).home
    return await _answer(request, me, page, await home_ids(here.timelines, me, choice, page), Context.home)


async def public(request: Request) -> Response:
    """The company timeline; of other servers nothing is here."""
    me = await viewer(request, "read:statuses")
    sent = await parameters(request)
    page = parse.page(sent)
    if sent.flag("remote") and not sent.flag("local"):
        return await _answer(request, me, page, [])
    only_media = bool(sent.flag("only_media"))
    ids = await companys.company(company(request).timelines, me, page, only_media=only_media)
    return await _answer(request, me, page, ids, Context.public)


async def tag(request: Request) -> Response:
    """Statuses with a hashtag."""
    me = await viewer(request, "read:statuses")
    sent = await parameters(request)
    page = parse.page(sent)
    only_media = bool(sent.flag("only_media"))
    others = Others(*[tuple(sent.texts(name)[:_MAX_TAGS]) for name in ("any", "all", "none")])
    name = request.path_params["tag"]
    ids = await hashtag(company(request).timelines, me, name, page, only_media=only_media, others=others)
    return await _answer(request, me, page, ids, Context.public)


async def trending(request: Request) -> Response:
    """Statuses that many colleagues take part in now, newest first."""
    me = await viewer(request, "read:statuses")
    sent = await parameters(request)
    skipped = max(0, sent.number("offset") or 0)
    ids = await discussed(company(request).timelines, me)
    return await answer_many(request, me, ids[skipped : skipped + parse.page(sent).limit], context=Context.public)


async def trending_links(request: Request) -> Response:
    """Pages that several colleagues link to now; none where no cards are shown."""
    me = await viewer(request, "read:statuses")
    sent = await parameters(request)
    limit, skipped = parse.page(sent, 10, 20).limit, max(0, min(sent.number("offset") or 0, _FURTHEST))
    found = await links_of(company(request).timelines, me, skipped + limit)
    return json([link(site(request), each) for each in found[skipped:]])


async def of_link(request: Request) -> Response:
    """Statuses that show the card of an address."""
    me = await viewer(request, "read:statuses")
    sent = await parameters(request)
    page = parse.page(sent)
    ids = await linking(company(request).timelines, me, sent.text("url") or "", page)
    return await _answer(request, me, page, ids, Context.public)


async def of_account(request: Request) -> Response:
    """One account's statuses."""
    me = await viewer(request, "read:statuses")
    here = company(request)
    sent = await parameters(request)
    page = parse.page(sent)
    whom = await here.people.one(parse.path_id(request))
    if sent.flag("pinned"):
        ids = (await pinned(here.timelines, [whom.id])).get(whom.id, [])
        return await answer_many(request, me, ids[: page.limit])
    tagged = sent.text("tagged")
    shown = Shown(
        replies=not sent.flag("exclude_replies"),
        reposts=not sent.flag("exclude_reblogs"),
        only_media=bool(sent.flag("only_media")),
        tag=fold_tag(tagged.removeprefix("#")) if tagged else None,
    )
    return await _answer(request, me, page, await person(here.timelines, whom.id, page, shown), Context.account)


async def _answer(
    request: Request, me: Viewer, page: Page, ids: Sequence[int], context: Context | None = None
) -> Response:
    return await answer_many(request, me, ids, links(request, ids, page.limit), context)
