"""Pictures by their addresses: 128 random bits are what protects them, since apps send no token for them."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biztweet.inject import company
from biztweet.media.sniff import sniff
from biztweet.ports.blobs import BadKey, BlobMissing

_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Accept-Ranges": "none",
}


async def picture(request: Request) -> Response:
    """One size of a picture or portrait, whole; 404 once its post is deleted."""
    key = f"{request.path_params['key']}/{request.path_params['variant']}"
    etag = f'"{request.path_params["key"]}-{request.path_params["variant"]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={**_HEADERS, "ETag": etag})
    try:
        content = await company(request).blobs.get(key)
    except (BlobMissing, BadKey):
        return Response(status_code=404)
    headers = {**_HEADERS, "ETag": etag}
    return Response(content, media_type=sniff(content) or "application/octet-stream", headers=headers)


routes = [Route("/media/{key}/{variant}", picture, methods=["GET", "HEAD"])]
