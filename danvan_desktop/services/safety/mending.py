"""A damaged book: made again from its log where that is whole, else saved as far as it can be read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.labels import KIND_LABELS
from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.text import fold
from danvan_desktop.storage import actions as stored
from danvan_desktop.storage import history
from danvan_desktop.storage.backup import replace_unreadable
from danvan_desktop.storage.book import Author, Book, open_book, refuse_held
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.mending.making import Saved, make_book
from danvan_desktop.storage.mending.salvaging import caught

Tell = Callable[[int, int], None]
"""Told how far the reading has come; may raise to stop."""
_SAYING = ("text", "title", "name", "result", "note", "reason")
_LETTERS = 60
_STAMP = "%Y%m%d-%H%M%S"


class CannotRebuild(KnownError):
    """The log itself is damaged: what is made from it would lack something."""


class NothingSaved(KnownError):
    """No change of the file is whole."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new book beside the damaged one; `incomplete` names what may lack something, in words."""

    book: Path
    saved: Saved
    incomplete: tuple[str, ...]


def _quietly(_done: int, _whole: int) -> None:
    """Nobody is waiting to be told."""


def log_is_whole(path: Path, tell: Tell = _quietly) -> bool:
    """Whether every change that a damaged book ever held can still be read in it."""
    with caught(path, tell) as catch:
        return catch.is_whole


def rebuild(path: Path, author: Author, now: datetime, tell: Tell = _quietly) -> Path:
    """Make a book again from its whole log and put it in the place of the damaged file, which is renamed; its new name.

    Raises CannotRebuild, BookError; the file is as it was then.
    """
    refuse_held(path)
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder, caught(path, tell) as catch:
        if not catch.is_whole:
            raise CannotRebuild(
                f"Nhật ký của sổ «{path.stem}» cũng có chỗ hỏng nên chưa dựng lại; tệp được giữ nguyên. "
                "Hãy khôi phục từ bản sao lưu, hoặc cứu dữ liệu còn đọc được."
            )
        made = Path(folder) / path.name
        make_book(catch, made, author, now.year)
        with open_book(made, author, read_only=True) as book:
            return replace_unreadable(path, book, now)


def salvage(path: Path, author: Author, now: datetime, tell: Tell = _quietly) -> Salvaged:
    """Write what can be read of a damaged book into a new one beside it; the file itself is left as it is.

    Raises NothingSaved, BookError.
    """
    refuse_held(path)
    with caught(path, tell) as catch:
        if not catch.changes:
            raise NothingSaved(
                f"Trong tệp «{path.name}» không còn thay đổi nào đọc được; tệp được giữ nguyên. "
                "Hãy khôi phục từ bản sao lưu."
            )
        target = path.with_name(f"{path.stem} (cứu được {now.strftime(_STAMP)}).danvan")
        saved = make_book(catch, target, author, now.year)
    with open_book(target, author, read_only=True) as book:
        return Salvaged(target, saved, _named(book, saved))


def _shortened(text: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LETTERS else f"{line[:_LETTERS].rstrip()}…"


def _named(book: Book, saved: Saved) -> tuple[str, ...]:
    """«nhiệm vụ 3.1», «phân công 3.1», «cơ quan Công an xã»: each once, as people order them; what has lost its place
    is called by what it says."""
    records = [record for _, record in saved.doubtful]
    with book.transaction() as connection:
        paths = history.paths_of(connection, records)
        names = dict(stored.record_names(connection, records))
        known = [(record, Kind(kind)) for kind, record in sorted(saved.doubtful) if kind in list(Kind)]
        for id_, row in rows.load_all(connection, known).items():
            said = next((str(row.values[name]) for name in _SAYING if row.values.get(name)), "")
            names[id_] = names.get(id_) or (f"«{_shortened(said)}»" if said else "(không còn tên)")
    told = {f"{KIND_LABELS[kind]} {paths.get(record) or names.get(record, '')}".strip() for record, kind in known}
    return tuple(sorted(told, key=fold))
