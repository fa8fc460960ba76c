"""The settings, page by page, as a browser without JavaScript has them."""

import asyncio
import json

import msgspec
import pytest

from biztweet.access import sessions
from biztweet.access.passwords import SignInRefused
from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.filters.model import Action, Context
from biztweet.follows.follow import follow
from biztweet.follows.hide import block, mute
from biztweet.kernel.clock import DAY
from biztweet.notifications.model import Kind
from biztweet.notifications.policy import Treatment
from biztweet.notifications.preferences import Preferences
from biztweet.notifications.set_preferences import preferences_of
from biztweet.notifications.waiting import policy_of
from biztweet.opening import opened
from biztweet.settings import Settings
from biztweet.web.devices import device_name
from biztweet.web.pages.settings.area import SECTIONS
from tests.factories import a_person, said
from tests.web.visitors import Visitor, a_visitor

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


async def test_every_page_of_the_settings_is_there_and_leads_to_all_others(company: Company) -> None:
    jane = await a_visitor(company, await a_person(company, "jane", language="en"))
    for path in ("/settings", *[section.path for section in SECTIONS]):
        page = await jane.page(path)
        assert [s.path for s in SECTIONS if f'href="{s.path}"' not in page] == [] or path.startswith("/apps")
        assert page.count("<h1>") == 1


@pytest.mark.row(36, 37)
async def test_one_says_what_one_is_told_of(any_company: Company) -> None:
    here = any_company
    me = await a_person(here, "jane", language="en")
    jane = await a_visitor(here, me)
    await jane.sends(
        "/settings/notifications",
        offers=["told"],
        told=["mention", "message"],
        quiet="1",
        quiet_from="22:30",
        quiet_to="07:00",
        days=["0", "1", "2"],
        days_off="1",
        not_following="filter",
        private_mentions="drop",
    )
    wanted = await preferences_of(here.db, me.id)
    assert set(Kind) - set(wanted.untold) == {Kind.mention, Kind.message}
    assert wanted.ringing == Preferences().ringing  # a box that was not offered was not cleared
    assert (wanted.quiet_from, wanted.quiet_to) == (22 * 60 + 30, 7 * 60)
    assert wanted.working_days == (0, 1, 2)
    assert not wanted.rings_on_days_off
    policy = await policy_of(here.db, me)
    assert (policy.not_following, policy.private_mentions, policy.new_accounts) == (
        Treatment.filter,
        Treatment.drop,
        Treatment.accept,
    )
    page = await jane.page("/settings/notifications?saved=1")
    assert 'value="22:30"' in page
    assert page.count('name="told" value="like" checked') == 0
    assert page.count('name="told" value="message" checked') == 1
    await jane.sends("/settings/notifications", offers=["told"], told=[str(kind) for kind in Kind])
    assert (await preferences_of(here.db, me.id)).quiet_from is None


@pytest.mark.parametrize("hours", [{"quiet_from": "25:00", "quiet_to": "07:00"}, {"quiet_from": ""}, {}])
async def test_hours_that_are_none_are_refused_and_said(company: Company, hours: dict[str, str]) -> None:
    jane = await a_visitor(company, await a_person(company, "jane", language="en"))
    refused = await jane.sends("/settings/notifications", 422, quiet="1", **hours)
    assert "Quiet hours need a beginning and an end" in refused.text


async def test_words_are_muted_for_a_time_and_shown_again(any_company: Company) -> None:
    here = any_company
    me = await a_person(here, "jane", language="en")
    jane = await a_visitor(here, me)
    await jane.sends("/settings/words", word="  야근   이야기 ", how="fold", where="posts", until="day")
    await jane.sends("/settings/words", word="spoiler", whole="1", where="nowhere")
    first, second = await here.filters.of(me.id)
    assert (first.title, first.action, first.keywords[0].text) == ("야근 이야기", Action.warn, "야근 이야기")
    assert Context.notifications not in first.contexts
    assert first.expires_at is not None
    assert abs(first.expires_at - here.db.clock() - DAY) < DAY // 24
    assert (second.action, second.keywords[0].whole_word, second.expires_at) == (Action.hide, True, None)
    assert set(second.contexts) == set(Context)
    assert "야근 이야기" in await jane.page("/settings/words")
    clock = here.db.clock
    here.db.clock = lambda: clock() + 2 * DAY
    page = await jane.page("/settings/words")
    assert "야근 이야기" not in page
    assert "spoiler" in page
    await jane.sends(f"/settings/words/{second.id}/remove")
    assert [each.title for each in await here.filters.of(me.id)] == ["야근 이야기"]
    assert "letters at most" in (await jane.sends("/settings/words", expect=422, word="")).text
    await jane.sends("/settings/words", expect=422, word="x" * 101)
    stranger = await a_visitor(here, await a_person(here))
    await stranger.sends(f"/settings/words/{first.id}/remove", expect=404)


