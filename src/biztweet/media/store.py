"""SQL on the media table."""

import sqlalchemy as sa

from biztweet.media.model import Media
from biztweet.media.tables import media
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id, any_of

_media_id = sa.bindparam("media_id", type_=Id)
_post_id = sa.bindparam("post_id", type_=Id)

INSERT = Command(sa.insert(media))
BY_ID = Query(Media, sa.select(media).where(media.c.id == _media_id))
ATTACH = Command(sa.update(media).where(media.c.id == _media_id).values(post_id=_post_id))
DESCRIBE = Command(
    sa.update(media)
    .where(media.c.id == _media_id)
    .values({name: sa.bindparam(name, type_=media.c[name].type) for name in ("description", "focus_x", "focus_y")})
)
# A deleted post's pictures belong to nothing any more: they are swept away with uploads that no post took up.
RELEASE = Command(
    sa.update(media).where(media.c.post_id == _post_id).values(post_id=sa.null(), created_at=sa.literal_column("0"))
)
UNATTACHED_BEFORE = Query(
    Media,
    sa.select(media)
    .where(media.c.post_id.is_(None), media.c.created_at < sa.bindparam("before", type_=Id))
    .order_by(media.c.created_at)
    .limit(sa.bindparam("limit", type_=Id)),
)
DELETE = Command(sa.delete(media).where(any_of(media.c.id, "ids")))
BY_IDS = Query(Media, sa.select(media).where(any_of(media.c.id, "ids")))
