"""Measure the program against floors taken in the same run, and print a table of ratios beside their budgets.

    python3 packaging/dev.py bench [--quick] [--json] [--only PART …]

Everything is measured in turn with its floor, warm, and given as medians; «spread» holds the middle half of the ratios
of neighbours. Books are made by the demo and kept under build/bench: the first full run takes many minutes.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.benchmarks import (  # noqa: E402 - this file is run as a script
    machine,
    merging,
    opening,
    papers,
    plan,
    processes,
    reading,
    saving,
    searching,
    starting,
    table,
    working,
)

Measure = Callable[[plan.Plan, Path], Iterator[table.Line]]

PARTS: Mapping[str, Measure] = {
    "start": starting.measure,
    "open": opening.measure,
    "search": searching.measure,
    "save": saving.measure,
    "window": working.measure,
    "word": papers.measure_word,
    "excel": papers.measure_excel,
    "matrix": papers.measure_matrix,
    "read": reading.measure,
    "merge": merging.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 when something could not be measured."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Ratios against floors of the same run.")
    parser.add_argument("--quick", action="store_true", help="leave out what has 100,000 tasks or rows")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    asked = parser.parse_args(arguments)
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    about = {"machine": machine.about(), "noise before": machine.noise(folder)}
    lines = list(measured(plan.QUICK if asked.quick else plan.FULL, asked.only, folder))
    about |= {"noise after": machine.noise(folder), "measured": machine.stamp()}
    if asked.json:
        print(json.dumps({**about, "lines": [line.as_json() for line in lines]}, ensure_ascii=False, indent=1))
    else:
        print(*(f"{name}: {text}" for name, text in about.items()), "", table.as_text(lines), sep="\n")
    return int(any(line.note.startswith(_FAILED) for line in lines))


_FAILED = "failed: "


def measured(wanted: plan.Plan, parts: Sequence[str], folder: Path) -> Iterator[table.Line]:
    """The lines of some parts; one that fails says so and the others go on."""
    for part in parts:
        print(f"Measuring {part}", file=sys.stderr, flush=True)
        try:
            yield from PARTS[part](wanted, folder)
        except processes.ChildFailed as failure:
            yield table.Line(part, "", note=f"{_FAILED}{failure}")
        finally:
            clear(folder)


def clear(folder: Path) -> None:
    """Leave only the books, which cost time to make."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif "-" not in path.stem or path.stem.startswith(("work-", "start-")) or path.suffix != ".danvan":
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
