"""Messages of v2: sent, listed page by page, shown with what they lead to, put away; nothing of them to others."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.messages.leave import leave
from tests.api.twitter_v2.asking import Client, a_client, problem
from tests.factories import a_person, said, told_to


@pytest.fixture
async def other(company: Company, jihye: Viewer) -> AsyncIterator[Client]:
    """지혜's."""
    async with a_client(company, jihye) as client:
        yield client


async def sent(client: Client, path: str, **body: Any) -> dict[str, str]:
    answer = await client.post(path, **body)
    assert answer.status_code == 201, answer.text
    made: dict[str, str] = answer.json()["data"]
    return made


async def ids(client: Client, path: str, **query: Any) -> list[str]:
    answer = await client.get(path, **query)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json().get("data", [])]


async def test_what_is_said_to_one_person_stands_in_their_conversation(
    client: Client, other: Client, minsu: Viewer, jihye: Viewer
) -> None:
    made = await sent(client, f"dm_conversations/with/{jihye.id}/messages", text="점심 <3")
    small, large = sorted((minsu.id, jihye.id))
    assert made["dm_conversation_id"] == f"{small}-{large}"
    answer = await sent(other, f"dm_conversations/{made['dm_conversation_id']}/messages", text="네")
    assert answer["dm_conversation_id"] == made["dm_conversation_id"]
    expected = [answer["dm_event_id"], made["dm_event_id"]]
    for reader, participant in ((client, jihye), (other, minsu)):
        assert await ids(reader, "dm_events") == expected
        assert await ids(reader, f"dm_conversations/with/{participant.id}/dm_events") == expected
        assert await ids(reader, f"dm_conversations/{small}-{large}/dm_events") == expected
    assert (await client.get(f"dm_events/{made['dm_event_id']}")).json() == {
        "data": {"id": made["dm_event_id"], "text": "점심 &lt;3", "event_type": "MessageCreate"}
    }


async def test_all_fields_and_what_they_lead_to_are_shown(company: Company, client: Client, jihye: Viewer) -> None:
    me = client.me
    assert me is not None
    post = await said(company, jihye, "모두에게")
    event = await told_to(company, me, jihye, text="@jihye #비밀", quote_of_id=post)
    answer = await client.get(
        f"dm_events/{event}",
        dm_event__fields="id,text,event_type,created_at,dm_conversation_id,entities,sender_id,referenced_tweets",
        expansions="sender_id,referenced_tweets.id,participant_ids,attachments.media_keys",
        user__fields="username",
        tweet__fields="author_id",
    )
    data, includes = answer.json()["data"], answer.json()["includes"]
    assert data["sender_id"] == str(me.id)
    assert data["referenced_tweets"] == [{"id": str(post)}]
    assert [tag["tag"] for tag in data["entities"]["hashtags"]] == ["비밀"]
    assert data["created_at"].endswith("Z")
    assert [user["username"] for user in includes["users"]] == ["minsu"]
    assert [tweet["id"] for tweet in includes["tweets"]] == [str(post)]


async def test_a_group_begins_with_a_message_and_has_an_id_of_its_own(
    company: Company, client: Client, other: Client, jihye: Viewer
) -> None:
    third = await a_person(company)
    group = {"conversation_type": "Group", "participant_ids": [str(jihye.id), str(third.id)]}
    made = await sent(client, "dm_conversations", **group, message={"text": "셋이서"})
    assert made["dm_conversation_id"].isdigit()
    again = await sent(client, "dm_conversations", **group, message={"text": "또"})
    assert again["dm_conversation_id"] == made["dm_conversation_id"]
    answer = await sent(other, f"dm_conversations/{made['dm_conversation_id']}/messages", text="네")
    events = await ids(client, f"dm_conversations/{made['dm_conversation_id']}/dm_events")
    joined = events.pop()
    assert events == [answer["dm_event_id"], again["dm_event_id"], made["dm_event_id"]]
    assert (await client.get(f"dm_events/{joined}")).json() == {
        "data": {"id": joined, "event_type": "ParticipantsJoin"}
    }
    assert await ids(client, f"dm_conversations/with/{jihye.id}/dm_events") == []


