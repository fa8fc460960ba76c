"""Streams over real sockets: what is told, to whom, resumed from where; and who is turned away."""

import json
import shutil
import signal
import socket as sockets
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from biztweet.settings import Settings
from tests.api.mastodon.listening import PATIENCE_SECONDS, Events, Phone, heard
from tests.flows.test_mastodon_py import signed_in
from tests.running import RunningServer, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("streaming")
    shutil.copy(empty_sqlite, folder / "biztweet.db")
    with running_server(Settings(data=folder), folder) as started:
        started.add_person("minsu", "김민수")
        started.add_person("jane", "Jane Kim")
        yield started


@pytest.fixture(scope="module")
def minsu(server: RunningServer) -> Phone:
    return Phone(server, "minsu")


@pytest.fixture(scope="module")
def jane(server: RunningServer) -> Phone:
    return Phone(server, "jane")


def test_the_health_of_streams_is_told_to_everybody(server: RunningServer) -> None:
    with urllib.request.urlopen(f"{server.base_url}/api/v1/streaming/health") as answer:  # noqa: S310 - our own
        assert answer.read() == b"OK"


def test_a_vote_changes_the_status_on_every_stream_that_shows_it(minsu: Phone, jane: Phone) -> None:
    form = [("status", "점심?"), ("poll[options][]", "a"), ("poll[options][]", "b"), ("poll[expires_in]", "300")]
    made = minsu.ask("POST", f"/api/v1/statuses?{urlencode(form)}")
    with jane.events("/api/v1/streaming/public") as stream:
        minsu.ask("POST", f"/api/v1/polls/{made['id']}/votes?choices[]=1")
        event = stream.next()
        assert event["event"] == "status.update"
        assert [option["votes_count"] for option in event.payload["poll"]["options"]] == [0, 1]


def test_a_user_stream_tells_of_posts_edits_deletions_and_notices(minsu: Phone, jane: Phone) -> None:
    with minsu.events("/api/v1/streaming/user") as stream:
        made = jane.says("안녕 @minsu")
        first = stream.next()
        assert (first["event"], first.payload["id"]) == ("update", made["id"])
        assert first.payload["account"]["acct"] == "jane"
        assert "favourited" not in first.payload
        notice = stream.next()
        assert (notice["event"], notice.payload["type"]) == ("notification", "mention")
        assert notice.payload["status"]["id"] == made["id"]
        jane.ask("PUT", f"/api/v1/statuses/{made['id']}", status="안녕하세요 @minsu")
        edited = stream.next()
        assert (edited["event"], edited.payload["id"]) == ("status.update", made["id"])
        assert edited.payload["edited_at"]
        jane.ask("DELETE", f"/api/v1/statuses/{made['id']}")
        gone = stream.next()
        assert (gone["event"], gone["data"]) == ("delete", made["id"])
        marks = [int(event["id"].partition("-")[2]) for event in (first, notice, edited, gone)]
        assert marks == sorted(set(marks))


def test_a_user_stream_tells_of_announcements(server: RunningServer, minsu: Phone, jane: Phone) -> None:
    with minsu.events("/api/v1/streaming/user") as stream, jane.events("/api/v1/streaming/public") as others:
        made = server.command("announcements", "add", "오늘 밤 점검이 있습니다").strip()
        told = stream.next()
        assert (told["event"], told.payload["id"]) == ("announcement", made)
        assert told.payload["content"] == "<p>오늘 밤 점검이 있습니다</p>"
        assert "read" not in told.payload
        for method, count in (("PUT", 1), ("DELETE", 0)):
            jane.ask(method, f"/api/v1/announcements/{made}/reactions/{quote('👍')}")
            reacted = stream.next()
            assert reacted["event"] == "announcement.reaction"
            assert reacted.payload == {"name": "👍", "count": count, "announcement_id": made}
        server.command("announcements", "withdraw", made)
        gone = stream.next()
        assert (gone["event"], gone["data"]) == ("announcement.delete", made)
        post = jane.says("공지는 사람의 흐름에만")
        assert others.next().payload["id"] == post["id"]


