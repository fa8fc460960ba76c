"""Growth: how the home timeline's cost grows with the number of posts, and of people followed."""

from collections.abc import Callable
from contextlib import ExitStack

from bench import crowd
from bench.home import MASTODON
from bench.plan import Plan
from bench.rounds import Load, in_turn, middle, ratio, spread
from bench.running import SIDES, Served, Servers, served
from bench.table import Group, Row
from bench.traffic import Ask, measure

_CONNECTIONS = 8


def run(plan: Plan, servers: Servers | None) -> Group:
    """Companies of all sizes side by side, on each side."""
    rows: list[Row] = []
    for side in plan.sides:
        with ExitStack() as stack:
            sized = {count: stack.enter_context(served(side, count, servers)) for count in plan.sizes}
            rows += _measured(plan, side, sized)
    return Group(
        "growth",
        f"Mastodon home timeline, 20 posts, {_CONNECTIONS} connections, by size of the company and by people followed",
        "The ratio is how many times longer an answer takes than the yardstick's: that of the smallest company, or of "
        "somebody who follows ten people in the same company. Companies of all sizes run side by side.",
        rows,
    )


def _measured(plan: Plan, side: str, sized: dict[int, Served]) -> list[Row]:
    smallest, largest = min(sized), max(sized)
    ways = ["company", *[f"following {count}" for count in crowd.FOLLOWING]]
    found: dict[str, dict[str, list[Load]]] = {}
    for way in ways:
        sides = {str(count): _asking(plan, server, way) for count, server in sized.items()}
        for warm in sides.values():
            warm()
        found[way] = in_turn(sides, plan.rounds, str(smallest))
    rows = [_row(side, way, found[way], sorted(sized)) for way in ways]
    few, all_of_them = ways[1], ways[-1]
    by_way = in_turn({way: _asking(plan, sized[largest], way) for way in (few, all_of_them)}, plan.rounds, few)
    base, ours = middle(by_way[few]), middle(by_way[all_of_them])
    return [
        *rows,
        Row(
            f"{SIDES[side]}: {all_of_them} of {largest:,} posts",
            f"{ours.per_second:,.0f}/s, {ours.cpu_us:.0f} us",
            f"{few} {base.per_second:,.0f}/s, {base.cpu_us:.0f} us",
            ratio(by_way[few], by_way[all_of_them]),
            spread(by_way[few]),
            target="T6",
            at_most=1.3,
        ),
    ]


def _row(side: str, way: str, found: dict[str, list[Load]], sizes: list[int]) -> Row:
    smallest, between, largest = sizes[0], sizes[-2], sizes[-1]
    base, ours = middle(found[str(smallest)]), middle(found[str(largest)])
    return Row(
        f"{SIDES[side]}: {way}, {largest:,} posts",
        f"{ours.per_second:,.0f}/s, {ours.cpu_us:.0f} us",
        f"{smallest:,} posts {base.per_second:,.0f}/s, {base.cpu_us:.0f} us",
        ratio(found[str(smallest)], found[str(largest)]),
        spread(found[str(smallest)]),
        target="T6",
        at_most=1.3,
        more=f"{between:,} posts {middle(found[str(between)]).per_second:,.0f}/s, p99 {ours.p99_ms:.1f} ms",
    )


def _asking(plan: Plan, server: Served, way: str) -> Callable[[], Load]:
    if way == "company":
        keys = server.readers
    else:
        keys = [server.followers[crowd.FOLLOWING.index(int(way.removeprefix("following ")))]]
    ask = Ask(server.url + MASTODON, "Authorization", [key.authorization for key in keys])
    return lambda: measure(ask, _CONNECTIONS, plan.seconds, server.pid)
