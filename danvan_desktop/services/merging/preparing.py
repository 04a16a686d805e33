"""Reading colleagues' files and finding out what putting them into the book would do, on a copy of it.

Everything is kept in a temporary folder until the officer has decided; a stick may be pulled out meanwhile.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.merging.views import MergePreview, SourceFacts, Suspicion
from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.merging import comparing
from danvan_desktop.storage.merging.admission import Admission, admit, standing_of
from danvan_desktop.storage.merging.errors import ForeignDamaged, OwnBook
from danvan_desktop.storage.merging.foreign import ForeignBook, Opener, Snapshot, open_for_reading, take_snapshot
from danvan_desktop.storage.merging.sides import conflict_views
from danvan_desktop.storage.merging.trying import trial_copy
from danvan_desktop.storage.merging.uniting import breaking_off, note_merge, unite
from danvan_desktop.storage.travel.package import Origin, origin_of
from danvan_desktop.storage.travel.snapshot import TEMPORARY

_FORGOTTEN = 6 * 3600
"""Seconds after which a temporary folder belongs to no merge that still goes on."""
_WRONG_CLOCK_MS = 24 * 3_600_000
_HOSTILE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, MemoryError)
"""What deriving may raise over content that passed every check and yet was written to break it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its local copy, opened, and what of it is taken in after those before it."""

    foreign: ForeignBook
    admission: Admission

    @property
    def snapshot(self) -> Snapshot:
        """The local copy."""
        return self.foreign.snapshot


class PreparedMerge:
    """Colleagues' files, read and compared. `preview` says what merging would do; close it when it is decided."""

    def __init__(self, folder: Path, snapshots: Sequence[Snapshot], watch: Watch) -> None:
        self.folder = folder
        self.sources: tuple[Source, ...] = ()
        self.preview = MergePreview((), (), (), (), (), (), ())
        self.merged = False
        self._books: list[ForeignBook] = []
        try:
            for snapshot in snapshots:
                self._books.append(ForeignBook(snapshot, watch))
        except BaseException:
            self.close()
            raise

    def look(self, book: Book, watch: Watch = UNWATCHED) -> MergePreview:
        """Find out what merging would do to the book as it is now. Raises CannotMerge, BookError, MergeCancelled."""
        for foreign in self._books:
            foreign.watched_by(watch)
        with trial_copy(book, self.folder / "xem-truoc.danvan", watch) as copy:
            self.sources, self.preview = _tried(book, copy, self._books, watch)
        return self.preview

    def is_current(self, book: Book) -> bool:
        """Whether the book is still as it was looked at."""
        with book.transaction() as connection:
            return bool(self.sources) and self.sources[0].admission.standing == standing_of(connection)

    def close(self) -> None:
        """Let go of the files and take away the copies."""
        for foreign in self._books:
            foreign.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> PreparedMerge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Room:
    """Where copies are made (None: where the system keeps what is temporary), how files are opened, and with which
    passwords."""

    folder: Path | None = None
    opened: Opener = open_for_reading
    passwords: Mapping[Path, str] = field(default_factory=dict)


ROOM = Room()


def prepare(book: Book, sources: Sequence[Path], watch: Watch = UNWATCHED, room: Room = ROOM) -> PreparedMerge:
    """Read colleagues' files and compare them with the book; nothing is written. Close what is returned.

    Raises CannotMerge or BookError, with the sentence for the officer, and MergeCancelled.
    """
    files = _apart(book, sources)
    try:
        folder = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=room.folder))
        _clear_forgotten(folder.parent)
    except OSError as error:
        raise errors.known_os_error(error, str(room.folder or tempfile.gettempdir())) from error
    try:
        snapshots = [
            take_snapshot(file, folder / f"{number}.danvan", watch, room.opened, room.passwords.get(file, ""))
            for number, file in enumerate(files)
        ]
        prepared = PreparedMerge(folder, snapshots, watch)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        prepared.look(book, watch)
    except BaseException:
        prepared.close()
        raise
    return prepared


