"""One conversion: a copy of the file in a folder of its own, a program with a clock, nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.converting.programs import ConversionTask
from danvan_desktop.reading.errors import Fault, ReadingCancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from danvan_desktop.reading.converting.programs import Converter

CONVERTIBLE: Final = {
    Fault.RTF: (".rtf", ".docx"),
    Fault.OPEN_TEXT: (".odt", ".docx"),
    Fault.FLAT_OPEN_TEXT: (".fodt", ".docx"),
    Fault.WORD_XML: (".xml", ".docx"),
    Fault.WORD_95: (".doc", ".docx"),
    Fault.OPEN_SHEET: (".ods", ".xlsx"),
}
"""What the parsing process found → the suffix that a converting program knows it by, and what is made of it."""
SECONDS: Final = 90.0
"""LibreOffice starts in two seconds on a new PC, in half a minute on an old one with a hard disk."""
_POLL_SECONDS: Final = 0.05
_NOT_THEIRS: Final = ("PYTHONPATH", "PYTHONHOME", "PYTHONUTF8")
"""Settings of our Python that LibreOffice's own would take for its."""


def convert(path: Path, fault: Fault, converter: Converter, folder: Path, cancelled: Callable[[], bool]) -> Path | None:
    """The converted file in `folder`, which the caller made and removes; None when nothing came of it.

    Raises ReadingCancelled.
    """
    before, after = CONVERTIBLE[fault]
    source, target = folder / f"source{before}", folder / "converted" / f"source{after}"
    target.parent.mkdir()
    shutil.copyfile(path, source)
    return _run(ConversionTask(source, target, folder), converter, cancelled)


def make_pages(path: Path, converter: Converter, cancelled: Callable[[], bool]) -> Path | None:
    """The pages of a .docx or .xlsx as a PDF, in the folder of the file, which is nobody else's; None when nothing came
    of it in time. Raises ReadingCancelled."""
    target = path.parent / "pages" / f"{path.stem}.pdf"
    target.parent.mkdir(exist_ok=True)
    return _run(ConversionTask(path, target, path.parent), converter, cancelled)


def _run(task: ConversionTask, converter: Converter, cancelled: Callable[[], bool]) -> Path | None:
    with subprocess.Popen(
        converter.command(task),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=task.folder,
        env=_environment(),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            _wait(process, cancelled)
        finally:
            _end(process, converter.straggler(task))
    return task.target if task.target.is_file() and task.target.stat().st_size > 0 else None


def _wait(process: subprocess.Popen[bytes], cancelled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            process.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            if cancelled():
                raise ReadingCancelled from None
        else:
            return


def _end(process: subprocess.Popen[bytes], straggler: int | None) -> None:
    """End the program and what it started; what has ended already is left alone."""
    running = process.poll() is None
    if sys.platform == "win32":
        numbers = [process.pid] if running else []
        for number in [*numbers, *([straggler] if straggler and running else [])]:
            killer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
            subprocess.run([str(killer), "/T", "/F", "/PID", str(number)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _environment() -> dict[str, str]:
    """The parent's environment without what belongs to our Python; a frozen program's libraries are not theirs."""
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS}
    if getattr(sys, "frozen", False):
        kept.pop("LD_LIBRARY_PATH", None)
        original = os.environ.get("LD_LIBRARY_PATH_ORIG")
        if original:
            kept["LD_LIBRARY_PATH"] = original
    return kept
