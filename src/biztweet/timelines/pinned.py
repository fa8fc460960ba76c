"""What people keep at the head of their pages: few posts each, the latest pinned first."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from biztweet.ports.sql.statement import Query
from biztweet.ports.sql.types import any_of
from biztweet.posts.tables import pins
from biztweet.timelines.sources import Sources


class _Row(msgspec.Struct, frozen=True):
    account_id: int
    post_id: int


_PINNED = Query(
    _Row,
    sa.select(pins.c.account_id, pins.c.post_id).where(any_of(pins.c.account_id, "ids")).order_by(pins.c.id.desc()),
)


async def pinned(sources: Sources, account_ids: Sequence[int]) -> dict[int, list[int]]:
    """The pinned posts of each account that has any; one query."""
    found: dict[int, list[int]] = {}
    for row in await sources.db.rows(_PINNED, ids=account_ids):
        found.setdefault(row.account_id, []).append(row.post_id)
    return found
