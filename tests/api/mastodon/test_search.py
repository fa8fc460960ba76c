"""Search: statuses by their words and by Mastodon's operators, page by page."""

import pytest

from biztweet.company import Company
from tests.api.mastodon.clients import App
from tests.search.searching import indexed


async def found(app: App, **query: object) -> list[str]:
    answer = await app.get("/api/v2/search", type="statuses", **query)
    assert answer["accounts"] == answer["hashtags"] == []
    return [status["id"] for status in answer["statuses"]]


async def test_statuses_are_found_by_their_words_and_reblogs_are_not(company: Company, minsu: App, jane: App) -> None:
    lunch = (await minsu.says("오늘 점심 #메뉴"))["id"]
    answer = (await jane.says("점심 김치찌개", in_reply_to_id=lunch))["id"]
    await jane.post(f"/api/v1/statuses/{lunch}/reblog")
    await indexed(company)
    assert await found(minsu, q="점심") == [answer, lunch]
    assert await found(minsu, q="점심 from:me") == [lunch]
    assert await found(minsu, q="from:jane is:reply") == [answer]
    assert await found(minsu, q="점심 -is:reply in:all language:ko") == [lunch]
    assert await found(minsu, q="점심 before:2020-01-01") == []
    assert await found(minsu, q="점심 after:2020-01-01", account_id=minsu.me.id) == [lunch]
    assert await found(minsu, q='"김치') == [answer]
    assert await found(minsu, q='"오늘 점심') == [lunch]
    everything = await minsu.get("/api/v2/search", q="점심")
    assert [status["id"] for status in everything["statuses"]] == [answer, lunch]
    assert everything["statuses"][1]["favourited"] is False


async def test_statuses_are_found_page_by_page(company: Company, minsu: App) -> None:
    posted = [(await minsu.says(f"점심 {number}"))["id"] for number in range(5)][::-1]
    await indexed(company)
    assert await found(minsu, q="점심", limit=2) == posted[:2]
    assert await found(minsu, q="점심", limit=2, offset=2) == posted[2:4]
    assert await found(minsu, q="점심", limit=2, max_id=posted[1]) == posted[2:4]
    assert await found(minsu, q="점심", limit=2, min_id=posted[3]) == posted[1:3]


@pytest.mark.parametrize("wrong", [{"q": "x" * 2_000}, {"q": "()"}, {"q": "a", "account_id": "%"}], ids=str)
async def test_a_search_that_cannot_be_is_refused(minsu: App, wrong: dict[str, str]) -> None:
    refused = await minsu.get("/api/v2/search", 422, type="statuses", **wrong)
    assert refused["error"].startswith("Validation failed: ")


async def test_topics_are_found_by_their_beginning_as_the_viewer_has_them(minsu: App, jane: App) -> None:
    await jane.says("다음 주 #세미나")
    await minsu.post("/api/v1/tags/세미나/follow")
    for app, following in ((minsu, True), (jane, False)):
        [topic] = (await app.get("/api/v2/search", q="#세미나", type="hashtags"))["hashtags"]
        assert (topic["name"], topic["following"], topic["featuring"]) == ("세미나", following, False)
        assert [(each["uses"], each["accounts"]) for each in topic["history"]] == [("1", "1")] + [("0", "0")] * 6
    for words in ("#세미나실", "#세미나실 예약", "#세미나후기", "#회의"):
        await jane.says(words)

    async def names(**query: object) -> list[str]:
        found = await minsu.get("/api/v2/search", type="hashtags", **query)
        return [each["name"] for each in found["hashtags"]]

    assert await names(q="세미") == ["세미나실", "세미나", "세미나후기"]
    assert await names(q="#세미나") == ["세미나", "세미나실", "세미나후기"]
    assert await names(q="세미", limit=1, offset=1) == ["세미나"]
    assert await names(q="세미%") == await names(q="*") == await names(q="세미나 회의") == []


async def test_an_address_finds_the_post_or_person_whose_page_it_is(minsu: App, jane: App) -> None:
    post = await minsu.says("원래 글")
    link = post["url"]
    await jane.says(f"이것 보세요 {link}")
    for address in (link, link.upper().replace("HTTP", "http").replace("MINSU", "minsu"), f"{link}/", f" {link} "):
        found = await jane.get("/api/v2/search", q=address, resolve="true")
        assert [each["id"] for each in found["statuses"]] == [post["id"]]
        assert found["accounts"] == found["hashtags"] == []
    by_account = await jane.get("/api/v2/search", q=post["account"]["url"])
    assert [each["acct"] for each in by_account["accounts"]] == ["minsu"]
    assert by_account["statuses"] == by_account["hashtags"] == []
    assert [each["acct"] for each in await jane.get("/api/v1/accounts/search", q=post["account"]["url"])] == ["minsu"]
    assert (await jane.get("/api/v2/search", q=link, type="accounts"))["accounts"] == []


async def test_an_address_leads_only_to_what_its_reader_may_see(minsu: App, jane: App) -> None:
    note = await minsu.says("혼자 보는 글", visibility="direct")
    site = note["account"]["url"].removesuffix("/@minsu")
    assert await found(jane, q=note["url"]) == []
    for address in (f"{site}/@minsu/12", f"{site}/@minsu/{9 * 10**18}", f"{site}/@nobody", "https://[x", f"{site}/"):
        answer = await jane.get("/api/v2/search", q=address)
        assert answer["accounts"] == answer["statuses"] == []


async def test_nothing_asked_is_nothing_found(minsu: App) -> None:
    assert await found(minsu) == []
