"""Every key of the window on one page (Ctrl+/), made from the menus so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.menus import MENUS, Entry, Menu
from danvan_desktop.ui.wording import keys_text

_ELSEWHERE = (
    ("Trong danh mục", "Enter, nhấp đúp", "Sửa ô; gõ chữ là ghi đè"),
    ("Trong danh mục", "Tab, Shift+Tab", "Khi đang gõ: sang ô bên cạnh"),
    ("Trong danh mục", "Shift+mũi tên", "Chọn thêm ô"),
    ("Trong danh mục", "Ctrl+Home, Ctrl+End", "Về ô đầu, ô cuối"),
    ("Trong danh mục", "Del", "Xóa trắng các ô đã chọn"),
    ("Trong danh mục", "mũi tên trái, phải", "Thu gọn, mở nhóm"),
    ("Trong danh mục", "Ctrl+C, Ctrl+V", "Chép, dán khối ô (dán được từ Excel)"),
    ("Trong danh mục", "Ctrl+D", "Điền xuống các ô đã chọn"),
    ("Trong ô tìm", "mũi tên xuống, Esc", "Sang danh sách, bỏ tìm"),
    ("Khi đang gõ", "Enter, Esc", "Ghi lại, bỏ chỗ vừa gõ"),
    ("Trong lịch", "Alt+H, Alt+U, Alt+M, Alt+D", "Tháng, quý, năm, danh sách"),
    ("Trong lịch", "mũi tên, Page Up, Page Down", "Sang ngày khác, tháng trước, tháng sau"),
    ("Trong lịch", "Home, Alt+Y", "Về hôm nay"),
    ("Trong lịch", "End", "Sang ngày cuối tháng"),
    ("Trong lịch", "Enter, dấu cách", "Xem việc của ngày"),
    ("Trong ma trận phân công", "1, 2, 3", "Giao chủ trì, thực hiện, phối hợp"),
    ("Trong ma trận phân công", "0, Del", "Bỏ phân công"),
    ("Trong ma trận phân công", "dấu cách", "Đổi sang vai trò tiếp theo"),
    ("Trong ma trận phân công", "Enter", "Mở nhiệm vụ"),
    ("Khi xem lại trước khi nhập", "F8, Shift+F8", "Sang chỗ cần xem sau, trước"),
    ("Khi xem lại trước khi nhập", "F2, Enter", "Sửa dòng đang chọn"),
    ("Khi xem lại trước khi nhập", "dấu cách", "Bỏ, lấy lại dòng"),
    ("Khi xem lại trước khi nhập", "Ctrl+T, Ctrl+Z", "Tách tại con trỏ, hoàn tác"),
    ("Khi xem trước bản in", "Page Up, Page Down", "Trang trước, trang sau"),
    ("Khi xem trước bản in", "Home, End", "Trang đầu, trang cuối"),
    ("Khi xem trước bản in", "Ctrl+P", "In"),
    ("Trong hộp thoại", "Ctrl+Enter", "Bấm nút chính, cả khi đang gõ ở ô nhiều dòng"),
)


class KeysDialog(Dialog):
    """A table of keys by menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Bàn phím", parent)
        page = self.page = QTextBrowser(self)
        page.setAccessibleName("Các phím tắt")
        page.setHtml(_page())
        page.moveCursor(QTextCursor.MoveOperation.Start)
        close = self.buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        column = QVBoxLayout(self)
        column.addWidget(page)
        column.addWidget(self.buttons)
        self.spread(72, 34)


def _page() -> str:
    lines = [*((menu.title, entry.keys, entry.text) for menu in MENUS for entry in _entries(menu)), *_ELSEWHERE]
    parts, title = [], ""
    for heading, keys, text in lines:
        if heading != title:
            title = heading
            gap = "<br>" if parts else ""
            parts.append(f"<tr><td colspan='2'>{gap}<b>{escape(_plain(heading))}</b></td></tr>")
        cells = escape(keys_text(keys)), escape(_plain(text))
        parts.append("<tr><td style='padding-right: 24px'>{}</td><td>{}</td></tr>".format(*cells))
    return f"<table cellspacing='0' cellpadding='2'>{''.join(parts)}</table>"


def _entries(menu: Menu) -> Iterator[Entry]:
    """Those with keys, by menu; what stands in a menu of its own is named with it: «Cỡ chữ: to hơn»."""
    for item in menu.items:
        if isinstance(item, Menu):
            for entry in _entries(item):
                words = _plain(entry.text)
                yield replace(entry, text=f"{_plain(item.title)}: {words[:1].lower()}{words[1:]}")
        elif isinstance(item, Entry) and item.keys:
            yield item


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
