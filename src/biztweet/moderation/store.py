"""SQL on the table of moderation/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.moderation.model import Report
from biztweet.moderation.tables import reports
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_id = reports.c.id == sa.bindparam("report_id", type_=Id)


def _listed(*, resolved: bool, nearest: bool) -> Query[Report]:
    return Query(
        Report,
        sa.select(reports)
        .where(
            reports.c.resolved_at.is_not(None) if resolved else reports.c.resolved_at.is_(None),
            reports.c.id < sa.bindparam("before", type_=Id),
            reports.c.id > sa.bindparam("after", type_=Id),
        )
        .order_by(reports.c.id.asc() if nearest else reports.c.id.desc())
        .limit(sa.bindparam("limit", type_=Id)),
    )


BY_ID = Query(Report, sa.select(reports).where(_id))
LISTED = {
    (resolved, nearest): _listed(resolved=resolved, nearest=nearest)
    for resolved in (False, True)
    for nearest in (False, True)
}
INSERT = Command(sa.insert(reports))
SETTLE = Command(
    sa.update(reports)
    .where(_id)
    .values(resolved_at=sa.bindparam("resolved_at", type_=Id), resolved_by_id=sa.bindparam("resolved_by_id", type_=Id))
)
