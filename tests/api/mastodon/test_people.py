"""What one keeps of others, whom one might know, and topics: over HTTP, on both databases."""

import asyncio
from typing import Any

import pytest

from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.posts.like import like
from tests.api.mastodon.clients import App, a_stranger
from tests.factories import a_person


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


async def stands(me: App, other: App) -> Any:
    [found] = await me.get("/api/v1/accounts/relationships", **{"id[]": str(other.me.id)})
    return found


async def test_notes_and_endorsements_are_kept_and_seen_by_whom_they_are_for(minsu: App, jane: App) -> None:
    path = f"/api/v1/accounts/{jane.me.id}"
    noted = await minsu.post(f"{path}/note", comment="디자인 잘함")
    assert noted["note"] == "디자인 잘함"
    assert (await stands(jane, minsu))["note"] == ""
    for verb in ("pin", "endorse"):
        assert (await minsu.post(f"{path}/{verb}"))["endorsed"] is True
    assert [each["acct"] for each in await jane.get(f"/api/v1/accounts/{minsu.me.id}/endorsements")] == ["jane"]
    assert [each["acct"] for each in await minsu.get("/api/v1/endorsements")] == ["jane"]
    assert (await minsu.post(f"{path}/unpin"))["endorsed"] is False
    assert (await minsu.post(f"{path}/note", comment=""))["note"] == ""
    await minsu.post(f"{path}/note", 422, comment="x" * 2_001)
    await minsu.post(f"{path}/note", 422, comment="a\u202e")
    await minsu.post("/api/v1/accounts/7/note", 404, comment="x")
    await minsu.post(f"/api/v1/accounts/{minsu.me.id}/pin", 403)


async def test_who_is_awaited_is_told_of_and_who_is_sent_away_follows_no_more(
    any_company: Company, minsu: App, jane: App
) -> None:
    followed = await minsu.post(f"/api/v1/accounts/{jane.me.id}/follow", notify="true")
    assert (followed["following"], followed["notifying"]) == (True, True)
    await jane.says("기다리던 글")
    await jane.says("나에게 답", in_reply_to_id=(await minsu.says("질문"))["id"])
    async with asyncio.timeout(10):
        while len(heard := await minsu.get("/api/v1/notifications")) < 2:
            await any_company.relay.delivered()
    assert {each["type"] for each in heard} == {"status", "mention"}
    assert (await minsu.post(f"/api/v1/accounts/{jane.me.id}/follow", notify="false"))["notifying"] is False
    await minsu.post(f"/api/v1/accounts/{jane.me.id}/follow", notify="true")
    gone = await jane.post(f"/api/v1/accounts/{minsu.me.id}/remove_from_followers")
    assert gone["followed_by"] is False
    assert ((await stands(minsu, jane))["following"], (await stands(minsu, jane))["notifying"]) == (False, False)


async def test_familiar_followers_are_those_one_follows(any_company: Company, minsu: App, jane: App) -> None:
    friend, stranger = await a_person(any_company, "friend"), await a_person(any_company, "stranger")
    for who in (friend, stranger):
        await follow(any_company.db, who, jane.me.id)
    await follow(any_company.db, minsu.me, friend.id)
    [found] = await minsu.get("/api/v1/accounts/familiar_followers", **{"id[]": str(jane.me.id)})
    assert found["id"] == str(jane.me.id)
    assert [each["acct"] for each in found["accounts"]] == ["friend"]


async def test_suggestions_begin_next_door_and_leave_out_who_was_declined(any_company: Company, minsu: App) -> None:
    for handle, department in (("near", "데이터팀"), ("far", "R&D"), ("known", "데이터팀"), ("shy", "데이터팀")):
        other = await a_person(any_company, handle, department=department)
        if handle == "known":
            await follow(any_company.db, minsu.me, other.id)
    assert await minsu.ask("DELETE", f"/api/v1/suggestions/{other.id}") == {}
    found = await minsu.get("/api/v2/suggestions")
    assert [each["account"]["acct"] for each in found] == ["near", "far"]
    assert [each["sources"] for each in found] == [["featured"], ["similar_to_recently_followed"]]
    assert len(await minsu.get("/api/v1/suggestions", limit=1)) == 1


async def test_the_directory_holds_everybody(any_company: Company, minsu: App, jane: App) -> None:
    await minsu.says("글")
    assert [each["acct"] for each in await jane.get("/api/v1/directory")] == ["minsu", "jane"]
    assert [each["acct"] for each in await jane.get("/api/v1/directory", order="new", limit=1)] == ["jane"]
    assert await jane.get("/api/v1/directory", offset=2) == []


async def test_topics_are_followed_featured_and_trend(minsu: App, jane: App) -> None:
    for _ in range(2):
        assert (await minsu.post("/api/v1/tags/점심/follow"))["following"] is True
    await minsu.post("/api/v1/tags/Meeting/follow")
    assert [each["name"] for each in await minsu.get("/api/v1/followed_tags")] == ["Meeting", "점심"]
    assert (await jane.get("/api/v1/tags/점심"))["following"] is False
    assert (await minsu.post("/api/v1/tags/점심/unfollow"))["following"] is False
    await minsu.post("/api/v1/tags/a-b/follow", 422)
    await minsu.says("#점심 하나")
    await jane.says("#점심 둘 #회의")
    made = await minsu.post("/api/v1/featured_tags", name="#점심")
    assert (made["name"], made["statuses_count"]) == ("점심", "1")
    assert made["last_status_at"] is not None
    assert await jane.get(f"/api/v1/accounts/{minsu.me.id}/featured_tags") == [made]
    assert (await minsu.get("/api/v1/tags/점심"))["featuring"] is True
    assert [each["name"] for each in await jane.get("/api/v1/featured_tags/suggestions")] == ["점심", "회의"]
    await jane.ask("DELETE", f"/api/v1/featured_tags/{made['id']}", 404)
    assert await minsu.ask("DELETE", f"/api/v1/featured_tags/{made['id']}") == {}
    assert await minsu.get("/api/v1/featured_tags") == []
    first, second = await minsu.get("/api/v1/trends/tags")
    assert (first["name"], first["history"][0]["accounts"], first["history"][0]["uses"]) == ("점심", "2", "2")
    assert second["name"] == "회의"
    assert await minsu.get("/api/v1/trends/tags", offset=1) == [second]


async def test_what_many_talk_about_is_shown_to_those_who_may_read(any_company: Company, minsu: App, jane: App) -> None:
    post = await jane.says("점심 같이 하실 분")
    for handle in ("one", "two"):
        await like(any_company.db, await a_person(any_company, handle), int(post["id"]))
    assert await minsu.get("/api/v1/trends/statuses") == []
    await minsu.post(f"/api/v1/statuses/{post['id']}/favourite")
    [found] = await minsu.get("/api/v1/trends/statuses")
    assert (found["id"], found["favourited"]) == (post["id"], True)
    assert await minsu.get("/api/v1/trends/statuses", offset=1) == []
    await a_stranger(any_company).get("/api/v1/trends/statuses", 401)


async def test_a_topic_timeline_takes_other_topics_along(minsu: App) -> None:
    for words in ("#a", "#b", "#a #c"):
        await minsu.says(words)
    path = "/api/v1/timelines/tag/a"
    assert len(await minsu.get(path, **{"any[]": "b"})) == 3
    assert len(await minsu.get(path, **{"all[]": "c"})) == 1
    assert len(await minsu.get(path, **{"none[]": "c"})) == 1
