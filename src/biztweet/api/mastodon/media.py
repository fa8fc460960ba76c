"""Pictures: uploaded, looked up, described."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon import parse
from biztweet.api.mastodon.asking import site, viewer
from biztweet.api.mastodon.present.media import attachment
from biztweet.api.mastodon.resource import json
from biztweet.api.parameters import parameters
from biztweet.inject import company
from biztweet.kernel.errors import Invalid
from biztweet.media.upload import describe, owned, upload


async def create(request: Request) -> Response:
    """Upload a picture; it is ready when it is answered, so nobody has to come back for it."""
    me = await viewer(request, "write:media")
    here = company(request)
    sent = await parameters(request)
    if "file" not in sent.uploads:
        raise Invalid("file", "File can't be blank")
    file, said = sent.uploads["file"], parse.description(sent)
    media = await upload(
        here.db,
        here.blobs,
        here.images,
        me,
        file.content,
        file.content_type or None,
        description=said.description or "",
        focus=said.focus or (0.0, 0.0),
    )
    return json(attachment(site(request), media))


async def one(request: Request) -> Response:
    """One of the viewer's pictures."""
    me = await viewer(request, "write:media")
    return json(attachment(site(request), await owned(company(request).db, me, parse.path_id(request))))


async def change(request: Request) -> Response:
    """Say what a picture shows, or which point a crop keeps."""
    me = await viewer(request, "write:media")
    said = parse.description(await parameters(request))
    media_id = parse.path_id(request)
    media = await describe(company(request).db, me, media_id, description=said.description, focus=said.focus)
    return json(attachment(site(request), media))
