"""A copy of a .docx with some of its parts written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from pathlib import Path

    from danvan_desktop.checking.layout import ReadFile


def repack(archive: ZipFile, file: ReadFile, target: Path) -> None:
    """Every entry as it was, but the parts of `file` as they are now."""
    from lxml import etree

    with ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            name = entry.filename.replace("\\", "/").lstrip("/")
            root = file.parts.get(name)
            data = (
                archive.read(entry)
                if root is None
                else etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            )
            copy.writestr(entry.filename, data)
