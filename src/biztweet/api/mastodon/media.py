"""Uploads: taken in, looked up, described, given another picture, deleted."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.viewer import Viewer
from biztweet.api.mastodon import parse
from biztweet.api.mastodon.caller import site, viewer
from biztweet.api.mastodon.descriptions import description
from biztweet.api.mastodon.present.media import attachment
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import Parameters, parameters
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.media.describe import Said, describe, owned
from biztweet.media.discard import discard
from biztweet.media.found import Sent
from biztweet.media.model import Media
from biztweet.media.thumbnail import show_as
from biztweet.media.upload import upload


async def create(request: Request) -> Response:
    """Take in a file; 202 while a picture of a video is being made, which GET then waits for. Raises Invalid."""
    me = await viewer(request, "write:media")
    media = await _taken_in(company(request), me, await parameters(request))
    return json(attachment(site(request), media), 202 if media.processing else 200)


async def create_ready(request: Request) -> Response:
    """The same as it was once: answered when it is ready. Raises Invalid."""
    me, here = await viewer(request, "write:media"), company(request)
    media = await here.media.posters.ready(await _taken_in(here, me, await parameters(request)))
    return json(attachment(site(request), media))


async def one(request: Request) -> Response:
    """One of the viewer's uploads; 206 until it is ready."""
    me = await viewer(request, "write:media")
    media = await owned(company(request).db, me, parse.path_id(request))
    return json(attachment(site(request), media), 206 if media.processing else 200)


async def change(request: Request) -> Response:
    """Say what an upload shows, which point a crop keeps, or which picture stands for a video."""
    me, here = await viewer(request, "write:media"), company(request)
    sent, media_id = await parameters(request), parse.path_id(request)
    said = description(sent)
    media = await describe(here.db, me, media_id, description=said.description, focus=said.focus)
    return json(attachment(site(request), await _with_thumbnail(here, me, media, sent)))


async def delete(request: Request) -> Response:
    """Delete an upload that no post shows."""
    me = await viewer(request, "write:media")
    await discard(company(request).db, me, parse.path_id(request))
    return json({})


async def _taken_in(here: Company, me: Viewer, sent: Parameters) -> Media:
    if "file" not in sent.uploads:
        raise Invalid("file", "File can't be blank")
    file, said = sent.uploads["file"], description(sent)
    media = await upload(
        here.media,
        me,
        Sent(file.content, file.content_type, file.filename),
        Said(said.description or "", said.focus or (0.0, 0.0)),
    )
    return await _with_thumbnail(here, me, media, sent)


async def _with_thumbnail(here: Company, me: Viewer, media: Media, sent: Parameters) -> Media:
    if "thumbnail" not in sent.uploads:
        return media
    file = sent.uploads["thumbnail"]
    return await show_as(here.media, me, media, Sent(file.content, file.content_type))
