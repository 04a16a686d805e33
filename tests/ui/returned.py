"""Forms that units filled in, for the window to take in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl

from danvan_desktop.domain.returns.layout import FormFact, FormField
from danvan_desktop.services import editing
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.tasks import find_task
from tests.services.returns.filled import OFFICE, fill_in, form_of
from tests.ui.officer import Officer

_ANSWERS = {
    "1.1": {
        FormField.STATUS: "Hoàn thành",
        FormField.DONE_ON: datetime(2026, 3, 2),
        FormField.PERCENT: 100,
        FormField.RESULT: "Đã đưa nội dung vào 05 buổi sinh hoạt, 312 lượt người dự; thôn Đông tổ chức hai buổi.",
        FormField.PRODUCT: "Báo cáo 12/BC-VHXH ngày 02/3/2026",
    },
    "1.3": {FormField.STATUS: "Xong hết", FormField.PERCENT: 60, FormField.TROUBLE: "Thiếu kinh phí in tờ gấp"},
    "1.5": {FormField.DONE_ON: "31/2/2026"},
    "2.1": {FormField.STATUS: "Đang làm", FormField.RESULT: "Đã xây dựng kế hoạch"},
}
_FACTS = {
    FormFact.NUMBER: "07/BC-VHXH",
    FormFact.DAY: datetime(2026, 3, 4),
    FormFact.AUTHOR: "Nguyễn Thị Lan",
    FormFact.PHONE: "0912 345 678",
    FormFact.PROPOSAL: "Đề nghị Ủy ban nhân dân xã bố trí thêm kinh phí tuyên truyền.",
}


def filled_forms(officer: Officer) -> list[Path]:
    """Two forms: the second is of an agency that has its own part only; the book was changed since they were sent."""
    folder = officer.world.home / "biểu"
    folder.mkdir(exist_ok=True)
    first = officer.stored(lambda book: form_of(book, folder, OFFICE, "Bieu VHXH.xlsx"))
    second = officer.stored(lambda book: form_of(book, folder, "Công an xã", "Bieu CAX.xlsx"))
    fill_in(first, _ANSWERS, _FACTS)
    held = openpyxl.load_workbook(first)
    row = held["Báo cáo"].max_row + 1
    held["Báo cáo"].cell(row, 3).value = "Hội thi dân vận khéo cấp xã"
    held["Báo cáo"].cell(row, 10).value = "Đã tổ chức"
    held.save(first)
    fill_in(second, {"4.3": {FormField.PERCENT: 100, FormField.STATUS: "Hoàn thành"}})
    officer.stored(_change)
    return [first, second]


def _change(book: Book) -> Changes:
    return editing.set_fields(book, find_task(book, "1.3").id, {"percent": 40})
