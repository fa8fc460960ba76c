"""Column types: ids, instants, lists, enumerations and Structs, alike in both databases."""

from enum import StrEnum
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator

# A 64-bit whole number; on SQLite a primary key of this type is the rowid itself.
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Json(TypeDecorator[Any]):
    """A value of `shape`, kept as JSON text written by msgspec."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._encode = msgspec.json.Encoder().encode
        self._decode = msgspec.json.Decoder(shape).decode

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """The text that is stored."""
        return None if value is None else self._encode(value).decode()

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """The value of `shape`."""
        return None if value is None else self._decode(value)


class Choice(TypeDecorator[StrEnum]):
    """A member of a StrEnum, kept as its text."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, choices: type[StrEnum]) -> None:
        super().__init__()
        self.choices = choices

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """The text that is stored."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        """The member."""
        return None if value is None else self.choices(value)


class _List(TypeDecorator[Any]):
    """A list passed as one parameter: JSON text for SQLite, an array for PostgreSQL."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else postgresql.ARRAY(self.item))

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return msgspec.json.encode(list(value)).decode() if dialect.name == "sqlite" else list(value)


class any_of(sa.ColumnElement[bool]):  # noqa: N801 - reads as an operator: any_of(posts.c.id, "ids")
    """True where `column` is one of the values in the list parameter `name`; the statement never changes with it."""

    inherit_cache = False
    type = sa.Boolean()
    _is_implicitly_boolean = True  # without it SQLite compares the test with 1 and drops its index

    def __init__(self, column: Any, name: str) -> None:
        self.column = column
        item = sa.Text() if isinstance(column.type, sa.Text | TypeDecorator) else sa.BigInteger()
        self.bind = sa.bindparam(name, type_=_List(item))


@compiles(any_of, "sqlite")
def _any_of_sqlite(element: any_of, compiler: Any, **kw: Any) -> str:
    column, values = compiler.process(element.column, **kw), compiler.process(element.bind, **kw)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both are compiled, not typed


@compiles(any_of, "postgresql")
def _any_of_postgresql(element: any_of, compiler: Any, **kw: Any) -> str:
    return f"{compiler.process(element.column, **kw)} = ANY ({compiler.process(element.bind, **kw)})"


class folded(sa.ColumnElement[str]):  # noqa: N801 - reads as a function: folded(accounts.c.name)
    """A text without the difference of capitals, beyond ASCII too; what it is compared with is folded by `fold`."""

    inherit_cache = False
    type = sa.Text()

    def __init__(self, column: Any) -> None:
        self.column = column


@compiles(folded, "sqlite")
def _folded_sqlite(element: folded, compiler: Any, **kw: Any) -> str:
    return f"fold({compiler.process(element.column, **kw)})"  # SQLite's own lower() knows ASCII alone


@compiles(folded, "postgresql")
def _folded_postgresql(element: folded, compiler: Any, **kw: Any) -> str:
    return f"lower({compiler.process(element.column, **kw)})"


def fold(text: str) -> str:
    """As PostgreSQL folds."""
    return text.lower()
