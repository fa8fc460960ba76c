"""The addresses that the APIs give of posts and topics lead to their pages."""

from urllib.parse import urlsplit

from biztweet.api.mastodon.caller import site_of
from biztweet.api.twitter.present.site import Site
from biztweet.company import Company
from tests.factories import a_person, said
from tests.web.visitors import a_visitor


async def test_every_address_of_a_post_leads_to_its_page(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu"))
    post_id = await said(company, minsu.me, "회의록 #회의록")
    twitter, mastodon = Site("http://127.0.0.1:8000"), site_of(company)
    addresses = {
        twitter.permalink("minsu", post_id),
        mastodon.permalink("minsu", post_id),
        f"http://127.0.0.1:8000/minsu/status/{post_id}",
    }
    for address in addresses:
        answer = await minsu.http.get(urlsplit(address).path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/posts/{post_id}"), address
    assert "회의록" in await minsu.page(f"/posts/{post_id}")


async def test_every_address_of_a_topic_leads_to_its_page(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu"))
    await said(company, minsu.me, "회의록 #회의록")
    answer = await minsu.http.get("/hashtag/%ED%9A%8C%EC%9D%98%EB%A1%9D")
    assert answer.headers["location"] == "/tags/%ED%9A%8C%EC%9D%98%EB%A1%9D"
    assert "회의록" in await minsu.page(urlsplit(site_of(company).tag("회의록")).path)


async def test_an_address_that_is_none_is_a_page_that_says_so(company: Company) -> None:
    minsu = await a_visitor(company, await a_person(company, "minsu"))
    for path in ("/@minsu/posts-of-mine", "/minsu/status/abc", "/posts/1"):
        assert (await minsu.http.get(path)).status_code == 404, path
    assert (await minsu.http.get(f"/@minsu/{10**30}")).headers["location"] == f"/posts/{10**30}"
