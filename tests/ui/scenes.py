"""Every screen and dialog that an officer meets, and the way there. Pictures and the walk over all words use them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services import editing
from danvan_desktop.services.books import open_book
from danvan_desktop.services.papers import PaperKind
from danvan_desktop.services.tasks import find_task
from danvan_desktop.storage.travel.cipher import Key, encipher, new_secret
from danvan_desktop.ui.exchange.page import ExchangePage
from danvan_desktop.ui.mending.dialog import SalvagedDialog
from danvan_desktop.ui.papers.dialog import PaperDialog
from danvan_desktop.ui.travel.password_dialog import PasswordDialog
from danvan_desktop.ui.travel.send_dialog import SendDialog
from tests.checking.broken_papers import faulty_plan
from tests.cli.documents import catalogue_docx
from tests.making import author
from tests.storage.test_salvage import with_every_third_page_blank
from tests.ui.officer import Officer
from tests.ui.remembering import remember_some
from tests.ui.returned import filled_forms

Scene = Callable[[Officer], QWidget]
"""Goes somewhere in an open book and answers with what is looked at."""


def place(*titles: str) -> Scene:
    """A place of the window, by the menus."""

    def go(officer: Officer) -> QWidget:
        officer.choose(*titles)
        officer.settle()
        return officer.window

    return go


def dialog(*titles: str, task: str = "") -> Scene:
    """A dialog, by the menus; of a task when one is named."""

    def go(officer: Officer) -> QWidget:
        officer.choose("Xem", "Danh mục nhiệm vụ")
        officer.settle()
        if task:
            officer.row(task)
            officer.settle()
        officer.choose(*titles)
        return modal(officer)

    return go


def modal(officer: Officer) -> QWidget:
    """The dialog that opens."""
    officer.wait(QApplication.activeModalWidget)
    officer.settle()
    found = QApplication.activeModalWidget()
    assert found is not None
    return found


def searched(officer: Officer) -> QWidget:
    """The catalogue while somebody looks for words without marks."""
    officer.choose("Chỉnh sửa", "Tìm nhiệm vụ")
    officer.type(officer.page.search, "dang uy")
    officer.settle()
    return officer.window


def filtered(officer: Officer) -> QWidget:
    """The catalogue with its filters open."""
    officer.choose("Xem", "Danh mục nhiệm vụ")
    officer.page.filter_button.click()
    officer.settle()
    return officer.window


def doubtful(officer: Officer) -> QWidget:
    """What the import left to be looked at, from the overview, with the details of the first task."""
    officer.choose("Xem", "Tổng quan")
    officer.settle()
    officer.settle()  # the number comes with the counts, and its place a moment later
    officer.click(officer.window, "Cần xem lại từ lần nhập")
    officer.settle()
    officer.row("2.4.đ")
    officer.settle()
    return officer.window


def calendar_as(words: str) -> Scene:
    """The calendar in one of its four forms."""

    def go(officer: Officer) -> QWidget:
        officer.choose("Xem", "Lịch thời hạn")
        officer.settle()
        officer.click(officer.window, words)
        officer.settle()
        return officer.window

    return go


def agency_sheet(officer: Officer) -> QWidget:
    """The page of the agency that leads most."""
    officer.choose("Xem", "Phân công")
    officer.settle()
    agency = officer.stored_tasks()["1.1"].assigned[0].agency
    officer.program.commands.places.open_agency(agency)
    officer.settle()
    return officer.window


def agency_history(officer: Officer) -> QWidget:
    """Who changed what in one agency and its parts."""
    officer.choose("Xem", "Cơ quan")
    officer.settle()
    officer.click(officer.window, "Lịch sử…")
    return modal(officer)


def paper(kind: PaperKind) -> Scene:
    """The choice of a paper, with what one kind asks."""

    def go(officer: Officer) -> QWidget:
        officer.choose("Tệp", "Xuất văn bản")
        found = officer.dialog(PaperDialog)
        found.choose(kind)
        officer.settle()
        return found

    return go


def review(officer: Officer) -> QWidget:
    """A Word file under review."""
    officer.world.answers.ready.append(catalogue_docx(officer.world.home / "danh mục.docx"))
    officer.choose("Tệp", "Nhập danh mục")
    return modal(officer)


def form_check(officer: Officer) -> QWidget:
    """A paper with several faults, held against the official form."""
    path = officer.world.home / "Kế hoạch chỉnh trang.docx"
    path.write_bytes(faulty_plan())
    officer.world.answers.ready.append(path)
    officer.choose("Công cụ", "Kiểm tra thể thức")
    dialog = modal(officer)
    officer.click(dialog, "Chọn tệp")
    officer.settle()
    return dialog


def look_at_another_book(officer: Officer) -> QWidget:
    """What merging a colleague's book would do: both fell out over a time, and he deleted what was edited here."""
    book = officer.program.commands.open_book()
    assert book is not None
    theirs = officer.world.home / "so Tuan.danvan"
    if not theirs.exists():
        shutil.copyfile(book, theirs)
        with open_book(theirs, author("Tuấn", 61)) as held:
            editing.set_time(held, find_task(held, "1.1").id, "Quý III/2026")
            editing.delete_tasks(held, [find_task(held, "1.5").id])
        officer.stored(lambda own: editing.set_time(own, find_task(own, "1.1").id, "Quý II/2026"))
        officer.stored(lambda own: editing.set_fields(own, find_task(own, "1.5").id, {"result": "Đã họp 2 thôn"}))
    officer.world.answers.ready.append(theirs)
    officer.choose("Tệp", "Nhập dữ liệu từ sổ khác")
    return modal(officer)


