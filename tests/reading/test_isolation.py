"""The parsing process: what it hands back, and that no file can take the program down or hold it up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.reading import Isolation, ReadingCancelled, UnreadableFile, read_blocks
from danvan_desktop.reading.blocks import Cell, Document, Footnote, Paragraph, Row, Table
from danvan_desktop.reading.blocks_json import from_json, to_json
from danvan_desktop.reading.errors import Fault
from danvan_desktop.reading.parsing import parse_file
from tests.reading.docx_files import cell, p, row, save, table

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
PARAGRAPHS = st.builds(
    Paragraph, TEXT, TEXT, st.booleans(), st.booleans(), st.booleans(), st.none() | st.integers(0, 8)
)
CELLS = st.builds(Cell, st.lists(PARAGRAPHS, max_size=2).map(tuple), colspan=st.integers(1, 5), continued=st.booleans())
ROWS = st.builds(Row, st.lists(CELLS, max_size=3).map(tuple), st.booleans())
TABLES = st.builds(Table, st.lists(ROWS, max_size=2).map(tuple))
DOCUMENTS = st.builds(
    Document,
    st.lists(PARAGRAPHS | TABLES, max_size=3).map(tuple),
    st.lists(st.builds(Footnote, TEXT, TEXT), max_size=2).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
)


def running(code: str, **more: object) -> Isolation:
    """A parsing process that runs this Python code instead."""
    return Isolation(command=(sys.executable, "-c", code), **more)  # type: ignore[arg-type]


def fault_of(path: Path, isolation: Isolation | None = None) -> Fault:
    with pytest.raises(UnreadableFile) as caught:
        read_blocks(path, isolation)
    assert path.name in str(caught.value)
    return caught.value.fault


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    body = p("một\t«hai»") + table(row(cell("a", span=2)), row(cell("b", merge="continue"), cell(table(row("c")))))
    return save(tmp_path / "tệp có dấu và khoảng trắng.docx", body + p("hết"))


@given(DOCUMENTS)
def test_blocks_survive_the_way_back(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_the_process_reads_what_the_reader_reads(sound: Path) -> None:
    assert read_blocks(sound) == parse_file(sound)


def test_reading_twice_gives_the_same(sound: Path) -> None:
    assert read_blocks(sound) == read_blocks(sound)


def test_a_fault_comes_back_as_its_sentence(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "không có.docx") is Fault.MISSING


def test_a_crash_is_one_sentence(sound: Path) -> None:
    assert fault_of(sound, running("import os; os.abort()")) is Fault.CRASHED


@pytest.mark.parametrize(
    "answer", ["", "{", "[]", "{}", '{"document": {"blocks": [["p"]]}}', '{"fault": "unheard of"}']
)
def test_nonsense_from_the_process_is_one_sentence(sound: Path, answer: str) -> None:
    assert fault_of(sound, running(f"print({answer!r})")) is Fault.CRASHED


def test_a_process_that_does_not_end_is_stopped(sound: Path) -> None:
    assert fault_of(sound, running("while True: pass", time_limit=0.3)) is Fault.TIMEOUT


def test_the_officer_can_stop_it(sound: Path) -> None:
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(ReadingCancelled):
        read_blocks(sound, running("while True: pass", cancelled=cancelled))


def test_a_flood_of_output_is_refused(sound: Path) -> None:
    flood = "import sys\nwhile True: sys.stdout.write('x' * 1_000_000)"
    assert fault_of(sound, running(flood)) is Fault.MEMORY


LIMITED = pytest.mark.skipif(sys.platform not in {"linux", "win32"}, reason="only these systems limit a process")


@LIMITED
def test_a_document_that_needs_too_much_memory(tmp_path: Path) -> None:
    """Within every limit of the archive, and still too much once it is a tree (the limit lowered to be quick)."""
    path = save(tmp_path / "rất dài.docx", "".join(p(f"đoạn {index}") for index in range(120_000)))
    little = (
        "import sys, danvan_desktop.reading.limits as limits; limits.MEMORY_BYTES = 48 << 20;"
        "from danvan_desktop.reading.child import main; main(sys.argv[1:])"
    )
    assert fault_of(path, running(little)) is Fault.MEMORY


@LIMITED
def test_a_parser_that_does_not_come_back_is_ended_by_the_system(sound: Path) -> None:
    code = "from danvan_desktop.reading.limits import limit_resources; limit_resources(1)\nwhile True: pass"
    assert fault_of(sound, running(code)) is Fault.TIMEOUT


def test_the_parsing_process_loads_no_more_than_it_needs() -> None:
    """It starts for every file; the recogniser, which stays with the parent, took twice as long to load as all else."""
    code = "import sys, danvan_desktop.reading.child; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = ("danvan_desktop.reading.recogniser", "danvan_desktop.domain.timing", "rapidfuzz", "sqlalchemy", "lxml")
    assert [name for name in heavy if name in loaded] == []
