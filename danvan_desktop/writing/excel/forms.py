"""Biểu báo cáo of one agency: a workbook that a unit without the program fills in and sends back.

What comes back is found again by what the unit neither sees nor can change, and none of it may change its place
without a new FORMAT_VERSION:

* the sheet `FACTS_SHEET` («very hidden») has keys in column A and values in column B: `format` (FORMAT_NAME),
  `version`, `book`, `agency`, `agency_name`, `programme` (empty for all), `made_on` (ISO), `sheet`, `first_row` and
  `last_row` (as Excel counts, from 1), `column.<field>` with a letter for every FormField and for `id`, and
  `base.<id>` with what the book said of each task when the form was written (`returns.layout.base_of`);
* column A of the sheet `FORM_SHEET` is hidden and locked and holds the id of the task of its row, wherever the row is
  moved to;
* the words of FACT_WORDS stand before the cells about the whole report, to which the names `danvan_<fact>` point.

Only the cells that a unit fills in are unlocked. The sheets are protected without a password: against slips, not
against anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.returns.layout import (
    ANSWER_WORDS,
    BASE_KEY,
    FACT_WORDS,
    FIELD_HEADINGS,
    FORM_SHEET,
    FORMAT_VERSION,
    GUIDE_SHEET,
    ID_HEADING,
    FormFact,
    FormField,
    base_of,
    written_base,
)
from danvan_desktop.domain.returns.signs import FACTS_SHEET, FORMAT_NAME
from danvan_desktop.writing.excel.book import (
    CELL,
    DAY,
    FONT,
    HEADING,
    MIDDLE,
    NUMBER,
    TEXT_FORMAT,
    About,
    Columns,
    Value,
    fitted,
    lines_of,
    looks_of,
    make_workbook,
    row_height,
    set_page,
    write_cell,
    write_titles,
)
from danvan_desktop.writing.typography import printable

if TYPE_CHECKING:
    from danvan_desktop.domain.official.workbooks import FormTask, UnitForm

SHEET_NAMES: Final = (GUIDE_SHEET, FORM_SHEET, FACTS_SHEET)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the form: `given` is locked, the others are the unit's to fill in."""

    field: str
    heading: str
    width: float
    look: str = "text"
    given: bool = False


_COLUMNS: Final = (
    _Column("id", ID_HEADING, 8, given=True),
    _Column("number", "TT", 6, "label", given=True),
    _Column("text", "Nội dung nhiệm vụ", 38, given=True),
    _Column("role", "Vai trò", 9, "label", given=True),
    _Column("time", "Thời gian thực hiện", 15, given=True),
    _Column("due", "Hạn hoàn thành", 11, "day", given=True),
    _Column(FormField.STATUS, FIELD_HEADINGS[FormField.STATUS], 12, "answer"),
    _Column(FormField.DONE_ON, FIELD_HEADINGS[FormField.DONE_ON], 11.5, "day"),
    _Column(FormField.PERCENT, FIELD_HEADINGS[FormField.PERCENT], 7, "number"),
    _Column(FormField.RESULT, FIELD_HEADINGS[FormField.RESULT], 34),
    _Column(FormField.PRODUCT, FIELD_HEADINGS[FormField.PRODUCT], 20),
    _Column(FormField.TROUBLE, FIELD_HEADINGS[FormField.TROUBLE], 20),
)
_LEADS, _HELPS = "Chủ trì", "Phối hợp"
_LAST: Final = len(_COLUMNS) - 1
_SHOWN: Final = Columns(1, _LAST, sum(column.width for column in _COLUMNS[1:]))
_FACTS_ROW: Final = 4
_HEADING_ROW: Final = _FACTS_ROW + len(FACT_WORDS) + 1
_FIRST_ROW: Final = _HEADING_ROW + 1
_FACT_VALUE: Final = 3
"""The columns in which the facts are written: from here, so many wide."""
_FACT_WIDE: Final = 6
_ROOM_LINES: Final = 3
"""A row is at least so high: there is something to be written in it."""
_INPUT: Final = "#FFFBE6"
_FIRST_DAY: Final = date(2000, 1, 1)
_LAST_DAY: Final = date(2099, 12, 31)
_MAY: Final = MappingProxyType(
    {
        "format_columns": True,
        "format_rows": True,
        "select_locked_cells": True,
        "select_unlocked_cells": True,
        "autofilter": True,
    }
)
_GUIDE: Final = (
    "1. Chỉ ghi vào các ô nền vàng ở trang «Báo cáo»; các ô khác đã khóa để khi gửi lại vẫn khớp với sổ theo dõi.",
    "2. Trạng thái: bấm vào ô, chọn trong danh sách ({answers}).",
    "3. Ngày hoàn thành: ghi ngày/tháng/năm, ví dụ 30/06/2026; chỉ ghi khi đã hoàn thành.",
    "4. Tỷ lệ: ghi số từ 0 đến 100, không ghi dấu %.",
    "5. Kết quả thực hiện: nêu việc đã làm, số liệu; xuống dòng trong một ô bằng Alt+Enter.",
    "6. Sản phẩm, văn bản: ghi số, ký hiệu, ngày của văn bản hoặc tên tệp minh chứng gửi kèm.",
    "7. Không thêm, xóa dòng hay cột, không đổi tên trang. Việc ngoài danh mục ghi ở ô «Kiến nghị, đề xuất chung».",
    "8. Lưu tệp với định dạng Excel (.xlsx) và gửi lại {office}. Không cần in; nếu in, khổ giấy là A4 ngang.",
)
_OFFICE: Final = "Phòng Văn hóa - Xã hội"
_NOTHING: Final = "Không có nhiệm vụ nào phải báo cáo."


