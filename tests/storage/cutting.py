"""A book as a power cut in the middle of a save leaves it: new pages in the file, the old ones in its journal."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from danvan_desktop.storage.connection import journal_of


def cut_off(path: Path) -> Path:
    """Leave the closed book at `path` in that state; its journal. SQLite puts back what it held before."""
    torn = path.with_name("torn")
    writing = sqlite3.connect(path, isolation_level=None)
    try:
        writing.execute("PRAGMA cache_size=1")  # pages go to the file long before the end of the transaction
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE task SET note = printf('%.4000c', 'x')")
        writing.execute("UPDATE meta SET value = '0'")
        shutil.copyfile(journal_of(path), journal_of(torn))
        shutil.copyfile(path, torn)
        writing.execute("ROLLBACK")
    finally:
        writing.close()
    torn.replace(path)
    return journal_of(torn).rename(journal_of(path))
