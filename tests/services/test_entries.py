"""«FIELD=VALUE»: every form, and every bad one, of which nothing is written (design.md §7)."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import history
from danvan_desktop.services.editing import BadValue
from danvan_desktop.services.entries import FIELD_NAMES, set_entries
from danvan_desktop.services.tasks import Ambiguous, NotFound, find_task, list_tasks
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from tests.making import TODAY, new_ids


def put(book: Book, *entries: str, path: str = "1.3") -> TaskView:
    """Apply entries to a task; the task as it then is."""
    applied(book, *entries, path=path)
    return find_task(book, path)


def applied(book: Book, *entries: str, path: str = "1.3") -> Changes:
    return set_entries(book, find_task(book, path), entries, new_ids(), TODAY)


@pytest.mark.parametrize("field", ["text", "result", "product", "form", "note"])
def test_a_text_is_set_as_written_without_the_blanks_around_it(book: Book, field: str) -> None:
    assert getattr(put(book, f"{field}=  Họp dân: thôn 3 = 42 người  "), field) == "Họp dân: thôn 3 = 42 người"


def test_a_text_may_have_several_lines_and_is_stored_composed(book: Book) -> None:
    assert put(book, "result=Dòng một\nDo\u0300ng hai").result == "Dòng một\nDòng hai"


def test_a_number_moves_the_path(book: Book) -> None:
    task = find_task(book, "1.3")
    applied(book, "number=1.3a")
    assert find_task(book, "1.3a").id == task.id


def test_a_time_corrects_both_due_dates(book: Book) -> None:
    now = put(book, "time=Quý III/2026")
    assert (now.time_text, now.due.due, now.due.original_due) == ("Quý III/2026", date(2026, 9, 30), date(2026, 9, 30))
    assert put(book, "time=").due.due is None


@pytest.mark.parametrize("day", ["2026-10-31", "31/10/2026"])
def test_a_due_date_with_a_reason_extends(book: Book, day: str) -> None:
    due = put(book, "reason=Chờ kinh phí", f"due={day}").due
    assert (due.due, due.original_due, due.extended) == (date(2026, 10, 31), date(2026, 6, 30), True)


def test_a_due_date_before_the_original_one_is_no_extension(book: Book) -> None:
    with pytest.raises(BadValue, match=r"29/06/2026 sớm hơn hạn ban đầu 30/06/2026 của nhiệm vụ 1\.3"):
        applied(book, "due=29/06/2026", "reason=Làm sớm")
    assert put(book, "due=31/12/2026", "reason=Chờ kinh phí").due.extended
    assert put(book, "due=30/06/2026", "reason=Đã có kinh phí").due.due == date(2026, 6, 30)


def test_a_due_date_is_compared_with_the_time_that_is_corrected_along_with_it(book: Book) -> None:
    with pytest.raises(BadValue, match="hạn ban đầu 30/09/2026"):
        applied(book, "time=Quý III/2026", "due=31/08/2026", "reason=Chờ")
    due = put(book, "due=30/04/2026", "reason=Chờ", "time=Quý I/2026").due
    assert (due.due, due.original_due) == (date(2026, 4, 30), date(2026, 3, 31))


def test_what_is_never_late_may_be_given_any_due_date(book: Book) -> None:
    assert put(book, "time=Thường xuyên", "due=01/02/2026", "reason=Theo chỉ đạo").due.due == date(2026, 2, 1)


@pytest.mark.parametrize("entries", [("done_on=2026-03-01",), ("status=doing", "done_on=2026-03-01")])
def test_only_what_is_done_has_a_day_of_completion(book: Book, entries: tuple[str, ...]) -> None:
    with pytest.raises(BadValue, match="chưa hoàn thành"):
        applied(book, *entries)
    assert put(book, "done_on=2026-03-01", "status=done").done_on == date(2026, 3, 1)
    assert put(book, "done_on=2026-03-02").done_on == date(2026, 3, 2)
    assert put(book, "done_on=").done_on is None
    assert put(book, "status=doing", "done_on=").done_on is None


@pytest.mark.parametrize("blank", ["text=", "text=   ", "text=\u200b\n"])
def test_a_task_keeps_a_text(book: Book, blank: str) -> None:
    before = find_task(book, "1.3").text
    with pytest.raises(BadValue, match="phải có nội dung"):
        applied(book, blank, "note=x")
    assert (find_task(book, "1.3").text, find_task(book, "1.3").note) == (before, "")


@pytest.mark.parametrize("status", list(Status))
def test_every_status(book: Book, status: Status) -> None:
    now = put(book, f"status={status}")
    assert (now.status, now.done_on) == (status, TODAY if status is Status.DONE else None)


@pytest.mark.parametrize(
    "entries",
    [("status=done", "done_on=2/3/2026"), ("done_on=2026-03-02", "status=done"), ("done_on=02/03/2026", "status=done")],
)
def test_done_on_a_day_whatever_is_said_first(book: Book, entries: tuple[str, ...]) -> None:
    now = put(book, *entries)
    assert (now.status, now.done_on) == (Status.DONE, date(2026, 3, 2))
    assert put(book, "done_on=").done_on is None


@pytest.mark.parametrize(("said", "percent"), [("0", 0), ("7", 7), ("050", 50), ("100", 100), ("", None)])
def test_percent(book: Book, said: str, percent: int | None) -> None:
    assert put(book, f"percent={said}").percent == percent


@pytest.mark.parametrize(
    ("word", "role"), [("lead", Role.LEAD), ("implementing", Role.IMPLEMENTING), ("coord", Role.COORDINATING)]
)
def test_agencies_are_given_and_taken_a_role(book: Book, word: str, role: Role) -> None:
    before = find_task(book, "1.3").names(role)
    assert put(book, f"{word}+=công an xã").names(role) == (*before, "Công an xã")
    assert put(book, f"{word}-=Công an").names(role) == before


def test_all_entries_are_one_action(book: Book) -> None:
    before = list_tasks(book, TaskFilter())
    entries = ("status=doing", "percent=40", "due=30/11/2026", "reason=Chờ", "lead+=Công an xã", "coord-=Ban XDĐ")
    now = put(book, *entries)
    assert (now.status, now.percent, now.due.due) == (Status.DOING, 40, date(2026, 11, 30))
    assert "Công an xã" in now.names(Role.LEAD)
    assert "Ban Xây dựng Đảng" not in now.names(Role.COORDINATING)
    assert len(history.stacks(book).undoable) == 1
    history.undo(book)
    assert list_tasks(book, TaskFilter()) == before


def test_what_the_book_says_already_changes_nothing(book: Book) -> None:
    task = find_task(book, "1.3")
    assert not applied(book, f"time={task.time_text}", f"status={task.status}", f"percent={task.percent}")
    assert not applied(book)
    assert history.stacks(book).undoable == ()


BAD_DAYS = ("", "hôm nay", "31/02/2026", "2026-13-01", "31/3", "31/3/26", "1/2/3/2026", "31-03-2026")
BAD_PERCENTS = ("-1", "101", "50%", "1.5", "năm mươi", "²", "1e1", "9" * 5000)
BAD = [
    ("status", "Không hiểu «status»"),
    ("=done", "Không hiểu"),
    ("màu=đỏ", "Không hiểu"),
    ("Status=done", "Không hiểu"),
    ("lead*=Công an xã", "Không hiểu"),
    (
        "status=tốt",
        "Không có trạng thái «tốt»; .*todo .chưa làm., .*done .hoàn thành., suspended .*, cancelled .hủy bỏ.",
    ),
    ("status=Done", "Không có trạng thái"),
    ("status=", "Không có trạng thái"),
    ("deadline=2026-01-01", "Không có trường «deadline»"),
    ("lead=Công an xã", "Không có trường «lead»"),
    ("status+=done", r"Không có trường «status\+»"),
    ("agency+=Công an xã", r"Không có trường «agency\+»"),
    ("reason=Chờ kinh phí", "chỉ đi cùng hạn mới"),
    ("due=31/12/2026", "Gia hạn phải có lý do"),
    *((f"percent={value}", "Phần trăm phải là số từ 0 đến 100") for value in BAD_PERCENTS),
    *((f"done_on={value}", f"Ngày «{value}» của done_on không đúng") for value in BAD_DAYS if value),
    *((f"due={value}", "của due không đúng") for value in BAD_DAYS),
    ("lead-=Công an xã", "không giao cho cơ quan này"),
]


@pytest.mark.parametrize(("entry", "said"), BAD, ids=[entry[:20] for entry, _ in BAD])
def test_a_bad_entry_is_refused_and_nothing_of_the_others_is_written(book: Book, entry: str, said: str) -> None:
    before = list_tasks(book, TaskFilter())
    with pytest.raises(BadValue, match=said) as refused:
        applied(book, "note=ghi chú mới", entry, "coord+=Công an xã")
    assert "chưa ghi gì" in str(refused.value)
    assert list_tasks(book, TaskFilter()) == before
    assert history.stacks(book).undoable == ()


@pytest.mark.parametrize(
    ("entry", "refusal"), [("lead+=Sở Tài chính", NotFound), ("coord+=đoàn", Ambiguous), ("lead+=", NotFound)]
)
def test_an_agency_that_is_not_clear_is_refused(book: Book, entry: str, refusal: type[KnownError]) -> None:
    with pytest.raises(refusal, match="cơ quan"):
        applied(book, "note=ghi chú mới", entry)
    assert history.stacks(book).undoable == ()


def test_an_unknown_field_is_answered_with_those_that_there_are(book: Book) -> None:
    with pytest.raises(BadValue) as refused:
        applied(book, "deadline=x")
    assert str(refused.value).endswith(f"Các trường: {', '.join(FIELD_NAMES)}.")
    assert {"time", "due", "lead+", "implementing-", "coord-"} <= set(FIELD_NAMES)
