"""What people want to be told of, and when nothing rings."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.company import Company
from biztweet.filters.keep import KeywordChange, create
from biztweet.filters.model import Action, Context, Outline
from biztweet.kernel.clock import DAY, MINUTE, SECOND, as_datetime
from biztweet.kernel.errors import Invalid
from biztweet.notifications.model import Kind
from biztweet.notifications.preferences import WEEK, Preferences, checked, rings_at
from biztweet.notifications.set_preferences import preferences_of, set_preferences
from biztweet.posts.like import like
from tests.factories import a_person, said
from tests.notifications.test_inbox import told

SEOUL = ZoneInfo("Asia/Seoul")
NIGHT = Preferences(quiet_from=22 * 60, quiet_to=8 * 60)
NOON = Preferences(quiet_from=12 * 60, quiet_to=13 * 60)
WEEKDAYS = Preferences(rings_on_days_off=False)
BOTH = Preferences(quiet_from=19 * 60, quiet_to=8 * 60 + 30, rings_on_days_off=False)


def at(day: int, hour: int, minute: int = 0, zone: ZoneInfo = SEOUL) -> int:
    """An instant of November 2026; the 27th is a Friday."""
    return int(datetime(2026, 11, day, hour, minute, tzinfo=zone).timestamp()) * SECOND


@pytest.mark.parametrize(
    ("preferences", "happens", "rings"),
    [
        (Preferences(), at(28, 3), at(28, 3)),
        (NIGHT, at(27, 21, 59), at(27, 21, 59)),
        (NIGHT, at(27, 22), at(28, 8)),
        (NIGHT, at(27, 7, 59), at(27, 8)),
        (NIGHT, at(27, 8), at(27, 8)),
        (NOON, at(27, 12, 30), at(27, 13)),
        (NOON, at(27, 13), at(27, 13)),
        (WEEKDAYS, at(27, 23), at(27, 23)),
        (WEEKDAYS, at(28, 10), at(30, 0)),
        (BOTH, at(27, 20), at(30, 8, 30)),
        (BOTH, at(29, 12), at(30, 8, 30)),
    ],
)
def test_nothing_rings_before_it_is_quiet_no_longer(preferences: Preferences, happens: int, rings: int) -> None:
    assert rings_at(preferences, SEOUL, happens) == rings


def test_quiet_hours_are_those_of_the_place_and_of_its_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert rings_at(NIGHT, berlin, at(27, 12)) == at(27, 16)  # from 4 to 8 in the morning there
    before = datetime(2026, 10, 24, 23, tzinfo=berlin)  # clocks go back an hour that night
    after = datetime(2026, 10, 25, 8, tzinfo=berlin)
    assert after.timestamp() - before.timestamp() == timedelta(hours=10).total_seconds()
    assert rings_at(NIGHT, berlin, int(before.timestamp()) * SECOND) == int(after.timestamp()) * SECOND


minutes = st.integers(0, 1439)
wishes_made = st.builds(
    Preferences,
    quiet_from=minutes,
    quiet_to=minutes,
    working_days=st.sets(st.sampled_from(WEEK), min_size=1).map(tuple),
    rings_on_days_off=st.booleans(),
).map(checked)


@given(wishes_made, st.integers(0, 14 * DAY // MINUTE))
def test_it_rings_once_it_is_quiet_no_longer_and_within_eight_days(preferences: Preferences, later: int) -> None:
    happens = at(1, 0) + later * MINUTE
    rings = rings_at(preferences, SEOUL, happens)
    assert happens <= rings <= happens + 8 * DAY
    assert rings_at(preferences, SEOUL, rings) == rings
    when = as_datetime(rings).astimezone(SEOUL)
    assert preferences.rings_on_days_off or when.weekday() in preferences.working_days


@pytest.mark.parametrize(
    "wrong",
    [Preferences(quiet_from=-1, quiet_to=5), Preferences(quiet_from=5, quiet_to=1440), Preferences(working_days=(7,))],
)
def test_hours_and_days_that_are_none_are_refused(wrong: Preferences) -> None:
    with pytest.raises(Invalid):
        checked(wrong)


def test_quiet_hours_without_an_end_are_none() -> None:
    assert checked(Preferences(quiet_from=600)) == checked(Preferences(quiet_from=600, quiet_to=600)) == Preferences()
    with pytest.raises(Invalid):
        checked(Preferences(working_days=()))


async def test_wishes_are_kept_and_nobody_is_told_of_what_they_do_not_want(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    assert await preferences_of(here.db, minsu.id) == Preferences()
    wanted = Preferences(untold=(Kind.like,), mailed=(Kind.message,), quiet_from=1320, quiet_to=480, digest=False)
    await set_preferences(here.db, minsu, **msgspec.structs.asdict(wanted))
    await set_preferences(here.db, minsu, **msgspec.structs.asdict(wanted))
    assert await preferences_of(here.db, minsu.id) == wanted
    for author, other in ((minsu, jane), (jane, minsu)):
        await like(here.db, other, await said(here, author))
    await said(here, jane, "@minsu 저기요")
    assert await told(here, minsu) == [Kind.mention]
    assert await told(here, jane) == [Kind.like]


async def test_words_left_out_of_notifications_bring_none(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu"), await a_person(here, "jane")
    for title, contexts, action in (
        ("야근", (Context.notifications,), Action.hide),
        ("회식", (Context.notifications,), Action.warn),
        ("주식", (Context.home,), Action.hide),
    ):
        await create(here.db, minsu, Outline(title, contexts, action), [KeywordChange(title)])
    for word in ("야근", "회식", "주식"):
        await said(here, jane, f"@minsu 오늘 {word} 어때요")
    await like(here.db, jane, await said(here, minsu, "야근 없는 날"))
    assert await told(here, minsu) == [Kind.like, Kind.mention, Kind.mention]
