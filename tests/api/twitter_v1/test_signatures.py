"""Signed requests, from the wire to the answer."""

import time
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from oauthlib.oauth1 import Client as Signer  # type: ignore[import-untyped]  # it ships no types
from starlette.routing import Router

from biztweet.access.viewer import Viewer
from biztweet.api.twitter_v2.routes import routes as routes_of_v2
from biztweet.company import Company
from tests.api.inside import InCompany
from tests.api.twitter_v1.asking import BASE, FORM, Client, code
from tests.api.twitter_v2.asking import problem

POST = f"{BASE}/1.1/statuses/update.json"


async def test_a_signed_request_is_answered(client: Client, minsu: Viewer) -> None:
    made = await client.signed("POST", POST, "status=%EC%95%88%EB%85%95%20%26%20a%2Bb%20~%21%2A")
    assert made.json()["text"] == "안녕 &amp; a+b ~!*"
    me = await client.signed("GET", f"{BASE}/1.1/account/verify_credentials.json?include_email=true&skip_status=")
    assert me.json()["id"] == minsu.id
    assert (await client.signed("POST", f"{POST}?status=in%20the%20query")).json()["text"] == "in the query"
    in_query = await client.signed("GET", f"{BASE}/1.1/statuses/home_timeline.json", signature_type="QUERY")
    assert in_query.status_code == 200


@pytest.mark.parametrize("name", ["api.twitter.com", "api.x.com", "upload.twitter.com", "stream.x.com"])
async def test_a_client_may_sign_under_twitters_names(client: Client, name: str) -> None:
    path = "/1.1/statuses/home_timeline.json"
    assert (await client.signed("GET", f"https://{name}{path}", sent_to=f"{BASE}{path}")).status_code == 200


@pytest.mark.parametrize("name", ["https://tweets.test", "http://127.0.0.1:8000", "https://127.0.0.1:8000"])
async def test_a_proxy_may_stand_between(client: Client, name: str) -> None:
    path = "/1.1/statuses/home_timeline.json"
    assert (await client.signed("GET", f"{name}{path}", sent_to=f"{BASE}{path}")).status_code == 200


async def test_what_is_wrong_has_its_code(client: Client) -> None:
    get = f"{BASE}/1.1/statuses/home_timeline.json"
    assert code(await client.signed("GET", get, client_secret="x")) == (401, 32)
    assert code(await client.signed("GET", get, client_key="x")) == (401, 32)
    assert code(await client.signed("GET", get, resource_owner_key="1-x")) == (401, 89)
    assert code(await client.signed("GET", get, signature_method="PLAINTEXT")) == (401, 32)
    assert code(await client.signed("GET", get, timestamp=str(int(time.time()) - 1_200))) == (401, 135)
    assert code(await client.signed("GET", "http://evil.test/1.1/statuses/home_timeline.json", sent_to=get)) == (
        401,
        32,
    )
    assert code(await client.signed("GET", get, sent_to=f"{get}?count=1")) == (401, 32)
    same = {"nonce": "once", "timestamp": str(int(time.time()))}
    assert (await client.signed("GET", get, **same)).status_code == 200
    assert code(await client.signed("GET", get, **same)) == (401, 32)


@pytest.mark.parametrize(
    "sent",
    [
        {"url": f"{BASE}/1.1/statuses/destroy.json?trim_user=true"},
        {"url": f"{POST}?trim_user=false"},
        {"url": f"{POST}?trim_user=true&trim_user=true"},
        {"url": POST},
        {"url": f"{POST}?trim_user=true&more=1"},
        {"content": "status=other"},
        {"content": "status=said&status=said"},
        {"content": "status=said&status=other"},
        {"content": "status=said&media_ids=1"},
        {"content": ""},
        {"headers": {"Host": "other.test"}},
    ],
    ids=str,
)
async def test_what_was_signed_holds_for_nothing_else(client: Client, sent: dict[str, Any]) -> None:
    as_signed = f"{POST}?trim_user=true"
    _, headers, body = Signer(**client.keys).sign(as_signed, "POST", "status=said", {"Content-Type": FORM})
    parts = {"method": "POST", "url": as_signed, "content": body, **sent, "headers": headers | sent.get("headers", {})}
    assert code(await client.http.request(**parts)) == (401, 32)
    assert (await client.get("statuses/user_timeline.json")).json() == []
    assert (await client.http.request("POST", as_signed, headers=headers, content=body)).status_code == 200


async def test_another_method_was_not_signed(client: Client) -> None:
    both = f"{BASE}/1.1/users/lookup.json?screen_name=minsu"
    for signed, sent in (("GET", "POST"), ("POST", "GET"), ("GET", "HEAD")):
        _, headers, _ = Signer(**client.keys).sign(both, signed)
        refused = await client.http.request(sent, both, headers=headers)
        assert refused.status_code == 401
        assert (await client.http.request(signed, both, headers=headers)).status_code == 200


async def test_of_two_parameters_of_one_name_both_are_signed(client: Client) -> None:
    same = f"{BASE}/1.1/users/lookup.json?screen_name=minsu&screen_name=minsu"
    assert (await client.signed("GET", same)).status_code == 200
    assert code(await client.signed("GET", same, sent_to=same.rpartition("&")[0])) == (401, 32)


async def test_v2_tells_of_a_wrong_signature_by_a_problem(company: Company, client: Client, minsu: Viewer) -> None:
    me = f"{BASE}/2/users/me"
    transport = httpx2.ASGITransport(InCompany(company, Router(routes_of_v2)))
    async with httpx2.AsyncClient(transport=transport, base_url=BASE) as http:
        asker = Client(http, "", client.keys)
        assert (await asker.signed("GET", me)).json()["data"]["id"] == str(minsu.id)
        once = {"nonce": "once", "timestamp": str(int(time.time()))}
        assert (await asker.signed("GET", me, **once)).status_code == 200
        for refused in (
            await asker.signed("GET", me, **once),
            await asker.signed("GET", me, client_secret="x"),
            await asker.signed("GET", me, resource_owner_key="1-x"),
            await asker.signed("GET", me, timestamp=str(int(time.time()) - 1_200)),
            await asker.signed("POST", f"{BASE}/2/tweets", sent_to=f"{BASE}/2/lists"),
            await asker.signed("GET", me, sent_to=f"{me}?user.fields=url"),
        ):
            assert problem(refused) == (401, "about:blank")
            assert "www-authenticate" in refused.headers


@pytest.mark.parametrize("authorization", ["", 'OAuth oauth_token="1-x", oauth_signature="x"', "Bearer x"])
async def test_what_a_stranger_uploads_is_not_read(client: Client, authorization: str) -> None:
    read: list[bytes] = []

    async def picture() -> AsyncIterator[bytes]:
        read.append(b"x")
        yield read[-1]

    headers = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": authorization}
    answer = await client.http.post("/1.1/media/upload.json", headers=headers, content=picture())
    assert answer.status_code in (400, 401)
    assert read == []
