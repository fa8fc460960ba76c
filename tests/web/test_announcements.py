"""Announcements on the pages: a banner until it is put away; made and taken back by administrators; without scripts."""

from biztweet.accounts.model import Role
from biztweet.announcements.announce import announce
from biztweet.announcements.model import AnnouncementDraft
from biztweet.company import Company
from tests.factories import a_person
from tests.web.pages import browsing
from tests.web.visitors import a_visitor

PAGE = "/admin/announcements"


async def test_a_banner_stands_on_every_page_until_it_is_put_away(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane", language="en")
    made = await announce(company.db, None, AnnouncementDraft("<점검> @jane 확인"), company.text_rules)
    await company.relay.barrier()
    async with browsing(company, minsu) as browser, browsing(company, jane) as other:
        for path in ("/", "/@minsu", "/settings"):
            shown = (await browser.get(path)).text
            assert f'id="announcement-{made}"' in shown
            assert '&lt;점검&gt; <a class="mention" href="/@jane"' in shown
        answer = await browser.post(
            f"/announcements/{made}/dismiss", headers={"Referer": "http://127.0.0.1:8000/@minsu"}
        )
        assert (answer.status_code, answer.headers["location"]) == (303, "/@minsu")
        assert "announcement-" not in (await browser.get("/")).text
        assert f'id="announcement-{made}"' in (await other.get("/")).text
        again = await other.post(f"/announcements/{made}/dismiss", headers={"HX-Request": "true"})
        assert (again.status_code, again.text) == (200, "")
        assert (await other.post("/announcements/7/dismiss")).status_code == 404


async def test_an_administrator_announces_and_takes_back(company: Company) -> None:
    boss = await a_visitor(company, await a_person(company, "boss", role=Role.admin, language="en"))
    assert PAGE in await boss.page("/settings")
    await boss.sends(PAGE, text="Fire drill", starts="2099-03-01T10:00", ends="2099-03-02T10:00", all_day="1")
    await company.relay.barrier()
    shown = await boss.page("/")
    assert "Fire drill" in shown
    assert "Sun, 1 Mar 2099</time> – <time" in shown
    await boss.sends(PAGE, text="One day", starts="2099-05-01T00:00", ends="2099-05-01T00:00", all_day="1")
    await company.relay.barrier()
    assert (await boss.page("/")).count("1 May 2099") == 1
    await boss.sends(PAGE, text="Town hall", starts="2099-06-03T15:00", ends="2099-06-03T17:00")
    await company.relay.barrier()
    hall = await boss.page("/")
    assert "Wed, 3 Jun 2099, 3:00 PM</time> – <time" in hall
    assert ">5:00 PM</time>" in hall
    told, other, _hall = await company.board.active()
    await boss.sends(f"{PAGE}/{other.announcement.id}/withdraw")
    assert told.announcement.author_id == boss.me.id
    await boss.sends(f"{PAGE}/{told.announcement.id}/withdraw")
    assert "Fire drill" not in await boss.page("/")
    assert "over since" in await boss.page(PAGE)


async def test_what_cannot_be_announced_is_said_and_kept_for_mending(company: Company) -> None:
    boss = await a_visitor(company, await a_person(company, "boss", role=Role.admin, language="en"))
    form = {"text": "Too late", "ends": "2001-01-01T10:00"}
    answer = await boss.sends(PAGE, 422, **form)
    assert "It would be over before it begins." in answer.text
    assert ">Too late</textarea>" in answer.text
    assert 'value="2001-01-01T10:00"' in answer.text
    for never in ("tomorrow", "9999-12-31T23:59", "0001-01-01T00:00"):
        await boss.sends(PAGE, 422, text="Never", ends=never)
        await boss.sends(PAGE, 422, text="Never", starts=never, ends=never, all_day="1")


async def test_others_neither_see_nor_make_them(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu"))
    assert PAGE not in await minsu.page("/settings")
    await minsu.page(PAGE, 403)
    await minsu.sends(PAGE, 403, text="모두 보세요")
    await minsu.sends(f"{PAGE}/7/withdraw", 403)
