"""GET /live: one stream carries all that a browser's tabs show; each tab picks what belongs to it."""

import msgspec
from starlette.requests import Request

from biztweet.accounts.model import Home
from biztweet.kernel.paging import Page
from biztweet.live import channels
from biztweet.live.frames import sse_frame
from biztweet.live.opening import HttpOpening, Streaming
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream
from biztweet.timelines.following import followed
from biztweet.web.feeds import heard
from biztweet.web.page_format import CHANGES, MAX_COUNTED, MESSAGES, PageFormat
from biztweet.web.sifted import sieve_of
from biztweet.web.visit import Visit, visit

_COUNTED = 100  # conversations at most, of which the page is told what stands unread
_HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-content-type-options", b"nosniff")]


async def live(request: Request) -> Streaming:
    """GET /live; `?after=` or Last-Event-ID says what the page knows already, `?also=` names feeds."""
    here = await visit(request)
    mark = request.query_params.get("after") or request.headers.get("last-event-id")
    unread = await here.company.inbox.unread_groups(here.viewer, MAX_COUNTED)
    entries = await here.company.conversations.page(here.viewer, Page(limit=_COUNTED))
    unread_conversations = {"all": [str(entry.conversation_id) for entry in entries if entry.unread]}
    circle = await here.company.graph.circle(here.viewer.id)
    followees = (await followed(here.company.timelines, here.viewer.id)).authors

    also = await heard(here, request.query_params.getlist("also"))
    shows_following = here.me.home is Home.following or (channels.FOLLOWING, channels.FOLLOWING) in also

    sieve = await sieve_of(here)

    async def serve(opening: HttpOpening) -> None:
        hub = here.company.hub
        stream = Stream(
            format=PageFormat(here.company, here.face, here.locale, here.viewer.id if sieve else None, sieve),
            outlet=opening.outlet,
            account_id=here.viewer.id,
            session_id=here.viewer.session_id,
            hidden=circle.hidden,
            without_reposts=circle.without_reposts,
            followees=followees if shows_following else None,
            topics=await here.company.timelines.topics.followed(here.viewer.id),
        )
        hub.open(stream, [*subscriptions(here), *also])
        try:
            await opening.start(_HEADERS)
            opening.outlet.write(b": hello\n\n" + sse_frame("notification", msgspec.json.encode({"unread": unread})))
            opening.outlet.write(sse_frame("letters", msgspec.json.encode(unread_conversations)))
            await go_live(here.company.db, here.company.relay, here.company.live, stream, opening, mark)
            await opening.wait_closed()
        finally:
            hub.close(stream)

    return Streaming(serve)


def subscriptions(here: Visit) -> list[tuple[str, str]]:
    """What a page listens to, by the names that it knows."""
    return [
        (channels.home_channel(here.me.home), "home"),
        (channels.CHANGES, CHANGES),
        (channels.notifications(here.viewer.id), "notifications"),
        (channels.message_notices(here.viewer.id), "notifications"),
        (channels.home(here.viewer.id), "own"),
        (channels.ANNOUNCEMENTS, "announcements"),
        (channels.direct(here.viewer.id), MESSAGES),
    ]