def stick_of(officer: Officer) -> Path:
    """A stick with the book, a backup of it, one under a password, and some that cannot be taken."""
    stick = officer.world.home / "USB của Hà"
    if not stick.exists():
        stick.mkdir()
        book = officer.program.commands.open_book()
        assert book is not None
        shutil.copyfile(book, stick / "So dan van 2026 - 05-03-2026.danvan")
        closed = encipher([book.read_bytes()], new_secret(Key("Đồng khởi 2026", cost=4), random.Random(1).randbytes))
        (stick / "Bản có mật khẩu.danvan").write_bytes(b"".join(closed))
        shutil.copyfile(book, stick / "So dan van 2026 - 05-03-2026-20260305-080000.danvan")
        (stick / "rác.danvan").write_bytes(b"none")
        (stick / "rỗng.danvan").touch()
        (stick / "cụt.danvan").write_bytes(book.read_bytes()[:100_000])
        newer = bytearray(book.read_bytes())
        newer[60:64] = (99).to_bytes(4, "big")
        (stick / "bản mới.danvan").write_bytes(newer)
    officer.world.sticks[:] = [stick]
    return stick


def send_protected(officer: Officer) -> QWidget:
    """Where the book goes, with all that can be asked: a stick and a password."""
    stick_of(officer)
    found = dialog("Tệp", "Trao đổi dữ liệu", "Gửi ra USB")(officer)
    assert isinstance(found, SendDialog)
    found.protect.setChecked(True)
    officer.settle()
    return found


def send_part(officer: Officer) -> QWidget:
    """One agency's part, before a stick is there."""
    officer.world.sticks.clear()
    return dialog("Tệp", "Trao đổi dữ liệu", "Gói cho một cơ quan")(officer)


def receive(officer: Officer) -> QWidget:
    """What lies on the stick."""
    stick_of(officer)
    return dialog("Tệp", "Trao đổi dữ liệu", "Nhận từ USB")(officer)


def receive_first(officer: Officer) -> QWidget:
    """What lies on the stick, before any book is there to merge it into."""
    stick_of(officer)
    officer.choose("Tệp", "Đóng sổ")
    officer.settle()
    officer.choose("Tệp", "Trao đổi dữ liệu", "Nhận từ USB")
    return modal(officer)


