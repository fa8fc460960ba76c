"""SQL on the tables of media/."""

import msgspec
import sqlalchemy as sa

from biztweet.media.model import Media
from biztweet.media.tables import chunks, litter, media, uploads
from biztweet.ports.sql.statement import Command, Query, insert_or_replace
from biztweet.ports.sql.types import Id, any_of


class Upload(msgspec.Struct, frozen=True):
    """An upload that comes in chunks; its id will be that of what it becomes."""

    id: int
    owner_id: int
    key: str
    total_bytes: int
    declared_type: str
    filename: str
    created_at: int


class Chunk(msgspec.Struct, frozen=True):
    """One piece of an upload."""

    upload_id: int
    segment: int
    size_bytes: int


class Litter(msgspec.Struct, frozen=True):
    """Files that no other row speaks of."""

    id: int
    key: str
    names: tuple[str, ...]
    due_at: int


_media_id = sa.bindparam("media_id", type_=Id)
_post_id = sa.bindparam("post_id", type_=Id)
_upload_id = sa.bindparam("upload_id", type_=Id)
_before = sa.bindparam("before", type_=Id)
_limit = sa.bindparam("limit", type_=Id)
_by_id = media.c.id == _media_id

# ── media ───────────────────────────────────────────────────────────────────────────────────────────────────────
INSERT = Command(sa.insert(media))
BY_ID = Query(Media, sa.select(media).where(_by_id))
BY_IDS = Query(Media, sa.select(media).where(any_of(media.c.id, "ids")))
BY_KEY = Query(Media, sa.select(media).where(media.c.key == sa.bindparam("key", type_=sa.Text)))
ATTACH = Command(sa.update(media).where(_by_id).values(post_id=_post_id, released_at=sa.null()))
DESCRIBE = Command(
    sa.update(media)
    .where(_by_id)
    .values({name: sa.bindparam(name, type_=media.c[name].type) for name in ("description", "focus_x", "focus_y")})
)
SET_CAPTIONS = Command(
    sa.update(media).where(_by_id).values(captions=sa.bindparam("captions", type_=media.c.captions.type))
)
_POSTER = ("large", "small", "blurhash", "processing")
SET_POSTER = Command(
    sa.update(media).where(_by_id).values({name: sa.bindparam(name, type_=media.c[name].type) for name in _POSTER})
)
# A deleted post's files belong to nothing any more, and are swept away a day later: until then it may be written anew.
RELEASE = Command(
    sa.update(media)
    .where(media.c.post_id == _post_id)
    .values(post_id=sa.null(), created_at=sa.bindparam("at", type_=Id), released_at=sa.bindparam("at", type_=Id))
)
UNATTACHED_BEFORE = Query(
    int,
    sa.select(media.c.id)
    .where(media.c.post_id.is_(None), media.c.created_at < _before)
    .order_by(media.c.created_at)
    .limit(_limit),
)
DELETE_UNATTACHED = Query(
    Media, sa.delete(media).where(any_of(media.c.id, "ids"), media.c.post_id.is_(None)).returning(*media.c)
)
PROCESSING_BEFORE = Query(Media, sa.select(media).where(media.c.processing, media.c.created_at < _before).limit(_limit))

# ── uploads in chunks ───────────────────────────────────────────────────────────────────────────────────────────
BEGIN = Command(sa.insert(uploads))
UPLOAD = Query(Upload, sa.select(uploads).where(uploads.c.id == _upload_id))
UPLOADS_BEFORE = Query(Upload, sa.select(uploads).where(uploads.c.created_at < _before).limit(_limit))
END = Query(Upload, sa.delete(uploads).where(uploads.c.id == _upload_id).returning(*uploads.c))
KEEP_CHUNK = Command(insert_or_replace(chunks, ["upload_id", "segment"]))
CHUNKS = Query(Chunk, sa.select(chunks).where(chunks.c.upload_id == _upload_id).order_by(chunks.c.segment))
END_CHUNKS = Command(sa.delete(chunks).where(chunks.c.upload_id == _upload_id))

# ── litter ──────────────────────────────────────────────────────────────────────────────────────────────────────
DROP = Command(sa.insert(litter))
PICK_UP = Command(sa.delete(litter).where(litter.c.id == sa.bindparam("litter_id", type_=Id)))
LITTER_BEFORE = Query(Litter, sa.select(litter).where(litter.c.due_at <= _before).order_by(litter.c.id).limit(_limit))
