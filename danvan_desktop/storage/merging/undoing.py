"""Taking back the last merge by going back to the backup made before it, while nothing was written since (R13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Row, func, select

from danvan_desktop.domain.changes.rules import checksum
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.storage.backup import verified
from danvan_desktop.storage.book import Author, Book, WriterState, explained, open_book, read_meta
from danvan_desktop.storage.errors import BookError
from danvan_desktop.storage.merging.errors import CannotUndoMerge
from danvan_desktop.storage.tables import change, merge_log
from danvan_desktop.storage.undo import next_to_undo


@dataclass(frozen=True, slots=True)
class LastMerge:
    """The newest merge of a book, with nothing written since: how many merges there were before its moment, and the
    sum and count of the changes that the book held then."""

    merges: int
    checksum: str
    count: str


@dataclass(frozen=True, slots=True)
class PastMerge:
    """One file that was merged: when (ISO, UTC), its name, how many changes it brought."""

    merged_at: str
    source: str
    changes: int


def past_merges(connection: Connection) -> tuple[PastMerge, ...]:
    """Every file that was merged into this book, newest first."""
    found = connection.execute(select(merge_log).order_by(merge_log.c.id.desc()))
    return tuple(PastMerge(row.merged_at, row.source, row.last_local - row.first_local + 1) for row in found)


def ends_in_merge(connection: Connection) -> bool:
    """Whether nothing that an officer has written since the newest merge stands any more; asked after every edit, so
    only the end of the log is read."""
    first, last = connection.execute(select(func.max(merge_log.c.first_local), func.max(merge_log.c.last_local))).one()
    if last is None or first == 1:  # a package begins with all that it was made of
        return False
    unnamed = select(change.c.id).where(change.c.local > last, change.c.action == bytes.fromhex(NO_ACTION))
    if connection.execute(unnamed.where(change.c.wall_ms > 0).limit(1)).first() is not None:
        return False
    standing = next_to_undo(connection)
    if standing is None:
        return True
    begun = select(func.min(change.c.local)).where(change.c.action == bytes.fromhex(standing.id))
    return bool(connection.execute(begun).scalar_one() <= last)


def records_of_last(connection: Connection) -> frozenset[tuple[str, str]]:
    """(kind, id) of what the merge at the end of the log changed, with all of its files."""
    merges = connection.execute(select(merge_log).order_by(merge_log.c.id.desc())).all()
    if not merges:
        return frozenset()
    statement = select(change.c.kind, change.c.record).where(change.c.local >= _together(merges)[-1].first_local)
    return frozenset((kind, record.hex()) for kind, record in connection.execute(statement.distinct()))


def last_merge(connection: Connection) -> LastMerge | None:
    """The merge that stands at the end of the log, with all of the files that were merged along with it; None when
    something that was written since still stands."""
    if not ends_in_merge(connection):
        return None
    merges = connection.execute(select(merge_log).order_by(merge_log.c.id.desc())).all()
    together = _together(merges)
    first = together[-1].first_local
    ids = [id_.hex() for id_ in connection.execute(select(change.c.id).where(change.c.local < first)).scalars()]
    return LastMerge(len(merges) - len(together), str(checksum(ids)), str(len(ids)))


def _together(merges: Iterable[Row[int, int, int, str, str]]) -> list[Row[int, int, int, str, str]]:
    """The newest merge and those done in the same moment right before it."""
    found: list[Row[int, int, int, str, str]] = []
    for row in merges:
        if found and (row.merged_at != found[-1].merged_at or row.last_local != found[-1].first_local - 1):
            break
        found.append(row)
    return found


def backup_before(book: Book, backups: Iterable[Path]) -> Path:
    """The verified backup that holds what the book held before its last merge. Raises CannotUndoMerge."""
    with book.transaction() as connection:
        wanted = last_merge(connection)
    if wanted is None:
        raise CannotUndoMerge(
            "Không hoàn tác lần gộp được: sổ đã có thay đổi sau lần gộp đó, hoặc chưa gộp lần nào. "
            "Chưa thay đổi gì; hãy sửa trực tiếp những chỗ cần sửa."
        )
    for path in backups:
        if _is(path, book.author, wanted) and verified(path, book.author):
            return path
    raise CannotUndoMerge(
        "Không hoàn tác lần gộp được: không tìm thấy bản sao lưu nguyên vẹn trước lần gộp. "
        "Chưa thay đổi gì; hãy sửa trực tiếp những chỗ cần sửa."
    )


def _is(path: Path, author: Author, wanted: LastMerge) -> bool:
    try:
        with open_book(path, author, read_only=True) as held, held.transaction() as connection:
            merges = connection.execute(select(func.count()).select_from(merge_log)).scalar_one()
            said = (read_meta(connection, "checksum"), read_meta(connection, "change_count"))
            return merges == wanted.merges and said == (wanted.checksum, wanted.count)
    except BookError:
        return False


def put_back(book: Book, backup: Path) -> None:
    """Give the open book the content of a backup, whole or not at all. Raises BookError.

    What is written from then on has a session of its own, so that no name of what was left is used again (R4).
    """
    with open_book(backup, book.author, read_only=True) as held, explained(book.path):
        held.raw.backup(book.raw)
    book.writer = WriterState()
