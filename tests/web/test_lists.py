"""Lists on the pages: made, filled, read, shown in Home, deleted; private ones are for their maker alone."""

import re
from typing import Any

import pytest
from starlette.requests import Request

from biztweet.access.sessions import begin
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.inject import COMPANY, SESSION_COOKIE
from biztweet.kernel.paging import Page
from biztweet.lists.create import create
from biztweet.lists.listed import lists_of
from biztweet.lists.members import add_members
from biztweet.lists.model import Outline
from biztweet.live import channels
from biztweet.web.feeds import heard
from biztweet.web.typeahead import TYPED
from biztweet.web.visit import Visit, visit
from tests.factories import a_person, said
from tests.web.visitors import Visitor, a_visitor

ALL = Page(limit=100)


async def made(visitor: Visitor, **form: Any) -> int:
    """The id of a list that somebody makes by the form."""
    answer = await visitor.sends("/lists", name="Launch", description="Who builds it", replies="none", **form)
    found = re.fullmatch(r"/lists/(\d+)/members", answer.headers["location"])
    assert found is not None
    return int(found[1])


async def test_a_list_is_made_filled_and_read(any_company: Company) -> None:
    here = any_company
    minsu, jane = (
        await a_person(here, "minsu", language="en"),
        await a_person(here, "jane", language="en", name="Jane Smith"),
    )
    visitor = await a_visitor(here, minsu)
    assert "No lists yet" in await visitor.page("/lists")
    list_id = await made(visitor)
    assert "Nobody stands here yet" in await visitor.page(f"/lists/{list_id}/members")
    found = await visitor.page(f"/lists/{list_id}/members?q=jane")
    assert f"/lists/{list_id}/members/jane/add" in found
    await visitor.sends(f"/lists/{list_id}/members/jane/add")
    await said(here, jane, "First words")
    await said(here, minsu, "Not on it")
    page = await visitor.page(f"/lists/{list_id}")
    assert "First words" in page
    assert "Not on it" not in page
    assert "jane/add" not in await visitor.page(f"/lists/{list_id}/members?q=jane")
    await visitor.sends(f"/lists/{list_id}/members/jane/remove")
    assert "Nothing on this list yet" in await visitor.page(f"/lists/{list_id}")


@pytest.mark.row(21)
async def test_a_pinned_list_stands_among_the_tabs_of_home_and_is_the_one_shown_next_time(company: Company) -> None:
    here = company
    minsu, jane = await a_person(here, language="en"), await a_person(here, language="en")
    visitor = await a_visitor(here, minsu)
    list_id = await made(visitor, pinned="1")
    await add_members(here.db, minsu, list_id, [jane.id])
    await said(here, jane, "On the list")
    await said(here, minsu, "For everyone")
    assert f"/?home=list%3A{list_id}" in (await visitor.http.get("/")).text
    shown = await visitor.http.get(f"/?home=list:{list_id}")
    assert "For everyone" not in shown.text
    visitor.http.headers["Cookie"] += "; feed=" + shown.cookies["feed"]
    assert "For everyone" not in await visitor.page("/")
    await visitor.sends(f"/lists/{list_id}/unpin")
    assert "For everyone" in await visitor.page("/")


async def test_what_a_browser_showed_somebody_else_is_not_shown_to_the_next(company: Company) -> None:
    here = company
    minsu, jane = await a_person(here, language="en"), await a_person(here, language="en")
    visitor = await a_visitor(here, minsu)
    kept = (await visitor.http.get("/?home=following")).cookies["feed"]
    another = await a_visitor(here, jane)
    another.http.headers["Cookie"] += f"; feed={kept}"
    assert 'href="/?home=company" aria-current="page"' in await another.page("/")


async def test_a_private_list_is_there_for_its_maker_alone(any_company: Company) -> None:
    here = any_company
    minsu, jane = await a_person(here, "minsu", language="en"), await a_person(here, language="en")
    list_id = await create(here.db, minsu, Outline("Secret", private=True))
    visitor = await a_visitor(here, jane)
    for path in (
        f"/lists/{list_id}",
        f"/lists/{list_id}/members",
        f"/lists/{list_id}/edit",
        f"/lists/{list_id}/delete",
    ):
        await visitor.page(path, expect=404)
    assert "Secret" not in await visitor.page("/@minsu/lists")
    for verb in ("pin", "subscribe", "delete", "edit", "members/minsu/add"):
        await visitor.sends(f"/lists/{list_id}/{verb}", expect=404)


