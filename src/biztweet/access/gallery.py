"""The gallery: apps that their owners show to everybody, newest first."""

import sqlalchemy as sa

from biztweet.access.apps import App
from biztweet.access.tables import apps
from biztweet.kernel.database import Database
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

_MAX_LISTED = 200

_LISTED = Query(
    App,
    sa.select(apps)
    .where(apps.c.listed_at.is_not(None), apps.c.blocked_at.is_(None))
    .order_by(apps.c.listed_at.desc(), apps.c.id.desc())
    .limit(sa.bindparam("limit", type_=Id)),
)


async def gallery(db: Database) -> list[App]:
    """The apps that are shown, those shown last first."""
    return await db.rows(_LISTED, limit=_MAX_LISTED)
