"""Likes."""

from starlette.responses import Response

from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import named_or_me, status, statuses, view_of
from biztweet.api.twitter_v1.calls import Ask
from biztweet.api.twitter_v1.errors import AlreadyLiked
from biztweet.posts.errors import PostNotFound
from biztweet.posts.like import like, unlike
from biztweet.timelines.marked import liked


async def create(ask: Ask) -> Response:
    """Like a post.

    Raises AlreadyLiked.
    """
    view = await view_of(ask, parse.post_id(ask.given))
    if not await like(ask.company.db, ask.me, view.id):
        raise AlreadyLiked
    return await status(ask, view.id)


async def destroy(ask: Ask) -> Response:
    """Like a post no longer.

    Raises PostNotFound.
    """
    view = await view_of(ask, parse.post_id(ask.given))
    if not await unlike(ask.company.db, ask.me, view.id):
        raise PostNotFound
    return await status(ask, view.id)


async def likes(ask: Ask) -> Response:
    """What somebody likes, newest post first: v1.1 pages by the posts' ids."""
    page, account = parse.page(ask.given), await named_or_me(ask)
    return await statuses(ask, await liked(ask.company.timelines, account.id, page))
