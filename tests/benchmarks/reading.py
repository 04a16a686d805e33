"""Reading a Word table in the parsing process, against unpacking the file and parsing its XML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from danvan_desktop.domain.papers import CataloguePaper, LetterheadProfile
from danvan_desktop.writing import write_catalogue
from tests.benchmarks.papers import catalogue_rows
from tests.benchmarks.plan import Plan
from tests.benchmarks.processes import answer_of
from tests.benchmarks.table import Line, line_of, times
from tests.benchmarks.timing import Pair


def measure(plan: Plan, folder: Path) -> Iterator[Line]:
    """Inside the process, and the whole process as its parent waits for it."""
    path = folder / "read.docx"
    paper = CataloguePaper(LetterheadProfile("Tân Phú"), "Nhiệm vụ năm 2026", catalogue_rows(plan.read_rows))
    write_catalogue(paper, path)
    found = answer_of("reads.py", [str(path), str(plan.short_runs)], folder)
    inside = Pair(tuple(found["floor"]), tuple(found["ours"]))
    whole = Pair(tuple(found["bare_process"]), tuple(found["whole"]))
    what = f"read a Word table of {plan.read_rows:,} rows"
    against = "zipfile and lxml.etree parsing word/document.xml"
    yield line_of(f"{what}, in the child process", against, inside, times(10), "checks, blocks and their JSON")
    against = "a process that starts, imports lxml and does the same, with the same pauses of its parent"
    yield line_of(f"{what}, as the parent waits for it", against, whole, None, "read_blocks")
    path.unlink()
