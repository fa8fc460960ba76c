"""Sign-ins: they end when they are not used, after a month, or when their owner says so."""

from collections.abc import AsyncIterator

import pytest

from biztweet.access.sessions import IDLE, MAX_AGE, SessionOver, begin, end, end_all, of_account
from biztweet.accounts.join import change
from biztweet.accounts.model import Role
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR, SECOND
from biztweet.kernel.database import Database
from biztweet.kernel.errors import Unavailable
from biztweet.opening import opened
from biztweet.settings import Settings
from tests.clocks import FakeClock
from tests.factories import a_person


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def here(any_settings: Settings, clock: FakeClock) -> AsyncIterator[Company]:
    """A company on each side in turn, in which time stands still."""
    async with opened(any_settings, clock) as company:
        yield company


async def test_a_cookie_speaks_for_who_signed_in_and_no_other_does(here: Company) -> None:
    minsu = await a_person(here)
    first = await begin(here.db, minsu.id, address="127.0.0.1", device="F" * 500)
    second = await begin(here.db, minsu.id, address="127.0.0.1", device="Safari")
    assert first != second
    viewer = await here.sessions.viewer(first)
    assert (viewer.id, viewer.may("write"), viewer.may("admin")) == (minsu.id, True, False)
    for wrong in ("", first[:-1], first + "a", first.swapcase()):
        with pytest.raises(SessionOver):
            await here.sessions.viewer(wrong)
    assert [len(session.device) for session in await of_account(here.db, minsu.id)] == [6, 200]


async def test_a_sign_in_that_is_not_used_for_two_weeks_is_over(here: Company, clock: FakeClock) -> None:
    minsu = await a_person(here)
    used = await begin(here.db, minsu.id, address="", device="")
    idle = await begin(here.db, minsu.id, address="", device="")
    clock.now += IDLE - HOUR
    await here.sessions.viewer(used)
    clock.now += 2 * HOUR
    await here.sessions.viewer(used)
    with pytest.raises(SessionOver):
        await here.sessions.viewer(idle)
    assert len(await of_account(here.db, minsu.id)) == 1


async def test_a_sign_in_is_over_after_a_month_however_much_it_is_used(here: Company, clock: FakeClock) -> None:
    minsu = await a_person(here)
    cookie = await begin(here.db, minsu.id, address="", device="")
    for _ in range(MAX_AGE // DAY):
        clock.now += DAY
        await here.sessions.viewer(cookie)
    clock.now += SECOND
    with pytest.raises(SessionOver):
        await here.sessions.viewer(cookie)


async def test_one_ends_ones_own_sign_ins_one_by_one_or_all_but_one(here: Company) -> None:
    minsu, jane = await a_person(here), await a_person(here)
    cookies = [await begin(here.db, minsu.id, address="", device=f"{number}") for number in range(4)]
    hers = await begin(here.db, jane.id, address="", device="")
    ids = [(await here.sessions.viewer(cookie)).session_id or 0 for cookie in cookies]
    assert [session.id for session in await of_account(here.db, minsu.id)] == ids[::-1]
    assert not await end(here.db, jane.id, ids[0])
    await here.sessions.viewer(cookies[0])
    assert [await end(here.db, minsu.id, ids[0]) for _ in range(2)] == [True, False]
    with pytest.raises(SessionOver):
        await here.sessions.viewer(cookies[0])
    assert await end_all(here.db, minsu.id, but=ids[2]) == 2
    await here.sessions.viewer(cookies[2])
    for cookie in (cookies[1], cookies[3]):
        with pytest.raises(SessionOver):
            await here.sessions.viewer(cookie)
    assert await end_all(here.db, minsu.id) == 1
    assert (await here.sessions.viewer(hers)).id == jane.id


async def test_a_role_that_changes_counts_from_the_next_request_on(here: Company) -> None:
    minsu = await a_person(here)
    cookie = await begin(here.db, minsu.id, address="", device="")
    for role in (Role.employee, Role.admin, Role.employee):
        await change(here.db, minsu.id, role=role)
        assert (await here.sessions.viewer(cookie)).may("admin") is (role is Role.admin)


async def test_who_cannot_be_noted_as_seen_may_read_all_the_same(
    here: Company, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    minsu = await a_person(here)
    cookie = await begin(here.db, minsu.id, address="", device="")

    async def full(_self: Database, _work: object) -> None:
        raise Unavailable("The disk is full")

    clock.now += 2 * HOUR
    monkeypatch.setattr(Database, "write", full)
    assert (await here.sessions.viewer(cookie)).id == minsu.id
