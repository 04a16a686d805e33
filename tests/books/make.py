"""Makes the book of a version of the program, by that version's own code, for the tests that open old books.

    git worktree add /tmp/then COMMIT
    PYTHONPATH=/tmp/then python tests/books/make.py NAME        → tests/books/NAME.danvan.gz

A book is made when a version of the tables is left: log-N for LOG_VERSION, derived-N for DERIVED_VERSION, by the last
commit that had it. What is in it: three tasks of the sample, the first one done on 05/03/2026 with the note «Xong».
The rules of merging do not let old books change, so none is ever made anew.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from pathlib import Path

from danvan_desktop.cli import main

FOLDER = Path(__file__).resolve().parent
TODAY = ("--today", "2026-03-05", "--person", "Hà")


def make(name: str) -> Path:
    """The book as `name`.danvan.gz beside this script."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "so.danvan"
        for call in (
            ["demo", str(book), "--tasks", "3", *TODAY],
            ["set", str(book), "--task", "1.1", "status=done", "note=Xong", *TODAY],
        ):
            if main(call):
                raise SystemExit(f"refused: {call}")
        target = FOLDER / f"{name}.danvan.gz"
        target.write_bytes(gzip.compress(book.read_bytes(), 9, mtime=0))
    return target


if __name__ == "__main__":
    print(make(sys.argv[1]))
