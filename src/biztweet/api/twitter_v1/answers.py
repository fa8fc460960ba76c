"""What most handlers answer with: statuses, users; and whom a request names."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from biztweet.accounts.errors import AccountNotFound
from biztweet.accounts.model import Account
from biztweet.api.twitter.endpoint import JSON
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.encoded import Encoders
from biztweet.api.twitter_v1.errors import Missing, TooManyTerms
from biztweet.api.twitter_v1.present import status as present
from biztweet.api.twitter_v1.present.user import user
from biztweet.posts.errors import PostNotFound
from biztweet.posts.view import PostView
from biztweet.whole import Whole

_HEAD = [(b"content-type", JSON.encode())]

_encode = msgspec.json.Encoder().encode


def site(ask: Ask) -> Site:
    """The public address that objects name."""
    return ask.company.of_face(Encoders).site


async def statuses(ask: Ask, ids: Sequence[int]) -> Response:
    """A list of Status objects, in the order of `ids`."""
    return Whole(await encoded(ask, ids), _HEAD)


async def encoded(ask: Ask, ids: Sequence[int]) -> bytes:
    """The same as JSON, to stand inside another object."""
    look, encoders = parse.look(ask.given), ask.company.of_face(Encoders)
    pages = encoders.pages_by_look.get(look)
    if pages is not None:
        return await pages.of(ask.me, ids)
    views = await ask.company.views.of(ask.me, ids)
    return _encode([present.status(encoders.site, view, look) for view in views])


async def status(ask: Ask, post_id: int) -> Response:
    """One Status object. Raises PostNotFound."""
    return shown(ask, await view_of(ask, post_id))


def shown(ask: Ask, view: PostView) -> Response:
    """A view as a Status object."""
    return json(present.status(site(ask), view, parse.look(ask.given)))


async def view_of(ask: Ask, post_id: int | None) -> PostView:
    """A post as the asker sees it. Raises PostNotFound."""
    view = await ask.company.views.one(ask.me, post_id) if post_id is not None else None
    if view is None:
        raise PostNotFound
    return view


async def users(ask: Ask, accounts: Iterable[Account]) -> list[dict[str, Any]]:
    """User objects that know whether the asker follows them."""
    followees = (await ask.company.graph.circle(ask.me.account_id)).followees
    return [user(site(ask), account, following=account.id in followees) for account in accounts]


async def one_user(ask: Ask, account_id: int) -> dict[str, Any]:
    """One User object, as of now. Raises AccountNotFound."""
    [found] = await users(ask, [await ask.company.people.one(account_id)])
    return found


async def accounts_of(ask: Ask, account_ids: Sequence[int]) -> list[Account]:
    """The accounts of `account_ids` that exist, in their order."""
    found = await ask.company.people.by_id(account_ids)
    return [found[account_id] for account_id in account_ids if account_id in found]


async def named(ask: Ask, prefix: str = "") -> Account | None:
    """Whom `user_id` or `screen_name` names; None if neither was sent. Raises AccountNotFound."""
    given = ask.given
    if text := given.text(f"{prefix or 'user_'}id"):
        account_id = as_id(text)
        if account_id is None:
            raise AccountNotFound
        return await ask.company.people.one(account_id)
    if handle := given.text(f"{prefix}screen_name"):
        return await ask.company.people.by_handle(handle)
    return None


async def whom(ask: Ask, prefix: str = "") -> Account:
    """The same, where somebody has to be named. Raises AccountNotFound, Missing."""
    account = await named(ask, prefix)
    if account is None:
        raise Missing(f"{prefix or 'user_'}id")
    return account


async def named_accounts(ask: Ask) -> list[Account]:
    """All that `user_id` and `screen_name` name, with commas between, each once; who is not there is left out.

    Raises Missing, TooManyTerms.
    """
    ids, handles = parse.terms(ask.given, "user_id"), parse.terms(ask.given, "screen_name")
    if not ids and not handles:
        raise Missing("user_id")
    if len(ids) + len(handles) > parse.MAX_TERMS:
        raise TooManyTerms
    found = await accounts_of(ask, parse.ids(ask.given, "user_id"))
    found += await ask.company.people.by_handles(handles)
    return list({account.id: account for account in found}.values())


async def named_or_me(ask: Ask) -> Account:
    """The same, or else the asker. Raises AccountNotFound, Unauthenticated."""
    return await named(ask) or await ask.company.people.one(ask.me.id)
