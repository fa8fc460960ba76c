"""Streams: a line of JSON for everything that happens, blank lines between, as long as the client listens."""

from collections.abc import Sequence
from typing import Any

import msgspec

from biztweet.api.parameters import Parameters
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1.calls import Ask
from biztweet.api.twitter_v1.encoded import Encoders
from biztweet.api.twitter_v1.tell import DIRECT, HOME, NOTICES, POSTS, Filter, Lines
from biztweet.live import channels
from biztweet.live.opening import HttpOpening, Streaming
from biztweet.live.react import home_channel
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream
from biztweet.timelines.following import followed

_HEADERS = [(b"content-type", b"application/json; charset=utf-8")]
_MOST_TRACKED = 400  # Twitter's own limits for the filter
_MOST_FOLLOWED = 5_000


async def user(ask: Ask) -> Streaming:
    """The asker's Home as it happens, and what others do with their posts; first of all, whom they follow."""
    account = await ask.company.people.one(ask.me.id)
    circle = await ask.company.graph.circle(ask.me.id)
    friends = sorted(circle.followees)
    first = {"friends_str": [str(one) for one in friends]} if ask.given.flag("stringify_friend_ids") else {}
    home = channels.author(account.id) if ask.given.text("with") == "user" else home_channel(account.home)
    heard = [(home, HOME), (channels.notifications(account.id), NOTICES)]
    if ask.me.may("read:messages"):
        heard.append((channels.direct(account.id), DIRECT))
    return _stream(ask, _lines(ask), heard, first or {"friends": friends})


async def sample(ask: Ask) -> Streaming:
    """All of the company timeline: a company is small enough to be its own sample."""
    return _stream(ask, _lines(ask), [(channels.COMPANY, POSTS)])


async def filtered(ask: Ask) -> Streaming:
    """Posts that hold certain words (`track`), or of certain people (`follow`)."""
    wanted = Filter(
        track=tuple(_each(ask.given, "track")[:_MOST_TRACKED]),
        follow=frozenset(_ids(_each(ask.given, "follow")[:_MOST_FOLLOWED])),
    )
    heard = [(channels.COMPANY, POSTS)] if wanted.track else []
    heard += [(channels.author(account_id), HOME) for account_id in wanted.follow]
    return _stream(ask, _lines(ask, wanted.checked()), heard)


def _lines(ask: Ask, wanted: Filter | None = None) -> Lines:
    return Lines(ask.company.of_face(Encoders).site, ask.given.text("delimited") == "length", wanted)


def _stream(ask: Ask, lines: Lines, heard: Sequence[tuple[str, str]], first: dict[str, Any] | None = None) -> Streaming:
    here, me = ask.company, ask.me
    follows = any(channel == channels.FOLLOWING for channel, _ in heard)

    async def serve(opening: HttpOpening) -> None:
        circle = await here.graph.circle(me.account_id)
        stream = Stream(
            format=lines,
            outlet=opening.outlet,
            account_id=me.account_id,
            token_id=me.token_id,
            hidden=circle.hidden,
            followees=(await followed(here.timelines, me.id)).authors if follows else None,
        )
        here.hub.open(stream, heard)
        try:
            await opening.start(_HEADERS)
            if first is not None:
                opening.outlet.write(lines.line(msgspec.json.encode(first)))
            await go_live(here.db, here.relay, here.live, stream, opening)
            await opening.wait_closed()
        finally:
            here.hub.close(stream)

    return Streaming(serve)


def _each(given: Parameters, name: str) -> list[str]:
    return [part.strip() for text in given.texts(name) for part in text.split(",") if part.strip()]


def _ids(texts: Sequence[str]) -> list[int]:
    return [found for text in texts if (found := as_id(text)) is not None]
