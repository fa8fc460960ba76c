"""SQL on the table of moderation/; what runs in a transaction takes its `tx` and never commits."""

import sqlalchemy as sa

from biztweet.kernel.keyset import Keyset
from biztweet.moderation.model import Report
from biztweet.moderation.tables import reports
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_id = reports.c.id == sa.bindparam("report_id", type_=Id)


BY_ID = Query(Report, sa.select(reports).where(_id))
# By whether they are resolved; of one reporter or of one target only, where these are told.
LISTED = {
    resolved: Keyset(
        Report,
        reports.c.id,
        sa.select(reports).where(
            reports.c.resolved_at.is_not(None) if resolved else reports.c.resolved_at.is_(None),
            *[
                sa.or_(wanted.is_(None), column == wanted)
                for column, wanted in (
                    (reports.c.reporter_id, sa.bindparam("reporter_id", type_=Id)),
                    (reports.c.target_id, sa.bindparam("target_id", type_=Id)),
                )
            ],
        ),
    )
    for resolved in (False, True)
}
INSERT = Command(sa.insert(reports))
SETTLE = Command(
    sa.update(reports)
    .where(_id)
    .values(resolved_at=sa.bindparam("resolved_at", type_=Id), resolved_by_id=sa.bindparam("resolved_by_id", type_=Id))
)
CHANGE = Command(
    sa.update(reports)
    .where(_id)
    .values(
        category=sa.bindparam("category", type_=reports.c.category.type),
        assigned_to_id=sa.bindparam("assigned_to_id", type_=Id),
    )
)
