"""SQL on the table of schedules/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id
from biztweet.schedules.model import Scheduled
from biztweet.schedules.tables import scheduled_posts as table

_id = table.c.id == sa.bindparam("scheduled_id", type_=Id)
_author = table.c.author_id == sa.bindparam("author_id", type_=Id)
_waits = table.c.refused.is_(None)

BY_ID = Query(Scheduled, sa.select(table).where(_id))
COUNT = Query(int, sa.select(sa.func.count()).where(_author))
NEXT_DUE = Query(int, sa.select(sa.func.min(table.c.due_at)).where(_waits))
DUE_IDS = Query(
    int,
    sa.select(table.c.id)
    .where(_waits, table.c.due_at <= sa.bindparam("now", type_=Id))
    .order_by(table.c.due_at)
    .limit(100),
)


LISTED = Keyset(Scheduled, table.c.id, sa.select(table).where(_author))
INSERT = Command(sa.insert(table))
MOVE = Command(sa.update(table).where(_id).values(due_at=sa.bindparam("due_at", type_=Id), refused=sa.null()))
REFUSE = Command(sa.update(table).where(_id).values(refused=sa.bindparam("refused", type_=sa.Text)))
DELETE = Command(sa.delete(table).where(_id))
