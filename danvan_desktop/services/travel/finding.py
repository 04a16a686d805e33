"""«Nhận từ USB»: the books on sticks. The search ends early on a stick with too much on it, and says so."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan_desktop.domain.agencies.names import commune_type_of, unit_name
from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.storage.backup import is_named_as_backup
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.travel.glance import Glance, Trouble, glance
from danvan_desktop.storage.travel.package import identities

_SUFFIX = ".danvan"
_SYSTEMS = frozenset({"system volume information", "$recycle.bin", "found.000"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """How deep, over how many entries, for how long and for how many books is looked."""

    depth: int = 4
    entries: int = 20_000
    seconds: float = 15.0
    books: int = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A book on a stick. `about` says whether it is a copy of the open one or a part of it, `backup` whether it is a
    of the dated backups, `trouble` why it cannot be taken; of one with a password nothing else is known."""

    path: Path
    size: int
    written: datetime
    enciphered: bool
    unit: str
    year: str
    person: str
    tasks: int
    about: str
    trouble: Trouble
    backup: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: books before backups, then what cannot be taken, each newest first; `whole` unless it was broken
    off."""

    found: tuple[Found, ...]
    whole: bool


def identities_of(book: Book) -> Mapping[str, str]:
    """By which the copies and parts of the open book are known."""
    with book.transaction() as connection:
        return identities(connection)


def find_books(
    roots: Iterable[Path],
    known: Mapping[str, str],
    own: Path | None = None,
    watch: Watch = UNWATCHED,
    bounds: Bounds = Bounds(),
) -> Search:
    """Look through sticks or folders. Without an open book nothing is `known`. `own`, the book that is open, is left
    alone, because closing its file again would let go of its lock. Raises MergeCancelled."""
    looking = _Looking(watch, bounds, time.monotonic)
    found = []
    for path in looking.books(roots):
        watch.tell(f"Đang xem «{path.name}»", 0, 0)
        try:
            about = path.stat()
            is_own = own is not None and path.samefile(own)
        except OSError:
            continue
        if not is_own:
            found.append(_found(path, about, glance(path), known))
    found.sort(key=lambda held: held.written, reverse=True)
    found.sort(key=lambda held: (bool(held.trouble), held.backup))
    return Search(tuple(found), looking.whole)


class _Looking:
    """A walk from the top down, folder by folder."""

    def __init__(self, watch: Watch, bounds: Bounds, clock: Callable[[], float]) -> None:
        self.whole = True
        self._watch = watch
        self._bounds = bounds
        self._clock = clock
        self._until = clock() + bounds.seconds
        self._entries = self._books = 0

    def books(self, roots: Iterable[Path]) -> Iterator[Path]:
        """The files that are called books."""
        waiting = deque((root, 0) for root in roots)
        while waiting:
            folder, depth = waiting.popleft()
            for entry in self._entries_of(folder):
                if self._is_enough():
                    self.whole = False
                    return
                if entry.is_dir(follow_symlinks=False):
                    if _is_of_the_system(entry.name):
                        continue
                    if depth >= self._bounds.depth:
                        self.whole = False
                    else:
                        waiting.append((Path(entry.path), depth + 1))
                elif entry.name.lower().endswith(_SUFFIX) and entry.is_file(follow_symlinks=False):
                    self._books += 1
                    yield Path(entry.path)

    def _is_enough(self) -> bool:
        return self._entries > self._bounds.entries or self._books >= self._bounds.books or self._clock() > self._until

    def _entries_of(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """What lies in it; a folder that cannot be read has nothing for us."""
        self._watch.tell(f"Đang tìm trong «{folder.name or folder}»", 0, 0)
        try:
            with os.scandir(folder) as held:
                for entry in held:
                    self._entries += 1
                    yield entry
        except OSError:
            return


def _is_of_the_system(name: str) -> bool:
    return name.startswith(".") or name.lower() in _SYSTEMS


def _found(path: Path, about: os.stat_result, seen: Glance, known: Mapping[str, str]) -> Found:
    unit = unit_name(commune_type_of(seen.unit), seen.commune) if seen.commune else ""
    return Found(
        path=path,
        size=about.st_size,
        written=datetime.fromtimestamp(about.st_mtime),  # noqa: DTZ006 - shown as the PC's own time
        enciphered=seen.enciphered,
        unit=f"{unit[:1].upper()}{unit[1:]}",
        year=seen.year,
        person=seen.person,
        tasks=seen.tasks,
        about=_about(seen, known),
        trouble=seen.trouble,
        backup=is_named_as_backup(path),
    )


def _about(seen: Glance, known: Mapping[str, str]) -> str:
    if seen.enciphered or seen.trouble or not known:
        return ""
    if seen.book_id not in known:
        return "sổ khác"
    package = known[seen.book_id]
    return f"gói của {package}" if package else "bản của sổ này"
