"""Uploads: sent whole or in chunks, by paths of their own or by a `command`; described, and looked up by their keys."""

import binascii
from base64 import b64decode
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from biztweet.api.errors import ParameterWrong
from biztweet.api.parameters import Parameters
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter.present.keys import EXPIRES_AFTER_SECONDS, media_key
from biztweet.api.twitter.subtitles import sent_as
from biztweet.api.twitter_v2.answers import answer, joined
from biztweet.api.twitter_v2.bodies import NewSubtitles, OldSubtitles
from biztweet.api.twitter_v2.calls import Ask, json
from biztweet.api.twitter_v2.errors import not_found
from biztweet.api.twitter_v2.includes import seen
from biztweet.api.twitter_v2.parameters import Parameter, an_id, number, text, word
from biztweet.kernel.clock import DAY, SECOND
from biztweet.media import store
from biztweet.media.caption import caption as change_captions
from biztweet.media.caption import uncaption as take_captions
from biztweet.media.chunks import Announced, append, begin, finish
from biztweet.media.describe import describe as change_description
from biztweet.media.describe import owned
from biztweet.media.found import Sent
from biztweet.media.model import Media, MediaKind
from biztweet.media.upload import upload as take_in

_LARGEST = 2**31 - 1
COMMANDS: tuple[Parameter, ...] = (
    word("command", ("INIT", "APPEND", "FINALIZE", "STATUS")),
    an_id("media_id"),
    number("segment_index", 0, 999),
    number("total_bytes", 0, _LARGEST),
    text("media_type", 200),
    text("media_category", 100),
    text("additional_owners", 2_000),
)
STATE: tuple[Parameter, ...] = (word("command", ("STATUS",)), an_id("media_id", required=True))


async def upload(ask: Ask) -> Response:
    """A whole file, or one step of an upload in chunks.

    Raises ParameterWrong.
    """
    sent = ask.uploads
    match (sent.text("command") or "").upper():
        case "":
            media = await take_in(ask.company.media, ask.me, _file(sent))
            return _media_info(ask, await ask.company.media.posters.ready(media))
        case "INIT":
            known = sent_as(sent.text("media_category"), sent.text("media_type"), sent.text("name"))
            return await _begun(ask, Announced(_number(sent, "total_bytes"), *known))
        case "APPEND":
            return await _appended(ask, _media_id(sent))
        case "FINALIZE":
            return _media_info(ask, await finish(ask.company.media, ask.me, _media_id(sent)))
        case "STATUS":
            return _media_info(ask, await owned(ask.company.db, ask.me, _media_id(sent)))
        case _:
            raise ParameterWrong("command", "INIT, APPEND, FINALIZE or STATUS")


async def initialize(ask: Ask) -> Response:
    """Begin an upload in chunks."""
    known = sent_as(ask.body.media_category, ask.body.media_type, "")
    return await _begun(ask, Announced(ask.body.total_bytes, *known))


async def add(ask: Ask) -> Response:
    """One chunk, as a file or as base64.

    Raises ParameterWrong.
    """
    return await _appended(ask, ask.given["id"])


async def finalize(ask: Ask) -> Response:
    """The chunks are put together; `processing_info` only where there is something to wait for."""
    return _media_info(ask, await finish(ask.company.media, ask.me, ask.given["id"]))


async def state(ask: Ask) -> Response:
    """Whether an upload is ready."""
    return _media_info(ask, await owned(ask.company.db, ask.me, ask.given["media_id"]))


async def describe(ask: Ask) -> Response:
    """What an upload shows, for those who cannot see it."""
    words = ask.body.metadata.alt_text.text if ask.body.metadata.alt_text else ""
    media = await change_description(ask.company.db, ask.me, as_id(ask.body.id) or 0, description=words)
    known = {"alt_text": {"text": media.description}}
    return json(ask, {"data": {"id": str(media.id), "associated_metadata": known}})


async def caption(ask: Ask) -> Response:
    """Subtitles that were uploaded become a video's captions in their language."""
    body: NewSubtitles = ask.body
    wanted = body.subtitles
    media = await change_captions(
        *(ask.company.media, ask.me, as_id(body.id) or 0),
        *(as_id(wanted.id) or 0, wanted.language_code, wanted.display_name),
    )
    shown = [
        {"id": str(each.upload_id), "language_code": each.language, "display_name": each.label}
        for each in media.captions
    ]
    data = {"id": str(media.id), "media_category": body.media_category, "associated_subtitles": shown}
    return json(ask, {"data": data})


