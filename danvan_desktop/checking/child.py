"""The checking process: one file in, a report as JSON on stdout; a mended copy where one is asked for.

`python -m danvan_desktop.checking.child check FILE` or `… mend FILE COPY CHECKSUM NUMBERS` (findings by their place in
the report, parted by commas). A crafted file can take down this process only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.checking.examine import examine, shown_lines
from danvan_desktop.checking.findings import Report, report_json
from danvan_desktop.checking.layout import read_layout
from danvan_desktop.checking.mending import apply, repack
from danvan_desktop.checking.opening import opened_word
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.limits import OUTPUT_BYTES, limit_resources

if TYPE_CHECKING:
    from danvan_desktop.checking.layout import ReadFile

PROCESSOR_SECONDS: Final = 60
"""For one file; an annex of thousands of rows is checked, too."""
CHANGED: Final = "changed"
"""The answer when the file is no longer the one that was checked."""


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for; the exit code is 0 whenever an answer was written."""
    limit_resources(PROCESSOR_SECONDS)
    sys.stdout.buffer.write(answer(arguments))
    sys.stdout.buffer.flush()
    return 0


def answer(arguments: list[str]) -> bytes:
    """`{"report": …}`, `{"fault": …}` or `{"changed": true}` as UTF-8 JSON."""
    verb, path, *rest = arguments
    try:
        data = _mended(Path(path), *rest) if verb == "mend" else {"report": report_json(check(Path(path)))}
    except FileFault as found:
        data = {"fault": found.fault.value}
    except MemoryError:
        data = {"fault": Fault.MEMORY.value}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return written if len(written) <= OUTPUT_BYTES else json.dumps({"fault": Fault.MEMORY.value}).encode()


def check(path: Path) -> Report:
    """The report on a file; raises FileFault."""
    with opened_word(path) as (archive, checksum):
        return _report(read_layout(archive), checksum)


def _report(file: ReadFile, checksum: str) -> Report:
    lines = shown_lines(file.layout)
    if not lines:
        raise FileFault(Fault.NO_TEXT)
    return Report(checksum, examine(file.layout), lines)


def _mended(path: Path, copy: str, checksum: str, numbers: str) -> dict[str, Any]:
    """Write the copy, and report on it as it is when read again."""
    with opened_word(path) as (archive, now):
        if now != checksum:
            return {CHANGED: True}
        file = read_layout(archive)
        report = _report(file, now)
        for number in map(int, numbers.split(",")):
            apply(file, report.findings[number].mends)
        repack(archive, file, Path(copy))
    return {"report": report_json(check(Path(copy)))}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
