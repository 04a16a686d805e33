"""A flipped byte anywhere in a book is told, or changes nothing that the book holds (case 5)."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import insert

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, Kind, Status
from danvan_desktop.services import editing
from danvan_desktop.services.importing import import_draft
from danvan_desktop.services.tasks import find_task
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.errors import BookError
from danvan_desktop.storage.tables import blob, metadata
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, empty_book, sample_book
from tests.services.drafts import FACT, draft
from tests.storage.merging import unite

HEADER_BYTES = 100


@pytest.fixture
def rich(book_dir: Path) -> Path:
    """A book with something of everything in it: edits, deletions, a merge with conflicts, a file."""
    with empty_book(book_dir) as book:
        import_draft(book, draft(), FACT)
        return enriched(book)


@pytest.fixture
def large(book_dir: Path) -> Path:
    """The same on the sample book, with what the program ships."""
    with sample_book(book_dir) as book:
        return enriched(book)


def enriched(book: Book) -> Path:
    copy = book.path.with_name("tuan.danvan")
    backup_to(book, copy)
    task = find_task(book, "1.1")
    with open_book(copy, author("Tuấn")) as theirs:
        editing.set_time(theirs, task.id, "Quý IV/2026")
        editing.set_time(book, task.id, "Quý III/2026")
        editing.set_status(theirs, [find_task(theirs, "1.2")], Status.DONE, TODAY)
        log.write(book, [Write(Kind.GROUP, task.group, {DELETED: True}, Verb.DELETE)])
        unite(book, theirs)
    with book.transaction() as connection:
        data = bytes(range(256)) * 8
        connection.execute(insert(blob), {"sha256": hashlib.sha256(data).digest(), "data": data})
    assert verify(book).faults == ()
    return book.path


def dump(path: Path) -> object:
    """Everything that a book holds, by the bare driver: every row of every table with the types of its values."""
    raw = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        names = ["sqlite_schema", *sorted(metadata.tables)]
        tables = [raw.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall() for name in names]
        pragmas = [raw.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version", "encoding")]
    finally:
        raw.close()
    return repr((tables, pragmas))


def told(path: Path, *, read_only: bool) -> bool:
    """Whether opening or checking the book says that something is wrong; it never fails in another way."""
    try:
        with open_book(path, author(), read_only=read_only) as book:
            return not verify(book).sound
    except BookError:
        return True


def flip_each(path: Path, flips: Iterable[tuple[int, int]]) -> Counter[str]:
    """Flip one byte at a time in a copy; each flip is told of, or the copy holds what the book holds."""
    original, meaning = path.read_bytes(), dump(path)
    copy = path.with_name("flipped.danvan")
    seen: Counter[str] = Counter()
    for number, (offset, mask) in enumerate(flips):
        changed = bytearray(original)
        changed[offset] ^= mask
        copy.write_bytes(changed)
        if told(copy, read_only=number % 2 == 0):
            seen["told"] += 1
            continue
        copy.write_bytes(changed)
        assert dump(copy) == meaning, f"byte {offset} ^ {mask:#x} went unnoticed"
        seen["harmless"] += 1
    return seen


def at_random(path: Path, count: int, seed: int) -> list[tuple[int, int]]:
    chance = random.Random(seed)
    size = path.stat().st_size
    return [(chance.randrange(size), chance.randrange(1, 256)) for _ in range(count)]


def where_written(content: bytes, count: int, seed: int) -> list[tuple[int, int]]:
    """As `at_random`, single bits and only where the file does not hold nothing: much of a book is room to grow."""
    chance = random.Random(seed)
    used = [offset for offset, byte in enumerate(content) if byte]
    return [(chance.choice(used), 1 << chance.randrange(8)) for _ in range(count)]


def test_flipped_bytes_are_told_or_change_nothing(rich: Path) -> None:
    seen = flip_each(rich, [*at_random(rich, 20, seed=1), *where_written(rich.read_bytes(), 40, seed=2)])
    print(f"\n60 flips: {dict(seen)}")
    assert seen["told"] > 30


def test_every_byte_of_the_header(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        path = book.path
    seen = flip_each(path, [(offset, 1) for offset in range(HEADER_BYTES)])
    print(f"\n{HEADER_BYTES} flips of the header: {dict(seen)}")
    assert seen["told"] > HEADER_BYTES // 3


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_thousand_flipped_bytes_are_told_or_change_nothing(large: Path) -> None:
    print(f"\n1000 flips anywhere: {dict(flip_each(large, at_random(large, 1000, seed=3)))}")
    seen = flip_each(large, where_written(large.read_bytes(), 1000, seed=4))
    print(f"1000 flips of single bits where something is written: {dict(seen)}")


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_every_bit_of_the_header(large: Path) -> None:
    seen = flip_each(large, [(offset, 1 << bit) for offset in range(HEADER_BYTES) for bit in range(8)])
    print(f"\n{8 * HEADER_BYTES} flips of the header: {dict(seen)}")


def test_a_book_that_was_cut_off_is_told(rich: Path) -> None:
    content = rich.read_bytes()
    for kept in (0, 1, 99, 100, 511, 4096, 5000, 100_000, len(content) - 4096, len(content) - 1):
        rich.write_bytes(content[:kept])
        assert told(rich, read_only=kept % 2 == 0), kept


def test_eight_flipped_bytes_are_told(rich: Path) -> None:
    """The case in which SQLite's own checks are known to miss most."""
    content = rich.read_bytes()
    for seed in range(10):
        changed = bytearray(content)
        for offset, mask in where_written(content, 8, seed):
            changed[offset] ^= mask
        rich.write_bytes(changed)
        assert told(rich, read_only=True)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO session (id) VALUES ('abc')",
        "UPDATE change SET replaces = json_array(json_extract(replaces, '$[1]'), json_extract(replaces, '$[0]')) "
        "WHERE json_array_length(replaces) = 2",
    ],
    ids=["a name that is text", "names in another order"],
)
def test_what_the_hashes_do_not_say_is_told_too(book_dir: Path, statement: str) -> None:
    with empty_book(book_dir) as book:
        log.write(book, [Write(Kind.PROGRAMME, "1" * 32, {"title": "a"}, Verb.ADD)])
        log.write(book, [Write(Kind.PROGRAMME, "1" * 32, {"type": "b"})])
        log.write(book, [Write(Kind.PROGRAMME, "1" * 32, {DELETED: True})])
    raw = sqlite3.connect(book.path)
    assert raw.execute(statement).rowcount == 1
    raw.commit()
    raw.close()
    assert told(book.path, read_only=True)
