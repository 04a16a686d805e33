"""The window of a paper before it is printed: pages, zoom, printer, PDF; whose pages they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.ui.printing.paint import Sheet
from danvan_desktop.ui.printing.preview import FIT_PAGE, FIT_WIDTH, ZOOMS, PagesView
from danvan_desktop.ui.printing.telling import TellingRow

_FRAME = 32
_WHOSE = ("Bản in của chương trình", "Trang của tệp Word")


class PreviewDialog(QDialog):
    """What will be printed, and the ways on: `print_asked`, `pdf_asked`, and after `offer_text` `copy_asked`.
    Where there are pages of the Word file too (`both`), `file_asked` carries whether the officer wants those."""

    print_asked = Signal()
    copy_asked = Signal()
    pdf_asked = Signal()
    file_asked = Signal(bool)

    def __init__(
        self, title: str, pages: Sequence[Sheet], parent: QWidget | None = None, *, both: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Xem trước khi in: {title}")
        self.setSizeGripEnabled(True)
        self.pages = pages
        self.view = PagesView(self)
        self._before = self._tool("Trang trước", Qt.ArrowType.LeftArrow)
        self._after = self._tool("Trang sau", Qt.ArrowType.RightArrow)
        self._where = QLabel(self)
        self._zoom = self._box("Cỡ xem", "Cỡ xem (Ctrl+lăn chuột)")
        for name, zoom in (("Vừa chiều ngang", FIT_WIDTH), ("Vừa cả trang", FIT_PAGE)):
            self._zoom.addItem(name, zoom)
        for zoom in ZOOMS:
            self._zoom.addItem(f"{zoom * 100:.0f} %", zoom)
        self.whose = self._box("Xem trang nào", "Bản in của chương trình, hoặc trang do Word, LibreOffice dựng từ tệp")
        self.whose.addItems(_WHOSE)
        self.whose.setVisible(both)
        self._telling = TellingRow(self)
        self._print = QPushButton("&In…", self)
        self._copy = QPushButton("Sao &chép văn bản", self)
        self._copy.setToolTip("Chép chữ của cả văn bản, không kèm định dạng (Ctrl+C)")
        self._copy.hide()
        self._pdf = QPushButton("&Lưu thành PDF…", self)
        self._close = QPushButton("Đó&ng", self)
        self._print.setDefault(True)
        self._lay_out()
        self._connect()
        self.show_pages(pages)
        self.view.setFocus()

    def show_pages(self, pages: Sequence[Sheet]) -> None:
        """Show these in place of the others."""
        self.pages = pages
        self.view.show_pages(pages)
        self._say_page(0)

    def say(self, text: str, offered: Callable[[], None] | None = None) -> None:
        """Say under the pages what was done; `offered` opens what came of it."""
        self._telling.say(text, offered)
        self._allow(busy=False)

    def wait(self, text: str, stop: Callable[[], None], steps: int = 0) -> None:
        """Say under the pages what is going on; `stop` ends it."""
        self._telling.wait(text, stop, steps)
        self._allow(busy=True)

    def step(self, done: int) -> None:
        """So many steps of what is going on are done."""
        self._telling.step(done)

    def said(self) -> str:
        """What stands under the pages."""
        return self._telling.text()

    def choose_ours(self) -> None:
        """Our pages are shown, whatever was wanted."""
        self.whose.setCurrentIndex(0)

    def _allow(self, *, busy: bool) -> None:
        for widget in (self._print, self._pdf, self.whose):
            widget.setEnabled(not busy)

    def _box(self, name: str, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _tool(self, name: str, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _actions(self) -> Sequence[QPushButton]:
        return self._print, self._copy, self._pdf, self._close

    def _lay_out(self) -> None:
        looking, acting = QHBoxLayout(), QHBoxLayout()
        for widget in (self._before, self._where, self._after, self._zoom, self.whose):
            looking.addWidget(widget)
        looking.addStretch(1)
        for button in self._actions():
            acting.addWidget(button)
        top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.addLayout(looking, 1)
        top.addLayout(acting)
        every = (self._before, self._where, self._after, self._zoom, self.whose, *self._actions())
        wide = sum(control.sizeHint().width() + looking.spacing() for control in every)  # those that come later too
        if wide > self.screen().availableGeometry().width() - _FRAME:
            top.setDirection(QBoxLayout.Direction.TopToBottom)
            acting.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self._telling)

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
        self.whose.activated.connect(lambda place: self.file_asked.emit(place == 1))
        QShortcut(QKeySequence("Ctrl+P"), self, self._print.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self._copy.click)

    def offer_text(self) -> None:
        """Offer the text of the paper too, by `copy_asked`."""
        self._copy.show()

    def _take_zoom(self, zoom: float) -> None:
        self._zoom.setCurrentIndex(self._zoom.findData(zoom))
        self.view.set_zoom(zoom)

    def _say_page(self, page: int) -> None:
        self._where.setText(f"Trang {page + 1} / {len(self.pages)}")
        self._before.setEnabled(page > 0)
        self._after.setEnabled(page + 1 < len(self.pages))
