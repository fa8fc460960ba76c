"""SQLite's FTS5: a table that keeps no text, only where each token stands. Its rows are in the order of ids.

Its migration gave it the tokenizer `ascii`, which splits at ASCII's own signs and takes all else as it is.
"""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from biztweet.ports.index import Either, Every, Expression, Reads, Spans, Stretch, Tally, Term, Writes
from biztweet.ports.sql.statement import Command, Query
from biztweet.ports.sql.types import Id

_index = sa.table(
    "post_index",
    sa.column("rowid", Id),
    sa.column("words", sa.Text),
    sa.column("post_index", sa.Text),  # FTS5's name for the whole row
)
_id = _index.c.rowid
_holds = _index.c.post_index.bool_op("MATCH")(sa.bindparam("wanted", type_=sa.Text))
_start, _end = sa.bindparam("start", type_=Id), sa.bindparam("end", type_=Id)

_PUT = Command(
    sa.insert(_index)
    .values(rowid=sa.bindparam("document_id", type_=Id), words=sa.bindparam("words", type_=sa.Text))
    .prefix_with("OR REPLACE")
)
_DROP = Command(sa.delete(_index).where(_id == sa.bindparam("document_id", type_=Id)))
_bounded = (
    sa.select(_id)
    .where(_holds, _id < sa.bindparam("before", type_=Id), _id > sa.bindparam("after", type_=Id))
    .limit(sa.bindparam("limit", type_=Id))
)
_PAGES = {False: Query(int, _bounded.order_by(_id.desc())), True: Query(int, _bounded.order_by(_id.asc()))}
_span = ((_id - sa.bindparam("origin", type_=Id)) // sa.bindparam("width", type_=Id)).label("span")
_TALLY = Query(
    Tally,
    sa.select(_span, sa.func.count().label("count")).where(_holds, _id >= _start, _id < _end).group_by(_span),
)


class FtsIndex:
    """The index beside a company's SQLite tables."""

    async def put(self, tx: Writes, document_id: int, tokens: Sequence[str]) -> None:
        """Enter a document."""
        await tx.execute(_PUT, document_id=document_id, words=" ".join(tokens))

    async def drop(self, tx: Writes, document_id: int) -> None:
        """Take a document out."""
        await tx.execute(_DROP, document_id=document_id)

    async def page(self, db: Reads, wanted: Expression, stretch: Stretch) -> list[int]:
        """One query: the lists of the tokens are walked side by side until the page is full."""
        ids = await db.rows(
            _PAGES[stretch.nearest],
            wanted=in_fts5(wanted),
            before=stretch.before,
            after=stretch.after,
            limit=stretch.limit,
        )
        return ids[::-1] if stretch.nearest else ids

    async def tally(self, db: Reads, wanted: Expression, spans: Spans) -> list[Tally]:
        """One query."""
        return await db.rows(_TALLY, wanted=in_fts5(wanted), **msgspec.structs.asdict(spans))


def in_fts5(wanted: Expression) -> str:
    """The same in FTS5's language."""
    match wanted:
        case Term(tokens, is_open):
            return f'"{" ".join(tokens)}"{" *" if is_open else ""}'
        case Every(parts, without):
            every = f"({' AND '.join(map(in_fts5, parts))})"
            return f"({every} NOT ({' OR '.join(map(in_fts5, without))}))" if without else every
        case Either(parts):
            return f"({' OR '.join(map(in_fts5, parts))})"
