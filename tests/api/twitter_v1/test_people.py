"""People through v1.1: who they are, whom they follow and hide."""

from base64 import b64encode

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.follow import follow
from biztweet.follows.ties import ties
from tests.api.twitter_v1.asking import Client, code
from tests.factories import a_person, said
from tests.media.pictures import file, photograph


async def test_one_is_told_who_one_is(company: Company, client: Client, minsu: Viewer) -> None:
    me = (await client.get("account/verify_credentials.json", include_email="true")).json()
    assert (me["id"], me["screen_name"], me["name"]) == (minsu.id, "minsu", "김민수")
    assert "status" not in me
    assert me["email"] is None
    post_id = await said(company, minsu)
    me = (await client.get("account/verify_credentials")).json()
    assert me["status"]["id"] == post_id
    assert me["status"]["user"] == {"id": minsu.id, "id_str": str(minsu.id)}
    assert "status" not in (await client.get("account/verify_credentials", skip_status="1")).json()
    assert (await client.get("account/settings.json")).json()["screen_name"] == "minsu"


async def test_people_are_found_by_id_and_by_handle_in_any_case(client: Client, jihye: Viewer) -> None:
    for asked in ({"user_id": jihye.id}, {"screen_name": "JiHye"}, {"screen_name": "@jihye"}):
        found = (await client.get("users/show.json", **asked)).json()
        assert (found["id"], found["protected"], found["verified"]) == (jihye.id, False, False)
    assert (await client.get("users/show/jihye.json")).json()["id"] == jihye.id
    for wrong in ({"user_id": "x"}, {"user_id": "12"}, {"user_id": "-1"}, {"user_id": "9" * 40}, {"screen_name": "?"}):
        assert code(await client.get("users/show.json", **wrong)) == (404, 50)
    assert code(await client.get("users/show.json")) == (400, 38)


async def test_many_people_are_looked_up_at_once(client: Client, minsu: Viewer, jihye: Viewer) -> None:
    for answer in (
        await client.get("users/lookup.json", user_id=f"{jihye.id},5", screen_name="minsu,nobody"),
        await client.post("users/lookup.json", user_id=f"{jihye.id},{jihye.id}", screen_name="minsu"),
        await client.send("POST", f"users/lookup.json?user_id={jihye.id}&screen_name=minsu"),
    ):
        assert [user["id"] for user in answer.json()] == [jihye.id, minsu.id]
    assert code(await client.get("users/lookup.json", screen_name="nobody")) == (404, 17)
    assert code(await client.get("users/lookup.json", user_id=",".join(["1"] * 101))) == (403, 18)


async def test_following_is_told_from_both_sides(client: Client, other: Client, minsu: Viewer, jihye: Viewer) -> None:
    made = (await client.post("friendships/create.json", screen_name="jihye")).json()
    assert (made["following"], made["followers_count"]) == (True, 1)
    assert (await client.post("friendships/create.json", user_id=jihye.id)).status_code == 200
    shown = (await client.get("friendships/show.json", target_screen_name="jihye")).json()["relationship"]
    assert (shown["source"]["following"], shown["source"]["followed_by"]) == (True, False)
    assert (shown["target"]["following"], shown["target"]["followed_by"]) == (False, True)
    theirs = await other.get("friendships/show.json", source_id=minsu.id, target_id=jihye.id)
    assert theirs.json()["relationship"]["source"]["muting"] is None
    [found] = (await other.get("friendships/lookup.json", screen_name="minsu")).json()
    assert found["connections"] == ["followed_by"]
    assert (await client.post("friendships/destroy.json", screen_name="jihye")).json()["following"] is False
    [found] = (await client.get("friendships/lookup.json", user_id=jihye.id)).json()
    assert found["connections"] == ["none"]
    assert code(await client.post("friendships/create.json", screen_name="minsu")) == (403, 158)


async def test_lists_go_on_and_back_by_cursors(company: Company, client: Client, minsu: Viewer) -> None:
    fans = [await a_person(company) for _ in range(5)]
    for fan in fans:
        await follow(company.db, fan, minsu.id)
    newest_first = [fan.id for fan in fans][::-1]

    first = (await client.get("followers/ids.json", count=2, cursor=-1)).json()
    second = (await client.get("followers/ids.json", count=2, cursor=first["next_cursor"])).json()
    last = (await client.get("followers/ids.json", count=2, cursor=second["next_cursor"])).json()
    assert [*first["ids"], *second["ids"], *last["ids"]] == newest_first
    assert (first["previous_cursor"], last["next_cursor"]) == (0, 0)
    assert first["next_cursor_str"] == str(first["next_cursor"])

    back = (await client.get("followers/ids.json", count=2, cursor=last["previous_cursor"])).json()
    assert back["ids"] == second["ids"]
    further_back = (await client.get("followers/ids.json", count=2, cursor=back["previous_cursor"])).json()
    assert (further_back["ids"], further_back["previous_cursor"]) == (first["ids"], 0)

    listed = (await client.get("followers/list.json", screen_name="minsu")).json()
    assert [user["id"] for user in listed["users"]] == newest_first
    assert (await client.get("followers/ids.json", stringify_ids="true")).json()["ids"][0] == str(newest_first[0])
    theirs = (await client.get("friends/list.json", user_id=fans[0].id)).json()
    assert [user["id"] for user in theirs["users"]] == [minsu.id]
    assert (await client.get("friends/ids.json", user_id=fans[0].id)).json()["ids"] == [minsu.id]
    assert (await client.get("followers/ids.json", cursor=0)).json()["ids"] == []


