"""A heading with bars under it: the first ones, and all of them when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from danvan_desktop.domain.views import ProgressView
from danvan_desktop.ui.overview.bars import ProgressBar
from danvan_desktop.ui.wording import count_text

_AT_FIRST = 10
_AT_MOST = 200


class BarPanel(QWidget):
    """`chosen` carries the ProgressView whose bar was chosen. `noun` counts what the bars stand for."""

    chosen = Signal(object)

    def __init__(self, title: str, noun: str, nameless: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._noun, self._nameless = noun, nameless
        self._views: Sequence[ProgressView] = ()
        self._bars: list[ProgressBar] = []
        self._all = False
        heading = QLabel(title, self)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self._more = QPushButton(self)
        self._more.setFlat(True)
        self._more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._more.clicked.connect(self._turn)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading)
        column.addLayout(self._rows)
        column.addWidget(self._more)
        column.addStretch(1)

    def show_views(self, views: Sequence[ProgressView]) -> None:
        """Draw these; a bar that is there already stays the same widget, with the keyboard on it."""
        self._views = views
        shown = views[: _AT_MOST if self._all else _AT_FIRST]
        while len(self._bars) < len(shown):
            bar = ProgressBar(self)
            bar.clicked.connect(lambda _=False, chosen=bar: self.chosen.emit(chosen.view))
            self._rows.addWidget(bar)
            self._bars.append(bar)
        for place, bar in enumerate(self._bars):
            bar.setVisible(place < len(shown))
            if place < len(shown):
                bar.show_view(shown[place], self.title_of(shown[place]))
        self._more.setVisible(len(views) > _AT_FIRST)
        full = count_text(len(views), self._noun)
        self._more.setText("Thu gọn" if self._all else f"Hiện thêm (tất cả {full})…")
        self._more.setAccessibleName(self._more.text())

    def title_of(self, view: ProgressView) -> str:
        """The name of a bar, with its number as printed."""
        if not view.id:
            return self._nameless
        return f"{view.number.rstrip('.')}. {view.title}" if view.number else view.title

    def bars(self) -> Sequence[ProgressBar]:
        """The bars that show."""
        return [bar for bar in self._bars if not bar.isHidden()]

    def _turn(self) -> None:
        self._all = not self._all
        self.show_views(self._views)
