"""SQL on the tables of notifications/."""

import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.notifications.model import Notification, ReadMark
from biztweet.notifications.tables import notifications, read_marks
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of

_recipient = notifications.c.recipient_id == sa.bindparam("recipient_id", type_=Id)
_stands = sa.and_(_recipient, sa.not_(notifications.c.dismissed))

INSERT = Query(int, insert_or_skip(notifications, returning=notifications.c.id))
BY_ID = Query(Notification, sa.select(notifications).where(notifications.c.id == sa.bindparam("id", type_=Id)))
# The same actor's same act again, as when a like is taken back and given anew: told once.
TOLD_BEFORE = Query(
    int,
    sa.select(notifications.c.id).where(
        _recipient,
        notifications.c.kind == sa.bindparam("kind", type_=notifications.c.kind.type),
        notifications.c.actor_id == sa.bindparam("actor_id", type_=Id),
        sa.func.coalesce(notifications.c.post_id, 0) == sa.bindparam("about_id", type_=Id),
    ),
)
DISMISS = Command(sa.update(notifications).where(_recipient, any_of(notifications.c.id, "ids")).values(dismissed=True))
DISMISS_ALL = Command(sa.update(notifications).where(_recipient).values(dismissed=True))
FORGET_POST = Command(sa.delete(notifications).where(notifications.c.post_id == sa.bindparam("post_id", type_=Id)))
COUNT_AFTER = Query(
    int,
    sa.select(sa.func.count()).where(
        _stands,
        notifications.c.id > sa.bindparam("after", type_=Id),
        sa.not_(any_of(notifications.c.actor_id, "hidden")),
    ),
)


LISTED = Keyset(
    Notification,
    notifications.c.id,
    sa.select(notifications).where(
        _stands,
        any_of(notifications.c.kind, "kinds"),
        sa.not_(any_of(notifications.c.actor_id, "hidden")),
    ),
)
# The notices of one group, whatever became of them but dismissal.
OF_GROUP = Query(
    Notification,
    sa.select(notifications)
    .where(
        _stands,
        notifications.c.kind == sa.bindparam("kind", type_=notifications.c.kind.type),
        sa.func.coalesce(notifications.c.post_id, 0) == sa.bindparam("about_id", type_=Id),
        notifications.c.created_at >= sa.bindparam("begins_at", type_=Id),
        notifications.c.created_at < sa.bindparam("ends_at", type_=Id),
        sa.not_(any_of(notifications.c.actor_id, "hidden")),
    )
    .order_by(notifications.c.id.desc()),
)

_account = read_marks.c.account_id == sa.bindparam("account_id", type_=Id)
READ_MARKS = Query(ReadMark, sa.select(read_marks).where(_account))
SET_READ_MARK = Command(insert_or_replace(read_marks, ["account_id", "timeline"]))
