"""Filtered streams: rules that are added, listed and deleted; posts that they let through, with what they lead to."""

from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from starlette.routing import Router

from biztweet.access import own_apps
from biztweet.access.apps import OUT_OF_BAND
from biztweet.access.own_apps import AppForm
from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v2.routes import routes
from biztweet.company import Company
from biztweet.follows.hide import mute
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from tests.api.inside import InCompany
from tests.api.lines import Listener, opened
from tests.api.twitter_v2.asking import Client, a_client, of_app, problem
from tests.factories import said

RULES = "tweets/search/stream/rules"


def listening(company: Company, client: Client, path: str, **params: Any) -> AbstractAsyncContextManager[Listener]:
    query = {name.replace("__", "."): value for name, value in params.items()}
    return opened(InCompany(company, Router(routes)), client.http.headers["authorization"], f"/2/{path}", query)


async def rule(client: Client, value: str, **more: str) -> str:
    answer = await client.post(RULES, add=[{"value": value, **more}])
    assert answer.status_code == 201
    made: str = answer.json()["data"][0]["id"]
    return made


async def test_rules_are_added_listed_and_deleted(client: Client) -> None:
    answer = await client.post(RULES, add=[{"value": "점심", "tag": "lunch"}, {"value": "from:minsu -is:retweet"}])
    assert answer.status_code == 201
    made = answer.json()
    assert made["meta"]["summary"] == {"created": 2, "not_created": 0, "valid": 2, "invalid": 0}
    [lunch, from_minsu] = made["data"]
    assert (lunch["value"], lunch["tag"]) == ("점심", "lunch")
    assert "tag" not in from_minsu
    listed = (await client.get(RULES)).json()
    assert listed["data"] == made["data"]
    assert listed["meta"]["result_count"] == 2
    page = (await client.get(RULES, max_results=1)).json()
    assert (await client.get(RULES, pagination_token=page["meta"]["next_token"])).json()["data"] == [from_minsu]
    again = await client.post(RULES, add=[{"value": "점심"}])
    assert again.status_code == 200
    assert again.json()["errors"] == [
        {
            "value": "점심",
            "id": lunch["id"],
            "title": "DuplicateRule",
            "type": "https://api.twitter.com/2/problems/duplicate-rules",
        }
    ]
    gone = (await client.post(RULES, delete={"ids": [lunch["id"], "99"], "values": ["from:minsu -is:retweet"]})).json()
    assert gone["meta"]["summary"] == {"deleted": 2, "not_deleted": 1}
    assert "data" not in (await client.get(RULES)).json()


async def test_a_dry_run_changes_nothing(client: Client) -> None:
    made = await client.send("POST", f"{RULES}?dry_run=true", json={"add": [{"value": "점심"}]})
    assert made.json()["meta"]["summary"]["created"] == 1
    assert "data" not in (await client.get(RULES)).json()
    await rule(client, "저녁")
    gone = await client.send("POST", f"{RULES}?dry_run=true", json={"delete": {"values": ["저녁"]}})
    assert gone.json()["meta"]["summary"]["deleted"] == 1
    assert len((await client.get(RULES)).json()["data"]) == 1


async def test_rules_that_are_none_are_told_with_where_they_are_wrong(client: Client) -> None:
    values = ["점심", "lagn:ko", "점심 since:2026-10-16", "!?", "(x", "from:"]
    answer = await client.post(RULES, add=[{"value": value} for value in values])
    assert answer.status_code == 400
    problem = answer.json()
    assert problem["type"] == "https://api.twitter.com/2/problems/invalid-rules"
    assert [one["details"][0].rpartition("(")[2] for one in problem["errors"]] == [
        "at position 1)",
        "at position 4)",
        "at position 1)",
        "at position 1)",
        "at position 1)",
    ]
    assert problem["meta"]["summary"] == {"created": 0, "not_created": 6, "valid": 0, "invalid": 5}
    assert "data" not in (await client.get(RULES)).json()


@pytest.mark.parametrize("body", [{}, {"add": [{"value": "a"}], "delete": {"ids": []}}, {"add": []}, {"add": [{}]}])
async def test_a_body_that_says_nothing_clear_is_refused(client: Client, body: dict[str, Any]) -> None:
    assert (await client.post(RULES, **body)).status_code == 400


async def test_an_app_has_so_many_rules_and_they_are_its_own(company: Company, client: Client, jihye: Viewer) -> None:
    for begin in range(0, 1_000, 100):
        full = await client.post(RULES, add=[{"value": f"말{begin + number}"} for number in range(100)])
        assert full.status_code == 201
    refused = await client.post(RULES, add=[{"value": "하나 더"}])
    assert (refused.status_code, refused.json()["type"]) == (400, "https://api.twitter.com/2/problems/rule-cap")
    async with a_client(company, jihye) as others:
        assert "data" not in (await others.get(RULES)).json()
    deleted = await client.send("POST", f"{RULES}?delete_all=true", json={})
    assert deleted.json()["meta"]["summary"]["deleted"] == 1_000


