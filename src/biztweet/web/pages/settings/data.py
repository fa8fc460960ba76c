"""Take along what one wrote: a file of one's own posts and what one has decided."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.access.quotas import Allowance
from biztweet.accounts.model import Account
from biztweet.follows.graph import listed
from biztweet.kernel.clock import as_datetime
from biztweet.kernel.paging import Page
from biztweet.media.model import Media, MediaKind
from biztweet.notifications.set_preferences import preferences_of
from biztweet.posts.view import PostView
from biztweet.timelines.person import Shown, person
from biztweet.web.headers import PAGE_HEADERS
from biztweet.web.pages.settings.area import shown
from biztweet.web.present import document_url, picture_url
from biztweet.web.visit import Visit, visit

_OFTEN = Allowance("export", 6, 3600)
_A_TIME = 200
_MAX_POSTS = 50_000  # the newest so many


async def data(request: Request) -> Response:
    """GET /settings/data."""
    return await shown(request, await visit(request), "data", most=_MAX_POSTS)


async def export(request: Request) -> Response:
    """GET /settings/data/export.json: profile, posts, followees, muted words, preferences. Raises QuotaUsedUp."""
    here = await visit(request)
    await here.company.quotas.spend(_OFTEN, str(here.viewer.id))
    followees = await listed(here.company.db, here.viewer.id, "followees", Page(limit=10_000))
    known = await here.company.people.by_id([edge.account_id for edge in followees])
    whole = {
        "profile": _profile(here.me),
        "posts": [_post(view) async for view in _posts(here)],
        "following": sorted(account.handle for account in known.values()),
        "muted_words": [
            {"title": each.title, "words": [word.text for word in each.keywords], "until": _time(each.expires_at)}
            for each in await here.company.filters.of(here.viewer.id)
        ],
        "notifications": await preferences_of(here.company.db, here.viewer.id),
    }
    name = f"biztweet-{here.me.handle}-{as_datetime(here.now):%Y-%m-%d}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    text = msgspec.json.format(msgspec.json.encode(whole), indent=1)
    return Response(text, headers=PAGE_HEADERS | headers, media_type="application/json")


async def _posts(here: Visit) -> AsyncIterator[PostView]:
    page, exported = Page(limit=_A_TIME), 0
    while exported < _MAX_POSTS:
        ids = await person(here.company.timelines, here.viewer.id, page, Shown())
        for view in await here.company.views.of(here.viewer, ids):
            yield view
        if len(ids) < _A_TIME:
            return
        exported += len(ids)
        page = Page(limit=_A_TIME, before=ids[-1])


def _profile(me: Account) -> dict[str, Any]:
    names = (
        "handle",
        "name",
        "department",
        "title",
        "email",
        "bio",
        "location",
        "url",
        "language",
        "time_zone",
        "home",
    )
    return {name: getattr(me, name) for name in names} | {"since": _time(me.created_at)}


def _post(view: PostView) -> dict[str, Any]:
    post = view.shared.post
    return {
        "id": str(post.id),
        "at": _time(post.created_at),
        "text": post.text,
        "warning": post.warning,
        "edited_at": _time(post.edited_at),
        "reply_to": str(post.reply_to_id) if post.reply_to_id else None,
        "repost_of": str(post.repost_of_id) if post.repost_of_id else None,
        "quote_of": str(post.quote_of_id) if post.quote_of_id else None,
        "files": [_address(media) for media in view.shared.media],
        "likes": post.like_count,
    }


def _address(media: Media) -> str:
    return document_url(media) if media.kind is MediaKind.document else picture_url(media.key, media.original.name)


def _time(instant: int | None) -> str | None:
    return None if instant is None else as_datetime(instant).isoformat()
