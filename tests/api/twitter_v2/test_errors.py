"""What goes wrong, as v2's problems."""

from typing import Any

import pytest

from biztweet.access.revoke import revoke
from biztweet.access.viewer import Viewer
from biztweet.accounts.join import deactivate
from biztweet.company import Company
from tests.api.twitter_v2.asking import Client, a_client, problem
from tests.factories import said


async def test_what_is_unknown_or_out_of_bounds_is_named(client: Client, minsu: Viewer) -> None:
    refused = await client.get(f"users/{minsu.id}/tweets", max_results=4, foo="bar", tweet__fields="id,strange")
    assert problem(refused) == (400, "invalid-request")
    wrongs = refused.json()["errors"]
    assert {name: values for wrong in wrongs for name, values in wrong["parameters"].items()} == {
        "foo": ["bar"],
        "max_results": ["4"],
        "tweet.fields": ["id,strange"],
    }
    assert all(name in wrong["message"] for wrong in wrongs for name in wrong["parameters"])


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"ids": ""},
        {"ids": ","},
        {"ids": "x"},
        {"ids": "1,-2"},
        {"ids": "9" * 20},
        {"ids": ",".join(["1"] * 101)},
        {"ids": "1", "expansions": "author"},
        {"ids": "1", "tweet.fields": ""},
        {"ids": "1", "tweet.fields": "id,"},
        {"ids": "１"},
        {"ids": "1", "a" * 5_000: "\u202e"},
        {"ids[]": "1"},
    ],
    ids=repr,
)
async def test_a_query_that_cannot_be_right_is_refused(client: Client, query: dict[str, str]) -> None:
    assert problem(await client.send("GET", "tweets", params=query)) == (400, "invalid-request")


async def test_thousands_of_ids_are_too_many_to_look_up(client: Client) -> None:
    ids = ",".join(str(number) for number in range(5_000))
    for path, name in (("tweets", "ids"), ("users", "ids"), ("users/by", "usernames"), ("media", "media_keys")):
        assert problem(await client.send("GET", path, params={name: ids})) == (400, "invalid-request")


