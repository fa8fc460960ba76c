"""Streams over one WebSocket: several at once, subscribed to and left by messages."""

import time
from collections.abc import Iterable

import msgspec
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import errors
from biztweet.api.mastodon.channels import Subscription, scope_of, subscriptions
from biztweet.api.mastodon.stream_format import Framed
from biztweet.api.mastodon.streaming import listener, listening, stream_for, subject, token_of
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import Refusal
from biztweet.live.frames import websocket_frame
from biztweet.live.opening import WebSocketOpening
from biztweet.live.resume import go_live
from biztweet.live.stream import Stream

_MAX_SUBSCRIPTIONS = 20
_MESSAGES_PER_SECOND = 10
_NO_TEXT = 1003  # "unsupported data"; codes: RFC 6455, 7.4.1
_TOO_MANY = 1008  # "policy violation"


class StreamRequest(msgspec.Struct, frozen=True):
    """What a client says: `subscribe` to or `unsubscribe` from a stream."""

    type: str
    stream: str = ""
    tag: str | None = None
    list: str | int | None = None


_decoder = msgspec.json.Decoder(StreamRequest)


async def websocket(socket: WebSocket) -> None:
    """One WebSocket. Only a token opens it; a cookie never does, so another site's page cannot listen."""
    asked = socket.query_params
    name = asked.get("stream", "")
    offered = socket.scope["subprotocols"]
    try:
        secret = token_of(socket) or (offered[0] if offered else None)
        me = await listener(socket, secret, scope_of(name))
        here = company(socket)
        home = (await here.people.one(me.id)).home
        of = await subject(here, me, asked.get("tag"), asked.get("list"))
        wanted = subscriptions(name, of, listening(me, home)) if name else []
        async with WebSocketOpening(socket) as opening:
            stream = await stream_for(here, me, home, here.of_face(Framed), opening.outlet)
            here.hub.open(stream, wanted)
            try:
                await opening.accept(offered[0] if offered else None)
                await go_live(here.db, here.relay, here.live, stream, opening, asked.get("last_event_id"))
                await _Conversation(here, me, stream, socket).run()
            finally:
                here.hub.close(stream)
    except Refusal as refusal:
        await _refuse(socket, refusal)


class _Conversation:
    """What a client says while it listens."""

    def __init__(self, here: Company, me: Viewer, stream: Stream, socket: WebSocket) -> None:
        self._here = here
        self._me = me
        self._stream = stream
        self._socket = socket
        self._allowance = float(_MESSAGES_PER_SECOND)
        self._heard_at = time.monotonic()

    async def run(self) -> None:
        """Listen until the client leaves, or says what cannot be said."""
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None:
                self._stream.outlet.close(_NO_TEXT)
                return
            if not self._may_speak():
                self._stream.outlet.close(_TOO_MANY)
                return
            try:
                await self._obey(_decoder.decode(text))
            except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
                self._say(400, "Error parsing the message")
            except Refusal as refusal:
                self._say(*errors.worded(refusal))

    async def _obey(self, request: StreamRequest) -> None:
        hub, stream = self._here.hub, self._stream
        self._me.need(scope_of(request.stream))
        home = (await self._here.people.one(self._me.id)).home
        of = await subject(self._here, self._me, request.tag, request.list)
        wanted = subscriptions(request.stream, of, listening(self._me, home))
        match request.type:
            case "subscribe":
                if len(_names(stream.subscriptions) | _names(wanted)) > _MAX_SUBSCRIPTIONS:
                    self._say(422, f"At most {_MAX_SUBSCRIPTIONS} streams may be subscribed to")
                    return
                for channel, label in wanted:
                    hub.subscribe(stream, channel, label)
            case "unsubscribe":
                for channel, label in wanted:
                    hub.unsubscribe(stream, channel, label)
            case _:
                self._say(400, "Unknown message type")

    def _say(self, status: int, words: str) -> None:
        self._stream.outlet.write(websocket_frame(msgspec.json.encode({"error": words, "status": status})))

    def _may_speak(self) -> bool:
        now = time.monotonic()
        gained = (now - self._heard_at) * _MESSAGES_PER_SECOND
        self._allowance = min(float(_MESSAGES_PER_SECOND), self._allowance + gained) - 1
        self._heard_at = now
        return self._allowance >= 0


def _names(found: Iterable[Subscription]) -> set[str]:
    return {label for _, label in found}


async def _refuse(socket: WebSocket, refusal: Refusal) -> None:
    """Answer the handshake with an error, where the server can; else it is a plain 403."""
    try:
        if "websocket.http.response" in socket.scope.get("extensions", {}):
            await socket.send_denial_response(errors.answer(refusal))
        else:
            await socket.close(_TOO_MANY)
    except (RuntimeError, WebSocketDisconnect):
        return  # the client has gone meanwhile


routes = [WebSocketRoute("/api/v1/streaming", websocket), WebSocketRoute("/api/v1/streaming/", websocket)]
