"""Who follows, mutes and blocks whom."""

from typing import Literal

from starlette.responses import Response

from biztweet.api.twitter_v2.answers import account_of, named_account, nobody, users
from biztweet.api.twitter_v2.bodies import OfUser
from biztweet.api.twitter_v2.calls import Ask, Handler, json
from biztweet.api.twitter_v2.paging import kept, turned
from biztweet.follows import hide
from biztweet.follows.follow import follow as follow_account
from biztweet.follows.follow import unfollow as unfollow_account
from biztweet.follows.graph import listed

Which = Literal["followers", "followees", "mutes", "blocks"]


def people(which: Which) -> Handler:
    """A page of one of somebody's lists of people, newest first."""

    async def handle(ask: Ask) -> Response:
        account, turn = await account_of(ask), turned(ask)
        if account is None:
            return nobody(ask)
        edges, meta = kept(ask, await listed(ask.company.db, account.id, which, turn.page), turn)
        found = await ask.company.people.by_id([edge.account_id for edge in edges])
        return await users(ask, [found[edge.account_id] for edge in edges if edge.account_id in found], meta)

    return handle


async def follow(ask: Ask) -> Response:
    """Follow somebody; twice is once."""
    await follow_account(ask.company.db, ask.me, await _target(ask))
    return json(ask, {"data": {"following": True, "pending_follow": False}})


async def unfollow(ask: Ask) -> Response:
    """Follow somebody no longer; twice is once."""
    await unfollow_account(ask.company.db, ask.me, ask.given["target_user_id"])
    return json(ask, {"data": {"following": False}})


async def mute(ask: Ask) -> Response:
    """Hide somebody's posts."""
    await hide.mute(ask.company.db, ask.me, await _target(ask))
    return json(ask, {"data": {"muting": True}})


async def unmute(ask: Ask) -> Response:
    """Show them again."""
    await hide.unmute(ask.company.db, ask.me, ask.given["target_user_id"])
    return json(ask, {"data": {"muting": False}})


async def block(ask: Ask) -> Response:
    """Hide somebody and what they do; it keeps nobody from reading."""
    await hide.block(ask.company.db, ask.me, await _target(ask))
    return json(ask, {"data": {"blocking": True}})


async def unblock(ask: Ask) -> Response:
    """Hide them no longer."""
    await hide.unblock(ask.company.db, ask.me, ask.given["target_user_id"])
    return json(ask, {"data": {"blocking": False}})


async def _target(ask: Ask) -> int:
    body: OfUser = ask.body
    return await named_account(ask, body.target_user_id, "target_user_id")
