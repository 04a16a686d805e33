"""The processes of their own in which windows are shown and files are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

CHILDREN = Path(__file__).resolve().parent / "children"
ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 1800


class ChildFailed(RuntimeError):
    """A process that should have measured something ended without an answer."""


def command(script: str, arguments: Sequence[str]) -> list[str]:
    """How a script of `children` is run."""
    return [sys.executable, str(CHILDREN / script), *arguments]


def environment(home: Path) -> dict[str, str]:
    """No screen, and a home of its own: nothing of the officer's is read or written.

    Compiled modules are kept between runs, as an installed program has them: where the caller forbids it, every
    process would translate the sources of ours anew, and those of the libraries not.
    """
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
        "DANVAN_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }


def answer_of(script: str, arguments: Sequence[str], home: Path) -> dict[str, Any]:
    """The JSON object that a script prints, with the moment it was started (`started`, as time.perf_counter tells).

    Raises ChildFailed.
    """
    started = time.perf_counter()
    done = subprocess.run(
        command(script, arguments),
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    if done.returncode != 0 or not done.stdout.strip():
        raise ChildFailed(f"{script} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    return {**json.loads(done.stdout.splitlines()[-1]), "started": started}
