"""Streams: a line of JSON for everything that happens, blank lines between, as long as the client listens."""

from collections.abc import Sequence
from typing import Any

import msgspec

from biztweet.api.parameters import Parameters
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v1.calls import Ask
from biztweet.api.twitter_v1.encoded import Encoders
from biztweet.api.twitter_v1.errors import Missing
from biztweet.api.twitter_v1.stream_format import DIRECT, HOME, NOTICES, OWN, POSTS, Lines
from biztweet.live import channels
from biztweet.live.opening import HttpOpening, Streaming
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream
from biztweet.ports.index import Every, Expression, Term
from biztweet.search.document import fact
from biztweet.search.meaning import STREAM, any_of, meaning, people
from biztweet.search.query import terms_of
from biztweet.timelines.following import followed

_HEADERS = [(b"content-type", b"application/json; charset=utf-8")]
_MAX_TRACKED = 400  # Twitter's own limits for the filter
_MAX_FOLLOWED = 5_000
_MAX_BACKLOG = 10_000  # of what happened before, as `count` asks for it


async def user(ask: Ask) -> Streaming:
    """The asker's Home as it happens, and what is done by and to the asker; first of all, whom they follow."""
    account = await ask.company.people.one(ask.me.id)
    circle = await ask.company.graph.circle(ask.me.id)
    friends = sorted(circle.followees)
    first = {"friends_str": [str(one) for one in friends]} if ask.given.flag("stringify_friend_ids") else {}
    home = channels.author(account.id) if ask.given.text("with") == "user" else channels.home_channel(account.home)
    heard = [(home, HOME), (channels.notifications(account.id), NOTICES), (channels.doings(account.id), OWN)]
    if ask.given.text("replies") == "all":
        heard.append((channels.REPLIES, POSTS))
    if ask.me.may("read:messages"):
        heard.append((channels.direct(account.id), DIRECT))
    return _stream(ask, heard, first=first or {"friends": friends})


async def sample(ask: Ask) -> Streaming:
    """All of the company timeline: a company is small enough to be its own sample."""
    return _stream(ask, [(channels.COMPANY, POSTS)])


async def firehose(ask: Ask) -> Streaming:
    """Every post, answer and repeat."""
    return _stream(ask, [(channels.EVERYTHING, POSTS)])


async def filtered(ask: Ask) -> Streaming:
    """Posts that hold all words of one of `track`; by, to, or repeated from one of `follow`.

    Raises Missing.
    """
    tracked = [meaning(node, STREAM) for text in _each(ask.given, "track")[:_MAX_TRACKED] if (node := terms_of(text))]
    followed_ids = _ids(_each(ask.given, "follow")[:_MAX_FOLLOWED])
    related = [people(relation, followed_ids) for relation in ("from", "to", "retweets_of")] if followed_ids else []
    wanted = any_of([*tracked, *related])
    if wanted is None:
        raise Missing("track")
    spoken = any_of(Term((fact("lang", language.lower()),)) for language in _each(ask.given, "language"))
    return _stream(ask, [], wanted=Every((wanted, spoken)) if spoken is not None else wanted)


def _stream(
    ask: Ask,
    heard: Sequence[tuple[str, str]],
    *,
    first: dict[str, Any] | None = None,
    wanted: Expression | None = None,
) -> Streaming:
    """A stream of some channels, or of what is `wanted`; `first` is told before all else."""
    here, me, given = ask.company, ask.me, ask.given
    lines = Lines(
        here.of_face(Encoders).site,
        with_length=given.text("delimited") == "length",
        warned=bool(given.flag("stall_warnings")),
    )
    follows = any(channel == channels.FOLLOWING for channel, _ in heard)
    backlog = min(max(given.number("count") or 0, 0), _MAX_BACKLOG) if first is None else 0

    async def serve(opening: HttpOpening) -> None:
        circle = await here.graph.circle(me.account_id)
        followees = (await followed(here.timelines, me.id)).authors if follows else None
        stream = Stream(
            format=lines,
            outlet=opening.outlet,
            account_id=me.account_id,
            token_id=me.token_id,
            hidden=circle.hidden,
            without_reposts=circle.without_reposts,
            followees=followees,
            topics=await here.timelines.topics.followed(me.account_id),
        )
        brought = [(here.live.filters.bring(wanted), POSTS)] if wanted is not None else []
        try:
            here.hub.open(stream, [*heard, *brought])
            await opening.start(_HEADERS)
            if first is not None:
                opening.outlet.write(lines.line(msgspec.json.encode(first)))
            mark = f"{here.live.epoch}-{max(0, here.relay.position - backlog)}" if backlog else None
            await go_live(here.db, here.relay, here.live, stream, opening, mark)
            await opening.wait_closed()
        finally:
            here.hub.close(stream)
            if wanted is not None:
                here.live.filters.release(wanted)

    return Streaming(serve)


def _each(given: Parameters, name: str) -> list[str]:
    return [part.strip() for text in given.texts(name) for part in text.split(",") if part.strip()]


def _ids(texts: Sequence[str]) -> list[int]:
    return [found for text in texts if (found := as_id(text)) is not None]
