"""SQL on the table of moderation/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.moderation.model import Report
from biztweet.moderation.tables import reports
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_id = reports.c.id == sa.bindparam("report_id", type_=Id)


BY_ID = Query(Report, sa.select(reports).where(_id))
# By whether they are resolved.
LISTED = {
    False: Keyset(Report, reports.c.id, sa.select(reports).where(reports.c.resolved_at.is_(None))),
    True: Keyset(Report, reports.c.id, sa.select(reports).where(reports.c.resolved_at.is_not(None))),
}
INSERT = Command(sa.insert(reports))
SETTLE = Command(
    sa.update(reports)
    .where(_id)
    .values(resolved_at=sa.bindparam("resolved_at", type_=Id), resolved_by_id=sa.bindparam("resolved_by_id", type_=Id))
)
