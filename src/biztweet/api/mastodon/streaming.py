"""Streams as server-sent events: opened, resumed by `Last-Event-ID`, heard until either side leaves."""

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response

from biztweet import inject
from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Home
from biztweet.api.mastodon import caller
from biztweet.api.mastodon.channels import Listener, Of, scope_of, subscriptions
from biztweet.api.mastodon.lists import own_list
from biztweet.api.mastodon.parse import an_id
from biztweet.api.mastodon.resource import STREAM_HEADERS
from biztweet.api.mastodon.stream_format import ServerSent
from biztweet.company import Company
from biztweet.inject import company
from biztweet.live.opening import HttpOpening, Streaming
from biztweet.live.resume import go_live
from biztweet.live.stream import Format, Outlet, Stream
from biztweet.timelines.following import followed


async def health(_request: Request) -> Response:
    """Streams can be opened."""
    return PlainTextResponse("OK")


async def server_sent(request: Request) -> Streaming:
    """One stream, named by the path or by `stream`."""
    name = ":".join(request.path_params.get("name", request.query_params.get("stream", "")).split("/"))
    me = await listener(request, token_of(request), scope_of(name))
    here = company(request)
    home = (await here.people.one(me.id)).home
    of = await subject(here, me, request.query_params.get("tag"), request.query_params.get("list"))
    wanted = subscriptions(name, of, listening(me, home))
    mark = request.headers.get("last-event-id") or request.query_params.get("last_event_id")

    async def serve(opening: HttpOpening) -> None:
        stream = await stream_for(here, me, home, here.of_face(ServerSent), opening.outlet)
        here.hub.open(stream, wanted)
        try:
            await opening.start(STREAM_HEADERS)
            await go_live(here.db, here.relay, here.live, stream, opening, mark)
            await opening.wait_closed()
        finally:
            here.hub.close(stream)

    return Streaming(serve)


async def listener(request: HTTPConnection, secret: str | None, scope: str) -> Viewer:
    """Who listens. Raises SecretMissing, TokenInvalid, ScopeMissing; Unauthenticated for an app."""
    if secret is None:
        raise inject.SecretMissing
    me = await caller.known(request, secret)
    me.need_person()
    me.need(scope)
    return me


def listening(me: Viewer, home: Home) -> Listener:
    """What streams have to know of the viewer."""
    return Listener(me.id, home, me.may("read:notifications"), me.may("read:messages"))


async def subject(here: Company, me: Viewer, tag: str | None, list_id: str | int | None) -> Of:
    """What a stream is to be of. Raises RecordMissing, ListNotFound for a list that is not the listener's own."""
    return Of(tag, (await own_list(here, me, an_id(str(list_id)))).list.id if list_id else None)


def token_of(request: HTTPConnection) -> str | None:
    """The token of the header, or of the query: a browser's EventSource can send no header."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and secret.strip():
        return secret.strip()
    return request.query_params.get("access_token") or None


async def stream_for(here: Company, me: Viewer, home: Home, form: Format, outlet: Outlet) -> Stream:
    """A stream of the viewer's, which hides and follows whom they do now."""
    circle = await here.graph.circle(me.id)
    return Stream(
        format=form,
        outlet=outlet,
        account_id=me.id,
        token_id=me.token_id,
        hidden=circle.hidden,
        without_reposts=circle.without_reposts,
        followees=(await followed(here.timelines, me.id)).authors if home is Home.following else None,
        topics=await here.timelines.topics.followed(me.id),
    )
