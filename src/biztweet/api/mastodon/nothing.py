"""What apps ask for and this product has none of: empty lists, and preferences that are the same for everybody."""

from starlette.requests import Request
from starlette.responses import Response

from biztweet.api.mastodon import errors
from biztweet.api.mastodon.asking import viewer
from biztweet.api.mastodon.resource import Handler, json
from biztweet.inject import company


def empty(scope: str) -> Handler:
    """A handler that answers with an empty list."""

    async def handler(request: Request) -> Response:
        await viewer(request, scope)
        return json([])

    return handler


async def open_empty(_request: Request) -> Response:
    """An empty list, for strangers too."""
    return json([])


async def preferences(request: Request) -> Response:
    """How apps shall post and show, as far as that can be chosen."""
    me = await viewer(request, "read:accounts")
    whom = await company(request).people.one(me.id)
    return json(
        {
            "posting:default:visibility": "public",
            "posting:default:sensitive": False,
            "posting:default:language": whom.language,
            "posting:default:quote_policy": "public",
            "reading:expand:media": "default",
            "reading:expand:spoilers": False,
            "reading:autoplay:gifs": False,
        }
    )


async def unknown(_request: Request) -> Response:
    """Any other path or method that clients may ask for."""
    return errors.error(404, "Not found")
