"""Filters over HTTP: both versions on one record, applied by the server, known at once, nobody else's."""

from typing import Any

import pytest

from biztweet.company import Company
from biztweet.kernel.clock import HOUR
from tests.api.mastodon.clients import App, an_app
from tests.counting import counted_reads

V2 = "/api/v2/filters"


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


async def quiet(me: App, word: str = "점심", **changes: Any) -> Any:
    wish = {"title": "조용히", "context": ["home", "public"], "filter_action": "warn", **changes}
    return await me.ask("POST", V2, json=wish | {"keywords_attributes": [{"keyword": word, "whole_word": False}]})


async def test_a_filter_is_made_read_changed_and_removed(minsu: App, jane: App) -> None:
    made = await quiet(minsu, expires_in=3_600)
    assert (made["title"], made["context"], made["filter_action"]) == ("조용히", ["home", "public"], "warn")
    [word] = made["keywords"]
    assert (word["keyword"], word["whole_word"], made["statuses"]) == ("점심", False, [])
    assert made["expires_at"].endswith("Z")
    assert await minsu.get(V2) == [made]
    assert await minsu.get(f"{V2}/{made['id']}") == made
    wish = {"keywords_attributes": [{"id": word["id"], "keyword": "저녁"}, {"keyword": "야식"}], "expires_in": ""}
    changed = await minsu.ask("PUT", f"{V2}/{made['id']}", json=wish)
    assert [each["keyword"] for each in changed["keywords"]] == ["저녁", "야식"]
    assert (changed["title"], changed["expires_at"]) == ("조용히", None)
    gone = {"keywords_attributes": [{"id": word["id"], "_destroy": True}], "filter_action": "blur"}
    changed = await minsu.ask("PUT", f"{V2}/{made['id']}", json=gone)
    assert ([each["keyword"] for each in changed["keywords"]], changed["filter_action"]) == (["야식"], "blur")
    for method, body in (("GET", None), ("PUT", {"title": "x"}), ("DELETE", None)):
        await jane.ask(method, f"{V2}/{made['id']}", 404, json=body)
    assert await minsu.ask("DELETE", f"{V2}/{made['id']}") == {}
    assert await minsu.get(V2) == []


async def test_parts_have_addresses_of_their_own(minsu: App, jane: App) -> None:
    made, post = await quiet(minsu), await jane.says("그냥 글")
    word = await minsu.post(f"{V2}/{made['id']}/keywords", keyword="간식", whole_word="true")
    assert word["whole_word"] is True
    assert len(await minsu.get(f"{V2}/{made['id']}/keywords")) == 2
    path = f"{V2}/keywords/{word['id']}"
    assert (await minsu.ask("PUT", path, data={"keyword": "과자"}))["keyword"] == "과자"
    assert await minsu.get(path) == {"id": word["id"], "keyword": "과자", "whole_word": True}
    await jane.get(path, 404)
    await minsu.ask("DELETE", path)
    await minsu.get(path, 404)
    marked = await minsu.post(f"{V2}/{made['id']}/statuses", status_id=post["id"])
    assert await minsu.post(f"{V2}/{made['id']}/statuses", status_id=post["id"]) == marked
    assert await minsu.get(f"{V2}/{made['id']}/statuses") == [marked]
    [shown] = await minsu.get("/api/v1/timelines/home")
    assert shown["filtered"][0]["status_matches"] == [post["id"]]
    assert shown["filtered"][0]["keyword_matches"] is None
    assert await minsu.get(f"{V2}/statuses/{marked['id']}") == marked
    await jane.ask("DELETE", f"{V2}/statuses/{marked['id']}", 404)
    await minsu.ask("DELETE", f"{V2}/statuses/{marked['id']}")
    assert (await minsu.get("/api/v1/timelines/home"))[0]["filtered"] == []
    await minsu.post(f"{V2}/{made['id']}/statuses", 404, status_id="7")


async def test_old_apps_see_each_keyword_as_a_filter(minsu: App) -> None:
    old = await minsu.post("/api/v1/filters", phrase="점심", **{"context[]": ["home"]}, irreversible="true")
    assert (old["phrase"], old["irreversible"], old["whole_word"]) == ("점심", True, False)
    [new] = await minsu.get(V2)
    assert (new["title"], new["filter_action"]) == ("점심", "hide")
    path = f"/api/v1/filters/{old['id']}"
    changed = await minsu.ask("PUT", path, data={"phrase": "저녁", "context[]": ["public"]})
    assert (changed["phrase"], changed["context"], changed["irreversible"]) == ("저녁", ["public"], False)
    assert await minsu.get(path) == changed
    await minsu.ask("DELETE", path)
    assert await minsu.get("/api/v1/filters") == await minsu.get(V2) == []


