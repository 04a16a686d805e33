"""Parsing in a process of its own, with a clock, a memory limit and a way to stop it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import danvan_desktop
from danvan_desktop.reading.blocks_json import from_json
from danvan_desktop.reading.errors import Fault, ReadingCancelled, unreadable
from danvan_desktop.reading.limits import OUTPUT_BYTES, ran_out_of_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO

    from danvan_desktop.reading.blocks import Document
    from danvan_desktop.reading.converting import Converter

INTERNAL_VERB: Final = "read-file-in-child"
"""The verb under which a frozen program runs `child.main` on its remaining arguments."""
FORM: Final = "form"
"""The argument after a file's name that asks for the form in it, not for its blocks."""
TIME_LIMIT: Final = 30.0
"""Seconds that one file may take; a 300-row table takes less than one."""
_POLL_SECONDS: Final = 0.02


def _never() -> bool:
    return False


def child_command(verb: str = INTERNAL_VERB, module: str = "danvan_desktop.reading.child") -> tuple[str, ...]:
    """The command that, followed by its arguments, runs a process of this installation for foreign files."""
    if getattr(sys, "frozen", False):
        return (sys.executable, verb)
    return (sys.executable, "-m", module)


@dataclass(frozen=True, slots=True)
class Isolation:
    """How the parsing process is run: its command, its seconds, and a question polled to know whether to stop.

    `converters` are the programs for files that it leaves to others; None: those that this PC has.
    """

    command: tuple[str, ...] = ()
    time_limit: float = TIME_LIMIT
    cancelled: Callable[[], bool] = _never
    converters: Sequence[Converter] | None = None


def reading_command(isolation: Isolation) -> tuple[str, ...]:
    """The command that, followed by a file's name, runs the reading process."""
    return isolation.command or child_command()


def parse_in_child(path: Path, isolation: Isolation) -> Document:
    """The blocks of a file, parsed in another process; raises UnreadableFile or ReadingCancelled."""
    data = ask_child([*reading_command(isolation), str(path)], isolation, path.name)
    try:
        return from_json(data["document"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(Fault.CRASHED, path.name) from error


def ask_child(command: list[str], isolation: Isolation, name: str) -> dict[str, Any]:
    """The JSON object that another process answers about the file called `name`.

    Raises UnreadableFile, for a fault that it answers too, or ReadingCancelled.
    """
    with tempfile.TemporaryFile() as output:
        code = _run(command, output, isolation, name)
        output.seek(0)
        written = output.read(OUTPUT_BYTES + 1)
    if code != 0:
        raise unreadable(Fault.TIMEOUT if ran_out_of_time(code) else Fault.CRASHED, name)
    return _answer(written, name)


def _run(command: list[str], output: IO[bytes], isolation: Isolation, name: str) -> int:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            return _wait(process, output, isolation, name)
        finally:
            if process.poll() is None:
                process.kill()


def _wait(process: subprocess.Popen[bytes], output: IO[bytes], isolation: Isolation, name: str) -> int:
    deadline = time.monotonic() + isolation.time_limit
    while True:
        try:
            return process.wait(_POLL_SECONDS)
        except subprocess.TimeoutExpired:
            if isolation.cancelled():
                raise ReadingCancelled from None
            if time.monotonic() > deadline:
                raise unreadable(Fault.TIMEOUT, name) from None
            if os.fstat(output.fileno()).st_size > OUTPUT_BYTES:
                raise unreadable(Fault.MEMORY, name) from None


def _environment() -> dict[str, str]:
    """The parent's environment, with the package findable from source and text as UTF-8."""
    source = str(Path(danvan_desktop.__file__).parent.parent)
    found = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(found), "PYTHONUTF8": "1"}


def _answer(written: bytes, name: str) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(written)
        fault = data.get("fault")
        if fault is None:
            return data
        known = Fault(fault)
    except (ValueError, TypeError, AttributeError) as error:
        raise unreadable(Fault.CRASHED, name) from error
    raise unreadable(known, name)
