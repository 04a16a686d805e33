"""What the officer notes down of a task: result, percent, product, form, note. Each is saved alone, on leaving it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from danvan_desktop.domain.catalogue.cells import NotACellValue, read_percent
from danvan_desktop.domain.merging.marking import marked
from danvan_desktop.ui.detail.parts.fold import Fold
from danvan_desktop.ui.detail.parts.free_field import Complaint, FreeField

_FIELDS = (
    ("result", "&Kết quả"),
    ("percent", "Phần trăm"),
    ("product", "Sản phẩm"),
    ("form", "Hình thức"),
    ("note", "Ghi chú"),
)
NOT_SAVED = "chưa lưu; "
"""How a complaint about what stands in a field begins."""
_CAPTION_DROP = 4
"""A caption stands on the first line of its field."""


def percent_complaint(text: str) -> str:
    """What is wrong with a percentage as typed."""
    try:
        read_percent(text)
    except NotACellValue as wrong:
        return f"{NOT_SAVED}{wrong}"
    return ""


class FieldsSection(Fold):
    """`saved` carries the name of a field and its new text."""

    saved = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kết quả, ghi chú", parent)
        self.fields: dict[str, FreeField] = {}
        self._captions: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        complaints: dict[str, Complaint] = {"percent": percent_complaint}
        for place, (name, title) in enumerate(_FIELDS):
            plain = title.replace("&", "")
            field = FreeField(plain, complaints.get(name, lambda _: ""), self)
            field.saved.connect(partial(self.saved.emit, name))
            field.left.connect(self.left)
            caption = QLabel(title, self)
            caption.setBuddy(field.edit)
            caption.setContentsMargins(0, _CAPTION_DROP, 0, 0)
            caption.setProperty("role", "caption")
            grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, place, 1)
            self.fields[name] = field
            self._captions[name] = caption
        self.body.addLayout(grid)

    def show_fields(self, texts: tuple[tuple[str, str], ...], editable: bool, unsure: frozenset[str]) -> None:
        """Show what is stored; what is being typed stays. Two books disagree on the fields that are `unsure`."""
        for name, title in _FIELDS:
            self._captions[name].setText(marked(title, disputed=name in unsure))
        for name, text in texts:
            field = self.fields[name]
            field.set_editable(editable)
            if not field.typing():
                field.show_text(text)

    def commit(self) -> None:
        """Save what is being typed; what cannot be saved is let go."""
        for field in self.fields.values():
            field.commit()
            field.drop()
