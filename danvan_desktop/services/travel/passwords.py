"""Files that were sent under a password."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from danvan_desktop.services.books import free_file
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import check_file
from danvan_desktop.storage.travel.cipher import decipher, is_enciphered, try_password
from danvan_desktop.storage.travel.errors import CipherDamaged, WrongPassword


def with_password(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those that ask for one."""
    return tuple(path for path in paths if is_enciphered(path))


def opened_by(paths: Iterable[Path], password: str) -> tuple[Path, ...]:
    """Those that this password opens. Raises CipherDamaged, BookError."""
    found = []
    for path in paths:
        try:
            try_password(path, password)
        except WrongPassword:
            continue
        except OSError as error:
            raise errors.known_os_error(error, path.name) from error
        found.append(path)
    return tuple(found)


def copy_opened(source: Path, folder: Path, password: str) -> Path:
    """The book in such a file as a file of the PC, under a name that is free there.

    Raises WrongPassword, CipherDamaged, BookError; no half a copy is left.
    """
    target = free_file(folder, source.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as reading, target.open("wb") as writing:
            for piece in decipher(reading, source.name, password):
                writing.write(piece)
        check_file(target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise errors.known_os_error(error, target.name) from error
        if isinstance(error, errors.BookError):
            raise CipherDamaged(source.name) from error
        raise
    return target
