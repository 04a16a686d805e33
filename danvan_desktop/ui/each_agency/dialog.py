"""In cho từng cơ quan: which sheet, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.services.papers import PAPERS, PaperChoices, PaperKind
from danvan_desktop.ui.dialogs.frame import Dialog
from danvan_desktop.ui.papers.material import Material, PaperWish, periods_for, usual_choice
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.wording import count_text

_KINDS = (PaperKind.ASSIGNMENT, PaperKind.TIMETABLE, PaperKind.URGING)
_NAMES = {
    PaperKind.ASSIGNMENT: "Phiếu giao nhiệm vụ",
    PaperKind.TIMETABLE: "Lịch công tác tháng, quý",
    PaperKind.URGING: "Công văn đôn đốc",
}
_ALL_PROGRAMMES = "Mọi chương trình"
_WIDTH_LETTERS = 74
_LIST_LINES = 9


class EachAgencyDialog(Dialog):
    """`look_asked` and `files_asked` carry a PaperWish that names the agencies: to look at all sheets and print them,
    or to keep a PDF for each agency."""

    look_asked = Signal(object)
    files_asked = Signal(object)

    def __init__(self, material: Material, parent: QWidget | None) -> None:
        super().__init__("In cho từng cơ quan", parent)
        self._material = material
        self.kind = self._box("Loại phiếu")
        for kind in _KINDS:
            self.kind.addItem(_NAMES[kind], kind)
        self.programme = self._box("Chương trình")
        self.programme.addItem(_ALL_PROGRAMMES, None)
        for view in material.programmes:
            self.programme.addItem(view.title or view.type or "Chương trình chưa có tên", view.id)
        self.period = self._box("Kỳ")
        self.list = QListWidget(self)
        self.list.setAccessibleName("Cơ quan")
        self.list.setMinimumHeight(_LIST_LINES * (self.fontMetrics().lineSpacing() + 4))
        for agency, name in material.agencies:
            item = QListWidgetItem(name, self.list)
            item.setData(Qt.ItemDataRole.UserRole, agency)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.all, self.none = QPushButton("Chọn &tất cả", self), QPushButton("&Bỏ chọn", self)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self.look = self.add_buttons("Xem trước và &in…")
        self.files = QPushButton("Mỗi cơ quan một &PDF…", self)
        self.buttons.addButton(self.files, self.buttons.ButtonRole.ActionRole)
        for button in (self.all, self.none, self.files):
            button.setAccessibleName(button.text().replace("&", ""))
            button.setAutoDefault(False)
        self._form = QFormLayout()
        self._lay_out()
        self._connect()
        self._show_kind()
        self._count()

    def wish(self) -> PaperWish:
        """What is chosen."""
        kind = self._kind()
        period = self.period.currentData() if PAPERS[kind].periods else None
        choices = PaperChoices(period=period, agencies=tuple(self._chosen()), each=True)
        return PaperWish(kind, self.programme.currentData(), None, choices)

    def accept(self) -> None:
        """Hand the wish over, to be looked at."""
        wish = self.wish()
        super().accept()
        self.look_asked.emit(wish)

    def tick(self, *, ticked: bool) -> None:
        """Choose all agencies, or none."""
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _kind(self) -> PaperKind:
        return PaperKind(self.kind.currentData())

    def _chosen(self) -> Iterator[str]:
        for place in range(self.list.count()):
            item = self.list.item(place)
            if item.checkState() is Qt.CheckState.Checked:
                yield str(item.data(Qt.ItemDataRole.UserRole))

    def _show_kind(self) -> None:
        kind = self._kind()
        self.period.clear()
        for words, period in periods_for(kind, self._material.today):
            self.period.addItem(words, period)
        if PAPERS[kind].periods:
            usual = usual_choice(kind, self._material.today).label
            self.period.setCurrentIndex(max(self.period.findText(usual[:1].upper() + usual[1:]), 0))
        self._form.setRowVisible(self.period, bool(PAPERS[kind].periods))

    def _count(self) -> None:
        chosen = sum(1 for _ in self._chosen())
        self._told.setText(
            f"Đã chọn {count_text(chosen, 'cơ quan')}. Cơ quan không có việc thì không có phiếu."
            if chosen
            else "Hãy chọn ít nhất một cơ quan."
        )
        for button in (self.look, self.files):
            button.setEnabled(chosen > 0)

    def _ask_files(self) -> None:
        wish = self.wish()
        super().accept()
        self.files_asked.emit(wish)

    def _connect(self) -> None:
        self.kind.activated.connect(self._show_kind)
        self.list.itemChanged.connect(self._count)
        self.all.clicked.connect(lambda: self.tick(ticked=True))
        self.none.clicked.connect(lambda: self.tick(ticked=False))
        self.files.clicked.connect(self._ask_files)

    def _box(self, name: str) -> QuietComboBox:
        box = QuietComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        return box

    def _lay_out(self) -> None:
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (("&Loại phiếu", self.kind), ("&Chương trình", self.programme), ("&Kỳ", self.period)):
            self._form.addRow(title, field)
        caption = QLabel("Cơ &quan", self)
        caption.setBuddy(self.list)
        ticks = QHBoxLayout()
        ticks.addWidget(caption)
        ticks.addStretch(1)
        ticks.addWidget(self.all)
        ticks.addWidget(self.none)
        column = QVBoxLayout(self)
        column.addLayout(self._form)
        column.addLayout(ticks)
        column.addWidget(self.list, 1)
        column.addWidget(self._told)
        column.addWidget(self.buttons)
        self.tab_through([self.kind, self.programme, self.period, self.all, self.none, self.list])
        self.fit(_WIDTH_LETTERS)
