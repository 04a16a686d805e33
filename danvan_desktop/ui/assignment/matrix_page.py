"""The page of the matrix: what to show of it above, what the marks mean below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.labels import ROLE_LABELS
from danvan_desktop.domain.records import Role
from danvan_desktop.services.assignments import Matrix, MatrixAgency
from danvan_desktop.ui.assignment.marks import paint_mark
from danvan_desktop.ui.assignment.model import Choice, MatrixModel
from danvan_desktop.ui.assignment.view import MatrixView
from danvan_desktop.ui.frame.legend import Legend
from danvan_desktop.ui.style import Icons, muted
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.widgets.task_page import SEARCH_PAUSE_MS, SearchEdit
from danvan_desktop.ui.wording import count_text

_CHOICE_LETTERS = 16
_NARROWEST = 120
_KEYS = ("bỏ: phím 0", "đổi: phím cách", "nhiều ô: kéo chuột")
_MARK_SHARE = 0.75


class MatrixPage(QWidget):
    """`agency_asked` carries an agency's id; `import_asked` is the button of an empty book."""

    agency_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = MatrixModel(icons, self)
        self.view = MatrixView(self.model, self)
        self.search = SearchEdit(self)
        self.search.setPlaceholderText("Tìm nhiệm vụ… không cần gõ dấu")
        self.without_lead = QCheckBox("Chưa có c&hủ trì", self)
        self.without_lead.setToolTip("Chỉ hiện nhiệm vụ chưa giao cơ quan nào chủ trì hoặc thực hiện")
        self.all_agencies = QCheckBox("Tất cả cơ &quan", self)
        self.all_agencies.setToolTip("Hiện cả cơ quan chưa được giao nhiệm vụ nào")
        self.agencies = QuietComboBox(self)
        self.agencies.setAccessibleName("Xem một cơ quan")
        self.agencies.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.agencies.setMinimumContentsLength(_CHOICE_LETTERS)
        self._count = QLabel(self)
        self._count.setProperty("role", "caption")
        self._nothing = QLabel(self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.import_button = QPushButton("Nhập &danh mục từ tệp…", self)
        self._centre = QStackedWidget(self)
        self._foot = QWidget(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.view)
        for field in (self.search, self.agencies):
            field.setMinimumWidth(_NARROWEST)  # large letters in a small window

    def show_matrix(self, matrix: Matrix) -> None:
        """Show what was read; what is chosen, current and scrolled stays."""
        self.model.show_matrix(matrix)
        self._list_agencies(matrix.agencies)
        self._tell()

    def forget(self) -> None:
        """Another book: nothing is looked for or chosen any more."""
        for box in (self.without_lead, self.all_agencies):
            box.setChecked(False)
        self.search.clear()
        self._pause.stop()
        self.model.choose(Choice())
        self.model.show_matrix(Matrix((), (), {}, frozenset()))
        self.view.forget()
        self._list_agencies(())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        for widget in (self.without_lead, self.all_agencies, self.agencies):
            top.addWidget(widget)
        hint = QWidget(self)
        inside = QVBoxLayout(hint)
        inside.addStretch(1)
        inside.addWidget(self._nothing)
        inside.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        self._centre.addWidget(self.view)
        self._centre.addWidget(hint)
        bottom = QHBoxLayout(self._foot)
        bottom.setContentsMargins(4, 3, 8, 3)
        bottom.addWidget(_legend(self), 1)
        bottom.addSpacing(12)
        bottom.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._centre, 1)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.down.connect(self.view.setFocus)
        self._pause.timeout.connect(self._choose)
        self.without_lead.toggled.connect(lambda _: self._choose())
        self.all_agencies.toggled.connect(lambda _: self._choose())
        self.agencies.activated.connect(self._ask_agency)
        self.view.agency_asked.connect(self.agency_asked)
        self.import_button.clicked.connect(self.import_asked)

    def _choose(self) -> None:
        words, alone, every = self.search.text(), self.without_lead.isChecked(), self.all_agencies.isChecked()
        self.model.choose(Choice(words, alone, every))
        self._tell()

    def _tell(self) -> None:
        """How much of it shows, or why nothing does."""
        shown, total = self.model.rowCount(), self.model.total()
        self._count.setText(f"Hiện {count_text(shown, '').strip()} trong {count_text(total, 'nhiệm vụ')}")
        self._count.setVisible(shown != total)  # how many there are in all stands at the foot of the window
        self._centre.setCurrentIndex(0 if shown else 1)
        self._foot.setVisible(total > 0)
        self.import_button.setVisible(not total)
        self.setFocusProxy(self.view if shown else self.search if total else self.import_button)
        if not total:
            self._nothing.setText("Sổ chưa có nhiệm vụ nào để phân công.")
        elif self.search.text().strip():
            self._nothing.setText(f"Không có nhiệm vụ nào chứa «{self.search.text()}».")
        else:
            self._nothing.setText("Nhiệm vụ nào cũng đã có cơ quan chủ trì.")

    def _list_agencies(self, agencies: Sequence[MatrixAgency]) -> None:
        self.agencies.clear()
        self.agencies.addItem("Xem một cơ quan…")
        for place, agency in enumerate(agencies):
            if agency.collective and (not place or not agencies[place - 1].collective):
                self.agencies.insertSeparator(self.agencies.count())
            self.agencies.addItem(agency.name, agency.id)
        self.agencies.view().setMinimumWidth(self.agencies.view().sizeHintForColumn(0) + 30)

    def _ask_agency(self, place: int) -> None:
        agency = self.agencies.itemData(place)
        self.agencies.setCurrentIndex(0)
        if agency:
            self.agency_asked.emit(agency)


def _legend(parent: QWidget) -> Legend:
    """What the marks mean, and the keys that set them."""
    marks = [(f"{ROLE_LABELS[role]}: phím {key}", partial(_mark, role)) for key, role in enumerate(Role, start=1)]
    legend = Legend([*marks, *((words, None) for words in _KEYS)], 1, parent)
    legend.setAccessibleName(f"Dấu và phím: {legend.words()}")
    return legend


def _mark(role: Role, painter: QPainter, box: QRectF, palette: QPalette) -> None:
    paint_mark(painter, role, box.center(), _MARK_SHARE * box.width(), muted(palette))