def password(officer: Officer) -> QWidget:
    """A password that was not the right one."""
    officer.world.answers.ready.append(stick_of(officer) / "Bản có mật khẩu.danvan")
    officer.choose("Tệp", "Nhập dữ liệu từ sổ khác")
    found = modal(officer)
    assert isinstance(found, PasswordDialog)
    officer.type(found.password, "sai")
    officer.click(found, "Mở tệp")
    officer.settle()
    return found


def merged(officer: Officer) -> QWidget:
    """The place of exchange after that merge, with the card of a conflict."""
    officer.click(look_at_another_book(officer), "Gộp vào sổ này")
    officer.settle()
    return officer.window


def salvaged(officer: Officer) -> QWidget:
    """What was saved of a book every third page of which is gone."""
    book = officer.program.commands.open_book()
    assert book is not None
    torn = officer.world.home / "so hong.danvan"
    shutil.copyfile(book, torn)
    with_every_third_page_blank(torn)
    officer.world.answers.ready.append(torn)
    officer.choose("Công cụ", "Cứu dữ liệu")
    officer.click(modal(officer), "Cứu dữ liệu")
    officer.dialog(SalvagedDialog)
    return modal(officer)


def past(officer: Officer) -> QWidget:
    """The book as it was on a day."""
    officer.choose("Công cụ", "Xem sổ như ngày")
    officer.click(modal(officer), "Xem")
    officer.settle()
    return officer.window


def returned_forms(officer: Officer) -> QWidget:
    """What two units sent back: news, a clash with the book, cells that nobody can read, a row of their own."""
    officer.world.answers.ready.extend(filled_forms(officer))
    officer.choose("Tệp", "Nhận biểu")
    return modal(officer)


def remembered(officer: Officer) -> QWidget:
    """What earlier reviews chose."""
    officer.stored(remember_some)
    officer.choose("Công cụ", "Những lựa chọn đã nhớ")
    return modal(officer)


def received(officer: Officer) -> QWidget:
    """The forms that were taken in, in the place of exchange."""
    officer.click(returned_forms(officer), "Nhận")
    officer.settle()
    officer.choose("Xem", "Trao đổi dữ liệu")
    officer.settle()
    officer.window.findChild(ExchangePage).show_returns()
    officer.settle()
    return officer.window


def trouble(officer: Officer) -> QWidget:
    """What is said when something did not work."""
    officer.program.messages.refuse(KnownError("Ổ đĩa đã đầy, chưa xuất được. Hãy dọn bớt tệp rồi xuất lại."))
    return modal(officer)


def fault(officer: Officer) -> QWidget:
    """What is said when the program itself is wrong."""
    officer.program.messages.report_fault(ValueError("ours"))
    return modal(officer)


def question(officer: Officer) -> QWidget:
    """Something that is asked before it is done."""
    officer.program.messages.ask("Đóng mà không nhập?", "Đó&ng", lambda: None)
    return modal(officer)


def walk(officer: Officer, scenes: Mapping[str, Scene], look: Callable[[QWidget], list[str]]) -> dict[str, list[str]]:
    """Go through scenes in one window; what `look` finds in each, and nothing for those in which all is well."""
    found = {}
    for name, scene in scenes.items():
        seen = scene(officer)
        officer.bot.wait(50)  # layouts in layouts take some rounds of events
        if faults := look(seen):
            found[name] = faults
        leave(officer)
    return found


def leave(officer: Officer) -> None:
    """Close what was opened, filters too, and look for nothing in particular any more."""
    while (left := QApplication.activeModalWidget()) is not None:
        left.close()
        QApplication.processEvents()
    officer.page.search.clear()
    officer.page.filter_button.setChecked(False)
    for chip in officer.page.findChildren(QAbstractButton):
        if chip.accessibleName().startswith("Bỏ lọc:") and chip.isVisibleTo(officer.page):
            chip.click()
    officer.settle()


