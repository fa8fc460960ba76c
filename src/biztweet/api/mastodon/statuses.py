"""Statuses: post, read, edit, delete, and what stands around one."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import compose, parse
from biztweet.api.mastodon.caller import encoder, pages, site, viewer
from biztweet.api.mastodon.present import status as present
from biztweet.api.mastodon.resource import JSON, json
from biztweet.api.mastodon.scheduled import shown
from biztweet.api.mastodon.sieve import sieve
from biztweet.api.parameters import parameters
from biztweet.filters.model import Context
from biztweet.inject import company, header
from biztweet.media.describe import describe
from biztweet.media.discard import discard
from biztweet.messages.post_or_message import audience_of, say, unsay
from biztweet.messages.rules import MESSAGES_PER_PERSON
from biztweet.posts.detach import detach
from biztweet.posts.edit import edit
from biztweet.posts.errors import PostNotFound
from biztweet.posts.history import history
from biztweet.posts.model import Audience
from biztweet.posts.rules import POSTS_PER_PERSON
from biztweet.posts.view import PostView
from biztweet.schedules.schedule import owned, schedule
from biztweet.timelines.thread import thread
from biztweet.whole import Whole

_JSON = (b"content-type", JSON.encode())

_COSTS = {
    Audience.company: (POSTS_PER_PERSON, "write:statuses"),
    Audience.direct: (MESSAGES_PER_PERSON, "write:messages"),
}


async def create(request: Request) -> Response:
    """Post, answer or quote; now, or at a time to come."""
    me = await viewer(request, "write:statuses")
    here = company(request)
    sent = await parameters(request)
    draft = compose.draft(sent, me, header(request, b"idempotency-key"))
    due_at = compose.scheduled_at(sent, here.db.clock())
    audience = await audience_of(here.views, me, draft, compose.audience(sent), waits=due_at is not None)
    if audience is Audience.company:
        compose.check_quote_policy(sent)
    allowance, scope = _COSTS[audience]
    me.need(scope)
    await here.quotas.spend(allowance, str(me.id))
    if due_at is not None:
        waits = await schedule(here.db, me, draft, due_at, here.text_rules)
        return json((await shown(request, [await owned(here.db, me, waits)]))[0])
    post_id = await say(here.db, me, draft, audience, here.text_rules, here.message_rules)
    return await answer_one(request, me, post_id)


async def one(request: Request) -> Response:
    """One status."""
    me = await viewer(request, "read:statuses")
    return await answer_one(request, me, parse.path_id(request))


async def several(request: Request) -> Response:
    """Statuses by their ids; those that are gone are left out."""
    me = await viewer(request, "read:statuses")
    views = await company(request).views.of(me, parse.ids(await parameters(request)), messages=True)
    return Response(encoder(request).statuses(views), media_type=JSON)


async def change(request: Request) -> Response:
    """Give one's status other words."""
    me = await viewer(request, "write:statuses")
    here = company(request)
    post_id = parse.path_id(request)
    await here.quotas.spend(POSTS_PER_PERSON, str(me.id))
    sent = await parameters(request)
    compose.check_quote_policy(sent)
    said = compose.media_attributes(sent)
    await edit(here.db, me, post_id, compose.changes(sent), here.text_rules)
    for media in (await seen(request, me, post_id)).shared.media if said else ():
        if (about := said.get(media.id)) is not None:
            await describe(here.db, me, media.id, description=about.description, focus=about.focus)
    return await answer_one(request, me, post_id)


async def interaction_policy(request: Request) -> Response:
    """Who may quote one's status: everybody, always. Raises PostNotFound; Invalid for another wish."""
    me = await viewer(request, "write:statuses")
    post_id = parse.path_id(request)
    if not (await seen(request, me, post_id)).mine:
        raise PostNotFound
    compose.check_quote_policy(await parameters(request))
    return await answer_one(request, me, post_id)


async def revoke_quote(request: Request) -> Response:
    """Let somebody's status quote one's own no longer; answered with theirs."""
    me = await viewer(request, "write:statuses")
    quoting_id = parse.an_id(request.path_params["quoting"])
    await detach(company(request).db, me, parse.path_id(request), quoting_id)
    return await answer_one(request, me, quoting_id)


async def delete(request: Request) -> Response:
    """Delete one's status, or one's reblog; the answer holds what it said, to be written anew."""
    me = await viewer(request, "write:statuses")
    here = company(request)
    post_id = parse.path_id(request)
    view = await seen(request, me, post_id)
    _, scope = _COSTS[view.shared.post.audience]
    me.need(scope)
    await unsay(here.db, me, view.shared.post)
    if (await parameters(request)).flag("delete_media"):  # else they may be posted anew until they are swept
        for media in view.shared.media:
            await discard(here.db, me, media.id)
    return json(present.status(site(request), view) | present.source(view.shared.post))


async def context(request: Request) -> Response:
    """What a status answers, and what answers it; hidden answers come last."""
    me = await viewer(request, "read:statuses")
    here = company(request)
    view = await seen(request, me, parse.path_id(request))
    around = await thread(here.timelines, me, (view.shared.original or view.shared).post.id)
    answers = [*around.descendants, *around.folded]
    views = {each.id: each for each in await here.views.of(me, [*around.ancestors, *answers], messages=True)}
    if through := await sieve(request, me):
        views = {view.id: view for view in through.passing(views.values(), Context.thread)}
        parts = {"ancestors": around.ancestors, "descendants": answers}
        return json(
            {part: [through.status(site(request), views[i]) for i in ids if i in views] for part, ids in parts.items()}
        )
    encode = encoder(request).statuses
    above, below = (encode(views[i] for i in ids if i in views) for ids in (around.ancestors, answers))
    return Response(b'{"ancestors":%b,"descendants":%b}' % (above, below), media_type=JSON)


async def source(request: Request) -> Response:
    """A status as it was typed."""
    me = await viewer(request, "read:statuses")
    return json(present.source((await seen(request, me, parse.path_id(request))).shared.post))


async def revisions(request: Request) -> Response:
    """A status as it stood from time to time, first words first."""
    me = await viewer(request, "read:statuses")
    view = await seen(request, me, parse.path_id(request))
    stood = await history(company(request).db, me, view.id)
    author = view.shared.author
    return json([present.revision(site(request), author, each.revision, list(each.pictures)) for each in stood])


async def seen(request: Request, me: Viewer, post_id: int) -> PostView:
    """One post or message as the viewer sees it. Raises PostNotFound."""
    view = await company(request).views.one(me, post_id, messages=True)
    if view is None:
        raise PostNotFound
    return view


async def answer_one(request: Request, me: Viewer, post_id: int) -> Response:
    """The answer that shows one status, as of every change committed before. Raises PostNotFound."""
    here = company(request)
    await here.relay.written()
    view = await seen(request, me, post_id)
    if through := await sieve(request, me):
        return json(through.status(site(request), view))
    return Whole(encoder(request).status(view), [_JSON])


async def answer_many(
    request: Request,
    me: Viewer,
    ids: Sequence[int],
    headers: dict[str, str] | None = None,
    context: Context | None = None,
) -> Response:
    """The answer that lists statuses in the order of `ids`, without those that a filter hides in that context."""
    if through := await sieve(request, me):
        views = through.passing(await company(request).views.of(me, ids), context)
        return json([through.status(site(request), view) for view in views], headers=headers)
    found = await pages(request).of(me, ids)
    return Whole(found, [_JSON, *[(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]])
