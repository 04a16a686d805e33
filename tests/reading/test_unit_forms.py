"""Workbooks that are no form, or none that may be read: one sentence each, from a process of its own."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.forms.entry import read_form
from danvan_desktop.reading.forms.parsing import parse_form
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.storage.book import open_book
from tests.making import author
from tests.reading.docx_files import zipped
from tests.services.returns.filled import form_of, set_fact


@pytest.fixture(scope="module")
def form(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form as the program writes it."""
    with open_book(sample_file, author(), read_only=True) as book:
        return form_of(book, tmp_path_factory.mktemp("biểu"))


@pytest.fixture
def copy(form: Path, tmp_path: Path) -> Path:
    path = tmp_path / "gửi lại.xlsx"
    path.write_bytes(form.read_bytes())
    return path


def fault_of(path: Path) -> Fault:
    with pytest.raises(FileFault) as caught:
        parse_form(path)
    return caught.value.fault


def test_a_form_is_read_in_a_process_of_its_own_and_is_no_catalogue(form: Path) -> None:
    read = read_form(form)
    assert (read.name, read.version, len(read.rows), len(read.bases)) == (form.name, 2, 10, 10)
    with pytest.raises(FileFault) as caught:
        parse_file(form)
    assert caught.value.fault is Fault.UNIT_FORM


def test_what_was_taken_apart_or_comes_from_elsewhere(copy: Path) -> None:
    whole = copy.read_bytes()
    for key, value, fault in (
        ("version", 3, Fault.FORM_NEWER),
        ("version", "hai", Fault.FORM_TAKEN_APART),
        ("agency", "=1+1", Fault.FORM_TAKEN_APART),
        ("format", "other", Fault.NOT_A_FORM),
    ):
        copy.write_bytes(whole)
        assert fault_of(set_fact(copy, key, value)) is fault, key
    copy.write_bytes(whole)
    book = openpyxl.load_workbook(copy)
    sheet = book["Báo cáo"]
    sheet.delete_cols(9)
    book.save(copy)
    assert fault_of(copy) is Fault.FORM_TAKEN_APART
    plain = openpyxl.Workbook()
    plain.active["A1"] = "Nội dung nhiệm vụ"
    plain.save(copy)
    assert fault_of(copy) is Fault.NOT_A_FORM


def test_columns_and_rows_that_were_moved_are_found(copy: Path) -> None:
    before = parse_form(copy)
    book = openpyxl.load_workbook(copy)
    sheet = book["Báo cáo"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(3, 2)
    sheet.insert_cols(8)
    book.save(copy)
    after = parse_form(copy)
    assert [(row["id"], row["number"]) for row in after["rows"]] == [
        (row["id"], row["number"]) for row in before["rows"]
    ]
    assert {name for row in after["rows"] for name in row["cells"]} == {"status", "percent"}


def test_hostile_files(tmp_path: Path) -> None:
    path = tmp_path / "lạ.xlsx"
    bomb = {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": " " * (3 * 1024 * 1024)}
    entity = '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'
    types = "<Types/>"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    )
    for parts, fault in (
        (bomb, Fault.UNPACKS_TOO_LARGE),
        ({"xl/workbook.xml": "<x/>", "xl/vbaProject.bin": "x"}, Fault.MACROS),
        ({"xl/workbook.xml": "<x/>", "../x": "x"}, Fault.UNSAFE_NAMES),
        ({"[Content_Types].xml": types, "_rels/.rels": relations, "xl/workbook.xml": entity}, Fault.ENTITIES),
        ({"word/document.xml": "<x/>"}, Fault.NOT_A_FORM),
    ):
        path.write_bytes(zipped(parts))
        assert fault_of(path) is fault
    path.write_bytes(b"")
    assert fault_of(path) is Fault.EMPTY
