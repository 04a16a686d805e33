"""Merging itself, writing the result back to the colleague's file, and taking the last merge back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from danvan_desktop.domain.merging.views import MergePreview
from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.domain.records import Kind
from danvan_desktop.services.merging.preparing import PreparedMerge
from danvan_desktop.storage import backup as backups
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.errors import ReadOnlyBook
from danvan_desktop.storage.log import NOTHING, Changes
from danvan_desktop.storage.merging import undoing
from danvan_desktop.storage.merging.errors import CannotUndoMerge, ForeignKeeps
from danvan_desktop.storage.merging.foreign import Snapshot
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
    kept = backups.automatic_backup(book, folder, _free_moment(book, folder, now), watch)
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


@dataclass(frozen=True, slots=True)
class MergedFile:
    """A file that was merged, as it was read then; `whole` when all of it was taken in, `given_back` once the merged
    book was put in its place."""

    snapshot: Snapshot
    whole: bool
    given_back: bool = False

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.snapshot.source


def merged_files(prepared: PreparedMerge) -> tuple[MergedFile, ...]:
    """What may be written over by the merged book; nothing before the merge, and not one agency's part of it, which
    would become the whole book."""
    sources = zip(prepared.sources, prepared.preview.sources, strict=True) if prepared.merged else ()
    return tuple(
        MergedFile(source.snapshot, not source.admission.rejected_count)
        for source, facts in sources
        if not facts.package
    )


def give_back(book: Book, file: MergedFile, watch: Watch = UNWATCHED) -> MergedFile:
    """«Ghi lại vào USB»: put a verified copy of the book in the place of a file that was merged, and answer with it.

    Only when that is still as it was read, nobody has it open, and nothing of it was left out. Raises BookError,
    CannotMerge; the file is as it was then.
    """
    if not file.whole:
        raise ForeignKeeps(file.path.name)
    digest = replace_foreign(book, file.snapshot, watch)
    return MergedFile(replace(file.snapshot, digest=digest), whole=True, given_back=True)


def write_back(book: Book, prepared: PreparedMerge, path: Path, watch: Watch = UNWATCHED) -> None:
    """As `give_back`, for the file at `path` among those just merged. Raises BookError, CannotMerge."""
    for file in merged_files(prepared):
        if file.path.resolve() == path.resolve():
            give_back(book, file, watch)
            return
    raise ForeignKeeps(path.name)


def list_merges(book: Book) -> tuple[undoing.PastMerge, ...]:
    """Every file that was merged into the book, newest first."""
    with book.transaction() as connection:
        return undoing.past_merges(connection)


def can_undo_merge(book: Book) -> bool:
    """Whether the last thing that happened to the book, and was not taken back, is a merge."""
    with book.transaction() as connection:
        return undoing.ends_in_merge(connection)


def undo_merge(book: Book, folder: Path, now: datetime) -> Changes:
    """Go back to the backup made before the last merge, whose result is backed up first (R13); what is stale then.

    Raises CannotUndoMerge when something was written since or that backup is gone; BookError.
    """
    if book.read_only:
        raise ReadOnlyBook(book.path.name)
    before = undoing.backup_before(book, [held.path for held in backups.backups(folder, book.path.stem)])
    backups.automatic_backup(book, folder, _free_moment(book, folder, now))
    if not before.exists():
        raise CannotUndoMerge("Bản sao lưu trước lần gộp vừa bị xóa nên không hoàn tác; sổ không thay đổi.")
    with book.transaction() as connection:
        stale = undoing.records_of_last(connection)
    undoing.put_back(book, before)
    return Changes("", frozenset((Kind(kind), record) for kind, record in stale if kind in list(Kind)))
