"""Xuất văn bản: the kinds of paper, what each is, and what has to be said for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.services.file_pages import has_pages
from danvan_desktop.services.papers import PAPERS, PaperKind, has_wording
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.papers.form import PaperForm
from danvan_desktop.ui.papers.material import Material
from danvan_desktop.ui.widgets.progress_strip import ProgressStrip

_LIST_LETTERS = 36
_WIDTH_LETTERS = 104
_LINES = 23
_EDGE = 60


class PaperDialog(Dialog):
    """`decided` and `preview_asked` carry a PaperWish. `wording_asked` and `wording_dropped` carry the kind whose words
    the officer wants to change, or to have back as they shipped; `has_own` answers whether there are words of the
    officer's own."""

    decided = Signal(object)
    preview_asked = Signal(object)
    wording_asked = Signal(object)
    wording_dropped = Signal(object)

    def __init__(self, material: Material, has_own: Callable[[PaperKind], bool], parent: QWidget | None) -> None:
        super().__init__("Xuất văn bản", parent)
        self._has_own = has_own
        self.list = QListWidget(self)
        self.list.setAccessibleName("Loại văn bản")
        self.list.setWordWrap(True)
        self.list.setSpacing(1)
        self.list.setFixedWidth(self.width_in_letters(_LIST_LETTERS))
        for kind, spec in PAPERS.items():
            item = QListWidgetItem(spec.name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, kind)
            item.setToolTip(spec.told)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, spec.told)
        self.told = QLabel(self)
        self.told.setWordWrap(True)
        self.form = PaperForm(material, self)
        self._busy = False
        self._progress = ProgressStrip(self)
        self._trouble = QLabel(self)
        self._trouble.setProperty("role", "doubt")
        self._trouble.setWordWrap(True)
        self.go = self.add_buttons("&Xuất…")
        self.look = self._side_button("Xem trước và &in…", "Xem các trang sẽ in, in ra giấy hoặc lưu thành PDF")
        self.edit = self._side_button("Sử&a câu chữ…", "Mở mẫu câu chữ của loại văn bản này để sửa")
        self.drop = self._side_button("&Bỏ câu chữ đã sửa", "Bỏ mẫu đã sửa, dùng lại câu chữ của chương trình")
        self._lay_out()
        self.list.currentItemChanged.connect(self._show_kind)
        self.list.itemDoubleClicked.connect(self.go.click)
        self.form.changed.connect(self._check)
        self.look.clicked.connect(lambda: self.preview_asked.emit(self.form.wish()))
        self.edit.clicked.connect(lambda: self.wording_asked.emit(self.kind()))
        self.drop.clicked.connect(lambda: self.wording_dropped.emit(self.kind()))
        self.list.setCurrentRow(0)

    def kind(self) -> PaperKind:
        """The kind that is chosen; Qt gives it back as plain text."""
        return PaperKind(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def choose(self, kind: PaperKind) -> None:
        """Make a kind the chosen one."""
        self.list.setCurrentRow(list(PAPERS).index(kind))

    def accept(self) -> None:
        """Hand over the wish."""
        wish = self.form.wish()
        super().accept()
        self.decided.emit(wish)

    def show_job(self, job: Job | None) -> None:
        """Something takes long, behind a dialog that covers the window's own «Hủy»; None when nothing does any more."""
        self._busy = job is not None
        self._progress.show_job(job)
        self._check()

    def tell_wording(self) -> None:
        """Say whether the words of this kind are the officer's own."""
        changeable = has_wording(self.kind())
        own = changeable and self._has_own(self.kind())
        self.edit.setVisible(changeable)
        self.drop.setVisible(own)
        said = PAPERS[self.kind()].told
        self.told.setText(f"{said} Đang dùng câu chữ đã sửa." if own else said)

    def _show_kind(self) -> None:
        self.form.show_kind(self.kind())
        self.tell_wording()

    def _check(self) -> None:
        self._trouble.setText(self.form.trouble())
        self.go.setEnabled(not self._trouble.text() and not self._busy)
        self.look.setEnabled(self.go.isEnabled() and has_pages(self.kind()))

    def _side_button(self, text: str, tip: str) -> QPushButton:
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAccessibleName(text.replace("&", ""))
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setAccessibleName("Lựa chọn của văn bản")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = QVBoxLayout()
        side.addWidget(self.told)
        side.addWidget(scroll, 1)
        side.addWidget(self._trouble)
        side.addWidget(self._progress)
        caption = QLabel("Loại &văn bản:", self)
        caption.setBuddy(self.list)
        kinds = QVBoxLayout()
        kinds.addWidget(caption)
        kinds.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addLayout(kinds)
        row.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        available = self.screen().availableGeometry()
        height = min(_LINES * int(self.fontMetrics().lineSpacing() * 1.25), available.height() - _EDGE, 600 - _EDGE)
        self.resize(self.width_in_letters(_WIDTH_LETTERS), height)
