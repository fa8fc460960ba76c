"""People through v2: who they are, whom they follow and hide."""

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.follows.follow import follow
from tests.api.twitter_v2.asking import Client, problem
from tests.factories import a_person, said


async def test_people_are_found_by_id_and_by_handle_in_any_case(client: Client, minsu: Viewer, jihye: Viewer) -> None:
    small = {"id": str(jihye.id), "name": "박지혜", "username": "jihye"}
    assert (await client.get("users/me")).json()["data"]["username"] == "minsu"
    assert (await client.get(f"users/{jihye.id}")).json() == {"data": small}
    assert (await client.get("users/by/username/JiHye")).json() == {"data": small}
    both = (await client.get("users", ids=f"{jihye.id},{minsu.id},5")).json()
    assert [user["username"] for user in both["data"]] == ["jihye", "minsu"]
    assert [error["value"] for error in both["errors"]] == ["5"]
    named = (await client.get("users/by", usernames="JIHYE,nobody,jihye")).json()
    assert [user["username"] for user in named["data"]] == ["jihye"]
    assert [(error["parameter"], error["value"]) for error in named["errors"]] == [("usernames", "nobody")]
    for path in ("users/5", f"users/{'9' * 19}", "users/by/username/nobody"):
        [error] = (await client.get(path)).json()["errors"]
        assert error["resource_type"] == "user"


async def test_a_person_is_shown_as_far_as_is_asked_for(company: Company, client: Client, jihye: Viewer) -> None:
    await said(company, jihye)
    fields = "created_at,description,public_metrics,profile_image_url,protected,verified,connection_status,url"
    shown = (await client.get(f"users/{jihye.id}", user__fields=fields)).json()["data"]
    assert shown["public_metrics"]["tweet_count"] == 1
    assert (shown["protected"], shown["verified"], shown["connection_status"]) == (False, False, [])
    assert shown["created_at"].endswith("Z")
    assert len(shown["created_at"]) == len("2026-10-16T01:23:04.123Z")


async def test_following_muting_and_blocking_are_told(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    body = {"target_user_id": str(jihye.id)}
    await follow(company.db, jihye, minsu.id)
    for _ in range(2):
        made = await client.post(f"users/{minsu.id}/following", **body)
        assert made.json()["data"] == {"following": True, "pending_follow": False}
    await client.post(f"users/{minsu.id}/muting", **body)
    shown = (await client.get(f"users/{jihye.id}", user__fields="connection_status")).json()["data"]
    assert shown["connection_status"] == ["following", "followed_by", "muting"]
    for listing in ("following", "followers", "muting"):
        assert [user["id"] for user in (await client.get(f"users/{minsu.id}/{listing}")).json()["data"]] == [
            str(jihye.id)
        ]
    assert (await client.post(f"users/{minsu.id}/blocking", **body)).json()["data"] == {"blocking": True}
    assert [user["id"] for user in (await client.get(f"users/{minsu.id}/blocking")).json()["data"]] == [str(jihye.id)]
    for what in ("following", "muting", "blocking"):
        assert (await client.delete(f"users/{minsu.id}/{what}/{jihye.id}")).json()["data"] == {what: False}
        assert (await client.get(f"users/{minsu.id}/{what}")).json() == {"meta": {"result_count": 0}}
        oneself = await client.post(f"users/{minsu.id}/{what}", target_user_id=str(minsu.id))
        assert problem(oneself)[0] == 403
        assert problem(await client.post(f"users/{minsu.id}/{what}", target_user_id="5"))[0] == 404


async def test_long_lists_go_on_and_back(company: Company, client: Client, minsu: Viewer) -> None:
    fans = [await a_person(company) for _ in range(5)]
    for fan in fans:
        await follow(company.db, fan, minsu.id)
    newest_first = [str(fan.id) for fan in fans][::-1]
    path = f"users/{minsu.id}/followers"

    async def page(**token: str) -> tuple[list[str], dict[str, str]]:
        answer = (await client.get(path, max_results=2, **token)).json()
        return [user["id"] for user in answer["data"]], answer["meta"]

    first, meta = await page()
    assert "previous_token" not in meta
    second, meta_of_second = await page(pagination_token=meta["next_token"])
    third, meta_of_third = await page(pagination_token=meta_of_second["next_token"])
    assert [*first, *second, *third] == newest_first
    assert "next_token" not in meta_of_third
    back, meta = await page(pagination_token=meta_of_third["previous_token"])
    assert back == second
    further, meta = await page(pagination_token=meta["previous_token"])
    assert (further, "previous_token" in meta) == (first, False)

    elsewhere = await client.get(f"users/{fans[0].id}/followers", pagination_token=meta_of_second["next_token"])
    for refused in (elsewhere, await client.get(path, pagination_token="made up")):
        assert problem(refused) == (400, "invalid-request")
        assert "pagination_token" in refused.json()["errors"][0]["parameters"]
