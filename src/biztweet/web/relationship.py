"""Relationship: how a visitor and somebody else stand to each other, as buttons show it."""

import msgspec

from biztweet.accounts.model import Account
from biztweet.web.visit import Visit


class Relationship(msgspec.Struct, frozen=True):
    """`mine`: the visitor's own account; `reposts`: whether theirs stand in the visitor's Home."""

    mine: bool
    followed: bool
    follows_me: bool
    muted: bool
    blocked: bool
    reposts: bool


async def relationship_with(here: Visit, account: Account) -> Relationship:
    """How the visitor stands to an account; mostly one query."""
    circle = await here.company.graph.circle(here.viewer.id)
    return Relationship(
        mine=account.id == here.me.id,
        followed=account.id in circle.followees,
        follows_me=bool(await here.company.graph.followers_among(here.me.id, [account.id])),
        muted=account.id in circle.muted,
        blocked=account.id in circle.blocked,
        reposts=account.id not in circle.without_reposts,
    )
