"""SQL on the tables of notifications/."""

import msgspec
import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.notifications.model import Kind, Notification, ReadMark
from biztweet.notifications.policy import Policy
from biztweet.notifications.preferences import Preferences
from biztweet.notifications.tables import admissions, notifications, policies, preferences, read_marks
from biztweet.ports.sql.statement import Command, Query, insert_or_replace, insert_or_skip
from biztweet.ports.sql.types import Id, any_of
from biztweet.posts.tables import messages


class Bound(msgspec.Struct, frozen=True):
    """Somebody who has set a policy."""

    account_id: int
    policy: Policy


class Preferring(msgspec.Struct, frozen=True):
    """Somebody who has said what they want to be told of."""

    account_id: int
    preferences: Preferences


class Waiting(msgspec.Struct, frozen=True):
    """Somebody whose notices are kept back: how many, since when and until when, and the newest post among them."""

    actor_id: int
    notices: int
    first_at: int
    last_at: int
    post_id: int | None


class Backlog(msgspec.Struct, frozen=True):
    """How many people wait, with how many notices."""

    people: int
    notices: int


_recipient = notifications.c.recipient_id == sa.bindparam("recipient_id", type_=Id)
_actor = notifications.c.actor_id
_not_dismissed = sa.and_(_recipient, sa.not_(notifications.c.dismissed))
_shown = sa.and_(_not_dismissed, sa.not_(notifications.c.kept_back))
_waits = sa.and_(_not_dismissed, notifications.c.kept_back)
_after = notifications.c.id > sa.bindparam("after", type_=Id)
_heard = sa.not_(any_of(notifications.c.actor_id, "hidden"))
_unread = sa.and_(_shown, sa.not_(notifications.c.read))

INSERT = Query(int, insert_or_skip(notifications, returning=notifications.c.id))
BY_ID = Query(Notification, sa.select(notifications).where(notifications.c.id == sa.bindparam("id", type_=Id)))
BY_IDS = Query(Notification, sa.select(notifications).where(any_of(notifications.c.id, "ids")))
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
_read_up_to = (
    sa.select(read_marks.c.last_read_id)
    .where(
        read_marks.c.account_id == sa.bindparam("recipient_id", type_=Id),
        read_marks.c.timeline == sa.literal_column("'notifications'"),
    )
    .scalar_subquery()
)
UNREAD_OF_POST = Query(
    int,
    sa.select(notifications.c.id).where(
        _unread,
        notifications.c.post_id == sa.bindparam("post_id", type_=Id),
        notifications.c.kind == sa.bindparam("kind", type_=notifications.c.kind.type),
        notifications.c.id > sa.func.coalesce(_read_up_to, 0),
    ),
)
_from = sa.bindparam("from_id", type_=Id)
DISMISS = Command(sa.update(notifications).where(_recipient, any_of(notifications.c.id, "ids")).values(dismissed=True))
DISMISS_ALL = Command(sa.update(notifications).where(_recipient).values(dismissed=True))
FORGET_POST = Command(sa.delete(notifications).where(notifications.c.post_id == sa.bindparam("post_id", type_=Id)))
COUNT_UNREAD = Query(int, sa.select(sa.func.count()).where(_unread, _after, _heard))
FIRST_UNREAD = Query(int, sa.select(sa.func.min(notifications.c.id)).where(_unread, _after, _heard))
NEWEST = Query(int, sa.select(sa.func.max(notifications.c.id)).where(_shown))
_of_conversation = sa.select(messages.c.post_id).where(
    messages.c.conversation_id == sa.bindparam("conversation_id", type_=Id),
    messages.c.post_id <= sa.bindparam("last_read_id", type_=Id),
)
UNREAD_OF_CONVERSATION = Query(
    int,
    sa.select(notifications.c.id).where(
        _unread, notifications.c.kind == Kind.message, notifications.c.post_id.in_(_of_conversation)
    ),
)
READ = Command(sa.update(notifications).where(_recipient, any_of(notifications.c.id, "ids")).values(read=True))


def _listed(wanted: sa.ColumnElement[bool]) -> Keyset[Notification]:
    return Keyset(
        Notification,
        notifications.c.id,
        sa.select(notifications).where(
            wanted,
            any_of(notifications.c.kind, "kinds"),
            _heard,
            sa.or_(_from == 0, _actor == _from),
        ),
    )


# Without and with what is kept back; what is unread by itself.
LISTED = {False: _listed(_shown), True: _listed(_not_dismissed)}
UNREAD = _listed(_unread)
# The notices of one group, whatever became of them but dismissal.
OF_GROUP = Query(
    Notification,
    sa.select(notifications)
    .where(
        _shown,
        notifications.c.kind == sa.bindparam("kind", type_=notifications.c.kind.type),
        sa.func.coalesce(notifications.c.post_id, 0) == sa.bindparam("about_id", type_=Id),
        notifications.c.created_at >= sa.bindparam("begins_at", type_=Id),
        notifications.c.created_at < sa.bindparam("ends_at", type_=Id),
        _heard,
    )
    .order_by(notifications.c.id.desc()),
)

_account = read_marks.c.account_id == sa.bindparam("account_id", type_=Id)
READ_MARKS = Query(ReadMark, sa.select(read_marks).where(_account))
SET_READ_MARK = Command(insert_or_replace(read_marks, ["account_id", "timeline"]))

# ── preferences, policies, and who waits ─────────────────────────────────────────────────────────────────────────────
PREFERENCES = Query(
    Preferring,
    sa.select(preferences.c.account_id, preferences.c.wishes.label("preferences")).where(
        any_of(preferences.c.account_id, "ids")
    ),
)
SET_PREFERENCES = Command(insert_or_replace(preferences, ["account_id"]))
POLICIES = Query(Bound, sa.select(policies).where(any_of(policies.c.account_id, "ids")))
SET_POLICY = Command(insert_or_replace(policies, ["account_id"]))
# Which of some accounts hear somebody whatever their policy says.
ADMITTING = Query(
    int,
    sa.select(admissions.c.account_id).where(
        admissions.c.actor_id == sa.bindparam("actor_id", type_=Id), any_of(admissions.c.account_id, "ids")
    ),
)
INSERT_ADMISSION = Command(insert_or_skip(admissions))
_of_those = sa.and_(_waits, any_of(_actor, "actor_ids"))
ADMIT = Query(int, sa.update(notifications).where(_of_those).values(kept_back=False).returning(_actor))
PUT_AWAY = Query(int, sa.update(notifications).where(_of_those).values(dismissed=True).returning(_actor))
BACKLOG = Query(
    Backlog,
    sa.select(sa.func.count(sa.distinct(_actor)).label("people"), sa.func.count().label("notices")).where(
        _waits, any_of(notifications.c.kind, "kinds")
    ),
)
WAITING = Keyset(
    Waiting,
    _actor,
    sa.select(
        _actor,
        sa.func.count().label("notices"),
        sa.func.min(notifications.c.created_at).label("first_at"),
        sa.func.max(notifications.c.created_at).label("last_at"),
        sa.func.max(notifications.c.post_id).label("post_id"),
    )
    .where(_waits, any_of(notifications.c.kind, "kinds"))
    .group_by(_actor),
)
