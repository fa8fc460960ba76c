"""Direct statuses and conversations: for those they name, and as if they were not there for everybody else."""

import pytest

from biztweet.api.mastodon.present.conversation import conversation
from biztweet.api.mastodon.present.status import status
from biztweet.company import Company
from biztweet.follows.hide import block
from biztweet.messages.model import ConversationView, InboxEntry
from tests.api.mastodon.clients import App, an_app, an_app_of
from tests.api.mastodon.shapes import JANE, SITE, all_views, golden
from tests.factories import an_account, told_to
from tests.notifications.test_inbox import reacted


@pytest.fixture
async def third(company: Company) -> App:
    return await an_app(company, "third")


def test_a_conversation_looks_as_the_docs_say() -> None:
    view = all_views()["direct"]
    seen = ConversationView(
        InboxEntry(2_000_000_000_000_000_129, None, is_group=False, last_message_id=view.id, last_read_id=0),
        (an_account(), JANE),
        view,
    )
    assert conversation(SITE, seen, an_account().id, status(SITE, view)) == golden("conversation")


async def test_a_direct_status_is_there_for_those_it_names(minsu: App, jane: App, third: App) -> None:
    made = await minsu.says("@jane 점심?", visibility="direct")
    assert made["visibility"] == "direct"
    assert [named["acct"] for named in made["mentions"]] == ["jane"]
    seen = await jane.get(f"/api/v1/statuses/{made['id']}")
    assert (seen["content"], seen["account"]["acct"]) == (made["content"], "minsu")
    assert [each["id"] for each in await jane.get("/api/v1/statuses", **{"id[]": made["id"]})] == [made["id"]]
    assert (await jane.get(f"/api/v1/statuses/{made['id']}/source"))["text"] == "@jane 점심?"
    assert len(await jane.get(f"/api/v1/statuses/{made['id']}/history")) == 1
    assert await third.get("/api/v1/statuses", **{"id[]": made["id"]}) == []


async def test_a_note_to_oneself_names_nobody(minsu: App, jane: App) -> None:
    note = await minsu.says("기억할 것", visibility="direct")
    assert note["mentions"] == []
    [talk] = await minsu.get("/api/v1/conversations")
    assert [other["acct"] for other in talk["accounts"]] == ["minsu"]
    assert talk["last_status"]["id"] == note["id"]
    await jane.get(f"/api/v1/statuses/{note['id']}", 404)


async def test_conversations_are_listed_read_and_put_away(minsu: App, jane: App, third: App) -> None:
    first = await jane.says("@minsu 하나", visibility="direct")
    second = await third.says("@minsu @jane 둘", visibility="direct")
    group, pair = await minsu.get("/api/v1/conversations")
    assert (pair["unread"], pair["last_status"]["id"]) == (True, first["id"])
    assert {other["acct"] for other in group["accounts"]} == {"jane", "third"}
    page = await minsu.http.get("/api/v1/conversations", params={"limit": 1})
    assert f"max_id={second['id']}" in page.headers["link"]
    older = await minsu.get("/api/v1/conversations", max_id=second["id"])
    assert [talk["id"] for talk in older] == [pair["id"]]
    assert (await minsu.post(f"/api/v1/conversations/{pair['id']}/read"))["unread"] is False
    assert (await minsu.post(f"/api/v1/conversations/{pair['id']}/unread"))["unread"] is True
    assert await minsu.ask("DELETE", f"/api/v1/conversations/{pair['id']}") == {}
    assert [talk["id"] for talk in await minsu.get("/api/v1/conversations")] == [group["id"]]
    for path in ("read", "unread"):
        await third.post(f"/api/v1/conversations/{pair['id']}/{path}", 404)
    await third.ask("DELETE", f"/api/v1/conversations/{pair['id']}", 404)
    again = await jane.says("@minsu 또", visibility="direct")
    assert (await minsu.get("/api/v1/conversations"))[0]["last_status"]["id"] == again["id"]


async def test_an_answer_to_a_message_is_a_message_whatever_it_asks_for(minsu: App, jane: App, third: App) -> None:
    asked = await minsu.says("@jane 비밀", visibility="direct")
    for form in ({}, {"visibility": "public"}, {"visibility": "direct"}):
        answer = await jane.says("@minsu 알겠어요", in_reply_to_id=asked["id"], **form)
        assert (answer["visibility"], answer["in_reply_to_id"]) == ("direct", asked["id"])
        await third.get(f"/api/v1/statuses/{answer['id']}", 404)
    unnamed = await jane.says("이름 없이", in_reply_to_id=asked["id"])
    assert [named["acct"] for named in unnamed["mentions"]] == ["minsu"]
    around = await minsu.get(f"/api/v1/statuses/{asked['id']}/context")
    assert len(around["descendants"]) == 4
    assert len(await minsu.get("/api/v1/conversations")) == 1


