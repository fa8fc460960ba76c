"""The tree of a query: what is looked for, printed as it is typed. Pure."""

from collections.abc import Sequence

import msgspec

from biztweet.kernel.ids import MAX_ID
from biztweet.search.operators import Operator


class Word(msgspec.Struct, frozen=True, tag=True):
    """A word as it was typed."""

    text: str

    def __str__(self) -> str:
        return self.text


class Phrase(msgspec.Struct, frozen=True, tag=True):
    """Words that follow one another, exactly so."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


class Not(msgspec.Struct, frozen=True, tag=True):
    """What must not be there; only ever beside something that must."""

    part: "Node"

    def __str__(self) -> str:
        return f"-{_inside(self.part)}"


class All(msgspec.Struct, frozen=True, tag=True):
    """Two or more, all of which must be there."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " ".join(map(_inside, self.parts))


class Any(msgspec.Struct, frozen=True, tag=True):
    """Two or more, of which one suffices."""

    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " OR ".join(f"({part})" if isinstance(part, Any) else str(part) for part in self.parts)


Node = Word | Phrase | Operator | Not | All | Any


class Query(msgspec.Struct, frozen=True):
    """What is looked for, among ids below `before` and above `after`."""

    wanted: Node
    after: int = 0
    before: int = MAX_ID

    def __str__(self) -> str:
        bounds = [f"since_id:{self.after}"] if self.after else []
        if self.before < MAX_ID:
            bounds.append(f"max_id:{self.before - 1}")
        return " ".join([_inside(self.wanted) if bounds else str(self.wanted), *bounds])


def joined(kind: type[All] | type[Any], parts: Sequence[Node]) -> Node:
    """Parts of one kind in one row: what brackets hold of the same kind stands beside the others."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))]
    return kind(tuple(flat)) if len(flat) > 1 else flat[0]


def _inside(part: Node) -> str:
    return f"({part})" if isinstance(part, Any | All) else str(part)
