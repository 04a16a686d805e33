"""Putting the merged book in the place of the file that was merged."""

from __future__ import annotations

from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import Book, explained
from danvan_desktop.storage.connection import Access, connect
from danvan_desktop.storage.errors import known_os_error
from danvan_desktop.storage.merging.errors import ForeignChanged
from danvan_desktop.storage.merging.foreign import Snapshot, digest_of, refuse_unfinished


def replace_foreign(book: Book, snapshot: Snapshot, watch: Watch) -> str:
    """Replace the file by a verified copy of the book, at once and only if it is still what was read; its new hash.

    Raises ForeignChanged, ForeignInUse, BookError; the file is as it was then.
    """
    source = snapshot.source
    refuse_unfinished(source)
    try:
        if digest_of(source, watch) != snapshot.digest:
            raise ForeignChanged(source.name)
    except OSError as error:
        raise known_os_error(error, source.name) from error
    with explained(source):
        connect(source, Access.WRITE).close()  # nobody else has it open
    watch.tell(f"Đang ghi lại «{source.name}»", 0, 0)
    backup_to(book, source)
    try:
        return digest_of(source, UNWATCHED)
    except OSError as error:
        raise known_os_error(error, source.name) from error
