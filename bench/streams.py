"""Streams: one post to a thousand open streams that each ask for something else, by words of v1.1 and by v2's rules."""

import asyncio
import statistics
from collections.abc import Mapping
from urllib.parse import quote

from bench.live import OURS, Author, laps
from bench.plan import Plan
from bench.room import Broadcaster, Room, broadcaster, room
from bench.rounds import Load, spread
from bench.running import Served, Servers, memory_of, served
from bench.table import Group, Row
from biztweet.access import apps, tokens
from biztweet.opening import connected
from biztweet.search.rules import RuleDraft, add
from biztweet.settings import Settings

_POSTS_BEFORE = 10_000
_WORD = "marker"  # stands in every post that is measured; each stream asks for it in other words


def run(plan: Plan, servers: Servers | None) -> Group:
    """On SQLite; the database takes no part in what is measured."""
    rows: list[Row] = []
    side, count = plan.sides[0], min(plan.screens, 1_000)
    with served(side, min(plan.posts, _POSTS_BEFORE), servers) as server:
        bearers = asyncio.run(_apps(server.settings, count))
        for kind, requests in (("v1.1 filter", _tracking(server, count)), ("v2 rules", _ruled(server, bearers))):
            with room() as screens, broadcaster() as bare:
                rows.append(_measured(plan, server, screens, bare, kind, requests))
    return Group(
        "streams",
        f"one post to {count:,} open streams, each with words or a rule of its own",
        "From the answer to whoever posts to the last stream, which one client process reads from raw sockets; the "
        "bare broadcaster as for live, in turn with ours.",
        rows,
    )


def _measured(plan: Plan, server: Served, screens: Room, bare: Broadcaster, kind: str, requests: list[str]) -> Row:
    before = memory_of(server.pid)
    screens.open(OURS, kind.replace(" ", "-"), server.port, requests, len(requests))
    each = (memory_of(server.pid) - before) / len(requests)
    kinds: Mapping[str, int] = {kind.replace(" ", "-"): len(requests)}
    ours, others, asked = laps(plan, Author(server), screens, bare, kinds)
    last, bare_last = [lags[-1] for lags in ours], [lags[-1] for lags in others]
    return Row(
        f"{kind}: last of {len(requests):,} streams",
        f"{statistics.median(last) * 1e3:.0f} ms",
        f"bare broadcaster {statistics.median(bare_last) * 1e3:.0f} ms",
        statistics.median(a / b for a, b in zip(last, bare_last, strict=True)),
        spread([Load(lag, 0, 0) for lag in bare_last]),
        more=f"worst {max(last) * 1e3:.0f} ms; from the request {statistics.median(asked) * 1e3:.0f} ms; "
        f"{each / 1e3:.1f} kB a stream",
    )


def _tracking(server: Served, count: int) -> list[str]:
    return [
        f"GET /1.1/statuses/filter.json?track={quote(f'{_WORD},단어{number}')} HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{server.port}\r\n"
        f"Authorization: {server.readers[number % len(server.readers)].authorization}\r\n\r\n"
        for number in range(count)
    ]


def _ruled(server: Served, bearers: list[str]) -> list[str]:
    path = "/2/tweets/search/stream?tweet.fields=created_at&expansions=author_id"
    return [
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {bearer}\r\n\r\n"
        for bearer in bearers
    ]


async def _apps(settings: Settings, count: int) -> list[str]:
    """So many apps, each with a rule of its own; their bearers."""
    async with connected(settings) as here:

        async def one(number: int) -> str:
            app = await apps.register(here.db, here.vault, name=f"App {number}", scopes="read", trusted=True)
            await add(here.db, app.id, [RuleDraft(f"{_WORD} OR (단어{number} has:links)", f"rule {number}")])
            return (await tokens.issue(here.db, here.vault, app.id, None, "read")).bearer

        return list(await asyncio.gather(*map(one, range(count))))
