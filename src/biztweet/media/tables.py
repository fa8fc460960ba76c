"""The tables that media/ alone writes."""

import sqlalchemy as sa

from biztweet.media.model import Captions, MediaKind, Variant
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
    sa.Column("filename", sa.Text, nullable=False, server_default=""),
    sa.Column("duration_ms", Id, nullable=False, server_default="0"),
    sa.Column("processing", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("released_at", Id),
    sa.Column("captions", Json(tuple[Captions, ...]), nullable=False, server_default="[]"),
)
# Uploads that no post took up, oldest first.
sa.Index(
    "media_unattached",
    media.c.created_at,
    sqlite_where=media.c.post_id.is_(None),
    postgresql_where=media.c.post_id.is_(None),
)
# Videos of which a picture is still to be made.
sa.Index(
    "media_processing",
    media.c.created_at,
    sqlite_where=sa.text("processing = 1"),
    postgresql_where=sa.text("processing"),
)

# Uploads that come in chunks, until they are finished. `key`: where their chunks are kept.
uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("owner_id", Id, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("total_bytes", Id, nullable=False),
    sa.Column("declared_type", sa.Text, nullable=False),
    sa.Column("filename", sa.Text, nullable=False),
    sa.Column("created_at", Id, nullable=False, index=True),
)

chunks = sa.Table(
    "chunks",
    metadata,
    sa.Column("upload_id", Id, primary_key=True, autoincrement=False),
    sa.Column("segment", Id, primary_key=True, autoincrement=False),
    sa.Column("size_bytes", Id, nullable=False),
)

# Files that no other row speaks of, not yet or no longer: to be deleted when their time has come.
litter = sa.Table(
    "litter",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("names", Json(tuple[str, ...]), nullable=False),
    sa.Column("due_at", Id, nullable=False, index=True),
)
