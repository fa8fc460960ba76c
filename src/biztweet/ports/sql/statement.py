"""Statements: SQLAlchemy Core, compiled once per dialect into text, ordered values and a row builder."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg as postgresql
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement

R_co = TypeVar("R_co", covariant=True)
Processor = Callable[[Any], Any]
Statement = ClauseElement | Mapping[str, ClauseElement]

DIALECTS: Mapping[str, Dialect] = {
    "sqlite": sqlite_dialect(paramstyle="qmark"),
    "postgresql": postgresql.dialect(),  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
}


class Compiled(NamedTuple):
    """A statement as one dialect runs it; `slots` are (name, default, has_default, processor) in the driver's order."""

    sql: str
    slots: tuple[tuple[str, Any, bool, Processor | None], ...]
    build: Callable[[Sequence[Any]], Any]

    def arguments(self, values: Mapping[str, Any]) -> list[Any]:
        """The driver's ordered arguments for named `values`; a missing one is a programming error (KeyError)."""
        return [
            (values.get(name, default) if has_default else values[name])
            if process is None
            else process(values.get(name, default) if has_default else values[name])
            for name, default, has_default, process in self.slots
        ]


class Command:
    """A statement whose answer nobody reads: the same for both databases, or one for each by name.

    `appends`: it only adds rows with fresh ids, so a side may send it together with earlier ones of its kind. `adds`:
    it only changes these columns, and nothing else does, so a side may send it with later ones, after all others.
    """

    row: type[Any] | None = None

    def __init__(self, statement: Statement, *, appends: bool = False, adds: Sequence[sa.Column[Any]] = ()) -> None:
        self.appends = appends
        self.adds = frozenset(adds)
        self._by_dialect = statement if isinstance(statement, Mapping) else dict.fromkeys(DIALECTS, statement)
        self._compiled: dict[str, Compiled] = {}

    @property
    def table(self) -> Any:
        """The table that it inserts into, updates or deletes from; None where that cannot be told."""
        return getattr(next(iter(self._by_dialect.values())), "table", None)

    def compiled(self, dialect: str) -> Compiled:
        """This statement for `dialect`, compiled at its first use."""
        compiled = self._compiled.get(dialect)
        if compiled is None:
            statement = self._by_dialect[dialect]
            compiled = self._compiled[dialect] = _compile(statement, DIALECTS[dialect], self.row)
        return compiled


class Query(Command, Generic[R_co]):
    """A statement that answers with rows, each made into `row`: a Struct (by column name) or the first column.

    `reads`: all columns that the answer depends on, where they are told; it need not wait for what changes others.
    """

    def __init__(self, row: type[R_co], statement: Statement, *, reads: Sequence[sa.Column[Any]] = ()) -> None:
        super().__init__(statement)
        self.row = row
        self.writes = any(getattr(each, "is_dml", False) for each in self._by_dialect.values())
        self._depends_on: dict[Command, bool] = {}
        self._reads = frozenset(reads)
        self._tables = frozenset(column.table for column in reads)

    def depends_on(self, command: Command) -> bool:
        """Whether the answer may depend on what `command` changes."""
        depends = self._depends_on.get(command)
        if depends is None:
            depends = self._depends_on[command] = self._may_depend_on(command)
        return depends

    def _may_depend_on(self, command: Command) -> bool:
        if not self._reads or self.writes:
            return True
        if command.adds:
            return not command.adds.isdisjoint(self._reads)
        return command.table is None or command.table in self._tables


def insert_or_skip(table: sa.Table, *, returning: sa.Column[Any] | None = None) -> dict[str, ClauseElement]:
    """An insert for each dialect that does nothing where a row with the same key stands."""
    statements: dict[str, Any] = {
        "sqlite": sqlite_insert(table).on_conflict_do_nothing(),
        "postgresql": postgresql_insert(table).on_conflict_do_nothing(),
    }
    if returning is not None:
        statements = {name: statement.returning(returning) for name, statement in statements.items()}
    return statements


def insert_or_replace(table: sa.Table, keys: Sequence[str]) -> dict[str, ClauseElement]:
    """An insert for each dialect that overwrites the row with the same `keys`."""
    statements: dict[str, ClauseElement] = {}
    for name, insert in (("sqlite", sqlite_insert), ("postgresql", postgresql_insert)):
        statement = insert(table)
        changed = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
        statements[name] = statement.on_conflict_do_update(index_elements=list(keys), set_=changed)
    return statements


def _compile(statement: ClauseElement, dialect: Dialect, row: type[Any] | None) -> Compiled:
    compiled: Any = statement.compile(dialect=dialect)
    slots = []
    for name in compiled.positiontup or ():
        bind = compiled.binds[name]
        process = bind.type.dialect_impl(dialect).bind_processor(dialect)
        slots.append((name, bind.effective_value, not bind.required, process))
    return Compiled(str(compiled), tuple(slots), _builder(statement, dialect, row))


def _builder(statement: Any, dialect: Dialect, row: type[Any] | None) -> Callable[[Sequence[Any]], Any]:
    if row is None:
        return itemgetter(0)
    columns = list(statement.exported_columns)
    processors = [_reader(column.type, dialect) for column in columns]
    if not issubclass(row, msgspec.Struct):
        [first, *_] = processors
        return itemgetter(0) if first is None else lambda values: first(values[0])
    return _struct_builder(row, [column.key for column in columns], processors)


def _reader(column_type: sa.types.TypeEngine[Any], dialect: Dialect) -> Processor | None:
    if isinstance(column_type, sa.Float):
        return None  # both drivers answer with floats; SQLAlchemy would ask for the driver's type number
    processor: Processor | None = column_type.dialect_impl(dialect).result_processor(dialect, None)
    return processor


def _struct_builder(
    row: type[Any], keys: list[str], processors: list[Processor | None]
) -> Callable[[Sequence[Any]], Any]:
    fields = row.__struct_fields__
    if set(keys) - set(fields):
        raise LookupError(f"{row.__name__} has no fields {sorted(set(keys) - set(fields))}")
    known = [name for name in fields if name in keys]
    if known != list(fields[: len(known)]):
        order = [(keys.index(name), processors[keys.index(name)], name) for name in known]
        return lambda values: row(**{name: (p(values[i]) if p else values[i]) for i, p, name in order})
    steps = [(keys.index(name), processors[keys.index(name)]) for name in known]
    if all(process is None and at == i for i, (at, process) in enumerate(steps)):
        return lambda values: row(*values)
    return lambda values: row(*[process(values[at]) if process else values[at] for at, process in steps])
