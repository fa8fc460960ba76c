"""People of the made-up company: who they are, whom they report to and how long they have been here."""

import random
from collections.abc import Iterator

import msgspec

from biztweet.demo.careers import (
    CEO,
    DIRECTOR,
    EXECUTIVE,
    LEAD,
    MEMBER,
    age_at,
    bio_of,
    joined_days_ago,
    title_of,
)
from biztweet.demo.chances import chance
from biztweet.demo.departments import DEPARTMENTS, INTERESTS, Department
from biztweet.demo.handles import Handles
from biztweet.demo.names import family_name, korean_name

COMPANY_KO = "한빛웍스"
COMPANY_EN = "Hanbit Works"

_MAIL = "hanbit.example"
_YEAR = 2010 + 16  # the year the demo plays in: ages are counted from it
_ENOUGH_FOR_BOTS = 30
_ENOUGH_FOR_EXECUTIVES = 60
_ENOUGH_FOR_MANY_EXECUTIVES = 1500
_TEAM_SIZE = 9
_LARGE_DEPARTMENT = 150


class DemoPerson(msgspec.Struct, frozen=True, kw_only=True):
    """One account. `level` counts from 1 (CEO) to 5; `sex`, `age` and `heritage` are hints for the portrait."""

    handle: str
    name: str
    given_name: str
    department: str
    department_key: str
    office: str
    title: str
    level: int
    manager_handle: str | None
    email: str
    language: str
    sex: str
    age: int
    heritage: str
    interests: tuple[str, ...]
    bio: str
    joined_days_ago: int
    owner_handle: str | None = None

    @property
    def is_bot(self) -> bool:
        """Whether a program posts under this name; then `owner_handle` answers for it."""
        return self.owner_handle is not None


def make_people(count: int, seed: int = 2010) -> list[DemoPerson]:
    """`count` accounts, the CEO first, managers before those they lead, and from 30 accounts on three bots last.

    The same arguments give the same people; 7,000 take a fraction of a second.
    """
    pick = random.Random(seed)
    hire = _Hiring(pick)
    bots = len(_BOTS) if count >= _ENOUGH_FOR_BOTS else 0
    staff = sorted(hire.everybody(count - bots), key=lambda person: person.level)
    return staff + [hire.bot(staff, *bot) for bot in _BOTS[:bots]]


# Key of the owner's department, handle, name, language, title and bio.
_BOTS = (
    ("platform", "deploy_bot", "배포 알리미", "ko", "Bot", "무엇이 언제 배포됐는지 알려 드립니다."),
    ("facilities", "menu_bot", "오늘의 식단", "ko", "Bot", "구내식당 메뉴를 매일 아침 알려 드립니다."),
    ("qa", "build_bot", "Build Bot", "en", "Bot", "Nightly builds and test runs. Mute me, I will not mind."),
)


class _Hiring:
    """Fills the company's places one after the other."""

    def __init__(self, pick: random.Random) -> None:
        self._pick = pick
        self._handles = Handles(pick)
        self._homonyms = 0

    def everybody(self, staff: int) -> Iterator[DemoPerson]:
        """The CEO, and then department by department from the top down."""
        if staff <= 0:
            return
        office = next(place for place in DEPARTMENTS if place.key == "finance")
        ceo = self._person(office, CEO, None)
        yield ceo
        heads: dict[int, DemoPerson] = {}
        for place, size in zip(DEPARTMENTS, _sizes(staff - 1), strict=True):
            yield from self._department(place, size, staff, ceo, heads)

    def bot(self, staff: list[DemoPerson], key: str, handle: str, name: str, language: str, *words: str) -> DemoPerson:
        """A program, owned by a lead of that department if there is one."""
        owner = next((p for p in staff if p.department_key == key and p.level >= LEAD), staff[0])
        title, bio = words
        return DemoPerson(
            handle=handle, name=name, given_name=name, department=owner.department, department_key=key,
            office=owner.office, title=title, level=MEMBER, manager_handle=None, email=f"{handle}@{_MAIL}",
            language=language, sex="", age=0, heritage="", interests=(), bio=bio, joined_days_ago=400,
            owner_handle=owner.handle,
        )  # fmt: skip

    def _department(
        self, place: Department, size: int, staff: int, ceo: DemoPerson, heads: dict[int, DemoPerson]
    ) -> Iterator[DemoPerson]:
        boss = heads.get(place.division, ceo)
        wants_one = staff >= _ENOUGH_FOR_EXECUTIVES and place.division not in heads
        if size and (wants_one or staff >= _ENOUGH_FOR_MANY_EXECUTIVES):
            executive = self._person(place, EXECUTIVE, boss)
            heads.setdefault(place.division, executive)
            boss = executive
            size -= 1
            yield executive
        directors = min(1 + size // _LARGE_DEPARTMENT, size)
        leads = min(size // _TEAM_SIZE, size - directors)
        above = [self._person(place, DIRECTOR, boss) for _ in range(directors)]
        yield from above
        middle = [self._person(place, LEAD, self._pick.choice(above)) for _ in range(leads)]
        yield from middle
        for _ in range(size - directors - leads):
            yield self._person(place, MEMBER, self._pick.choice(middle or above))

    def _person(self, place: Department, level: int, manager: DemoPerson | None) -> DemoPerson:
        pick = self._pick
        language = "en" if level > CEO and chance(pick, place.english) else "ko"
        sex = "f" if chance(pick, 0.48 if level >= LEAD else 0.36) else "m"
        age = age_at(pick, level)
        joined = joined_days_ago(pick, level, age)
        if language == "ko":
            heritage = "korean"
            surname, given = korean_name(pick, sex, _YEAR - age)
            surname, given, sex = self._homonym(place, level, surname, given, sex)
            name = surname + given
        else:
            heritage, surname, given = family_name(pick, sex, place.office)
            name = f"{given} {surname}"
        handle = self._handles.give(surname, given, old=joined > 9 * 365 and chance(pick, 0.6))
        interests = tuple(pick.sample(_INTERESTS, pick.choice((1, 2, 2, 3))))
        return DemoPerson(
            handle=handle, name=name, given_name=given, department=place.name, department_key=place.key,
            office=place.office, title=title_of(pick, place, level, language, age), level=level,
            manager_handle=manager.handle if manager else None, email=f"{handle}@{_MAIL}", language=language,
            sex=sex, age=age, heritage=heritage, interests=interests,
            bio=bio_of(pick, place, level, language, interests[0]), joined_days_ago=joined,
        )  # fmt: skip

    def _homonym(self, place: Department, level: int, surname: str, given: str, sex: str) -> tuple[str, str, str]:
        """Two people named 김민수, in the first two departments that hire a member; chance brings more."""
        wanted = ("platform", "qa")
        if level == MEMBER and self._homonyms < len(wanted) and place.key == wanted[self._homonyms]:
            self._homonyms += 1
            return "김", "민수", "m"
        return surname, given, sex


_INTERESTS = tuple(INTERESTS)


def _sizes(staff: int) -> list[int]:
    """`staff` people shared out by weight; what rounding leaves over goes to the largest remainders."""
    total = sum(place.weight for place in DEPARTMENTS)
    exact = [staff * place.weight / total for place in DEPARTMENTS]
    sizes = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: sizes[at] - exact[at])
    for at in by_remainder[: staff - sum(sizes)]:
        sizes[at] += 1
    return sizes
