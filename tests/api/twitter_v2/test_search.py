"""Search in v2: posts page by page, counts with their empty spans, people; what is wrong with a query, and where."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.ids import instant_of
from tests.api.twitter_v2.asking import Client
from tests.factories import a_person, said
from tests.search.searching import indexed


def at(instant: int) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)).isoformat().replace("+00:00", "Z")


async def test_posts_are_found_page_by_page_by_either_token(company: Company, client: Client, jihye: Viewer) -> None:
    ids = [str(await said(company, jihye, f"점심 {number}")) for number in range(25)][::-1]
    await indexed(company)
    for address, name in (("recent", "next_token"), ("all", "pagination_token")):
        walked: list[str] = []
        more: dict[str, Any] = {}
        while True:
            page = (await client.get(f"tweets/search/{address}", query="점심을", max_results=10, **more)).json()
            walked += [post["id"] for post in page["data"]]
            assert page["meta"]["result_count"] == len(page["data"])
            if "next_token" not in page["meta"]:
                break
            more = {name: page["meta"]["next_token"]}
        assert walked == ids
    found = await client.get("tweets/search/recent", query="점심", since_id=ids[2], expansions="author_id")
    assert [post["id"] for post in found.json()["data"]] == ids[:2]
    assert [user["username"] for user in found.json()["includes"]["users"]] == ["jihye"]
    nothing = (await client.get("tweets/search/recent", query="저녁")).json()
    assert nothing == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("점심 lagn:ko", "There is no operator lagn: (at position 4)"),
        ("-점심", "something wanted must stand (at position 1)"),
        ("(점심", "A bracket is never closed (at position 1)"),
        ("x" * 1_025, "has more than 1024 characters"),
    ],
)
async def test_what_is_wrong_with_a_query_is_told_with_its_position(client: Client, query: str, message: str) -> None:
    answer = await client.get("tweets/search/recent", query=query)
    assert answer.status_code == 400
    problem = answer.json()
    assert problem["type"] == "https://api.twitter.com/2/problems/invalid-request"
    assert message in problem["errors"][0]["message"]
    assert problem["errors"][0]["parameters"]["query"]


async def test_posts_are_counted_in_spans_and_empty_ones_are_shown(
    company: Company, client: Client, jihye: Viewer
) -> None:
    ids = [await said(company, jihye, "점심") for _ in range(3)]
    await indexed(company)
    newest = instant_of(ids[-1])
    start, end = newest - 90 * 60_000_000, newest + 60_000_000
    asked = {"query": "점심", "start_time": at(start), "end_time": at(end)}
    answer = (await client.get("tweets/counts/recent", granularity="hour", **asked)).json()
    assert answer["meta"] == {"total_tweet_count": 3}
    assert sum(span["tweet_count"] for span in answer["data"]) == 3
    assert 2 <= len(answer["data"]) <= 3
    assert answer["data"][0]["tweet_count"] == 0
    for before, after in zip(answer["data"], answer["data"][1:], strict=False):
        assert before["end"] == after["start"]
    minutes = (await client.get("tweets/counts/all", granularity="minute", **asked)).json()
    assert 91 <= len(minutes["data"]) <= 92
    week = (await client.get("tweets/counts/recent", query="점심", granularity="day")).json()
    assert len(week["data"]) == 8
    assert week["meta"]["total_tweet_count"] == 3


async def test_counts_of_long_go_on_with_a_token(company: Company, client: Client, jihye: Viewer) -> None:
    post = await said(company, jihye, "점심")
    await indexed(company)
    asked = {"query": "점심", "granularity": "day", "start_time": at(instant_of(post) - 70 * 86_400_000_000)}
    spans, total = 0, 0
    more: dict[str, str] = {}
    while True:
        page = (await client.get("tweets/counts/all", **asked, **more)).json()
        spans += len(page["data"])
        total += page["meta"]["total_tweet_count"]
        if "next_token" not in page["meta"]:
            break
        more = {"next_token": page["meta"]["next_token"]}
    assert total == 1
    assert 70 <= spans <= 74


async def test_people_are_found_page_by_page(company: Company, client: Client) -> None:
    for number in range(3):
        await a_person(company, f"legal{number}", name=f"오대한{number}", department="법무팀")
    first = (await client.get("users/search", query="법무", max_results=2)).json()
    rest = (
        await client.get("users/search", query="법무", max_results=2, next_token=first["meta"]["next_token"])
    ).json()
    assert [user["username"] for user in first["data"] + rest["data"]] == ["legal0", "legal1", "legal2"]
    assert "next_token" not in rest["meta"]
    assert (await client.get("users/search", query="법무", next_token="aaaa")).status_code == 400