@pytest.mark.parametrize(
    "when", ["2026", "2026-13-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-01-01 00:00:00Z", "9" * 400], ids=repr
)
async def test_an_instant_that_is_none_is_refused(client: Client, minsu: Viewer, when: str) -> None:
    assert problem(await client.get(f"users/{minsu.id}/tweets", start_time=when)) == (400, "invalid-request")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, (400, "invalid-request")),
        ({"text": ""}, (400, "invalid-request")),
        ({"text": 1}, (400, "invalid-request")),
        ({"text": "a", "strange": 1}, (400, "invalid-request")),
        ({"text": "a", "reply": {}}, (400, "invalid-request")),
        ({"text": "a", "reply": {"in_reply_to_tweet_id": 5}}, (400, "invalid-request")),
        ({"text": "a", "reply": {"in_reply_to_tweet_id": "5"}}, (403, "about:blank")),
        ({"text": "a", "quote_tweet_id": "9" * 19}, (403, "about:blank")),
        ({"text": "a", "media": {"media_ids": []}}, (400, "invalid-request")),
        ({"text": "a", "media": {"media_ids": ["5"]}}, (400, "invalid-request")),
        ({"text": "a", "media": {"media_ids": ["9" * 19]}}, (400, "invalid-request")),
        ({"text": "가" * 141}, (403, "about:blank")),
        ({"text": "a\0b"}, (400, "invalid-request")),
        ({"text": "\u202eevil"}, (400, "invalid-request")),
    ],
    ids=repr,
)
async def test_a_body_that_cannot_be_right_is_refused(
    client: Client, body: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert problem(await client.post("tweets", **body)) == expected


async def test_a_body_that_cannot_be_read_is_refused(client: Client) -> None:
    json = {"Content-Type": "application/json"}
    for body in (b"", b"{", b"[1]", b'"x"', b'{"text": "\xff"}', b'{"text": "\\ud800"}', b'{"text": null}'):
        assert problem(await client.send("POST", "tweets", content=body, headers=json)) == (400, "invalid-request")


async def test_the_same_words_again_are_refused_unless_the_key_is_the_same(client: Client) -> None:
    key = {"Idempotency-Key": "k1"}
    first = await client.send("POST", "tweets", json={"text": "한 번"}, headers=key)
    again = await client.send("POST", "tweets", json={"text": "한 번"}, headers=key)
    assert first.json()["data"]["id"] == again.json()["data"]["id"]
    assert problem(await client.post("tweets", text="한 번")) == (403, "about:blank")


async def test_only_the_author_deletes_and_only_for_oneself_one_acts(
    company: Company, client: Client, jihye: Viewer
) -> None:
    post_id = await said(company, jihye)
    assert problem(await client.delete(f"tweets/{post_id}")) == (403, "about:blank")
    for refused in (
        await client.post(f"users/{jihye.id}/likes", tweet_id=str(post_id)),
        await client.get(f"users/{jihye.id}/bookmarks"),
        await client.get(f"users/{jihye.id}/timelines/reverse_chronological"),
        await client.delete(f"users/{jihye.id}/following/{jihye.id}"),
        await client.post("users/0/likes", tweet_id=str(post_id)),
    ):
        assert problem(refused) == (403, "about:blank")
        assert "must be the same as the authenticating user" in refused.json()["detail"]


@pytest.mark.parametrize("wrong", ["x", "1.5", "-1", "9" * 30, "1e3", "%00", "１"], ids=repr)
async def test_an_id_that_is_none_is_refused(client: Client, wrong: str) -> None:
    for path in (f"tweets/{wrong}", f"users/{wrong}", f"users/{wrong}/tweets", f"tweets/{wrong}/liking_users"):
        assert problem(await client.get(path)) == (400, "invalid-request")
    assert problem(await client.delete(f"tweets/{wrong}")) == (400, "invalid-request")


async def test_an_address_that_is_none_and_a_method_that_is_wrong(client: Client) -> None:
    for path in ("no/such", "spaces/search", "communities/1", "lists/1/2/3", ""):
        assert problem(await client.get(path)) == (404, "about:blank")
    refused = await client.send("PUT", "tweets")
    assert problem(refused) == (405, "about:blank")
    assert refused.headers["allow"] == "POST, GET, HEAD"


async def test_who_brings_nothing_or_something_wrong_is_told_so(client: Client) -> None:
    for header in ({"Authorization": ""}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eDp5"}):
        refused = await client.send("GET", "users/me", headers=header)
        assert problem(refused) == (401, "about:blank")
        assert refused.headers["www-authenticate"].startswith("Bearer")


async def test_a_token_or_a_person_that_ended_opens_nothing(company: Company, client: Client, minsu: Viewer) -> None:
    bearer = client.http.headers["authorization"].removeprefix("Bearer ")
    async with a_client(company, minsu) as other:
        assert (await other.get("users/me")).status_code == 200
        viewer = await company.tokens.viewer(bearer)
        await revoke(company.db, viewer.token_id or 0, minsu.id)
        assert problem(await client.get("users/me")) == (401, "about:blank")
        await deactivate(company.db, minsu.id)
        assert problem(await other.get("users/me")) == (401, "about:blank")


async def test_an_app_that_may_only_read_changes_nothing(company: Company, minsu: Viewer, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    async with a_client(company, minsu, "read") as reader:
        shown = await reader.get(f"tweets/{post_id}")
        assert shown.headers["x-access-level"] == "read"
        assert problem(await reader.post("tweets", text="?")) == (403, "about:blank")
        refused = await reader.post(f"users/{minsu.id}/following", target_user_id=str(jihye.id))
        assert problem(refused) == (403, "about:blank")
    async with a_client(company, minsu, "read:accounts") as narrow:
        assert (await narrow.get("users/me")).status_code == 200
        assert problem(await narrow.get(f"tweets/{post_id}")) == (403, "about:blank")


async def test_an_app_that_asks_for_itself_reads_posts_and_nothing_of_a_person(company: Company, jihye: Viewer) -> None:
    post_id = await said(company, jihye)
    async with a_client(company, None) as app:
        assert (await app.get(f"tweets/{post_id}")).json()["data"]["id"] == str(post_id)
        assert len((await app.get(f"users/{jihye.id}/tweets")).json()["data"]) == 1
        assert (await app.get(f"users/{jihye.id}/mentions")).json()["meta"]["result_count"] == 0
        for path in ("users/me", f"users/{jihye.id}/bookmarks", "users/reposts_of_me"):
            assert problem(await app.get(path)) == (403, "unsupported-authentication")
        assert problem(await app.post("tweets", text="?")) == (403, "unsupported-authentication")
    async with a_client(company, None, trusted=False) as stranger:
        assert problem(await stranger.get(f"tweets/{post_id}")) == (403, "unsupported-authentication")


async def test_too_many_requests_are_counted_told_and_refused(client: Client) -> None:
    answers = [await client.get("users/me") for _ in range(76)]
    left = [int(one.headers["x-rate-limit-remaining"]) for one in answers]
    assert left == [*range(74, -1, -1), 0]
    assert {one.headers["x-rate-limit-limit"] for one in answers} == {"75"}
    assert problem(answers[-1]) == (429, "about:blank")
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await client.get("users/by", usernames="minsu")).status_code == 200


async def test_the_newer_vocabulary_is_spoken_to_who_asks_in_it(
    company: Company, client: Client, jihye: Viewer
) -> None:
    asked = await said(company, jihye, "원래 글")
    made = await said(company, jihye, "보세요", quote_of_id=asked)
    new = await client.send(
        "GET",
        f"tweets/{made}",
        params={"post.fields": "public_metrics,referenced_posts", "expansions": "referenced_posts"},
    )
    data = new.json()["data"]
    assert data["edit_history_post_ids"] == [str(made)]
    assert data["referenced_posts"] == [{"type": "quoted", "id": str(asked)}]
    assert data["public_metrics"]["repost_count"] == 0
    assert [post["id"] for post in new.json()["includes"]["posts"]] == [str(asked)]
    assert "tweet" not in new.text.replace("retweet", "")
    sdk = {"User-Agent": "xdk-python/0.10.6"}
    gone = await client.send("GET", "tweets/5", headers=sdk)
    assert gone.json()["errors"][0]["type"] == "https://api.x.com/2/problems/resource-not-found"
    refused = await client.send("GET", "tweets/x", headers=sdk)
    assert refused.json()["type"] == "https://api.x.com/2/problems/invalid-request"
    person = (await client.send("GET", "users/me?user.fields=public_metrics", headers=sdk)).json()["data"]
    assert "post_count" in person["public_metrics"]