async def test_who_is_muted_or_blocked_is_hidden(company: Company, client: Client, jihye: Viewer) -> None:
    await said(company, jihye)
    for act, undo, listing in (
        ("mutes/users/create", "mutes/users/destroy", "mutes/users"),
        ("blocks/create", "blocks/destroy", "blocks"),
    ):
        assert (await client.post(f"{act}.json", screen_name="jihye")).json()["id"] == jihye.id
        assert (await client.get("statuses/home_timeline.json")).json() == []
        assert (await client.get(f"{listing}/ids.json")).json()["ids"] == [jihye.id]
        assert [user["id"] for user in (await client.get(f"{listing}/list.json")).json()["users"]] == [jihye.id]
        assert (await client.post(f"{undo}.json", screen_name="jihye")).status_code == 200
        assert len((await client.get("statuses/home_timeline.json")).json()) == 1
        assert code(await client.post(f"{act}.json", screen_name="minsu"))[0] == 403
    assert code(await client.post("mutes/users/destroy.json", screen_name="jihye")) == (403, 272)


async def test_retweets_of_somebody_are_turned_off_and_on(client: Client, jihye: Viewer) -> None:
    async def wants() -> object:
        shown = (await client.get("friendships/show.json", target_id=jihye.id)).json()
        return shown["relationship"]["source"]["want_retweets"]

    await client.post("friendships/update.json", screen_name="jihye", retweets="false")
    assert (await client.get("friendships/no_retweets/ids.json")).json() == []  # one does not follow her
    await client.post("friendships/create.json", screen_name="jihye")
    assert await wants() is True
    answer = (await client.post("friendships/update.json", screen_name="jihye", retweets="false")).json()
    assert answer["relationship"]["source"]["want_retweets"] is False
    assert (await client.get("friendships/no_retweets/ids.json")).json() == [jihye.id]
    assert (await client.get("friendships/no_retweets/ids.json", stringify_ids="true")).json() == [str(jihye.id)]
    await client.post("friendships/update.json", screen_name="jihye", retweets="true", device="true")
    assert await wants() is True


async def test_whoever_follows_may_ask_to_be_told_of_each_post(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    async def is_told() -> bool:
        return jihye.id in (await ties(company.db, minsu.id, [jihye.id])).awaited

    for asked, told in (({}, False), ({"follow": "true"}, True), ({}, True), ({"follow": "false"}, False)):
        assert (await client.post("friendships/create.json", screen_name="jihye", **asked)).status_code == 200
        assert await is_told() is told


async def test_nobody_has_to_ask_before_following(client: Client) -> None:
    assert (await client.get("friendships/incoming.json")).json()["ids"] == []
    assert (await client.get("friendships/outgoing.json")).json()["next_cursor"] == 0
    assert (await client.get("friendships/no_retweets/ids.json")).json() == []


async def test_a_banner_is_shown_in_nine_sizes_until_it_is_removed(client: Client, minsu: Viewer) -> None:
    picture = file(photograph(300, 100))
    assert code(await client.get("users/profile_banner.json", screen_name="minsu")) == (404, 34)
    for sent in (
        await client.send("POST", "account/update_profile_banner.json", files={"banner": ("a.jpg", picture)}),
        await client.post("account/update_profile_banner.json", banner=b64encode(picture).decode(), width=300),
    ):
        assert (sent.status_code, sent.content) == (201, b"")
    shown = (await client.get("users/show.json", user_id=minsu.id)).json()["profile_banner_url"]
    sizes = (await client.get("users/profile_banner.json", user_id=minsu.id)).json()["sizes"]
    assert {size["url"] for size in sizes.values()} == {f"{shown}/{name}" for name in sizes}
    assert code(await client.post("account/update_profile_banner.json")) == (400, 38)
    assert code(await client.post("account/update_profile_banner.json", banner="***")) == (400, 44)
    assert code(await client.post("account/update_profile_banner.json", banner="SGFsbG8=")) == (422, 324)
    assert (await client.post("account/remove_profile_banner.json")).status_code == 200
    assert "profile_banner_url" not in (await client.get("users/show.json", user_id=minsu.id)).json()
    assert code(await client.get("users/profile_banner.json", user_id=minsu.id)) == (404, 34)


async def test_a_cursor_that_is_made_up_or_another_lists_leads_nowhere_harmful(
    company: Company, client: Client, minsu: Viewer
) -> None:
    fans = [await a_person(company) for _ in range(4)]
    for fan in fans:
        await follow(company.db, fan, minsu.id)
        await follow(company.db, minsu, fan.id)
    ids = {fan.id for fan in fans}
    others = (await client.get("friends/ids.json", count=1)).json()["next_cursor"]
    for cursor in (others, -others, 1, -2, 10**18, -(10**19), 2**63 - 1):
        for path in ("followers/ids.json", "friends/ids.json"):
            found = await client.get(path, cursor=cursor)
            assert found.status_code == 200, cursor
            assert set(found.json()["ids"]) <= ids
    for cursor in (10**30, -(10**30), "1.5", "1e3", "x", "NaN", "１", "9" * 5_000):
        assert code(await client.get("followers/list.json", cursor=cursor)) == (400, 44), cursor


async def test_thousands_of_ids_are_too_many_to_look_up(client: Client) -> None:
    ids = ",".join(str(number) for number in range(5_000))
    for path, name in (("users/lookup", "user_id"), ("users/lookup", "screen_name"), ("statuses/lookup", "id")):
        assert code(await client.post(f"{path}.json", **{name: ids})) == (403, 18), path
