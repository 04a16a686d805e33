"""The folding part of the detail panel: everything of a task that its row in the list does not say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from danvan_desktop.ui.detail.parts.agencies import AgenciesSection
from danvan_desktop.ui.detail.parts.doubts import ConflictNote, DoubtNote
from danvan_desktop.ui.detail.parts.fields import FieldsSection
from danvan_desktop.ui.detail.parts.fold import Fold
from danvan_desktop.ui.detail.parts.sections import EntriesSection, TicksSection
from danvan_desktop.ui.detail.shown import Details
from danvan_desktop.ui.style import Icons

_FOLDED_AT_FIRST = ("source", "history")


class DetailBody(QWidget):
    """Signals carry the task's id first. `folded` tells that a section was folded or opened."""

    field_saved = Signal(str, str, str)
    assign_asked = Signal(str, str, object)
    unassign_asked = Signal(str, str, object)
    occurrence_ticked = Signal(str, str, bool)
    member_ticked = Signal(str, str, str, bool)
    progress_asked = Signal(str)
    progress_opened = Signal(str, str)
    progress_dropped = Signal(str, str)
    extend_asked = Signal(str)
    history_asked = Signal(str)
    document_asked = Signal()
    doubts_seen = Signal(str)
    choice_asked = Signal(str)
    folded = Signal()
    left = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = ""
        self.conflicts = ConflictNote(self)
        self.doubts = DoubtNote(self)
        self.agencies = AgenciesSection(self)
        self.fields = FieldsSection(self)
        self.occurrences = TicksSection("Mốc, kỳ", icons, self)
        self.members = TicksSection("Kết quả của đơn vị", icons, self)
        self.progress = EntriesSection("Nhật ký thực hiện", "Ghi tiến độ…", self)
        self.extensions = EntriesSection("Gia hạn", "Gia hạn…", self)
        self.source = EntriesSection("Văn bản viết", "Xem văn bản gốc…", self, writes=False)
        self.history = EntriesSection("Lịch sử", "Xem tất cả…", self, writes=False)
        self.sections: dict[str, Fold] = {
            "agencies": self.agencies,
            "occurrences": self.occurrences,
            "members": self.members,
            "fields": self.fields,
            "progress": self.progress,
            "extensions": self.extensions,
            "source": self.source,
            "history": self.history,
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.conflicts)
        column.addWidget(self.doubts)
        for section in self.sections.values():
            column.addWidget(section)
        self.set_folds(" ".join(_FOLDED_AT_FIRST))
        self._connect()

    def show_details(self, details: Details, editable: bool) -> None:
        """Show the details of a task."""
        if details.task != self._task:
            self.agencies.forget()
        self._task = details.task
        self.doubts.show_doubts(details.doubts, editable)
        self.conflicts.show_conflicts(details.unsure)
        self.agencies.show_details(details, editable)
        self.fields.show_fields(details.fields, editable, details.unsure_fields)
        self.occurrences.show_ticks(details.occurrences, editable, details.occurrences_done)
        done = sum(tick.done for tick in details.members), len(details.members)
        self.members.show_ticks(details.members, editable, done, details.members_of)
        self.progress.show_entries(details.progress, editable)
        above = f"Hạn ban đầu {details.original_due}" if details.original_due and details.extensions else ""
        self.extensions.show_entries(details.extensions, editable, above)
        self.source.setVisible(bool(details.source or details.place))
        self.source.show_entries(details.source, False, details.place, -1)
        self.history.show_entries(details.history, editable, count=details.changes)

    def commit(self) -> None:
        """Save what is being typed."""
        self.fields.commit()

    def folds(self) -> str:
        """Which sections are folded, to be remembered."""
        return " ".join(name for name, section in self.sections.items() if not section.is_open())

    def set_folds(self, folds: str) -> None:
        """Fold the sections named, open the others."""
        named = folds.split()
        for name, section in self.sections.items():
            section.set_open(name not in named)

    def _connect(self) -> None:
        for section in self.sections.values():
            section.toggled.connect(self.folded)
        self.fields.left.connect(self.left)
        self.conflicts.choose.clicked.connect(lambda: self.choice_asked.emit(self._task))
        self.doubts.seen.clicked.connect(lambda: self.doubts_seen.emit(self._task))
        self.fields.saved.connect(lambda name, text: self.field_saved.emit(self._task, name, text))
        self.agencies.added.connect(lambda agency, role: self.assign_asked.emit(self._task, agency, role))
        self.agencies.removed.connect(lambda agency, role: self.unassign_asked.emit(self._task, agency, role))
        self.occurrences.ticked.connect(
            lambda anchor, _agency, done: self.occurrence_ticked.emit(self._task, anchor, done)
        )
        self.members.ticked.connect(
            lambda anchor, agency, done: self.member_ticked.emit(self._task, anchor, agency, done)
        )
        self.progress.asked.connect(lambda: self.progress_asked.emit(self._task))
        self.progress.opened.connect(lambda entry: self.progress_opened.emit(self._task, entry))
        self.progress.dropped.connect(lambda entry: self.progress_dropped.emit(self._task, entry))
        self.extensions.asked.connect(lambda: self.extend_asked.emit(self._task))
        self.source.asked.connect(self.document_asked)
        self.history.asked.connect(lambda: self.history_asked.emit(self._task))
