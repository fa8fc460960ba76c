"""Includes: what an answer's objects lead to, each once, gathered by a fixed number of queries."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import msgspec

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Account
from biztweet.api.twitter.present.whole import visible
from biztweet.api.twitter_v2.errors import not_found
from biztweet.api.twitter_v2.look import Look
from biztweet.api.twitter_v2.present.tweet import referenced
from biztweet.api.twitter_v2.present.user import CONNECTIONS, Person
from biztweet.company import Company
from biztweet.lists.model import List
from biztweet.media.model import Media
from biztweet.posts.model import Audience
from biztweet.posts.view import Shared
from biztweet.posts.visibility import may_see
from biztweet.timelines.pinned import pinned


class Asking(Protocol):
    """What has to be known of whoever asks."""

    @property
    def company(self) -> Company:
        """Where."""

    @property
    def me(self) -> Viewer:
        """Who asks."""

    @property
    def look(self) -> Look:
        """What is to be shown."""


class Includes(msgspec.Struct, frozen=True):
    """What stands beside the data, and what of it is not there."""

    users: Sequence[Person] = ()
    tweets: Sequence[Shared] = ()
    media: Sequence[Media] = ()
    polls: Sequence[Shared] = ()
    errors: Sequence[dict[str, Any]] = ()


NOTHING = Includes()


async def around(ask: Asking, shown: Sequence[Shared]) -> Includes:
    """What some posts lead to, as far as the request asks for it; at most as many reads as for one post."""
    wanted = ask.look.expansions
    if not wanted or not shown:
        return NOTHING
    inner = await _referenced(ask, shown) if any(one.startswith("referenced_tweets.id") for one in wanted) else {}
    found = [one for one in inner.values() if one is not None]
    again = list(shown) if "edit_history_tweet_ids" in wanted else []
    pictured = [*(shown if "attachments.media_keys" in wanted else ())]
    pictured += found if "referenced_tweets.id.attachments.media_keys" in wanted else []
    return Includes(
        users=await _people(ask, shown, found),
        tweets=list({one.post.id: one for one in [*again, *found]}.values()),
        media=list({media.id: media for one in pictured for media in visible(one)}.values()),
        polls=[one for one in shown if one.poll is not None] if "attachments.poll_ids" in wanted else [],
        errors=[
            not_found("tweet", "referenced_tweets.id", str(post_id)) for post_id, one in inner.items() if one is None
        ],
    )


async def seen(ask: Asking, ids: Iterable[int]) -> list[Shared]:
    """The posts of `ids` that are there for the asker, in their order: what is said to a few is no tweet."""
    wanted = list(dict.fromkeys(ids))
    found = await ask.company.views.shared(wanted)
    there = [found[post_id] for post_id in wanted if post_id in found]
    return [one for one in there if may_see(ask.me, one.post) and one.post.audience is Audience.company]


async def persons(ask: Asking, accounts: Iterable[Account]) -> list[Person]:
    """Accounts with what the asker is to them and what they pinned, where that is asked for: at most three queries."""
    those = list(accounts)
    ids = [account.id for account in those]
    ties = await _ties(ask, ids) if "connection_status" in ask.look.user else None
    pins = await pinned(ask.company.timelines, ids) if "pinned_tweet_id" in ask.look.user else {}
    return [
        Person(
            one,
            None if ties is None else [name for name, tied in ties.items() if one.id in tied],
            pins[one.id][0] if one.id in pins else None,
        )
        for one in those
    ]


async def around_people(ask: Asking, found: Sequence[Person]) -> Includes:
    """The posts that some people have pinned, where they are asked for."""
    ids = [one.pinned_id for one in found if one.pinned_id is not None]
    if "pinned_tweet_id" not in ask.look.expansions or not ids:
        return NOTHING
    return Includes(tweets=await seen(ask, ids))


async def around_lists(ask: Asking, found: Sequence[List]) -> Includes:
    """Who owns some lists, where that is asked for."""
    if "owner_id" not in ask.look.expansions:
        return NOTHING
    owners = await ask.company.people.by_id(one.owner_id for one in found)
    return Includes(users=await persons(ask, owners.values()))


async def _ties(ask: Asking, ids: Sequence[int]) -> dict[str, frozenset[int]] | None:
    """Who of `ids` is what to the asker; None for an app that asks for itself."""
    if ask.me.account_id is None:
        return None
    circle = await ask.company.graph.circle(ask.me.account_id)
    followers = await ask.company.graph.followers_among(ask.me.account_id, ids)
    return dict(zip(CONNECTIONS, (circle.followees, followers, circle.blocked, circle.muted), strict=True))


async def _referenced(ask: Asking, shown: Sequence[Shared]) -> dict[int, Shared | None]:
    ids = list(dict.fromkeys(post_id for one in shown for post_id in referenced(one).values()))
    found = {one.post.id: one for one in await seen(ask, ids)}
    return {post_id: found.get(post_id) for post_id in ids}


async def _people(ask: Asking, shown: Sequence[Shared], inner: Sequence[Shared]) -> list[Person]:
    """Authors are at hand; who is answered or named is read, all at once."""
    wanted = ask.look.expansions
    known: dict[int, Account] = {}
    if "author_id" in wanted:
        known |= {one.author.id: one.author for one in shown}
    if "referenced_tweets.id.author_id" in wanted:
        known |= {one.author.id: one.author for one in inner}
    others: set[int] = set()
    if "in_reply_to_user_id" in wanted:
        others |= {one.post.reply_to_account_id for one in shown if one.post.reply_to_account_id is not None}
    if "entities.mentions.username" in wanted:
        named = [(one.original or one).post.entities.mentions for one in shown]
        others |= {mention.account_id for mentions in named for mention in mentions}
        others |= {one.original.author.id for one in shown if one.original is not None}
    if missing := others - known.keys():
        known |= dict(sorted((await ask.company.people.by_id(missing)).items()))
    return await persons(ask, known.values())
