"""What an open book is shown in: the navigation, and the place that was chosen there."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from danvan_desktop.ui.frame.navigation import Navigation
from danvan_desktop.ui.places.place import Place
from danvan_desktop.ui.style import Icons


class PlacesPane(QWidget):
    """Shows one place at a time."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.navigation = Navigation(icons, self)
        self._widgets: dict[Place, QWidget] = {}
        self._stack = QStackedWidget(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)

    def put(self, place: Place, widget: QWidget) -> None:
        """What is shown in a place."""
        self._widgets[place] = widget
        self._stack.addWidget(widget)

    def show_place(self, place: Place) -> None:
        """Show what was put in a place, and mark it in the navigation."""
        self._stack.setCurrentWidget(self._widgets[place])
        self.navigation.show_place(place)
        self._widgets[place].setFocus()

    def place(self) -> Place:
        """The place that is shown."""
        return next(place for place, widget in self._widgets.items() if widget is self._stack.currentWidget())