def render_form(form: UnitForm, path: Path, poll: Callable[[], None]) -> None:
    """Write the form to `path`. `poll` is called before every row and may raise to stop; raises OSError."""
    about = About(form.head.profile, "Biểu báo cáo kết quả thực hiện", form.head.subject, form.head.as_of)

    def fill(book: Any) -> None:
        guide, sheet, facts = (book.add_worksheet(name) for name in SHEET_NAMES)
        _write_guide(guide, book, form, about)
        _write_form(sheet, book, form, about, poll)
        _write_facts(facts, form)
        sheet.activate()

    make_workbook(path, about, fill)


def _write_guide(sheet: Any, book: Any, form: UnitForm, about: About) -> None:
    sheet.set_column(0, 0, 95)
    title = book.add_format({**FONT, **MIDDLE, "bold": True, "font_size": 14})
    plain = book.add_format({**FONT, "font_size": 12, "valign": "top", "text_wrap": True})
    words = (f"HƯỚNG DẪN GHI {about.title.upper()}", printable(form.agency_name), printable(form.head.subject))
    for place, text in enumerate(words):
        sheet.set_row(place, row_height(max(2, 2 * lines_of(text, 80))))
        sheet.write_string(place, 0, text, title)
    for place, text in enumerate(_GUIDE, start=len(words) + 1):
        said = text.format(answers=", ".join(ANSWER_WORDS), office=f"{_OFFICE} {form.head.profile.unit_name}")
        sheet.set_row(place, row_height(lines_of(said, 80)) + 8)
        sheet.write_string(place, 0, printable(said), plain)
    set_page(sheet, across=False)
    sheet.print_area(0, 0, len(words) + len(_GUIDE), 0)
    sheet.protect("", dict(_MAY))


def _write_form(sheet: Any, book: Any, form: UnitForm, about: About, poll: Callable[[], None]) -> None:
    end = _FIRST_ROW + max(len(form.tasks), 1) - 1
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width, None, {"hidden": column.field == "id"})
    set_page(sheet, repeated=_HEADING_ROW)
    sheet.print_area(0, 1, end, _LAST)
    sheet.freeze_panes(_FIRST_ROW, 3)
    write_titles(sheet, book, about, _SHOWN, form.agency_name)
    _write_fact_cells(sheet, book)
    heading = book.add_format(dict(HEADING))
    sheet.set_row(_HEADING_ROW, row_height(3))
    for place, column in enumerate(_COLUMNS):
        sheet.write_string(_HEADING_ROW, place, column.heading, heading)
    looks = looks_of(book, _looks())
    if not form.tasks:
        sheet.merge_range(_FIRST_ROW, 1, _FIRST_ROW, _LAST, _NOTHING, looks["label"])
    for place, task in enumerate(form.tasks, start=_FIRST_ROW):
        poll()
        _write_task(sheet, place, task, looks)
    _validate(sheet, end)
    sheet.ignore_errors({"number_stored_as_text": f"B{_FIRST_ROW + 1}:B{end + 1}"})
    sheet.protect("", dict(_MAY))


def _looks() -> dict[str, dict[str, Any]]:
    """A look for every sort of cell, locked, and the same («+») for what is filled in."""
    sorts: dict[str, dict[str, Any]] = {
        "text": {"num_format": TEXT_FORMAT},
        "label": {"align": "center", "num_format": TEXT_FORMAT},
        "answer": {"align": "center"},
        "day": dict(DAY),
        "number": dict(NUMBER),
    }
    filled = {f"{name}+": {**look, "locked": False, "bg_color": _INPUT} for name, look in sorts.items()}
    return {**sorts, **filled}


