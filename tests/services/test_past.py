"""Back in time: the book as at the end of a day, and a value of the history put back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.records import DELETED, Kind, Status
from danvan_desktop.domain.views import HistoryView, TaskFilter
from danvan_desktop.services import editing, history, safety
from danvan_desktop.services.safety import CannotSetBack, set_back
from danvan_desktop.services.tasks import find_agency, find_task, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import Author, Book, open_book, seal
from danvan_desktop.storage.errors import ReadOnlyBook
from danvan_desktop.storage.tables import merge_log
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, sample_book
from tests.storage.merging import unite


def on(day: date, person: str = "Hà", seed: int = 3) -> Author:
    """Somebody whose clock says that it is noon of that day."""
    moment = int(datetime(day.year, day.month, day.day, 12).timestamp() * 1000)
    return replace(author(person, seed), now_ms=lambda: moment)


def note(book: Book, text: str, path: str = "1.1") -> None:
    editing.set_fields(book, find_task(book, path).id, {"note": text})


def notes(book: Book, path: str = "1.1") -> object:
    return find_task(book, path).note


def last(book: Book, field: str, path: str) -> HistoryView:
    return [view for view in history.task_history(book, find_task(book, path).id) if view.field == field][-1]


@pytest.fixture
def aged(book_dir: Path) -> Path:
    """The sample, worked on on 9 and 10 March, on a PC that thought it was 2009, and on the 12th; then a merge on the
    14th brought what a colleague had written on the 6th."""
    with sample_book(book_dir) as book:
        theirs = book.path.with_name("tuan.danvan")
        backup_to(book, theirs)
    with open_book(theirs, on(date(2026, 3, 6), "Tuấn", 4)) as held:
        note(held, "của Tuấn", "1.2")
    for seed, day in enumerate((date(2026, 3, 9), date(2026, 3, 10), date(2009, 1, 1), date(2026, 3, 12)), start=5):
        with open_book(book.path, on(day, seed=seed)) as held:
            note(held, f"{day:%d/%m/%Y}")
    with (
        open_book(book.path, on(date(2026, 3, 14), seed=9)) as held,
        open_book(theirs, author(), read_only=True) as own,
    ):
        unite(held, own)
        with held.transaction() as connection:
            connection.execute(update(merge_log).values(merged_at="2026-03-14T05:00:00+00:00"))
            seal(connection)
    return book.path


def test_the_book_is_shown_as_at_the_end_of_a_day(aged: Path) -> None:
    before = aged.read_bytes()
    with open_book(aged, author(), read_only=True) as book:
        found = safety.past_days(book, date(2026, 3, 20))
        assert [held.day for held in found.days][:3] == [date(2026, 3, 14), date(2026, 3, 12), date(2026, 3, 10)]
        (clock,) = found.doubted
        assert (clock.said, clock.shown, clock.actions) == (date(2009, 1, 1), date(2026, 3, 10), 1)
        seen = {}
        for day in (9, 10, 11, 12, 13, 14):
            held = found.at(date(2026, 3, day))
            assert held is not None
            with safety.look_back(book, held.place) as past:
                assert verify(past).faults == ()
                seen[day] = (notes(past), notes(past, "1.2"))
                with pytest.raises(ReadOnlyBook):
                    note(past, "không được")
        assert found.at(date(2009, 1, 1)) is None
        now = list_tasks(book, TaskFilter())
        with safety.look_back(book, found.days[0].place) as past:
            assert list_tasks(past, TaskFilter()) == now
    assert seen[9][0] == "09/03/2026"
    assert seen[10] == seen[11] == ("01/01/2009", seen[9][1])
    assert seen[12] == seen[13] == ("12/03/2026", seen[9][1])
    assert seen[14] == ("12/03/2026", "của Tuấn")
    assert aged.read_bytes() == before


def test_a_value_of_the_history_stands_again_and_is_undone(book: Book) -> None:
    task = find_task(book, "1.3")
    editing.set_time(book, task.id, "Quý III/2026")
    editing.set_time(book, task.id, "Quý IV/2026")
    line = next(view for view in history.task_history(book, task.id) if view.new == "Quý III/2026")
    set_back(book, line, to_old=False)
    assert find_task(book, "1.3").timing.raw == "Quý III/2026"
    set_back(book, line, to_old=True)
    assert find_task(book, "1.3") == task
    with pytest.raises(CannotSetBack, match="đang đúng là giá trị này"):
        set_back(book, line, to_old=True)
    for _ in range(4):
        history.undo(book)
    assert find_task(book, "1.3") == task
    assert verify(book).faults == ()


def test_a_status_takes_its_day_along(book: Book) -> None:
    editing.set_status(book, [find_task(book, "1.3")], Status.DONE, TODAY)
    line = last(book, "status", "1.3")
    set_back(book, line, to_old=True)
    assert (find_task(book, "1.3").status, find_task(book, "1.3").done_on) == (Status.DOING, None)
    set_back(book, line, to_old=False)
    assert (find_task(book, "1.3").status, find_task(book, "1.3").done_on) == (Status.DONE, TODAY)


def test_what_was_deleted_comes_back_and_nothing_is_deleted_so(book: Book) -> None:
    task = find_task(book, "1.3")
    editing.set_fields(book, task.id, {"note": "x"})
    noted = last(book, "note", "1.3")
    editing.delete_tasks(book, [task.id])
    line = next(view for view in history.task_history(book, task.id) if view.field == DELETED)
    with pytest.raises(CannotSetBack, match="dùng lệnh xóa"):
        set_back(book, line, to_old=False)
    with pytest.raises(CannotSetBack, match="đang bị xóa"):
        set_back(book, noted, to_old=True)
    set_back(book, replace(line, old=False), to_old=True)
    assert find_task(book, "1.3").note == "x"


def test_what_makes_no_sense_is_refused_with_a_sentence(book: Book) -> None:
    task = find_task(book, "1.3")
    named = next(view for view in history.task_history(book, task.id) if view.field == "agency")
    refusals = {
        "được nhận ra bằng chỗ này": (named, False),
        "không có giá trị trước": (named, True),
        "phiên bản mới hơn": (replace(named, field="mới"), False),
        "không còn mục này": (replace(named, record="0" * 32), False),
    }
    for words, (line, to_old) in refusals.items():
        with pytest.raises(CannotSetBack, match=words):
            set_back(book, line, to_old=to_old)
    moved = replace(named, kind="task", record=task.id, field="group", new="2" * 32)
    with pytest.raises(CannotSetBack, match="Nhóm của lúc đó không còn"):
        set_back(book, moved, to_old=False)
    outer = str(task.group)
    inner = "1" * 32
    log.write(book, [Write(Kind.GROUP, inner, {"programme": task.programme, "parent": outer, "title": "Trong"})])
    under = replace(named, kind="group", record=outer, field="parent", new=inner)
    with pytest.raises(CannotSetBack, match="nằm trong chính nhóm này"):
        set_back(book, under, to_old=False)


def test_the_history_of_an_agency_holds_its_parts_in_tasks(book: Book) -> None:
    police = find_agency(book, "Công an xã")
    lines = safety.tell_history(book, police.id)
    whats = {line.what.partition(" ")[0] for line in lines}
    assert {"cơ", "phân"} <= whats
    assert {line.kind for line in lines} >= {"cơ quan", "phân công"}
