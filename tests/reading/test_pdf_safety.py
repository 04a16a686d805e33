"""PDF files that must not be read, or not for ever: each ends in its own sentence within time and memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from danvan_desktop.reading import UnreadableFile, read_blocks
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.pdf.opening import MAX_PAGES
from danvan_desktop.reading.safety import FileKind, kind_of
from tests.reading.pdf_files import PICTURE, Paper, assembled, stream

LIMIT = 10.0
"""Seconds, without the start of the process."""
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "tệp lạ.pdf"
    path.write_bytes(content)
    return path


def fault_of(path: Path) -> Fault:
    with pytest.raises(FileFault) as caught:
        parse_file(path)
    return caught.value.fault


def fault_in_child(path: Path) -> Fault:
    """Through the parsing process, whose memory is limited where the system can."""
    begun = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read_blocks(path)
    assert time.monotonic() - begun < LIMIT + 2
    return caught.value.fault


def programme() -> Paper:
    paper = Paper()
    for number in range(1, 40):
        paper.paragraph(f"{number}. Việc thứ {number} của xã Tân Phú.")
    return paper


def one_page(content: str, *more: str, resources: str = "<< >>") -> bytes:
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources {resources} >>"
    return assembled([CATALOG, PAGES, page, stream(content), *more])


def test_the_kind_is_told_by_content(tmp_path: Path) -> None:
    content = programme().content()
    with written(tmp_path, b"\r\n" * 20 + content).open("rb") as file:
        assert kind_of(file) is FileKind.PDF


def test_a_password(tmp_path: Path) -> None:
    secret = "<" + "5a" * 32 + ">"
    trailer = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {secret} /U {secret} /P -4 >> /ID [<00> <00>]"
    assert fault_of(written(tmp_path, assembled([CATALOG, PAGES], trailer))) is Fault.ENCRYPTED


@pytest.mark.parametrize("keep", [0.02, 0.3, 0.7])
def test_a_file_copied_in_part(tmp_path: Path, keep: float) -> None:
    whole = programme().content()
    assert fault_of(written(tmp_path, whole[: int(len(whole) * keep)])) in (Fault.DAMAGED, Fault.SCANNED)


def test_a_file_without_its_end(tmp_path: Path) -> None:
    whole = programme().content()
    document = parse_file(written(tmp_path, whole[: whole.rindex(b"startxref")]))
    assert any("chép chưa xong" in notice for notice in document.notices)


def test_a_scan(tmp_path: Path) -> None:
    paper = Paper()
    paper.draw(PICTURE)
    paper.put(300, 20, "- 1 -")
    paper.new_page()
    paper.draw(PICTURE)
    assert fault_of(paper.save(tmp_path / "quét.pdf")) is Fault.SCANNED


def test_a_page_without_anything(tmp_path: Path) -> None:
    assert fault_of(Paper().save(tmp_path / "trắng.pdf")) is Fault.SCANNED


def test_too_many_pages(tmp_path: Path) -> None:
    paper = Paper()
    for _ in range(4 * MAX_PAGES - 1):
        paper.put(85, 700, "Nhiệm vụ")
        paper.new_page()
    assert fault_of(paper.save(tmp_path / "dày.pdf")) is Fault.TOO_MANY_PAGES


def test_forms_within_forms_without_end(tmp_path: Path) -> None:
    """Each form draws the next ten times: a page of some kilobytes that is never finished."""
    head = "<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources"
    names = [
        stream(
            f"/X{level + 1} Do " * 10 if level < 9 else "0 0 m 9 9 l S",
            f"{head} << /XObject << /X{level + 1} {6 + level} 0 R >> >>",
        )
        for level in range(10)
    ]
    resources = "<< /XObject << /X0 5 0 R >> >>"
    path = written(tmp_path, one_page("/X0 Do", *names, resources=resources))
    assert fault_in_child(path) in (Fault.TIMEOUT, Fault.MEMORY, Fault.CRASHED)


def test_a_page_of_millions_of_commands(tmp_path: Path) -> None:
    content = one_page("1 1 m 500 1 l S\n" * 3_000_000)
    assert len(content) < 200_000
    assert fault_in_child(written(tmp_path, content)) in (Fault.TIMEOUT, Fault.MEMORY, Fault.CRASHED)


def test_drawings_do_not_hide_the_text(tmp_path: Path) -> None:
    paper = programme()
    for index in range(45_000):
        paper.rule(10 + index % 500, 10, 10 + index % 500, 800)
    document = parse_file(paper.save(tmp_path / "bản vẽ.pdf"))
    assert document.blocks
    assert any("quá nhiều nét vẽ" in notice for notice in document.notices)
