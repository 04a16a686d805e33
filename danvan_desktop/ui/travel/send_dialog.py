"""Gửi ra USB, Gói cho một cơ quan: where to, under which name, with what, under which password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from danvan_desktop.domain.text import size_text
from danvan_desktop.services.travel import (
    SHORTEST_PASSWORD,
    Key,
    Packing,
    Sendable,
    SendOrder,
    Stick,
    fitting_name,
    proposed_name,
)
from danvan_desktop.ui.dialogs.frame import Dialog, scrolled
from danvan_desktop.ui.travel.places import PlaceRow
from danvan_desktop.ui.widgets.quiet import QuietComboBox
from danvan_desktop.ui.wording import count_text

_WIDTH_LETTERS = 92
_BOOK = "Một bản của sổ được ghi ra USB rồi đọc lại để kiểm tra. Sổ trên máy này không thay đổi."
_PART = (
    "Gói là một sổ chỉ có nhiệm vụ của cơ quan được chọn. Cơ quan mở gói bằng phần mềm này, ghi kết quả rồi gửi lại; "
    "gộp gói vào sổ này như gộp sổ khác."
)
_FORGOTTEN = "Quên mật khẩu thì không ai mở lại được tệp này, kể cả người làm phần mềm. Sổ trên máy không cần mật khẩu."
_NO_PLACE = "Chưa thấy USB. Hãy cắm USB rồi bấm «Tìm lại», hoặc chọn một thư mục."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is proposed: the bare name of the book, the day, what there is to send, the sticks that are there, the
    folder that stood last in the place of one."""

    stem: str
    today: date
    sendable: Sendable
    sticks: Sequence[Stick]
    folder: Path | None = None


class SendDialog(Dialog):
    """`ordered` carries a SendOrder; the dialog is out of the way meanwhile, and comes again as it was if it fails. The
    whole book, or the part of one agency (`part`)."""

    ordered = Signal(object)

    def __init__(self, outgoing: Outgoing, parent: QWidget | None, *, part: bool = False) -> None:
        super().__init__("Gói cho một cơ quan" if part else "Gửi ra USB", parent)
        self._outgoing = outgoing
        self._part = part
        self.agency = QuietComboBox(self)
        self.agency.setSizeAdjustPolicy(QuietComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.agency.setMinimumContentsLength(18)
        for id_, name, tasks in outgoing.sendable.agencies if part else ():
            self.agency.addItem(f"{name} ({count_text(tasks, 'nhiệm vụ')})", (id_, name))
        self.place = PlaceRow(self)
        self.name = QLineEdit(self)
        files = outgoing.sendable.files
        held = f"{count_text(files, 'tệp')}, {size_text(outgoing.sendable.bytes)}"
        self.evidence = QCheckBox(f"Kèm tệp &minh chứng ({held}; có thể có thông tin cá nhân)", self)
        self.protect = QCheckBox("Đặt mật &khẩu cho tệp", self)
        self.password, self.again = _secret(self), _secret(self)
        self.seen = QCheckBox("&Hiện mật khẩu", self)
        self._trouble = self._sentence("", "doubt")
        self._trouble.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.go_on = self.add_buttons("&Ghi vào USB")
        self._form = QFormLayout()
        self._lay_out()
        self._connect()
        self.place.show_sticks(outgoing.sticks, outgoing.folder)
        self._propose()
        self._show_protection()
        self.fit(_WIDTH_LETTERS)

    def order(self) -> SendOrder | None:
        """What is chosen, None while something is missing."""
        folder = self.place.chosen()
        if folder is None or self._what_is_missing():
            return None
        agency = self.agency.currentData()[0] if self._part else ""
        evidence = self.evidence.isChecked()
        key = Key(self.password.text()) if self.protect.isChecked() else None
        return SendOrder(folder, self.name.text(), Packing(evidence, agency), key)

    def accept(self) -> None:
        """Hand the order over."""
        order = self.order()
        if order is not None:
            self.hide()
            self.ordered.emit(order)

    def trouble(self) -> str:
        """What is said to be missing."""
        return self._trouble.text()

    def _propose(self) -> None:
        agency = self.agency.currentData()[1] if self._part and self.agency.count() else ""
        self.name.setText(proposed_name(self._outgoing.stem, self._outgoing.today, agency))
        self.name.setCursorPosition(0)

    def _show_protection(self) -> None:
        protected = self.protect.isChecked()
        for field in (self.password, self.again, self.seen):
            field.setEnabled(protected)
        self._check()
        if protected:
            self.password.setFocus()

    def _show_secret(self, seen: bool) -> None:
        for field in (self.password, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password)

    def _check(self) -> None:
        trouble = self._what_is_missing()
        self._trouble.setText(trouble)
        self.go_on.setEnabled(not trouble)

    def _what_is_missing(self) -> str:
        if self._part and not self.agency.count():
            return "Chưa giao nhiệm vụ nào cho cơ quan nào nên chưa có gì để gói."
        if self.place.chosen() is None:
            return _NO_PLACE
        if not self.name.text().strip():
            return "Hãy ghi tên tệp."
        if self.protect.isChecked():
            if len(self.password.text()) < SHORTEST_PASSWORD:
                return f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự; một câu dài dễ nhớ là tốt nhất."
            if self.password.text() != self.again.text():
                return "Hai lần gõ mật khẩu chưa giống nhau."
        return ""

    def _tidy_name(self) -> None:
        if self.name.text().strip():
            self.name.setText(fitting_name(self.name.text()))

    def _connect(self) -> None:
        self.agency.activated.connect(self._propose)
        self.place.changed.connect(self._check)
        self.name.editingFinished.connect(self._tidy_name)
        self.protect.toggled.connect(self._show_protection)
        self.seen.toggled.connect(self._show_secret)
        for field in (self.name, self.password, self.again):
            field.textChanged.connect(self._check)

    def _lay_out(self) -> None:
        form = self._form
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[str, QWidget]] = [("Nơi ghi", self.place), ("&Tên tệp", self.name)]
        if self._part:
            rows.insert(0, ("Cơ &quan", self.agency))
        self.agency.setVisible(self._part)
        for title, field in rows:
            self._add_row(title, field)
        inside = QVBoxLayout()
        inside.addWidget(self._sentence(_PART if self._part else _BOOK, "caption"))
        inside.addLayout(form)
        form.addRow(self.evidence)
        form.setRowVisible(self.evidence, self._outgoing.sendable.files > 0)
        form.addRow(self.protect)
        self._add_row("Mật khẩ&u", self.password)
        self._add_row("Gõ lạ&i", self.again)
        inside.addWidget(self.seen)
        inside.addWidget(self._sentence(_FORGOTTEN, "caption"))
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(scrolled(inside, self), 1)
        column.addWidget(self._trouble)
        column.addWidget(self.buttons)
        stops = (self.place.box, self.place.again, self.place.folder, self.name, self.evidence, self.protect)
        agency = (self.agency,) if self._part else ()
        self.tab_through([*agency, *stops, self.password, self.again, self.seen])

    def _add_row(self, title: str, field: QWidget) -> None:
        caption = QLabel(title, self)
        caption.setBuddy(field)
        field.setAccessibleName(title.replace("&", ""))
        self._form.addRow(caption, field)

    def _sentence(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label


def _secret(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
