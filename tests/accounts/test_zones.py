"""Time zones are the IANA's, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.accounts.errors import TimeZoneUnknown
from biztweet.accounts.join import edit_profile
from biztweet.accounts.zones import OFFERED, is_time_zone, zone
from biztweet.company import Company
from tests.factories import a_person


def test_what_is_offered_is_there_and_stands_once() -> None:
    assert all(map(is_time_zone, OFFERED))
    assert len(set(OFFERED)) == len(OFFERED)


@pytest.mark.parametrize("name", ["", "Asia", "Asia/Nowhere", "../etc/passwd", "/etc/passwd", "Asia/Seoul\0", "서울"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone(name) is None


@given(st.text(max_size=80))
def test_whatever_comes_is_a_zone_or_none(name: str) -> None:
    assert is_time_zone(name) in (True, False)


async def test_a_zone_of_ones_own_is_kept_and_an_unknown_one_refused(any_company: Company) -> None:
    minsu = await a_person(any_company)
    await edit_profile(any_company.db, minsu.id, time_zone="Europe/Berlin")
    with pytest.raises(TimeZoneUnknown):
        await edit_profile(any_company.db, minsu.id, time_zone="Europe/Nowhere")
    await edit_profile(any_company.db, minsu.id, bio="안녕")
    assert (await any_company.people.one(minsu.id)).time_zone == "Europe/Berlin"
    await edit_profile(any_company.db, minsu.id, time_zone="")
    assert (await any_company.people.one(minsu.id)).time_zone == ""
