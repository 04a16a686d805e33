"""From an opened file to a returned form. Runs inside the parsing process."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.forms.reader import form_in
from danvan_desktop.reading.parsing import opened
from danvan_desktop.reading.safety import (
    MAX_WORKBOOK_ENTRIES,
    FileKind,
    check_open_document,
    kind_of,
    open_package,
)

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from danvan_desktop.reading.sheets.model import Sheet


def parse_form(path: Path) -> dict[str, object]:
    """The form in a file, ready to be sent to the parent; raises FileFault for whatever is none."""
    from danvan_desktop.reading.forms.form_json import form_json

    with opened(path) as stream:
        sheets = _sheets(kind_of(stream), stream)
        stream.seek(0)
        checksum = hashlib.sha256(stream.read()).hexdigest()
    return form_json(form_in(sheets, path.name, checksum))


def _sheets(kind: FileKind, stream: IO[bytes]) -> list[Sheet]:
    from danvan_desktop.reading.sheets import read_xls, read_xlsx

    match kind:
        case FileKind.XLSX:
            with open_package(stream, MAX_WORKBOOK_ENTRIES) as archive:
                return list(read_xlsx(archive))
        case FileKind.XLS:
            return list(read_xls(stream))
        case FileKind.OPEN_SHEET:
            with open_package(stream) as archive:
                check_open_document(archive)
            raise FileFault(Fault.OPEN_SHEET)
        case _:
            raise FileFault(Fault.NOT_A_FORM)
