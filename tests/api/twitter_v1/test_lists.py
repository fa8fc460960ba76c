"""Lists through v1.1: named by id or by slug and owner, filled, read, subscribed to, private."""

import httpx2

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.hide import mute
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from tests.api.twitter_v1.asking import Client, a_client, code
from tests.counting import counted_reads
from tests.factories import a_person, said


async def made(client: Client, name: str = "Data Team", **more: object) -> int:
    answer = await client.post("lists/create.json", name=name, **more)
    assert answer.status_code == 200, answer.text
    found: int = answer.json()["id"]
    return found


async def test_a_list_is_named_by_its_id_or_by_its_slug_and_owner(client: Client, other: Client, minsu: Viewer) -> None:
    list_id = await made(client, description="people & data")
    for asker in (client, other):
        for named in (
            {"list_id": list_id},
            {"slug": "data-team", "owner_screen_name": "MinSu"},
            {"slug": "Data-Team", "owner_id": minsu.id},
        ):
            found = (await asker.get("lists/show.json", **named)).json()
            assert (found["id"], found["full_name"], found["mode"]) == (list_id, "@minsu/data-team", "public")
            assert (found["uri"], found["user"]["screen_name"]) == ("/minsu/lists/data-team", "minsu")
    for wrong in ("0", "x", "7", "9" * 19, "9" * 40, "-1"):
        assert code(await client.get("lists/show.json", list_id=wrong)) == (404, 34)
    assert code(await client.get("lists/show.json", slug="nothing", owner_id=minsu.id)) == (404, 34)
    assert code(await client.get("lists/show.json", slug="data-team", owner_screen_name="nobody")) == (404, 50)
    for missing in ({}, {"slug": "data-team"}, {"owner_screen_name": "minsu"}):
        assert code(await client.get("lists/show.json", **missing)) == (400, 112)


async def test_a_list_is_changed_and_deleted_by_its_owner_alone(client: Client, other: Client) -> None:
    list_id = await made(client, mode="private")
    assert (await client.post("lists/update.json", list_id=list_id, name="Team", mode="public")).json()[
        "name"
    ] == "Team"
    changed = (await client.get("lists/show.json", list_id=list_id)).json()
    assert (changed["mode"], changed["slug"], changed["description"]) == ("public", "data-team", "")
    for path in ("lists/update.json", "lists/destroy.json"):
        assert code(await other.post(path, list_id=list_id, name="x")) == (403, 104)
    assert code(await other.post("lists/members/create.json", list_id=list_id, screen_name="jihye")) == (403, 104)
    assert (await client.post("lists/destroy.json", list_id=list_id)).json()["id"] == list_id
    assert code(await client.get("lists/show.json", list_id=list_id)) == (404, 34)
    assert code(await client.post("lists/create.json")) == (400, 38)
    assert code(await client.post("lists/create.json", name="  ")) == (403, 170)
    assert code(await client.post("lists/create.json", name="x" * 101)) == (403, 170)
    assert code(await client.post("lists/create.json", name="a\u202eb")) == (403, 170)
    assert code(await client.post("lists/create.json", name="x", mode="secret")) == (400, 44)


