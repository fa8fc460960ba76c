"""What goes wrong, in v1.1's words."""

import pytest

from biztweet.access.revoke import revoke
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from tests.api.twitter_v1.asking import Client, a_client, code
from tests.factories import said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (403, 170)),
        (" \n ", (403, 170)),
        ("가" * 141, (403, 186)),
        ("a" * 281, (403, 186)),
        ("\u202eevil", (403, 170)),
        ("a\x00b", (403, 170)),
        ("@a " * 51, (403, 170)),
    ],
    ids=["empty", "blank", "long Korean", "long Latin", "turned around", "NUL", "too many names"],
)
async def test_a_text_that_cannot_stand_is_refused(client: Client, text: str, expected: tuple[int, int]) -> None:
    assert code(await client.post("statuses/update.json", status=text)) == expected


@pytest.mark.parametrize(
    "wrong", ["x", "1.5", "-1", "0", "9" * 19, "9" * 30, "1e3", "%00", "１", "true", " 1"], ids=repr
)
async def test_an_id_that_is_none_is_a_post_that_is_not_there(client: Client, wrong: str) -> None:
    for answered in (
        await client.get(f"statuses/show/{wrong}.json"),
        await client.get("statuses/show.json", id=wrong),
        await client.post(f"statuses/destroy/{wrong}.json"),
        await client.post(f"statuses/retweet/{wrong}"),
        await client.post("favorites/create.json", id=wrong),
    ):
        assert code(answered) == (404, 144)


async def test_what_is_not_known_is_passed_over(client: Client) -> None:
    assert (await client.post("statuses/update.json", status="글", strange="1", **{"a[b]": "c"})).status_code == 200
    found = await client.get("statuses/home_timeline.json", count=1, strange="x" * 5_000)
    assert [one["text"] for one in found.json()] == ["글"]


async def test_a_request_that_cannot_be_read_is_refused(client: Client) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    json = {"Content-Type": "application/json"}
    for headers, body in ((form, b"status=%ff"), (json, b"{"), (json, b"[1]"), (json, b'{"status": "\xff"}')):
        assert code(await client.send("POST", "statuses/update.json", content=body, headers=headers)) == (400, 214)
    wrong_types = {"status": ["a"]}, {"status": {"a": 1}}
    for value in wrong_types:
        assert code(await client.send("POST", "statuses/update.json", json=value)) == (400, 44)


async def test_pictures_that_are_not_there_are_refused(client: Client) -> None:
    for wrong in ("1", "x", "1,2,3,4,5"):
        refused = await client.post("statuses/update.json", status="그림", media_ids=wrong)
        assert code(refused) in {(403, 324), (403, 386)}


async def test_only_the_author_deletes(company: Company, client: Client, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    assert code(await client.post(f"statuses/destroy/{post_id}.json")) == (403, 183)


async def test_an_address_that_is_none_and_a_method_that_is_wrong(client: Client) -> None:
    assert code(await client.get("no/such/page.json")) == (404, 34)
    assert code(await client.get("")) == (404, 34)
    assert code(await client.get("statuses/update.json")) == (405, 86)
    assert code(await client.send("DELETE", "statuses/home_timeline.json")) == (405, 86)


async def test_who_brings_nothing_or_something_wrong_is_told_so(client: Client) -> None:
    client.bearer = "wrong"
    assert code(await client.get("statuses/home_timeline.json")) == (401, 89)
    client.bearer = ""
    assert code(await client.get("statuses/home_timeline.json")) == (400, 215)
    strange = await client.send("GET", "statuses/home_timeline.json", headers={"Authorization": "Basic eDp5"})
    assert code(strange)[0] == 401


async def test_a_token_that_ended_opens_nothing(company: Company, client: Client, minsu: Viewer) -> None:
    assert (await client.get("statuses/home_timeline.json")).status_code == 200
    viewer = await company.tokens.viewer(client.bearer)
    await revoke(company.db, viewer.token_id or 0, minsu.id)
    assert code(await client.get("statuses/home_timeline.json")) == (401, 89)


async def test_who_left_the_company_gets_nothing(company: Company, client: Client, minsu: Viewer) -> None:
    await deactivate(company.db, minsu.id)
    assert code(await client.get("statuses/home_timeline.json")) == (401, 89)


async def test_an_app_that_may_only_read_changes_nothing(company: Company, minsu: Viewer, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    async with a_client(company, minsu, "read") as reader:
        shown = await reader.get(f"statuses/show/{post_id}.json")
        assert shown.headers["x-access-level"] == "read"
        assert code(await reader.post("statuses/update.json", status="?")) == (403, 261)
        assert code(await reader.post("friendships/create.json", screen_name="jihye")) == (403, 261)
    async with a_client(company, minsu, "follow") as follower:
        assert (await follower.post("friendships/create.json", screen_name="jihye")).status_code == 200
        assert code(await follower.get(f"statuses/show/{post_id}.json")) == (403, 220)


async def test_an_app_that_asks_for_itself_reads_posts_and_nothing_of_a_person(company: Company, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    async with a_client(company, None) as app:
        assert (await app.get(f"statuses/show/{post_id}.json")).json()["favorited"] is False
        assert len((await app.get("statuses/user_timeline.json", screen_name="jihye")).json()) == 1
        assert code(await app.get("statuses/user_timeline.json"))[0] in {400, 401}
        assert code(await app.get("statuses/home_timeline.json")) == (403, 220)
        assert code(await app.post("statuses/update.json", status="?")) == (403, 220)
        assert (await app.get("friends/ids.json", screen_name="jihye")).json()["ids"] == []


async def test_too_many_requests_are_counted_told_and_refused(client: Client) -> None:
    answers = [await client.get("statuses/home_timeline.json") for _ in range(16)]
    left = [int(one.headers["x-rate-limit-remaining"]) for one in answers]
    assert left == [*range(14, -1, -1), 0]
    assert {one.headers["x-rate-limit-limit"] for one in answers} == {"15"}
    assert code(answers[-1]) == (429, 88)
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await client.get("statuses/user_timeline.json")).status_code == 200
    told = (await client.get("application/rate_limit_status.json", resources="statuses,users")).json()["resources"]
    assert set(told) == {"statuses", "users"}
    assert told["statuses"]["/statuses/home_timeline"]["remaining"] == 0
    assert told["statuses"]["/statuses/show/:id"]["limit"] == 900


async def test_even_a_refusal_says_where_one_stands(client: Client) -> None:
    refused = await client.post("statuses/update.json", status="")
    assert refused.headers["x-rate-limit-remaining"] == "299"
    assert refused.headers["x-access-level"] == "read-write-directmessages"
