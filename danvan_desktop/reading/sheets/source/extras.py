"""What a workbook holds beside its cells: remarks and drawn boxes are not read, and that is told."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipFile

_REMARKS: Final = re.compile(r"xl/(?:comments/?\w*|threadedcomments/\w+)\.xml")
_DRAWING: Final = re.compile(r"xl/drawings/\w+\.xml")
_DRAWN_TEXT: Final = re.compile(rb"<a:t>[^<]*\S")
_MAX_DRAWING: Final = 4 * 1024 * 1024
_TOLD_REMARKS: Final = "Ghi chú đính kèm ô (comment) trong bảng tính không được đọc."
_TOLD_DRAWINGS: Final = "Chữ trong khung vẽ của bảng tính không được đọc; nếu cần hãy chép vào ô rồi nhập lại."


def unread_extras(archive: ZipFile) -> Iterator[str]:
    """Sentences on what is in the workbook but not in its cells."""
    names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in archive.namelist()}
    if any(_REMARKS.fullmatch(name) for name in names):
        yield _TOLD_REMARKS
    if any(_DRAWING.fullmatch(name) and _has_text(archive, stored) for name, stored in names.items()):
        yield _TOLD_DRAWINGS


def _has_text(archive: ZipFile, name: str) -> bool:
    try:
        with archive.open(name) as part:
            return _DRAWN_TEXT.search(part.read(_MAX_DRAWING)) is not None
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return False
