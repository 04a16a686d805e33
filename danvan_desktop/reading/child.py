"""The parsing process: one file in, its blocks (or the form in it) as JSON on stdout, nothing else.

`python -m danvan_desktop.reading.child FILE [form]` (a frozen program calls `main` by its internal verb). A crafted
file can take down this process only; its parent (`isolation`) holds the clock.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from danvan_desktop.reading.blocks_json import to_json
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.isolation import FORM
from danvan_desktop.reading.limits import OUTPUT_BYTES, limit_resources
from danvan_desktop.reading.parsing import parse_file

PROCESSOR_SECONDS: Final = 8
"""For one file; the 5,000 rows of the largest table that is read take 1.6."""


def main(arguments: list[str]) -> int:
    """Read the file that the first argument names; the exit code is 0 whenever an answer was written."""
    limit_resources(PROCESSOR_SECONDS)
    sys.stdout.buffer.write(answer(Path(arguments[0]), form=FORM in arguments[1:]))
    sys.stdout.buffer.flush()
    return 0


def answer(path: Path, *, form: bool = False) -> bytes:
    """`{"document": …}`, `{"form": …}` or `{"fault": …}` as UTF-8 JSON."""
    try:
        data: dict[str, object] = {"form": _form(path)} if form else {"document": to_json(parse_file(path))}
    except FileFault as found:
        data = {"fault": found.fault.value}
    except MemoryError:
        data = {"fault": Fault.MEMORY.value}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(written) > OUTPUT_BYTES:
        return json.dumps({"fault": Fault.MEMORY.value}).encode()
    return written


def _form(path: Path) -> dict[str, object]:
    from danvan_desktop.reading.forms.parsing import parse_form

    return parse_form(path)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
