"""SQL on the tables of announcements/; what runs in a transaction takes its `tx` and never commits."""

import msgspec
import sqlalchemy as sa

from biztweet.announcements.model import Announcement
from biztweet.announcements.tables import announcements, dismissals, reactions
from biztweet.kernel.keyset import Keyset
from biztweet.ports.sql.statement import Command, Query, insert_or_skip
from biztweet.ports.sql.types import Id, any_of


class Count(msgspec.Struct, frozen=True):
    """How many reacted to an announcement with an emoji."""

    announcement_id: int
    emoji: str
    count: int


class Mine(msgspec.Struct, frozen=True):
    """An emoji with which somebody reacted."""

    announcement_id: int
    emoji: str


_announcement = sa.select(*[announcements.c[name] for name in Announcement.__struct_fields__])
_id = announcements.c.id == sa.bindparam("announcement_id", type_=Id)
_now = sa.bindparam("now", type_=Id)
_open = announcements.c.withdrawn_at.is_(None)
_active = sa.and_(_open, announcements.c.published_at.is_not(None))
_planned = sa.and_(_open, announcements.c.published_at.is_(None))
_account = sa.bindparam("account_id", type_=Id)

BY_ID = Query(Announcement, _announcement.where(_id))
ALL = Keyset(Announcement, announcements.c.id, _announcement)
ACTIVE = Query(
    Announcement,
    _announcement.where(_active).order_by(
        sa.func.coalesce(announcements.c.starts_at, announcements.c.published_at), announcements.c.id
    ),
)
COUNT_OPEN = Query(int, sa.select(sa.func.count()).where(_open))
# When the next one is due to be published, or to end.
NEXT_DUE = Query(
    int,
    sa.select(
        sa.func.min(
            sa.case((announcements.c.published_at.is_(None), announcements.c.publish_at), else_=announcements.c.ends_at)
        )
    ).where(_open),
)
DUE = Query(
    Announcement, _announcement.where(_planned, announcements.c.publish_at <= _now).order_by(announcements.c.id)
)
OVER = Query(Announcement, _announcement.where(_active, announcements.c.ends_at <= _now).order_by(announcements.c.id))
INSERT = Command(sa.insert(announcements))
PUBLISH = Command(sa.update(announcements).where(_id).values(published_at=_now, updated_at=_now))
WITHDRAW = Command(sa.update(announcements).where(_id).values(withdrawn_at=_now, updated_at=_now))

COUNTS = Query(
    Count,
    sa.select(reactions.c.announcement_id, reactions.c.emoji, sa.func.count().label("count"))
    .where(any_of(reactions.c.announcement_id, "ids"))
    .group_by(reactions.c.announcement_id, reactions.c.emoji)
    .order_by(sa.func.min(reactions.c.id)),
)
MINE = Query(
    Mine,
    sa.select(reactions.c.announcement_id, reactions.c.emoji).where(
        any_of(reactions.c.announcement_id, "ids"), reactions.c.account_id == _account
    ),
)
REACT = Query(int, insert_or_skip(reactions, returning=reactions.c.id))
UNREACT = Query(
    int,
    sa.delete(reactions)
    .where(
        reactions.c.announcement_id == sa.bindparam("announcement_id", type_=Id),
        reactions.c.account_id == _account,
        reactions.c.emoji == sa.bindparam("emoji", type_=sa.Text),
    )
    .returning(reactions.c.id),
)
DISMISS = Query(int, insert_or_skip(dismissals, returning=dismissals.c.account_id))
DISMISSED = Query(
    int,
    sa.select(dismissals.c.announcement_id).where(
        any_of(dismissals.c.announcement_id, "ids"), dismissals.c.account_id == _account
    ),
)