async def test_who_comes_into_a_group_and_who_leaves_it_is_told_to_all_who_are_in_it(
    company: Company, client: Client, other: Client, jihye: Viewer
) -> None:
    me = client.me
    assert me is not None
    bora = await a_person(company, "bora")
    first = await told_to(company, me, jihye, bora, text="셋이서")
    talk = (await company.views.shared([first], messages=True))[first].post.conversation_id
    assert talk is not None
    await leave(company.db, bora, talk)
    last = await told_to(company, me, jihye, text="둘이서")
    wanted = {
        "dm_event__fields": "created_at,dm_conversation_id,participant_ids,sender_id,text,attachments",
        "expansions": "participant_ids,sender_id",
        "user__fields": "username",
    }
    found = (await other.get("dm_events", **wanted)).json()
    message, left, begun, joined = found["data"]
    assert (message["id"], begun["id"], message["event_type"]) == (str(last), str(first), "MessageCreate")
    assert left.pop("created_at") >= joined.pop("created_at")
    everybody = [str(account_id) for account_id in sorted((me.id, jihye.id, bora.id))]
    group = {"dm_conversation_id": str(talk)}
    assert left == group | {
        "id": left["id"],
        "event_type": "ParticipantsLeave",
        "participant_ids": [str(bora.id)],
        "sender_id": str(bora.id),
    }
    assert joined == group | {
        "id": joined["id"],
        "event_type": "ParticipantsJoin",
        "participant_ids": everybody,
        "sender_id": str(me.id),
    }
    assert {user["username"] for user in found["includes"]["users"]} == {"minsu", "jihye", "bora"}
    alone = (await other.get(f"dm_events/{left['id']}", **wanted)).json()
    assert [user["id"] for user in alone["includes"]["users"]] == [str(bora.id)]
    for types, expected in (
        ("MessageCreate", [str(last), str(first)]),
        ("ParticipantsJoin", [joined["id"]]),
        ("ParticipantsLeave", [left["id"]]),
        ("ParticipantsJoin,ParticipantsLeave", [left["id"], joined["id"]]),
        ("MessageCreate,ParticipantsLeave", [str(last), left["id"], str(first)]),
    ):
        assert await ids(other, "dm_events", event_types=types) == expected
    assert await ids(client, f"dm_conversations/{talk}/dm_events") == [left["id"], str(first), joined["id"]]
    assert await ids(client, f"dm_conversations/with/{jihye.id}/dm_events") == [str(last)]
    pages: list[str] = []
    token: dict[str, str] = {}
    while True:
        page = (await other.get("dm_events", max_results=1, **token)).json()
        pages += [each["id"] for each in page["data"]]
        if "next_token" not in page["meta"]:
            break
        token = {"pagination_token": page["meta"]["next_token"]}
    assert pages == [str(last), left["id"], str(first), joined["id"]]
    back = (await other.get("dm_events", max_results=1, pagination_token=page["meta"]["previous_token"])).json()
    assert back["data"][0]["id"] == str(first)
    async with a_client(company, bora) as gone:
        assert await ids(gone, "dm_events") == [left["id"], str(first), joined["id"]]
    assert problem(await other.delete(f"dm_events/{left['id']}")) == (404, "resource-not-found")
    async with a_client(company, await a_person(company)) as stranger:
        assert await ids(stranger, "dm_events") == []
        assert "data" not in (await stranger.get(f"dm_events/{left['id']}")).json()


async def test_pages_lead_through_all_of_them_and_back(company: Company, client: Client, jihye: Viewer) -> None:
    me = client.me
    assert me is not None
    all_ids = [str(await told_to(company, me, jihye, text=f"{number}")) for number in range(5)][::-1]
    first = (await client.get("dm_events", max_results=2)).json()
    second = (await client.get("dm_events", max_results=2, pagination_token=first["meta"]["next_token"])).json()
    assert first["meta"].keys() == {"result_count", "next_token"}
    third = (await client.get("dm_events", max_results=2, pagination_token=second["meta"]["next_token"])).json()
    found = [each["id"] for page in (first, second, third) for each in page["data"]]
    assert found == all_ids
    assert "next_token" not in third["meta"]
    back = (await client.get("dm_events", max_results=2, pagination_token=second["meta"]["previous_token"])).json()
    assert back["data"] == first["data"]
    assert (await client.get("dm_events", event_types="ParticipantsJoin")).json() == {"meta": {"result_count": 0}}


