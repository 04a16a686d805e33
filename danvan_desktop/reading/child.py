"""The parsing process: one file in, its blocks as JSON on stdout, nothing else.

`python -m danvan_desktop.reading.child FILE` (a frozen program calls `main` by its internal verb). A crafted file can
take down this process only; its parent (`isolation`) holds the clock.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from danvan_desktop.reading.blocks_json import to_json
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.parsing import parse_file

MEMORY_BYTES: Final = 256 * 1024 * 1024
"""Data that the process may hold on Linux; a 300-row catalogue takes a tenth of it."""
OUTPUT_BYTES: Final = 32 * 1024 * 1024
CPU_SECONDS: Final = 60


def main(arguments: list[str]) -> int:
    """Read the file named by the only argument; the exit code is 0 whenever an answer was written."""
    limit_resources()
    sys.stdout.buffer.write(answer(Path(arguments[0])))
    sys.stdout.buffer.flush()
    return 0


def answer(path: Path) -> bytes:
    """`{"document": …}` or `{"fault": …}` as UTF-8 JSON."""
    try:
        data: dict[str, object] = {"document": to_json(parse_file(path))}
    except FileFault as found:
        data = {"fault": found.fault.value}
    except MemoryError:
        data = {"fault": Fault.MEMORY.value}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if len(written) > OUTPUT_BYTES:
        return json.dumps({"fault": Fault.MEMORY.value}).encode()
    return written


def limit_resources() -> None:
    """Bound memory, time and output of this process where the system can (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    for what, limit in (
        (resource.RLIMIT_DATA, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 2 * OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (lower, hard))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
