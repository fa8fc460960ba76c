"""What every reading call of v2, with all fields and expansions, and of Mastodon answers is as others describe it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from biztweet.api.mastodon.routes import spoken
from biztweet.api.twitter_v2.calls import Call
from biztweet.api.twitter_v2.routes import CALLS
from tests.flows import documents
from tests.flows.hosts import HostSession
from tests.flows.test_mastodon_py import a_picture, soon
from tests.running import RunningServer

pytestmark = [
    pytest.mark.xdist_group("places"),
    pytest.mark.parametrize("place", ["sqlite"], indirect=True),
]

ALL_WORDS = ("tweet.fields", "user.fields", "media.fields", "expansions")
NOTICES = 6  # named, answered, quoted, favourited, reblogged, followed
# Streams, pictures, what is for browsers and servers or for administrators, a browser's subscription, cards.
LEFT_OUT = (
    "/api/v1/streaming",
    "/api/v1/blank",
    "/nodeinfo",
    "/api/v1/admin",
    "/api/v2/admin",
    "/api/v1/push",
    "/api/v1/timelines/link",
)
GIVEN = {"usernames": "xd_minsu,xd_nobody", "type": "tweets", "query": "글"}


@pytest.fixture
def session(place: RunningServer) -> Iterator[requests.Session]:
    with HostSession(place) as session:
        yield session


@pytest.mark.skipif(not documents.X.folder, reason=documents.X.unset)
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
        print(f"\n  {documents.X.told()} are as X's description of v2 says", end="")
    assert documents.X.checked["GET /2/tweets 200"]


@pytest.mark.skipif(not documents.MASTODON.folder, reason=documents.MASTODON.unset)
def test_every_answer_is_as_mastodon_is_described(
    place: RunningServer, session: requests.Session, capsys: pytest.CaptureFixture[str]
) -> None:
    place.add_person("md_minsu", "김민수")
    place.add_person("md_jihye", "박지혜")
    place.add_person("md_stranger", "오세라")
    minsu, jihye, stranger = (place.token(handle) for handle in ("md_minsu", "md_jihye", "md_stranger"))

    def asks(token: dict[str, Any], method: str, path: str, **parts: Any) -> Any:
        headers = {"Authorization": f"Bearer {token['bearer_token']}"}
        answer = session.request(method, f"{place.base_url}{path}", headers=headers, **parts)
        assert answer.ok, (path, answer.text[:300])
        return answer.json() if answer.content.startswith((b"{", b"[")) else None

    def makes(path: str, token: dict[str, Any] = minsu, /, **form: Any) -> str:
        made: dict[str, str] = asks(token, "POST", path, json=form)
        return made["id"]

    post = makes("/api/v1/statuses", status="글 @md_jihye #자료 https://example.com/")
    picture = {"file": ("a.jpg", a_picture(), "image/jpeg")}
    shown = asks(minsu, "POST", "/api/v2/media", files=picture)["id"]
    makes("/api/v1/statuses", status="그림", media_ids=[shown])
    kept = asks(minsu, "POST", "/api/v2/media", files=picture)["id"]
    poll = makes("/api/v1/statuses", status="점심?", poll={"options": ["국수", "밥"], "expires_in": 3_600})
    waiting = makes("/api/v1/statuses", status="나중에", scheduled_at="2099-01-01T00:00:00Z")
    filtering = makes("/api/v2/filters", title="글", context=["home"])
    keyword = makes(f"/api/v2/filters/{filtering}/keywords", keyword="점심")
    hidden = makes(f"/api/v2/filters/{filtering}/statuses", status_id=poll)
    gathered = makes("/api/v1/lists", title="팀")
    asks(minsu, "POST", f"/api/v1/lists/{gathered}/accounts", json={"account_ids": [jihye["account_id"]]})
    makes("/api/v1/statuses", jihye, status="답 @md_minsu", in_reply_to_id=post)
    makes("/api/v1/statuses", jihye, status="인용", quoted_status_id=post)
    makes("/api/v1/statuses", jihye, status="@md_minsu 쪽지", visibility="direct")
    for act in ("favourite", "reblog", "bookmark"):
        makes(f"/api/v1/statuses/{post}/{act}", jihye)
        makes(f"/api/v1/statuses/{post}/{act}")
    makes(f"/api/v1/statuses/{post}/pin")
    makes(f"/api/v1/accounts/{minsu['account_id']}/follow", jihye)
    for act in ("follow", "endorse"):
        makes(f"/api/v1/accounts/{jihye['account_id']}/{act}")
    asks(minsu, "POST", "/api/v1/tags/자료/follow")
    asks(minsu, "POST", "/api/v1/featured_tags", json={"name": "자료"})
    asks(minsu, "POST", "/api/v1/markers", json={"home": {"last_read_id": post}})
    soon(lambda: len(asks(minsu, "GET", "/api/v1/notifications")) >= NOTICES)
    asks(minsu, "PATCH", "/api/v2/notifications/policy", json={"for_not_following": "filter"})
    makes("/api/v1/statuses", stranger, status="@md_minsu 처음 뵙겠습니다")
    soon(lambda: bool(asks(minsu, "GET", "/api/v1/notifications/requests")))
    place.command("announcements", "add", "@md_minsu #공지 https://example.com/")
    asks(minsu, "PATCH", "/api/v1/profile", json={"fields_attributes": [{"name": "블로그", "value": "x"}]})
    group = asks(minsu, "GET", "/api/v2/notifications")["notification_groups"][0]

    ids = {
        "/api/v1/accounts": minsu["account_id"],
        "/api/v1/media": kept,
        "/api/v1/polls": poll,
        "/api/v1/lists": gathered,
        "/api/v1/timelines/list": gathered,
        "/api/v1/notifications": str(group["most_recent_notification_id"]),
        "/api/v1/notifications/requests": stranger["account_id"],
        "/api/v1/scheduled_statuses": waiting,
        "/api/v1/filters": keyword,
        "/api/v2/filters": filtering,
        "/api/v2/filters/keywords": keyword,
        "/api/v2/filters/statuses": hidden,
    }
    queries: dict[str, dict[str, Any]] = {
        "/api/v1/accounts": {"id[]": [minsu["account_id"], jihye["account_id"]]},
        "/api/v1/accounts/relationships": {"id[]": [jihye["account_id"]]},
        "/api/v1/accounts/familiar_followers": {"id[]": [jihye["account_id"]]},
        "/api/v1/accounts/lookup": {"acct": "md_jihye"},
        "/api/v1/accounts/search": {"q": "md_"},
        "/api/v1/statuses": {"id[]": [post, poll]},
        "/api/v1/markers": {"timeline[]": ["home"]},
        "/api/v2/search": {"q": "글"},
    }
    for route in spoken:
        if "GET" not in (route.methods or ()) or route.path.startswith(LEFT_OUT):
            continue
        words = {"id": ids.get(route.path.partition("/{")[0], post), "key": group["group_key"], "tag": "자료"} | {
            "year": "2026"
        }
        path = re.sub(r"\{(\w+)\}", lambda found, words=words: words[found[1]], route.path)  # type: ignore[misc]
        asks(minsu, "GET", path, params=queries.get(route.path, {}))
    with capsys.disabled():
        print(f"\n  {documents.MASTODON.told()} are as the description of Mastodon says", end="")
    assert documents.MASTODON.checked["GET /api/v1/timelines/home 200"]
