"""Opening a file to be checked: it is as foreign as one to be imported, and passes the same gate."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.parsing import opened
from danvan_desktop.reading.safety import FileKind, kind_of, open_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile


@contextmanager
def opened_word(path: Path) -> Iterator[tuple[ZipFile, str]]:
    """The archive of a .docx and the checksum of the file; raises FileFault."""
    with opened(path) as stream:
        if kind_of(stream) != FileKind.DOCX:
            raise FileFault(Fault.NOT_WORD)
        checksum = hashlib.sha256(stream.read()).hexdigest()
        stream.seek(0)
        with open_package(stream) as archive:
            yield archive, checksum
