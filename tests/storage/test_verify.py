"""What the check of a book finds: nothing in a sound one, and every fault that somebody could have put into it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Table

from danvan_desktop.domain.labels import KIND_LABELS
from danvan_desktop.services.importing import import_draft
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.tables import derived, metadata
from danvan_desktop.storage.verify import log_is_sound, quick_check, verify
from tests.making import author, empty_book
from tests.services.drafts import FACT, draft
from tests.storage.merging import changes_in
from tests.storage.test_damage import enriched

MARKS = str.maketrans(
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
SYLLABLE = re.compile(
    "(b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|qu|r|s|th|tr|t|v|x)?[aăâeêioôơuưy]{1,3}(ch|c|m|nh|ng|n|p|t)?"
)


def sounds_vietnamese(sentence: str) -> bool:
    """Whether every word is built as a Vietnamese syllable is; ids of changes are no words."""
    words = re.findall(r"[^\W\d]+", re.sub(r"\b[0-9a-f]{8}\b", "", sentence).lower().translate(MARKS))
    return all(SYLLABLE.fullmatch(word) for word in words)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with something of everything in it: an import, edits, a merge with conflicts, a file."""
    with empty_book(tmp_path_factory.mktemp("Sổ")) as held:
        import_draft(held, draft(), FACT)
        return enriched(held)


@pytest.fixture
def book(made: Path, book_dir: Path) -> Iterator[Book]:
    """A copy of that, open for writing."""
    path = book_dir / made.name
    shutil.copyfile(made, path)
    with open_book(path, author("Lan")) as held:
        yield held


def test_a_sound_book_is_sound(book: Book) -> None:
    found = verify(book)
    assert (found.sound, found.faults, found.changes) == (True, (), len(changes_in(book)))
    assert quick_check(book)
    assert log_is_sound(book)


def test_a_check_writes_nothing(book: Book) -> None:
    before = book.path.read_bytes()
    verify(book)
    assert book.path.read_bytes() == before


TAMPERED = {
    "a derived row": "UPDATE task SET text = 'Việc khác' WHERE path = '1.1'",
    "a derived row too many": "INSERT INTO direction (id, heads, deleted, shown) VALUES ('1', '{}', 0, 1)",
    "a derived row too few": "DELETE FROM assignment WHERE id = (SELECT min(id) FROM assignment)",
    "heads": "UPDATE task SET heads = '{}'",
    "who is there": "UPDATE task SET shown = 0 WHERE path = '1.1'",
    "a flag that is neither": "UPDATE task SET deleted = 2 WHERE deleted = 1 OR path = '1.1'",
    "a number as text": "UPDATE agency SET name = CAST(name AS BLOB)",
    "a due date": "UPDATE task SET due = '2030-01-01'",
    "a conflict": "DELETE FROM conflict",
    "fields": """UPDATE change SET fields = replace(fields, 'Quý III', 'Quý I') WHERE fields LIKE '%Quý III%'""",
    "the spelling of fields": "UPDATE change SET fields = replace(fields, ':', ': ') WHERE local = 9",
    "a field given twice": """UPDATE change SET fields = '{"time_text":"",' || substr(fields, 2) WHERE local = 9""",
    "the spelling of parents": "UPDATE change SET parents = replace(parents, ':', ' :') WHERE local = 9",
    "the spelling of replaces": "UPDATE change SET replaces = ' []' WHERE local = 9",
    "parents": """UPDATE change SET parents = '{"time_text":[]}' WHERE fields LIKE '%Quý III%'""",
    "parents that are no ids": """UPDATE change SET parents = '{"note":["không phải mã"]}' WHERE local = 9""",
    "parents that are lists": """UPDATE change SET parents = '{"note":[["a"]]}' WHERE local = 9""",
    "fields that are no JSON": "UPDATE change SET fields = '{' WHERE local = 9",
    "fields that are a list": "UPDATE change SET fields = '[1]' WHERE local = 9",
    "fields that are deep": f"UPDATE change SET fields = '{'[' * 100_000}' WHERE local = 9",
    "fields with half a letter": r"""UPDATE change SET fields = '{"note":"\ud800"}' WHERE local = 9""",
    "text that is no text": "UPDATE change SET fields = CAST(x'ff' AS TEXT) WHERE local = 9",
    "fields as bytes": "UPDATE change SET fields = CAST(fields AS BLOB) WHERE local = 9",
    "an id as text": "UPDATE change SET action = 'aaaaaaaaaaaaaaaa' WHERE local = 9",
    "a number as an id": "UPDATE change SET record = 5 WHERE local = 9",
    "a huge number as an id": "UPDATE change SET record = 9223372036854775807 WHERE local = 9",
    "a verb": "UPDATE change SET verb = 'add' WHERE verb = 'edit'",
    "a clock": "UPDATE change SET wall_ms = wall_ms + 1 WHERE verb = 'edit'",
    "an order": "UPDATE change SET lamport = lamport + 1 WHERE verb = 'edit'",
    "the place of a change": "UPDATE change SET session = randomblob(16) WHERE verb = 'edit'",
    "a deleted change": "DELETE FROM change WHERE local = 9",
    "the last change deleted": "DELETE FROM change WHERE local = (SELECT max(local) FROM change)",
    "a change nobody counted": """INSERT INTO change SELECT NULL, randomblob(16), session, seq + 900, lamport, wall_ms,
        action, verb, kind, record, fields, parents, replaces FROM change WHERE local = 9""",
    "the year": "UPDATE meta SET value = '2025' WHERE key = 'year'",
    "the year as a blank": "UPDATE meta SET value = '' WHERE key = 'year'",
    "whose book": "UPDATE meta SET value = 'a' || substr(value, 2) || 'b' WHERE key = 'book_id'",
    "the sum": "UPDATE meta SET value = '1' WHERE key = 'checksum'",
    "the count": "UPDATE meta SET value = '1' WHERE key = 'change_count'",
    "no number as the count": "UPDATE meta SET value = 'nhiều' WHERE key = 'change_count'",
    "the version of the derived tables": "UPDATE meta SET value = '0' WHERE key = 'derived_version'",
    "the guard": "UPDATE meta SET value = 'x' WHERE key = 'guard'",
    "no guard": "DELETE FROM meta WHERE key = 'guard'",
    "no count": "DELETE FROM meta WHERE key = 'change_count'",
    "nothing of its own": "DELETE FROM meta",
    "something of its own too many": "INSERT INTO meta VALUES ('khác', '1')",
    "a person": "UPDATE session SET person = 'Ai đó' WHERE person = 'Hà'",
    "a nonce": "UPDATE session SET nonce = zeroblob(16) WHERE person = 'Hà'",
    "a nonce as text": "UPDATE session SET nonce = 'aaaaaaaaaaaaaaaa' WHERE person = 'Hà'",
    "no nonce": "UPDATE session SET nonce = NULL WHERE person = 'Hà'",
    "an opening": "UPDATE session SET opened_at = '2009-01-01' WHERE person = 'Hà'",
    "a session": "DELETE FROM session WHERE person = 'Tuấn'",
    "a person where nobody was": "UPDATE session SET person = 'Hà' WHERE person IS NULL",
    "a file": "UPDATE blob SET data = x'00'",
    "a file without content": "UPDATE blob SET data = NULL",
    "a merge": "UPDATE merge_log SET last_local = last_local + 1",
    "where a merge came from": "UPDATE merge_log SET source = 'khác'",
    "a merge that was not": "INSERT INTO merge_log VALUES (9, 1, 2, '', '')",
    "a merge that was": "DELETE FROM merge_log",
    "a foreign table": "CREATE TABLE diary (entry TEXT)",
    "a foreign index": "CREATE INDEX quick ON task (note)",
    "a foreign view": "CREATE VIEW quick AS SELECT 1",
    "a foreign trigger": "CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM meta; END",
    "no index": "DROP INDEX task_order",
    "no table": "DROP TABLE merge_log",
    "an empty table": "DELETE FROM task",
    "another column": "ALTER TABLE task ADD COLUMN extra TEXT",
    "a column of another name": "ALTER TABLE change RENAME COLUMN verb TO act",
    "statistics of another program": "ANALYZE",
}


