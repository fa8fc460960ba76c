"""Cast: finds somebody in the company who would say a thing."""

import random
from collections.abc import Collection, Sequence
from itertools import accumulate

import msgspec

from biztweet.demo.careers import DIRECTOR, EXECUTIVE, LEAD
from biztweet.demo.departments import DEPARTMENTS
from biztweet.demo.people import DemoPerson

_NEWCOMER_DAYS = 40
_JUNIOR_AGE = 31
_TRIES = 12
_DEPARTMENT_KEYS = frozenset(place.key for place in DEPARTMENTS)
_OFFICES = frozenset(place.office.lower() for place in DEPARTMENTS)
_LEVELS = frozenset({"executive", "director", "lead", "member", "junior"})


class _Pool(msgspec.Struct, frozen=True):
    people: Sequence[DemoPerson]
    cumulative: Sequence[float]


class Cast:
    """The company's people by what they are; some talk more than others."""

    def __init__(self, people: Sequence[DemoPerson], pick: random.Random) -> None:
        self._pick = pick
        self._everybody = [(person, tags_of(person), pick.lognormvariate(0, 0.9)) for person in people]
        self._pools: dict[frozenset[str], _Pool | None] = {}
        self._recent: list[str] = []

    def someone(self, tags: frozenset[str], but: Collection[str] = (), *, fresh: bool = False) -> DemoPerson | None:
        """A person with all these tags, or with fewer of them if nobody has all; never one of the handles `but`.

        `fresh` avoids those who were asked for in this way last. None where nobody is left at all.
        """
        for wanted in _ever_fewer(tags):
            pool = self._pool(wanted)
            if pool is None:
                continue
            for tried in range(_TRIES):
                [person] = self._pick.choices(pool.people, cum_weights=pool.cumulative)
                if person.handle not in but and not (fresh and tried < _TRIES // 2 and person.handle in self._recent):
                    if fresh:
                        self._recent = [*self._recent[-14:], person.handle]
                    return person
        return None

    def bot(self, handle: str) -> DemoPerson | None:
        """The bot of that handle, if the company has it."""
        pool = self._pool(frozenset({handle}))
        return pool.people[0] if pool else None

    def _pool(self, tags: frozenset[str]) -> _Pool | None:
        if tags not in self._pools:
            fitting = [(person, weight) for person, has, weight in self._everybody if tags <= has]
            weights = list(accumulate(weight for _, weight in fitting))
            self._pools[tags] = _Pool([person for person, _ in fitting], weights) if fitting else None
        return self._pools[tags]


def tags_of(person: DemoPerson) -> frozenset[str]:
    """Language, department, office, level and interests, as the stock names them; a bot has its handle only."""
    if person.is_bot:
        return frozenset({person.handle})
    tags = {"person", person.language, person.department_key, person.office.lower()}
    tags |= {f"interest:{interest}" for interest in person.interests}
    if person.level <= EXECUTIVE:
        tags.add("executive")
    elif person.level in (DIRECTOR, LEAD):
        tags.add("director" if person.level == DIRECTOR else "lead")
    elif person.joined_days_ago <= _NEWCOMER_DAYS:
        tags |= {"newcomer", "junior"}
    else:
        tags |= {"member", "junior"} if person.age <= _JUNIOR_AGE else {"member"}
    return frozenset(tags)


def _ever_fewer(tags: frozenset[str]) -> Sequence[frozenset[str]]:
    """What is asked for, then without the hobby, the office, the department, the level, and at last the language."""
    hobbies = frozenset(tag for tag in tags if tag.startswith("interest:"))
    steps = [tags | {"person"}]
    for group in (hobbies, _OFFICES, _DEPARTMENT_KEYS, _LEVELS):
        if group & steps[-1]:
            steps.append(steps[-1] - group)
    # Who says "my first week here" must be new, or nobody says it.
    return steps if "newcomer" in tags else [*steps, frozenset({"person"})]