def test_a_stream_that_comes_back_hears_what_it_missed_once(minsu: Phone, jane: Phone) -> None:
    with minsu.events("/api/v1/streaming/user") as stream:
        jane.says("하나")
        mark = stream.next()["id"]
    missed = [jane.says(f"놓친 글 {number}")["id"] for number in range(5)]
    jane.ask("DELETE", f"/api/v1/statuses/{missed[4]}")
    for path, sent, end in (
        ("/api/v1/streaming/user", mark, "첫 번째 끝"),
        (f"/api/v1/streaming?stream=user&last_event_id={mark}", None, "두 번째 끝"),
    ):
        with minsu.events(path, sent) as stream:
            jane.says(end)
            events = [each for each in stream.until(end) if "끝" not in each["data"]]
            assert [each.payload["id"] for each in events if each["event"] == "update"] == missed[:4]
            assert [each["data"] for each in events if each["event"] == "delete"] == [missed[4]]


def test_a_mark_of_another_time_starts_now(minsu: Phone, jane: Phone) -> None:
    for mark in ("0-1", "garbage", "9" * 40):
        with minsu.events("/api/v1/streaming/public", mark) as stream:
            made = jane.says(f"지금부터 {mark}")
            assert stream.next().payload["id"] == made["id"]


def test_stale_and_stream_is_fresh(minsu: Phone, jane: Phone) -> None:
    """A screen that read Home once and then only listened shows what a fresh read shows."""
    kept = [jane.says(f"바탕 {number}")["id"] for number in range(4)]
    shown = {each["id"]: words(each) for each in minsu.home()}
    with minsu.events("/api/v1/streaming/user") as stream:
        made = minsu.says("내 글")
        jane.ask("PUT", f"/api/v1/statuses/{kept[0]}", status="고친 바탕")
        jane.ask("DELETE", f"/api/v1/statuses/{kept[1]}")
        jane.ask("POST", f"/api/v1/statuses/{made['id']}/reblog")
        jane.says("인용", quoted_status_id=made["id"])
        minsu.says("스레드", in_reply_to_id=made["id"])
        apply(shown, stream, until="마지막", sent=lambda: jane.says("마지막"))
    fresh = {each["id"]: words(each) for each in minsu.home()}
    assert {post_id: shown.get(post_id) for post_id in fresh} == fresh
    assert kept[1] not in shown


def words(status: dict[str, Any]) -> tuple[str, str | None]:
    return status["content"], status["edited_at"]


def apply(shown: dict[str, tuple[str, str | None]], stream: Events, until: str, sent: Any) -> None:
    last = sent()
    while last["id"] not in shown:
        event = stream.next()
        match event["event"]:
            case "update" | "status.update":
                shown[event.payload["id"]] = words(event.payload)
            case "delete":
                shown.pop(event["data"], None)


def test_each_stream_tells_its_own(minsu: Phone, jane: Phone) -> None:
    for path in (
        "/api/v1/streaming/public",
        "/api/v1/streaming/public/local",
        "/api/v1/streaming/hashtag?tag=Lunch",
        "/api/v1/streaming/hashtag/local?tag=%23lunch",
    ):
        with minsu.events(path) as stream:
            jane.says("없는 태그 #dinner" if "hashtag" in path else "첫 글")
            made = jane.says(f"점심 #LUNCH {path}")
            events = [stream.next()] if "hashtag" in path else [stream.next(), stream.next()]
            assert events[-1].payload["id"] == made["id"]
    with minsu.events("/api/v1/streaming/user/notification") as stream:
        jane.says("아무도 부르지 않음")
        made = jane.says("@minsu 부름")
        event = stream.next()
        assert (event["event"], event.payload["status"]["id"]) == ("notification", made["id"])


def test_one_websocket_carries_several_streams(minsu: Phone, jane: Phone) -> None:
    with minsu.socket() as socket:
        socket.send('{"type":"subscribe","stream":"hashtag","tag":"seminar"}')
        socket.send('{"type":"subscribe","stream":"user:notification"}')
        settle(socket)
        made = jane.says("세미나 #Seminar @minsu")
        told = sorted((heard(socket), heard(socket)), key=lambda message: str(message["event"]))
        assert [message["stream"] for message in told] == [["user:notification"], ["hashtag", "seminar"]]
        assert json.loads(told[1]["payload"])["id"] == made["id"]
        socket.send('{"type":"unsubscribe","stream":"hashtag","tag":"seminar"}')
        settle(socket)
        jane.says("또 #seminar")
        jane.says("@minsu 끝")
        assert heard(socket)["event"] == "notification"


