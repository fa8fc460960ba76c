"""Direct messages of v1.1: sent, listed, shown and put away by those whom they concern."""

from typing import Any

from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from biztweet.follows.hide import block
from biztweet.kernel.paging import Page
from biztweet.messages.remove import delete
from tests.api.twitter_v1.asking import Client, a_client, code
from tests.api.twitter_v1.test_streaming import listening
from tests.factories import a_person, said, told_to


def wish(to: int, text: str = "안녕", **data: Any) -> dict[str, Any]:
    """What a client sends to say something."""
    target = {"recipient_id": str(to)}
    created = {"target": target, "message_data": {"text": text, **data}}
    return {"event": {"type": "message_create", "message_create": created}}


async def send(client: Client, to: int, text: str = "안녕", **data: Any) -> Any:
    answer = await client.send("POST", "direct_messages/events/new.json", json=wish(to, text, **data))
    assert answer.status_code == 200, answer.text
    return answer.json()["event"]


async def test_a_message_is_sent_shown_and_listed_for_both(
    client: Client, other: Client, minsu: Viewer, jihye: Viewer
) -> None:
    sent = await send(client, jihye.id, "점심 <3")
    told = sent["message_create"]
    assert (told["sender_id"], told["target"]["recipient_id"]) == (str(minsu.id), str(jihye.id))
    assert told["message_data"]["text"] == "점심 &lt;3"
    for each in (client, other):
        assert (await each.get("direct_messages/events/show.json", id=sent["id"])).json() == {"event": sent}
        assert (await each.get("direct_messages/events/list.json")).json() == {"events": [sent]}


async def test_cursors_lead_through_all_of_them_and_end(client: Client, jihye: Viewer) -> None:
    ids = [(await send(client, jihye.id, f"{number}"))["id"] for number in range(5)][::-1]
    found: list[str] = []
    query: dict[str, Any] = {"count": 2}
    while True:
        page = (await client.get("direct_messages/events/list.json", **query)).json()
        found += [each["id"] for each in page["events"]]
        if "next_cursor" not in page:
            break
        assert isinstance(page["next_cursor"], str)
        query["cursor"] = page["next_cursor"]
    assert found == ids


async def test_who_puts_a_message_away_does_it_for_themselves(client: Client, other: Client, jihye: Viewer) -> None:
    sent = await send(client, jihye.id)
    answer = await client.send("DELETE", "direct_messages/events/destroy.json", params={"id": sent["id"]})
    assert (answer.status_code, answer.content) == (204, b"")
    assert code(await client.get("direct_messages/events/show.json", id=sent["id"])) == (404, 34)
    assert (await client.get("direct_messages/events/list.json")).json() == {"events": []}
    assert (await other.get("direct_messages/events/show.json", id=sent["id"])).status_code == 200


async def test_what_is_read_is_remembered(company: Company, client: Client, other: Client, jihye: Viewer) -> None:
    minsu_id = (await send(client, jihye.id))["message_create"]["sender_id"]
    last = await send(client, jihye.id)
    assert await company.conversations.unread(jihye) == 1
    read = await other.post("direct_messages/mark_read.json", last_read_event_id=last["id"], recipient_id=minsu_id)
    assert (read.status_code, read.content) == (204, b"")
    assert await company.conversations.unread(jihye) == 0
    typing = await other.post("direct_messages/indicate_typing.json", recipient_id=minsu_id)
    assert typing.status_code == 204
    stranger = (await a_person(company)).id
    nothing = await other.post("direct_messages/mark_read.json", last_read_event_id=last["id"], recipient_id=stranger)
    assert code(nothing) == (404, 34)


async def test_the_older_form_tells_sent_from_received(client: Client, other: Client, jihye: Viewer) -> None:
    made = (await client.post("direct_messages/new.json", screen_name="jihye", text="옛 방식")).json()
    assert (made["recipient_screen_name"], made["text"]) == ("jihye", "옛 방식")
    assert [each["id"] for each in (await other.get("direct_messages.json")).json()] == [made["id"]]
    assert [each["id"] for each in (await client.get("direct_messages/sent.json")).json()] == [made["id"]]
    assert (await client.get("direct_messages.json")).json() == []
    assert (await other.get("direct_messages/show.json", id=made["id"])).json()["sender"]["screen_name"] == "minsu"
    assert (await other.post("direct_messages/destroy.json", id=made["id"])).json()["id"] == made["id"]
    assert (await other.get("direct_messages.json")).json() == []


