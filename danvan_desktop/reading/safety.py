"""What is looked at before a file is parsed (reliability.md, case 10): its kind by content, and the zip it is.

Nothing here follows a link of the file, opens a second file or trusts a file's name.
"""

from __future__ import annotations

import zlib
from enum import StrEnum
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from danvan_desktop.reading.errors import Fault, FileFault

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
MAX_ENTRIES: Final = 200
MAX_WORKBOOK_ENTRIES: Final = 2000
"""A workbook has a part or three for each sheet, its printer and its remarks: forty sheets are more than 200."""
MAX_DECLARED_BYTES: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 200
_SMALL_ENTRY: Final = 1024 * 1024
"""Below this a part may compress as well as it likes: an empty style sheet of 40 KB is no bomb."""

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_STREAMS: Final = frozenset({"EncryptedPackage", "\tDRMContent"})
_WORD_STREAM: Final = "WordDocument"
_EXCEL_STREAMS: Final = frozenset({"Workbook", "Book"})
_PDF_MAGIC: Final = b"%PDF-"
_PDF_MAGIC_WITHIN: Final = 1024
"""Readers of PDF forgive so many bytes before its first line."""
_CHUNK: Final = 1024 * 1024


class FileKind(StrEnum):
    """The formats that a reader exists for."""

    DOCX = "docx"
    DOC = "doc"
    XLSX = "xlsx"
    XLS = "xls"
    PDF = "pdf"
    TEXT = "text"
    OPEN_TEXT = "open_text"
    OPEN_SHEET = "open_sheet"
    HTML = "html"
    MHTML = "mhtml"


_OPEN_TYPE_AT: Final = 30
"""OpenDocument stores its type first in the zip and unpacked, so that it stands at this place."""
_OPEN_DOCUMENTS: Final = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", FileKind.OPEN_TEXT),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", FileKind.OPEN_SHEET),
)
_OPEN_MACROS: Final = ("Basic/", "Scripts/")
_OPEN_MANIFEST: Final = "META-INF/manifest.xml"
_OFFICE_XML: Final = (
    (b'progid="Word.Document"', Fault.WORD_XML),
    (b"schemas.microsoft.com/office/word/2003/wordml", Fault.WORD_XML),
    (b"urn:oasis:names:tc:opendocument:xmlns:office:1.0", Fault.FLAT_OPEN_TEXT),
)


def kind_of(stream: IO[bytes]) -> FileKind:
    """The kind of an opened file, by its content; raises FileFault for everything that no reader takes.

    The stream is left at its start.
    """
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(0)
    if size == 0:
        raise FileFault(Fault.EMPTY)
    if size > MAX_FILE_BYTES:
        raise FileFault(Fault.TOO_LARGE)
    head = stream.read(4096)
    if head.startswith(_OLE_MAGIC):
        return _old_kind(stream)
    stream.seek(0)
    if _PDF_MAGIC in head[:_PDF_MAGIC_WITHIN]:
        return FileKind.PDF
    if head.startswith(b"PK"):
        opened = (kind for type_, kind in _OPEN_DOCUMENTS if head.startswith(type_, _OPEN_TYPE_AT))
        return next(opened, None) or _package_kind(stream)
    if not _looks_like_text(head):
        raise FileFault(Fault.NOT_WORD)
    return _text_kind(head)


def open_package(stream: IO[bytes], most_entries: int = MAX_ENTRIES) -> ZipFile:
    """The zip of an office document once its directory has been checked; raises FileFault."""
    try:
        package = ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileFault(Fault.DAMAGED) from error
    entries = package.infolist()
    _check_amount(entries, most_entries)
    for entry in entries:
        _check_entry(entry)
    return package


class _PrologEnd(Exception):
    """The first element has been reached: no declaration can follow."""


def refuse_declarations(part: IO[bytes]) -> None:
    """Raise FileFault when an XML part declares a document type (and so may declare entities); read no further."""
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        raise FileFault(Fault.ENTITIES)

    def stop(*_: object) -> None:
        raise _PrologEnd

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.ParseFile(part)
    except _PrologEnd:
        return
    except expat.ExpatError as error:
        raise FileFault(Fault.DAMAGED) from error