async def test_whom_one_muted_or_blocked_can_be_seen_again(any_company: Company) -> None:
    here = any_company
    me, loud, rude = await a_person(here, "jane", language="en"), await a_person(here), await a_person(here)
    jane = await a_visitor(here, me)
    assert "Nobody is muted" in await jane.page("/settings/people")
    await mute(here.db, me, loud.id)
    await block(here.db, me, rude.id)
    page = await jane.page("/settings/people")
    assert f"/settings/people/{loud.id}/unmute" in page
    assert f"/settings/people/{rude.id}/unblock" in page
    await jane.sends(f"/settings/people/{loud.id}/unmute")
    await jane.sends(f"/settings/people/{rude.id}/unblock")
    assert (await here.graph.circle(me.id)).hidden == frozenset()


@pytest.mark.row(42, 48)
async def test_home_language_and_looks_are_chosen_one_by_one(company: Company) -> None:
    me = await a_person(company, "jane", language="en")
    jane = await a_visitor(company, me)
    await jane.sends("/settings/home", home="following")
    await jane.sends("/settings/home", home="nonsense")
    await jane.sends("/settings/language", language="ko")
    account = await company.people.one(me.id)
    assert (account.home, account.language, account.time_zone) == (Home.following, "ko", "")
    answer = await jane.sends("/settings/appearance", theme="dark", size="larger", other="x")
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.partition(";")[0] for cookie in cookies if "language" not in cookie] == ["theme=dark", "size=larger"]
    jane.http.headers["Cookie"] += "; theme=dark; size=larger"
    assert '<html lang="ko" data-theme="dark" data-size="larger">' in await jane.page("/")
    jane.http.headers["Cookie"] = jane.http.headers["Cookie"].replace("size=larger", "size=gigantic")
    assert '<html lang="ko" data-theme="dark">' in await jane.page("/")


async def test_a_link_that_leads_nowhere_is_refused_and_the_rest_is_kept(company: Company) -> None:
    me = await a_person(company, "jane", language="en")
    jane = await a_visitor(company, me)
    await jane.sends("/settings/profile", bio="Coffee\r\nand data", location="12F", url="https://example.com/jane")
    account = await company.people.one(me.id)
    assert (account.bio, account.location, account.url) == ("Coffee\nand data", "12F", "https://example.com/jane")
    refused = await jane.sends("/settings/profile", expect=422, url="javascript:alert(1)")
    assert "A link begins with" in refused.text


async def test_a_password_is_changed_by_who_knows_it_and_ends_other_sign_ins(company: Company) -> None:
    me = await a_person(company, "jane", language="en")
    await company.passwords.set(me.id, "correct horse battery")
    jane, elsewhere = await a_visitor(company, me), await a_visitor(company, me)
    form = {"old": "wrong", "new": "another long one", "again": "another long one"}
    assert "not right" in (await jane.sends("/settings/security/password", 422, **form)).text
    form["old"] = "correct horse battery"
    assert "two ways" in (await jane.sends("/settings/security/password", 422, **form | {"again": "x"})).text
    short = form | {"new": "short", "again": "short"}
    assert "At least 10 characters" in (await jane.sends("/settings/security/password", 422, **short)).text
    assert await company.passwords.check("jane", "correct horse battery") == me.id
    await elsewhere.page("/settings")
    await jane.sends("/settings/security/password", 303, **form)
    assert await company.passwords.check("jane", "another long one") == me.id
    with pytest.raises(SignInRefused):
        await company.passwords.check("jane", "correct horse battery")
    await jane.page("/settings")
    await elsewhere.page("/settings", expect=303)


