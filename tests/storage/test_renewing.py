"""A book whose derived tables come from another version: opened, derived anew, its log untouched."""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from pathlib import Path

import pytest

from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.storage import errors, log, query
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import open_book, read_meta
from danvan_desktop.storage.tables import DERIVED_VERSION, LOG_VERSION
from danvan_desktop.storage.undo import undo
from danvan_desktop.storage.verify import verify
from tests.making import author

BOOKS = Path(__file__).parents[1] / "books"
"""Three tasks of the sample, the first one done, in the tables of every version there was (made by make.py there)."""


def unpacked(name: str, folder: Path) -> Path:
    path = folder / "cũ.danvan"
    path.write_bytes(gzip.decompress((BOOKS / name).read_bytes()))
    return path


@pytest.fixture
def former(book_dir: Path) -> Path:
    return unpacked("derived-1.danvan.gz", book_dir)


def log_of(path: Path) -> list[object]:
    held = sqlite3.connect(path)
    try:
        return [held.execute(f"SELECT * FROM {table}").fetchall() for table in ("session", "change", "merge_log")]
    finally:
        held.close()


def test_there_is_a_book_of_every_version() -> None:
    assert {path.name for path in BOOKS.glob("*.gz")} == {
        f"derived-{version}.danvan.gz" for version in range(1, int(DERIVED_VERSION) + 1)
    }
    assert LOG_VERSION == 1


@pytest.mark.parametrize("name", sorted(path.name for path in BOOKS.glob("*.gz")))
def test_a_book_of_a_former_version_is_made_anew_and_worked_on(name: str, book_dir: Path) -> None:
    former = unpacked(name, book_dir)
    truth = log_of(former)
    with open_book(former, author()) as book:
        assert verify(book).faults == ()
        with book.transaction() as connection:
            assert read_meta(connection, "derived_version") == DERIVED_VERSION
            first, *rest = query.tasks(connection, query.task_ids(connection, TaskFilter()))
        assert (first.path, first.status, first.note) == ("1.1", Status.DONE, "Xong")
        assert first.names(Role.LEAD) == ("Phòng Văn hóa - Xã hội",)
        assert [task.path for task in rest] == ["1.2", "1.3"]
    assert log_of(former) == truth
    with open_book(former, author()) as book:
        log.write(book, [log.Write(Kind.TASK, first.id, {"doubt": "time: Chưa rõ."})])
        assert undo(book)
        assert verify(book).faults == ()


def test_reading_it_leaves_the_file_as_it_is(former: Path) -> None:
    before = hashlib.sha256(former.read_bytes()).digest()
    with open_book(former, author(), read_only=True) as book:
        assert verify(book).faults == ()
        with book.transaction() as connection:
            assert len(query.task_ids(connection, TaskFilter())) == 3
        with pytest.raises(errors.ReadOnlyBook):
            log.write(book, [log.Write(Kind.TASK, "00" * 16, {"note": "x"})])
        backup_to(book, former.with_name("bản sao.danvan"))
    assert hashlib.sha256(former.read_bytes()).digest() == before
    with open_book(former.with_name("bản sao.danvan"), author()) as copy:
        assert verify(copy).faults == ()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE meta SET value = '2031' WHERE key = 'year'",
        "DROP TABLE change",
        "DROP TABLE meta",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_damage_in_it_is_not_sealed_over(former: Path, harm: str) -> None:
    held = sqlite3.connect(former)
    held.execute(harm)
    held.commit()
    held.close()
    before = former.read_bytes()
    with pytest.raises(errors.DamagedBook):
        open_book(former, author())
    assert former.read_bytes() == before


def test_a_renewal_that_breaks_off_leaves_the_former_book(former: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_room(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    truth = log_of(former)
    with monkeypatch.context() as patch:
        patch.setattr("danvan_desktop.storage.deriving.derive.rebuild", out_of_room)
        with pytest.raises((errors.BookError, sqlite3.Error)):
            open_book(former, author())
    assert log_of(former) == truth
    with open_book(former, author()) as book:
        assert verify(book).faults == ()
