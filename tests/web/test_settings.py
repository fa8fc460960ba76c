"""Settings: what a person decides for themselves."""

from biztweet.api.twitter_v1.present.user import BANNERS
from biztweet.company import Company
from biztweet.kernel.clock import as_datetime
from biztweet.web.face import face_of
from tests.factories import a_person, said
from tests.media.pictures import file, photograph
from tests.web.pages import browsing


async def test_times_are_those_of_ones_own_zone(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane", language="en")
    post_id = await said(company, minsu)
    async with browsing(company, jane) as browser:
        page = (await browser.get("/settings/language")).text
        assert '<option value="" selected>As the company</option>' in page
        saved = await browser.post("/settings/language", data={"time_zone": "Pacific/Auckland"}, follow_redirects=True)
        assert "<option selected>Pacific/Auckland</option>" in saved.text
        shown = (await browser.get(f"/posts/{post_id}")).text
    post = (await company.views.of(jane, [post_id]))[0].shared.post
    there = face_of(company, "Pacific/Auckland").templates.zone
    local = as_datetime(post.created_at).astimezone(there)
    assert f"{local.day} {local:%b %Y}, {int(local.strftime('%I'))}:{local:%M} {local:%p}" in shown


async def test_a_zone_that_is_none_is_refused_and_a_missing_field_changes_nothing(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    async with browsing(company, minsu) as browser:
        assert (await browser.post("/settings/language", data={"time_zone": "Asia/Seoul"})).status_code == 303
        assert (await browser.post("/settings/language", data={"time_zone": "Nowhere"})).status_code == 422
        assert (await browser.post("/settings/profile", data={"bio": "안녕"})).status_code == 303
    assert (await company.people.one(minsu.id)).time_zone == "Asia/Seoul"


async def test_people_in_one_zone_share_what_is_rendered(company: Company) -> None:
    assert face_of(company) is face_of(company, "Nowhere/At all")
    assert face_of(company, "Asia/Tokyo") is face_of(company, "Asia/Tokyo") is not face_of(company)


async def test_a_picture_hangs_at_the_head_of_ones_page_until_it_is_removed(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    picture = ("wide.jpg", file(photograph(300, 100)), "image/jpeg")
    async with browsing(company, minsu) as browser:
        assert "profile__banner" not in (await browser.get("/@minsu")).text
        assert (
            await browser.post("/settings/profile", data={"bio": "안녕"}, files={"banner": picture})
        ).status_code == 303
        key = (await company.people.one(minsu.id)).banner_key
        assert f'<img class="profile__banner" src="/media/{key}/large"' in (await browser.get("/@minsu")).text
        address = f"/media/{key}/banner"
        shown = [await browser.get(path) for path in (address, *(f"{address}/{size}" for size in BANNERS))]
        assert [(each.status_code, each.headers["content-type"]) for each in shown] == [(200, "image/jpeg")] * 10
        assert (await browser.get(f"{address}/original")).status_code == 404
        assert (await browser.get(f"/media/{'0' * 32}/banner")).status_code == 404
        assert (
            await browser.post("/settings/profile", files={"banner": ("a.txt", b"Hi", "text/plain")})
        ).status_code == 422
        assert (await browser.post("/settings/profile", data={"bio": "안녕"})).status_code == 303
        for wrong in ({"bio": "가" * 501}, {"url": "no address"}):
            refused = await browser.post("/settings/profile", data=wrong, files={"banner": picture})
            assert refused.status_code == 422
        assert (await company.people.one(minsu.id)).banner_key == key
        assert (await browser.post("/settings/profile", data={"no_banner": "1"})).status_code == 303
        assert "profile__banner" not in (await browser.get("/@minsu")).text


async def test_somebodys_reposts_are_hidden_and_shown_again(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
    async with browsing(company, minsu) as browser:
        assert "-reposts" not in (await browser.get("/@jane")).text
        await browser.post("/@jane/follow")
        assert 'formaction="/@jane/hide-reposts" hx-post="/@jane/hide-reposts"' in (await browser.get("/@jane")).text
        await browser.post("/@jane/hide-reposts")
        assert (await company.graph.circle(minsu.id)).without_reposts == {jane.id}
        drawn = (await browser.post("/@jane/mute", headers={"HX-Request": "true"})).text
        assert 'hx-post="/@jane/show-reposts"' in drawn
        await browser.post("/@jane/show-reposts")
    assert (await company.graph.circle(minsu.id)).without_reposts == frozenset()


async def test_fields_are_written_in_settings_and_stand_on_ones_page(company: Company) -> None:
    jane = await a_person(company, "jane", name="Jane Kim")
    minsu = await a_person(company, "minsu", office="7층", manager_id=jane.id)
    form = {"field_name": ["블로그", "", "", ""], "field_value": ["https://blog.example/<x>", "", "", ""]}
    async with browsing(company, minsu) as browser:
        assert (await browser.post("/settings/profile", data=form)).status_code == 303
        page = (await browser.get("/@minsu")).text
        assert "<dt>블로그</dt>" in page
        assert 'href="https://blog.example/"' in page
        assert "7층" in page
        assert "https://blog.example/&lt;x&gt;" in (await browser.get("/settings/profile")).text
        refused = await browser.post("/settings/profile", data={"field_name": [""], "field_value": ["x"]})
        assert refused.status_code == 422
        await browser.post("/settings/profile", data={"bio": "안녕"})
    assert len((await company.people.one(minsu.id)).fields) == 1
