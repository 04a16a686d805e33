"""What is looked at before a file is parsed (reliability.md, case 10): its kind by content, and the zip it is.

Nothing here follows a link of the file, opens a second file or trusts a file's name.
"""

from __future__ import annotations

from enum import StrEnum
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from danvan_desktop.reading.errors import Fault, FileFault

MAX_FILE_BYTES: Final = 100 * 1024 * 1024
MAX_ENTRIES: Final = 200
MAX_DECLARED_BYTES: Final = 100 * 1024 * 1024
MAX_RATIO: Final = 200
_SMALL_ENTRY: Final = 1024 * 1024
"""Below this a part may compress as well as it likes: an empty style sheet of 40 KB is no bomb."""

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_OLD_EXCEL_STREAMS: Final = ("Workbook\0".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_PDF_MAGIC: Final = b"%PDF-"
_PDF_MAGIC_WITHIN: Final = 1024
"""Readers of PDF forgive so many bytes before its first line."""
_CHUNK: Final = 1024 * 1024


class FileKind(StrEnum):
    """The formats that a reader exists for."""

    DOCX = "docx"
    PDF = "pdf"


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
        raise FileFault(_ole_fault(stream))
    stream.seek(0)
    if _PDF_MAGIC in head[:_PDF_MAGIC_WITHIN]:
        return FileKind.PDF
    if not head.startswith(b"PK"):
        raise FileFault(Fault.TEXT_FILE if _looks_like_text(head) else Fault.NOT_WORD)
    return FileKind.DOCX


def open_package(stream: IO[bytes]) -> ZipFile:
    """The zip of an office document once its directory has been checked; raises FileFault."""
    try:
        package = ZipFile(stream)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FileFault(Fault.DAMAGED) from error
    entries = package.infolist()
    _check_amount(entries)
    for entry in entries:
        _check_entry(entry)
    return package


def _check_amount(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
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


def _ole_fault(stream: IO[bytes]) -> Fault:
    """What an OLE container holds: its stream names stand in UTF-16 somewhere in the file."""
    stream.seek(0)
    names = {_ENCRYPTED_STREAM: Fault.ENCRYPTED, _OLD_WORD_STREAM: Fault.OLD_WORD}
    names |= dict.fromkeys(_OLD_EXCEL_STREAMS, Fault.EXCEL)
    found: set[bytes] = set()
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        found |= {name for name in names if name in window}
        tail = window[-64:]
    return next((fault for name, fault in names.items() if name in found), Fault.NOT_WORD)


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head and sum(byte < 9 for byte in head) == 0
