"""Uploads by their addresses: 128 random bits are what protects them, since apps send no token for them."""

import re
from collections.abc import AsyncIterator, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from biztweet.inject import company
from biztweet.media import store
from biztweet.media.model import Media, MediaKind, Variant
from biztweet.media.sniff import sniff
from biztweet.ports.blobs import BadKey, BlobMissing, Blobs

_PIECE_BYTES = 1 << 20
_MAX_NUMBER_DIGITS = 15  # digits of a byte's place
_RANGE = re.compile(rf"bytes=([0-9]{{0,{_MAX_NUMBER_DIGITS}}})-([0-9]{{0,{_MAX_NUMBER_DIGITS}}})", re.ASCII)
# What clients put behind an address of a banner, and which of its two files is the next larger.
_BANNERS = dict.fromkeys(("ipad_retina", "web_retina", "1500x500"), "large") | dict.fromkeys(
    ("ipad", "web", "mobile", "mobile_retina", "300x100", "600x200"), "small"
)
_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Accept-Ranges": "none",
}


async def picture(request: Request) -> Response:
    """One size of a picture, portrait or banner, or a video, whole or in part; 404 once its post is deleted."""
    key, name = request.path_params["key"], request.path_params["variant"]
    media = await _media(request)
    if media is None:
        return await _portrait(request, key, name)
    file = next((file for file in media.files() if file.name == name), None)
    if file is None or media.kind is MediaKind.document or media.released_at is not None:
        return Response(status_code=404)
    return await _answer(request, media, file, {})


async def banner(request: Request) -> Response:
    """The picture at the head of somebody's page, in one of the sizes by which Twitter's clients ask for it."""
    variant = _BANNERS.get(request.path_params.get("size", "1500x500"))
    if variant is None or await _media(request) is not None:
        return Response(status_code=404)
    return await _portrait(request, request.path_params["key"], variant)


async def document(request: Request) -> Response:
    """A document, to be saved under its own name; 404 once its post is deleted."""
    media = await _media(request)
    if media is None or media.filename != request.path_params["filename"] or media.released_at is not None:
        return Response(status_code=404)
    plain = re.sub(r'[^ -~]|["\\%]', "_", media.filename)
    name = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(media.filename, safe='')}"
    return await _answer(request, media, media.original, {"Content-Disposition": name})


async def _media(request: Request) -> Media | None:
    found = await company(request).db.lookup(store.BY_KEY, key=request.path_params["key"])
    return found[0] if found else None


async def _portrait(request: Request, key: str, name: str) -> Response:
    """A person's photograph or banner, which no row of media speaks of."""
    if name not in ("large", "small"):
        return Response(status_code=404)
    etag = f'"{key}-{name}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={**_HEADERS, "ETag": etag})
    try:
        content = await company(request).blobs.get(f"{key}/{name}")
    except (BlobMissing, BadKey):
        return Response(status_code=404)
    content_type = sniff(content) or "application/octet-stream"
    return Response(content, media_type=content_type, headers={**_HEADERS, "ETag": etag})


async def _answer(request: Request, media: Media, file: Variant, more: Mapping[str, str]) -> Response:
    etag = f'"{media.key}-{file.name}"'
    headers = {**_HEADERS, "ETag": etag, "Content-Type": file.content_type, **more}
    if media.kind is MediaKind.video and file is media.original:  # played by itself, it needs itself and its controls
        headers["Content-Security-Policy"] += "; media-src 'self'; style-src 'unsafe-inline'"
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    start, stop, status_code = 0, file.size_bytes, 200
    if file is media.original and media.kind in (MediaKind.video, MediaKind.document):
        headers["Accept-Ranges"] = "bytes"
        asked = _asked(request.headers.get("range", ""), file.size_bytes)
        if asked is not None:
            start, stop = asked
            status_code = 206 if start < stop else 416
            place = f"{start}-{stop - 1}" if start < stop else "*"
            headers["Content-Range"] = f"bytes {place}/{file.size_bytes}"
    headers["Content-Length"] = str(stop - start)
    blobs, key = company(request).blobs, f"{media.key}/{file.name}"
    if request.method == "HEAD" or start >= stop:
        return Response(status_code=status_code, headers=headers)
    try:
        first = await blobs.part(key, start, min(_PIECE_BYTES, stop - start))
    except BlobMissing:
        return Response(status_code=404)
    return StreamingResponse(_pieces(blobs, key, first, start, stop), status_code, headers)


def _asked(header: str, size_bytes: int) -> tuple[int, int] | None:
    """The one part that is asked for, empty where there is no such; None for the whole. Source: RFC 9110, 14."""
    found = _RANGE.fullmatch(header)
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        return max(0, size_bytes - int(last)), size_bytes
    start, stop = int(first), min(int(last) + 1, size_bytes) if last else size_bytes
    return (start, stop) if start < stop else (size_bytes, size_bytes)


async def _pieces(blobs: Blobs, key: str, first: bytes, start: int, stop: int) -> AsyncIterator[bytes]:
    """The rest piece by piece, so that a video never stands in memory whole."""
    piece = first
    while piece:
        yield piece
        start += len(piece)
        piece = await blobs.part(key, start, min(_PIECE_BYTES, stop - start)) if start < stop else b""


routes = [
    Route("/media/{key}/banner", banner, methods=["GET", "HEAD"]),
    Route("/media/{key}/banner/{size}", banner, methods=["GET", "HEAD"]),
    Route("/media/{key}/document/{filename}", document, methods=["GET", "HEAD"]),
    Route("/media/{key}/{variant}", picture, methods=["GET", "HEAD"]),
]