async def test_rules_of_an_app_are_changed_by_it_and_by_who_registered_it(
    company: Company, minsu: Viewer, jihye: Viewer
) -> None:
    app = await own_apps.register(company.db, company.vault, jihye, AppForm("점심 봇", "", (OUT_OF_BAND,), "read"))
    async with of_app(company, app, jihye) as owner, of_app(company, app, minsu) as user:
        lunch = await rule(owner, "점심")
        for wrong in (
            await user.post(RULES, add=[{"value": "저녁"}]),
            await user.post(RULES, delete={"ids": [lunch]}),
            await user.send("POST", f"{RULES}?delete_all=true", json={}),
        ):
            assert problem(wrong) == (403, "about:blank")
        assert [one["id"] for one in (await user.get(RULES)).json()["data"]] == [lunch]
    async with of_app(company, app, None) as alone:
        await alone.post(RULES, delete={"ids": [lunch]})
        assert "data" not in (await alone.get(RULES)).json()


async def test_a_stream_tells_what_its_rules_let_through_and_which(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    lunch = await rule(client, "점심을", tag="lunch")
    question = await rule(client, "is:reply to:minsu")
    fields = {"tweet__fields": "created_at", "expansions": "author_id,referenced_tweets.id", "user__fields": "name"}
    async with listening(company, client, "tweets/search/stream", **fields) as stream:
        await said(company, jihye, "저녁")
        post = await said(company, minsu, "점심 & 더")
        heard = await stream.next()
        assert heard["data"]["id"] == str(post)
        assert heard["data"]["text"] == "점심 &amp; 더"
        assert heard["data"]["created_at"].endswith("Z")
        assert heard["includes"]["users"] == [{"id": str(minsu.id), "name": "김민수", "username": "minsu"}]
        assert heard["matching_rules"] == [{"id": lunch, "tag": "lunch"}]
        answer = await said(company, jihye, "점심이요", reply_to_id=post)
        heard = await stream.next()
        assert heard["data"]["referenced_tweets"] == [{"type": "replied_to", "id": str(post)}]
        assert heard["includes"]["tweets"][0]["id"] == str(post)
        assert heard["matching_rules"] == [{"id": lunch, "tag": "lunch"}, {"id": question, "tag": ""}]
        repeat = (await repost(company.db, jihye, post, Source("x"))).post_id
        assert (await stream.next())["data"]["id"] == str(repeat)
        assert answer < repeat


async def test_rules_that_change_hold_for_open_streams(company: Company, client: Client, jihye: Viewer) -> None:
    old = await rule(client, "점심")
    async with listening(company, client, "tweets/search/stream") as stream:
        await rule(client, "저녁")
        evening = await said(company, jihye, "저녁")
        assert (await stream.next())["data"]["id"] == str(evening)
        await client.post(RULES, delete={"ids": [old]})
        await said(company, jihye, "점심")
        again = await said(company, jihye, "저녁 또")
        assert (await stream.next())["data"]["id"] == str(again)
    assert len(company.live.filters._book) == 0


async def test_streams_of_several_apps_and_looks_hear_their_own(
    company: Company, client: Client, jihye: Viewer
) -> None:
    async with a_client(company, jihye) as others, a_client(company, None) as alone:
        mine, theirs, its = await rule(client, "점심"), await rule(others, "점심 메뉴"), await rule(alone, "메뉴")
        async with (
            listening(company, client, "tweets/search/stream") as first,
            listening(company, client, "tweets/search/stream", tweet__fields="lang") as again,
            listening(company, others, "tweets/search/stream") as second,
            listening(company, alone, "tweets/search/stream") as third,
        ):
            await said(company, jihye, "점심 메뉴")
            heard = [await one.next() for one in (first, again, second, third)]
            assert [one["matching_rules"][0]["id"] for one in heard] == [mine, mine, theirs, its]
            assert ["lang" in one["data"] for one in heard] == [False, True, False, False]
            await said(company, jihye, "메뉴")
            assert (await third.next())["matching_rules"] == [{"id": its, "tag": ""}]


async def test_what_was_said_minutes_ago_is_told_when_asked_for(
    company: Company, client: Client, jihye: Viewer
) -> None:
    await rule(client, "점심")
    old = await said(company, jihye, "점심")
    async with listening(company, client, "tweets/search/stream", backfill_minutes=5) as stream:
        new = await said(company, jihye, "점심 또")
        assert [(await stream.next())["data"]["id"] for _ in range(2)] == [str(old), str(new)]
    async with listening(company, client, "tweets/search/stream") as stream:
        newest = await said(company, jihye, "점심 끝")
        assert (await stream.next())["data"]["id"] == str(newest)


async def test_the_sample_is_everything_but_whom_one_hides(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    async with listening(company, client, "tweets/sample/stream") as stream:
        post = await said(company, jihye, "글")
        answer = await said(company, minsu, "답", reply_to_id=post)
        for expected in (post, answer):
            heard = await stream.next()
            assert heard["data"]["id"] == str(expected)
            assert "matching_rules" not in heard
        await mute(company.db, minsu, jihye.id)
        await said(company, jihye, "안 들림")
        mine = await said(company, minsu, "들림")
        assert (await stream.next())["data"]["id"] == str(mine)


async def test_a_stream_ends_with_a_reason(company: Company, client: Client) -> None:
    async with listening(company, client, "tweets/sample/stream") as stream:
        await company.hub.goodbye()
        assert (await stream.next())["errors"][0]["title"] == "operational-disconnect"


async def test_only_so_many_streams_are_open_at_once(company: Company, client: Client) -> None:
    stack = [listening(company, client, "tweets/sample/stream") for _ in range(11)]
    streams = [await one.__aenter__() for one in stack]
    assert [stream.status for stream in streams] == [200] * 10 + [429]
    refused = await streams[-1].next()
    assert refused["type"] == "https://api.twitter.com/2/problems/streaming-connection"
    for one in stack:
        await one.__aexit__(None, None, None)
