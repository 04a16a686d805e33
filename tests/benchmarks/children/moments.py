"""What the processes that show a window report: when what happened, which libraries were loaded, how much memory."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

HEAVY = ("docx", "openpyxl", "xlsxwriter", "pypdfium2", "lxml")
"""Never loaded at the start."""
NOT_BEFORE_PAINT = (*HEAVY, "sqlalchemy", "sqlite3")


class Moments:
    """Collects them, and writes them as one line of JSON."""

    def __init__(self) -> None:
        self._held: dict[str, object] = {}

    def painted(self) -> None:
        """The first picture is there."""
        self._held["painted"] = time.perf_counter()
        self._held["modules_painted"] = len(sys.modules)
        self._held["early"] = [name for name in NOT_BEFORE_PAINT if name in sys.modules]

    def usable(self) -> None:
        """The rows of the list are there."""
        self._held["usable"] = time.perf_counter()

    def settled(self) -> None:
        """Nothing goes on any more: write."""
        self._held["memory_mb"] = resident_mb()
        self._held["modules"] = len(sys.modules)
        self._held["heavy"] = [name for name in HEAVY if name in sys.modules]
        print(json.dumps(self._held), flush=True)


def resident_mb() -> float | None:
    """Memory of this process, None where the system does not say it simply."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
