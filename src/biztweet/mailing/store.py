"""SQL on the tables of mailing/, and who is away."""

from typing import Any

import sqlalchemy as sa

from biztweet.access.tables import passwords, sessions, tokens
from biztweet.accounts.model import AccountKind
from biztweet.accounts.tables import accounts
from biztweet.mailing.model import Absent, Digested, QueuedMail
from biztweet.mailing.tables import digests, mail_queue
from biztweet.notifications.tables import notifications, read_marks
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of

QUEUE = Query(int, insert_or_skip(mail_queue, returning=mail_queue.c.id))
DUE = Query(
    QueuedMail,
    sa.select(mail_queue)
    .where(mail_queue.c.due_at <= sa.bindparam("now", type_=Id))
    .order_by(mail_queue.c.due_at, mail_queue.c.id)
    .limit(sa.bindparam("limit", type_=Id)),
)
NEXT_DUE = Query(int, sa.select(sa.func.min(mail_queue.c.due_at)))
_put_off = sa.update(mail_queue).where(any_of(mail_queue.c.id, "ids")).values(due_at=sa.bindparam("due_at", type_=Id))
HOLD = Command(_put_off)
TRY_AGAIN = Command(_put_off.values(attempts=mail_queue.c.attempts + 1))
DONE = Command(sa.delete(mail_queue).where(any_of(mail_queue.c.id, "ids")))
FORGET_ACCOUNT = Command(sa.delete(mail_queue).where(mail_queue.c.account_id == sa.bindparam("account_id", type_=Id)))

DIGESTED = Query(Digested, sa.select(digests).where(any_of(digests.c.account_id, "ids")))
SET_DIGESTED = Command(insert_or_replace(digests, ["account_id"]))

# ── who is away ─────────────────────────────────────────────────────────────────────────────────────────────────
_reachable = sa.and_(accounts.c.active, accounts.c.kind == AccountKind.person, accounts.c.email != "")
ZONES = Query(str, sa.select(accounts.c.time_zone).distinct().where(_reachable))
_since = sa.bindparam("since", type_=Id)
_last_read = sa.func.coalesce(
    sa.select(read_marks.c.last_read_id)
    .where(read_marks.c.account_id == accounts.c.id, read_marks.c.timeline == "notifications")
    .correlate(accounts)
    .scalar_subquery(),
    0,
)
_newest_unread = (
    sa.select(sa.func.max(notifications.c.id))
    .where(
        notifications.c.recipient_id == accounts.c.id,
        notifications.c.id > _last_read,
        sa.not_(notifications.c.read),
        sa.not_(notifications.c.dismissed),
        sa.not_(notifications.c.kept_back),
    )
    .correlate(accounts)
    .scalar_subquery()
)


def _has(column: sa.Column[int], *also: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(column == accounts.c.id, *also)


def _absent() -> sa.Select[Any]:
    """People with a mail address who have been let in, did nothing since, had no digest that day, and have unread."""
    let_in = sa.or_(_has(passwords.c.account_id), _has(sessions.c.account_id), _has(tokens.c.account_id))
    return sa.select(accounts.c.id.label("account_id"), _newest_unread.label("newest_id")).where(
        _reachable,
        accounts.c.time_zone == sa.bindparam("time_zone", type_=sa.Text),
        accounts.c.id > sa.bindparam("after", type_=Id),
        accounts.c.created_at < _since,
        sa.func.coalesce(accounts.c.last_post_at, 0) < _since,
        let_in,
        sa.not_(_has(sessions.c.account_id, sessions.c.seen_at >= _since)),
        sa.not_(_has(read_marks.c.account_id, read_marks.c.updated_at >= _since)),
        sa.not_(_has(digests.c.account_id, digests.c.day >= sa.bindparam("day", type_=Id))),
        _newest_unread.is_not(None),
    )


ABSENT = Query(Absent, _absent().order_by(accounts.c.id).limit(sa.bindparam("limit", type_=Id)))
