"""Writes: posts through HTTP with a real token, against the same requests unstored, and the bare database."""

from collections.abc import Callable

from bench import bare_sqlite, pgbench
from bench.plan import Plan
from bench.rounds import Load, in_turn, middle, ratio, ratio_of_work, spread
from bench.running import SIDES, Served, Servers, company, served
from bench.table import Group, Row
from bench.traffic import Ask, measure
from biztweet.settings import Settings

_POSTS_BEFORE = 10_000
_BODY = "status=We+measured+it+twice%3A+the+new+index+halves+the+nightly+run&visibility=public"


def run(plan: Plan, servers: Servers | None) -> Group:
    """Each number of writers on each side."""
    rows: list[Row] = []
    for side in plan.sides:
        before = min(plan.posts, _POSTS_BEFORE)
        with served(side, before, servers) as server, company(side, before, servers) as (beside, _):
            for writers in plan.writers:
                rows += _measured(plan, server, beside, writers)
    return Group(
        "writes",
        "posts stored durably, by HTTP with a token",
        "“Unstored” is the same process answering the same authenticated request with a constant body of the same "
        "size. The bare database runs the statements of a post with every fsync: one transaction each (`pgbench` for "
        "PostgreSQL, a Python loop for SQLite), for SQLite also as many in one transaction as there are writers.",
        rows,
    )


def _measured(plan: Plan, server: Served, beside: Settings, writers: int) -> list[Row]:
    authorizations = [key.authorization for key in server.readers]

    def asking(path: str) -> Callable[[], Load]:
        ask = Ask(server.url + path, "Authorization", authorizations, method="POST", body=_BODY)
        return lambda: measure(ask, writers, plan.seconds, server.pid)

    size = len(server.ask("/api/v1/statuses", "Authorization", authorizations[0], _BODY))
    sides = {"ours": asking("/api/v1/statuses"), "unstored": asking(f"/bench/accept?size={size}")}
    sides |= _bare(plan, beside, writers)
    sides["ours"]()  # warm
    found = in_turn(sides, plan.rounds, "unstored")
    ours = middle(found["ours"])
    what = f"{SIDES[server.side]}: {writers} writer{'s' if writers > 1 else ''}"

    def row(name: str, target: str = "", at_least: float | None = None) -> Row:
        base = middle(found[name])
        cpu = f", {base.cpu_us:.0f} us" if base.cpu_us else ""
        work = f"by CPU {ratio_of_work(found['ours'], found[name]):.2f}; " if base.cpu_us else ""
        return Row(
            what,
            f"{ours.per_second:,.0f}/s, {ours.cpu_us:.0f} us",
            f"{name} {base.per_second:,.0f}/s{cpu}",
            ratio(found["ours"], found[name]),
            spread(found[name]),
            target=target,
            at_least=at_least,
            more=f"{work}p50 {ours.p50_ms:.1f}, p99 {ours.p99_ms:.1f} ms",
        )

    bare = [name for name in found if name not in ("ours", "unstored")]
    judged = {"pgbench": ("T4", 0.6)} if writers == 16 else {}
    rows = [row("unstored", "T4", 0.5), *[row(name, *judged.get(name, ("", None))) for name in bare]]
    if writers == 16:
        rows.append(Row(f"{what}: p99 in ms", f"{ours.p99_ms:.1f} ms", "–", ours.p99_ms, target="T4", at_most=50))
    return rows


def _bare(plan: Plan, beside: Settings, writers: int) -> dict[str, Callable[[], Load]]:
    """The database alone, on a company of its own: nobody there listens to the log."""
    path, url = beside.sqlite_path, beside.database_url
    if path is None:
        return {
            "pgbench": lambda: pgbench.measure(url, writers, plan.seconds, numbered=False),
            "pgbench, numbered": lambda: pgbench.measure(url, writers, plan.seconds, numbered=True),
        }
    bare = {"bare, one by one": lambda: bare_sqlite.measure(path, 1, plan.seconds)}
    if writers > 1:
        bare["bare, grouped"] = lambda: bare_sqlite.measure(path, writers, plan.seconds)
    return bare
