"""A form filled in by a unit, held against the book and taken in."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from danvan_desktop.domain.records import Status
from danvan_desktop.domain.returns.layout import FormFact, FormField
from danvan_desktop.domain.returns.review import FormLine, FormReview, Target
from danvan_desktop.reading.forms.form_json import form_of as form_from
from danvan_desktop.reading.forms.parsing import parse_form
from danvan_desktop.services import editing, history, returns
from danvan_desktop.services.assignments import own_parts
from danvan_desktop.services.catalogue import task_details
from danvan_desktop.services.returns import LookedForms, ReadForms
from danvan_desktop.services.tasks import find_agency, find_task
from danvan_desktop.storage.book import Book
from tests.making import TODAY
from tests.services.returns.filled import OFFICE, fill_in, form_of, set_fact

STATUS, DONE_ON, PERCENT, RESULT = FormField.STATUS, FormField.DONE_ON, FormField.PERCENT, FormField.RESULT
PRODUCT, TROUBLE = FormField.PRODUCT, FormField.TROUBLE
ANSWERS = {
    "1.1": {STATUS: "Hoàn thành", DONE_ON: datetime(2026, 3, 2), PERCENT: 100, RESULT: "Đã họp 5 thôn"},
    "1.3": {PERCENT: "45 %", TROUBLE: "Thiếu kinh phí"},
    "2.1": {STATUS: "đã xong", RESULT: "Đã gửi kế hoạch", PRODUCT: "12/KH ngày 1/3"},
    "2.4.b": {STATUS: "Hoàn thành", RESULT: "Đã cử 2 người"},
}
FACTS = {
    FormFact.NUMBER: "07/BC-VHXH",
    FormFact.DAY: datetime(2026, 3, 4),
    FormFact.AUTHOR: "Lan",
    FormFact.PHONE: "0912345678",
    FormFact.PROPOSAL: "Xin thêm người",
}


def looked(book: Book, *paths: Path) -> LookedForms:
    """The forms beside the book, parsed in this process."""
    return returns.look_at_forms(book, ReadForms(tuple(form_from(parse_form(path)) for path in paths), ()), TODAY)


def review_of(book: Book, path: Path) -> FormReview:
    (review,) = looked(book, path).reviews
    return review


def said(review: FormReview) -> dict[tuple[str, FormField], FormLine]:
    return {(line.path, line.field): line for line in review.lines}


def take_all(book: Book, *paths: Path) -> history.Changes:
    found = looked(book, *paths)
    picked = [
        (place, number)
        for place, review in enumerate(found.reviews)
        for number, line in enumerate(review.lines)
        if line.proposed
    ]
    return returns.take_in(book, found.reviews, picked, TODAY)


def test_what_a_unit_wrote_is_shown_taken_in_and_taken_back_as_one(book: Book, book_dir: Path) -> None:
    path = fill_in(form_of(book, book_dir), ANSWERS, FACTS)
    review = review_of(book, path)
    lines = said(review)
    assert {key: (line.now, line.new) for key, line in lines.items()} == {
        ("1.1", STATUS): ("Đang làm", "Hoàn thành (02/03/2026)"),
        ("1.1", PERCENT): ("80 %", "100 %"),
        ("1.1", RESULT): ("", "Đã họp 5 thôn"),
        ("1.3", PERCENT): ("20 %", "45 %"),
        ("1.3", TROUBLE): ("", "Thiếu kinh phí"),
        ("2.1", STATUS): ("Chưa làm", "Hoàn thành (04/03/2026)"),
        ("2.1", RESULT): ("", "Đã gửi kế hoạch"),
        ("2.1", PRODUCT): ("", "12/KH ngày 1/3"),
        ("2.4.b", STATUS): ("", "Hoàn thành (04/03/2026)"),
        ("2.4.b", RESULT): ("", "Đã cử 2 người"),
    }
    assert {line.target for (number, _), line in lines.items() if number == "2.4.b"} == {Target.DIARY}
    assert all(line.proposed for line in review.lines)
    assert (review.problems, review.strange, review.notices, review.received) == ((), (), (), None)
    before = find_task(book, "2.4.b"), find_task(book, "2.1")
    changes = take_all(book, path)
    done = find_task(book, "1.1")
    assert (done.status, done.done_on, done.percent, done.result) == (
        Status.DONE, datetime(2026, 3, 2).date(), 100, "Đã họp 5 thôn"
    )  # fmt: skip
    assert find_task(book, "1.3").percent == 45
    assert (find_task(book, "2.4.b"), find_task(book, "2.1")) == before, "others lead these"
    agency = find_agency(book, OFFICE).id
    assert own_parts(book, agency)[find_task(book, "2.1").id].result == "Đã gửi kế hoạch"
    entry = task_details(book, find_task(book, "2.1").id, TODAY).diary[0]
    assert (entry.agency, entry.day) == (agency, datetime(2026, 3, 4).date())
    assert entry.text == (
        "Kết quả: Đã gửi kế hoạch\nSản phẩm, văn bản: 12/KH ngày 1/3\nTrạng thái: Hoàn thành (04/03/2026)\n"
        f"(Theo biểu «{path.name}», số 07/BC-VHXH, ngày 04/03/2026, người lập Lan, điện thoại 0912345678)"
    )
    (report,) = returns.list_returns(book)
    assert (report.agency, report.proposal, report.received_on) == (OFFICE, "Xin thêm người", TODAY)
    assert {view.person for view in history.book_history(book) if view.action == changes.action} == {"Tuấn"}
    again = review_of(book, path)
    assert (again.lines, again.received) == ((), TODAY)
    assert again.same >= 10
    assert not looked(book, path).brings_news
    history.undo(book)
    assert find_task(book, "1.1").status is Status.DOING
    assert returns.list_returns(book) == ()
    assert task_details(book, find_task(book, "2.1").id, TODAY).diary == ()
    assert len(review_of(book, path).lines) == 10


def test_what_the_book_changed_since_is_marked_and_what_the_unit_left_says_nothing(book: Book, book_dir: Path) -> None:
    path = form_of(book, book_dir)
    first, other = find_task(book, "1.1"), find_task(book, "1.3")
    editing.set_fields(book, first.id, {"percent": 90, "result": "Hà ghi"})
    editing.set_fields(book, other.id, {"percent": 60})
    fill_in(path, {"1.1": {PERCENT: 100, RESULT: "Đơn vị ghi"}})
    lines = said(review_of(book, path))
    assert {key: (line.now, line.conflict, line.proposed) for key, line in lines.items()} == {
        ("1.1", PERCENT): ("90 %", True, False),
        ("1.1", RESULT): ("Hà ghi", True, False),
    }
    take_all(book, path)
    assert find_task(book, "1.1").percent == 90, "nobody chose the unit's"
    assert [report.agency for report in returns.list_returns(book)] == [OFFICE]


def test_nothing_that_cannot_be_read_is_passed_over(book: Book, book_dir: Path) -> None:
    path = fill_in(
        form_of(book, book_dir),
        {
            "1.1": {STATUS: "Xong hết", DONE_ON: "31/2", PERCENT: "abc"},
            "1.3": {STATUS: "Tạm dừng", DONE_ON: 46000.5, PERCENT: 12.5},
            "1.5": {DONE_ON: "5/3/26", RESULT: "=1/0"},
            "2.4.đ": {STATUS: "Hoàn thành", DONE_ON: "30/02/2026"},
            "5.3": {DONE_ON: datetime(2026, 3, 1)},
        },
        {FormFact.DAY: "hôm qua"},
    )
    review = review_of(book, path)
    told = {problem.cell: f"{problem.said}: {problem.why}" for problem in review.problems}
    assert told == {
        "D6": "hôm qua: ngày báo cáo: hãy ghi ngày có thật, dạng 31/03/2026, hoặc để trống",
        "G12": "Xong hết: không phải một trạng thái; đơn vị ghi được «Chưa làm», «Đang làm», «Hoàn thành»",
        "H12": "31/2: không có ngày này: tháng 2 chỉ có 29 ngày",
        "I12": "abc: hãy ghi số từ 0 đến 100, hoặc để trống",
        "G13": (
            "Tạm dừng: «Tạm dừng» không do đơn vị quyết định; đơn vị ghi được «Chưa làm», «Đang làm», «Hoàn thành»"
        ),
        "I13": "12,5: hãy ghi số nguyên từ 0 đến 100",
        "H14": "5/3/26: thiếu năm hoặc năm chưa đủ bốn chữ số; hãy ghi dạng 31/03/2026",
        "J14": ": ô báo lỗi hoặc công thức chưa tính; hãy ghi thẳng giá trị",
        "H19": "30/02/2026: không có ngày này: tháng 2/2026 chỉ có 28 ngày",
    }
    doubts = {key: line.doubt for key, line in said(review).items()}
    assert doubts == {
        ("1.3", STATUS): "không đọc được trạng thái, có ngày hoàn thành",
        ("2.4.đ", STATUS): "không đọc được ngày hoàn thành",
        ("5.3", STATUS): "ghi ngày hoàn thành nhưng để trạng thái «Đang làm»",
    }


def test_rows_without_id_are_matched_by_number_and_words_and_strange_rows_are_listed(
    book: Book, book_dir: Path
) -> None:
    path = fill_in(form_of(book, book_dir), {"1.1": {PERCENT: 95}, "1.3": {PERCENT: 50}, "5.3": {RESULT: "Xong"}})
    held = openpyxl.load_workbook(path)
    sheet = held["Báo cáo"]
    sheet["A12"].value = None
    sheet["C13"].value = "Một việc khác hẳn, không có trong danh mục này bao giờ"
    sheet["A25"].value, sheet["B25"].value, sheet["C25"].value, sheet["J25"].value = "", "9.9", "Việc mới", "Đã làm"
    sheet["A26"].value, sheet["J26"].value = sheet["A13"].value, "lặp lại"
    sheet.title = "Báo cáo quý I"
    held.save(path)
    editing.delete_tasks(book, [find_task(book, "5.3").id])
    review = review_of(book, path)
    assert {key: line.doubt for key, line in said(review).items()} == {
        ("1.1", PERCENT): "dòng mất mã ẩn, khớp theo số và chữ",
        ("1.3", PERCENT): "chữ trong biểu khác nhiệm vụ trong sổ",
    }
    assert [(row.number, row.said, row.why) for row in review.strange] == [
        ("5.3", "Đang làm; 20; Xong", "nhiệm vụ không còn trong sổ"),
        ("9.9", "Đã làm", "dòng không khớp nhiệm vụ nào của đơn vị"),
        ("", "lặp lại", "trùng nhiệm vụ với một dòng ở trên"),
    ]


def test_two_forms_that_say_different_things_of_one_task_wait_for_a_choice(book: Book, book_dir: Path) -> None:
    mine = fill_in(form_of(book, book_dir), {"1.1": {PERCENT: 95}, "1.3": {PERCENT: 50}})
    second = fill_in(form_of(book, book_dir, name="bieu 2.xlsx"), {"1.1": {PERCENT: 99}, "1.3": {PERCENT: 50}})
    found = looked(book, mine, second)
    one, two = (said(review) for review in found.reviews)
    assert one["1.1", PERCENT].doubt == "biểu khác (tệp «bieu 2.xlsx») ghi khác"
    assert two["1.1", PERCENT].doubt == "biểu khác (tệp «bieu.xlsx») ghi khác"
    assert one["1.3", PERCENT].proposed
    assert two["1.3", PERCENT].proposed


def test_forms_of_another_book_an_older_program_and_unknown_units(book: Book, book_dir: Path) -> None:
    path = fill_in(form_of(book, book_dir), {"1.1": {PERCENT: 95}, "1.3": {DONE_ON: TODAY + timedelta(days=9)}})
    set_fact(path, "book", "0" * 32)
    set_fact(path, "version", 1)
    for task in ("1.1", "1.3"):
        set_fact(path, f"base.{find_task(book, task).id}", None)
    review = review_of(book, path)
    assert [notice.partition(" ")[2][:20] for notice in review.notices] == [
        "được xuất từ bản cũ ",
        "được xuất từ một sổ ",
    ]
    assert said(review)["1.1", PERCENT].proposed
    assert not said(review)["1.1", PERCENT].conflict
    assert said(review)["1.3", STATUS].doubt
    set_fact(path, "agency", "f" * 32)
    assert review_of(book, path).agency_name == OFFICE, "found by its name"
    set_fact(path, "agency_name", "Ban lạ")
    assert looked(book, path).refused[0].startswith("Đơn vị («Ban lạ») của biểu «bieu.xlsx» không có trong sổ này")
    set_fact(path, "agency_name", OFFICE)
    held = openpyxl.load_workbook(path)
    for row in range(12, 30):
        held["Báo cáo"].cell(row, 1).value = None
        held["Báo cáo"].cell(row, 3).value = "chữ khác hẳn"
    held.save(path)
    assert looked(book, path).refused[0].startswith("Không nhiệm vụ nào của biểu «bieu.xlsx» có trong sổ này")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_form_saved_by_libreoffice_says_the_same(book: Book, book_dir: Path, suffix: str) -> None:
    path = fill_in(
        form_of(book, book_dir),
        {
            "1.1": {STATUS: "Hoàn thành", DONE_ON: datetime(2026, 3, 2), PERCENT: 100, RESULT: "Đã họp\n5 thôn"},
            "1.3": {DONE_ON: "31/2", TROUBLE: "=cộng thêm"},
        },
        {FormFact.DAY: datetime(2026, 3, 4), FormFact.PHONE: "0912345678"},
    )
    folder = book_dir / "gửi lại"
    command = ["soffice", f"-env:UserInstallation={(book_dir / 'lo').as_uri()}", "--headless", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", str(folder), str(path)], capture_output=True, timeout=120, check=True)
    saved = folder / f"bieu.{suffix}"
    mine, theirs = (returns.look_at_forms(book, returns.read_forms([held]), TODAY).reviews[0] for held in (path, saved))
    assert theirs.lines == mine.lines
    assert theirs.problems == mine.problems
    assert theirs.report == mine.report
    assert theirs.strange == ()
