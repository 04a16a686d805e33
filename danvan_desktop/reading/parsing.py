"""From an opened file to blocks, by the reader for its kind. Runs inside the parsing process."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from danvan_desktop.reading.blocks import paragraphs_of, without_frames
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.safety import (
    MAX_WORKBOOK_ENTRIES,
    FileKind,
    check_open_document,
    kind_of,
    open_package,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

    from danvan_desktop.reading.blocks import Document
    from danvan_desktop.reading.sheets.model import Sheet


def parse_file(path: Path) -> Document:
    """The blocks of a file; raises FileFault for whatever cannot or must not be read."""
    with opened(path) as stream:
        document = without_frames(_parse(kind_of(stream), stream))
    if not any(paragraph.text.strip() for block in document.blocks for paragraph in paragraphs_of(block)):
        raise FileFault(Fault.NO_TEXT)
    return document


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file to read; whatever the system says against it becomes a FileFault."""
    try:
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise FileFault(Fault.MISSING) from error
    except IsADirectoryError as error:
        raise FileFault(Fault.FOLDER) from error
    except PermissionError as error:
        raise FileFault(Fault.FOLDER if path.is_dir() else Fault.NO_PERMISSION) from error
    except OSError as error:
        raise FileFault(Fault.NOT_READABLE) from error


def _no_form(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets of a workbook that is no returned form: that one is taken in elsewhere."""
    from danvan_desktop.reading.forms.recognising import facts_of

    found = list(sheets)
    if facts_of(found) is not None:
        raise FileFault(Fault.UNIT_FORM)
    return found


def _parse(kind: FileKind, stream: IO[bytes]) -> Document:
    match kind:
        case FileKind.DOCX:
            from danvan_desktop.reading.docx import read_docx

            with open_package(stream) as archive:
                return read_docx(archive)
        case FileKind.PDF:
            from danvan_desktop.reading.pdf import read_pdf

            return read_pdf(stream)
        case FileKind.DOC:
            from danvan_desktop.reading.doc import read_doc

            return read_doc(stream)
        case FileKind.XLSX:
            from danvan_desktop.reading.sheets import read_sheets, read_xlsx, unread_extras

            with open_package(stream, MAX_WORKBOOK_ENTRIES) as archive:
                return read_sheets(_no_form(read_xlsx(archive)), unread_extras(archive))
        case FileKind.XLS:
            from danvan_desktop.reading.sheets import read_sheets, read_xls

            return read_sheets(_no_form(read_xls(stream)))
        case FileKind.OPEN_TEXT | FileKind.OPEN_SHEET:
            with open_package(stream) as archive:
                check_open_document(archive)
            raise FileFault(Fault.OPEN_TEXT if kind is FileKind.OPEN_TEXT else Fault.OPEN_SHEET)
        case FileKind.TEXT:
            from danvan_desktop.reading.text import read_text

            return read_text(stream.read())
        case FileKind.HTML:
            from danvan_desktop.reading.html import read_html

            return read_html(stream.read())
        case FileKind.MHTML:
            from danvan_desktop.reading.html import read_mhtml

            return read_mhtml(stream.read())
