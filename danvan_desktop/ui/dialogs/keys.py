"""Every key of the window on one page (Ctrl+/), made from the menus so that it is never out of date."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.menus import MENUS, Entry, Menu

_ELSEWHERE = (
    ("Trong danh mục", "F2", "Sửa ô"),
    ("Trong danh mục", "Enter", "Xem, sửa chi tiết nhiệm vụ"),
    ("Trong danh mục", "Ctrl+C, Ctrl+V", "Chép, dán khối ô (dán được từ Excel)"),
    ("Trong danh mục", "Ctrl+D", "Điền xuống các ô đã chọn"),
    ("Khi đang gõ", "Esc", "Bỏ chỗ vừa gõ"),
)


class KeysDialog(Dialog):
    """A table of keys by menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Bàn phím", parent)
        page = QTextBrowser(self)
        page.setAccessibleName("Các phím tắt")
        page.setHtml(_page())
        close = self.buttons.addButton("Đón&g", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Đóng")
        column = QVBoxLayout(self)
        column.addWidget(page)
        column.addWidget(self.buttons)
        letter = self.fontMetrics().averageCharWidth()
        available = self.screen().availableGeometry()
        self.resize(72 * letter, min(available.height() - 80, 34 * self.fontMetrics().lineSpacing()))


def _page() -> str:
    lines = [*((menu.title, entry.keys, entry.text) for menu in MENUS for entry in _entries(menu)), *_ELSEWHERE]
    parts, title = [], ""
    for heading, keys, text in lines:
        if heading != title:
            title = heading
            parts.append(f"<tr><td colspan='2'><br><b>{escape(_plain(heading))}</b></td></tr>")
        parts.append(f"<tr><td style='padding-right: 24px'>{escape(keys)}</td><td>{escape(_plain(text))}</td></tr>")
    return f"<table cellspacing='0' cellpadding='2'>{''.join(parts)}</table>"


def _entries(menu: Menu) -> Iterator[Entry]:
    for item in menu.items:
        if isinstance(item, Menu):
            yield from _entries(item)
        elif isinstance(item, Entry) and item.keys:
            yield item


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