async def test_only_its_maker_changes_a_list(company: Company) -> None:
    here = company
    minsu, jane = await a_person(here, "minsu", language="en"), await a_person(here, language="en")
    list_id = await create(here.db, minsu, Outline("Open"))
    visitor = await a_visitor(here, jane)
    assert "Open" in await visitor.page("/@minsu/lists")
    await visitor.page(f"/lists/{list_id}/edit", expect=403)
    for verb in ("delete", "edit", "members/minsu/add", "members/minsu/remove"):
        await visitor.sends(f"/lists/{list_id}/{verb}", expect=403)
    await visitor.sends(f"/lists/{list_id}/subscribe")
    assert "Reading" in await visitor.page(f"/lists/{list_id}")
    await visitor.sends(f"/lists/{list_id}/unsubscribe")
    assert "Read this list" in await visitor.page(f"/lists/{list_id}")


async def test_a_list_without_a_name_is_asked_for_again_with_what_was_typed(company: Company) -> None:
    visitor = await a_visitor(company, await a_person(company, language="en"))
    answer = await visitor.sends("/lists", expect=422, name=" ", description="Kept words")
    assert "A list needs a name." in answer.text
    assert "Kept words" in answer.text
    list_id = await made(visitor)
    answer = await visitor.sends(f"/lists/{list_id}/edit", expect=422, name="n" * 101, description="Typed")
    assert 'value="Typed"' in answer.text
    assert "The name may have 100 characters" in answer.text
    await visitor.sends(f"/lists/{list_id}/edit", name="Renamed", description="")
    assert "Renamed" in await visitor.page("/lists")
    assert "Renamed" in await visitor.page(f"/lists/{list_id}/delete")
    await visitor.sends(f"/lists/{list_id}/delete")
    await visitor.page(f"/lists/{list_id}", expect=404)


async def test_somebody_is_put_into_the_lists_that_are_ticked_and_into_no_other(company: Company) -> None:
    here = company
    minsu, jane = await a_person(here, language="en"), await a_person(here, "jane", language="en")
    visitor = await a_visitor(here, minsu)
    assert "No lists yet" in await visitor.page("/@jane/in-lists")
    first, second = [await create(here.db, minsu, Outline(name)) for name in ("One", "Two")]
    await add_members(here.db, minsu, second, [jane.id])
    await visitor.sends("/@jane/in-lists", list=[str(first)])
    found = await lists_of(here.db, minsu, jane.id, "memberships", ALL)
    assert [entry.subject_id for entry in found] == [first]
    await visitor.sends("/@jane/in-lists", list=["word"], expect=422)


async def test_a_list_costs_as_many_reads_with_many_people_as_with_few(company: Company) -> None:
    here = company
    minsu = await a_person(here, language="en")
    visitor = await a_visitor(here, minsu)
    list_id = await made(visitor)
    await add_members(here.db, minsu, list_id, [(await a_person(here, language="en")).id for _ in range(30)])
    assert "30 people" in await visitor.page("/lists")
    assert (await visitor.page(f"/lists/{list_id}/members")).count("people__row--act") == 30


async def test_a_page_hears_lists_that_it_may_see_and_no_others(company: Company) -> None:
    here = company
    minsu, jane = await a_person(here, language="en"), await a_person(here, language="en", department="")
    secret, shown = [await create(here.db, minsu, Outline("List", private=private)) for private in (True, False)]
    names = [f"list:{secret}", f"list:{shown}", "list:1", "list:x", "department", "tag:Lunch", "tag:", "home:1"]
    of_jane = await visit_of(here, jane)
    assert await heard(of_jane, names) == [(channels.members(shown), f"list:{shown}"), ("tag:lunch", "tag:Lunch")]
    assert (channels.members(secret), f"list:{secret}") in await heard(await visit_of(here, minsu), names)
    assert await heard(of_jane, ["company", "following"]) == [(channels.FOLLOWING, "following")]
    await edit_profile(here.db, jane.id, home=Home.following)
    assert await heard(await visit_of(here, jane), ["company", "following"]) == [(channels.COMPANY, "company")]
    assert len(await heard(of_jane, [f"tag:{number}" for number in range(100)])) == 8


async def visit_of(company: Company, who: Viewer) -> Visit:
    """A visit that asks for nothing."""
    secret = await begin(company.db, who.id, address="127.0.0.1", device="Firefox")
    cookie = f"{SESSION_COOKIE}={secret}".encode()
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"cookie", cookie)]}
    return await visit(Request(scope | {COMPANY: company}))


async def test_nobody_looks_for_people_without_end(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu", language="en"))
    members = f"/lists/{await made(minsu)}/members"
    await company.quotas.spend(TYPED, str(minsu.me.id), cost=TYPED.limit)
    monkeypatch.setattr(company.quotas, "_lifted", False)
    for path in (members, "/messages/new"):
        assert "minutes" in await minsu.page(f"{path}?q=jane", 429)
        await minsu.page(path)