PLACES: Mapping[str, Scene] = MappingProxyType(
    {
        "tong-quan": place("Xem", "Tổng quan"),
        "danh-muc": place("Xem", "Danh mục nhiệm vụ"),
        "danh-muc-tim": searched,
        "danh-muc-loc": filtered,
        "danh-muc-xem-lai": doubtful,
        "lich-thang": calendar_as("Tháng"),
        "lich-quy": calendar_as("Quý"),
        "lich-nam": calendar_as("Năm"),
        "lich-danh-sach": calendar_as("Danh sách"),
        "phan-cong": place("Xem", "Phân công"),
        "phan-cong-co-quan": agency_sheet,
        "co-quan": place("Xem", "Cơ quan"),
        "trao-doi": place("Xem", "Trao đổi dữ liệu"),
    }
)

DIALOGS: Mapping[str, Scene] = MappingProxyType(
    {
        "nhap": review,
        "dan-van-ban": dialog("Tệp", "Dán văn bản"),
        "xuat-van-ban": paper(PaperKind.DECISION),
        "xuat-don-doc": paper(PaperKind.URGING),
        "xuat-bao-cao": paper(PaperKind.REPORT),
        "xuat-bieu": paper(PaperKind.FORMS),
        "in-tung-co-quan": dialog("Tệp", "In cho từng cơ quan"),
        "tao-so": dialog("Tệp", "Tạo sổ mới"),
        "thong-tin-co-quan": dialog("Tệp", "Thông tin cơ quan"),
        "van-ban": dialog("Tệp", "Văn bản trong sổ"),
        "thong-tin-so": dialog("Tệp", "Thông tin sổ"),
        "cai-dat": dialog("Tệp", "Cài đặt"),
        "giao": dialog("Nhiệm vụ", "Giao cho cơ quan", task="1.1"),
        "thoi-gian": dialog("Nhiệm vụ", "Đặt thời gian", task="1.1"),
        "hoan-thanh": dialog("Nhiệm vụ", "Ghi hoàn thành", task="1.1"),
        "tien-do": dialog("Nhiệm vụ", "Ghi tiến độ", task="1.1"),
        "gia-han": dialog("Nhiệm vụ", "Gia hạn", task="2.2"),
        "lich-su-nhiem-vu": dialog("Nhiệm vụ", "Lịch sử nhiệm vụ", task="1.1"),
        "viec-da-lam": dialog("Công cụ", "Các việc đã làm"),
        "gop-xem-truoc": look_at_another_book,
        "gui-usb": send_protected,
        "gui-goi": send_part,
        "nhan-usb": receive,
        "mat-khau": password,
        "nhan-bieu": returned_forms,
        "lich-su-so": dialog("Công cụ", "Lịch sử của sổ"),
        "lich-su-co-quan": agency_history,
        "xem-nhu-ngay": dialog("Công cụ", "Xem sổ như ngày"),
        "khoi-phuc": dialog("Công cụ", "Khôi phục"),
        "sao-luu-thu-hai": dialog("Công cụ", "Thư mục sao lưu thứ hai"),
        "dung-lai": dialog("Công cụ", "Dựng lại sổ"),
        "cuu-du-lieu": salvaged,
        "kiem-tra": dialog("Công cụ", "Kiểm tra sổ"),
        "lua-chon-da-nho": remembered,
        "the-thuc": dialog("Công cụ", "Kiểm tra thể thức"),
        "the-thuc-loi": form_check,
        "trang-thai": dialog("Trợ giúp", "Ý nghĩa các trạng thái"),
        "ban-phim": dialog("Trợ giúp", "Bàn phím"),
        "gioi-thieu": dialog("Trợ giúp", "Giới thiệu"),
        "xem-truoc": dialog("Tệp", "Xem trước và in"),
        "hoi": question,
        "loi-da-biet": trouble,
        "loi-cua-chuong-trinh": fault,
    }
)

AFTERWARDS: Mapping[str, Scene] = MappingProxyType(
    {"trao-doi-the": merged, "trao-doi-bieu": received, "so-ngay-truoc": past, "nhan-usb-chua-co-so": receive_first}
)
"""What changes the book so much that it comes last."""
