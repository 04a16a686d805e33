"""A file just written is opened by another library before it takes its place."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.papers import CataloguePaper, LetterheadProfile, RegisterPaper
from danvan_desktop.writing import write_catalogue, write_register
from danvan_desktop.writing.excel.register import SHEET_NAME
from danvan_desktop.writing.files import UnsoundFile
from danvan_desktop.writing.verifying import verify_excel, verify_word

PROFILE = LetterheadProfile("Tân Phú")


def without(source: Path, target: Path, part: str, change: Callable[[bytes], bytes] | None = None) -> Path:
    """The package without one part, or with that part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
            elif change is not None:
                new.writestr(name, change(old.read(name)))
    return target


def test_a_word_file_that_is_no_word_file(tmp_path: Path) -> None:
    good = write_catalogue(CataloguePaper(PROFILE, "Nhiệm vụ", ()), tmp_path / "a.docx")
    verify_word(good)
    for part in ("word/styles.xml", "_rels/.rels"):
        with pytest.raises(UnsoundFile):
            verify_word(without(good, tmp_path / "b.docx", part))
    broken = without(good, tmp_path / "c.docx", "word/document.xml", lambda xml: xml[: len(xml) // 2])
    with pytest.raises(UnsoundFile):
        verify_word(broken)


def test_an_excel_file_that_is_no_excel_file(tmp_path: Path) -> None:
    good = write_register(RegisterPaper(PROFILE, (), date(2026, 3, 5)), tmp_path / "a.xlsx")
    verify_excel(good, (SHEET_NAME,))
    with pytest.raises(UnsoundFile):
        verify_excel(good, ("tên khác",))
    with pytest.raises(UnsoundFile):
        verify_excel(without(good, tmp_path / "b.xlsx", "xl/_rels/workbook.xml.rels"), (SHEET_NAME,))
    shutil.copy(good, tmp_path / "c.xlsx")
    with (tmp_path / "c.xlsx").open("r+b") as file:
        file.truncate(500)
    with pytest.raises(UnsoundFile):
        verify_excel(tmp_path / "c.xlsx", (SHEET_NAME,))
