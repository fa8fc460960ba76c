"""Signed requests, from the wire to the answer."""

import time
from collections.abc import AsyncIterator

import pytest

from biztweet.access.viewer import Viewer
from tests.api.twitter_v1.asking import BASE, Client, code

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
