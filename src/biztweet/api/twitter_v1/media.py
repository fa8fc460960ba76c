"""Pictures: sent whole, as base64, or in chunks (INIT, APPEND, FINALIZE), and described."""

import binascii
from base64 import b64decode

from starlette.responses import Response

from biztweet.api.parameters import Parameters, ParameterWrong
from biztweet.api.twitter_v1 import chunks, parse
from biztweet.api.twitter_v1.calls import Answer, Ask, Handler, json
from biztweet.api.twitter_v1.errors import Missing
from biztweet.api.twitter_v1.present.media import uploaded
from biztweet.media.model import Media
from biztweet.media.upload import describe as change_description
from biztweet.media.upload import owned
from biztweet.media.upload import upload as keep

_SAYS_NOTHING = {"", "application/octet-stream"}


async def upload(ask: Ask) -> Answer:
    """A whole picture, or one step of a chunked upload."""
    return await _COMMANDS[_command(ask)](ask)


async def state(ask: Ask) -> Response:
    """STATUS: a picture is ready as soon as it is finalized."""
    media = await owned(ask.company.db, ask.me, _media_id(ask.given))
    return json(uploaded(media) | {"processing_info": {"state": "succeeded", "progress_percent": 100}})


async def describe(ask: Ask) -> Response:
    """What a picture shows, for those who cannot see it."""
    words = ask.given.inner("alt_text").text("text") or ""
    await change_description(ask.company.db, ask.me, _media_id(ask.given), description=words)
    return Response(status_code=200)


async def _whole(ask: Ask) -> Response:
    content, declared = _sent(ask.given, "media")
    return json(uploaded(await _kept(ask, content, declared)))


async def _init(ask: Ask) -> Response:
    total = ask.given.number("total_bytes")
    if total is None:
        raise Missing("total_bytes")
    begun = chunks.Begun(ask.me.id, total, ask.given.text("media_type") or "")
    media_id = await chunks.begin(ask.company.db, ask.company.blobs, begun)
    answer = {"media_id": media_id, "media_id_string": str(media_id), "expires_after_secs": 86_400}
    return json(answer, 202)


async def _append(ask: Ask) -> Response:
    index = ask.given.number("segment_index")
    if index is None:
        raise Missing("segment_index")
    content, _ = _sent(ask.given, "media")
    await chunks.append(ask.company.blobs, ask.me.id, _media_id(ask.given), index, content)
    return Response(status_code=204)


async def _finalize(ask: Ask) -> Response:
    media_id = _media_id(ask.given)
    begun, content = await chunks.finish(ask.company.blobs, ask.me.id, media_id)
    return json(uploaded(await _kept(ask, content, begun.declared_type, media_id)), 201)


_COMMANDS: dict[str, Handler] = {
    "": _whole,
    "INIT": _init,
    "APPEND": _append,
    "FINALIZE": _finalize,
    "STATUS": state,
}


def _command(ask: Ask) -> str:
    command = (ask.given.text("command") or "").upper()
    if command not in _COMMANDS:
        raise ParameterWrong("command", "INIT, APPEND, FINALIZE or STATUS")
    return command


def _media_id(given: Parameters) -> int:
    return parse.post_id(given, "media_id") or 0


def _sent(given: Parameters, name: str) -> tuple[bytes, str]:
    """The bytes that came as a file or as base64, and what they are declared to be."""
    if name in given.uploads:
        file = given.uploads[name]
        return file.content, file.content_type
    text = given.text(f"{name}_data")
    if not text:
        raise Missing(name)
    try:
        return b64decode(text, validate=True), ""
    except (binascii.Error, ValueError) as error:
        raise ParameterWrong(f"{name}_data", "base64") from error


async def _kept(ask: Ask, content: bytes, declared: str, media_id: int | None = None) -> Media:
    here = ask.company
    kind = None if declared in _SAYS_NOTHING else declared
    return await keep(here.db, here.blobs, here.images, ask.me, content, kind, media_id=media_id)
