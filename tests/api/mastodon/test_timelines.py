"""Timelines, pages and what stands in the head of every answer."""

import re

from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Home
from biztweet.company import Company
from biztweet.kernel.ids import instant_of
from tests.api.mastodon.clients import App, a_stranger
from tests.counting import counted_reads


async def ids(app: App, path: str, **query: object) -> list[str]:
    return [each["id"] for each in await app.get(path, **query)]


async def test_pages_are_newest_first_and_bounded_by_ids_on_either_side(minsu: App) -> None:
    posted = [(await minsu.says(f"글 {number}"))["id"] for number in range(7)][::-1]
    home = "/api/v1/timelines/home"
    assert await ids(minsu, home) == posted
    assert await ids(minsu, home, limit=2) == posted[:2]
    assert await ids(minsu, home, limit=2, max_id=posted[1]) == posted[2:4]
    assert await ids(minsu, home, limit=2, since_id=posted[5]) == posted[:2]
    assert await ids(minsu, home, limit=2, min_id=posted[5]) == posted[3:5]
    assert await ids(minsu, home, limit=0) == posted[:1]
    assert await ids(minsu, home, limit=1000, max_id="9" * 25) == posted
    for wrong in ({"max_id": "abc"}, {"limit": "many"}, {"since_id": "-1"}):
        assert (await minsu.get(home, 422, **wrong))["error"].startswith("Validation failed: ")


async def test_an_id_in_mastodons_own_layout_is_taken_for_its_time(minsu: App) -> None:
    first = (await minsu.says("이전"))["id"]
    later_ms = instant_of(int(first)) // 1_000 + 60_000
    assert await ids(minsu, "/api/v1/timelines/home", max_id=later_ms << 16) == [first]
    assert await ids(minsu, "/api/v1/timelines/home", min_id=later_ms << 16) == []


async def test_links_lead_through_all_pages_and_back_and_keep_the_other_parameters(minsu: App) -> None:
    posted = [(await minsu.says(f"#점심 {number}"))["id"] for number in range(5)][::-1]
    url = "/api/v1/timelines/tag/점심?limit=2&any[]=x%20y&local=true"
    read = []
    while url:
        answer = await minsu.http.get(url)
        read += [each["id"] for each in answer.json()]
        links = dict(re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers.get("link", "")))
        named = {rel: link for link, rel in links.items()}
        assert all(link.startswith("http://127.0.0.1:8000/api/v1/timelines/tag/%EC%A0%90%EC%8B%AC?") for link in links)
        assert all("any%5B%5D=x+y" in link and "local=true" in link for link in links)
        url = named.get("next", "")
    assert read == posted
    back = await minsu.http.get(named["prev"])
    assert [each["id"] for each in back.json()] == posted[2:4]


async def test_home_is_what_its_owner_chose(company: Company, minsu: App, jane: App) -> None:
    theirs = (await jane.says("제인"))["id"]
    assert await ids(minsu, "/api/v1/timelines/home") == [theirs]
    await edit_profile(company.db, minsu.me.id, home=Home.following)
    assert await ids(minsu, "/api/v1/timelines/home") == []
    await minsu.post(f"/api/v1/accounts/{jane.me.id}/follow")
    assert await ids(minsu, "/api/v1/timelines/home") == [theirs]
    assert await ids(minsu, "/api/v1/timelines/public") == [theirs]
    assert await ids(minsu, "/api/v1/timelines/public", local="true") == [theirs]
    assert await ids(minsu, "/api/v1/timelines/public", remote="true") == []


async def test_favourites_and_bookmarks_are_paged_by_when_they_were_made(minsu: App, jane: App) -> None:
    posted = [(await jane.says(f"글 {number}"))["id"] for number in range(3)]
    for act, path in (("favourite", "favourites"), ("bookmark", "bookmarks")):
        for each in (posted[1], posted[2], posted[0]):
            await minsu.post(f"/api/v1/statuses/{each}/{act}")
        answer = await minsu.http.get(f"/api/v1/{path}?limit=2")
        assert [each["id"] for each in answer.json()] == [posted[0], posted[2]]
        rest = await minsu.http.get(answer.links["next"]["url"])
        assert [each["id"] for each in rest.json()] == [posted[1]]


async def test_every_answer_says_how_often_one_may_ask_and_lets_browsers_read_it(company: Company, minsu: App) -> None:
    origin = {"Origin": "https://phanpy.example"}
    first = await minsu.http.get("/api/v1/timelines/home", headers=origin)
    second = await minsu.http.get("/api/v1/statuses/7", headers=origin)
    for answer in (first, second, await a_stranger(company).http.get("/api/v1/timelines/home", headers=origin)):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Link" in answer.headers["access-control-expose-headers"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", answer.headers["x-ratelimit-reset"])
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in answer.headers["cache-control"]
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert first.headers["x-ratelimit-limit"] == "1500"
    left = [int(answer.headers["x-ratelimit-remaining"]) for answer in (first, second)]
    assert left[0] - left[1] == 1


async def test_browsers_are_told_what_they_may_send(minsu: App) -> None:
    for path in (
        "/api/v1/statuses",
        "/oauth/token",
        "/oauth/revoke",
        "/nodeinfo/2.0",
        "/.well-known/nodeinfo",
        "/api/x",
    ):
        answer = await minsu.http.options(path, headers={"Origin": "https://phanpy.example"})
        assert answer.status_code == 204
        assert "Authorization" in answer.headers["access-control-allow-headers"]
        assert {"PATCH", "PUT", "DELETE"} <= set(answer.headers["access-control-allow-methods"].split(", "))


async def test_a_page_costs_the_same_number_of_queries_for_one_post_or_forty(company: Company, minsu: App) -> None:
    for number in range(41):
        await minsu.says(f"글 {number}")
    reads = []
    for limit in (1, 40, 40):
        company.views._shared.clear()
        company.views._stored.clear()
        with counted_reads(company) as count:
            assert len(await minsu.get("/api/v1/timelines/home", limit=limit)) == limit
        reads.append(count.reads)
    assert reads[0] <= 5
    assert reads[2] <= reads[0]
    with counted_reads(company) as count:
        await minsu.get("/api/v1/timelines/home", limit=40)
    assert count.reads == 0


async def test_other_paths_under_api_answer_in_json(minsu: App) -> None:
    for method, path in (("GET", "/api/v1/nothing"), ("POST", "/api/v9/x/y"), ("DELETE", "/api/v1/timelines/home")):
        assert await minsu.ask(method, path, 404) == {"error": "Not found"}


async def test_a_quota_that_is_used_up_says_when_to_come_back(company: Company, minsu: App) -> None:
    company.quotas._lifted = False
    answers = [await minsu.http.get("/api/v1/markers") for _ in range(1_501)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].headers["x-ratelimit-remaining"] == "0"
    assert answers[-1].json() == {"error": "Too many requests"}