async def test_guesses_at_the_old_password_are_counted(company: Company) -> None:
    me = await a_person(company, "jane")
    await company.passwords.set(me.id, "correct horse battery")
    jane = await a_visitor(company, me)
    for _ in range(10):
        await jane.sends("/settings/security/password", expect=422, old="x", new="y" * 12, again="y" * 12)
    await jane.sends("/settings/security/password", expect=429, old="x", new="y" * 12, again="y" * 12)


async def test_guesses_at_the_old_password_that_come_at_once_are_not_all_answered(company: Company) -> None:
    me = await a_person(company, "jane")
    await company.passwords.set(me.id, "correct horse battery")
    jane = await a_visitor(company, me)
    form = {"new": "y" * 12, "again": "y" * 12}
    guesses = [*["x"] * 20, "correct horse battery"]  # enough that the right one cannot be among the first ten
    await asyncio.gather(*[jane.http.post("/settings/security/password", data=form | {"old": old}) for old in guesses])
    stranger = Visitor(company, me, "")
    await asyncio.gather(*[stranger.http.post("/login", data={"handle": "jane", "password": old}) for old in guesses])
    late = await stranger.http.post("/login", data={"handle": "jane", "password": guesses[-1]})
    assert late.status_code == 429
    assert len(await sessions.of_account(company.db, me.id)) == 1
    assert await company.passwords.check("jane", "correct horse battery") == me.id


@pytest.mark.row(52)
async def test_one_signs_out_everywhere(company: Company) -> None:
    me = await a_person(company, "jane", language="en")
    jane, elsewhere = await a_visitor(company, me), await a_visitor(company, me)
    page = await jane.page("/settings/security")
    assert "without a password of BizTweet" in page
    assert page.count('class="device"') == 2
    answer = await jane.sends("/settings/sessions/end-all")
    assert answer.headers["location"] == "/login"
    assert await sessions.of_account(company.db, me.id) == []
    for browser in (jane, elsewhere):
        await browser.page("/settings", expect=303)


async def test_one_takes_along_what_one_wrote_and_nothing_of_others(any_company: Company) -> None:
    here = any_company
    me, minsu = await a_person(here, "jane", language="en"), await a_person(here, "minsu")
    for number in range(3):
        await said(here, me, f"Mine {number}")
    await said(here, minsu, "Not hers")
    await follow(here.db, me, minsu.id)
    jane = await a_visitor(here, me)
    answer = await jane.http.get("/settings/data/export.json")
    assert answer.headers["content-disposition"].startswith('attachment; filename="biztweet-jane-')
    whole = json.loads(answer.text)
    assert [post["text"] for post in whole["posts"]] == ["Mine 2", "Mine 1", "Mine 0"]
    assert (whole["profile"]["handle"], whole["following"]) == ("jane", ["minsu"])
    for _ in range(5):
        await jane.page("/settings/data/export.json")
    await jane.page("/settings/data/export.json", expect=429)


def test_a_device_is_named_as_its_owner_knows_it() -> None:
    assert device_name(WINDOWS) == "Chrome · Windows"
    assert device_name(WINDOWS + " Edg/142.0") == "Edge · Windows"
    assert device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1") == (
        "Safari · iPhone"
    )
    assert device_name("curl/8.0" + "x" * 100) == ("curl/8.0" + "x" * 100)[:80]
    assert device_name("") == ""


async def test_job_titles_stand_beside_names_only_where_the_company_shows_them(any_settings: Settings) -> None:
    for shows in (False, True):
        async with opened(msgspec.structs.replace(any_settings, show_titles=shows)) as here:
            handle = f"jane{int(shows)}"
            jane = await a_person(here, handle, department="Sales", title="Director of Sales")
            await said(here, jane, f"shown: {shows}")
            visitor = await a_visitor(here, await a_person(here, language="en"))
            for path in ("/", f"/@{handle}", f"/completions/people?q={handle}", "/settings/privacy"):
                page = await visitor.page(path)
                assert ("Sales · Director of Sales" in page) == (shows and "privacy" not in path), path
            assert ("photo, department and job title" in page) == shows
            card = await visitor.http.get(f"/@{handle}/card", headers={"HX-Request": "true"})
            assert ("Director of Sales" in card.text) == shows
