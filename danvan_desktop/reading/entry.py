"""The two ways in: the blocks of a file, and the draft that the recogniser makes of them."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.converting import CONVERTIBLE, convert, installed_converters
from danvan_desktop.reading.errors import Fault, UnreadableFile, unreadable
from danvan_desktop.reading.isolation import Isolation, parse_in_child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from danvan_desktop.domain.agencies import AgencyDirectory
    from danvan_desktop.domain.draft import Draft
    from danvan_desktop.reading.blocks import Document

_CONVERTED: Final = "Tệp được {name} trên máy này chuyển sang dạng đọc được; hãy xem lại số thứ tự và chỗ ngắt dòng."


def read_blocks(path: Path, isolation: Isolation | None = None) -> Document:
    """The blocks of a file, parsed in a process of its own; what only Word or LibreOffice reads is converted first.

    Raises UnreadableFile (one Vietnamese sentence) for a file that cannot or must not be read, ReadingCancelled when
    `isolation.cancelled()` became true.
    """
    isolation = isolation or Isolation()
    try:
        return parse_in_child(path, isolation)
    except UnreadableFile as found:
        if found.fault not in CONVERTIBLE:
            raise
        with converted(path, found, isolation) as (made, told):
            document = _parse_made(made, path.name, isolation)
            return replace(document, notices=(*document.notices, told))


@contextmanager
def converted(path: Path, found: UnreadableFile, isolation: Isolation) -> Iterator[tuple[Path, str]]:
    """What a program of this PC makes of a file that only it reads, while it is needed, and what is to be told of that.

    Raises `found` without such a program, UnreadableFile when nothing came of it, ReadingCancelled.
    """
    suffix = CONVERTIBLE[found.fault][1]
    converters = installed_converters() if isolation.converters is None else isolation.converters
    able = [converter for converter in converters if converter.makes(suffix)]
    for converter in able:
        with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder:
            made = convert(path, found.fault, converter, Path(folder), isolation.cancelled)
            if made is not None:
                yield made, _CONVERTED.format(name=converter.name)
                return
    if able:
        raise unreadable(Fault.NOT_CONVERTED, path.name)
    raise found


def _parse_made(made: Path, name: str, isolation: Isolation) -> Document:
    try:
        return parse_in_child(made, isolation)
    except UnreadableFile as error:
        raise unreadable(error.fault, name) from error


def read_pasted_blocks(text: str, name: str, isolation: Isolation | None = None) -> Document:
    """The blocks of text that is in no file, plain or as a page; raises as `read_blocks`, calling it `name`."""
    with tempfile.TemporaryDirectory(prefix="danvan-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode("utf-8", "replace"))
        return read_blocks(path, isolation)


def read_draft(
    path: Path, directory: AgencyDirectory, year: int | None = None, isolation: Isolation | None = None
) -> Draft:
    """What the document says, as a draft for the officer to review; raises as `read_blocks`.

    `year` fills in only where the document names none. The same file and directory always give an equal draft.
    """
    from danvan_desktop.reading.recogniser import recognise

    return recognise(read_blocks(path, isolation), directory, year)
