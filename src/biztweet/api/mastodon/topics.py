"""Topics: one, followed, featured, and those many talk about."""

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.links import links
from biztweet.api.mastodon.present import tag as present
from biztweet.api.mastodon.resource import Handler, json
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.kernel.paging import Page
from biztweet.posts.text import fold_tag
from biztweet.topics.errors import TopicNotKept
from biztweet.topics.keep import MAX_TOPICS, Which, drop, keep
from biztweet.topics.model import Kept, Use

_ALL_FEATURED = Page(limit=MAX_TOPICS["featured"])
_ADVISED = 10


async def one(request: Request) -> Response:
    """A topic, and whether the viewer follows it or shows it."""
    me = await viewer(request, "read:follows")
    return await _answer(request, me, request.path_params["tag"])


def act(scope: str, which: Which, *, kept: bool) -> Handler:
    """A handler that keeps a topic, or keeps it no longer, and answers with it; twice is once."""

    async def handler(request: Request) -> Response:
        me = await viewer(request, scope)
        name = request.path_params["tag"]
        await (keep if kept else drop)(company(request).db, me, which, name)
        return await _answer(request, me, name)

    return handler


follow = act("write:follows", "followed", kept=True)
unfollow = act("write:follows", "followed", kept=False)
feature = act("write:accounts", "featured", kept=True)
unfeature = act("write:accounts", "featured", kept=False)


async def followed(request: Request) -> Response:
    """The topics that the viewer follows, the latest first."""
    me = await viewer(request, "read:follows")
    page = parse.page(await parameters(request), 100, 200)
    found = await company(request).timelines.topics.listed(me.id, "followed", page)
    shown = await described(request, me, [each.name for each in found])
    return json(shown, headers=links(request, [each.id for each in found], page.limit))


async def featured(request: Request) -> Response:
    """The topics that the viewer shows."""
    me = await viewer(request, "read:accounts")
    return json(await featured_of(request, me.id))


async def featured_by(request: Request) -> Response:
    """The topics that an account shows."""
    await viewer(request, "read:accounts")
    whom = await company(request).people.one(parse.path_id(request))
    return json(await featured_of(request, whom.id))


async def add_featured(request: Request) -> Response:
    """Show a topic."""
    me = await viewer(request, "write:accounts")
    name = (await parameters(request)).text("name") or ""
    await keep(company(request).db, me, "featured", name)
    tag = fold_tag(name.strip().removeprefix("#"))
    return json(next(each for each in await featured_of(request, me.id) if fold_tag(str(each["name"])) == tag))


async def remove_featured(request: Request) -> Response:
    """Show a topic no longer. Raises TopicNotKept."""
    me = await viewer(request, "write:accounts")
    here = company(request)
    kept_id = parse.path_id(request)
    for each in await here.timelines.topics.listed(me.id, "featured", _ALL_FEATURED):
        if each.id == kept_id:
            await drop(here.db, me, "featured", each.tag)
            return json({})
    raise TopicNotKept


async def featured_suggestions(request: Request) -> Response:
    """The topics that the viewer names most."""
    me = await viewer(request, "read:accounts")
    uses = await company(request).timelines.topics.most_used(me.id, _ADVISED)
    return json(await described(request, me, [use.tag for use in uses]))


async def trends(request: Request) -> Response:
    """The topics that most people talk about now."""
    me = await viewer(request, "read:statuses")
    here = company(request)
    sent = await parameters(request)
    limit, skip = parse.page(sent, 10, 20).limit, max(0, min(sent.number("offset") or 0, 1_000))
    found = here.timelines.trends.now(here.db.clock(), skip + limit)[skip:]
    return json(await described(request, me, [each.tag for each in found]))


async def described(request: Request, me: Viewer, names: Sequence[str]) -> list[dict[str, Any]]:
    """Topics, by their names without `#`, as the viewer has them; three queries at most, however many."""
    here = company(request)
    await here.relay.written()
    topics = here.timelines.topics
    following, featuring = await topics.followed(me.id), await topics.featured(me.id)
    weeks = await topics.week({fold_tag(name) for name in names})
    return [
        present.tag(site(request), name, weeks[tag], following=tag in following, featuring=tag in featuring)
        for name in names
        for tag in (fold_tag(name),)
    ]


async def _answer(request: Request, me: Viewer, name: str) -> Response:
    [found] = await described(request, me, [name.removeprefix("#")])
    return json(found)


async def featured_of(request: Request, account_id: int) -> list[dict[str, object]]:
    """The topics that an account shows."""
    topics = company(request).timelines.topics
    kept: list[Kept] = await topics.listed(account_id, "featured", _ALL_FEATURED)
    uses: dict[str, Use] = await topics.uses(account_id, [each.tag for each in kept])
    handle = (await company(request).people.one(account_id)).handle
    return [present.featured(site(request), handle, each, uses.get(each.tag)) for each in kept]
