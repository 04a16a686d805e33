"""What the officer decided in the review is his own, on top of the reading that is the same on every PC (R10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.ids import NO_ACTION, agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review import Sheet, decided, known_agencies, sheet_of
from danvan_desktop.domain.views import AgencyView, TaskFilter
from danvan_desktop.services import history
from danvan_desktop.services.importing import Imported, import_draft, standing_of, time_reader
from danvan_desktop.services.tasks import find_task, list_agencies, list_tasks
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book
from tests.services.drafts import FACT, LINES, draft
from tests.storage.merging import changes_in, unite

Step = Callable[[Sheet], Sheet]
UNKNOWN = "Tổ hòa giải số 7"
POLICE = "Công an xã"


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    """A book with nothing in it."""
    with empty_book(book_dir) as held:
        yield held


def reviewed(book: Book, step: Step, read: Draft | None = None) -> Imported:
    """Import a draft as the review hands it over."""
    held = read or draft()
    sheet = step(sheet_of(held, standing_of(book, held).agencies))
    return import_draft(book, held, FACT, decided(sheet, held, time_reader(held, 2026)))


def texts(book: Book) -> list[str]:
    return [task.text for task in list_tasks(book, TaskFilter())]


def test_a_half_that_was_split_off_stands_behind_the_other(book: Book) -> None:
    done = reviewed(book, lambda sheet: sheet.split(0, len("Tuyên truyền về")))
    assert done.tasks == 5
    assert texts(book) == ["Tuyên truyền về", "quy chế dân chủ ở cơ sở", *(line.text for line in LINES[1:])]
    whole, half = list_tasks(book, TaskFilter())[:2]
    assert half.names(Role.LEAD) == whole.names(Role.LEAD) == ("Phòng Văn hóa - Xã hội",)
    assert half.names(Role.COORDINATING) == ("Phòng Kinh tế",)
    assert (half.group, half.time_text) == (whole.group, whole.time_text)
    assert verify(book).faults == ()


def test_of_two_joined_tasks_one_is_left(book: Book) -> None:
    done = reviewed(book, lambda sheet: sheet.join(2))
    assert done.tasks == 3
    assert texts(book)[2:] == [f"{LINES[2].text} {LINES[3].text}"]
    assert find_task(book, "2.1").names(Role.LEAD) == ("Phòng Kinh tế", UNKNOWN, POLICE)


def test_every_field_is_written_as_corrected(book: Book) -> None:
    fields = {"number": "9.9", "product": "Kế hoạch", "form": "Họp", "note": "Gấp", "group": None}
    reviewed(book, lambda sheet: sheet.correct(0, **fields))
    (task,) = [task for task in list_tasks(book, TaskFilter()) if task.number == "9.9"]
    assert (task.product, task.form, task.note, task.group) == ("Kế hoạch", "Họp", "Gấp", "")


def test_agencies_are_as_the_officer_left_them(book: Book) -> None:
    def step(sheet: Sheet) -> Sheet:
        sheet = sheet.correct(0, parts=sheet.parts_named(0, Role.LEAD, [POLICE, "Tổ mới"]))
        return sheet.correct(0, parts=sheet.parts_named(0, Role.COORDINATING, []))

    reviewed(book, step)
    task = find_task(book, "1.1")
    assert task.names(Role.LEAD) == (POLICE, "Tổ mới")
    assert task.names(Role.COORDINATING) == ()
    assert "Tổ mới" in {agency.name for agency in list_agencies(book)}
    assert verify(book).faults == ()


def test_an_unknown_agency_that_is_one_of_ours_is_shown_as_it_everywhere(book: Book) -> None:
    reviewed(book, lambda sheet: sheet.resolve(agency_id(UNKNOWN), agency_id(POLICE)))
    assert find_task(book, "2.1").names(Role.LEAD) == ("Phòng Kinh tế", POLICE)
    assert UNKNOWN not in {agency.name for agency in list_agencies(book)}
    standing = standing_of(book, draft())
    assert standing.agencies.joined == {agency_id(UNKNOWN): agency_id(POLICE)}
    assert sheet_of(draft(), standing.agencies).same == standing.agencies.joined


def test_one_undo_takes_everything_back(book: Book) -> None:
    def step(sheet: Sheet) -> Sheet:
        sheet = sheet.split(0, 12).resolve(agency_id(UNKNOWN), agency_id(POLICE)).join(3)
        return sheet.correct(1, parts=sheet.parts_named(1, Role.LEAD, ["Tổ mới"]))

    reviewed(book, step)
    history.undo(book)
    assert texts(book) == []
    assert len(history.stacks(book).redoable) == 1
    assert verify(book).faults == ()


def test_the_reading_is_the_same_whatever_was_decided(book_dir: Path) -> None:
    with empty_book(book_dir, "a.danvan") as mine, empty_book(book_dir, "b.danvan", lambda: author("Tuấn")) as theirs:
        reviewed(mine, lambda sheet: sheet.split(0, 12).join(2))
        reviewed(theirs, lambda sheet: sheet)
        mine_read, theirs_read = (
            [item for item in changes_in(held) if item.action == NO_ACTION] for held in (mine, theirs)
        )
        assert mine_read == theirs_read
        unite(mine, theirs)
        assert history.open_conflicts(mine) == ()
        assert len(texts(mine)) == 4


def test_in_a_known_document_agencies_are_set_against_what_the_book_holds(book: Book) -> None:
    reviewed(book, lambda sheet: sheet)
    assert standing_of(book, draft()).tasks.held == {0, 1, 2, 3}
    reviewed(book, lambda sheet: sheet.correct(0, parts=sheet.parts_named(0, Role.LEAD, [POLICE])))
    done = reviewed(book, lambda sheet: sheet.correct(0, parts=sheet.parts_named(0, Role.LEAD, ["Phòng Kinh tế"])))
    assert done.updated
    assert find_task(book, "1.1").names(Role.LEAD) == ("Phòng Kinh tế",)
    assert (done.count.added, done.count.changed) == (0, 1)


def test_a_spelling_of_an_agency_of_the_book_is_that_agency(book: Book) -> None:
    view = AgencyView(agency_id(POLICE), POLICE, "", "force", "assign", (UNKNOWN,), False)
    known = known_agencies((view,), draft())
    import_draft(book, draft(), FACT, decided(sheet_of(draft(), known), draft(), time_reader(draft(), 2026)))
    assert find_task(book, "2.1").names(Role.LEAD) == ("Phòng Kinh tế", POLICE)
