"""`bin/bench [GROUP | crash]`: measures on loopback and writes docs/benchmarks.md.

Without a name all groups but the crash harness run, which takes some ten minutes on two cores.
"""

import argparse
import sys

import msgspec

from bench import crash, growth, home, live, pages, report, searches, start, streams, writes
from bench.plan import FULL, QUICK
from bench.running import postgres
from bench.table import as_text

GROUPS = {
    "home": home.run,
    "writes": writes.run,
    "live": live.run,
    "streams": streams.run,
    "searches": searches.run,
    "growth": growth.run,
    "start": start.run,
    "pages": pages.run,
}


def main(arguments: list[str]) -> int:
    """Run what is asked for and print it; 0 when everything was measured, be the targets met or not."""
    if arguments[:1] == ["crash"]:
        return crash.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("group", nargs="?", choices=[*GROUPS, "crash"], help="one group only")
    parser.add_argument("--quick", action="store_true", help="seconds instead of minutes; proves only that it runs")
    parser.add_argument("--side", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--dry", action="store_true", help="leave docs/benchmarks.md as it is")
    options = parser.parse_args(arguments)
    plan = QUICK if options.quick else FULL
    if options.side != "both":
        plan = msgspec.structs.replace(plan, sides=(options.side,))
    with postgres(plan.sides) as servers:
        for name in [options.group] if options.group else GROUPS:
            group = GROUPS[name](plan, servers)
            print(as_text(group), flush=True)
            if not (options.quick or options.dry):
                report.put(group, f"bin/bench {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