@pytest.mark.parametrize("harm", TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_tampered_with_is_told_in_vietnamese(book: Book, harm: str) -> None:
    book.raw.execute(harm)
    found = verify(book)
    assert not found.sound
    assert all(sounds_vietnamese(fault) for fault in found.faults), found.faults
    assert len(set(found.faults)) == len(found.faults)
    quick_check(book)
    log_is_sound(book)


def test_the_check_of_the_sentences_would_hear_another_language() -> None:
    for sentence in (
        "Bảng «task» không đúng khuôn.",
        "not a book",
        "Bảng «merge_log»",
        "database disk image",
        "change",
    ):
        assert not sounds_vietnamese(sentence)
    assert sounds_vietnamese("Phiên làm việc 0123abcd không khớp mã kiểm của nó.")


@pytest.mark.parametrize("harm", ["a deleted change", "the sum", "the year", "no guard", "a merge", "no table"])
def test_the_quick_check_finds_what_its_sums_say(book: Book, harm: str) -> None:
    book.raw.execute(TAMPERED[harm])
    assert not quick_check(book)


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_a_missing_table_is_told(book: Book, table: str) -> None:
    book.raw.execute(f'DROP TABLE "{table}"')
    assert not verify(book).sound


def test_every_derived_value_is_compared(book: Book) -> None:
    """One column after another, in every table at once that holds a row."""
    filled = [table for table in derived.values() if book.raw.execute(f'SELECT 1 FROM "{table.name}"').fetchone()]
    assert len(filled) >= 7
    for place in range(1, max(len(table.columns) for table in filled)):
        changed = [table for table in filled if place < len(table.columns)]
        with changed_in_each(book, changed, place):
            told = verify(book).faults
            assert told == tuple(
                f"Bảng «{KIND_LABELS[table.name]}» không khớp với nhật ký thay đổi." for table in changed
            )
    assert verify(book).faults == ()


@contextmanager
def changed_in_each(book: Book, tables: Sequence[Table], place: int) -> Iterator[None]:
    """Another value in that column of one row of each table, for a while."""
    held = {}
    for table in tables:
        name = table.columns[place].name
        held[table] = book.raw.execute(f'SELECT id, "{name}" FROM "{table.name}"').fetchone()
        book.raw.execute(f'UPDATE "{table.name}" SET "{name}" = ? WHERE id = ?', ("khác", held[table][0]))
    yield
    for table, (id_, value) in held.items():
        book.raw.execute(f'UPDATE "{table.name}" SET "{table.columns[place].name}" = ? WHERE id = ?', (value, id_))


def test_a_check_can_be_called_off(book: Book) -> None:
    book.raw.execute(TAMPERED["a deleted change"])
    assert verify(book, lambda: True).faults == ()


def test_a_busy_book_is_not_called_a_damaged_one(book: Book) -> None:
    book.close()
    with open_book(book.path, author(), read_only=True) as looking:
        with open_book(book.path, author("Tuấn")), pytest.raises(errors.BookBusy):
            verify(looking)
        assert verify(looking).faults == ()
