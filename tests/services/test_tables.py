"""Tables and dates out of a book, read again by readers that did not write them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import vobject
from python_calamine import CalamineWorkbook

from danvan_desktop import paths
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.returns import layout
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, file_pages, papers
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.papers import PAPERS, CannotExport, ExportOrder, PaperChoices, PaperKind, WordingPlaces
from danvan_desktop.services.schedule import schedule
from danvan_desktop.services.tasks import find_agency, find_task, list_tasks
from danvan_desktop.storage.book import Book
from danvan_desktop.writing.errors import Cancelled
from tests.making import TODAY, empty_book, new_ids

FORMULA = "=1+1"
WORKBOOKS = (PaperKind.MATRIX, PaperKind.YEAR, PaperKind.FIGURES, PaperKind.FORMS)
PLACES = WordingPlaces(paths.resources_dir() / "wording", Path("không có"))


def order(book: Book, kind: PaperKind, folder: Path, agency: str = "", **choices: Any) -> ExportOrder:
    target = folder / f"DanVan_{kind}_20260305{PAPERS[kind].suffix}"
    held = find_agency(book, agency).id if agency else None
    return ExportOrder(kind, target, TODAY, PLACES, None, held, PaperChoices(**choices))


def put_out(book: Book, kind: PaperKind, folder: Path, agency: str = "", **choices: Any) -> Path:
    return papers.export(book, order(book, kind, folder, agency, **choices)).files[0]


@pytest.fixture
def told(book: Book) -> Book:
    """The sample book with texts that Excel would take for formulas."""
    task = find_task(book, "1.3")
    editing.set_fields(book, task.id, {"text": FORMULA, "time_text": "+84 ngày", "result": "@cmd\n-SUM(A1)"})
    return book


def sheets(path: Path) -> list[Any]:
    return openpyxl.load_workbook(path).worksheets


def below(sheet: Any, heading: str) -> tuple[int, dict[str, int]]:
    """The row of the headings that begin with «heading», and the column of each."""
    row = next(row for row in sheet.iter_rows() if any(cell.value == heading for cell in row))
    return row[0].row, {cell.value: cell.column for cell in row if cell.value}


def shown_sheets(path: Path) -> list[Any]:
    """The sheets that are shown, each of which prints on A4 as it is and runs no formula but ours."""
    shown = [sheet for sheet in sheets(path) if sheet.sheet_state == "visible"]
    for sheet in shown:
        assert sheet.print_area, sheet.title
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Trang &P/&N" in sheet.oddFooter.center.text.replace("&[Page]", "&P").replace("&[Pages]", "&N")
        across = sheet.print_title_rows and sheet.page_setup.orientation == "landscape"
        assert across or sheet.title == layout.GUIDE_SHEET
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert all(cell.value.startswith(("=COUNTIF(", "=SUM(", "=IF(")) for cell in cells)
    return shown


def calamine(path: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_the_matrix_holds_every_part_and_counts_them(told: Book, book_dir: Path) -> None:
    path = put_out(told, PaperKind.MATRIX, book_dir)
    (sheet,) = shown_sheets(path)
    tasks = list_tasks(told, TaskFilter())
    heading, column = below(sheet, "TT")
    marks = {Role.LEAD: "C", Role.IMPLEMENTING: "T", Role.COORDINATING: "P"}
    shorts = {agency.facts.name: agency.facts.short or agency.facts.name for agency in papers_agencies(told)}
    for place, task in enumerate(tasks, start=heading + 1):
        assert sheet.cell(place, 1).value == task.path
        assert sheet.cell(place, 2).value == task.text
        due = sheet.cell(place, column["Hạn hoàn thành"]).value
        assert (due.date() if due else None) == task.due.due
        held = {column[shorts[part.name]]: marks[part.role] for part in reversed(task.assigned)}
        assert {cell.column: cell.value for cell in sheet[place][4:] if cell.value} == held
    leading = sum(part.role is Role.LEAD for task in tasks for part in task.assigned)
    rows = calamine(path, "Ma trận phân công")
    assert any({FORMULA, "+84 ngày"} <= set(row) for row in rows), "text is text to another reader too"
    sums = rows[heading + len(tasks)]
    assert sums[0] == "Cộng C"
    assert sum(sums[4:]) == leading


def papers_agencies(book: Book) -> tuple[Any, ...]:
    from danvan_desktop.services.agencies import list_registered

    return tuple(list_registered(book))


def test_the_year_holds_every_day_and_all_that_is_due(told: Book, book_dir: Path) -> None:
    first, last, lists = shown_sheets(put_out(told, PaperKind.YEAR, book_dir))
    held = schedule(told, date(2026, 1, 1), date(2026, 12, 31), TaskFilter(), TODAY)
    due = [(plan.day, item) for plan in held.days for item in plan.tasks]
    heading, column = below(lists, "Ngày")
    rows = [[cell.value for cell in row] for row in lists.iter_rows(min_row=heading + 1)]
    assert [(row[0].date(), row[2], row[3]) for row in rows] == [(day, item.path, item.text) for day, item in due]
    assert all(isinstance(row[column["Ngày làm việc cuối cùng"] - 1], datetime) for row in rows)
    day = next(plan for plan in held.days if plan.day == date(2026, 6, 30))
    top, months = below(first, "Tháng 6")
    assert first.cell(top + 30, months["Tháng 6"]).value == "T3 · " + "; ".join(item.path for item in day.tasks)
    top, months = below(last, "Tháng 9")
    cell = last.cell(top + 2, months["Tháng 9"])
    assert cell.value.startswith("T4 · Quốc khánh")
    assert cell.fill.fgColor.rgb == "FFD9D9D9"
    assert first.cell(top + 30, 3).value is None, "there is no 30 February"


def test_figures_are_numbers_with_charts_of_excels_own(told: Book, book_dir: Path) -> None:
    path = put_out(told, PaperKind.FIGURES, book_dir)
    tasks = list_tasks(told, TaskFilter())
    names = CalamineWorkbook.from_path(str(path)).sheet_names
    assert names == ["Tổng hợp", "Theo nhóm", "Theo cơ quan", "Theo tháng"]
    for name, sheet in zip(names, shown_sheets(path), strict=True):
        (chart,) = sheet._charts
        assert chart.anchor._from.row < below(sheet, "Cộng")[0]
        table = calamine(path, name)[below(sheet, "Cộng")[0] :]
        assert all(sum(row[1:9]) == row[9] and 0 <= row[10] <= 1 for row in table)
        if name != "Theo cơ quan":
            assert sum(row[9] for row in table) == len(tasks)
    done = sum(task.status is Status.DONE for task in tasks)
    whole = calamine(path, "Tổng hợp")[-1]
    assert (whole[1] + whole[2], whole[10]) == (done, done / len(tasks))


def test_a_form_finds_its_way_back_and_lets_a_unit_write_only_its_answers(told: Book, book_dir: Path) -> None:
    path = put_out(told, PaperKind.FORMS, book_dir, "Phòng Văn hóa - Xã hội")
    assert len(shown_sheets(path)) == 2
    book = openpyxl.load_workbook(path)
    guide, form, hidden = book.worksheets
    assert book.active is form
    assert (guide.sheet_state, hidden.sheet_state) == ("visible", "veryHidden")
    facts = {row[0].value: row[1].value for row in hidden.iter_rows()}
    agency = find_agency(told, "Phòng Văn hóa - Xã hội")
    assert (facts["format"], facts["version"], facts["sheet"]) == ("danvan-unit-form", 2, form.title)
    assert (facts["agency"], facts["made_on"]) == (agency.id, "2026-03-05")
    assert len(facts["book"]) == 32
    ids = [form.cell(row, 1).value for row in range(facts["first_row"], facts["last_row"] + 1)]
    held = {task.id: task for task in list_tasks(told, TaskFilter(agency=agency.id))}
    assert ids
    assert set(ids) <= set(held)
    assert all(held[id_].status not in (Status.DONE, Status.CANCELLED) for id_ in ids)
    assert form.column_dimensions["A"].hidden
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    row = facts["first_row"] + ids.index(find_task(told, "1.3").id)
    letters = {field: facts[f"column.{field}"] for field in layout.FormField}
    assert form[f"{letters['status']}{row}"].value == STATUS_LABELS[find_task(told, "1.3").status]
    assert form[f"{letters['result']}{row}"].value == "@cmd\n-SUM(A1)"
    locked = {cell.column_letter: cell.protection.locked for cell in form[row]}
    assert {letter for letter, is_locked in locked.items() if not is_locked} == set(letters.values())
    rules = {str(rule.sqref): rule for rule in form.data_validations.dataValidation}
    span = f"{letters['status']}{facts['first_row']}:{letters['status']}{facts['last_row']}"
    assert rules[span].formula1 == f'"{",".join(layout.ANSWER_WORDS)}"'
    assert {rule.type for rule in rules.values()} == {"list", "date", "whole"}
    for name in layout.FormFact:
        _, cell = next(book.defined_names[f"danvan_{name}"].destinations)
        assert not form[cell.replace("$", "")].protection.locked
    assert any({FORMULA, "@cmd\n-SUM(A1)"} <= set(row) for row in calamine(path, form.title))


def test_every_agency_gets_a_form_of_its_own(told: Book, book_dir: Path) -> None:
    names = ("Công an xã", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    three = order(told, PaperKind.FORMS, book_dir, agencies=tuple(find_agency(told, name).id for name in names))
    done = papers.export(told, three)
    assert all(path.name.endswith("_20260305.xlsx") for path in done.files)
    assert {openpyxl.load_workbook(path).worksheets[2]["B4"].value for path in done.files} == {*three.choices.agencies}
    for path in done.files:
        path.unlink()
    calls = iter(range(1000))
    before = set(book_dir.iterdir())
    with pytest.raises(Cancelled):
        papers.export(told, three, lambda: next(calls) > 8)
    assert set(book_dir.iterdir()) == before, "what was made before «Huỷ» is taken away"


def test_deadlines_are_read_by_another_calendar_program(told: Book, book_dir: Path) -> None:
    path = put_out(told, PaperKind.DEADLINES, book_dir)
    data = path.read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    held = schedule(told, date(2026, 1, 1), date(2026, 12, 31), TaskFilter(), TODAY)
    due = [(plan.day, item) for plan in held.days for item in plan.tasks if item.is_open]
    events = vobject.readOne(data.decode()).vevent_list
    assert [(event.dtstart.value, event.dtend.value) for event in events] == [
        (day, day + timedelta(days=1)) for day, _ in due
    ]
    assert len({event.uid.value for event in events}) == len(events)
    for event, (day, item) in zip(events, due, strict=True):
        assert event.summary.value.startswith(f"{item.path}. {item.text[:40]}")
        assert f"Chủ trì: {'; '.join(item.lead)}" in event.description.value
        assert ("valarm" in event.contents) == (day >= TODAY)
    alarm = events[-1].valarm
    assert (alarm.trigger.value, alarm.action.value) == (timedelta(days=-3, hours=8), "DISPLAY")


def test_an_extended_deadline_keeps_its_name(told: Book, book_dir: Path) -> None:
    task = find_task(told, "2.2")

    def event() -> Any:
        text = put_out(told, PaperKind.DEADLINES, book_dir).read_bytes().decode()
        return next(held for held in vobject.readOne(text).vevent_list if held.summary.value.startswith("2.2."))

    before = event()
    editing.extend(told, task.id, ExtensionOrder(date(2026, 11, 20), "chờ hướng dẫn"), new_ids(), TODAY)
    after = event()
    assert (before.uid.value, before.dtstart.value) != (after.uid.value, after.dtstart.value)
    assert before.uid.value == after.uid.value
    assert after.dtstart.value == date(2026, 11, 20)
    assert "Hạn ban đầu: 31/3/2026" in after.description.value


def test_a_book_without_tasks_gives_whole_tables(book_dir: Path) -> None:
    with empty_book(book_dir) as held:
        for kind in (PaperKind.MATRIX, PaperKind.YEAR, PaperKind.FIGURES):
            assert shown_sheets(put_out(held, kind, book_dir))
        assert b"END:VCALENDAR" in put_out(held, PaperKind.DEADLINES, book_dir).read_bytes()
        with pytest.raises(CannotExport, match="chưa xuất gì"):
            put_out(held, PaperKind.FORMS, book_dir)


def test_stopped_or_sent_elsewhere_a_table_leaves_nothing(told: Book, book_dir: Path) -> None:
    before = sorted(path.name for path in book_dir.iterdir())
    for kind in (*WORKBOOKS, PaperKind.DEADLINES):
        with pytest.raises(Cancelled):
            papers.export(told, order(told, kind, book_dir), lambda: True)
        with pytest.raises(CannotExport, match="phải là tệp có đuôi"):
            papers.export(told, replace(order(told, kind, book_dir), target=book_dir / "x.docx"))
    assert sorted(path.name for path in book_dir.iterdir()) == before


@pytest.fixture(scope="session")
def office() -> str:
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not here")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", WORKBOOKS)
def test_libreoffice_opens_a_workbook(told: Book, book_dir: Path, office: str, kind: PaperKind) -> None:
    path = put_out(told, kind, book_dir, "Phòng Văn hóa - Xã hội" if kind is PaperKind.FORMS else "")
    home = f"-env:UserInstallation={(book_dir / 'lo').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "ods", "--outdir", str(book_dir), str(path)]
    subprocess.run(command, capture_output=True, timeout=60, check=True)
    names = CalamineWorkbook.from_path(str(path.with_suffix(".ods"))).sheet_names
    assert names == CalamineWorkbook.from_path(str(path)).sheet_names
    rows = [
        row
        for name in names
        for row in CalamineWorkbook.from_path(str(path.with_suffix(".ods"))).get_sheet_by_name(name).to_python()
    ]
    if kind in (PaperKind.MATRIX, PaperKind.FORMS):
        assert any(FORMULA in row for row in rows)


@pytest.mark.slow
@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("kind", [PaperKind.ASSIGNMENT, PaperKind.MATRIX])
def test_the_pages_of_a_file_are_made_by_libreoffice(told: Book, book_dir: Path, kind: PaperKind) -> None:
    wanted = order(told, kind, book_dir, agencies=(find_agency(told, "Phòng Kinh tế").id,))
    files, note = file_pages.write_files(told, wanted, lambda: False)
    pdfs, program = file_pages.pages_of(files, kind, file_pages.page_makers(kind), lambda: False)
    pages = file_pages.open_pages(pdfs)
    said = " ".join(pages.text(number) for number in range(len(pages.sizes)))
    pages.close()
    assert (note, program) == ("", "LibreOffice")
    assert {PaperKind.ASSIGNMENT: "PHIẾU GIAO NHIỆM VỤ", PaperKind.MATRIX: "MA TRẬN PHÂN CÔNG"}[kind] in said
    assert pages.sizes[0][0] == pytest.approx(595 if kind is PaperKind.ASSIGNMENT else 842, abs=1)
    assert not [path for path in book_dir.iterdir() if path.suffix in (".docx", ".xlsx", ".pdf")]
