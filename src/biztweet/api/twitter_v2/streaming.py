"""Streams: what an app's rules let through, or everything, as it happens; each a line of JSON that ends in CR LF."""

from typing import Any

from biztweet.api.twitter_v2.calls import Ask
from biztweet.api.twitter_v2.parameters import number
from biztweet.api.twitter_v2.stream_format import Lines, Serializers
from biztweet.kernel import outbox
from biztweet.kernel.clock import MINUTE
from biztweet.live import channels
from biztweet.live.opening import HttpOpening, Streaming
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream

BACKFILLED = (number("backfill_minutes", 0, 5, 0),)
_HEADERS = [(b"content-type", b"application/json; charset=utf-8")]


async def filtered(ask: Ask) -> Streaming:
    """Posts that match a rule of the app, with the rules that they match."""
    return _stream(ask, ask.me.app_id or 0)


async def sample(ask: Ask) -> Streaming:
    """Every post, answer and repeat: a company is small enough to be its own sample."""
    return _stream(ask, None)


def _stream(ask: Ask, app_id: int | None) -> Streaming:
    """The stream of an app's rules, or of everything."""
    here, me = ask.company, ask.me
    channel = channels.EVERYTHING if app_id is None else channels.rules(app_id)
    lines = Lines(here.of_face(Serializers).of(ask.look))

    async def serve(opening: HttpOpening) -> None:
        circle = await here.graph.circle(me.account_id)
        stream = Stream(
            format=lines,
            outlet=opening.outlet,
            account_id=me.account_id,
            token_id=me.token_id,
            hidden=circle.hidden,
        )
        try:
            here.hub.open(stream, [(channel, "")])
            if app_id is not None:
                await here.live.filters.follow_rules(app_id)
            await opening.start(_HEADERS)
            await go_live(here.db, here.relay, here.live, stream, opening, await _mark(ask))
            await opening.wait_closed()
        finally:
            here.hub.close(stream)
            if app_id is not None:
                here.live.filters.release_rules(app_id)

    return Streaming(serve)


async def _mark(ask: Ask) -> str | None:
    """Where the stream begins, if that is some minutes ago."""
    minutes: Any = ask.given["backfill_minutes"]
    if not minutes:
        return None
    here = ask.company
    position = await outbox.position_before(here.db.engine, here.db.clock() - minutes * MINUTE)
    oldest = await outbox.oldest_position(here.db.engine)
    return f"{here.live.epoch}-{max(position, oldest - 1, 0)}"
