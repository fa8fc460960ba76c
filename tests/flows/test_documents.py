"""What every reading call of v2 answers, with all fields and expansions, is as X's own description says."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from biztweet.api.twitter_v2.calls import Call
from biztweet.api.twitter_v2.routes import CALLS
from tests.flows import documents
from tests.flows.hosts import HostSession
from tests.running import RunningServer

pytestmark = [
    pytest.mark.xdist_group("places"),
    pytest.mark.parametrize("place", ["sqlite"], indirect=True),
    pytest.mark.skipif(
        not documents.FOLDER, reason="BIZTWEET_TWITTER_DOCS names no folder: no answer was held to X's description"
    ),
]

ALL_WORDS = ("tweet.fields", "user.fields", "media.fields", "expansions")
GIVEN = {"usernames": "xd_minsu,xd_nobody", "type": "tweets", "query": "글"}


@pytest.fixture
def session(place: RunningServer) -> Iterator[requests.Session]:
    with HostSession(place) as session:
        yield session


def test_every_answer_is_as_x_describes_it(
    place: RunningServer, session: requests.Session, capsys: pytest.CaptureFixture[str]
) -> None:
    place.add_person("xd_minsu", "김민수")
    place.add_person("xd_jihye", "박지혜")
    minsu, jihye = place.token("xd_minsu"), place.token("xd_jihye")
    root = f"{place.base_url}/2"

    def asks(token: dict[str, Any], method: str, path: str, **parts: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {token['bearer_token']}"}
        return session.request(method, f"{root}/{path}", headers=headers, **parts)

    made = asks(minsu, "POST", "tweets", json={"text": "글 @xd_jihye #자료 https://example.com/"}).json()["data"]["id"]
    about = {"text": "답", "reply": {"in_reply_to_tweet_id": made}}
    reply = asks(jihye, "POST", "tweets", json=about).json()["data"]["id"]
    quote = asks(jihye, "POST", "tweets", json={"text": "인용 @xd_minsu", "quote_tweet_id": made}).json()["data"]["id"]
    for what in ("likes", "retweets", "bookmarks"):
        for token in (minsu, jihye):
            asks(token, "POST", f"users/{token['account_id']}/{what}", json={"tweet_id": made})
    for one, other in ((minsu, jihye), (jihye, minsu)):
        asks(one, "POST", f"users/{one['account_id']}/following", json={"target_user_id": other["account_id"]})

    def asked(call: Call) -> tuple[str, dict[str, str]]:
        ids = {
            "username": "xd_jihye",
            "woeid": "1",
            "id": made if call.path.startswith("tweets") else minsu["account_id"],
        }
        path = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], made), call.path)
        words = {
            each.name: ",".join(each.schema["items"]["enum"]) for each in call.parameters if each.name in ALL_WORDS
        }
        given = {each.name: GIVEN[each.name] for each in call.parameters if each.name in GIVEN}
        several = made + f",{reply},{quote},12" if call.path == "tweets" else f"{minsu['account_id']},12"
        given |= {"ids": several} if any(each.name == "ids" for each in call.parameters) else {}
        return path, words | given

    for call in CALLS:
        if call.method == "GET" and not call.path.endswith(("stream", "{media_key}")):
            path, query = asked(call)
            if any(each.required and each.name not in {*query, *call.in_path} for each in call.parameters):
                continue  # what it asks for is not told of here
            answer = asks(minsu, "GET", path, params=query)
            assert answer.status_code in {200, 403}, (path, answer.text[:300])
            asks(minsu, "GET", path, params={"strange": "1"})
    with capsys.disabled():
        total = sum(documents.checked.values())
        print(f"\n  {total} answers of {len(documents.checked)} kinds are as X's description of v2 says", end="")
    assert documents.checked["GET /2/tweets 200"]