def settle(socket: Any) -> None:
    """Return once all that was sent before is obeyed: the answer to nonsense comes after it."""
    socket.send("{}")
    assert heard(socket)["status"] == 400


def test_a_websocket_resumes_from_its_last_event(minsu: Phone, jane: Phone) -> None:
    with minsu.socket("?stream=user") as socket:
        jane.says("앞")
        first = heard(socket)
        assert first["stream"] == ["user"]
    missed = [jane.says(f"사이 {number}")["id"] for number in range(3)]
    with minsu.socket(f"?stream=user&last_event_id={first['id']}") as socket:
        assert [json.loads(heard(socket)["payload"])["id"] for _ in missed] == missed
        made = jane.says("뒤")
        assert json.loads(heard(socket)["payload"])["id"] == made["id"]


def test_a_token_may_come_as_a_subprotocol_which_is_echoed_or_in_the_query(minsu: Phone, jane: Phone) -> None:
    offered = [Subprotocol(minsu.bearer)]
    with minsu.socket("?stream=public:local", additional_headers={}, subprotocols=offered) as socket:
        assert socket.subprotocol == minsu.bearer
        made = jane.says("하위 프로토콜")
        message = heard(socket)
        assert message["stream"] == ["public:local"]
        assert json.loads(message["payload"])["id"] == made["id"]
    with minsu.socket(f"?stream=user&access_token={minsu.bearer}", additional_headers={}) as socket:
        jane.says("질의")
        assert heard(socket)["event"] == "update"


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("?stream=user", {}, 401),
        ("?stream=user", {"Cookie": "__Host-session=whatever", "Origin": "https://evil.example"}, 401),
        ("?stream=user&access_token=wrong", {}, 401),
        ("?stream=user", {"Authorization": "Bearer wrong"}, 401),
    ],
)
def test_who_brings_no_token_gets_no_websocket(
    server: RunningServer, query: str, headers: dict[str, str], status: int
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{server.port}/api/v1/streaming{query}", additional_headers=headers)
    assert refused.value.response.status_code == status


def test_a_session_of_the_pages_opens_no_websocket(server: RunningServer) -> None:
    """So no page of another site can listen with a visitor's cookie."""
    cookie = signed_in(server, "minsu")
    for origin in ("https://evil.example", server.base_url, "null"):
        with pytest.raises(InvalidStatus) as refused:
            connect(
                f"ws://127.0.0.1:{server.port}/api/v1/streaming?stream=user",
                additional_headers=cookie,
                origin=Origin(origin),
            )
        assert refused.value.response.status_code == 401


def test_an_unknown_stream_is_refused_before_it_opens(minsu: Phone) -> None:
    for query, status in (("?stream=nothing", 422), ("?stream=hashtag", 422), ("?stream=list&list=1", 404)):
        with pytest.raises(InvalidStatus) as refused:
            minsu.socket(query)
        assert refused.value.response.status_code == status
    request = urllib.request.Request(f"{minsu.server.base_url}/api/v1/streaming/nothing")  # noqa: S310 - our own server
    request.add_header("Authorization", f"Bearer {minsu.bearer}")
    with pytest.raises(urllib.error.HTTPError) as answered:
        urllib.request.urlopen(request)  # noqa: S310
    assert (answered.value.code, json.loads(answered.value.read())) == (
        422,
        {"error": "Validation failed: Unknown stream type"},
    )
    answered.value.close()


def test_nonsense_is_answered_with_an_error_and_the_socket_stays(minsu: Phone, jane: Phone) -> None:
    with minsu.socket("?stream=user") as socket:
        for nonsense, status in (
            ("not json", 400),
            ("[]", 400),
            ('{"type":"dance","stream":"user"}', 400),
            ('{"type":"subscribe","stream":"nothing"}', 422),
            ('{"type":"subscribe","stream":"list","list":"1"}', 404),
            ('{"x":' + "[" * 30_000, 400),
        ):
            socket.send(nonsense)
            message = heard(socket)
            assert (message["status"], bool(message["error"])) == (status, True)
        jane.says("아직 듣는다")
        assert heard(socket)["event"] == "update"


def test_only_who_may_read_notifications_is_told_of_them(server: RunningServer, minsu: Phone, jane: Phone) -> None:
    reader = Phone(server, "minsu", "read:statuses")
    with reader.events("/api/v1/streaming/user") as stream, reader.socket("?stream=user") as socket:
        jane.says("@minsu 첫째")
        second = jane.says("둘째")
        told = [stream.next(), stream.next()]
        assert [event["event"] for event in told] == ["update", "update"]
        assert told[1].payload["id"] == second["id"]
        assert [heard(socket)["event"], heard(socket)["event"]] == ["update", "update"]


def test_twenty_subscriptions_are_enough(minsu: Phone) -> None:
    with minsu.socket() as socket:
        for number in range(21):
            socket.send(json.dumps({"type": "subscribe", "stream": "hashtag", "tag": f"tag{number}"}))
            if number % 5 == 4:
                with pytest.raises(TimeoutError):
                    socket.recv(timeout=0.6)
        assert heard(socket)["status"] == 422


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([b"\x00\x01"], 1003),
        ([json.dumps({"type": "subscribe", "stream": "hashtag", "tag": "x" * 70_000})], 1009),
        ([["{" + " " * 40_000, " " * 40_000 + "}"]], 1009),
        (['{"type":"subscribe","stream":"public"}'] * 1_000, 1008),
        ([json.dumps({"type": "subscribe", "stream": "hashtag", "tag": f"t{each}"}) for each in range(1_000)], 1008),
    ],
    ids=["binary", "huge", "huge in parts", "flood", "a thousand subscriptions"],
)
def test_what_nobody_says_ends_its_own_socket_and_no_other(
    minsu: Phone, jane: Phone, messages: list[Any], code: int
) -> None:
    with jane.socket("?stream=user") as other, minsu.socket("?stream=user") as socket:
        with suppress(ConnectionClosed):
            for message in messages:
                socket.send(message)
        assert closed_with(socket) == code
        made = minsu.says("아무 일 없다")
        assert json.loads(heard(other)["payload"])["id"] == made["id"]


