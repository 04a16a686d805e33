"""A colleague's book by the officer's routes: looked at, merged, answered, written back, taken back."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from danvan_desktop.domain.records import Status
from danvan_desktop.services import editing
from danvan_desktop.services.books import Book, open_book
from danvan_desktop.services.tasks import find_task, list_programmes
from danvan_desktop.ui.exchange.page import ExchangePage
from danvan_desktop.ui.exchange.preview import MergePreviewDialog
from tests.making import TODAY, author, new_ids
from tests.ui.officer import Officer

LONG = (
    "Phối hợp với Mặt trận Tổ quốc xã tổ chức hội nghị đối thoại với nhân dân tại 5 thôn, ghi biên bản và "
    "trả lời kiến nghị trong 15 ngày."
)
SAME = "Tuyên truyền, vận động nhân dân hiến đất mở rộng đường liên thôn"
SIZES = (QSize(1024, 600), QSize(1366, 768))


def field(book: Book, path: str, **fields: str | int | None) -> None:
    editing.set_fields(book, find_task(book, path).id, dict(fields))


def add(book: Book, text: str, number: str, seed: int) -> None:
    editing.add_task(book, list_programmes(book)[0].id, {"text": text, "number": number}, new_ids(seed))


def tuan_works(book: Book) -> None:
    """On the stick: five quarrels, a new task of his own, one that Hà typed too."""
    editing.set_time(book, find_task(book, "1.1").id, "Quý III/2026")
    field(book, "1.2", note=LONG.replace("5 thôn", "7 thôn").replace("15 ngày", "10 ngày"))
    editing.set_status(book, [find_task(book, "1.3")], Status.DOING, TODAY)
    field(book, "1.4", percent=40)
    editing.delete_tasks(book, [find_task(book, "1.5").id])
    add(book, SAME + ".", "8", 71)
    add(book, "Rà soát hộ nghèo trên địa bàn", "9", 72)


def ha_works(book: Book) -> None:
    """At this PC, before she sees what he did."""
    editing.set_time(book, find_task(book, "1.1").id, "Quý II/2026")
    field(book, "1.2", note=LONG)
    editing.set_status(book, [find_task(book, "1.3")], Status.SUSPENDED, TODAY)
    field(book, "1.4", percent=70)
    field(book, "1.5", result="Đã họp dân 2 thôn")
    add(book, SAME, "8", 73)


def pictures(officer: Officer, name: str, seen: QWidget | None = None) -> None:
    """Keep how it looks, where somebody wants to look at it."""
    folder = os.environ.get("DANVAN_PICTURES")
    if not folder:
        return
    held = officer.window.size()
    for size in SIZES:
        officer.window.resize(size)
        officer.settle()
        officer.bot.wait(60)
        (seen or officer.window).grab().save(f"{folder}/{name}-{size.width()}.png")
    officer.window.resize(held)


@pytest.fixture
def stick(officer: Officer, sample: Path) -> Path:
    """Tuấn's copy on a stick, and Hà's on this PC; both have been at work."""
    folder = officer.world.home / "USB"
    folder.mkdir()
    theirs = folder / "so Tuan.danvan"
    shutil.copyfile(sample, theirs)
    with open_book(theirs, author("Tuấn", 41)) as book:
        tuan_works(book)
    with open_book(sample, author("Hà", 42)) as book:
        ha_works(book)
    officer.open(sample)
    return theirs


def look(officer: Officer, *files: Path) -> MergePreviewDialog:
    officer.world.answers.ready.extend(files)
    officer.choose("Tệp", "Nhập dữ liệu từ sổ khác")
    return officer.dialog(MergePreviewDialog)


def page_of(officer: Officer) -> ExchangePage:
    (page,) = officer.window.findChildren(ExchangePage)
    return page


def test_walk(officer: Officer, stick: Path) -> None:
    dialog = look(officer, stick)
    pictures(officer, "1-xem-truoc", dialog)
    print(dialog.texts(), dialog.lists())
    officer.click(dialog, "Gộp vào sổ này")
    officer.settle()
    page = page_of(officer)
    pictures(officer, "2-sau-gop")
    print(officer.window.notice.text())
    for n, card in enumerate(page.view().cards):
        page.conflicts.setCurrentIndex(page.conflicts.rows.index(n, 0))
        officer.settle()
        pictures(officer, f"3-the-{n}")
        print(page.card.said())
    page.show_twins()
    pictures(officer, "4-nghi-trung")
    page.tabs.setCurrentIndex(2)
    pictures(officer, "5-cac-lan-gop")
