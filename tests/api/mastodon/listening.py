"""Clients over real sockets: one that asks, one that hears server-sent events, one on a WebSocket."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from websockets.sync.client import connect

from tests.running import RunningServer

PATIENCE_SECONDS = 10.0


class Phone:
    """An app on a running server."""

    def __init__(self, server: RunningServer, handle: str, scopes: str = "read write follow push") -> None:
        self.server = server
        self.handle = handle
        self.bearer = server.token(handle, scopes=scopes)["bearer_token"]

    def ask(self, method: str, path: str, **form: Any) -> Any:
        """The JSON of a good answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        headers = {"Authorization": f"Bearer {self.bearer}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(form), headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        assert answer.status == 200, (answer.status, body)
        return json.loads(body)

    def says(self, words: str, **form: Any) -> Any:
        return self.ask("POST", "/api/v1/statuses", status=words, **form)

    def home(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", "/api/v1/timelines/home?limit=40")
        return found

    @contextmanager
    def events(self, path: str, mark: str | None = None) -> Iterator["Events"]:
        """A stream of server-sent events, open while the block runs."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        headers = {"Authorization": f"Bearer {self.bearer}"} | ({"Last-Event-ID": mark} if mark else {})
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        assert answer.headers["content-type"].startswith("text/event-stream")
        try:
            yield Events(answer)
        finally:
            connection.close()
            answer.close()

    def socket(self, query: str = "", **more: Any) -> Any:
        """A WebSocket opened with the token in its header."""
        more.setdefault("additional_headers", {"Authorization": f"Bearer {self.bearer}"})
        return connect(f"ws://127.0.0.1:{self.server.port}/api/v1/streaming{query}", **more)


class Event(dict[str, str]):
    """One event: `event`, `data`, `id`."""

    @property
    def payload(self) -> Any:
        return json.loads(self["data"])


class Events:
    """What a stream says."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self._answer = answer

    def next(self) -> Event:
        """The next event; comments are passed over."""
        event = Event()
        while True:
            line = self._answer.readline()
            if not line:
                raise EOFError
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name and not line.startswith(b":"):
                event[name] = value
            elif event:
                return event

    def until(self, marker: str) -> list[Event]:
        """All events up to the update whose text is `marker`, which is left out."""
        found: list[Event] = []
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            event = self.next()
            if event.get("event") == "update" and f"<p>{marker}</p>" == event.payload["content"]:
                return found
            found.append(event)
        raise AssertionError(found)


def heard(socket: Any) -> Any:
    """The next message of a WebSocket."""
    return json.loads(socket.recv(timeout=PATIENCE_SECONDS))
