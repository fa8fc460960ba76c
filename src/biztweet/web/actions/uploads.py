"""POST /uploads: a file sent ahead of the post that will show it; the answer is for our own script."""

import msgspec
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from biztweet.kernel.errors import Refusal
from biztweet.media.describe import Said, describe
from biztweet.media.errors import FileBroken
from biztweet.media.found import Sent
from biztweet.media.model import Media, MediaKind
from biztweet.media.upload import upload
from biztweet.posts.errors import TooManyPictures
from biztweet.posts.rules import MAX_DOCUMENTS, MAX_PICTURES
from biztweet.web import errors
from biztweet.web.forms import an_id, files, form_of, texts
from biztweet.web.headers import PAGE_HEADERS
from biztweet.web.present import picture_url
from biztweet.web.visit import Visit, visit


async def send_ahead(request: Request) -> Response:
    """Take a file in; answer with its id and a small picture's address, or with one sentence that says why not."""
    here = await visit(request)
    try:
        found = files(await form_of(request), "file")
        if not found:
            raise FileBroken
        media = await taken_in(here, found[0])
    except Refusal as refusal:
        status_code, sentence = errors.said(request, refusal)
        return _json({"error": sentence}, status_code)
    preview = "" if media.kind is MediaKind.document else picture_url(media.key, media.small.name)
    return _json({"id": str(media.id), "preview": preview}, 200)


async def taken_in(here: Visit, file: UploadFile) -> Media:
    """A file of a form, ready to be posted. Raises what `upload` does."""
    intake = here.company.media
    sent = Sent(await file.read(), file.content_type or "", file.filename or "")
    return await intake.posters.ready(await upload(intake, here.viewer, sent, Said()))


async def attached(here: Visit, form: FormData) -> tuple[int, ...]:
    """What was sent ahead of a form, with its description, or else comes along in it. Raises TooManyPictures."""
    words = texts(form, "alt")
    ahead = [an_id(text) for text in texts(form, "media")]
    for media_id, description in zip(ahead, words, strict=False):
        if description.strip():
            await describe(here.company.db, here.viewer, media_id, description=description.strip())
    picked = files(form, "picture")
    if len(picked) > MAX_DOCUMENTS:
        raise TooManyPictures(MAX_PICTURES)
    return (*ahead, *[(await taken_in(here, file)).id for file in picked])


def _json(value: dict[str, str], status_code: int) -> Response:
    return Response(msgspec.json.encode(value), status_code, PAGE_HEADERS, "application/json")
