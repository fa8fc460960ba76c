"""Accounts come, change, go and come back; whoever goes is out at once, everywhere."""

import asyncio

import pytest

from biztweet.access import apps, sessions, tokens
from biztweet.access.sessions import SessionOver
from biztweet.access.tokens import TokenInvalid
from biztweet.accounts.errors import AccountNotFound, HandleInvalid, HandleTaken, LanguageUnknown, WebsiteInvalid
from biztweet.accounts.everybody import everybody
from biztweet.accounts.join import Entry, activate, add, change, deactivate, edit_profile
from biztweet.accounts.model import Home, Role
from biztweet.company import Company
from biztweet.kernel.errors import Invalid
from tests.counting import counted_reads
from tests.factories import a_person


async def test_a_handle_is_nobody_elses_in_any_case_and_a_login_neither(any_company: Company) -> None:
    db = any_company.db
    await add(db, Entry(handle="minsu", name="김민수", photo_key="0" * 32, login="minsu.kim"))
    for entry in (
        Entry(handle="MinSu", name="다른 사람", photo_key="1" * 32),
        Entry(handle="other", name="다른 사람", photo_key="1" * 32, login="minsu.kim"),
    ):
        with pytest.raises(HandleTaken):
            await add(db, entry)
    for handle in ("", "김민수", "x" * 21, "api"):
        with pytest.raises(HandleInvalid):
            await add(db, Entry(handle=handle, name="누구", photo_key="1" * 32))
    assert [account.handle for account in await everybody(db)] == ["minsu"]


async def test_of_many_who_want_a_handle_at_once_one_gets_it(any_company: Company) -> None:
    outcomes = await asyncio.gather(
        *(add(any_company.db, Entry(handle=h, name="누구", photo_key="0" * 32)) for h in ("one", "ONE", "One") * 4),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, HandleTaken) for outcome in outcomes) == 11


async def test_what_changes_is_known_at_once_and_is_a_new_revision(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, "minsu")
    first = await here.people.one(minsu.id)
    await change(here.db, minsu.id, name="김민호", department="법무팀", role=Role.admin, level=3)
    await edit_profile(here.db, minsu.id, bio="안녕하세요", home=Home.following)
    now = await here.people.by_handle("@MINSU")
    assert (now.name, now.department, now.role, now.level) == ("김민호", "법무팀", Role.admin, 3)
    assert (now.bio, now.home, now.url) == ("안녕하세요", Home.following, "")
    assert (now.handle, now.created_at, now.revision) == (first.handle, first.created_at, first.revision + 2)
    for attempt in (change(here.db, 1, name="?"), edit_profile(here.db, 1, bio="?"), deactivate(here.db, 1)):
        with pytest.raises(AccountNotFound):
            await attempt


async def test_a_website_is_an_address_of_the_web(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, "minsu")
    for typed, kept in (
        ("example.com/minsu", "http://example.com/minsu"),
        ("https://wiki/minsu", "https://wiki/minsu"),
    ):
        await edit_profile(here.db, minsu.id, url=typed)
        assert (await here.people.one(minsu.id)).url == kept
    for typed in ("javascript:alert(1)", "ftp://example.com", "two words", "http://"):
        with pytest.raises(WebsiteInvalid):
            await edit_profile(here.db, minsu.id, url=typed)
    await edit_profile(here.db, minsu.id, url="")
    assert (await here.people.one(minsu.id)).url == ""


async def test_a_language_is_one_that_pages_are_written_in(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu")
    await edit_profile(any_company.db, minsu.id, language="en")
    for unknown in ("fr", "", "EN"):
        with pytest.raises(LanguageUnknown):
            await edit_profile(any_company.db, minsu.id, language=unknown)
    assert (await any_company.people.one(minsu.id)).language == "en"


async def test_who_is_deactivated_is_out_at_once_and_may_come_back(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here), await a_person(here)
    app = await apps.register(here.db, here.vault, name="App", trusted=True)
    issued = await tokens.issue(here.db, here.vault, app.id, minsu.id, "read")
    hers = await tokens.issue(here.db, here.vault, app.id, jane.id, "read")
    cookie = await sessions.begin(here.db, minsu.id, address="127.0.0.1", device="Firefox")
    assert (await here.tokens.viewer(issued.bearer)).id == minsu.id
    assert (await here.tokens.by_oauth1(issued.oauth1_token)).account_id == minsu.id
    assert (await here.sessions.viewer(cookie)).id == minsu.id
    await deactivate(here.db, minsu.id)
    await deactivate(here.db, minsu.id)
    for attempt, refusal in (
        (here.tokens.viewer(issued.bearer), TokenInvalid),
        (here.tokens.by_oauth1(issued.oauth1_token), TokenInvalid),
        (here.sessions.viewer(cookie), SessionOver),
    ):
        with pytest.raises(refusal):
            await attempt
    assert (await here.tokens.viewer(hers.bearer)).id == jane.id
    assert not (await here.people.one(minsu.id)).active
    await activate(here.db, minsu.id)
    assert (await here.people.one(minsu.id)).active
    for attempt, refusal in (
        (here.tokens.viewer(issued.bearer), TokenInvalid),
        (here.tokens.by_oauth1(issued.oauth1_token), TokenInvalid),
        (here.sessions.viewer(cookie), SessionOver),
    ):
        with pytest.raises(refusal):
            await attempt
    assert await tokens.of_account(here.db, minsu.id) == []
    assert await sessions.of_account(here.db, minsu.id) == []
    again = await tokens.issue(here.db, here.vault, app.id, minsu.id, "read")
    assert (await here.tokens.viewer(again.bearer)).id == minsu.id


async def test_people_are_read_once_and_many_in_one_question(any_company: Company) -> None:
    here = any_company
    everyone = [await a_person(here) for _ in range(10)]
    with counted_reads(here) as count:
        found = await here.people.by_id([viewer.id for viewer in everyone] + [1])
    assert found.keys() == {viewer.id for viewer in everyone}
    assert count.reads == 1
    with counted_reads(here) as count:
        by_handle = await here.people.by_handles([account.handle.upper() for account in found.values()])
        assert [account.id for account in by_handle] == list(found)
        await here.people.one(everyone[0].id)
    assert count.reads <= 1
    with pytest.raises(AccountNotFound):
        await here.people.by_handle("nobody")
    with pytest.raises(AccountNotFound):
        await here.people.one(1)
    assert await here.people.by_handles(["nobody", *(found[e.id].handle for e in everyone[:1])]) == [
        found[everyone[0].id]
    ]


async def test_words_that_would_turn_around_what_stands_beside_them_are_refused(any_company: Company) -> None:
    minsu = await a_person(any_company, "minsu")
    with pytest.raises(Invalid):
        await a_person(any_company, "jane", name="Jane\u202e")
    with pytest.raises(Invalid):
        await change(any_company.db, minsu.id, department="\u2066데이터팀")