async def test_what_cannot_be_sent_is_refused_with_its_code(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    gone, blocker = await a_person(company), await a_person(company)
    await deactivate(company.db, gone.id)
    await block(company.db, blocker, minsu.id)
    for wanted, expected in (
        (wish(gone.id), (403, 349)),
        (wish(blocker.id), (403, 349)),
        (wish(1), (404, 50)),
        (wish(10**30), (404, 50)),
        (wish(jihye.id, "가" * 10_001), (403, 354)),
        (wish(jihye.id, ""), (400, 38)),
        (wish(jihye.id, attachment={"type": "location"}), (400, 44)),
        (wish(jihye.id, attachment={"type": "media", "media": {"id": "7"}}), (403, 324)),
        (wish(jihye.id, attachment=7), (400, 44)),
        ({"event": {"type": "welcome"}}, (400, 44)),
        ({"event": {"message_create": []}}, (400, 44)),
        ({}, (400, 38)),
    ):
        answer = await client.send("POST", "direct_messages/events/new.json", json=wanted)
        assert code(answer) == expected, wanted


async def test_a_message_is_no_status_and_not_there_for_others(
    company: Company, client: Client, other: Client, jihye: Viewer
) -> None:
    sent = (await send(client, jihye.id))["id"]
    third = await a_person(company)
    async with a_client(company, third) as stranger:
        for path in ("direct_messages/events/show.json", "direct_messages/show.json"):
            assert code(await stranger.get(path, id=sent)) == (404, 34)
        assert (await stranger.get("direct_messages/events/list.json")).json() == {"events": []}
    for each in (client, other):
        assert code(await each.get(f"statuses/show/{sent}.json")) == (404, 144)
        for path in ("statuses/retweet", "statuses/destroy"):
            assert code(await each.post(f"{path}/{sent}.json")) == (404, 144)
        assert code(await each.post("statuses/update.json", status="답", in_reply_to_status_id=sent)) == (403, 385)
        assert (await each.get("statuses/lookup.json", id=sent)).json() == []


async def test_an_app_without_the_level_for_messages_is_told_so(company: Company, minsu: Viewer, jihye: Viewer) -> None:
    async with a_client(company, minsu, "read:statuses write:statuses read:accounts") as narrow:
        assert code(await narrow.get("direct_messages/events/list.json")) == (403, 93)
        assert code(await narrow.send("POST", "direct_messages/events/new.json", json=wish(jihye.id))) == (403, 93)
    async with a_client(company, None) as alone:
        assert code(await alone.get("direct_messages.json"))[0] == 403


async def test_a_groups_messages_go_to_their_reader_and_say_to_whom_besides(
    company: Company, client: Client, other: Client, minsu: Viewer, jihye: Viewer
) -> None:
    bora = await a_person(company, "bora")
    group = await told_to(company, jihye, bora, minsu, text="셋이서")
    talk = (await company.views.shared([group], messages=True))[group].post.conversation_id
    [got] = (await client.get("direct_messages/events/list.json")).json()["events"]
    assert got["message_create"]["sender_id"] == str(jihye.id)
    others = sorted([str(minsu.id), str(bora.id)])
    about = {"conversation_id": str(talk), "recipient_ids": others}
    assert got["message_create"]["target"] == {"recipient_id": str(minsu.id), **about}
    [own] = (await other.get("direct_messages/events/list.json")).json()["events"]
    assert own["message_create"]["target"] == {"recipient_id": others[0], **about}
    assert (await client.get("direct_messages/events/show.json", id=group)).json() == {"event": got}
    [old] = (await client.get("direct_messages.json")).json()
    assert (old["recipient_screen_name"], old["sender_screen_name"], old["recipient_ids"]) == ("minsu", "jihye", others)
    assert [each["id"] for each in (await other.get("direct_messages/sent.json")).json()] == [group]
    async with a_client(company, await a_person(company)) as stranger:
        assert code(await stranger.get("direct_messages/events/show.json", id=group)) == (404, 34)
        assert (await stranger.get("direct_messages/events/list.json")).json() == {"events": []}


async def test_a_group_is_answered_by_its_own_id_and_its_sender_alone_by_theirs(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    bora = await a_person(company, "bora")
    group = await told_to(company, jihye, bora, minsu, text="셋이서")
    [got] = (await client.get("direct_messages/events/list.json")).json()["events"]
    talk = got["message_create"]["target"]["conversation_id"]
    created = {"target": {"conversation_id": talk}, "message_data": {"text": "네"}}
    answer = await client.send(
        "POST", "direct_messages/events/new.json", json={"event": {"type": "message_create", "message_create": created}}
    )
    assert answer.json()["event"]["message_create"]["target"]["conversation_id"] == talk
    assert len(await company.conversations.message_ids(bora, Page())) == 2
    await send(client, jihye.id, "둘이서")
    assert len(await company.conversations.message_ids(bora, Page())) == 2
    async with a_client(company, await a_person(company)) as stranger:
        wanted = {"event": {"type": "message_create", "message_create": created}}
        assert code(await stranger.send("POST", "direct_messages/events/new.json", json=wanted)) == (404, 34)
    assert await company.conversations.unread(minsu) == 0
    await told_to(company, jihye, bora, minsu, text="또")
    last = (await company.conversations.message_ids(minsu, Page()))[0]
    assert await company.conversations.unread(minsu) == 1
    read = await client.post("direct_messages/mark_read.json", last_read_event_id=last, recipient_id=jihye.id)
    assert read.status_code == 204
    assert await company.conversations.unread(minsu) == 0
    assert group < last


async def test_the_user_stream_tells_of_messages(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    async with listening(company, client, "user.json") as stream:
        assert await stream.next() == {"friends": []}
        group = await told_to(company, jihye, minsu, await a_person(company), text="셋이서")
        heard = (await stream.next())["direct_message"]
        assert (heard["id"], heard["sender"]["screen_name"], len(heard["recipient_ids"])) == (group, "jihye", 2)
        sent = await told_to(company, jihye, minsu, text="둘이서")
        heard = (await stream.next())["direct_message"]
        assert (heard["id"], heard["text"], heard["sender"]["screen_name"]) == (sent, "둘이서", "jihye")
        await delete(company.db, jihye, sent)
        gone = (await stream.next())["delete"]["direct_message"]
        assert (gone["id"], gone["user_id"]) == (sent, jihye.id)
    async with (
        a_client(company, minsu, "read:statuses read:notifications") as narrow,
        listening(company, narrow, "user.json") as stream,
    ):
        assert await stream.next() == {"friends": []}
        await told_to(company, jihye, minsu, text="안 들려야")
        post = await said(company, jihye, "모두에게")
        assert (await stream.next())["id"] == post