async def test_a_direct_answer_to_a_post_is_in_its_thread_for_those_it_names_only(
    minsu: App, jane: App, third: App
) -> None:
    post = await minsu.says("모두에게")
    await jane.says("@minsu 둘이서", in_reply_to_id=post["id"], visibility="direct")
    assert len((await minsu.get(f"/api/v1/statuses/{post['id']}/context"))["descendants"]) == 1
    assert (await third.get(f"/api/v1/statuses/{post['id']}/context"))["descendants"] == []
    assert (await third.get(f"/api/v1/statuses/{post['id']}"))["replies_count"] == 0


async def test_what_cannot_be_done_with_a_message_is_said_to_members_and_missing_to_others(
    minsu: App, jane: App, third: App
) -> None:
    made = await minsu.says("@jane 비밀", visibility="direct")
    for act in ("reblog", "favourite", "bookmark", "unreblog", "unfavourite", "unbookmark"):
        assert "message" in (await jane.post(f"/api/v1/statuses/{made['id']}/{act}", 403))["error"]
        missing = await third.post(f"/api/v1/statuses/1/{act}", 404)
        assert await third.post(f"/api/v1/statuses/{made['id']}/{act}", 404) == missing
    await minsu.ask("PUT", f"/api/v1/statuses/{made['id']}", 403, data={"status": "다른 말"})
    await jane.post("/api/v1/statuses", 403, status="인용", quoted_status_id=made["id"])


async def test_its_author_deletes_it_for_everybody_and_nobody_else_can(minsu: App, jane: App) -> None:
    made = await minsu.says("@jane 잘못 보냄", visibility="direct")
    await jane.ask("DELETE", f"/api/v1/statuses/{made['id']}", 404)
    assert (await minsu.ask("DELETE", f"/api/v1/statuses/{made['id']}"))["text"] == "@jane 잘못 보냄"
    await jane.get(f"/api/v1/statuses/{made['id']}", 404)
    assert await jane.get("/api/v1/conversations") == []


async def test_a_message_is_notified_as_a_mention(company: Company, minsu: App, jane: App) -> None:
    made = await minsu.says("@jane 보세요", visibility="direct")
    await reacted(company)
    [notice] = await jane.get("/api/v1/notifications")
    assert (notice["type"], notice["status"]["id"]) == ("mention", made["id"])
    assert (await jane.get("/api/v2/notifications"))["statuses"][0]["visibility"] == "direct"
    await minsu.ask("DELETE", f"/api/v1/statuses/{made['id']}")
    await reacted(company)
    assert await jane.get("/api/v1/notifications") == []


async def test_an_app_that_is_not_for_messages_sees_none_of_them(company: Company, minsu: App, jane: App) -> None:
    made = await minsu.says("@jane 비밀", visibility="direct")
    await reacted(company)
    narrow = await an_app_of(company, jane.me, "read:statuses read:notifications write:statuses write:conversations")
    await narrow.get(f"/api/v1/statuses/{made['id']}", 404)
    await narrow.get("/api/v1/conversations", 403)
    assert await narrow.get("/api/v1/notifications") == []
    await narrow.post("/api/v1/statuses", 403, status="@minsu 나도", visibility="direct")


async def test_who_cannot_be_written_to_is_said_so(company: Company, minsu: App, jane: App, third: App) -> None:
    await block(company.db, jane.me, minsu.me.id)
    await minsu.post("/api/v1/statuses", 403, status="@jane 저기", visibility="direct")
    await minsu.post("/api/v1/statuses", 422, status="나만", visibility="private")
    await minsu.post("/api/v1/statuses", 422, status="@third " + "가" * 10_000, visibility="direct")
    assert await minsu.says("@third " + "가" * 9_000, visibility="direct")


async def test_what_twitters_clients_send_has_the_same_id_here(company: Company, minsu: App, jane: App) -> None:
    sent = await told_to(company, minsu.me, jane.me, text="@third 빼고 점심?")
    seen = await jane.get(f"/api/v1/statuses/{sent}")
    assert [named["acct"] for named in seen["mentions"]] == ["jane"]
    [talk] = await jane.get("/api/v1/conversations")
    assert talk["last_status"]["id"] == str(sent)


async def test_idempotency_keys_hold_for_messages(minsu: App, jane: App) -> None:
    form = {"status": "@jane 한 번만", "visibility": "direct"}
    ids = {
        (await minsu.ask("POST", "/api/v1/statuses", data=form, headers={"Idempotency-Key": "k"}))["id"]
        for _ in range(2)
    }
    assert len(ids) == 1


async def test_an_app_that_is_not_for_messages_changes_nothing_of_them(company: Company, minsu: App, jane: App) -> None:
    made = await minsu.says("@jane 점심?", visibility="direct")
    [talk] = await jane.get("/api/v1/conversations")
    curious = await an_app_of(company, jane.me, "read:statuses write:statuses write:conversations")
    for act in ("read", "unread"):
        await curious.post(f"/api/v1/conversations/{talk['id']}/{act}", 403)
    await curious.ask("DELETE", f"/api/v1/conversations/{talk['id']}", 403)
    assert await jane.get("/api/v1/conversations") == [talk]
    reader = await an_app_of(company, minsu.me, "read write:statuses")
    await reader.ask("DELETE", f"/api/v1/statuses/{made['id']}", 403)
    assert (await jane.get(f"/api/v1/statuses/{made['id']}"))["id"] == made["id"]
