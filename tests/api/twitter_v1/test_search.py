"""Search in v1.1: statuses by a query with where to go on, people by what is typed of them."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from tests.api.twitter_v1.asking import Client, a_client, code
from tests.factories import a_person, said
from tests.search.searching import indexed


async def found(client: Client, **params: Any) -> list[int]:
    answer = await client.get("search/tweets.json", **params)
    assert answer.status_code == 200
    return [status["id"] for status in answer.json()["statuses"]]


async def test_statuses_are_found_page_by_page(company: Company, client: Client, jihye: Viewer) -> None:
    ids = [await said(company, jihye, f"점심 {number} & 더") for number in range(5)][::-1]
    await indexed(company)
    answer = (await client.get("search/tweets.json", q="점심 & 더", count=2)).json()
    assert [status["id"] for status in answer["statuses"]] == ids[:2]
    assert answer["statuses"][0]["text"] == "점심 4 &amp; 더"
    metadata = answer["search_metadata"]
    assert isinstance(metadata.pop("completed_in"), float)
    assert metadata == {
        "max_id": ids[0],
        "max_id_str": str(ids[0]),
        "next_results": f"?max_id={ids[1] - 1}&q=%EC%A0%90%EC%8B%AC+%26+%EB%8D%94&include_entities=1&count=2",
        "query": "%EC%A0%90%EC%8B%AC+%26+%EB%8D%94",
        "refresh_url": f"?since_id={ids[0]}&q=%EC%A0%90%EC%8B%AC+%26+%EB%8D%94&include_entities=1",
        "count": 2,
        "since_id": 0,
        "since_id_str": "0",
    }
    walked = ids[:2]
    while more := metadata.get("next_results"):
        page = (await client.get("search/tweets.json", **dict(parse_qsl(more[1:])))).json()
        walked += [status["id"] for status in page["statuses"]]
        metadata = page["search_metadata"]
    assert walked == ids
    refresh = dict(parse_qsl(answer["search_metadata"]["refresh_url"][1:]))
    new = await said(company, jihye, "점심 또 & 더")
    await indexed(company)
    assert await found(client, **refresh) == [new]


async def test_parameters_narrow_what_is_asked_for(company: Company, client: Client, jihye: Viewer) -> None:
    korean = await said(company, jihye, "점심 lunch", language="ko")
    english = await said(company, jihye, "lunch 점심", language="en")
    repeat = (await repost(company.db, jihye, korean, Source("x"))).post_id
    await indexed(company)
    assert await found(client, q="lunch") == [repeat, english, korean]
    assert await found(client, q="lunch -filter:retweets", lang="ko", result_type="popular") == [korean]
    assert await found(client, q="lunch", until="2020-01-01", geocode="1,2,3km") == []
    assert await found(client, q="lunch", since_id=english) == [repeat]
    assert await found(client, q="lunch", max_id=english) == [english, korean]
    extended = await client.get("search/tweets.json", q="lunch", tweet_mode="extended", trim_user="1")
    assert extended.json()["statuses"][1]["full_text"] == "lunch 점심"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, (400, 25)),
        ({"q": " "}, (400, 25)),
        ({"q": "()"}, (403, 195)),
        ({"q": "a" * 1_025}, (403, 195)),
        ({"q": "a", "until": "yesterday"}, (403, 195)),
        ({"q": "a", "lang": "klingon"}, (403, 195)),
        ({"q": "a", "max_id": "x"}, (400, 44)),
    ],
    ids=str,
)
async def test_a_search_that_cannot_be_is_refused(
    client: Client, params: dict[str, str], expected: tuple[int, int]
) -> None:
    assert code(await client.get("search/tweets.json", **params)) == expected


async def test_an_app_by_itself_may_search(company: Company, jihye: Viewer) -> None:
    post = await said(company, jihye, "점심")
    await indexed(company)
    async with a_client(company, None) as app:
        assert await found(app, q="점심") == [post]
        assert code(await app.get("users/search.json", q="지혜"))[0] == 403


async def test_people_are_found_by_name_department_handle_and_initials(company: Company, client: Client) -> None:
    await a_person(company, "daehan", name="오대한", department="법무팀")
    for typed in ("오대", "daeh", "법무", "ㅇㄷㅎ", "ㄷㅎ"):
        answer = await client.get("users/search.json", q=typed)
        assert [user["screen_name"] for user in answer.json()] == ["daehan"], typed
    assert (await client.get("users/search.json", q="오대", page=2)).json() == []
    assert code(await client.get("users/search.json")) == (400, 25)
