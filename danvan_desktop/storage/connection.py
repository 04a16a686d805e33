"""One SQLite connection with the pragmas of a book and explicit transactions (exchange.md «Tables»).

The driver's implicit transactions are off, because they leave half of a failed migration behind. Statements that every
save runs are compiled once (`Prepared`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection

_SAFETY = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
)
_COMPILED = 500
"""How many compiled statements are kept; SQLAlchemy's own default for one engine."""
_WRITING = ("PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=DELETE", "PRAGMA synchronous=FULL")


class Access(StrEnum):
    """How a book is opened: the writer holds the file alone from the first moment; a reader only looks."""

    WRITE = "rw"
    CREATE = "rwc"
    READ = "ro"


def connect(path: Path, access: Access) -> sqlite3.Connection:
    """A bare connection to `path` with the pragmas of a book; it belongs to one thread at a time.

    Raises sqlite3.Error, which `errors.known_sqlite_error` can turn into a sentence.
    """
    uri = f"{path.absolute().as_uri()}?mode={access.value}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=1.0, check_same_thread=False)
    try:
        for pragma in _SAFETY if access is Access.READ else (*_SAFETY, *_WRITING):
            connection.execute(pragma)
        if access is not Access.READ:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def wait_for_the_folder_too(connection: sqlite3.Connection) -> None:
    """On a disk that can be pulled out: a save has ended only when the journal is gone from the folder as well."""
    connection.execute("PRAGMA synchronous=EXTRA")


@cache
def _common() -> tuple[Engine, dict[str, Any]]:
    """The dialect, which has looked at SQLite once, and the statements compiled with it: both serve every book that
    this process opens, so that a second book, a copy or a backup costs no compiling."""
    blank = create_engine("sqlite://")
    blank.connect().close()
    blank.dispose()
    return blank, {"compiled_cache": LRUCache(_COMPILED)}


def copy_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of what a connection reads, to be worked on without touching the file."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        connection.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def engine_over(connection: sqlite3.Connection, access: Access) -> Engine:
    """A SQLAlchemy engine over that one connection; a writer's transactions begin with BEGIN IMMEDIATE."""
    common, options = _common()
    engine = Engine(
        StaticPool(lambda: cast("DBAPIConnection", connection)), common.dialect, common.url, execution_options=options
    )
    statement = "BEGIN" if access is Access.READ else "BEGIN IMMEDIATE"

    def begin(held: Connection) -> None:
        _driver_of(held).execute(statement)

    event.listen(engine, "begin", begin)
    return engine


def _driver_of(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


_NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Prepared:
    """A statement that is compiled once and then run on the driver's own connection, within the transaction that is
    open: what SQLAlchemy does around a statement costs ten times what SQLite takes for one row.

    Its values come by the names of its `bindparam`s; a statement that inserts or updates also takes `columns`.
    """

    def __init__(self, statement: SelectBase | UpdateBase, columns: Iterable[str] = ()) -> None:
        compiled = statement.compile(dialect=_common()[0].dialect, column_keys=list(columns) or None)
        self._text = str(compiled)
        self._names: Sequence[str] = compiled.positiontup or ()
        self._fixed = {name: value.value for name, value in compiled.binds.items() if not value.required}
        answer = () if isinstance(statement, UpdateBase) else statement.selected_columns
        self._flags = [place for place, column in enumerate(answer) if isinstance(column.type, Boolean)]

    def all(self, connection: Connection, values: Mapping[str, object] = _NO_VALUES) -> list[tuple[Any, ...]]:
        """Every row of the answer."""
        found = _driver_of(connection).execute(self._text, self._in_order(values)).fetchall()
        return [self._as_declared(row) for row in found] if self._flags else found

    def run(self, connection: Connection, many: Iterable[Mapping[str, object]]) -> None:
        """Carry it out once for each of `many`."""
        _driver_of(connection).executemany(self._text, (self._in_order(values) for values in many))

    def _in_order(self, values: Mapping[str, object]) -> list[object]:
        held = {**self._fixed, **values} if self._fixed else values
        return [held[name] for name in self._names]

    def _as_declared(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """SQLite knows no truth values."""
        held = list(row)
        for place in self._flags:
            if held[place] is not None:
                held[place] = bool(held[place])
        return tuple(held)


def among(column: Column[str] | ColumnElement[str], name: str = "ids") -> ColumnElement[bool]:
    """Whether a column holds one of the texts that `listed` packed into the value `name`."""
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def listed(texts: Collection[str]) -> str:
    """Texts as one value for `among`, so that a statement reads the same for any number of them.

    One with a NUL, as a stranger's book may name it, is no id; SQLite would take what stands before the NUL.
    """
    return json.dumps([text for text in texts if "\0" not in text])
