"""Appending to the change log: one action, one transaction; what is said already leaves no trace; parents; sessions."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Change, Verb
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.services import history
from danvan_desktop.storage import errors, log
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.tables import change, session
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book
from tests.storage.merging import changes_in

PROGRAMME, GROUP, TASK, SECOND, PART = (f"{number:032x}" for number in range(1, 6))


def write(book: Book, kind: Kind, record: str, fields: dict[str, Value], verb: Verb = Verb.EDIT) -> log.Changes:
    return log.write(book, [Write(kind, record, fields, verb)])


def newest(book: Book, count: int = 1) -> Sequence[Change]:
    return changes_in(book)[-count:]


def row(book: Book, kind: Kind, record: str) -> rows.Row:
    with book.transaction() as connection:
        return rows.load(connection, kind, [record])[record]


@pytest.fixture
def filled(book: Book) -> Book:
    """A programme, a group in it, a task in that, and who leads it."""
    records: list[tuple[Kind, str, dict[str, Value]]] = [
        (Kind.PROGRAMME, PROGRAMME, {"title": "Chương trình"}),
        (Kind.GROUP, GROUP, {"programme": PROGRAMME, "number": "1", "title": "Nhóm"}),
        (Kind.TASK, TASK, {"programme": PROGRAMME, "group": GROUP, "number": "1.1", "text": "Họp", "status": "todo"}),
        (Kind.ASSIGNMENT, PART, {"task": TASK, "agency": "a" * 32, "role": "lead", "present": True}),
    ]
    log.write(book, [Write(kind, record, fields, Verb.ADD) for kind, record, fields in records])
    return book


def test_an_action_is_one_transaction_and_one_undo_step(filled: Book) -> None:
    before = changes_in(filled)
    done = log.write(filled, [Write(Kind.TASK, TASK, {"note": "a"}), Write(Kind.GROUP, GROUP, {"title": "b"})])
    written = changes_in(filled)[len(before) :]
    assert {item.action for item in written} == {done.action}
    assert done.records == {(Kind.TASK, TASK), (Kind.GROUP, GROUP)}
    assert (done.of(Kind.TASK), done.of(Kind.AGENCY)) == ({TASK}, frozenset())
    history.undo(filled)
    assert (row(filled, Kind.TASK, TASK).values["note"], row(filled, Kind.GROUP, GROUP).values["title"]) == (
        None,
        "Nhóm",
    )


def test_a_fault_in_the_middle_of_an_action_writes_none_of_it(filled: Book) -> None:
    before = changes_in(filled)
    with pytest.raises(ValueError, match="mood"):
        log.write(filled, [Write(Kind.TASK, TASK, {"note": "a"}), Write(Kind.TASK, TASK, {"mood": "vui"})])
    assert changes_in(filled) == before
    assert row(filled, Kind.TASK, TASK).values["note"] is None
    assert verify(filled).sound


@pytest.mark.parametrize(
    ("kind", "record", "fields"),
    [
        (Kind.TASK, TASK, {"text": "Họp", "status": "todo"}),
        (Kind.TASK, TASK, {"text": unicodedata.normalize("NFD", "Họp")}),
        (Kind.TASK, TASK, {"done_on": None, "note": None, "percent": None}),
        (Kind.TASK, TASK, {"note": ""}),
        (Kind.TASK, TASK, {DELETED: False}),
        (Kind.TASK, "f" * 32, {DELETED: True}),
        (Kind.TASK, TASK, {}),
    ],
)
def test_what_the_book_says_already_leaves_no_trace(
    filled: Book, kind: Kind, record: str, fields: dict[str, Value]
) -> None:
    before = filled.path.read_bytes()
    done = write(filled, kind, record, fields)
    assert not done
    assert filled.path.read_bytes() == before


def test_only_the_fields_that_change_are_written(filled: Book) -> None:
    write(filled, Kind.TASK, TASK, {"text": "Họp", "note": "mới"})
    assert newest(filled)[0].fields == {"note": "mới"}


def test_setting_a_field_back_to_nothing_is_a_change(filled: Book) -> None:
    write(filled, Kind.TASK, TASK, {"note": "a"})
    write(filled, Kind.TASK, TASK, {"note": None})
    assert newest(filled)[0].fields == {"note": None}
    assert row(filled, Kind.TASK, TASK).values["note"] is None


def test_parents_name_the_heads_that_are_replaced(filled: Book) -> None:
    first = next(item for item in changes_in(filled) if item.record == TASK)
    write(filled, Kind.TASK, TASK, {"text": "Họp thôn", "note": "mới"})
    (edit,) = newest(filled)
    assert edit.parents == {"text": (first.id,), "note": ()}
    write(filled, Kind.TASK, TASK, {"text": "Họp xã"})
    assert newest(filled)[0].parents == {"text": (edit.id,)}


def test_a_delete_lists_the_heads_of_the_record_and_of_all_under_it(filled: Book) -> None:
    made = {item.record: item.id for item in changes_in(filled)}
    write(filled, Kind.TASK, TASK, {"note": "sửa"})
    (edit,) = newest(filled)
    write(filled, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
    (deletion,) = newest(filled)
    assert deletion.replaces == tuple(sorted([made[GROUP], made[TASK], made[PART], edit.id]))


def test_what_is_under_something_deleted_is_gone_already(filled: Book) -> None:
    write(filled, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
    assert not write(filled, Kind.TASK, TASK, {DELETED: True}, Verb.DELETE)
    write(filled, Kind.GROUP, GROUP, {DELETED: False})
    assert row(filled, Kind.TASK, TASK).shown


@pytest.mark.parametrize(
    ("kind", "record", "fields"),
    [
        (Kind.TASK, TASK, {"note": "vẫn làm"}),
        (Kind.ASSIGNMENT, PART, {"present": False}),
        (Kind.TASK, SECOND, {"programme": PROGRAMME, "group": GROUP, "text": "Việc mới"}),
    ],
)
def test_writing_under_something_deleted_brings_it_back_in_the_same_action(
    filled: Book, kind: Kind, record: str, fields: dict[str, Value]
) -> None:
    write(filled, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
    write(filled, Kind.PROGRAMME, PROGRAMME, {DELETED: True}, Verb.DELETE)
    done = write(filled, kind, record, fields)
    assert done.records == {(kind, record), (Kind.GROUP, GROUP), (Kind.PROGRAMME, PROGRAMME)}
    assert row(filled, kind, record).shown
    history.undo(filled)
    assert row(filled, Kind.PROGRAMME, PROGRAMME).deleted
    assert row(filled, Kind.GROUP, GROUP).deleted
    assert verify(filled).sound


def test_editing_what_is_deleted_brings_it_back(filled: Book) -> None:
    write(filled, Kind.TASK, TASK, {DELETED: True}, Verb.DELETE)
    write(filled, Kind.TASK, TASK, {"note": "vẫn làm"})
    assert newest(filled)[0].fields == {"note": "vẫn làm", DELETED: False}
    write(filled, Kind.TASK, TASK, {DELETED: True}, Verb.DELETE)
    write(filled, Kind.TASK, TASK, {"note": "vẫn làm"})
    assert newest(filled)[0].fields == {DELETED: False}
    assert row(filled, Kind.TASK, TASK).shown


def test_moving_away_from_something_deleted_leaves_it_deleted(filled: Book) -> None:
    write(filled, Kind.GROUP, GROUP, {DELETED: True}, Verb.DELETE)
    write(filled, Kind.TASK, TASK, {"group": None})
    assert row(filled, Kind.TASK, TASK).shown
    assert row(filled, Kind.GROUP, GROUP).deleted
    assert verify(filled).sound


def test_text_is_stored_in_one_form(filled: Book) -> None:
    half_composed = unicodedata.normalize("NFD", "Đối thoại với hộ dân")
    write(filled, Kind.TASK, TASK, {"text": half_composed})
    assert newest(filled)[0].fields["text"] == unicodedata.normalize("NFC", half_composed)
    assert row(filled, Kind.TASK, TASK).values["text"] == unicodedata.normalize("NFC", half_composed)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.TASK, {"percent": "50"}),
        (Kind.TASK, {"percent": True}),
        (Kind.TASK, {"text": 5}),
        (Kind.TASK, {"position": 1.5}),
        (Kind.TASK, {"colour": "đỏ"}),
        (Kind.TASK, {DELETED: "có"}),
        (Kind.ASSIGNMENT, {"present": 1}),
    ],
)
def test_a_value_of_the_wrong_type_is_a_fault_of_ours(filled: Book, kind: Kind, fields: dict[str, Value]) -> None:
    before = filled.path.read_bytes()
    with pytest.raises(ValueError, match="cannot hold"):
        write(filled, kind, TASK if kind is Kind.TASK else PART, fields)
    assert filled.path.read_bytes() == before


def test_a_read_only_book_takes_no_change(filled: Book) -> None:
    filled.close()
    with open_book(filled.path, author(), read_only=True) as held, pytest.raises(errors.ReadOnlyBook):
        write(held, Kind.TASK, TASK, {"note": "a"})


def sessions(book: Book) -> list[str]:
    with book.transaction() as connection:
        return [id_.hex() for id_ in connection.execute(select(session.c.id)).scalars()]


def test_looking_names_no_session_and_writing_names_one(book_dir: Path) -> None:
    path = book_dir / "so.danvan"
    empty_book(book_dir).close()
    with open_book(path, author(seed=2)) as book:
        assert sessions(book) == []
        write(book, Kind.PROGRAMME, PROGRAMME, {"title": "a"})
        write(book, Kind.PROGRAMME, PROGRAMME, {"title": "b"})
        assert [(item.session, item.seq, item.lamport) for item in changes_in(book)] == [
            (sessions(book)[0], 1, 1),
            (sessions(book)[0], 2, 2),
        ]
    with open_book(path, author(seed=3)) as book:
        write(book, Kind.PROGRAMME, PROGRAMME, {"title": "c"})
        assert len(set(sessions(book))) == 2
        assert [(item.seq, item.lamport) for item in newest(book)] == [(1, 3)]


def test_a_copy_and_a_restored_book_never_write_under_a_name_that_was_used(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        write(book, Kind.PROGRAMME, PROGRAMME, {"title": "a"})
        kept = book_dir / "kept.danvan"
        backup_to(book, kept)
        write(book, Kind.PROGRAMME, PROGRAMME, {"title": "tương lai bị bỏ"})
        abandoned = changes_in(book)
    with open_book(kept, author(seed=2)) as restored:
        write(restored, Kind.PROGRAMME, PROGRAMME, {"title": "tương lai khác"})
        (after,) = newest(restored)
    assert after.session not in {item.session for item in abandoned}
    assert after.id not in {item.id for item in abandoned}


def test_after_a_failed_first_write_the_next_one_names_its_session_again(book_dir: Path) -> None:
    empty_book(book_dir).close()
    with open_book(book_dir / "so.danvan", author(seed=2)) as book:

        def fail_after_writing() -> None:
            with book.transaction() as connection:
                log.write_in(connection, book, [Write(Kind.PROGRAMME, PROGRAMME, {"title": "mất"})])
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail_after_writing()
        write(book, Kind.PROGRAMME, PROGRAMME, {"title": "còn"})
        assert verify(book).faults == ()
        assert [(item.seq, item.lamport) for item in changes_in(book)] == [(1, 1)]


def reading(title: str = "Danh mục") -> list[Write]:
    return [
        Write(Kind.TASK, TASK, {"programme": PROGRAMME, "text": "Họp"}, Verb.IMPORT),
        Write(Kind.PROGRAMME, PROGRAMME, {"title": title}, Verb.IMPORT),
    ]


def deterministic(book: Book, source: str, writes: Sequence[Write]) -> list[Change]:
    with book.transaction() as connection:
        return log.add_deterministic(connection, source, writes)


def test_deterministic_changes_are_the_same_everywhere_and_inserted_once(book_dir: Path) -> None:
    source = "5" * 32
    with empty_book(book_dir, "a.danvan") as one, empty_book(book_dir, "b.danvan", lambda: author("Tuấn")) as other:
        first = deterministic(one, source, reading())
        assert deterministic(one, source, reading()[::-1]) == first == deterministic(other, source, reading())
        assert changes_in(one) == changes_in(other) == first
        assert {(item.lamport, item.wall_ms, item.action) for item in first} == {(0, 0, "0" * 32)}
        assert all(ids == () for item in first for ids in item.parents.values())
        with one.transaction() as connection:
            assert log.has_session(connection, source)
            assert not log.has_session(connection, "6" * 32)
            assert connection.execute(select(func.count()).select_from(change)).scalar_one() == 2
        assert verify(one).sound
        assert history.undo(one).action == ""
