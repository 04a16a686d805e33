"""A first look at a stranger's file: what book it is, without believing it, within a moment, writing nothing."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from danvan_desktop.storage import errors
from danvan_desktop.storage.book import check_file
from danvan_desktop.storage.travel.cipher import is_enciphered

_SECONDS = 2.0
_STEPS = 10_000
_LETTERS = 200
_LAST_WRITER = "session WHERE id = (SELECT session FROM change WHERE lamport > 0 ORDER BY local DESC LIMIT 1)"
_STRANGE = "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'create virtual%'"


class Trouble(StrEnum):
    """Why a file cannot be taken."""

    NONE = ""
    NEWER = "newer"
    EMPTY = "empty"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Glance:
    """What a file says of itself. `trouble` is why it cannot be taken; under a password nothing is known."""

    enciphered: bool = False
    book_id: str = ""
    year: str = ""
    unit: str = ""
    commune: str = ""
    person: str = ""
    tasks: int = 0
    trouble: Trouble = Trouble.NONE


def glance(path: Path) -> Glance:
    """Look at a file that may be a book."""
    if is_enciphered(path):
        return Glance(enciphered=True)
    try:
        if path.stat().st_size == 0:
            return Glance(trouble=Trouble.EMPTY)
        check_file(path)
        return _read(path)
    except errors.NewerBook:
        return Glance(trouble=Trouble.NEWER)
    except errors.NotABook:
        return Glance(trouble=Trouble.FOREIGN)
    except (errors.NoAccess, errors.DiskTrouble, OSError):
        return Glance(trouble=Trouble.CLOSED)
    except (errors.BookError, sqlite3.Error, ValueError, TypeError):
        return Glance(trouble=Trouble.DAMAGED)


def _read(path: Path) -> Glance:
    deadline = time.monotonic() + _SECONDS
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as held:
        held.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        held.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1 << 20)
        held.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON"):
            held.execute(f"PRAGMA {pragma}")
        if held.execute(_STRANGE).fetchone() != (0,):
            raise ValueError("no book of ours")
        meta = {name: _text(held, "value", f"meta WHERE key = '{name}'") for name in ("book_id", "year")}
        return Glance(
            book_id=meta["book_id"],
            year=meta["year"],
            unit=_text(held, "type", "profile WHERE shown LIMIT 1"),
            commune=_text(held, "commune", "profile WHERE shown LIMIT 1"),
            person=_text(held, "person", _LAST_WRITER),
            tasks=int(held.execute("SELECT count(*) FROM task WHERE shown").fetchone()[0]),
        )


def _text(held: sqlite3.Connection, column: str, source: str) -> str:
    """The first answer as text of few letters, whatever it is."""
    asked = f"SELECT CAST(substr(CAST({column} AS TEXT), 1, {_LETTERS}) AS BLOB) FROM {source}"
    found = held.execute(asked).fetchone()
    return bytes(found[0]).decode("utf-8", "replace") if found and found[0] is not None else ""
