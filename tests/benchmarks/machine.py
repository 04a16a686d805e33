"""On what the numbers were got, and how steady it was."""

from __future__ import annotations

import os
import platform
import time
from pathlib import Path

from tests.benchmarks.timing import median, quartiles, seconds

_ROUNDS = 30


def about() -> str:
    """Processor, system, versions, and how many others were at work."""
    from PySide6 import __version__ as qt_version

    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qt_version}"
    return f"{_processor()}, {os.cpu_count()} processors{load}; {system}"


def noise(folder: Path) -> str:
    """How much the same work differs from time to time: counting, and having a page put on the disk."""
    counted = [seconds(lambda: sum(range(400_000))) * 1000 for _ in range(_ROUNDS)]
    flushed = [seconds(lambda: _flush(folder / "noise")) * 1000 for _ in range(_ROUNDS)]
    (folder / "noise").unlink()
    return "; ".join(
        f"{name} {median(times):.2f} ms, middle half {low:.2f} - {high:.2f}, worst {max(times):.2f}"
        for name, times in (("a count to 400,000", counted), ("an fsync of one page", flushed))
        for low, high in [quartiles(times)]
    )


def stamp() -> str:
    """The day and hour of the run."""
    return time.strftime("%Y-%m-%d %H:%M")


def _flush(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"x" * 4096)
        file.flush()
        os.fsync(file.fileno())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
