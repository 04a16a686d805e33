"""Is a file just written what it should be? Read end to end, then opened by another library than wrote it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from danvan_desktop.writing.files import UnsoundFile, verify_package

_WORD_PARTS: Final = ("[Content_Types].xml", "word/document.xml", "word/styles.xml")
_EXCEL_PARTS: Final = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
_SECOND_READING_BYTES: Final = 8 << 20
"""The largest main part that python-docx is asked to load: some 3,000 rows, where it still costs a few tenths of a
second; beyond that the first reading, which streams, has to do."""


def verify_word(path: Path) -> None:
    """Every part well-formed, and python-docx finds a document with a body. Raises UnsoundFile."""
    verify_package(path, _WORD_PARTS)
    with zipfile.ZipFile(path) as package:
        if package.getinfo("word/document.xml").file_size > _SECOND_READING_BYTES:
            return
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(str(path))
    except (OpcError, KeyError, ValueError) as error:
        raise UnsoundFile(str(error)) from error
    if not document.sections or not document.paragraphs:
        raise UnsoundFile("no section or no paragraph")


def verify_excel(path: Path, sheets: tuple[str, ...]) -> None:
    """Every part well-formed, and openpyxl finds the sheets, none of them empty. Raises UnsoundFile."""
    verify_package(path, _EXCEL_PARTS)
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(path, read_only=True)
    except (KeyError, ValueError, TypeError) as error:
        raise UnsoundFile(str(error)) from error
    try:
        if workbook.sheetnames != list(sheets) or not all(workbook[sheet].max_row for sheet in sheets):
            raise UnsoundFile(", ".join(workbook.sheetnames))
    finally:
        workbook.close()