async def test_who_puts_a_message_away_does_it_for_themselves(client: Client, other: Client, jihye: Viewer) -> None:
    made = await sent(client, f"dm_conversations/with/{jihye.id}/messages", text="잘못")
    event = made["dm_event_id"]
    assert (await client.delete(f"dm_events/{event}")).json() == {"data": {"deleted": True}}
    assert problem(await client.delete(f"dm_events/{event}")) == (404, "resource-not-found")
    assert await ids(client, "dm_events") == []
    assert await ids(other, "dm_events") == [event]


async def test_what_is_among_others_looks_as_if_it_were_not(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    event = await told_to(company, minsu, jihye)
    group = await told_to(company, minsu, jihye, await a_person(company))
    third = await a_person(company)
    talk = (await company.views.shared([group], messages=True))[group].post.conversation_id
    pair = "-".join(map(str, sorted((minsu.id, jihye.id))))
    nothing = {"meta": {"result_count": 0}}
    async with a_client(company, third) as stranger:
        for path in (f"dm_conversations/{pair}/dm_events", f"dm_conversations/{talk}/dm_events", "dm_events"):
            assert (await stranger.get(path)).json() == nothing
        assert (await stranger.get("dm_conversations/7/dm_events")).json() == nothing
        assert "data" not in (await stranger.get(f"dm_events/{event}")).json()
        for conversation in (pair, talk, 7):
            refused = await stranger.post(f"dm_conversations/{conversation}/messages", text="나도")
            assert problem(refused) == (404, "resource-not-found")
    for reader in (client,):
        assert "data" not in (await reader.get(f"tweets/{event}")).json()
        assert "data" not in (await reader.get("tweets", ids=event)).json()
        assert (await reader.get(f"users/{minsu.id}/tweets")).json() == nothing
        refused = await reader.post(f"users/{minsu.id}/likes", tweet_id=str(event))
        assert problem(refused) == (404, "resource-not-found")
        assert problem(await reader.post("tweets", text="답", reply={"in_reply_to_tweet_id": str(event)}))[0] == 403


async def test_what_cannot_be_sent_is_a_problem(company: Company, client: Client, jihye: Viewer) -> None:
    gone = await a_person(company)
    await deactivate(company.db, gone.id)
    to = f"dm_conversations/with/{jihye.id}/messages"
    picture = [{"media_id": "7"}]
    many = [str((await a_person(company)).id) for _ in range(8)]
    for path, body, expected in (
        (f"dm_conversations/with/{gone.id}/messages", {"text": "저기"}, (403, "about:blank")),
        ("dm_conversations/with/1/messages", {"text": "저기"}, (404, "resource-not-found")),
        ("dm_conversations/with/9999999999999999999/messages", {"text": "저기"}, (404, "resource-not-found")),
        ("dm_conversations/with/you/messages", {"text": "저기"}, (400, "invalid-request")),
        (to, {"text": "가" * 10_001}, (403, "about:blank")),
        (to, {}, (400, "invalid-request")),
        (to, {"text": ["저기"]}, (400, "invalid-request")),
        (to, {"text": "저기", "extra": 1}, (400, "invalid-request")),
        (to, {"text": "저기", "attachments": picture * 2}, (400, "invalid-request")),
        (to, {"text": "저기", "attachments": picture}, (400, "invalid-request")),
        ("dm_conversations", {"conversation_type": "Group", "participant_ids": many}, (400, "invalid-request")),
        (
            "dm_conversations",
            {"conversation_type": "Group", "participant_ids": many, "message": {"text": "여럿"}},
            (400, "invalid-request"),
        ),
    ):
        assert problem(await client.post(path, **body)) == expected, (path, body)


async def test_an_app_that_is_not_for_messages_reads_and_sends_none(
    company: Company, minsu: Viewer, jihye: Viewer
) -> None:
    async with a_client(company, minsu, "read:statuses write:statuses read:accounts") as narrow:
        assert problem(await narrow.get("dm_events"))[0] == 403
        assert problem(await narrow.post(f"dm_conversations/with/{jihye.id}/messages", text="저기"))[0] == 403
    async with a_client(company, None) as alone:
        assert problem(await alone.get("dm_events")) == (403, "unsupported-authentication")
