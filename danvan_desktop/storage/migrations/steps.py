"""The steps from one version of the log's own tables to the next; there has been one version so far.

Who changes those tables raises LOG_VERSION, adds the step here, and a book of the version before to tests/books (the
script there makes it). A step may only add or rename: what was written stays as it was hashed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from danvan_desktop.storage.tables import LOG_VERSION


@dataclass(frozen=True, slots=True)
class Step:
    """What leads to a version from the one before it; `change` runs within a transaction that is open."""

    version: int
    change: Callable[[sqlite3.Connection], None]


@dataclass(frozen=True, slots=True)
class Schema:
    """The version of the log's tables that a program works with, and the steps that lead there, oldest first."""

    version: int
    steps: tuple[Step, ...] = ()

    def way_from(self, version: int) -> Sequence[Step] | None:
        """The steps from an older version, none for this one; None where no steps lead from there."""
        way = [step for step in self.steps if version < step.version <= self.version]
        whole = [step.version for step in way] == list(range(version + 1, self.version + 1))
        return way if whole and version <= self.version else None


CURRENT = Schema(LOG_VERSION)


def carry_out(raw: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """Take the steps, each one transaction with its own number; one that fails is undone and ends the way."""
    for step in steps:
        raw.execute("BEGIN IMMEDIATE")
        try:
            step.change(raw)
            raw.execute(f"PRAGMA user_version={step.version}")
            raw.execute("COMMIT")
        except BaseException:
            raw.execute("ROLLBACK")
            raise


def version_of(raw: sqlite3.Connection) -> int:
    """The version that a book says it has."""
    return int(raw.execute("PRAGMA user_version").fetchone()[0])
