"""Timelines: ids from the domain, shown as posts."""

from starlette.responses import Response

from biztweet.api.twitter_v2.answers import account_of, nobody, these_tweets, tweets
from biztweet.api.twitter_v2.calls import Ask
from biztweet.api.twitter_v2.includes import seen
from biztweet.api.twitter_v2.paging import kept_ids, turned
from biztweet.posts.view import Shared
from biztweet.timelines.home import home as home_ids
from biztweet.timelines.mentions import mentions as mention_ids
from biztweet.timelines.person import Shown, person

EXCLUDE = ("replies", "retweets")


async def of_user(ask: Ask) -> Response:
    """Somebody's posts."""
    account, turn = await account_of(ask), turned(ask)
    if account is None:
        return nobody(ask)
    left_out = ask.given["exclude"]
    shown = Shown(replies="replies" not in left_out, reposts="retweets" not in left_out)
    ids, meta = kept_ids(ask, await person(ask.company.timelines, account.id, turn.page, shown), turn)
    return await tweets(ask, ids, meta)


async def mentions(ask: Ask) -> Response:
    """Posts that name somebody."""
    account, turn = await account_of(ask), turned(ask)
    if account is None:
        return nobody(ask)
    found = await mention_ids(ask.company.timelines, ask.me, turn.page, account.id)
    ids, meta = kept_ids(ask, found, turn)
    return await tweets(ask, ids, meta)


async def home(ask: Ask) -> Response:
    """The asker's Home, as they chose it to be. What is excluded makes a page shorter, as it does at X's."""
    turn = turned(ask)
    choice = (await ask.company.people.one(ask.me.id)).home
    ids, meta = kept_ids(ask, await home_ids(ask.company.timelines, ask.me, choice, turn.page), turn)
    left_out = ask.given["exclude"]
    if not left_out:
        return await tweets(ask, ids, meta)
    shown = [one for one in await seen(ask, ids) if not _is_one(one, left_out)]
    return await these_tweets(ask, shown, meta | {"result_count": len(shown)})


async def reposts_of_me(ask: Ask) -> Response:
    """The asker's posts that others have repeated."""
    turn = turned(ask)
    found = await person(ask.company.timelines, ask.me.id, turn.page, Shown(only_reposted=True))
    ids, meta = kept_ids(ask, found, turn)
    return await tweets(ask, ids, meta)


def _is_one(shared: Shared, kinds: tuple[str, ...]) -> bool:
    post = shared.post
    return ("replies" in kinds and post.reply_to_id is not None) or (
        "retweets" in kinds and post.repost_of_id is not None
    )
