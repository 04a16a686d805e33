"""One SQLite connection with the pragmas of a book and explicit transactions (exchange.md «Tables»).

The driver's implicit transactions are off, because they leave half of a failed migration behind.
"""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
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
        held.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
    return engine
