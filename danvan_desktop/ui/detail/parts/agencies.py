"""Who has a part in the task, by role: taken off by a small button, added by a search through the directory."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.detail.parts.fold import Fold, refill, small_button, text_button, words
from danvan_desktop.ui.detail.shown import Details, Part
from danvan_desktop.ui.widgets.agency_picker import AgencyPicker
from danvan_desktop.ui.widgets.quiet import QuietComboBox

ROLE_WORDS: Mapping[Role, str] = MappingProxyType(
    {Role.LEAD: "Chủ trì", Role.IMPLEMENTING: "Thực hiện", Role.COORDINATING: "Phối hợp"}
)


class AgenciesSection(Fold):
    """`added` and `removed` carry the agency's id and the role."""

    added = Signal(str, object)
    removed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cơ quan", parent)
        self._parts: tuple[Part, ...] | None = None
        self._editable = False
        self._list = QWidget(self)
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self.add = text_button("Thê&m cơ quan…", self)
        self.add.clicked.connect(self._begin)
        self.role = QuietComboBox(self)
        self.role.setAccessibleName("Vai trò của cơ quan thêm vào")
        for role, title in ROLE_WORDS.items():
            self.role.addItem(title, role)
        self.picker = AgencyPicker(self)
        self.picker.chosen.connect(self._add)
        self.picker.left.connect(self._end)
        self.body.addWidget(self._list)
        self.body.addWidget(self.role)
        self.body.addWidget(self.picker)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._end()

    def show_details(self, details: Details, editable: bool) -> None:
        """Show the agencies of a task."""
        self.picker.set_choices(details.choices)
        self.add.setVisible(editable and self.picker.isHidden())
        if (details.parts, editable) == (self._parts, self._editable):
            return
        self._parts, self._editable = details.parts, editable
        self.say("" if details.parts else "– chưa giao")
        refill(self, self._rows, self._fill)

    def forget(self) -> None:
        """Nobody is being added any more: another task."""
        self._end()

    def _fill(self, rows: QVBoxLayout) -> None:
        for role, title in ROLE_WORDS.items():
            parts = [part for part in self._parts or () if part.role is role]
            if parts:
                rows.addWidget(words(title, self._list, quiet=True))
            for part in parts:
                rows.addLayout(self._row(part, title))

    def _row(self, part: Part, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.addWidget(words(f"{part.name} ({part.note})" if part.note else part.name, self._list), 1)
        if self._editable:
            off = small_button("✕", f"Bỏ {part.name} khỏi {title.lower()}", self._list)
            off.clicked.connect(lambda: self.removed.emit(part.agency, part.role))
            row.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _begin(self) -> None:
        self.picker.edit.clear()
        for widget in (self.role, self.picker):
            widget.show()
        self.add.hide()
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        had_keyboard = self.picker.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        for widget in (self.role, self.picker):
            widget.hide()
        self.add.setVisible(self._editable)
        if had_keyboard:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, agency: str) -> None:
        self._end()
        self.added.emit(agency, Role(self.role.currentData()))  # Qt gives a text back
