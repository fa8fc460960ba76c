"""Likes, repeats and bookmarks of posts: made, taken back, listed."""

from typing import Literal

from starlette.responses import Response

from biztweet.api.twitter_v2.answers import account_of, named_tweet, nobody, one_tweet, tweets, users
from biztweet.api.twitter_v2.bodies import OfTweet
from biztweet.api.twitter_v2.calls import Ask, Handler, json
from biztweet.api.twitter_v2.includes import seen
from biztweet.api.twitter_v2.paging import kept, turned
from biztweet.posts.bookmark import bookmark as keep
from biztweet.posts.bookmark import unbookmark as keep_no_longer
from biztweet.posts.like import like as like_post
from biztweet.posts.like import unlike as unlike_post
from biztweet.posts.model import Source
from biztweet.posts.repost import repost, unrepost
from biztweet.timelines.marked import OfPost, marked_by, marks_of


async def like(ask: Ask) -> Response:
    """Like a post; twice is once."""
    await like_post(ask.company.db, ask.me, await _tweet(ask))
    return json(ask, {"data": {"liked": True}})


async def unlike(ask: Ask) -> Response:
    """Like it no longer; twice is once."""
    await unlike_post(ask.company.db, ask.me, await named_tweet(ask, ask.sent["tweet_id"], "tweet_id"))
    return json(ask, {"data": {"liked": False}})


async def retweet(ask: Ask) -> Response:
    """Repeat a post; twice is once. `rest_id` is the repeat's."""
    source = Source(ask.me.app_name, ask.me.app_url)
    made = await repost(ask.company.db, ask.me, await _tweet(ask), source)
    return json(ask, {"data": {"rest_id": str(made.post_id), "id": str(made.post_id), "retweeted": True}})


async def unretweet(ask: Ask) -> Response:
    """Take a repeat back; twice is once."""
    await unrepost(ask.company.db, ask.me, await named_tweet(ask, ask.sent["source_tweet_id"], "source_tweet_id"))
    return json(ask, {"data": {"retweeted": False}})


async def bookmark(ask: Ask) -> Response:
    """Keep a post for oneself; twice is once."""
    await keep(ask.company.db, ask.me, await _tweet(ask))
    return json(ask, {"data": {"bookmarked": True}})


async def unbookmark(ask: Ask) -> Response:
    """Keep it no longer; twice is once."""
    await keep_no_longer(ask.company.db, ask.me, await named_tweet(ask, ask.sent["tweet_id"], "tweet_id"))
    return json(ask, {"data": {"bookmarked": False}})


def marked(which: Literal["likes", "bookmarks"]) -> Handler:
    """The posts that somebody has marked, latest mark first."""

    async def handle(ask: Ask) -> Response:
        account, turn = await account_of(ask), turned(ask)
        if account is None:
            return nobody(ask)
        found, meta = kept(ask, await marked_by(ask.company.timelines, account.id, which, turn.page), turn)
        return await tweets(ask, [mark.subject_id for mark in found], meta)

    return handle


def people(which: Literal["likers", "reposters"]) -> Handler:
    """Who marked a post, latest first."""

    async def handle(ask: Ask) -> Response:
        turn = turned(ask)
        if not await seen(ask, [ask.given["id"]]):
            return await one_tweet(ask, ask.given["id"])
        found, meta = kept(ask, await marks_of(ask.company.timelines, ask.given["id"], which, turn.page), turn)
        accounts = await ask.company.people.by_id([mark.subject_id for mark in found])
        return await users(ask, [accounts[one.subject_id] for one in found if one.subject_id in accounts], meta)

    return handle


async def quotes(ask: Ask) -> Response:
    """The posts that quote a post, latest first; of what may be left out, no repeat is ever one."""
    return await _posts(ask, "quotes that answer nobody" if "replies" in ask.given["exclude"] else "quotes")


async def reposts(ask: Ask) -> Response:
    """The repeats of a post, latest first."""
    return await _posts(ask, "reposts")


async def _posts(ask: Ask, which: OfPost) -> Response:
    turn = turned(ask)
    if not await seen(ask, [ask.given["id"]]):
        return await one_tweet(ask, ask.given["id"])
    found, meta = kept(ask, await marks_of(ask.company.timelines, ask.given["id"], which, turn.page), turn)
    return await tweets(ask, [mark.subject_id for mark in found], meta)


async def _tweet(ask: Ask) -> int:
    body: OfTweet = ask.body
    return await named_tweet(ask, body.tweet_id, "tweet_id")
