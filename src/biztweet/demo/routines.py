"""Routines: what happens without being talked about: bots report on time, people follow each other."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from biztweet.demo.acts import Follow
from biztweet.demo.careers import DIRECTOR
from biztweet.demo.hours import SEOUL
from biztweet.demo.people import DemoPerson

_DAY_SECONDS = 86_400
_MAX_FOLLOWS = 640
_SATURDAY = 5


def routine_moments(pick: random.Random, until: datetime, days: int) -> Iterator[tuple[datetime, str]]:
    """When which bot reports, on the working days before `until`."""
    end = until.astimezone(SEOUL)
    for ago in range(days):
        day = (end - timedelta(days=ago)).replace(hour=0, minute=0, second=0, microsecond=0)
        if day.weekday() >= _SATURDAY:
            continue
        times = [("build_bot", 7, 10), ("menu_bot", 8, 40)]
        times += [
            ("deploy_bot", pick.choice((10, 11, 14, 16)), pick.randrange(60)) for _ in range(pick.choice((1, 2, 2)))
        ]
        for bot, hour, minute in times:
            moment = day + timedelta(hours=hour, minutes=minute, seconds=pick.randrange(60))
            if moment < end:
                yield moment, bot


def follows(people: Sequence[DemoPerson], pick: random.Random, days: int) -> Iterator[Follow]:
    """Everybody follows one or two: somebody above, a neighbour in the department, somebody with the same hobby."""
    persons = [person for person in people if not person.is_bot]
    above = [person for person in persons if person.level <= DIRECTOR]
    beside: dict[str, list[DemoPerson]] = {}
    for person in persons:
        for name in (person.department_key, *person.interests):
            beside.setdefault(name, []).append(person)
    seen: set[tuple[str, str]] = set()
    followers = pick.sample(persons, min(len(persons), _MAX_FOLLOWS // 2)) * 2
    for person in followers:
        circle = pick.choice([above, *(beside[name] for name in (person.department_key, *person.interests))])
        whom = pick.choice(circle)
        pair = (person.handle, whom.handle)
        if person is not whom and pair not in seen:
            seen.add(pair)
            # Most follow in the first days, when the tool is new.
            yield Follow(
                at_offset_seconds=-round(days * _DAY_SECONDS * pick.random() ** 0.5), who=pair[0], whom=pair[1]
            )
