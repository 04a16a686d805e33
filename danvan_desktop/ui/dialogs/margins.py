"""The margins of a page, as fields; what the decree does not allow can be typed and is refused by Margins itself."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QWidget

from danvan_desktop.domain.papers import MARGIN_RANGES, Margins

_STEP = 0.5
_LEAST, _MOST = 5, 60


class MarginFields(QWidget):
    """Four fields, two in a row, in mm; `changed` tells that one has another value."""

    changed = Signal()

    def __init__(self, margins: Margins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, QDoubleSpinBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, (name, title, low, high) in enumerate(MARGIN_RANGES):
            field = self.fields[name] = QDoubleSpinBox(self)
            field.setLocale(QLocale(QLocale.Language.Vietnamese))
            field.setRange(_LEAST, _MOST)
            field.setDecimals(1)
            field.setSingleStep(_STEP)
            field.setValue(getattr(margins, name))
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.setAccessibleName(f"Lề {title}, từ {low} đến {high} mm")
            field.setToolTip(f"từ {low} đến {high} mm")
            field.valueChanged.connect(self.changed)
            grid.addWidget(QLabel(title, self), place // 2, place % 2 * 2)
            grid.addWidget(field, place // 2, place % 2 * 2 + 1)
        grid.setColumnStretch(4, 1)
        self.setFocusProxy(self.fields["top"])

    def stops(self) -> list[QWidget]:
        """The fields in their order, for the keyboard."""
        return list(self.fields.values())

    def margins(self) -> Margins:
        """What is chosen. Raises OutsideDecree."""
        return Margins(**{name: round(field.value(), 1) for name, field in self.fields.items()})