async def uncaption(ask: Ask) -> Response:
    """Captions in a language are taken from a video; twice is once."""
    body: OldSubtitles = ask.body
    await take_captions(ask.company.db, ask.me, as_id(body.id) or 0, body.language_code)
    return json(ask, {"data": {"deleted": True}})


async def one(ask: Ask) -> Response:
    """What a key leads to: one's own upload, or one that a post shows; else the problem that it is not there."""
    kind, _, number_ = ask.given["media_key"].partition("_")
    found = await _looked_at(ask, await ask.company.db.rows(store.BY_ID, media_id=as_id(number_) or 0))
    if not found or media_key(found[0]) != f"{kind}_{number_}":
        return answer(ask.encoder, None, errors=[not_found("media", "media_key", ask.sent["media_key"])])
    return answer(ask.encoder, ask.encoder.media(found[0]))


async def many(ask: Ask) -> Response:
    """What several keys lead to, and which lead nowhere."""
    keys = list(dict.fromkeys(ask.given["media_keys"]))
    ids = [as_id(key.partition("_")[2]) or 0 for key in keys]
    found = {
        media_key(media): media for media in await _looked_at(ask, await ask.company.db.rows(store.BY_IDS, ids=ids))
    }
    missing = [not_found("media", "media_keys", key) for key in keys if key not in found]
    there = [ask.encoder.media(found[key]) for key in keys if key in found]
    return answer(ask.encoder, joined(there) if there else None, errors=missing)


async def _looked_at(ask: Ask, found: Sequence[Media]) -> list[Media]:
    """Those that the asker may look at: their own, and what a post shows to them."""
    posts = await seen(ask, [media.post_id for media in found if media.post_id is not None])
    shown = {post.post.id for post in posts}
    return [
        media
        for media in found
        if media.kind is not MediaKind.document
        and not media.processing
        and (media.owner_id == ask.me.account_id or media.post_id in shown)
    ]


async def _begun(ask: Ask, announced: Announced) -> Response:
    media_id = await begin(ask.company.media, ask.me, announced)
    data = {"id": str(media_id), "media_key": f"7_{media_id}", "expires_after_secs": EXPIRES_AFTER_SECONDS}
    return json(ask, {"data": data})


async def _appended(ask: Ask, media_id: int) -> Response:
    segment = _number(ask.uploads, "segment_index")
    await append(ask.company.media, ask.me, media_id, segment, _file(ask.uploads).content)
    return json(ask, {"data": {"expires_at": (ask.company.db.clock() + DAY) // SECOND}})


def _media_info(ask: Ask, media: Media) -> Response:
    data: dict[str, Any] = {
        "id": str(media.id),
        "media_key": media_key(media),
        "size": media.original.size_bytes,
        "expires_after_secs": EXPIRES_AFTER_SECONDS,
    }
    if media.processing:
        data["processing_info"] = {"state": "in_progress", "check_after_secs": 1, "progress_percent": 50}
    elif media.kind is MediaKind.video:
        data["processing_info"] = {"state": "succeeded", "progress_percent": 100}
    return json(ask, {"data": data})


def _file(sent: Parameters) -> Sent:
    if "media" in sent.uploads:
        file = sent.uploads["media"]
        return Sent(file.content, *sent_as(sent.text("media_category"), file.content_type, file.filename))
    encoded = sent.text("media") or sent.text("media_data")
    if not encoded:
        raise ParameterWrong("media", "a file, or base64")
    try:
        content = b64decode(encoded, validate=True)
        return Sent(content, *sent_as(sent.text("media_category"), sent.text("media_type"), ""))
    except (binascii.Error, ValueError) as error:
        raise ParameterWrong("media", "base64") from error


def _media_id(sent: Parameters) -> int:
    return as_id(sent.text("media_id") or "") or 0


def _number(sent: Parameters, name: str) -> int:
    value = sent.number(name)
    if value is None:
        raise ParameterWrong(name, "a whole number")
    return value
