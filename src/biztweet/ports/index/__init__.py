"""The index: which documents hold which words; newest first, a page at a time.

A document is a sequence of tokens under an id, a query is made of terms. Tokens are ours (search/words.py): letters and
digits of any script, `_`, and the signs of `SIGNS`; no side splits or folds them. Both sides answer alike, and like
`search/match.py`, which needs no index.
"""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

import msgspec

from biztweet.ports.sql.statement import Command, Query

R = TypeVar("R")

SIGNS = "@#$:|"


class Term(msgspec.Struct, frozen=True, tag=True):
    """Tokens that stand one after the other; where it is `open`, the last one need only begin so."""

    tokens: tuple[str, ...]
    open: bool = False


class Every(msgspec.Struct, frozen=True, tag=True):
    """All of `parts`, of which there is at least one, and none of `without`."""

    parts: tuple["Expression", ...]
    without: tuple["Expression", ...] = ()


class Either(msgspec.Struct, frozen=True, tag=True):
    """At least one of `parts`, of which there is at least one."""

    parts: tuple["Expression", ...]


Expression = Term | Every | Either


class Stretch(msgspec.Struct, frozen=True):
    """Which part of the answer: ids below `before` and above `after`, both exclusive, at most `limit`.

    The newest of them, unless `nearest` asks for those just above `after`.
    """

    before: int
    after: int
    limit: int
    nearest: bool = False


class Spans(msgspec.Struct, frozen=True):
    """Ids from `start` to before `end`, in spans of `width` ids that are counted from `origin` on."""

    origin: int
    width: int
    start: int
    end: int


class Tally(msgspec.Struct, frozen=True):
    """How many documents there are in the span with this number, counted from 0; spans without any are left out."""

    span: int
    count: int


class Writes(Protocol):
    """What a side needs of a transaction."""

    async def execute(self, command: Command, **values: Any) -> None:
        """Run a statement whose answer nobody needs."""


class Reads(Protocol):
    """What a side needs of a database."""

    async def rows(self, query: Query[R], **values: Any) -> list[R]:
        """Committed rows."""


class Index(Protocol):
    """One company's words."""

    async def put(self, tx: Writes, document_id: int, tokens: Sequence[str]) -> None:
        """Enter a document, in place of what stood under its id."""

    async def drop(self, tx: Writes, document_id: int) -> None:
        """Take a document out, if it is there."""

    async def page(self, db: Reads, wanted: Expression, stretch: Stretch) -> list[int]:
        """Ids of the documents that hold what is wanted, newest first; at most two queries."""

    async def tally(self, db: Reads, wanted: Expression, spans: Spans) -> list[Tally]:
        """How many of them there are in each span; one query."""
