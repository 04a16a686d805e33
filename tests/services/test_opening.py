"""What is asked of a book right after it is opened."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from danvan_desktop.domain.agencies import CommuneType
from danvan_desktop.services.backups import backup
from danvan_desktop.services.letterhead import save_letterhead
from danvan_desktop.services.opening import BookFacts, book_facts, changed_since_backup
from danvan_desktop.storage.book import Book, open_book
from tests.making import author, empty_book
from tests.services.test_letterhead import FULL

NOON = datetime(2026, 3, 5, 12)


def test_facts_of_a_book(book: Book) -> None:
    assert book_facts(book) == BookFacts(book.path, False, 2026, CommuneType.COMMUNE, "xã Tân Phú")
    save_letterhead(book, FULL)
    book.close()
    with open_book(book.path, author(), read_only=True) as held:
        assert book_facts(held) == BookFacts(book.path, True, 2026, CommuneType.WARD, "phường An Bình")


def test_facts_of_an_empty_book(book_dir: Path) -> None:
    with empty_book(book_dir) as held:
        assert book_facts(held) == BookFacts(held.path, False, 2026, CommuneType.COMMUNE)


def written_at(book: Book, moment: datetime) -> None:
    os.utime(book.path, (moment.timestamp(), moment.timestamp()))


def test_a_book_without_a_backup_counts_as_changed(book: Book, book_dir: Path) -> None:
    written_at(book, NOON)
    assert changed_since_backup(book, book_dir / "không có")
    backup(book, book_dir / "sao lưu", NOON + timedelta(minutes=1))
    assert not changed_since_backup(book, book_dir / "sao lưu")
    assert changed_since_backup(book, book_dir)


def test_a_book_is_changed_when_it_was_written_after_its_newest_backup(book: Book, book_dir: Path) -> None:
    folder = book_dir / "sao lưu"
    for minutes in (5, 1):
        backup(book, folder, NOON + timedelta(minutes=minutes))
    written_at(book, NOON + timedelta(minutes=4))
    assert not changed_since_backup(book, folder)
    written_at(book, NOON + timedelta(minutes=6))
    assert changed_since_backup(book, folder)


def test_the_backup_of_another_book_does_not_count(book: Book, book_dir: Path) -> None:
    folder = book_dir / "sao lưu"
    with empty_book(book_dir, "sổ-2.danvan") as other:
        backup(other, folder, NOON)
    written_at(book, NOON - timedelta(days=1))
    assert changed_since_backup(book, folder)
