"""The table that media/ alone writes."""

import sqlalchemy as sa

from biztweet.media.model import MediaKind, Variant
from biztweet.ports.sql.types import Choice, Id, Json

metadata = sa.MetaData()

media = sa.Table(
    "media",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("owner_id", Id, nullable=False),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("kind", Choice(MediaKind), nullable=False),
    sa.Column("original", Json(Variant), nullable=False),
    sa.Column("large", Json(Variant), nullable=False),
    sa.Column("small", Json(Variant), nullable=False),
    sa.Column("blurhash", sa.Text, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("focus_x", sa.Double, nullable=False),
    sa.Column("focus_y", sa.Double, nullable=False),
    sa.Column("post_id", Id, index=True),
    sa.Column("created_at", Id, nullable=False),
)
# Uploads that no post took up, oldest first.
sa.Index(
    "media_unattached",
    media.c.created_at,
    sqlite_where=media.c.post_id.is_(None),
    postgresql_where=media.c.post_id.is_(None),
)
