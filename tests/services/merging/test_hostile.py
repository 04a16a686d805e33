"""P14: a hostile or damaged file is refused with one sentence, or its bad rows are set aside; mine stays untouched."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from danvan_desktop.domain.changes.rules import Change, change_id
from danvan_desktop.domain.changes.strangers import Fault
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import agencies, editing, history, merging
from danvan_desktop.services.merging.preparing import Room
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.errors import BookError, DiskTrouble, NewerBook
from danvan_desktop.storage.merging.errors import CannotMerge
from danvan_desktop.storage.tables import LOG_VERSION
from danvan_desktop.storage.verify import verify
from tests.making import author
from tests.services.merging.copies import copy_to, edited, look, merge_files
from tests.storage.merging import changes_in


@pytest.fixture(scope="module")
def pair(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """My book, and theirs beside it in «USB» with a few changes more; both to be copied."""
    path = Path(shutil.copy(small_file, tmp_path_factory.mktemp("sổ gốc")))
    theirs = copy_to(path, "USB")

    def work(book: Book) -> None:
        for number, task in enumerate(list_tasks(book, TaskFilter())):
            editing.set_fields(book, task.id, {"note": f"của Tuấn {number}", "percent": 10 * number})
        editing.delete_tasks(book, [find_task(book, "1.3").id])

    edited(theirs, "Tuấn", work)
    return path


@pytest.fixture
def theirs(pair: Path, book_dir: Path) -> Path:
    return Path(shutil.copy(pair.parent / "USB" / pair.name, book_dir / "kia.danvan"))


@pytest.fixture
def mine(pair: Path, book_dir: Path) -> Iterator[Book]:
    with open_book(Path(shutil.copy(pair, book_dir / "sổ.danvan")), author("Hà", 9)) as book:
        yield book


def sql(*statements: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as held:
            held.execute("PRAGMA synchronous=OFF")
            for statement in statements:
                held.execute(statement)
            held.commit()

    return write


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20_000])


def endless_view(path: Path) -> None:
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS local, x AS id FROM c"
    sql("DROP TABLE change", f"CREATE VIEW change AS {endless}")(path)


REFUSED: dict[str, Callable[[Path], None]] = {
    "cut off": cut,
    "an endless view in place of the log": endless_view,
    "a view beside the tables": sql("CREATE VIEW x AS SELECT 1"),
    "a trigger": sql("CREATE TRIGGER x AFTER INSERT ON change BEGIN DELETE FROM change; END"),
    "a virtual table": sql("CREATE VIRTUAL TABLE x USING fts5(a)"),
    "a column more": sql("ALTER TABLE change ADD COLUMN x"),
    "a computed column": sql("ALTER TABLE session ADD COLUMN x AS (hex(zeroblob(1000000)))"),
    "an index of an expression": sql("CREATE INDEX x ON change (length(fields))"),
    "a table missing": sql("DROP TABLE blob"),
    "very many tables": sql(*(f"CREATE TABLE x{number} (a)" for number in range(600))),
    "no book": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(8000)) and None,
    "a newer book": sql(f"PRAGMA user_version={LOG_VERSION + 1}"),
    "an older one": sql("PRAGMA user_version=0"),
    "nothing": Path.unlink,
    "a folder": lambda path: path.unlink() or path.mkdir(),
}


def test_what_is_no_book_of_ours_is_refused(mine: Book, theirs: Path) -> None:
    before = mine.path.read_bytes()
    for name, how in REFUSED.items():
        made = Path(shutil.copy(theirs, theirs.with_name(f"{name}.danvan")))
        how(made)
        with pytest.raises(KnownError) as refused:
            look(mine, made)
        assert isinstance(refused.value, CannotMerge | BookError), name
        assert isinstance(refused.value, NewerBook) is (name == "a newer book")
        assert mine.path.read_bytes() == before, name


def forged(path: Path, change: Callable[[Change], Change]) -> None:
    """Replace the newest change of the file by another, under the id that it should have."""
    with open_book(path, author("Kẻ lạ", 8)) as book:
        last = changes_in(book)[-1]
        made = change(last)
        made = replace(made, id=change_id(made))
        row = log.stored(made)
        names = ", ".join(f"{name} = ?" for name in row)
        book.raw.execute(f"UPDATE change SET {names} WHERE id = ?", [*row.values(), bytes.fromhex(last.id)])


def with_fields(**fields: Any) -> Callable[[Change], Change]:
    return lambda item: replace(item, fields=fields, parents={}, replaces=())


SET_ASIDE: dict[str, tuple[Callable[[Change], Change], Fault]] = {
    "a text that is not NFC": (with_fields(note="Tuâ\u0301n"), Fault.SHAPELESS),
    "a text of the wrong field": (with_fields(percent="nhiều"), Fault.SHAPELESS),
    "a number as text": (with_fields(note=7), Fault.SHAPELESS),
    "a fraction": (with_fields(note=0.5), Fault.SHAPELESS),
    "a list": (with_fields(note=["a"]), Fault.SHAPELESS),
    "a very long text": (with_fields(note="a" * 300_000), Fault.TOO_LONG),
    "a very long number": (with_fields(number="1" * 5_000), Fault.TOO_LONG),
    "very many fields": (with_fields(**{f"x{number}": 1 for number in range(300)}), Fault.TOO_LONG),
    "a number beyond all": (with_fields(percent=1 << 60), Fault.SHAPELESS),
    "a counter that uses up all": (lambda item: replace(item, lamport=1 << 62), Fault.COUNTER),
    "a moment in the year 100,000": (lambda item: replace(item, wall_ms=1 << 55), Fault.COUNTER),
    "a parent that nobody has": (
        lambda item: replace(item, fields={"note": "a"}, parents={"note": ("f" * 32,)}, replaces=()),
        Fault.LOST,
    ),
    "a deletion of what nobody has": (lambda item: replace(item, replaces=("f" * 32,)), Fault.LOST),
    "a parent that is no id": (
        lambda item: replace(item, fields={"note": "a"}, parents={"note": ("x",)}, replaces=()),
        Fault.SHAPELESS,
    ),
    "a session that nobody opened": (lambda item: replace(item, session="e" * 32), Fault.SESSION),
    "a task as a group": (lambda item: replace(with_fields(title="a")(item), kind="group"), Fault.OTHER_KIND),
    "an empty verb": (lambda item: replace(item, verb=""), Fault.SHAPELESS),
}


def test_what_no_program_writes_is_set_aside_and_told(mine: Book, theirs: Path) -> None:
    made = theirs
    for name, (how, fault) in SET_ASIDE.items():
        made = Path(shutil.copy(theirs, theirs.with_name(f"{name}.danvan")))
        forged(made, how)
        assert [held.reason for held in look(mine, made).rejected] == [fault.value], name
    merge_files(mine, made)
    assert find_task(mine, "1.1").note == "của Tuấn 0", "what is sound was merged"
    assert verify(mine).faults == ()


def test_tampered_rows_are_found_and_what_names_them_falls_with_them(mine: Book, theirs: Path) -> None:
    sql("UPDATE change SET fields = replace(fields, 'của Tuấn 2', 'của Tuán 2')")(theirs)
    done = merge_files(mine, theirs)
    assert Counter(held.reason for held in done.preview.rejected) == {Fault.FORGED: 1, Fault.LOST: 1}
    assert [find_task(mine, path).note for path in ("1.1", "1.2", "1.3")] == ["của Tuấn 0", "của Tuấn 1", ""]
    sql("UPDATE session SET person = 'Người khác' WHERE person = 'Tuấn'")(theirs)
    assert {held.reason for held in look(mine, theirs).rejected} == {Fault.FORGED, Fault.LOST}
    sql("UPDATE change SET fields = '{' WHERE local <= 5", "UPDATE change SET record = 'x' WHERE local = 9")(theirs)
    assert Counter(held.reason for held in look(mine, theirs).rejected)[Fault.UNREADABLE] == 6
    assert verify(mine).faults == ()


def test_what_a_newer_program_knows_is_kept_and_passed_on(mine: Book, theirs: Path) -> None:
    forged(theirs, lambda item: replace(with_fields(color="đỏ")(item), kind="petition", record="9" * 32))
    done = merge_files(mine, theirs)
    assert done.preview.rejected == ()
    assert [item.fields for item in changes_in(mine) if item.kind == "petition"] == [{"color": "đỏ"}]
    assert verify(mine).faults == ()


def test_attached_files_are_taken_by_their_hash(mine: Book, theirs: Path) -> None:
    sound, data = hashlib.sha256(b"minh chung").hexdigest(), b"minh chung".hex()
    sql(f"INSERT INTO blob VALUES (x'{sound}', x'{data}'), (x'{'1' * 64}', x'00'), (x'{'2' * 64}', NULL)")(theirs)
    done = merge_files(mine, theirs)
    assert Counter(held.reason for held in done.preview.rejected) == {Fault.FORGED: 1, Fault.SHAPELESS: 1}
    assert mine.raw.execute("SELECT data FROM blob").fetchall() == [(b"minh chung",)]


class Stick(io.RawIOBase):
    """A file that is pulled out after some bytes."""

    def __init__(self, path: Path, good: int) -> None:
        self.file = path.open("rb")
        self.good = good

    def read(self, size: int = -1) -> bytes:
        if self.good <= 0:
            raise OSError(5, "Input/output error")
        piece = self.file.read(min(size, self.good))
        self.good -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()
        super().close()


@pytest.mark.parametrize("good", [0, 50_000])
def test_a_stick_that_is_pulled_out_while_it_is_read_does_no_harm(
    mine: Book, theirs: Path, tmp_path: Path, good: int
) -> None:
    before = mine.path.read_bytes()
    room = tmp_path / "tạm"
    room.mkdir()

    def opened(path: Path) -> BinaryIO:
        return Stick(path, good)  # type: ignore[return-value]

    with pytest.raises(DiskTrouble, match="USB"):
        merging.prepare(mine, [theirs], room=Room(room, opened))
    assert mine.path.read_bytes() == before
    assert list(room.iterdir()) == []


def test_whatever_a_forger_says_under_sound_ids_can_be_shown_and_merged(mine: Book, theirs: Path) -> None:
    """Hashes do not help against who can compute them: nothing that is admitted may break the book."""
    chance = random.Random(3)
    texts = ("", "Quý " * 9_000, "1.1." * 400, "\n", "=1+1", "../..", "2026-13-45", "todo", "lead", "0" * 32, "\u202e")
    with open_book(theirs, author("Kẻ lạ", 8)) as book:
        for item in chance.sample(changes_in(book), 20):
            fields = {
                name: chance.choice(texts) if isinstance(value, str) else value for name, value in item.fields.items()
            }
            made = replace(item, fields=fields, parents={}, replaces=(), seq=item.seq + 1_000_000)
            made = replace(made, id=change_id(made))
            row = log.stored(made)
            marks = ",".join("?" * len(row))
            book.raw.execute(f"INSERT INTO change ({','.join(row)}) VALUES ({marks})", list(row.values()))
    done = merge_files(mine, theirs)
    assert done.preview.sources[0].news > 20
    assert verify(mine).faults == ()
    for task in list_tasks(mine, TaskFilter()):
        assert task.timing
    assert history.book_history(mine)
    assert agencies.list_registered(mine)
    assert merging.conflict_cards(mine)
