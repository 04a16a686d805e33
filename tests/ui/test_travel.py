"""Out to a stick, in from one, and where a book lies, by the officer's routes."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing
from danvan_desktop.services.books import open_book
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.services.travel import Place, with_password
from danvan_desktop.storage.tables import LOG_VERSION
from danvan_desktop.storage.travel import delivering
from danvan_desktop.storage.travel.cipher import Key, encipher, new_secret
from danvan_desktop.ui.exchange.preview import MergePreviewDialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.travel.password_dialog import PasswordDialog
from danvan_desktop.ui.travel.receive_dialog import ReceiveDialog
from danvan_desktop.ui.travel.send_dialog import SendDialog
from tests.making import author
from tests.services.merging.copies import log_of
from tests.ui.officer import Officer

PASSWORD = "Đồng khởi 2026"
MENU = ("Tệp", "Trao đổi dữ liệu qua USB")


@pytest.fixture
def stick(officer: Officer) -> Path:
    """A stick that is not plugged in yet."""
    folder = officer.world.home / "KINGSTON"
    folder.mkdir()
    return folder


def send_protected(officer: Officer, stick: Path) -> Path:
    """Send the book to the stick under a password, by the keyboard; the file."""
    officer.choose(*MENU, "Gửi ra USB")
    sending = officer.dialog(SendDialog)
    assert (sending.trouble()[:12], sending.go_on.isEnabled()) == ("Chưa thấy US", False)
    officer.world.sticks.append(stick)
    officer.click(sending, "Tìm lại")
    officer.settle()
    assert sending.go_on.isEnabled()
    assert sending.place.box.currentText() == "USB KINGSTON, còn trống 3,0 GB"
    sending.protect.setFocus()
    officer.press(Qt.Key.Key_Space)
    officer.type(sending.password, "ngắn")
    assert "ít nhất 8 ký tự" in sending.trouble()
    sending.password.clear()
    officer.type(sending.password, PASSWORD)
    officer.type(sending.again, PASSWORD[:-1])
    assert "chưa giống nhau" in sending.trouble()
    officer.type(sending.again, PASSWORD[-1])
    officer.press(Qt.Key.Key_Return)
    officer.settle()
    (sent,) = stick.iterdir()
    assert sent.name == "mau - 05-03-2026.danvan"
    assert officer.window.notice.text().startswith("Đã ghi và kiểm tra xong. Có thể rút USB.")
    assert with_password([sent]) == (sent,)
    return sent


def give(officer: Officer, password: str) -> PasswordDialog:
    """Answer the question for a password."""
    asked = officer.dialog(PasswordDialog)
    asked.password.clear()
    officer.type(asked.password, password)
    officer.press(Qt.Key.Key_Return)
    return asked


def test_a_book_goes_out_under_a_password_and_is_merged_from_the_stick(
    at_work: Officer, sample: Path, stick: Path
) -> None:
    officer = at_work
    sent = send_protected(officer, stick)
    quick = new_secret(Key(PASSWORD, cost=4), random.Random(1).randbytes)
    sent.write_bytes(b"".join(encipher([sample.read_bytes()], quick)))  # the same, and opened in a moment
    (stick / "máy kia").mkdir()
    theirs = Path(shutil.copy(sample, stick / "máy kia" / "sổ Tuấn.danvan"))
    with open_book(theirs, author("Tuấn", 61)) as book:
        editing.set_fields(book, find_task(book, "1.1").id, {"note": "Tuấn ghi"})
    officer.choose(*MENU, "Nhận từ USB")
    received = officer.dialog(ReceiveDialog)
    officer.settle()
    model = received.list.model()
    told = sorted(model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(model.rowCount()))
    assert told[1].startswith(
        f"{theirs.name}: bản của sổ này, 25 nhiệm vụ\nXã Tân Phú, năm 2026 · người sửa cuối: Tuấn · tệp ghi lúc ",
    )
    assert told[0].startswith(f"{sent.name}: có mật khẩu\ntệp ghi lúc ")
    received.list.selectAll()
    assert sorted(received.paths()) == sorted([sent, theirs])
    officer.press(Qt.Key.Key_Return, widget=received.list)
    asked = give(officer, "không phải")
    officer.settle()
    assert "Mật khẩu không đúng" in asked.wrong.text()
    give(officer, PASSWORD)
    preview = officer.dialog(MergePreviewDialog)
    assert "1 thay đổi mới của Tuấn" in preview.texts()
    officer.click(preview, "Gộp vào sổ này")
    officer.settle()
    assert officer.stored_tasks()["1.1"].note == "Tuấn ghi"

    officer.world.answers.ready.append(sent)
    officer.choose("Tệp", "Mở sổ")
    give(officer, PASSWORD)
    officer.settle()
    opened = officer.stored(lambda book: book.path)
    assert opened == officer.world.home / "Tài liệu" / sent.name
    assert officer.window.notice.text().startswith(f"Đã chép «{sent.name}» về thư mục")
    assert sample.exists()


def test_a_search_finds_nothing_then_one_agencys_part_in_a_folder(at_work: Officer, sample: Path, stick: Path) -> None:
    officer = at_work
    officer.choose(*MENU, "Nhận từ USB")
    received = officer.dialog(ReceiveDialog)
    officer.settle()
    assert received.state.text().startswith("Chưa thấy USB")
    officer.world.sticks.append(stick)
    officer.click(received, "Tìm lại")
    officer.settle()
    assert received.state.text().startswith("Không thấy sổ hay gói nào")
    officer.world.answers.ready.append(officer.world.home)
    officer.click(received, "Chọn thư mục")
    officer.settle()
    lines = [received.list.model().index(place, 0).data() for place in range(received.list.model().rowCount())]
    assert lines
    assert not any(line.startswith(f"{sample.name}:") for line in lines), "the open book is left alone"
    received.reject()
    officer.choose("Xem", "Trao đổi dữ liệu")
    officer.settle()
    officer.click(officer.window, "Gói cho một cơ quan")
    sending = officer.dialog(SendDialog)
    sending.agency.setCurrentIndex(1)
    sending.agency.activated.emit(1)
    name = sending.agency.currentText()
    officer.world.answers.ready.append(stick)
    officer.click(sending, "Chọn thư mục")
    assert sending.place.chosen() == stick
    officer.click(sending, "Ghi vào USB")
    officer.settle()
    (sent,) = stick.iterdir()
    with open_book(sent, author(seed=62), read_only=True) as book:
        own = list_tasks(book, TaskFilter())
    assert name.endswith(f"({len(own)} nhiệm vụ)")
    assert log_of(sent) < log_of(officer.stored(lambda book: book.path))
    officer.world.answers.ready.append(sent)
    officer.choose("Tệp", "Nhập dữ liệu từ sổ khác")
    preview = officer.dialog(MergePreviewDialog)
    assert "gói của" in preview.texts()
    officer.click(preview, "Đóng")
    officer.program.commands.books.open_path(sent)
    officer.settle()
    assert officer.window.read_only_notice.text().startswith("Đây là gói của ")
    assert "[gói của " in officer.window.windowTitle()
    assert officer.window.situation.writable


def test_without_a_book_one_is_fetched_from_the_stick(officer: Officer, sample: Path, stick: Path) -> None:
    shutil.copyfile(sample, stick / "Sổ của Hà.danvan")
    shutil.copyfile(sample, stick / "Sổ của Hà-20270305-080000.danvan")
    newest = (stick / "Sổ của Hà.danvan").stat().st_mtime + 60
    os.utime(stick / "Sổ của Hà-20270305-080000.danvan", (newest, newest))
    (stick / "rỗng.danvan").touch()
    officer.world.answers.ready.append(stick)
    officer.choose(*MENU, "Nhận từ USB")
    received = officer.dialog(ReceiveDialog)
    officer.settle()
    assert received.state.text().startswith("Chưa thấy USB")
    officer.click(received, "Chọn thư mục")
    officer.settle()
    received.reject()
    officer.choose(*MENU, "Nhận từ USB")
    received = officer.dialog(ReceiveDialog)
    officer.settle()
    said = received.state.text()
    assert said.startswith(f"Chưa thấy USB; đã tìm trong thư mục chọn lần trước «{stick}».")
    assert "chép về thư mục «" in said
    lines = [received.list.model().index(place, 0).data() for place in range(received.list.model().rowCount())]
    assert [line.partition(": ")[2] for line in lines] == [
        "25 nhiệm vụ",
        "bản sao lưu, 25 nhiệm vụ",
        "tệp rỗng, không có gì bên trong",
    ]
    for _ in range(2):
        officer.press(Qt.Key.Key_Down, widget=received.list)
    assert not received.go_on.isEnabled()
    assert "lý do và cách làm ghi ở dòng của tệp" in received.state.text()
    officer.press(Qt.Key.Key_Home, widget=received.list)
    assert received.paths() == [stick / "Sổ của Hà.danvan"]
    officer.click(received, "Chép về máy rồi mở")
    officer.settle()
    assert officer.stored(lambda book: book.path) == officer.world.home / "Tài liệu" / "Sổ của Hà.danvan"
    assert officer.listed() == 25
    said = officer.window.notice.text()
    assert said.startswith("Đã chép «Sổ của Hà.danvan» về thư mục «")
    assert said.endswith("mở bản đó; tệp ở chỗ cũ còn nguyên.")
    torn = stick / "hỏng.danvan"
    torn.write_bytes(sample.read_bytes()[:100_000])
    torn.with_name(f"{torn.name}-journal").write_bytes(b"")
    officer.program.commands.books.open_copy(torn)
    officer.click(officer.dialog(QMessageBox), "Đóng")
    officer.settle()
    assert list((officer.world.home / "Tài liệu").glob("hỏng*")) == [], "no copy of what cannot be opened is left"


def test_a_full_stick_is_named_and_the_order_waits(
    at_work: Officer, sample: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = at_work
    officer.world.sticks.append(stick)
    officer.choose(*MENU, "Gửi ra USB")
    sending = officer.dialog(SendDialog)
    officer.settle()
    sending.name.setText("Sổ của tôi")
    sending.protect.setChecked(True)
    officer.type(sending.password, PASSWORD)
    officer.type(sending.again, PASSWORD)
    with monkeypatch.context() as full:
        full.setattr(delivering.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 2048}))
        officer.click(sending, "Ghi vào USB")
        box = officer.dialog(QMessageBox)
        for part in (f"Nơi ghi «{stick}» đã đầy: cần khoảng", "KB, chỉ còn 2 KB.", "không có tệp dở dang nào"):
            assert part in box.text()
        officer.click(box, "Đóng")
        officer.settle()
    assert list(stick.iterdir()) == []
    assert officer.dialog(SendDialog) is sending
    assert (sending.place.chosen(), sending.name.text()) == (stick, "Sổ của tôi")
    assert (sending.password.text(), sending.again.text()) == (PASSWORD, PASSWORD)
    gone: list[bool] = []
    sending.destroyed.connect(lambda: gone.append(True))
    officer.click(sending, "Ghi vào USB")
    officer.settle()
    assert [path.name for path in stick.iterdir()] == ["Sổ của tôi.danvan"]
    assert officer.window.notice.text().startswith("Đã ghi và kiểm tra xong.")
    officer.wait(lambda: gone)
    lost = stick / "cụt.danvan"
    for content, said in (
        (b"", "rỗng, không có gì để gộp"),
        (b"none" * 99, "không phải sổ của phần mềm này nên không gộp được"),
        (sample.read_bytes()[:100_000], "bị hỏng, chép dở"),
    ):
        lost.write_bytes(content)
        officer.world.answers.ready.append(lost)
        officer.choose("Tệp", "Nhập dữ liệu từ sổ khác")
        box = officer.dialog(QMessageBox)
        assert said in box.text()
        assert "«Gửi ra USB…»" in box.text()
        officer.click(box, "Đóng")
        officer.settle()


def test_where_a_book_lies_and_a_wrong_clock_are_explained(officer: Officer, sample: Path, stick: Path) -> None:
    there = Path(shutil.copy(sample, stick / "sổ.danvan"))
    officer.world.places[stick] = Place.STICK
    officer.open(there)
    assert officer.window.notice.text().startswith("Sổ đang mở nằm trên USB")
    assert officer.stored(lambda book: book.raw.execute("PRAGMA synchronous").fetchone()) == (3,)
    officer.click(officer.window.notice, "Chép về máy rồi mở")
    officer.settle()
    assert officer.stored(lambda book: book.path) == officer.world.home / "Tài liệu" / "sổ.danvan"
    assert "USB" not in officer.window.notice.text()
    officer.world.places[stick] = Place.NETWORK
    officer.world.now = datetime(2009, 1, 2, 8, 0)
    officer.open(there)
    said = officer.window.notice.text()
    assert said.startswith("Sổ đang mở nằm trên máy khác trong mạng")
    assert (
        "Ngày của máy có vẻ sai: máy đang là 02/01/2009, trong sổ đã có thay đổi máy này ghi ngày 05/03/2026." in said
    )
    assert officer.window.action(Command.NEW_TASK).isEnabled(), "it is information only"


def test_a_busy_book_and_a_newer_one_say_why_and_can_be_looked_at(
    at_work: Officer, sample: Path, book_dir: Path
) -> None:
    officer = at_work
    other = Path(shutil.copy(sample, book_dir / "khác.danvan"))
    backups = officer.world.home / "sao lưu" / "khác"
    backups.mkdir()
    shutil.copyfile(sample, backups / "khác-20260305-080000.danvan")
    with open_book(other, author("Bình")):
        officer.world.answers.ready.append(other)
        officer.choose("Tệp", "Mở sổ")
        box = officer.dialog(QMessageBox)
        for part in ("«khác.danvan»", "Bình, máy may-Bình, từ ", "Hãy đóng sổ ở đó"):
            assert part in box.text()
        officer.click(box, "Đóng")
        officer.settle()
        assert officer.stored(lambda book: book.path) == sample
        officer.click(officer.window.notice, "Xem bản sao lưu")
        officer.settle()
        banner = officer.window.read_only_notice
        assert "bản sao lưu lúc 08:00 ngày 05/03/2026" in banner.text()
        assert not officer.window.action(Command.NEW_TASK).isEnabled()
    officer.click(banner, "Thử mở lại")
    officer.settle()
    assert officer.stored(lambda book: (book.path, book.read_only)) == (other, False)
    officer.open(sample)
    newer = Path(shutil.copy(sample, book_dir / "mới hơn.danvan"))
    changed = sqlite3.connect(newer)
    changed.execute("ALTER TABLE change ADD COLUMN word TEXT")
    changed.execute("DROP TABLE task")
    changed.execute(f"PRAGMA user_version={LOG_VERSION + 1}")
    changed.commit()
    changed.close()
    content = newer.read_bytes()
    officer.open(newer)
    assert officer.row("1.1").text.startswith("Đưa nội dung")
    assert banner.text().startswith("Chỉ đọc: sổ do phiên bản mới hơn của phần mềm ghi")
    assert "cập nhật phần mềm" in banner.text()
    assert newer.read_bytes() == content
    strange = sqlite3.connect(newer)
    strange.execute("DROP TABLE session")
    strange.commit()
    strange.close()
    officer.world.answers.ready.append(newer)
    officer.choose("Tệp", "Mở sổ")
    box = officer.dialog(QMessageBox)
    assert "do phiên bản mới hơn ghi; sổ được giữ nguyên. Hãy cập nhật phần mềm" in box.text()
    officer.click(box, "Đóng")
    officer.settle()
