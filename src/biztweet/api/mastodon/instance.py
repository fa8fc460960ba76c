"""What strangers may ask: which software, which version, which limits; no people and no posts."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon.caller import site, site_of
from biztweet.api.mastodon.parse import RecordMissing
from biztweet.api.mastodon.present import instance as present
from biztweet.api.mastodon.present.instance import Limits
from biztweet.api.mastodon.resource import Handler, json
from biztweet.company import Company
from biztweet.inject import company
from biztweet.kernel.clock import DAY, SECOND
from biztweet.media.describe import MAX_DESCRIPTION_LENGTH
from biztweet.media.documents import TYPES
from biztweet.media.sniff import PICTURES, VIDEOS
from biztweet.polls.rules import MAX_OPTION_LENGTH, MAX_OPTIONS
from biztweet.posts.rules import MAX_PICTURES, MAX_PINNED
from biztweet.topics.keep import MAX_TOPICS

_SCHEMAS = ("2.0", "2.1")
_SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/"


def _instance(entity: Callable[[Any, str, str, Limits], dict[str, Any]]) -> Handler:
    async def handler(request: Request) -> Response:
        here = company(request)
        return json(entity(site(request), here.settings.company_name, version("biztweet"), _limits(here)))

    return handler


v1 = _instance(present.instance_v1)
v2 = _instance(present.instance_v2)


async def extended_description(_request: Request) -> Response:
    """Longer words on the server: there are none."""
    return json({"updated_at": None, "content": ""})


async def languages(_request: Request) -> Response:
    """The languages that pages speak."""
    return json([{"code": "ko", "name": "한국어"}, {"code": "en", "name": "English"}])


async def translation_languages(_request: Request) -> Response:
    """What can be translated into what: nothing, since no words leave the company."""
    return json({})


async def node_info_links(request: Request) -> Response:
    """Where NodeInfo stands."""
    base_url = site(request).base_url
    return json({"links": [{"rel": _SCHEMA + each, "href": f"{base_url}/nodeinfo/{each}"} for each in _SCHEMAS]})


async def node_info(request: Request) -> Response:
    """NodeInfo 2.0 or 2.1. Raises RecordMissing."""
    schema = request.path_params["schema"].removesuffix(".json")
    if schema not in _SCHEMAS:
        raise RecordMissing
    return json(present.node_info(company(request).settings.company_name, version("biztweet"), schema))


async def host_meta(request: Request) -> Response:
    """RFC 6415, for apps that ask there first."""
    template = f"{site_of(company(request)).base_url}/.well-known/webfinger?resource={{uri}}"
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n'
        f'  <Link rel="lrdd" template="{template}"/>\n</XRD>\n'
    )
    return Response(body, media_type="application/xrd+xml; charset=utf-8")


def _limits(here: Company) -> Limits:
    media = here.media.limits
    return Limits(
        characters=here.settings.post_limit,
        pictures=MAX_PICTURES,
        picture_bytes=media.image.size_bytes,
        picture_pixels=media.image.pixels,
        video_bytes=media.video.size_bytes,
        video_pixels=media.video.pixels,
        types=(*sorted(PICTURES), *sorted(VIDEOS), *TYPES),
        description=MAX_DESCRIPTION_LENGTH,
        options=MAX_OPTIONS,
        option_characters=MAX_OPTION_LENGTH,
        server_key=here.push.public_key,
        poll_seconds=here.settings.longest_poll_days * DAY // SECOND,
        pins=MAX_PINNED,
        topics=MAX_TOPICS["featured"],
    )
