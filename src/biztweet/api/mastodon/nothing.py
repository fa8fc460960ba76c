"""What apps ask for and this product has none of: empty lists, and preferences that are the same for everybody."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.administrators import check_administrator
from biztweet.api.mastodon import errors, parse
from biztweet.api.mastodon.caller import viewer
from biztweet.api.mastodon.resource import Handler, json
from biztweet.inject import company
from biztweet.kernel.errors import Invalid


def empty(scope: str) -> Handler:
    """A handler that answers with an empty list."""

    async def handler(request: Request) -> Response:
        await viewer(request, scope)
        return json([])

    return handler


def of_account(scope: str, none: Any) -> Handler:  # noqa: ANN401 - JSON
    """A handler that tells that an account has `none` of something. Raises AccountNotFound."""

    async def handler(request: Request) -> Response:
        await viewer(request, scope)
        await company(request).people.one(parse.path_id(request))
        return json(none)

    return handler


def missing(scope: str) -> Handler:
    """A handler that never finds what the path names; it raises RecordMissing."""

    async def handler(request: Request) -> Response:
        await viewer(request, scope)
        raise parse.RecordMissing

    return handler


async def empty_for_administrators(request: Request) -> Response:
    """An empty list of what keeps strangers out elsewhere. Raises NotAnAdministrator."""
    await check_administrator(company(request).db, await viewer(request, "admin:read"))
    return json([])


async def no_registration(_request: Request) -> Response:
    """People come from the company's directory, not by an app."""
    return errors.error(403, "This action is not allowed")


async def no_servers(request: Request) -> Response:
    """There is no server besides, so none can be blocked. Raises Invalid."""
    await viewer(request, "write:blocks")
    raise Invalid("domain", "There are no other servers here")


async def nothing_blocked(request: Request) -> Response:
    """What was never blocked is not blocked afterwards."""
    await viewer(request, "write:blocks")
    return json({})


async def annual_reports(request: Request) -> Response:
    """Nobody's year is summed up."""
    await viewer(request, "read:accounts")
    return json({"annual_reports": [], "accounts": [], "statuses": []})


async def no_annual_report(request: Request) -> Response:
    """Nor will it be."""
    await viewer(request, "read:accounts")
    return json({"state": "ineligible"})


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
