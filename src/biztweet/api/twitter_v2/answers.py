"""What most handlers answer with: posts or people, one or a page of them, and what they lead to."""

from collections.abc import Iterable, Sequence
from typing import Any

from starlette.responses import Response

from biztweet.accounts.model import Account
from biztweet.api.twitter.endpoint import JSON
from biztweet.api.twitter.ids import as_id
from biztweet.api.twitter_v2.calls import Ask
from biztweet.api.twitter_v2.encoded import Encoder
from biztweet.api.twitter_v2.errors import Missing, not_found
from biztweet.api.twitter_v2.includes import NOTHING, Includes, around, around_people, persons, seen
from biztweet.posts.view import Shared
from biztweet.whole import Whole

_HEAD = [(b"content-type", JSON.encode())]

Meta = dict[str, Any]
Errors = Sequence[dict[str, Any]]


async def tweets(ask: Ask, ids: Sequence[int], meta: Meta | None = None) -> Response:
    """A list of posts in the order of `ids`; without `data` where there are none."""
    views, encoder, key = ask.company.views, ask.encoder, tuple(ids)
    version = views.version
    page = encoder.page(key, version)
    if page is None:
        shown = await seen(ask, ids)
        page = b",".join(parts_of(encoder, _written(encoder, shown), await around(ask, shown)))
        if version == views.version:
            encoder.keep(key, version, page)
    head = b'"meta":' + encoder.written(meta) if meta is not None else b""
    return _whole([part for part in (page, head) if part])


async def these_tweets(ask: Ask, shown: Sequence[Shared], meta: Meta | None = None, errors: Errors = ()) -> Response:
    """The same of posts at hand."""
    data = _written(ask.encoder, shown)
    return answer(ask.encoder, data, await around(ask, shown), errors, meta)


async def one_tweet(ask: Ask, post_id: int, parameter: str = "id") -> Response:
    """One post, or the problem that it is not there: with 200, as X does."""
    shown = await seen(ask, [post_id])
    if not shown:
        return answer(ask.encoder, None, NOTHING, [not_found("tweet", parameter, ask.sent[parameter])])
    return answer(ask.encoder, ask.encoder.tweet(shown[0]), await around(ask, shown))


async def users(ask: Ask, accounts: Iterable[Account], meta: Meta | None = None, errors: Errors = ()) -> Response:
    """A list of people; without `data` where there are none."""
    found = await persons(ask, accounts)
    data = joined(map(ask.encoder.user, found)) if found else None
    return answer(ask.encoder, data, await around_people(ask, found), errors, meta)


async def one_user(ask: Ask, account: Account) -> Response:
    """One person."""
    [found] = await persons(ask, [account])
    return answer(ask.encoder, ask.encoder.user(found), await around_people(ask, [found]))


def nobody(ask: Ask, parameter: str = "id") -> Response:
    """The problem that a person is not there: with 200, as X does."""
    return answer(ask.encoder, None, NOTHING, [not_found("user", parameter, ask.sent[parameter])])


async def account_of(ask: Ask, parameter: str = "id") -> Account | None:
    """Whom a part of the path names, or None."""
    return (await ask.company.people.by_id([ask.given[parameter]])).get(ask.given[parameter])


async def named_account(ask: Ask, sent: str, parameter: str) -> int:
    """The id of an account that a body names. Raises Missing."""
    account_id = as_id(sent)
    if account_id is None or account_id not in await ask.company.people.by_id([account_id]):
        raise Missing("user", parameter, sent)
    return account_id


async def named_tweet(ask: Ask, sent: str, parameter: str) -> int:
    """The id of a post that a request wants to do something with. Raises Missing."""
    post_id = as_id(sent)
    if post_id is None or not await seen(ask, [post_id]):
        raise Missing("tweet", parameter, sent)
    return post_id


def joined(items: Iterable[bytes]) -> bytes:
    """A JSON list."""
    return b"[" + b",".join(items) + b"]"


def answer(
    encoder: Encoder,
    data: bytes | None,
    includes: Includes = NOTHING,
    errors: Errors = (),
    meta: Meta | None = None,
) -> Response:
    """A whole answer, without the parts that there are none of."""
    parts = parts_of(encoder, data, includes, errors)
    if meta is not None:
        parts.append(b'"meta":' + encoder.written(meta))
    return _whole(parts)


def parts_of(encoder: Encoder, data: bytes | None, includes: Includes = NOTHING, errors: Errors = ()) -> list[bytes]:
    """The members of an answer: its data, what that leads to, and what of it is not there."""
    parts: list[bytes] = []
    if data is not None:
        parts.append(b'"data":' + data)
    if inside := _included(encoder, includes):
        parts.append(b'"includes":{' + b",".join(inside) + b"}")
    if problems := [*errors, *includes.errors]:
        parts.append(b'"errors":' + encoder.written(problems))
    return parts


def _written(encoder: Encoder, shown: Sequence[Shared]) -> bytes | None:
    return joined(map(encoder.tweet, shown)) if shown else None


def _whole(parts: Sequence[bytes]) -> Response:
    return Whole(b"{" + b",".join(parts) + b"}", _HEAD)


def _included(encoder: Encoder, includes: Includes) -> list[bytes]:
    kinds = {
        b'"users":': [encoder.user(one) for one in includes.users],
        encoder.tweets_key: [encoder.tweet(one) for one in includes.tweets],
        b'"media":': [encoder.media(one) for one in includes.media],
        b'"polls":': [encoder.poll(one) for one in includes.polls],
    }
    return [name + joined(items) for name, items in kinds.items() if items]