def prepare_readable(
    book: Book, sources: Sequence[Path], watch: Watch = UNWATCHED, room: Room = ROOM
) -> tuple[PreparedMerge | None, tuple[KnownError, ...]]:
    """As `prepare`, but a file that cannot be merged does not keep the others out: its sentence is returned instead.

    Raises MergeCancelled, and the sentence itself where there is one file only.
    """
    try:
        return prepare(book, sources, watch, room), ()
    except KnownError:
        if len(sources) == 1:
            raise
    good, refused = [], []
    for source in sources:
        try:
            prepare(book, [source], watch, room).close()
            good.append(source)
        except KnownError as error:
            refused.append(error)
    return (prepare(book, good, watch, room) if good else None), tuple(refused)


def _apart(book: Book, sources: Sequence[Path]) -> list[Path]:
    """The files, each once. Raises OwnBook."""
    found: dict[Path, Path] = {}
    for source in sources:
        if source.exists() and source.samefile(book.path):
            raise OwnBook(source.name)
        found.setdefault(source.resolve(), source)
    return list(found.values())


def _clear_forgotten(folder: Path) -> None:
    """Take away what a merge left behind that was cut off."""
    for left in folder.glob(f"{TEMPORARY}*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)


def _tried(
    book: Book, copy: Book, foreigners: Sequence[ForeignBook], watch: Watch
) -> tuple[tuple[Source, ...], MergePreview]:
    sources: list[Source] = []
    facts: list[SourceFacts] = []
    suspicions: list[Suspicion] = []
    touched: set[tuple[str, str]] = set()
    with book.transaction() as own, breaking_off(copy, watch), copy.transaction() as tried:
        shown = comparing.shown(own)
        before = comparing.State(own, shown)
        for foreign in foreigners:
            admission = admit(tried, foreign, watch)
            sources.append(Source(foreign, admission))
            origin = origin_of(own, foreign.book_id())
            facts.append(_facts(foreign, admission, origin, book.author.now_ms()))
            if not admission.places:
                continue
            try:
                records, places = unite(tried, copy, foreign, admission, watch)
            except _HOSTILE as error:
                raise ForeignDamaged(foreign.name) from error
            if places is not None:
                note_merge(tried, places, "", foreign.name)
            touched |= records
            now = comparing.shown(tried)
            come = {kind: now[kind] - shown[kind] for kind in (Kind.TASK, Kind.AGENCY)}
            mine = {kind: shown[kind] - foreign.knows(sorted(shown[kind])) if come[kind] else () for kind in come}
            mine[Kind.AGENCY] = shown[Kind.AGENCY] if come[Kind.AGENCY] else ()
            suspicions.extend(comparing.suspicions(tried, mine, come))
            shown = now
        watch.tell("Đang so hai sổ", 0, 0)
        told = comparing.differences(before, comparing.State(tried, shown), frozenset(touched))
        known = set(conflict_views(own))
        conflicts = tuple(view for view in conflict_views(tried) if view not in known)
    told = told.without({(view.record, view.field) for view in conflicts})
    rejected = tuple(chain.from_iterable(source.admission.rejected for source in sources))
    preview = MergePreview(tuple(facts), told.added, told.changed, told.deleted, conflicts, tuple(suspicions), rejected)
    return tuple(sources), preview


def _facts(foreign: ForeignBook, admission: Admission, origin: Origin, now_ms: int) -> SourceFacts:
    people = dict.fromkeys(held.person for held in admission.sessions if held.person)
    return SourceFacts(
        path=str(foreign.snapshot.source),
        name=foreign.name,
        news=admission.news,
        lacks=admission.lacks,
        rejected=admission.rejected_count,
        other_book=origin.other,
        clock_ahead=admission.latest_ms > now_ms + _WRONG_CLOCK_MS,
        people=tuple(people),
        package=origin.package,
    )
