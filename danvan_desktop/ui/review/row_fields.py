"""Every field of the current row, with what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.review.role_field import RoleField
from danvan_desktop.ui.review.second_thought import OwnUndo, SecondThought
from danvan_desktop.ui.review.unknown_agency import UnknownAgency
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.widgets.time_field import TimeField
from danvan_desktop.ui.wording import count_text

if TYPE_CHECKING:
    from danvan_desktop.domain.catalogue.doubts import Doubt
    from danvan_desktop.domain.draft import DraftGroup
    from danvan_desktop.domain.review import Row, Sheet

_ROLES: Final = MappingProxyType(
    {Role.LEAD: "&Chủ trì", Role.IMPLEMENTING: "Thực h&iện", Role.COORDINATING: "Phối &hợp"}
)
_TEXTS: Final = MappingProxyType({"number": "&Số", "product": "Sản phẩm", "form": "Hình thức", "note": "Ghi chú"})
_TEXT_LINES = 3
_NO_DOUBT = "Nhiệm vụ này không có chỗ nào cần xem lại."


class RowFields(QScrollArea):
    """`corrected` carries a field's name and its value, `named` a role and the names of all its agencies.

    `split_asked` carries the place in the text; `left` gives the keyboard back to the list.
    """

    corrected = Signal(str, object)
    named = Signal(object, object)
    split_asked = Signal(int)
    join_asked = Signal()
    seen_asked = Signal()
    forget_asked = Signal()
    left = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Nhiệm vụ đang xem")
        self._body = QWidget(self)
        self.setWidget(self._body)
        self.text = QPlainTextEdit(self._body)
        self.text.setAccessibleName("Nội dung nhiệm vụ")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_LINES * self.fontMetrics().lineSpacing() + 14)
        self.time = TimeField("Thời gian thực hiện", self._body)
        self.group = QuietComboBox(self._body)
        self.group.setAccessibleName("Nhóm nhiệm vụ")
        self.group.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.setMinimumContentsLength(12)
        self._groups: Mapping[int, DraftGroup] | None = None
        self._fill_groups(sheet)
        names = sorted(sheet.known.names.values())
        self.roles = {role: RoleField(_plain(title), names, self._body) for role, title in _ROLES.items()}
        self.texts = {name: self._line(_plain(title)) for name, title in _TEXTS.items()}
        self.unknown = UnknownAgency(sheet.known.names, self._body)
        self._doubts = QLabel(self._body)
        self._doubts.setWordWrap(True)
        self._doubts.setTextFormat(Qt.TextFormat.PlainText)
        self._recalled = QLabel(self._body)
        self._recalled.setWordWrap(True)
        self._recalled.setTextFormat(Qt.TextFormat.PlainText)
        self._recalled.setVisible(False)
        self._several = QLabel(self._body)
        self._several.setWordWrap(True)
        self._several.setTextFormat(Qt.TextFormat.PlainText)
        self._several.setVisible(False)
        self.seen = self._button("Đã xem, &không phải sửa")
        self.forget = self._button("&Quên lựa chọn lần trước")
        self.forget.setToolTip("Trở lại như chương trình đọc; lần sau không đề nghị như vậy nữa")
        self.split = self._button("Tách tại con t&rỏ")
        self.split.setToolTip("Đặt con trỏ vào chỗ cần tách trong nội dung, rồi bấm nút này (Ctrl+T)")
        self.join = self._button("&Gộp với nhiệm vụ sau")
        self._thoughts = [SecondThought(self.text, self.text.toPlainText, self.text.setPlainText)]
        self._thoughts += [
            SecondThought(line, line.text, partial(self._put, name)) for name, line in self.texts.items()
        ]
        for line in (self.text, self.time.edit, *self.roles.values(), *self.texts.values()):
            OwnUndo(line)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Another row is shown: what was typed in the one before is no longer given up by Esc or taken back there."""
        for thought in self._thoughts:
            thought.begin()
        self.text.document().clearUndoRedoStacks()

    def show_recalled(self, recalled: Sequence[str]) -> None:
        """Say what of the row is as the officer decided over an earlier document."""
        self._recalled.setText("\n".join(f"↺ {words}" for words in recalled))
        self._recalled.setVisible(bool(recalled))
        self.forget.setVisible(bool(recalled))

    def show_row(self, row: Row, sheet: Sheet, doubts: Sequence[Doubt], explain: Callable[[str], str]) -> None:
        """Show a row; what is being typed is left alone as long as it says the same."""
        self._fill_groups(sheet)
        if " ".join(self.text.toPlainText().split()) != row.text:
            with QSignalBlocker(self.text):
                self.text.setPlainText(row.text)
        for name, line in self.texts.items():
            if line.text().strip() != getattr(row, name):
                line.setText(getattr(row, name))
                line.setCursorPosition(0)
        if not (self.time.typing() and self.time.edit.hasFocus()):
            self.time.show_time(row.time, explain)
        for role, field in self.roles.items():
            field.show_names(sheet.names(row, role))
        self.group.setCurrentIndex(self.group.findData(row.group) if row.group is not None else 0)
        self.group.setToolTip(self.group.currentText())
        self._show_doubts(row, sheet, doubts)

    def stops(self) -> tuple[QWidget, ...]:
        """The fields and buttons, as they are read: down, and to the right."""
        texts, roles = self.texts, self.roles
        return (
            *(self.seen, self.forget, self.unknown.choice, self.unknown.new),
            *(self.text, self.split, self.join, texts["number"], self.group),
            *(roles[Role.LEAD], self.time.edit, self.time.button, roles[Role.COORDINATING]),
            *(roles[Role.IMPLEMENTING], texts["form"], texts["note"], texts["product"]),
        )

    def doubts(self) -> str:
        """What is said to be doubtful; nothing where nothing is."""
        return "" if self._doubts.text() == _NO_DOUBT else self._doubts.text()

    def show_count(self, rows: int) -> None:
        """Say how many rows a correction of agencies, time or group will reach."""
        self._several.setText(
            f"Đang chọn {count_text(rows, 'nhiệm vụ')}: sửa cơ quan, thời gian, nhóm ở đây là sửa cho tất cả các nhiệm "
            "vụ đang chọn."
        )
        self._several.setVisible(rows > 1)

    def commit(self) -> None:
        """Apply what was typed and not applied yet."""
        self.time.apply()
        for field in self.roles.values():
            field.commit()

    def go_to(self, field: str) -> None:
        """Put the keyboard into a field."""
        roles = {"lead": Role.LEAD, "implementing": Role.IMPLEMENTING, "coord": Role.COORDINATING}
        if field in roles:
            found: QWidget = self.roles[roles[field]]
        else:
            found = {"text": self.text, "group": self.group, **self.texts}.get(field, self.time.edit)
        found.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(found, QLineEdit):
            found.selectAll()
        self.ensureWidgetVisible(found)

    def _fill_groups(self, sheet: Sheet) -> None:
        groups = sheet.groups()
        if groups != self._groups:
            self._groups = groups
            self.group.clear()
            self.group.addItem("(không thuộc nhóm nào)", None)
            for place, held in groups.items():
                self.group.addItem(f"{held.number} {held.title}".strip(), place)

    def _show_doubts(self, row: Row, sheet: Sheet, doubts: Sequence[Doubt]) -> None:
        self._doubts.setText("\n".join(f"▲ {doubt.reason}" for doubt in doubts) or _NO_DOUBT)
        self._doubts.setProperty("role", "doubt" if doubts else "caption")
        self._doubts.style().polish(self._doubts)
        self.seen.setEnabled(bool(doubts))
        unknown = sheet.unknown(row)
        self.unknown.setVisible(bool(unknown))
        if unknown:
            self.unknown.ask(unknown[0].agency, unknown[0].name, sheet.rows_naming(unknown[0].agency))
        else:
            self.unknown.forget()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._doubts, 1)
        above.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignTop)
        acts = QVBoxLayout()
        acts.setSpacing(5)
        acts.addWidget(self.split)
        acts.addWidget(self.join)
        acts.addStretch(1)
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._place(grid, 0, ("Nội d&ung", self.text, 2))
        grid.addLayout(acts, 0, 3)
        self._place(grid, 1, (_TEXTS["number"], self.texts["number"], 1), ("Nhó&m", self.group, 1))
        self._place(grid, 2, (_ROLES[Role.LEAD], self.roles[Role.LEAD], 1), ("Thời gi&an", self.time, 1))
        self._place(grid, 3, (_ROLES[Role.COORDINATING], self.roles[Role.COORDINATING], 3))
        self._place(
            grid,
            4,
            (_ROLES[Role.IMPLEMENTING], self.roles[Role.IMPLEMENTING], 1),
            (_TEXTS["form"], self.texts["form"], 1),
        )
        self._place(grid, 5, (_TEXTS["note"], self.texts["note"], 1), (_TEXTS["product"], self.texts["product"], 1))
        column = QVBoxLayout(self._body)
        column.setContentsMargins(6, 4, 6, 0)
        column.addWidget(self._several)
        column.addLayout(above)
        before = QHBoxLayout()
        before.addWidget(self._recalled, 1)
        before.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(before)
        column.addWidget(self.unknown)
        column.addLayout(grid)
        column.addStretch(1)

    def _place(self, grid: QGridLayout, line: int, *held: tuple[str, QWidget, int]) -> None:
        """Fields of one line with their captions, on the height of the first line in each field."""
        inset = max(0, (self.texts["number"].sizeHint().height() - self.fontMetrics().height()) // 2)
        for (title, field, width), column in zip(held, (0, 2), strict=False):
            caption = QLabel(title, self._body)
            caption.setBuddy(field)
            caption.setContentsMargins(0, inset, 0, 0)
            grid.addWidget(caption, line, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, line, column + 1, 1, width)
            grid.setAlignment(field, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda: self.corrected.emit("text", " ".join(self.text.toPlainText().split())))
        for name, line in self.texts.items():
            line.textEdited.connect(lambda typed, name=name: self.corrected.emit(name, typed.strip()))
            line.returnPressed.connect(self.left)
        for role, field in self.roles.items():
            field.applied.connect(lambda names, role=role: self.named.emit(role, names))
            field.left.connect(self.left)
        self.time.applied.connect(lambda typed: self.corrected.emit("time", typed))
        self.time.left.connect(self.left)
        self.group.activated.connect(lambda place: self.corrected.emit("group", self.group.itemData(place)))
        self.seen.clicked.connect(self.seen_asked)
        self.forget.clicked.connect(self.forget_asked)
        self.join.clicked.connect(self.join_asked)
        self.split.clicked.connect(self.ask_split)

    def _put(self, name: str, text: str) -> None:
        self.texts[name].setText(text)
        self.corrected.emit(name, text.strip())

    def ask_split(self) -> None:
        """Cut the task where the cursor stands in its text, blanks counted as they will be kept."""
        before = self.text.toPlainText()[: self.text.textCursor().position()]
        self.split_asked.emit(len(" ".join(before.split())))

    def _line(self, title: str) -> QLineEdit:
        line = QLineEdit(self._body)
        line.setAccessibleName(title)
        return line

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self._body)
        button.setAccessibleName(_plain(text))
        button.setAutoDefault(False)
        return button


def _plain(text: str) -> str:
    return text.replace("&", "")
