"""The screen: choose or drop a Word file, read what was found, mend what can be mended into a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.services.form_check import Report, told
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.form_check.finding_list import FindingList
from danvan_desktop.ui.form_check.paper_pane import PaperPane

_INVITATION = "Chọn một tệp Word (.docx) hoặc kéo tệp thả vào đây.\nTệp chỉ được đọc, không bị sửa."
_CLEAN = "Không thấy chỗ nào sai thể thức."
_BUSY, _EMPTY, _FOUND = range(3)


class FormDialog(Dialog):
    """`file_asked`: a file is to be chosen; `dropped` carries one; `mend_asked` carries the places of findings;
    `stopped`: what is running is not wanted; `copy_shown`, `folder_shown`: open the mended copy, or where it lies."""

    file_asked = Signal()
    dropped = Signal(object)
    mend_asked = Signal(object)
    stopped = Signal()
    copy_shown = Signal()
    folder_shown = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("Kiểm tra thể thức văn bản", parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self._report: Report | None = None
        self._file = ""
        self._summary = _words(QLabel("Chưa chọn tệp nào.", self))
        self.choose = self._button("&Chọn tệp…")
        self.findings = FindingList(self)
        self.paper = PaperPane(self)
        self._empty = _words(QLabel(_INVITATION, self))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting = QLabel(self)
        self.stop = self._button("&Dừng")
        self.all = self._button("Đánh dấu &tất cả")
        self.none = self._button("&Bỏ đánh dấu")
        self.open_copy = self._button("&Mở tệp đã sửa")
        self.open_folder = self._button("Mở t&hư mục")
        self.mend = self.add_buttons("&Sửa vào bản sao", "Đó&ng")
        self._lay_out()
        self._connect()
        self._show_state()
        self.choose.setFocus()

    def wait_for(self, words: str) -> None:
        """Something is going on that may take a while."""
        self.waiting.setText(words)
        self._pages.setCurrentIndex(_BUSY)
        self._allow(busy=True)

    def give_up(self) -> None:
        """It came to nothing: what was shown before is shown again."""
        self._show_state()

    def show_report(self, name: str, report: Report, *, mended: bool = False) -> None:
        """What was found in the file called `name`, the copy when it has just been `mended`."""
        self._report, self._file = report, name
        self.findings.show_findings(report.findings)
        self.paper.show_lines(report.lines)
        self._show_current()
        said = f"Đã ghi bản sao «{name}», tệp gốc giữ nguyên; còn lại: " if mended else f"«{name}»: "
        clean = f"Đã ghi bản sao «{name}», tệp gốc giữ nguyên; không còn chỗ nào sai thể thức."
        self._summary.setText(clean if mended and not report.findings else f"{said}{told(report)}.")
        self.open_copy.setVisible(mended)
        self.open_folder.setVisible(mended)
        self._show_state()
        (self.findings if report.findings else self.choose).setFocus()

    def summary(self) -> str:
        """What is said over the list."""
        return self._summary.text()

    def accept(self) -> None:
        """Mend what is ticked; before there is anything to mend, choose a file."""
        if self._report is None or not self._report.findings:
            self.file_asked.emit()
        elif chosen := self.findings.chosen():
            self.mend_asked.emit(chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _word_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _word_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _show_state(self) -> None:
        found = self._report is not None and bool(self._report.findings)
        self._empty.setText(_INVITATION if self._report is None else f"«{self._file}»\n\n{_CLEAN}")
        self._pages.setCurrentIndex(_FOUND if found else _EMPTY)
        self._allow(busy=False)

    def _allow(self, *, busy: bool) -> None:
        report = self._report
        mendable = not busy and report is not None and any(one.mendable for one in report.findings)
        chosen = len(self.findings.chosen()) if mendable else 0
        for button in (self.all, self.none):
            button.setEnabled(mendable)
        self.choose.setEnabled(not busy)
        self.mend.setText(f"&Sửa {chosen} chỗ vào bản sao" if chosen else "&Sửa vào bản sao")
        self.mend.setAccessibleName(self.mend.text().replace("&", ""))
        self.mend.setEnabled(chosen > 0)
        self.mend.setDefault(chosen > 0)
        self.choose.setDefault(not self.mend.isDefault())

    def _show_current(self) -> None:
        at = self.findings.currentRow()
        report = self._report
        self.paper.show_finding(report.findings[at] if report and 0 <= at < len(report.findings) else None)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.file_asked)
        self.stop.clicked.connect(self.stopped)
        self.findings.currentRowChanged.connect(lambda _: self._show_current())
        self.findings.itemChanged.connect(lambda _: self._allow(busy=False))
        self.all.clicked.connect(lambda: self.findings.tick_all(ticked=True))
        self.none.clicked.connect(lambda: self.findings.tick_all(ticked=False))
        self.open_copy.clicked.connect(self.copy_shown)
        self.open_folder.clicked.connect(self.folder_shown)

    def _lay_out(self) -> None:
        self.mend.setToolTip("Sửa những chỗ đã đánh dấu vào một tệp mới «… (đã sửa).docx»; tệp gốc giữ nguyên")
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        above = QHBoxLayout()
        above.addWidget(self._summary, 1)
        above.addWidget(self.choose)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.findings)
        split.addWidget(self.paper)
        split.setChildrenCollapsible(False)
        split.setSizes([450, 550])
        self._pages = QStackedWidget(self)
        for page in (self._busy_page(), self._empty, split):
            self._pages.addWidget(page)
        marks = QHBoxLayout()
        for button in (self.all, self.none):
            marks.addWidget(button)
        marks.addStretch(1)
        for button in (self.open_copy, self.open_folder):
            button.setVisible(False)
            marks.addWidget(button)
        marks.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self._pages, 1)
        column.addLayout(marks)
        stops = (self.choose, self.stop, self.findings, self.paper.list, self.all, self.none)
        self.tab_through((*stops, self.open_copy, self.open_folder))
        self.spread(132, 32)

    def _busy_page(self) -> QWidget:
        page = QWidget(self)
        bar = QProgressBar(page)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Đang làm")
        row = QHBoxLayout()
        row.addWidget(bar, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self.waiting)
        column.addLayout(row)
        column.addStretch(1)
        return page

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", "").rstrip("…"))
        button.setAutoDefault(False)
        return button


def _words(label: QLabel) -> QLabel:
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _word_file(event: QDropEvent) -> Path | None:
    """The one Word file that is being dropped."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in (".docx", ".doc") else None
