"""What is sent: the whole book or a part of it, made ready and verified on the PC's own disk."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.storage import errors
from danvan_desktop.storage.backup import copy_verified, require_truth
from danvan_desktop.storage.book import Book, explained
from danvan_desktop.storage.tables import blob
from danvan_desktop.storage.travel.errors import NoRoomToSend
from danvan_desktop.storage.travel.package import write_package

TEMPORARY = "danvan-gop-"
"""How the temporary folders of what is read from sticks and written to them begin."""


@dataclass(frozen=True, slots=True)
class Packing:
    """What goes along: the attached files (which may be about persons) or not; of one agency its part alone."""

    evidence: bool = False
    agency: str = ""


@contextmanager
def packed(book: Book, packing: Packing, watch: Watch = UNWATCHED) -> Iterator[Path]:
    """The file to be sent, gone afterwards. Raises BookError, NothingToSend, MergeCancelled."""
    folder = Path(tempfile.gettempdir())
    try:
        temporary = tempfile.TemporaryDirectory(prefix=TEMPORARY, ignore_cleanup_errors=True)
    except OSError as error:
        raise _known(errors.known_os_error(error, str(folder)), book, folder) from error
    with temporary as held:
        path = Path(held) / "gui.danvan"
        try:
            if packing.agency:
                write_package(book, packing.agency, path, evidence=packing.evidence, watch=watch)
                require_truth(book, path)
            else:
                copy_verified(book, path, watch)
                if not packing.evidence:
                    _leave_evidence_out(book, path)
        except OSError as error:
            raise _known(errors.known_os_error(error, path.name), book, folder) from error
        except errors.NoRoom as error:
            raise _known(error, book, folder) from error
        yield path


def _known(error: errors.BookError, book: Book, folder: Path) -> errors.BookError:
    """Of a full disk of the PC's own is said which, because the officer looks for it on the stick."""
    return NoRoomToSend(folder, book.path.stat().st_size, ready=True) if isinstance(error, errors.NoRoom) else error


def _leave_evidence_out(book: Book, path: Path) -> None:
    """Without a trace: what was deleted would else stay in the pages that are free."""
    with explained(path), closing(sqlite3.connect(path)) as copy:
        if not copy.execute("SELECT 1 FROM blob LIMIT 1").fetchone():
            return
        copy.execute("DELETE FROM blob")
        copy.commit()
        copy.execute("VACUUM")
    require_truth(book, path)


def attached(book: Book) -> tuple[int, int]:
    """How many files are attached in the book, and how many bytes they take."""
    with book.transaction() as connection:
        size = func.coalesce(func.sum(func.length(blob.c.data)), 0)
        count, whole = connection.execute(select(func.count(), size).select_from(blob)).one()
    return int(count), int(whole)
