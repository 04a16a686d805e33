"""Workbooks that are damaged, locked or made to harm: one fault each, or what can be read of them with a notice."""

from __future__ import annotations

import struct
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from danvan_desktop.reading.blocks import paragraphs_of
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.sheets.source.records import read_records
from tests.reading.damage import outcomes_of
from tests.reading.docx_files import p, package, zipped
from tests.reading.sheets.test_registers import OLD_REGISTER
from tests.reading.sheets.workbooks import HEAD, TITLE, drafted, register, saved
from tests.reading.test_file_safety import fault_of

ROW = ("1", "Một", "Các thôn", None, "Quý I/2026")
SHEET = "xl/worksheets/sheet1.xml"


def changed(path: Path, part: str, change: object) -> Path:
    """The workbook with one of its parts given anew: bytes, or None to leave it out."""
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name != part}
    if isinstance(change, bytes):
        files[part] = change
    path.write_bytes(zipped(files))
    return path


def part_of(path: Path, name: str) -> bytes:
    with ZipFile(path) as archive:
        return archive.read(name)


def simple(folder: Path) -> Path:
    return saved(folder / "sổ.xlsx", *TITLE, HEAD, ROW)


def said(path: Path) -> str:
    return "\n".join(line.text for block in parse_file(path).blocks for line in paragraphs_of(block))


def test_files_are_told_by_what_is_in_them(tmp_path: Path) -> None:
    workbook = simple(tmp_path).rename(tmp_path / "bảng.docx")
    assert len(drafted(workbook).tasks) == 1
    text = tmp_path / "chữ.xlsx"
    text.write_bytes(zipped(package(p("văn bản Word"))))
    assert said(text) == "văn bản Word"
    old = tmp_path / "cũ.xlsx"
    old.write_bytes(OLD_REGISTER.read_bytes())
    assert len(drafted(old).tasks) == 5


def test_macros_entities_and_missing_parts(tmp_path: Path) -> None:
    types = part_of(simple(tmp_path), "[Content_Types].xml")
    macros = types.replace(b"spreadsheetml.sheet.main+xml", b"x.macroEnabled.main+xml")
    assert macros != types
    assert fault_of(changed(simple(tmp_path), "[Content_Types].xml", macros)) is Fault.MACROS
    declared = b'<!DOCTYPE x [<!ENTITY e "ha">]><worksheet><sheetData/></worksheet>'
    assert fault_of(changed(simple(tmp_path), SHEET, declared)) is Fault.ENTITIES
    assert fault_of(changed(simple(tmp_path), SHEET, b"<worksheet><sheetData>")) is Fault.DAMAGED
    assert fault_of(changed(simple(tmp_path), "xl/workbook.xml", None)) is Fault.DAMAGED
    assert fault_of(changed(simple(tmp_path), SHEET, None)) is Fault.NO_TEXT


def test_every_sheet_hidden(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Danh mục"].sheet_state = "hidden"
        book.create_sheet("Trống")

    assert fault_of(saved(tmp_path / "x.xlsx", *TITLE, HEAD, ROW, change=hide)) is Fault.HIDDEN_SHEETS


def test_a_cell_far_away_and_merges_over_everything(tmp_path: Path) -> None:
    path = simple(tmp_path)
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>xa</v></c></row></sheetData>'
    merge = b'<mergeCells><mergeCell ref="G1:XFC1048575"/></mergeCells>'
    content = part_of(path, SHEET).replace(b"</sheetData>", far + merge)
    draft = drafted(changed(path, SHEET, content))
    assert len(draft.tasks) == 1
    assert any("quá lớn" in warning for warning in draft.warnings)


def test_a_sheet_of_many_formatted_rows(tmp_path: Path) -> None:
    path = simple(tmp_path)
    empty = b"".join(b'<row r="%d" s="1"/>' % row for row in range(10, 100_000))
    content = part_of(path, SHEET)
    assert b"</sheetData>" in content
    long = changed(path, SHEET, content.replace(b"</sheetData>", empty + b"</sheetData>"))
    assert len(drafted(long).tasks) == 1


def test_cells_without_places_and_with_odd_values(tmp_path: Path) -> None:
    def cells(*values: str) -> str:
        return "<row>" + "".join(f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values) + "</row>"

    odd = '<row><c r="1x"><v>x</v></c><c s="99"><v>1e999</v></c><c t="s"><v>77</v></c><c t="b"><v>1</v></c></row>'
    sheet = f"<worksheet><sheetData>{cells(*HEAD)}{cells('1', 'Một', 'Các thôn', '', 'Quý I/2026')}{odd}</sheetData>"
    path = changed(
        simple(tmp_path), SHEET, f'{sheet}<mergeCells><mergeCell ref="B1:A"/></mergeCells></worksheet>'.encode()
    )
    assert [task.text for task in drafted(path).tasks][:1] == ["Một"]


def test_an_old_workbook_that_promises_more_than_it_holds() -> None:
    def record(code: int, content: bytes) -> bytes:
        return struct.pack("<HH", code, len(content)) + content

    start, end = record(0x0809, struct.pack("<HH", 0x0600, 5)), record(0x000A, b"")
    for content, fault in (
        (record(0x002F, b"\0\0"), Fault.ENCRYPTED),
        (record(0x00FC, struct.pack("<II", 1, 0x7FFFFFFF)), Fault.DAMAGED),
    ):
        with pytest.raises(FileFault) as caught:
            read_records(start + content + end)
        assert caught.value.fault is fault
    bound = record(0x0085, struct.pack("<I", len(start) + 12 + len(end)) + bytes(4))
    far = record(0x0203, struct.pack("<HHHd", 65535, 255, 0, 1.0))
    with pytest.raises(FileFault) as caught:
        read_records(start + bound + end + start + far + end)
    assert caught.value.fault is Fault.TOO_MANY_CELLS


def test_damage_of_any_kind_gives_blocks_or_one_fault(tmp_path: Path) -> None:
    whole = register(tmp_path / "sổ.xlsx").read_bytes()
    outcomes = outcomes_of(tmp_path / "hỏng.xlsx", whole, seed=7, tries=60, holes=(0, 1, 8))
    assert True in outcomes
    assert Fault.DAMAGED in outcomes
