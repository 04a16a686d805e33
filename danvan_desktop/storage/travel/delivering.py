"""Bringing a file to a stick: a temporary name, flushed, read back and compared, and only then its own name.

Whatever ends it (a full stick, one that is pulled out, «Hủy»), what stood under the name stands there still.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from danvan_desktop.domain.merging.watching import UNWATCHED, Watch
from danvan_desktop.storage import errors
from danvan_desktop.storage.connection import journal_of
from danvan_desktop.storage.travel.cipher import Key, Secret, encipher, new_secret, read_back
from danvan_desktop.storage.travel.errors import CipherDamaged, NoRoomToSend, WrittenOtherwise

_PIECE = 1 << 20
PARTIAL = ".partial"


class Files:
    """The files of a stick as the system has them; tests put one in its place that fails."""

    def create(self, path: Path) -> BinaryIO:
        """A new file to be written, in the place of one of that name."""
        return path.open("wb")

    def open(self, path: Path) -> BinaryIO:
        """A file to be read, from the stick and not from what the system remembers of it, where that can be asked."""
        file = path.open("rb")
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return file

    def sync(self, file: BinaryIO) -> None:
        """Wait until the stick has all of it."""
        file.flush()
        os.fsync(file.fileno())

    def rename(self, old: Path, new: Path) -> None:
        """Give a file its name, at once."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Take a file away, if it is there."""
        path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is brought: under a password or bare, with bytes of chance for that, on which files."""

    key: Key | None = None
    entropy: Callable[[int], bytes] = os.urandom
    files: Files = field(default_factory=Files)


def deliver(source: Path, target: Path, manner: Manner, watch: Watch = UNWATCHED) -> str:
    """Bring the file at `source` to `target`; the hash of what lies there then.

    Raises BookError, WrittenOtherwise, MergeCancelled; `target` is as it was then, and nothing is left beside it.
    """
    partial = target.with_name(target.name + PARTIAL)
    try:
        _require_room(source, target)
        secret = new_secret(manner.key, manner.entropy) if manner.key is not None else None
        wanted = _write(source, partial, manner.files, secret, watch)
        found, digest = _read_back(partial, manner.files, secret, watch)
        if found != wanted:
            raise WrittenOtherwise(target.name)
        manner.files.remove(journal_of(target))  # of a file that goes: SQLite would write its pages into this one
        manner.files.rename(partial, target)
    except OSError as error:
        raise _known(error, source, target) from error
    finally:
        with suppress(OSError):
            manner.files.remove(partial)
    _sync_folder(target.parent)
    return digest


def _require_room(source: Path, target: Path) -> None:
    free, needed = shutil.disk_usage(target.parent).free, source.stat().st_size
    if free < needed:
        raise NoRoomToSend(target.parent, needed, free)


def _known(error: OSError, source: Path, target: Path) -> errors.BookError:
    if not target.parent.is_dir():
        return errors.DiskTrouble(target.name)
    known = errors.known_os_error(error, target.name)
    return NoRoomToSend(target.parent, source.stat().st_size) if isinstance(known, errors.NoRoom) else known


def _write(source: Path, partial: Path, files: Files, secret: Secret | None, watch: Watch) -> bytes:
    """The hash of what is to be found there."""
    digest, whole, done = hashlib.sha256(), source.stat().st_size, 0
    with source.open("rb") as reading, files.create(partial) as writing:
        bare = _hashed(_pieces(reading), digest.update)
        for piece in bare if secret is None else encipher(bare, secret):
            writing.write(piece)
            done += len(piece)
            watch.tell("Đang ghi ra USB", min(done, whole), whole)
        files.sync(writing)
    return digest.digest()


def _read_back(partial: Path, files: Files, secret: Secret | None, watch: Watch) -> tuple[bytes, str]:
    """The hash of what the file holds, opened with its password, and the hash of the file itself."""
    digest, whole, done = hashlib.sha256(), partial.stat().st_size, 0
    with files.open(partial) as reading:
        for piece in _pieces(reading):
            digest.update(piece)
            done += len(piece)
            watch.tell("Đang đọc lại từ USB để kiểm tra", done, whole)
        if secret is None:
            return digest.digest(), digest.hexdigest()
        reading.seek(0)
        inside = hashlib.sha256()
        try:
            for piece in read_back(reading, partial.name, secret):
                inside.update(piece)
        except CipherDamaged as error:
            raise WrittenOtherwise(partial.name.removesuffix(PARTIAL)) from error
    return inside.digest(), digest.hexdigest()


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _hashed(pieces: Iterable[bytes], update: Callable[[bytes], None]) -> Iterator[bytes]:
    for piece in pieces:
        update(piece)
        yield piece


def _sync_folder(folder: Path) -> None:
    """The new name is on the stick too; Windows has no such order and needs none."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):
            held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(held)
            finally:
                os.close(held)