def _write_fact_cells(sheet: Any, book: Any) -> None:
    words = book.add_format({**FONT, "bold": True, "valign": "vcenter"})
    text = {**CELL, "valign": "vcenter", "locked": False, "bg_color": _INPUT, "num_format": TEXT_FORMAT}
    plain = book.add_format(text)
    day = book.add_format({**text, **DAY, "align": "left"})
    for place, (name, said) in enumerate(FACT_WORDS.items(), start=_FACTS_ROW):
        long = name is FormFact.PROPOSAL
        sheet.set_row(place, row_height(3 if long else 1) + 2)
        sheet.write_string(place, 1, said, words)
        look = day if name is FormFact.DAY else plain
        sheet.merge_range(place, _FACT_VALUE, place, _LAST if long else _FACT_VALUE + _FACT_WIDE, "", look)
        book.define_name(f"danvan_{name}", f"='{FORM_SHEET}'!${chr(ord('A') + _FACT_VALUE)}${place + 1}")


def _write_task(sheet: Any, place: int, task: FormTask, looks: dict[str, Any]) -> None:
    values = _values(task)
    heights = (
        lines_of(printable(value), column.width)
        for column in _COLUMNS
        if column.field != "id" and isinstance(value := values[column.field], str)
    )
    sheet.set_row(place, row_height(max(_ROOM_LINES, *heights)))
    for position, column in enumerate(_COLUMNS):
        look = looks[column.look if column.given else f"{column.look}+"]
        write_cell(sheet, (place, position), values[column.field], look)


def _values(task: FormTask) -> dict[str, Value]:
    status = STATUS_LABELS[task.status]
    return {
        "id": task.id,
        "number": task.number,
        "text": task.text,
        "role": _LEADS if task.leads else _HELPS,
        "time": task.time,
        "due": task.due,
        "status": status if status in ANSWER_WORDS else "",
        "done_on": task.done_on,
        "percent": task.percent,
        "result": task.result,
        "product": "",
        "trouble": "",
    }


def _validate(sheet: Any, end: int) -> None:
    """What Excel itself refuses while the form is filled in, each with a sentence."""
    place = {column.field: position for position, column in enumerate(_COLUMNS)}
    rules: dict[str, dict[str, Any]] = {
        "status": {
            "validate": "list",
            "source": list(ANSWER_WORDS),
            "error_message": "Hãy chọn một trạng thái trong danh sách.",
        },
        "done_on": {
            "validate": "date",
            "criteria": "between",
            "minimum": _FIRST_DAY,
            "maximum": _LAST_DAY,
            "error_message": "Hãy ghi ngày dạng 30/06/2026.",
        },
        "percent": {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": 100,
            "error_message": "Hãy ghi số từ 0 đến 100.",
        },
    }
    for field, rule in rules.items():
        sheet.data_validation(_FIRST_ROW, place[field], end, place[field], {**rule, "error_title": "Chưa đúng"})
    day = {**rules["done_on"], "error_title": "Chưa đúng"}
    row = _FACTS_ROW + tuple(FACT_WORDS).index(FormFact.DAY)
    sheet.data_validation(row, _FACT_VALUE, row, _FACT_VALUE, day)


def _write_facts(sheet: Any, form: UnitForm) -> None:
    facts: dict[str, str | int] = {
        "format": FORMAT_NAME,
        "version": FORMAT_VERSION,
        "book": form.book,
        "agency": form.agency,
        "agency_name": form.agency_name,
        "programme": form.programme,
        "made_on": form.head.as_of.isoformat(),
        "sheet": FORM_SHEET,
        "first_row": _FIRST_ROW + 1,
        "last_row": _FIRST_ROW + len(form.tasks),
    }
    letters = {f"column.{column.field}": chr(ord("A") + place) for place, column in enumerate(_COLUMNS)}
    asked = {key: value for key, value in letters.items() if key.removeprefix("column.") in ("id", *FormField)}
    bases = {
        f"{BASE_KEY}{task.id}": written_base(base_of(task.status, task.done_on, task.percent, task.result))
        for task in form.tasks
    }
    for row, (key, value) in enumerate({**facts, **asked, **bases}.items()):
        sheet.write_string(row, 0, key)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, fitted(value))
    sheet.protect("")
    sheet.very_hidden()
