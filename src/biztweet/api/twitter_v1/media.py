"""Uploads: sent whole, as base64, or in chunks (INIT, APPEND, FINALIZE, STATUS); described, and captioned."""

import binascii
from base64 import b64decode

from starlette.responses import Response

from biztweet.api.errors import ParameterWrong
from biztweet.api.parameters import Parameters
from biztweet.api.twitter.endpoint import Answer
from biztweet.api.twitter.present.keys import EXPIRES_AFTER_SECONDS
from biztweet.api.twitter.subtitles import sent_as
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.calls import Ask, Handler, json
from biztweet.api.twitter_v1.errors import Missing, TooManyTerms
from biztweet.api.twitter_v1.present.media import uploaded
from biztweet.media.caption import MAX_LANGUAGES
from biztweet.media.caption import caption as change_captions
from biztweet.media.caption import uncaption as take_captions
from biztweet.media.chunks import Announced, append, begin, finish
from biztweet.media.describe import describe as change_description
from biztweet.media.describe import owned
from biztweet.media.found import Sent
from biztweet.media.upload import upload as take_in


async def upload(ask: Ask) -> Answer:
    """A whole file, or one step of an upload in chunks.

    Raises ParameterWrong.
    """
    return await _COMMANDS[_command(ask)](ask)


async def state(ask: Ask) -> Response:
    """STATUS: whether an upload that was finalized is ready."""
    media = await owned(ask.company.db, ask.me, _media_id(ask.given))
    return json({"processing_info": {"state": "succeeded", "progress_percent": 100}} | uploaded(media))


async def describe(ask: Ask) -> Response:
    """What an upload shows, for those who cannot see it."""
    words = ask.given.inner("alt_text").text("text") or ""
    await change_description(ask.company.db, ask.me, _media_id(ask.given), description=words)
    return Response(status_code=200)


async def caption(ask: Ask) -> Response:
    """Subtitles that were uploaded become captions of a video, one a language.

    Raises Missing, TooManyTerms.
    """
    media_id = _media_id(ask.given)
    for each in _subtitles(ask.given):
        wanted = parse.post_id(each, "media_id") or 0
        language, label = _language(each), each.text("display_name") or ""
        await change_captions(ask.company.media, ask.me, media_id, wanted, language, label)
    return Response(status_code=200)


async def uncaption(ask: Ask) -> Response:
    """Captions in some languages are taken from a video; twice is once.

    Raises Missing, TooManyTerms.
    """
    media_id = _media_id(ask.given)
    for each in _subtitles(ask.given):
        await take_captions(ask.company.db, ask.me, media_id, _language(each))
    return Response(status_code=200)


async def _whole(ask: Ask) -> Response:
    """Nobody comes back for what was sent whole, so it is answered when it is ready."""
    intake = ask.company.media
    file = sent(ask.given, "media", encoded="media_data")
    declared_type, filename = sent_as(ask.given.text("media_category"), file.declared_type, file.filename)
    media = await take_in(intake, ask.me, Sent(file.content, declared_type, filename))
    return json(uploaded(await intake.posters.ready(media)))


async def _init(ask: Ask) -> Response:
    total_bytes = ask.given.number("total_bytes")
    if total_bytes is None:
        raise Missing("total_bytes")
    given = ask.given
    announced = Announced(
        total_bytes, *sent_as(given.text("media_category"), given.text("media_type"), given.text("name"))
    )
    media_id = await begin(ask.company.media, ask.me, announced)
    answer = {"media_id": media_id, "media_id_string": str(media_id), "expires_after_secs": EXPIRES_AFTER_SECONDS}
    return json(answer, 202)


async def _append(ask: Ask) -> Response:
    segment = ask.given.number("segment_index")
    if segment is None:
        raise Missing("segment_index")
    chunk = sent(ask.given, "media", encoded="media_data").content
    await append(ask.company.media, ask.me, _media_id(ask.given), segment, chunk)
    return Response(status_code=204)


async def _finalize(ask: Ask) -> Response:
    return json(uploaded(await finish(ask.company.media, ask.me, _media_id(ask.given))), 201)


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


def _subtitles(given: Parameters) -> list[Parameters]:
    found = given.inner("subtitle_info").each("subtitles")
    if not found:
        raise Missing("subtitle_info")
    if len(found) > MAX_LANGUAGES:
        raise TooManyTerms
    return found


def _language(subtitles: Parameters) -> str:
    code = subtitles.text("language_code")
    if not code:
        raise Missing("language_code")
    return code


def sent(given: Parameters, name: str, *, encoded: str) -> Sent:
    """What came as the file `name`, or else as base64 in `encoded`. Raises Missing, ParameterWrong."""
    if name in given.uploads:
        file = given.uploads[name]
        return Sent(file.content, file.content_type, file.filename)
    text = given.text(encoded)
    if not text:
        raise Missing(name)
    try:
        return Sent(b64decode(text, validate=True))
    except (binascii.Error, ValueError) as error:
        raise ParameterWrong(encoded, "base64") from error
