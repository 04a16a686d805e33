"""Making, opening, locking; what is refused, and that nothing is written then."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from danvan_desktop.domain.records import Kind
from danvan_desktop.storage import errors
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import create_book, lock_note, open_book
from danvan_desktop.storage.connection import Prepared, among, listed
from danvan_desktop.storage.migrations.newer import open_newer
from danvan_desktop.storage.tables import APPLICATION_ID, LOG_VERSION, derived
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book, sample_book


def closed_book(folder: Path) -> Path:
    book = empty_book(folder)
    book.close()
    return book.path


def test_a_new_book_opens_again(book_dir: Path) -> None:
    path = closed_book(book_dir)
    with open_book(path, author()) as book:
        assert not book.read_only
    assert sorted(held.name for held in book_dir.iterdir()) == [path.name]


def test_a_file_that_is_there_is_never_overwritten(book_dir: Path) -> None:
    path = book_dir / "so.danvan"
    path.write_text("của người khác")
    with pytest.raises(errors.BookExists):
        create_book(path, author(), 2026)
    assert path.read_text() == "của người khác"


def test_a_missing_folder_is_said(book_dir: Path) -> None:
    with pytest.raises(errors.FolderMissing):
        create_book(book_dir / "không có" / "so.danvan", author(), 2026)


def test_a_missing_book_is_said(book_dir: Path) -> None:
    with pytest.raises(errors.BookMissing):
        open_book(book_dir / "so.danvan", author())


def test_what_is_no_book_is_refused(book_dir: Path) -> None:
    text, empty, foreign = (book_dir / name for name in ("a.danvan", "b.danvan", "c.danvan"))
    text.write_text("Đây là một tệp văn bản thường. " * 20)
    empty.touch()
    other = sqlite3.connect(foreign)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    for path in (text, empty, foreign, book_dir):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(errors.NotABook):
            open_book(path, author())
        assert not path.is_file() or path.read_bytes() == before


def test_a_newer_book_is_refused(book_dir: Path) -> None:
    path = closed_book(book_dir)
    changed = sqlite3.connect(path)
    changed.execute(f"PRAGMA user_version={LOG_VERSION + 1}")
    changed.close()
    with pytest.raises(errors.NewerBook):
        open_book(path, author())
    with open_newer(path, author()) as book:
        assert book.read_only
        with pytest.raises(errors.NewerBook):
            verify(book)
        with pytest.raises(errors.NewerBook):
            backup_to(book, book_dir / "sao.danvan")


@pytest.mark.parametrize("sql", ["DROP TABLE change", "CREATE VIEW v AS SELECT 1", "DROP TABLE task"])
def test_a_book_of_another_shape_is_refused(book_dir: Path, sql: str) -> None:
    path = closed_book(book_dir)
    changed = sqlite3.connect(path)
    changed.execute(sql)
    changed.commit()
    changed.close()
    with pytest.raises(errors.DamagedBook):
        open_book(path, author())


def test_a_trigger_is_refused(book_dir: Path) -> None:
    path = closed_book(book_dir)
    changed = sqlite3.connect(path)
    changed.execute("CREATE TRIGGER x AFTER INSERT ON meta BEGIN DELETE FROM meta; END")
    changed.commit()
    changed.close()
    with pytest.raises(errors.DamagedBook):
        open_book(path, author(), read_only=True)


def test_a_file_marked_read_only_can_be_looked_at_only(book_dir: Path) -> None:
    path = closed_book(book_dir)
    path.chmod(stat.S_IRUSR)
    with pytest.raises(errors.ReadOnlyBook):
        open_book(path, author())
    with open_book(path, author(), read_only=True) as book:
        assert book.read_only
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_second_opening_is_told_who_has_the_book(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        for read_only in (False, True):
            with pytest.raises(errors.BookBusy, match="Hà, máy may-Hà, từ"):
                open_book(book.path, author("Tuấn"), read_only=read_only)
        lock_note(book.path).unlink()
        with pytest.raises(errors.BookBusy):
            open_book(book.path, author("Tuấn"))


LATECOMER = """
import sys
from pathlib import Path
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.errors import BookBusy
from tests.making import author
for read_only in (False, True):
    try:
        open_book(Path(sys.argv[1]), author("Tuấn"), read_only=read_only).close()
        print("opened")
    except BookBusy:
        print("busy")
"""


def test_a_look_at_the_file_does_not_let_another_program_in(book_dir: Path) -> None:
    """Closing any handle of a file gives up the POSIX locks of the whole process, SQLite's among them."""
    with empty_book(book_dir) as book:
        book.path.read_bytes()
        command = [sys.executable, "-c", LATECOMER, str(book.path)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["busy", "busy"]


def test_a_stale_lock_note_locks_nobody_out(book_dir: Path) -> None:
    path = closed_book(book_dir)
    lock_note(path).write_text("{}")
    with open_book(path, author()):
        pass
    assert not lock_note(path).exists()


def test_the_file_is_a_book_by_its_header(book_dir: Path) -> None:
    header = closed_book(book_dir).read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == LOG_VERSION


def test_a_failed_transaction_leaves_no_half_of_itself(book_dir: Path) -> None:
    with empty_book(book_dir) as book:

        def fail_halfway() -> None:
            with book.transaction() as connection:
                connection.exec_driver_sql("CREATE TABLE half (a)")
                connection.exec_driver_sql("PRAGMA user_version=7")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail_halfway()
        with book.transaction() as connection:
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema WHERE name='half'").scalar_one()
            assert (tables, connection.exec_driver_sql("PRAGMA user_version").scalar_one()) == (0, LOG_VERSION)


def test_after_a_commit_that_failed_the_book_can_be_written_to(book_dir: Path) -> None:
    """SQLite leaves a transaction open whose COMMIT it refuses."""
    with empty_book(book_dir) as book:
        book.raw.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES a DEFERRABLE INITIALLY DEFERRED)")
        with pytest.raises(IntegrityError), book.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO a VALUES (1, 2)")
        with book.transaction() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM a").scalar_one() == 0


def test_a_prepared_statement_answers_as_sqlalchemy_does(book_dir: Path) -> None:
    with sample_book(book_dir, tasks=20) as book, book.transaction() as connection:
        own = derived[Kind.AGENCY].c
        asked = select(own.id, own.collective, own.deleted).order_by(own.id)
        ids = [row.id for row in connection.execute(asked)]
        wanted = [*ids[:3], "nothing", f"{ids[4]}\0"]
        found = Prepared(asked.where(among(own.id))).all(connection, {"ids": listed(wanted)})
        assert found == connection.execute(asked.where(own.id.in_(wanted))).all()
        assert {type(value) for _, *flags in found for value in flags} <= {bool, type(None)}


def test_the_pragmas_of_a_writer(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        held = {
            name: book.raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "locking_mode", "foreign_keys", "trusted_schema", "temp_store")
        }
    assert held == {
        "journal_mode": "delete",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    }
