"""How much room the company takes: its database, and the files that its rows speak of."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from biztweet.access.administrators import check_administrator
from biztweet.access.viewer import Viewer
from biztweet.kernel.database import Database
from biztweet.media.tables import media
from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import Id

_FILES = (media.c.original, media.c.large, media.c.small)


def _total(field: Any) -> sa.Select[Any]:  # noqa: ANN401 - how a dialect looks into JSON
    """The bytes of all files; a picture that is its own `large` is kept once, and counted once."""
    sizes = []
    for at, file in enumerate(_FILES):
        again = sa.or_(sa.false(), *(field(file, "name") == field(earlier, "name") for earlier in _FILES[:at]))
        sizes.append(sa.case((again, 0), else_=sa.cast(field(file, "size_bytes"), Id)))
    return sa.select(sa.func.coalesce(sa.cast(sa.func.sum(sum(sizes, start=sa.literal_column("0", Id))), Id), 0))


def _sqlite(column: sa.Column[Any], name: str) -> sa.ColumnElement[Any]:
    return sa.func.json_extract(column, f"$.{name}", type_=sa.Text)


def _postgresql(column: sa.Column[Any], name: str) -> sa.ColumnElement[Any]:
    return sa.func.jsonb_extract_path_text(sa.cast(sa.type_coerce(column, sa.Text), JSONB), name, type_=sa.Text)


_DATABASE = Query(
    int,
    {
        "sqlite": sa.select(
            sa.literal_column("(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size())", Id)
        ),
        "postgresql": sa.select(sa.func.pg_database_size(sa.func.current_database(), type_=Id)),
    },
)
_MEDIA = Query(int, {"sqlite": _total(_sqlite), "postgresql": _total(_postgresql)})


async def space(db: Database, viewer: Viewer) -> dict[str, int]:
    """Bytes, by what takes them: "database" and "media"; two queries. Raises NotAnAdministrator."""
    await check_administrator(db, viewer)
    return {"database": await db.one(_DATABASE) or 0, "media": await db.one(_MEDIA) or 0}
