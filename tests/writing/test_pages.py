"""The pages that LibreOffice makes of our files: slow, and only where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from danvan_desktop.writing import write_catalogue, write_register
from tests.writing.papers_made import catalogue, register

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="no LibreOffice or poppler"),
]


def pages_of(path: Path, home: Path) -> list[str]:
    """The text of each page, after LibreOffice has laid the file out."""
    command = ["soffice", f"-env:UserInstallation=file://{home}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(home), str(path)], check=True, capture_output=True, timeout=150)
    text = subprocess.run(
        ["pdftotext", "-layout", str(home / f"{path.stem}.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    return text.split("\f")[:-1]


def test_the_heading_row_and_the_page_number_stand_on_every_page(tmp_path: Path) -> None:
    pages = pages_of(write_catalogue(catalogue(60), tmp_path / "a.docx"), tmp_path)
    assert len(pages) > 3
    assert all("phối hợp" in page for page in pages)
    assert [page.split()[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert pages[0].split()[0] != "1"
    assert "60 nhiệm vụ./." in pages[-1]
    assert "PHÓ CHỦ TỊCH" in pages[-1]


def test_letterhead_names_stand_on_one_line_each(tmp_path: Path) -> None:
    first = pages_of(write_catalogue(catalogue(2), tmp_path / "a.docx"), tmp_path)[0].splitlines()
    assert any("ỦY BAN NHÂN DÂN" in line and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line for line in first)
    assert any("XÃ TÂN PHÚ" in line and "Độc lập - Tự do - Hạnh phúc" in line for line in first)


def test_the_register_prints_its_heading_row_on_every_page(tmp_path: Path) -> None:
    pages = pages_of(write_register(register(80), tmp_path / "so.xlsx"), tmp_path)
    assert len(pages) > 1
    assert all("Trạng thái" in page for page in pages)
    assert f"Trang 1/{len(pages)}" in pages[0]
