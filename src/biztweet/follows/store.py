"""SQL on follows, mutes and blocks."""

import msgspec
import sqlalchemy as sa

from biztweet.follows.tables import account_notes, awaits, blocks, declined_suggestions, endorsements, follows, mutes
from biztweet.kernel.keyset import Keyset
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of


class Edge(msgspec.Struct, frozen=True):
    """One row of a list of accounts: `id` orders it, `account_id` is who stands in it."""

    id: int
    account_id: int


class RanOut(msgspec.Struct, frozen=True):
    """A mute whose time is over."""

    account_id: int
    target_id: int


class Mute(msgspec.Struct, frozen=True):
    """Somebody who is muted."""

    target_id: int
    notifications: bool
    expires_at: int | None


class Note(msgspec.Struct, frozen=True):
    """What somebody keeps on an account."""

    target_id: int
    text: str


class Pair(msgspec.Struct, frozen=True):
    """Who follows whom."""

    follower_id: int
    followee_id: int


_asker = sa.bindparam("account_id", type_=Id)
_target = sa.bindparam("target_id", type_=Id)

_mine = follows.alias("mine")
_followed = sa.select(_mine.c.followee_id).where(_mine.c.follower_id == _asker)

FOLLOW = Query(int, insert_or_skip(follows, returning=follows.c.id))
UNFOLLOW = Query(
    int,
    sa.delete(follows)
    .where(follows.c.follower_id == sa.bindparam("follower_id"), follows.c.followee_id == sa.bindparam("followee_id"))
    .returning(follows.c.id),
)
# Answers only where it changes something.
SHOW_REPOSTS = Query(
    int,
    sa.update(follows)
    .where(
        follows.c.follower_id == sa.bindparam("follower_id"),
        follows.c.followee_id == sa.bindparam("followee_id"),
        follows.c.reposts != sa.bindparam("reposts", type_=sa.Boolean),
    )
    .values(reposts=sa.bindparam("reposts", type_=sa.Boolean))
    .returning(follows.c.id),
)
MUTE = Command(insert_or_replace(mutes, ["account_id", "target_id"]))
UNMUTE = Query(
    int, sa.delete(mutes).where(mutes.c.account_id == _asker, mutes.c.target_id == _target).returning(mutes.c.id)
)
NEXT_MUTE_END = Query(int, sa.select(sa.func.min(mutes.c.expires_at)))
RAN_OUT = Query(
    RanOut,
    sa.select(mutes.c.account_id, mutes.c.target_id)
    .where(mutes.c.expires_at <= sa.bindparam("now", type_=Id))
    .limit(sa.bindparam("limit", type_=Id)),
)
BLOCK = Query(int, insert_or_skip(blocks, returning=blocks.c.id))
UNBLOCK = Query(
    int, sa.delete(blocks).where(blocks.c.account_id == _asker, blocks.c.target_id == _target).returning(blocks.c.id)
)

# One read for two questions: whose reposts are not wanted stands with its id below zero.
FOLLOWEES = Query(
    int,
    sa.select(sa.case((follows.c.reposts, follows.c.followee_id), else_=-follows.c.followee_id)).where(
        follows.c.follower_id == _asker
    ),
)
MUTES = Query(
    Mute, sa.select(mutes.c.target_id, mutes.c.notifications, mutes.c.expires_at).where(mutes.c.account_id == _asker)
)
BLOCKED_IDS = Query(int, sa.select(blocks.c.target_id).where(blocks.c.account_id == _asker))
BLOCKER_IDS = Query(int, sa.select(blocks.c.account_id).where(blocks.c.target_id == _asker))
# Which of some accounts follow the asker.
FOLLOWING_ME = Query(
    int,
    sa.select(follows.c.follower_id).where(follows.c.followee_id == _asker, any_of(follows.c.follower_id, "ids")),
)
# Which of some accounts the asker follows.
FOLLOWED_AMONG = Query(
    int,
    sa.select(follows.c.followee_id).where(follows.c.follower_id == _asker, any_of(follows.c.followee_id, "ids")),
)
# Which of some accounts have silenced somebody's notifications, by a block or by a mute that still holds.
SILENCED_BY = Query(
    int,
    sa.union_all(
        sa.select(blocks.c.account_id).where(blocks.c.target_id == _target, any_of(blocks.c.account_id, "ids")),
        sa.select(mutes.c.account_id).where(
            mutes.c.target_id == _target,
            any_of(mutes.c.account_id, "ids"),
            mutes.c.notifications,
            sa.or_(mutes.c.expires_at.is_(None), mutes.c.expires_at > sa.bindparam("now", type_=Id)),
        ),
    ),
)


def _among(table: sa.Table) -> Query[int]:
    return Query(
        int, sa.select(table.c.target_id).where(table.c.account_id == _asker, any_of(table.c.target_id, "ids"))
    )


def _drop(table: sa.Table) -> Query[int]:
    return Query(
        int,
        sa.delete(table).where(table.c.account_id == _asker, table.c.target_id == _target).returning(table.c.target_id),
    )


NOTES = Query(
    Note,
    sa.select(account_notes.c.target_id, account_notes.c.text).where(
        account_notes.c.account_id == _asker, any_of(account_notes.c.target_id, "ids")
    ),
)
PUT_NOTE = Command(insert_or_replace(account_notes, ["account_id", "target_id"]))
ENDORSED_AMONG = _among(endorsements)
ENDORSE = Query(int, insert_or_skip(endorsements, returning=endorsements.c.target_id))
UNENDORSE = _drop(endorsements)
AWAITED_AMONG = _among(awaits)
AWAIT = Query(int, insert_or_skip(awaits, returning=awaits.c.target_id))
UNAWAIT = _drop(awaits)
AWAITING_IDS = Query(int, sa.select(awaits.c.account_id).where(awaits.c.target_id == _target))
DECLINE = Command(insert_or_skip(declined_suggestions))
DECLINED_IDS = Query(
    int, sa.select(declined_suggestions.c.target_id).where(declined_suggestions.c.account_id == _asker)
)
# Of those the asker follows, who follows each of some accounts.
FAMILIAR = Query(
    Pair,
    sa.select(follows.c.follower_id, follows.c.followee_id)
    .where(any_of(follows.c.followee_id, "ids"), follows.c.follower_id.in_(_followed))
    .order_by(follows.c.followee_id, follows.c.id.desc())
    .limit(1_000),
)


def _listed(table: sa.Table, owner: sa.Column[int], member: sa.Column[int]) -> Keyset[Edge]:
    return Keyset(Edge, table.c.id, sa.select(table.c.id, member.label("account_id")).where(owner == _asker))


LISTED = {
    "followers": _listed(follows, follows.c.followee_id, follows.c.follower_id),
    "followees": _listed(follows, follows.c.follower_id, follows.c.followee_id),
    "mutes": _listed(mutes, mutes.c.account_id, mutes.c.target_id),
    "blocks": _listed(blocks, blocks.c.account_id, blocks.c.target_id),
    "endorsed": _listed(endorsements, endorsements.c.account_id, endorsements.c.target_id),
}
