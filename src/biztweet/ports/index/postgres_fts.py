"""PostgreSQL's tsvector with our own tokens, under a GIN index.

That index knows no order, and the planner's own choice between it and the newest rows is wrong by a factor of a hundred
(docs/benchmarks.md): so the newest are looked through first, and the index is asked for what is missing.
"""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from biztweet.ports.index import Either, Every, Expression, Reads, Spans, Stretch, Tally, Term, Writes
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_WINDOW = 2_000

_index = sa.table("post_index", sa.column("post_id", Id), sa.column("words", TSVECTOR))
_id = _index.c.post_id
_before, _after = sa.bindparam("before", type_=Id), sa.bindparam("after", type_=Id)
_start, _end = sa.bindparam("start", type_=Id), sa.bindparam("end", type_=Id)
_limit = sa.bindparam("limit", type_=Id)


def _holds(words: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return words.bool_op("@@")(sa.cast(sa.bindparam("wanted", type_=sa.Text), TSQUERY))


_entered = postgresql_insert(_index).values(
    post_id=sa.bindparam("document_id", type_=Id), words=sa.cast(sa.bindparam("words", type_=sa.Text), TSVECTOR)
)
_PUT = Command(_entered.on_conflict_do_update(index_elements=["post_id"], set_={"words": _entered.excluded.words}))
_DROP = Command(sa.delete(_index).where(_id == sa.bindparam("document_id", type_=Id)))


def _window(*, nearest: bool) -> Query[int]:
    rows = (
        sa.select(_id, _index.c.words)
        .where(_id < _before, _id > _after)
        .order_by(_id.asc() if nearest else _id.desc())
        .limit(_WINDOW)
        .subquery()
    )
    found = sa.select(rows.c.post_id).where(_holds(rows.c.words))
    return Query(int, found.order_by(rows.c.post_id.asc() if nearest else rows.c.post_id.desc()).limit(_limit))


def _by_index(*, nearest: bool) -> Query[int]:
    """By the index alone: materialized, and bounded only afterwards.

    Else the planner, which knows neither words nor bounds when it prepares, walks all ids and tests them one by one.
    """
    found = sa.select(_id).where(_holds(_index.c.words)).cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
    ids = found.c.post_id
    bounded = sa.select(ids).where(ids < _before, ids > _after)
    return Query(int, bounded.order_by(ids.asc() if nearest else ids.desc()).limit(_limit))


_WINDOWS = {nearest: _window(nearest=nearest) for nearest in (False, True)}
_BY_INDEX = {nearest: _by_index(nearest=nearest) for nearest in (False, True)}
_span = ((_id - sa.bindparam("origin", type_=Id)) // sa.bindparam("width", type_=Id)).label("span")
_TALLY = Query(
    Tally,
    sa.select(_span, sa.func.count().label("count"))
    .where(_holds(_index.c.words), _id >= _start, _id < _end)
    .group_by(sa.literal_column("1")),
)


class GinIndex:
    """The index beside a company's PostgreSQL tables."""

    async def put(self, tx: Writes, document_id: int, tokens: Sequence[str]) -> None:
        """Enter a document."""
        await tx.execute(_PUT, document_id=document_id, words=placed(tokens))

    async def drop(self, tx: Writes, document_id: int) -> None:
        """Take a document out."""
        await tx.execute(_DROP, document_id=document_id)

    async def page(self, db: Reads, wanted: Expression, stretch: Stretch) -> list[int]:
        """At most two queries."""
        values = {
            "wanted": in_tsquery(wanted),
            "before": stretch.before,
            "after": stretch.after,
            "limit": stretch.limit,
        }
        ids = await db.rows(_WINDOWS[stretch.nearest], **values)
        if len(ids) < stretch.limit:
            ids = await db.rows(_BY_INDEX[stretch.nearest], **values)
        return ids[::-1] if stretch.nearest else ids

    async def tally(self, db: Reads, wanted: Expression, spans: Spans) -> list[Tally]:
        """One query."""
        return await db.rows(_TALLY, wanted=in_tsquery(wanted), **msgspec.structs.asdict(spans))


def placed(tokens: Sequence[str]) -> str:
    """Tokens with their places, as a tsvector is written; of one token PostgreSQL keeps the first 256 places."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(tokens, 1):
        places.setdefault(token, []).append(str(place))
    return " ".join(f"{_quoted(token)}:{','.join(its)}" for token, its in places.items())


def in_tsquery(wanted: Expression) -> str:
    """The same in PostgreSQL's language."""
    match wanted:
        case Term(tokens, is_open):
            return f"({' <-> '.join(map(_quoted, tokens))}{':*' if is_open else ''})"
        case Every(parts, without):
            return f"({' & '.join([*map(in_tsquery, parts), *(f'!{in_tsquery(one)}' for one in without)])})"
        case Either(parts):
            return f"({' | '.join(map(in_tsquery, parts))})"


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
