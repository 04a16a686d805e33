"""Putting the merged book in the place of the file that was merged."""

from __future__ import annotations

from danvan_desktop.domain.merging.watching import Watch
from danvan_desktop.storage.book import Book, explained
from danvan_desktop.storage.connection import Access, connect
from danvan_desktop.storage.errors import known_os_error
from danvan_desktop.storage.merging.errors import ForeignChanged
from danvan_desktop.storage.merging.foreign import Snapshot, digest_of, refuse_unfinished
from danvan_desktop.storage.travel.cipher import Key
from danvan_desktop.storage.travel.delivering import Manner, deliver
from danvan_desktop.storage.travel.snapshot import Packing, packed


def replace_foreign(book: Book, snapshot: Snapshot, watch: Watch) -> str:
    """Replace the file by a verified copy of the book, at once and only if it is still what was read, under the same
    password; its new hash.

    Raises ForeignChanged, ForeignInUse, BookError; the file is as it was then.
    """
    source = snapshot.source
    refuse_unfinished(source)
    try:
        if digest_of(source, watch) != snapshot.digest:
            raise ForeignChanged(source.name)
    except OSError as error:
        raise known_os_error(error, source.name) from error
    key = Key(snapshot.password) if snapshot.password else None
    if key is None:
        with explained(source):
            connect(source, Access.WRITE).close()  # nobody else has it open
    with packed(book, Packing(evidence=True), watch) as copy:
        return deliver(copy, source, Manner(key, book.author.entropy), watch)
