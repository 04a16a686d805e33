"""Merging itself, writing the result back to the colleague's file, and taking the last merge back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from danvan_desktop.domain.merging.views import MergePreview
from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.domain.records import Kind
from danvan_desktop.services.merging.preparing import PreparedMerge, Source
from danvan_desktop.storage import backup as backups
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.errors import ReadOnlyBook
from danvan_desktop.storage.log import NOTHING, Changes
from danvan_desktop.storage.merging import undoing
from danvan_desktop.storage.merging.errors import CannotUndoMerge, ForeignKeeps
from danvan_desktop.storage.merging.uniting import breaking_off, note_merge, unite
from danvan_desktop.storage.merging.writing_back import replace_foreign


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: the records that changed, the backup made before it (None when there was nothing to merge), and
    what it was expected to do."""

    changes: Changes
    backup: Path | None
    preview: MergePreview


def merge(book: Book, prepared: PreparedMerge, folder: Path, now: datetime, watch: Watch = UNWATCHED) -> Merged:
    """Take in all the files that were read, in one transaction, after a verified backup in `folder`.

    Whatever ends it leaves the book as it was. Raises BookError, CannotMerge, MergeCancelled.
    """
    if book.read_only:
        raise ReadOnlyBook(book.path.name)
    if not prepared.is_current(book):
        prepared.look(book, watch)
    preview = prepared.preview
    if not preview.brings_news:
        prepared.merged = True
        return Merged(NOTHING, None, preview)
    watch.tell("Đang sao lưu", 0, 0)
    kept = backups.automatic_backup(book, folder, _free_moment(book, folder, now))
    merged_at = datetime.fromtimestamp(book.author.now_ms() / 1000, UTC).isoformat(timespec="milliseconds")
    touched: set[tuple[str, str]] = set()
    with breaking_off(book, watch), book.transaction() as connection:
        for source in prepared.sources:
            records, places = unite(connection, book, source.foreign, source.admission, watch)
            touched |= records
            if places is not None:
                note_merge(connection, places, merged_at, source.foreign.name)
    prepared.merged = True
    shifted = {(item.kind, item.record) for item in (*preview.added, *preview.deleted)}
    known = frozenset((Kind(kind), record) for kind, record in touched | shifted if kind in list(Kind))
    return Merged(Changes("", known), kept, preview)


def _free_moment(book: Book, folder: Path, now: datetime) -> datetime:
    """A moment near `now` under which no backup lies: the one before an earlier merge must stay."""
    taken = {held.made.replace(tzinfo=now.tzinfo) for held in backups.backups(folder, book.path.stem)}
    while now.replace(microsecond=0) in taken:
        now += timedelta(seconds=1)
    return now


def write_back(book: Book, prepared: PreparedMerge, path: Path, watch: Watch = UNWATCHED) -> None:
    """«Ghi lại»: put a verified copy of the merged book in the place of the file at `path`, which was merged.

    Only when that is still as it was read, nobody has it open, and nothing of it was left out. Raises BookError,
    CannotMerge; the file is as it was then.
    """
    source = _merged_source(prepared, path)
    if not prepared.merged or source.admission.rejected_count:
        raise ForeignKeeps(path.name)
    replace_foreign(book, source.snapshot, watch)


def _merged_source(prepared: PreparedMerge, path: Path) -> Source:
    for source in prepared.sources:
        if source.snapshot.source.resolve() == path.resolve():
            return source
    raise ForeignKeeps(path.name)


def list_merges(book: Book) -> tuple[undoing.PastMerge, ...]:
    """Every file that was merged into the book, newest first."""
    with book.transaction() as connection:
        return undoing.past_merges(connection)


def can_undo_merge(book: Book) -> bool:
    """Whether the last thing that happened to the book is a merge."""
    with book.transaction() as connection:
        return undoing.last_merge(connection) is not None


def undo_merge(book: Book, folder: Path, now: datetime) -> None:
    """Go back to the backup made before the last merge, whose result is backed up first (R13).

    Raises CannotUndoMerge when something was written since or that backup is gone; BookError. Everything shown is stale
    afterwards.
    """
    if book.read_only:
        raise ReadOnlyBook(book.path.name)
    before = undoing.backup_before(book, [held.path for held in backups.backups(folder, book.path.stem)])
    backups.automatic_backup(book, folder, _free_moment(book, folder, now))
    if not before.exists():
        raise CannotUndoMerge("Bản sao lưu trước lần gộp vừa bị xóa nên không hoàn tác; sổ không thay đổi.")
    undoing.put_back(book, before)
