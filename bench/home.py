"""Home: the home timeline in each dialect and as a page, against a constant answer of the same size."""

from collections.abc import Callable
from typing import NamedTuple

from bench import signing
from bench.plan import Plan
from bench.rounds import Load, in_turn, middle, ratio, ratio_of_work, spread
from bench.running import SIDES, Served, Servers, served
from bench.table import Group, Row
from bench.traffic import Ask, measure
from biztweet.inject import SESSION_COOKIE

MASTODON = "/api/v1/timelines/home"
TWITTER = "/1.1/statuses/home_timeline.json"
TWITTER_V2 = "/2/users/{}/timelines/reverse_chronological"
_AUTHORS = (
    "&expansions=author_id,referenced_tweets.id&tweet.fields=created_at,public_metrics,entities,conversation_id"
    "&user.fields=profile_image_url,verified"
)
_CONNECTIONS = 32
_SIGNED_A_SECOND = 12_000  # more than can be answered


class Subject(NamedTuple):
    """One way to ask for home, and what it must reach on each side."""

    what: str
    ask: Callable[[Served], Ask]
    at_least: float | None
    target: str


def _mastodon(server: Served) -> Ask:
    return Ask(server.url + MASTODON, "Authorization", [key.authorization for key in server.readers])


def _twitter(server: Served) -> Ask:
    return Ask(server.url + TWITTER, "Authorization", [key.authorization for key in server.readers])


def _twitter_v2(query: str) -> Callable[[Served], Ask]:
    """One reader's: the path holds whose home it is. A token begins with its account's id."""

    def ask(server: Served) -> Ask:
        reader = server.readers[0]
        path = TWITTER_V2.format(reader.token.partition("-")[0])
        return Ask(f"{server.url}{path}?max_results=20{query}", "Authorization", [reader.authorization])

    return ask


def _page(server: Served) -> Ask:
    return Ask(server.url + "/", "Cookie", [f"{SESSION_COOKIE}={key.cookie}" for key in server.readers])


def _signed(seconds: float) -> Callable[[Served], Ask]:
    def ask(server: Served) -> Ask:
        url = server.url + TWITTER
        count = round(_SIGNED_A_SECOND * max(1, seconds))
        return Ask(url, "Authorization", fresh=lambda: signing.headers(url, server.readers, count))

    return ask


def run(plan: Plan, servers: Servers | None) -> Group:
    """Each dialect on each side."""
    rows: list[Row] = []
    subjects = [
        Subject("Mastodon, 20 posts", _mastodon, 0.55, "T1"),
        Subject("v1.1, 20 posts", _twitter, 0.55, "T1"),
        Subject("v1.1 with OAuth 1.0a, 20 posts", _signed(plan.seconds), None, ""),
        Subject("v2, 20 posts", _twitter_v2(""), 0.55, "T1"),
        Subject("v2 with authors, as clients ask, 20 posts", _twitter_v2(_AUTHORS), 0.55, "T1"),
        Subject("page, 40 posts", _page, 0.35, "T3"),
    ]
    for side in plan.sides:
        with served(side, plan.posts, servers) as server:
            for subject in subjects:
                rows += _measured(plan, server, subject)
    return Group(
        "home",
        f"home timeline, {plan.posts:,} posts, {_CONNECTIONS} connections, warm",
        "“Constant” is the same process answering a body of the same size behind the same layers; “bare” the same "
        "right behind its HTTP protocol; “with the query” the constant body after one indexed query for 20 ids.",
        rows,
    )


def _measured(plan: Plan, server: Served, subject: Subject) -> list[Row]:
    ask = subject.ask(server)
    first = (ask.fresh() if ask.fresh else ask.values)[0]
    size = len(server.ask(ask.url.removeprefix(server.url), ask.header, first))
    sides = yardsticks(plan, server, size) | {"ours": lambda: measure(ask, _CONNECTIONS, plan.seconds, server.pid)}
    sides["ours"]()  # warm
    found = in_turn(sides, plan.rounds, "constant")
    ours = middle(found["ours"])
    side = SIDES[server.side]
    on_postgres = server.side == "postgres"
    tail = Row(
        f"{side}: {subject.what}: p99 by p50",
        f"{ours.p99_ms:.1f} ms",
        f"p50 {ours.p50_ms:.1f} ms",
        ours.p99_ms / ours.p50_ms,
        spread(found["constant"]),
        target="T1",
        at_most=3 if subject.target == "T1" else None,
    )

    def row(name: str, target: str, at_least: float | None) -> Row:
        base = middle(found[name])
        return Row(
            f"{side}: {subject.what}, {size:,} B",
            f"{ours.per_second:,.0f}/s, {ours.cpu_us:.0f} us",
            f"{_NAMES[name]} {base.per_second:,.0f}/s, {base.cpu_us:.0f} us",
            ratio(found["ours"], found[name]),
            spread(found[name]),
            target=target,
            at_least=at_least,
            more=f"by CPU {ratio_of_work(found['ours'], found[name]):.2f}; "
            f"p50 {ours.p50_ms:.1f}, p99 {ours.p99_ms:.1f} ms",
        )

    target = "T2" if on_postgres and subject.target == "T1" else subject.target
    with_query = 0.8 if target == "T2" else None
    rows = [row("constant", target, subject.at_least), row("bare", "", None), row("query", target, with_query)]
    return [*rows, tail] if subject.at_least else rows


_NAMES = {"constant": "constant", "bare": "bare", "query": "with the query"}


def yardsticks(plan: Plan, server: Served, size: int) -> dict[str, Callable[[], Load]]:
    """What ours is measured against, on the same connections."""

    def against(path: str) -> Callable[[], Load]:
        ask = Ask(f"{server.url}/bench/{path}?size={size}")
        return lambda: measure(ask, _CONNECTIONS, plan.seconds, server.pid)

    return {name: against(name) for name in _NAMES}