def closed_with(socket: Any) -> int | None:
    """The code with which the other side ends it, whatever it says before."""
    try:
        while True:
            socket.recv(timeout=PATIENCE_SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def test_a_token_that_ends_takes_its_streams_with_it(server: RunningServer, minsu: Phone) -> None:
    server.add_person("leaver", "떠나는 사람")
    leaver = Phone(server, "leaver")
    with leaver.events("/api/v1/streaming/user") as stream, leaver.socket("?stream=user") as socket:
        server.command("people", "deactivate", "leaver")
        with pytest.raises(EOFError):
            stream.next()
        assert closed_with(socket) == 1008


def test_a_head_only_request_gets_only_a_head(minsu: Phone) -> None:
    with sockets.create_connection(("127.0.0.1", minsu.server.port), timeout=PATIENCE_SECONDS) as connection:
        head = f"HEAD /api/v1/streaming/user HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {minsu.bearer}\r\n\r\n"
        connection.sendall(head.encode())
        read = b""
        while chunk := connection.recv(4096):
            read += chunk
    assert read.startswith(b"HTTP/1.1 200")
    assert b"event" not in read.partition(b"\r\n\r\n")[2]


def test_a_crash_and_a_restart_lose_nothing_and_tell_nothing_twice(minsu: Phone, jane: Phone) -> None:
    """Runs last: the server is another one afterwards."""
    with minsu.events("/api/v1/streaming/user") as stream:
        jane.says("사고 전")
        mark = stream.next()["id"]
        acknowledged = [jane.says(f"사고 중 {number}")["id"] for number in range(5)]
        minsu.server.stop(signal.SIGKILL)
    minsu.server.start()
    acknowledged += [jane.says("사고 후")["id"]]
    with minsu.events("/api/v1/streaming/user", mark) as stream:
        assert [stream.next().payload["id"] for _ in acknowledged] == acknowledged