async def test_members_come_and_go_one_by_one_and_all_at_once(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    bora = await a_person(company, "bora")
    list_id = await made(client)
    for _ in range(2):
        answer = await client.post("lists/members/create.json", list_id=list_id, screen_name="jihye")
        assert answer.json()["member_count"] == 1
    assert (await client.get("lists/members/show.json", list_id=list_id, user_id=jihye.id)).json()["id"] == jihye.id
    assert code(await client.get("lists/members/show.json", list_id=list_id, screen_name="bora")) == (404, 109)
    answer = await client.post("lists/members/create_all.json", list_id=list_id, screen_name="bora,nobody,minsu")
    assert answer.json()["member_count"] == 3
    listed = (await client.get("lists/members.json", list_id=list_id, count=2)).json()
    assert [each["id"] for each in listed["users"]] == [minsu.id, bora.id]
    rest = (await client.get("lists/members.json", list_id=list_id, cursor=listed["next_cursor"])).json()
    assert ([each["id"] for each in rest["users"]], rest["next_cursor"]) == ([jihye.id], 0)
    answer = await client.post("lists/members/destroy.json", list_id=list_id, user_id=bora.id)
    assert answer.json()["member_count"] == 2
    answer = await client.post("lists/members/destroy_all.json", list_id=list_id, user_id=f"{jihye.id},{minsu.id},7")
    assert answer.json()["member_count"] == 0
    assert code(await client.post("lists/members/create.json", list_id=list_id, screen_name="nobody")) == (403, 108)
    assert code(await client.post("lists/members/create_all.json", list_id=list_id, screen_name="nobody")) == (403, 108)
    assert code(await client.post("lists/members/create_all.json", list_id=list_id)) == (400, 38)
    many = ",".join(map(str, range(1, 102)))
    assert code(await client.post("lists/members/create_all.json", list_id=list_id, user_id=many)) == (403, 18)


async def test_a_lists_timeline_holds_its_members_posts(
    company: Company, client: Client, other: Client, jihye: Viewer
) -> None:
    bora = await a_person(company, "bora")
    list_id = await made(client)
    for handle in ("jihye", "bora"):
        await client.post("lists/members/create.json", list_id=list_id, screen_name=handle)
    first, second = await said(company, jihye, "하나"), await said(company, bora, "둘")
    repeat = (await repost(company.db, bora, first, Source("Test"))).post_id

    async def ids(asker: Client, **more: object) -> list[int]:
        answer: httpx2.Response = await asker.get("lists/statuses.json", list_id=list_id, **more)
        return [each["id"] for each in answer.json()]

    assert await ids(client) == await ids(other) == [repeat, second, first]
    assert await ids(client, include_rts="false") == [second, first]
    assert await ids(client, count=1, max_id=second) == [second]
    assert await ids(client, since_id=second) == [repeat]
    await mute(company.db, jihye, bora.id)
    assert await ids(other) == [first]


async def test_lists_are_subscribed_to_and_told_by_who_made_reads_and_fills_them(
    company: Company, client: Client, other: Client, minsu: Viewer, jihye: Viewer
) -> None:
    public, secret = await made(client), await made(client, "Secret", mode="private")
    theirs = await made(other, "Theirs")
    for list_id in (public, secret):
        await client.post("lists/members/create.json", list_id=list_id, user_id=jihye.id)
    found = (await other.post("lists/subscribers/create.json", list_id=public)).json()
    assert (found["following"], found["subscriber_count"]) == (True, 1)
    assert (await client.get("lists/show.json", list_id=public)).json()["following"] is False
    [subscriber] = (await client.get("lists/subscribers.json", list_id=public)).json()["users"]
    assert subscriber["id"] == jihye.id
    assert (await client.get("lists/subscribers/show.json", list_id=public, user_id=jihye.id)).status_code == 200
    assert code(await client.get("lists/subscribers/show.json", list_id=public, user_id=minsu.id)) == (404, 110)

    async def listed(asker: Client, path: str, **more: object) -> list[int]:
        found = (await asker.get(f"lists/{path}.json", **more)).json()
        return [each["id"] for each in (found if isinstance(found, list) else found["lists"])]

    assert await listed(client, "ownerships") == [secret, public]
    assert await listed(other, "ownerships", screen_name="minsu") == [public]
    assert await listed(other, "memberships") == [public]
    assert await listed(client, "memberships", screen_name="jihye") == [secret, public]
    assert await listed(other, "memberships", filter_to_owned_lists="true") == []
    assert await listed(other, "subscriptions") == [public]
    assert await listed(other, "list") == [public, theirs]
    assert await listed(other, "list", reverse="true") == [theirs, public]
    assert await listed(client, "list", screen_name="jihye") == [public, theirs]
    for path in ("show", "statuses", "members", "subscribers"):
        assert code(await other.get(f"lists/{path}.json", list_id=secret)) == (404, 34)
    for path in ("update", "destroy", "members/create", "members/destroy", "subscribers/create", "subscribers/destroy"):
        answer = await other.post(f"lists/{path}.json", list_id=secret, user_id=jihye.id)
        assert code(answer) == (404, 34)
    assert (await other.post("lists/subscribers/destroy.json", list_id=public)).json()["subscriber_count"] == 0


async def test_an_app_that_asks_for_itself_reads_public_lists(company: Company, client: Client, jihye: Viewer) -> None:
    public, secret = await made(client), await made(client, "Secret", mode="private")
    await client.post("lists/members/create.json", list_id=public, user_id=jihye.id)
    post_id = await said(company, jihye)
    async with a_client(company, None) as app:
        [found] = (await app.get("lists/ownerships.json", screen_name="minsu")).json()["lists"]
        assert (found["id"], found["following"]) == (public, False)
        assert [each["id"] for each in (await app.get("lists/statuses.json", list_id=public)).json()] == [post_id]
        assert code(await app.get("lists/show.json", list_id=secret)) == (404, 34)
        assert code(await app.post("lists/create.json", name="x")) == (403, 220)


async def test_a_page_of_lists_costs_the_same_number_of_reads_for_one_or_twenty(
    company: Company, client: Client
) -> None:
    for number in range(20):
        await made(client, f"{number}")
    reads = []
    for count in (1, 20):
        with counted_reads(company) as counted:
            assert len((await client.get("lists/ownerships.json", count=count)).json()["lists"]) == count
        reads.append(counted.reads)
    assert reads[0] == reads[1] <= 4
