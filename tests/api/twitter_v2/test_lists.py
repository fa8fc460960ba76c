"""Lists through v2, hidden replies, and pinned posts beside their authors."""

from typing import Any

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.posts.pin import pin
from biztweet.posts.remove import remove
from biztweet.timelines.thread import thread
from tests.api.twitter_v2.asking import Client, a_client
from tests.counting import counted_reads
from tests.factories import a_person, said


async def made(client: Client, **body: Any) -> str:
    answer = await client.send("POST", "lists", json={"name": "Data Team"} | body)
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["data"]["id"]
    return found


async def data(client: Client, path: str, **query: Any) -> Any:
    answer = await client.get(path, **query)
    assert answer.status_code == 200, answer.text
    return answer.json().get("data", [])


async def did(client: Client, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    answer = await client.send(method, path, **({} if body is None else {"json": body}))
    assert answer.status_code == status, answer.text
    return answer.json().get("data")


async def test_a_list_is_made_shown_changed_and_deleted(client: Client, minsu: Viewer) -> None:
    list_id = await made(client, description="우리 팀", private=True)
    assert await data(client, f"lists/{list_id}") == {"id": list_id, "name": "Data Team"}
    fields = "created_at,description,follower_count,member_count,owner_id,private"
    query = {"list.fields": fields, "expansions": "owner_id", "user.fields": "verified"}
    whole = (await client.get(f"lists/{list_id}", **query)).json()
    assert whole["data"] | {"created_at": ""} == {
        "id": list_id, "name": "Data Team", "created_at": "", "description": "우리 팀", "follower_count": 0,
        "member_count": 0, "owner_id": str(minsu.id), "private": True,
    }  # fmt: skip
    assert whole["includes"]["users"][0]["username"] == "minsu"
    assert await did(client, "PUT", f"lists/{list_id}", {"name": "Team", "private": False}) == {"updated": True}
    assert (await data(client, f"lists/{list_id}"))["name"] == "Team"
    assert await did(client, "DELETE", f"lists/{list_id}") == {"deleted": True}
    [problem] = (await client.get(f"lists/{list_id}")).json()["errors"]
    assert (problem["resource_type"], problem["value"]) == ("list", list_id)
    for body in ({}, {"name": ""}, {"name": " "}, {"name": "x" * 101}, {"name": 7}, {"name": "x", "colour": "red"}):
        await did(client, "POST", "lists", body, 400)


async def test_members_and_readers_come_and_go(company: Company, client: Client, minsu: Viewer, jihye: Viewer) -> None:
    list_id = await made(client)
    for _ in range(2):
        assert await did(client, "POST", f"lists/{list_id}/members", {"user_id": str(jihye.id)}) == {"is_member": True}
    assert [each["id"] for each in await data(client, f"lists/{list_id}/members")] == [str(jihye.id)]
    post_id = await said(company, jihye, "목록에서 읽을 글")
    assert [each["id"] for each in await data(client, f"lists/{list_id}/tweets")] == [str(post_id)]
    assert [each["id"] for each in await data(client, f"users/{jihye.id}/list_memberships")] == [list_id]
    async with a_client(company, jihye) as other:
        for what, flag in (("followed_lists", "following"), ("pinned_lists", "pinned")):
            path = f"users/{jihye.id}/{what}"
            assert await did(other, "POST", path, {"list_id": list_id}) == {flag: True}
            assert [each["id"] for each in await data(other, path)] == [list_id]
            if what == "followed_lists":
                assert [each["id"] for each in await data(client, f"lists/{list_id}/followers")] == [str(jihye.id)]
            assert await did(other, "DELETE", f"{path}/{list_id}") == {flag: False}
            assert await data(other, path) == []
            await did(other, "POST", path, {"list_id": "7"}, 404)
        await did(other, "PUT", f"lists/{list_id}", {"name": "x"}, 403)
        await did(other, "DELETE", f"lists/{list_id}", None, 403)
        await did(other, "POST", f"lists/{list_id}/members", {"user_id": str(minsu.id)}, 403)
        assert (await other.get(f"users/{minsu.id}/pinned_lists")).status_code == 403
    assert await did(client, "DELETE", f"lists/{list_id}/members/{jihye.id}") == {"is_member": False}
    await did(client, "POST", f"lists/{list_id}/members", {"user_id": "7"}, 404)
    assert await data(client, f"lists/{list_id}/tweets") == []


async def test_private_lists_of_others_look_missing(company: Company, client: Client, minsu: Viewer) -> None:
    secret, other_id = await made(client, private=True), "7"
    async with a_client(company, await a_person(company)) as other:
        assert await data(other, f"users/{minsu.id}/owned_lists") == []
        for list_id in (secret, other_id, "9" * 19):
            for path in ("", "/members", "/followers", "/tweets"):
                answer = (await other.get(f"lists/{list_id}{path}")).json()
                assert list(answer) == ["errors"], (path, answer)
                assert answer["errors"][0]["detail"] == f"Could not find list with id: [{list_id}]."
            for method, body in (("PUT", {"name": "x"}), ("DELETE", None)):
                await did(other, method, f"lists/{list_id}", body, 404)
    assert len(await data(client, f"users/{minsu.id}/owned_lists")) == 1


async def test_pages_of_lists_go_on_and_cost_the_same(company: Company, client: Client, minsu: Viewer) -> None:
    ids = [await made(client, name=f"{number}") for number in range(7)][::-1]
    path, query = f"users/{minsu.id}/owned_lists", {"expansions": "owner_id"}
    first = (await client.get(path, max_results=3, **query)).json()
    second = (await client.get(path, max_results=3, pagination_token=first["meta"]["next_token"], **query)).json()
    assert [each["id"] for each in (*first["data"], *second["data"])] == ids[:6]
    reads = []
    for number in (1, 7):
        with counted_reads(company) as count:
            await client.get(path, max_results=number, **query)
        reads.append(count.reads)
    assert reads[0] == reads[1] <= 4


async def test_who_began_a_conversation_hides_replies_in_it(company: Company, client: Client, minsu: Viewer) -> None:
    jihye = await a_person(company)
    root = await said(company, minsu)
    reply = await said(company, jihye, "답", reply_to_id=root)
    for hidden in (True, True, False):
        assert await did(client, "PUT", f"tweets/{reply}/hidden", {"hidden": hidden}) == {"hidden": hidden}
        assert ((await thread(company.timelines, minsu, root)).folded == (reply,)) is hidden
    await did(client, "PUT", f"tweets/{root}/hidden", {"hidden": True}, 400)
    await did(client, "PUT", "tweets/7/hidden", {"hidden": True}, 404)
    await did(client, "PUT", f"tweets/{reply}/hidden", {"hidden": "maybe"}, 400)
    async with a_client(company, jihye) as other:
        await did(other, "PUT", f"tweets/{reply}/hidden", {"hidden": True}, 403)


async def test_the_latest_pinned_post_stands_beside_its_author(company: Company, client: Client, minsu: Viewer) -> None:
    old, new = await said(company, minsu, "먼저"), await said(company, minsu, "나중")
    query = {"user.fields": "pinned_tweet_id", "expansions": "pinned_tweet_id"}
    assert "pinned_tweet_id" not in await data(client, "users/me", **query)
    for post in (old, new):
        await pin(company.db, minsu, post)
        found = (await client.get("users/me", **query)).json()
        assert found["data"]["pinned_tweet_id"] == str(post)
        assert [each["id"] for each in found["includes"]["tweets"]] == [str(post)]
    await remove(company.db, minsu, new)
    [found] = await data(client, "users/by", usernames="minsu", **query)
    assert found["pinned_tweet_id"] == str(old)