@pytest.mark.parametrize("path", ["home", "public", "tag/밥", "account", "context"])
async def test_what_is_hidden_stays_away_only_where_the_filter_looks(minsu: App, jane: App, path: str) -> None:
    first = await jane.says("#밥 첫 글")
    await jane.says("#밥 점심", in_reply_to_id=first["id"])
    places = {"account": "account", "context": "thread", "home": "home"}
    where = {
        "account": f"/api/v1/accounts/{jane.me.id}/statuses",
        "context": f"/api/v1/statuses/{first['id']}/context",
    }.get(path, f"/api/v1/timelines/{path}")
    elsewhere = "notifications"
    made = await quiet(minsu, filter_action="hide", context=[elsewhere])
    before = await minsu.get(where)
    before = before["descendants"] if path == "context" else before
    assert any(status["filtered"] for status in before)
    await minsu.ask("PUT", f"{V2}/{made['id']}", json={"context": [places.get(path, "public")]})
    after = await minsu.get(where)
    after = after["descendants"] if path == "context" else after
    assert len(after) == len(before) - 1
    assert len(await jane.get("/api/v1/timelines/home")) == 2


async def test_a_filtered_status_says_why_and_ones_own_words_are_never_hidden(any_company: Company, minsu: App) -> None:
    jane = await an_app(any_company)
    await jane.says("오늘 점심", spoiler_text="먹는 이야기")
    await minsu.says("내 점심")
    made = await quiet(minsu, word="먹는")
    own, other = await minsu.get("/api/v1/timelines/home")
    assert own["filtered"] == []
    head = {name: made[name] for name in ("id", "title", "context", "expires_at", "filter_action")}
    assert other["filtered"] == [{"filter": head, "keyword_matches": ["먹는"], "status_matches": None}]
    repeat = await jane.post(f"/api/v1/statuses/{other['id']}/reblog")
    assert (await minsu.get(f"/api/v1/statuses/{repeat['id']}"))["reblog"]["filtered"] == other["filtered"]


async def test_a_filter_that_ran_out_does_nothing(any_company: Company, minsu: App, jane: App) -> None:
    await jane.says("점심")
    await quiet(minsu, filter_action="hide", expires_in=3_600)
    assert await minsu.get("/api/v1/timelines/home") == []
    clock = any_company.db.clock
    any_company.db.clock = lambda: clock() + HOUR
    [shown] = await minsu.get("/api/v1/timelines/home")
    assert shown["filtered"] == []


async def test_a_hidden_mention_is_no_notification(any_company: Company, minsu: App, jane: App) -> None:
    await jane.says("@minsu 점심")

    async def heard() -> list[Any]:
        await any_company.relay.wait_for(any_company.relay.position)
        found: list[Any] = await minsu.get("/api/v1/notifications")
        return found

    for _ in range(200):
        if await heard():
            break
    assert len(await heard()) == 1
    await quiet(minsu, filter_action="hide", context=["notifications"])
    assert await heard() == []


@pytest.mark.parametrize(
    "wish",
    [
        {"title": ""},
        {"context": []},
        {"context": ["everywhere"]},
        {"filter_action": "burn"},
        {"title": "a\u202e"},
        {"keywords_attributes": [{"keyword": ""}]},
        {"keywords_attributes": [{"keyword": "x"}] * 101},
        {"keywords_attributes": "x"},
    ],
)
async def test_what_no_filter_can_be_is_refused(minsu: App, wish: dict[str, Any]) -> None:
    refused = await minsu.ask("POST", V2, 422, json={"title": "x", "context": ["home"], **wish})
    assert refused["error"].startswith("Validation failed: ")
    assert await minsu.get(V2) == []


async def test_reading_with_filters_costs_no_more_queries(company: Company) -> None:
    minsu, jane = await an_app(company), await an_app(company)
    await quiet(minsu)
    for number in range(20):
        await jane.says(f"점심 {number}")
    await minsu.get("/api/v1/timelines/home")
    with counted_reads(company) as count:
        assert all(status["filtered"] for status in await minsu.get("/api/v1/timelines/home"))
    assert count.reads == 0
