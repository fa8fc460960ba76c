"""Frames: what clients' own parsers make of them."""

from hypothesis import given
from hypothesis import strategies as st
from websockets.client import ClientProtocol
from websockets.frames import Frame
from websockets.protocol import OPEN
from websockets.uri import parse_uri

from biztweet.live.frames import sse_frame, websocket_frame, websocket_texts


def test_an_event_looks_as_the_standard_says() -> None:
    assert sse_frame("update", b'{"id":"1"}', "1-7") == b'event: update\nid: 1-7\ndata: {"id":"1"}\n\n'
    assert sse_frame("", b"a\nb\r\nc\rd") == b"data: a\ndata: b\ndata: c\ndata: d\n\n"
    assert sse_frame("bye", b"", retry_ms=1500) == b"event: bye\nretry: 1500\ndata: \n\n"


@given(st.lists(st.text(max_size=300) | st.sampled_from(["가" * 40_000, "a" * 125, "a" * 126, "a" * 65_536])))
def test_joined_websocket_frames_are_read_one_by_one(texts: list[str]) -> None:
    joined = b"".join(websocket_frame(text.encode()) for text in texts)
    client = ClientProtocol(parse_uri("ws://localhost/"), state=OPEN, max_size=None)
    client.receive_data(joined)
    frames = [event for event in client.events_received() if isinstance(event, Frame)]
    assert [bytes(frame.data).decode() for frame in frames] == texts
    assert list(websocket_texts(joined)) == texts
