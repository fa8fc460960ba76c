"""Explore and topics: what many talk about, who is near, who is new; a topic is followed right there."""

from biztweet.company import Company
from biztweet.follows.follow import follow
from tests.factories import a_person, said
from tests.web.visitors import a_visitor


async def test_explore_shows_topics_by_people_colleagues_and_who_is_new(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, language="en", department="Data")
    near = await a_person(here, "near", language="en", department="Data")
    await a_person(here, "far", language="en", department="Sales")
    visitor = await a_visitor(here, minsu)
    assert "No topics today" in await visitor.page("/explore")
    await said(here, near, "#lunch at noon")
    await said(here, minsu, "#lunch too, and #tea")
    page = await visitor.page("/explore")
    assert page.index("#lunch") < page.index("#tea")
    assert "2 people" in page
    assert page.index("In your department") < page.index("/@near") < page.index("New colleagues") < page.index("/@far")
    await follow(here.db, minsu, near.id)
    assert "In your department" not in await visitor.page("/explore")


async def test_a_topic_is_followed_and_becomes_a_tab_of_home(any_company: Company) -> None:
    here = any_company
    minsu = await a_person(here, language="en")
    visitor = await a_visitor(here, minsu)
    assert "Nobody talks about this yet" in await visitor.page("/tags/Lunch")
    await said(here, minsu, "#lunch at noon")
    await said(here, minsu, "something else")
    assert "at noon" in await visitor.page("/tags/Lunch")
    await visitor.sends("/tags/Lunch/follow")
    assert "#lunch" in await visitor.page("/")
    home = await visitor.page("/?home=tag:lunch")
    assert "at noon" in home
    assert "something else" not in home
    await visitor.sends("/tags/lunch/unfollow")
    assert "/?home=tag" not in await visitor.page("/")
    refused = await visitor.sends("/tags/12/follow", expect=422)
    assert "That is no topic" in refused.text


async def test_a_button_comes_back_as_it_is_now(company: Company) -> None:
    here = company
    visitor = await a_visitor(here, await a_person(here, language="en"))
    await a_person(here, "jane", language="en", name="Jane")
    visitor.http.headers["HX-Request"] = "true"
    pressed = await visitor.sends("/@jane/follow?small=1", expect=200)
    assert 'aria-pressed="true"' in pressed.text
    assert "/@jane/unfollow" in pressed.text
    topic = await visitor.sends("/tags/%EC%A0%90%EC%8B%AC/follow", expect=200)
    assert "/tags/%EC%A0%90%EC%8B%AC/unfollow" in topic.text


async def test_home_of_a_department_shows_its_people_only(any_company: Company) -> None:
    here = any_company
    minsu, near = [await a_person(here, language="en", department="Data") for _ in range(2)]
    far = await a_person(here, language="en", department="Sales")
    await said(here, near, "from next door")
    await said(here, far, "from far away")
    visitor = await a_visitor(here, minsu)
    page = await visitor.page("/?home=department")
    assert "from next door" in page
    assert "from far away" not in page
    assert 'channel="department"' in page
    alone = await a_visitor(here, await a_person(here, language="en", department=""))
    assert "home=department" not in await alone.page("/")
    assert "from far away" in await alone.page("/?home=department")


async def test_a_topic_in_korean_is_followed_without_a_script(company: Company) -> None:
    visitor = await a_visitor(company, await a_person(company))
    answer = await visitor.sends("/tags/점심/follow")
    assert answer.headers["location"] == "/tags/%EC%A0%90%EC%8B%AC"