def check_open_document(package: ZipFile) -> None:
    """Raise FileFault for an OpenDocument file with a password or macros: no other program is given such a file."""
    if any(name.startswith(_OPEN_MACROS) for name in package.namelist()):
        raise FileFault(Fault.MACROS)
    try:
        manifest = package.read(_OPEN_MANIFEST)
    except (KeyError, BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise FileFault(Fault.DAMAGED) from error
    if b"encryption-data" in manifest:
        raise FileFault(Fault.ENCRYPTED)


def _check_amount(entries: list[ZipInfo], most: int) -> None:
    if len(entries) > most:
        raise FileFault(Fault.TOO_MANY_PARTS)
    declared = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if declared > MAX_DECLARED_BYTES or _is_bomb(declared, packed):
        raise FileFault(Fault.UNPACKS_TOO_LARGE)


def _check_entry(entry: ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise FileFault(Fault.UNSAFE_NAMES)
    if name.casefold().endswith("vbaproject.bin"):
        raise FileFault(Fault.MACROS)
    if entry.flag_bits & 0x1:
        raise FileFault(Fault.ENCRYPTED)
    if _is_bomb(entry.file_size, entry.compress_size):
        raise FileFault(Fault.UNPACKS_TOO_LARGE)


def _is_bomb(declared: int, packed: int) -> bool:
    return declared > _SMALL_ENTRY and declared > MAX_RATIO * max(packed, 1)


def _package_kind(stream: IO[bytes]) -> FileKind:
    """Word or Excel, by the parts in a zip; one that cannot be opened is left to the reader of Word files."""
    try:
        names = {name.replace("\\", "/").lstrip("/").casefold() for name in ZipFile(stream).namelist()}
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return FileKind.DOCX
    finally:
        stream.seek(0)
    if "xl/workbook.bin" in names:
        raise FileFault(Fault.EXCEL)
    workbook = any(name.startswith("xl/") for name in names) and not any(name.startswith("word/") for name in names)
    return FileKind.XLSX if workbook else FileKind.DOCX


def _old_kind(stream: IO[bytes]) -> FileKind:
    """What a container of old Office holds, by the streams at its root; inside a text a workbook may be embedded."""
    import olefile

    stream.seek(0)
    try:
        roots = {names[0] for names in olefile.OleFileIO(stream).listdir()}
    except (OSError, ValueError, IndexError, TypeError, RecursionError) as error:
        raise FileFault(Fault.ENCRYPTED if _holds(stream, _ENCRYPTED_STREAM) else Fault.DAMAGED) from error
    finally:
        stream.seek(0)
    if roots & _ENCRYPTED_STREAMS:
        raise FileFault(Fault.ENCRYPTED)
    if _WORD_STREAM in roots:
        return FileKind.DOC
    if roots & _EXCEL_STREAMS:
        return FileKind.XLS
    raise FileFault(Fault.NOT_WORD)


def _holds(stream: IO[bytes], words: bytes) -> bool:
    """Whether words stand anywhere in a file."""
    stream.seek(0)
    tail = b""
    while chunk := stream.read(_CHUNK):
        if words in tail + chunk:
            return True
        tail = chunk[-64:]
    return False


def _text_kind(head: bytes) -> FileKind:
    """The kind of a text by its first bytes; raises FileFault for one that only other programs read."""
    if head.startswith(b"{\\rtf"):
        raise FileFault(Fault.RTF)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        _refuse_office_xml(head)
    from danvan_desktop.reading.html.recognising import looks_like_html, looks_like_mhtml

    if looks_like_html(head):
        return FileKind.HTML
    return FileKind.MHTML if looks_like_mhtml(head) else FileKind.TEXT


def _refuse_office_xml(head: bytes) -> None:
    found = next((fault for sign, fault in _OFFICE_XML if sign in head), None)
    if found is not None:
        raise FileFault(Fault.ENTITIES if b"<!DOCTYPE" in head or b"<!ENTITY" in head else found)


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        from danvan_desktop.reading.text.decoding import sixteen_bits

        return sixteen_bits(head) is not None
    return min(head) >= 9
