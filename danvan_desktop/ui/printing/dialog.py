"""The window of a paper before it is printed: pages, zoom, printer, PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.ui.printing.flow import LaidPage
from danvan_desktop.ui.printing.preview import FIT_PAGE, FIT_WIDTH, ZOOMS, PagesView


class PreviewDialog(QDialog):
    """What will be printed, and the ways on: `print_asked`, `copy_asked`, `pdf_asked`."""

    print_asked = Signal()
    copy_asked = Signal()
    pdf_asked = Signal()

    def __init__(self, title: str, pages: Sequence[LaidPage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Xem trước khi in: {title}")
        self.setSizeGripEnabled(True)
        self.pages = pages
        self.view = PagesView(self)
        self._before = self._tool("Trang trước", Qt.ArrowType.LeftArrow)
        self._after = self._tool("Trang sau", Qt.ArrowType.RightArrow)
        self._where = QLabel(self)
        self._zoom = QComboBox(self)
        self._zoom.setAccessibleName("Cỡ xem")
        self._zoom.setToolTip("Cỡ xem (Ctrl+lăn chuột)")
        for name, zoom in (("Vừa chiều ngang", FIT_WIDTH), ("Vừa cả trang", FIT_PAGE)):
            self._zoom.addItem(name, zoom)
        for zoom in ZOOMS:
            self._zoom.addItem(f"{zoom * 100:.0f} %", zoom)
        self._said = QLabel(self)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._open = QPushButton("&Mở tệp", self)
        self._open.setAutoDefault(False)
        self._told: Callable[[], None] | None = None
        self._print = QPushButton("&In…", self)
        self._copy = QPushButton("Sao &chép văn bản", self)
        self._copy.setToolTip("Chép chữ của cả văn bản, không kèm định dạng (Ctrl+C)")
        self._pdf = QPushButton("&Lưu thành PDF…", self)
        self._close = QPushButton("Đó&ng", self)
        self._print.setDefault(True)
        self._lay_out()
        self._connect()
        self.view.show_pages(pages)
        self.view.setFocus()

    def say(self, text: str, offered: Callable[[], None] | None = None) -> None:
        """Say under the pages what was done; `offered` opens what came of it."""
        self._told = offered
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._open.setVisible(offered is not None)

    def _tool(self, name: str, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for widget in (self._before, self._where, self._after, self._zoom):
            top.addWidget(widget)
        top.addStretch(1)
        for button in (self._print, self._copy, self._pdf, self._close):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._open)
        column.addLayout(below)
        self.say("")

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self.view.go_to(self.view.page() - 1))
        self._after.clicked.connect(lambda: self.view.go_to(self.view.page() + 1))
        self._zoom.activated.connect(lambda _: self.view.set_zoom(float(self._zoom.currentData())))
        self.view.zoomed.connect(self._take_zoom)
        self.view.moved.connect(self._say_page)
        self._print.clicked.connect(self.print_asked)
        self._copy.clicked.connect(self.copy_asked)
        self._pdf.clicked.connect(self.pdf_asked)
        self._close.clicked.connect(self.reject)
        self._open.clicked.connect(self._open_told)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_asked.emit)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy_asked.emit)

    def _open_told(self) -> None:
        if self._told is not None:
            self._told()

    def _take_zoom(self, zoom: float) -> None:
        self._zoom.setCurrentIndex(self._zoom.findData(zoom))
        self.view.set_zoom(zoom)

    def _say_page(self, page: int) -> None:
        self._where.setText(f"Trang {page + 1} / {len(self.pages)}")
        self._before.setEnabled(page > 0)
        self._after.setEnabled(page + 1 < len(self.pages))
