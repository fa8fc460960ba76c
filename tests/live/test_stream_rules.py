"""Filters: an app's rules are read while others are served, and only what changed is read again."""

import asyncio

import pytest

from biztweet.company import Company
from biztweet.events import RulesChanged
from biztweet.live import channels
from biztweet.live.stream import Stream
from biztweet.search.rules import RuleDraft, add, delete
from tests.live.outlets import FakeOutlet, Plain

APP_ID = 7


@pytest.fixture
async def stream(company: Company) -> Stream:
    """One that listens to three rules of an app, which are still to be read."""
    await add(company.db, APP_ID, [RuleDraft(f"점심{number}") for number in range(3)])
    found = Stream(format=Plain(), outlet=FakeOutlet(), account_id=None)
    company.hub.open(found, [(channels.rules(APP_ID), "")])
    return found


async def test_a_stream_that_closes_while_its_rules_are_read_leaves_nothing(company: Company, stream: Stream) -> None:
    filters = company.live.filters
    reading = asyncio.create_task(filters.follow_rules(APP_ID))
    while not len(filters._book):  # noqa: ASYNC110 - reading a rule is no event
        await asyncio.sleep(0)
    assert len(filters._book) < 3
    company.hub.close(stream)
    filters.release_rules(APP_ID)
    await reading
    assert len(filters._book) == 0


async def test_rules_that_stay_are_not_read_again(company: Company, stream: Stream) -> None:
    filters = company.live.filters
    await filters.follow_rules(APP_ID)
    before = dict(filters._book._rules)
    await delete(company.db, APP_ID, wanted=["점심0"])
    await add(company.db, APP_ID, [RuleDraft("저녁")])
    await filters.obey(RulesChanged(app_id=APP_ID))
    now = filters._book._rules
    assert len(now) == 3
    assert [now[key] is before[key] for key in now if key in before] == [True, True]
