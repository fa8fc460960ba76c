"""Searches: Korean words of two syllables among all posts, beside the bare question to the index."""

import asyncio
import http.client
import itertools
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote

from bench import crowd
from bench.plan import Plan
from bench.rounds import Load, spread
from bench.running import SIDES, Served, Servers, served
from bench.table import Group, Row
from biztweet.access.viewer import Viewer
from biztweet.kernel.ids import MAX_ID
from biztweet.kernel.paging import Page
from biztweet.opening import connected
from biztweet.ports.index import Stretch
from biztweet.search.find import find
from biztweet.search.meaning import meaning
from biztweet.search.query import parse
from biztweet.settings import Settings

# Common words, rare ones, several at once, a fact, and what is not wanted.
QUERIES = [
    "점심",
    "배포",
    "회의실",
    "감사",
    "칭찬",
    "국수집으로",
    "점심 로비",
    "배포 -점심",
    "12345",
    "점심 from:person7",
    "#공지",
]
_LIMIT = 20
_ASKED = 40


def run(plan: Plan, servers: Servers | None) -> Group:
    """A company with all its posts in the index, on each side."""
    rows: list[Row] = []
    for side in plan.sides:
        with served(side, plan.posts, servers, searchable=True) as server:
            found, bare = asyncio.run(_inside(server.settings, plan.rounds))
            rows += _rows(SIDES[side], found, bare, _outside(server))
    return Group(
        "searches",
        f"{len(QUERIES)} queries among {plan.posts:,} posts, {_LIMIT} answers each",
        "Ours is the whole way from the typed text to ids, without those whom the viewer hides; the yardstick is the "
        "question to the index alone, in the same process and in turn.",
        rows,
    )


def _rows(side: str, found: list[list[float]], bare: list[list[float]], served_ms: list[float]) -> list[Row]:
    ours, base = ([statistics.median(lap) for lap in laps] for laps in (found, bare))
    p95 = sorted(served_ms)[len(served_ms) * 95 // 100]
    return [
        Row(
            f"{side}: from text to ids",
            f"{statistics.median(ours):.2f} ms",
            f"bare index {statistics.median(base):.2f} ms",
            statistics.median(a / b for a, b in zip(ours, base, strict=True)),
            spread([Load(lap, 0, 0) for lap in base]),
            target="T7",
            at_most=2,
        ),
        Row(
            f"{side}: v1.1 search, 95th of 100, in ms",
            f"{p95:.1f} ms",
            "–",
            p95,
            target="T7",
            at_most=50,
            more=f"median {statistics.median(served_ms):.1f} ms, worst {max(served_ms):.1f} ms",
        ),
    ]


async def _inside(settings: Settings, rounds: int) -> tuple[list[list[float]], list[list[float]]]:
    """Milliseconds of each query, round by round: ours, and the bare index's."""
    async with connected(settings) as here:
        viewer = Viewer(crowd.person_id(0))

        async def ours(text: str) -> Sequence[int]:
            return await find(here.search, viewer, parse(text), Page(limit=_LIMIT))

        wanted = {text: meaning(parse(text).wanted) for text in QUERIES}

        async def bare(text: str) -> Sequence[int]:
            expression = wanted[text]
            assert expression is not None
            return await here.search.index.page(here.db, expression, Stretch(MAX_ID, 0, _LIMIT))

        for text in QUERIES:  # both find the same, and the pages they need are warm
            assert await ours(text) == await bare(text), text
        laps = [(await _lap(ours), await _lap(bare)) for _ in range(rounds)]
        return [lap for lap, _ in laps], [lap for _, lap in laps]


async def _lap(ask: Callable[[str], Awaitable[Sequence[int]]]) -> list[float]:
    taken = []
    for text in QUERIES:
        began = time.perf_counter()
        await ask(text)
        taken.append((time.perf_counter() - began) * 1e3)
    return taken


def _outside(server: Served) -> list[float]:
    """Milliseconds of whole answers over HTTP."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    headers = {"Authorization": server.readers[0].authorization}
    taken = []
    for text in itertools.islice(itertools.cycle(QUERIES), _ASKED * len(QUERIES)):
        began = time.perf_counter()
        connection.request("GET", f"/1.1/search/tweets.json?q={quote(text)}&count={_LIMIT}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == http.client.OK
        taken.append((time.perf_counter() - began) * 1e3)
    connection.close()
    return taken
