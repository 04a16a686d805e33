"""Files that are no sound book or no sound document: one sentence, 1, and every file stays byte for byte."""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.tables import APPLICATION_ID, LOG_VERSION
from tests.cli.calling import DAY, Answer, Call
from tests.cli.documents import catalogue_docx
from tests.making import author

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def checksums(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def assert_refused(danvan: Call, folder: Path, *arguments: object) -> Answer:
    """One sentence, the exit code, and no file written, changed or left behind."""
    before = checksums(folder)
    answer = danvan(*arguments, *DAY)
    assert answer.code == 1
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1, answer.err
    assert checksums(folder) == before
    return answer


def text_file(path: Path) -> None:
    path.write_text("Đây là một tệp văn bản, không phải sổ.\n" * 50, encoding="utf-8")


def foreign_database(path: Path) -> None:
    held = sqlite3.connect(path)
    held.execute("CREATE TABLE note (text)")
    held.commit()
    held.close()


def newer_book(path: Path) -> None:
    held = sqlite3.connect(path)
    held.execute(f"PRAGMA user_version={LOG_VERSION + 1}")
    held.close()


def foreign_database_in_our_name(path: Path) -> None:
    foreign_database(path)
    held = sqlite3.connect(path)
    held.execute(f"PRAGMA application_id={APPLICATION_ID}")
    held.execute(f"PRAGMA user_version={LOG_VERSION}")
    held.close()


def read_only(path: Path) -> None:
    path.chmod(0o444)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


NO_BOOKS: dict[str, tuple[Callable[[Path], None], bool, str]] = {
    "a text file": (text_file, True, "không phải"),
    "a foreign database": (foreign_database, True, "không phải"),
    "a foreign database in our name": (foreign_database_in_our_name, True, "hỏng"),
    "a book cut off": (cut_off, False, "hỏng"),
    "a newer book": (newer_book, False, "mới hơn"),
}


@pytest.mark.parametrize(("make", "anew", "told"), NO_BOOKS.values(), ids=NO_BOOKS.keys())
def test_what_is_no_book_of_ours_is_neither_read_nor_written(
    danvan: Call, book: Path, make: Callable[[Path], None], *, anew: bool, told: str
) -> None:
    document = catalogue_docx(book.parent / "khác.docx")
    if anew:
        book.unlink()
    make(book)
    for arguments in (
        ("list", "tasks", book),
        ("history", book),
        ("set", book, "--task", "1.1", "status=done"),
        ("undo", book),
        ("import", document, "--book", book),
        ("export", "register", book, "--output", book.parent / "ra.xlsx"),
        ("backup", book),
        ("new", book, "--year", "2026"),
    ):
        answer = assert_refused(danvan, book.parent, *arguments)
        assert arguments[0] == "new" or told in answer.err


WRITING = (("set", "BOOK", "--task", "1.1", "status=done"), ("undo", "BOOK"), ("import", "DOCUMENT", "--book", "BOOK"))


@pytest.mark.parametrize("arguments", WRITING, ids=lambda arguments: arguments[0])
def test_a_read_only_book_is_looked_at_alone(danvan: Call, book: Path, arguments: tuple[str, ...]) -> None:
    document = catalogue_docx(book.parent / "khác.docx")
    read_only(book)
    named = {"BOOK": book, "DOCUMENT": document}
    assert "chỉ đọc" in assert_refused(danvan, book.parent, *(named.get(word, word) for word in arguments)).err
    assert danvan("list", "tasks", book, *DAY).code == 0


@pytest.mark.parametrize("arguments", [*WRITING, ("list", "tasks", "BOOK")], ids=lambda arguments: arguments[0])
def test_a_book_that_somebody_has_open_is_left_alone(danvan: Call, book: Path, arguments: tuple[str, ...]) -> None:
    document = catalogue_docx(book.parent / "khác.docx")
    named = {"BOOK": book, "DOCUMENT": document}
    with open_book(book, author("Tuấn")):
        assert "Tuấn" in assert_refused(danvan, book.parent, *(named.get(word, word) for word in arguments)).err


def zip_bomb(path: Path) -> None:
    catalogue_docx(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", bytes(200_000_000))


def with_a_password(path: Path) -> None:
    """Word puts a document with a password into a compound file with a stream of this name."""
    path.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096))


NO_DOCUMENTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a zip bomb": (zip_bomb, "bung ra lớn bất thường"),
    "a document with a password": (with_a_password, "mật khẩu"),
    "a book": (foreign_database, "không phải văn bản Word"),
    "nothing": (lambda path: path.write_bytes(b""), "rỗng"),
}


@pytest.mark.parametrize(("make", "told"), NO_DOCUMENTS.values(), ids=NO_DOCUMENTS.keys())
def test_what_is_no_document_is_not_imported(danvan: Call, book: Path, make: Callable[[Path], None], told: str) -> None:
    path = book.parent / "tài liệu.docx"
    make(path)
    for arguments in (("--book", book), ("--dry-run",), ("--dry-run", "--json")):
        assert told in assert_refused(danvan, book.parent, "import", path, *arguments).err
