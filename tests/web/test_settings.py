"""Settings: what a person decides for themselves."""

from biztweet.company import Company
from biztweet.kernel.clock import as_datetime
from biztweet.web.face import face_of
from tests.factories import a_person, said
from tests.web.pages import browsing


async def test_times_are_those_of_ones_own_zone(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane", language="en")
    post_id = await said(company, minsu)
    async with browsing(company, jane) as browser:
        page = (await browser.get("/settings")).text
        assert '<option value="" selected>As the company</option>' in page
        saved = await browser.post("/settings", data={"time_zone": "Pacific/Auckland"}, follow_redirects=True)
        assert "<option selected>Pacific/Auckland</option>" in saved.text
        shown = (await browser.get(f"/posts/{post_id}")).text
    post = (await company.views.of(jane, [post_id]))[0].shared.post
    there = face_of(company, "Pacific/Auckland").templates.zone
    local = as_datetime(post.created_at).astimezone(there)
    assert f"{local.day} {local:%b %Y}, {int(local.strftime('%I'))}:{local:%M} {local:%p}" in shown


async def test_a_zone_that_is_none_is_refused_and_a_missing_field_changes_nothing(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    async with browsing(company, minsu) as browser:
        assert (await browser.post("/settings", data={"time_zone": "Asia/Seoul"})).status_code == 303
        assert (await browser.post("/settings", data={"time_zone": "Nowhere"})).status_code == 422
        assert (await browser.post("/settings", data={"bio": "안녕"})).status_code == 303
    assert (await company.people.one(minsu.id)).time_zone == "Asia/Seoul"


async def test_people_in_one_zone_share_what_is_rendered(company: Company) -> None:
    assert face_of(company) is face_of(company, "Nowhere/At all")
    assert face_of(company, "Asia/Tokyo") is face_of(company, "Asia/Tokyo") is not face_of(company)
