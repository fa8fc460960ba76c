"""Conversations: what the company said in the last weeks, in the open and among a few, and what it goes on saying."""

import heapq
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from biztweet.demo.acts import DemoAct, Follow, Like
from biztweet.demo.chances import chance
from biztweet.demo.hours import SEOUL, moments
from biztweet.demo.letters import letters
from biztweet.demo.people import DemoPerson
from biztweet.demo.routines import follows, routine_moments
from biztweet.demo.talk import Talk

A_FRIDAY_EVENING = datetime(2026, 3, 6, 18, 30, tzinfo=SEOUL)
MAX_ACTS = 6_000

_FULL_DAYS = 21
_MAX_OPENINGS = 1_150
_LIVE_PACE = 0.02
_LIVE_GAP_SECONDS = (3.0, 11.0)
_BOT_SHARE = 0.03


def make_history(
    people: Sequence[DemoPerson], days: int = 21, seed: int = 2010, until: datetime = A_FRIDAY_EVENING
) -> Iterator[DemoAct]:
    """What was said in the `days` before `until` (with its time zone), in order of time.

    `at_offset_seconds` counts from `until` and is never positive. The same arguments give the same acts. 300 people
    open some 950 posts in three weeks; the number grows mildly with the company and ends at 1,150, and all acts
    together stay below 6,000 even for 7,000 people, for which likes are left out first: each becomes a transaction.
    """
    pick = random.Random(seed)
    talk = Talk(people, pick, prefix="h", again=False)
    count = min(_MAX_OPENINGS, round(days / _FULL_DAYS * (130 + 2.75 * len(people))))
    acts: list[DemoAct] = list(follows(people, pick, days))
    for moment in moments(pick, until, days, count):
        acts += talk.conversation(moment, round((moment - until).total_seconds()))
    for moment, bot in routine_moments(pick, until, days):
        acts += talk.announcement(moment, round((moment - until).total_seconds()), bot)
    acts += letters(people, random.Random(seed + 1), until, days)
    kept = [act for act in acts if act.at_offset_seconds <= 0]
    yield from sorted(_few_enough(pick, kept), key=lambda act: act.at_offset_seconds)


def make_live(people: Sequence[DemoPerson], seed: int = 2010, since: datetime = A_FRIDAY_EVENING) -> Iterator[DemoAct]:
    """What is said from `since` on, without end, in order of time; a new post every few seconds.

    `at_offset_seconds` counts from `since` and is never negative. Replies and likes concern posts of the same stream.
    """
    pick = random.Random(seed ^ 0x5EED)
    talk = Talk(people, pick, prefix="l", again=True, pace=_LIVE_PACE)
    waiting: list[tuple[int, int, DemoAct]] = []
    order, now = 0, 0.0
    while True:
        moment = (since + timedelta(seconds=now)).astimezone(SEOUL)
        acts = (
            talk.announcement(moment, round(now)) if chance(pick, _BOT_SHARE) else talk.conversation(moment, round(now))
        )
        for act in acts:
            order += 1
            heapq.heappush(waiting, (act.at_offset_seconds, order, act))
        now += pick.uniform(*_LIVE_GAP_SECONDS)
        while waiting and waiting[0][0] < round(now):
            yield heapq.heappop(waiting)[2]


def _few_enough(pick: random.Random, acts: list[DemoAct]) -> list[DemoAct]:
    """At most `MAX_ACTS`: likes and follows go first, since nothing hangs on them."""
    spare = [at for at, act in enumerate(acts) if isinstance(act, Like | Follow)]
    gone = set(pick.sample(spare, min(max(len(acts) - MAX_ACTS, 0), len(spare))))
    return [act for at, act in enumerate(acts) if at not in gone]
