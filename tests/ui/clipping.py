"""Finds text that does not fit where it stands, and controls that stand outside their window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from danvan_desktop.ui.assignment.headers import AgencyHeader
from danvan_desktop.ui.widgets.elided_label import ElidedLabel
from danvan_desktop.ui.widgets.quiet import QuietComboBox

_SLACK = 1
"""Pixels that rounding may take."""


def clipped(top: QWidget) -> list[str]:
    """What cannot be read whole in a window or dialog."""
    seen = [widget for widget in [top, *top.findChildren(QWidget)] if widget.isVisibleTo(top) and widget.width()]
    return [*_cut(seen), *_outside(top, seen), *_headings(seen), *_cramped(seen)]


def _cut(seen: list[QWidget]) -> Iterator[str]:
    for widget in seen:
        if isinstance(widget, ElidedLabel | QuietComboBox):
            continue  # made to give way: they shorten what does not fit
        wanted = _wanted(widget)
        if wanted is not None and (wanted[0] > widget.width() + _SLACK or wanted[1] > widget.height() + _SLACK):
            size = f"{widget.width()}x{widget.height()}"
            yield f"{type(widget).__name__} «{_text(widget)}» needs {wanted[0]}x{wanted[1]}, has {size}"


def _wanted(widget: QWidget) -> tuple[int, int] | None:
    """The least width and height in which the text of a widget stands whole, None for one without text."""
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        if widget.wordWrap():
            return 0, widget.heightForWidth(widget.width())
        return widget.minimumSizeHint().width(), widget.minimumSizeHint().height()
    if isinstance(widget, QComboBox):
        frame = widget.sizeHint().width() - _longest(widget) if widget.count() else 0
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) + min(frame, 24), 0
    if isinstance(widget, QCheckBox | QRadioButton | QGroupBox | QTabBar):
        return widget.minimumSizeHint().width(), 0
    if isinstance(widget, QPushButton | QToolButton) and widget.text():
        shown = widget.text().replace("&", "")
        lines = [widget.fontMetrics().horizontalAdvance(line) for line in shown.splitlines()]
        icon = widget.iconSize().width() if not widget.icon().isNull() and _shows_both(widget) else 0
        return max(lines) + icon, widget.fontMetrics().height() * len(lines)
    return None


def _shows_both(button: QAbstractButton) -> bool:
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return not isinstance(button, QToolButton) or button.toolButtonStyle() == beside


def _longest(box: QComboBox) -> int:
    return max(box.fontMetrics().horizontalAdvance(box.itemText(place)) for place in range(box.count()))


def _text(widget: QWidget) -> str:
    say = getattr(widget, "text", None) or getattr(widget, "currentText", None) or getattr(widget, "title", None)
    return str(say() if callable(say) else widget.objectName())


def _outside(top: QWidget, seen: list[QWidget]) -> Iterator[str]:
    """Controls that stand outside the window, unless they can be scrolled into it."""
    for widget in seen:
        if widget.isWindow() or _text(widget) == "" or _scrolls(widget, top):
            continue
        at = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
        if not top.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(at):
            yield f"{type(widget).__name__} «{_text(widget)}» stands at {at.getRect()} outside {top.size().toTuple()}"


def _scrolls(widget: QWidget, top: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and around is not top:
        if isinstance(around, QAbstractScrollArea | QScrollArea):
            return True
        around = around.parentWidget()
    return False


def _cramped(seen: list[QWidget]) -> Iterator[str]:
    """Tables without room for a single row, and pages or forms wider than the place where they are scrolled."""
    for widget in seen:
        if isinstance(widget, QTableView) and widget.model() is not None and widget.model().rowCount():
            room = widget.viewport().height()
            if room < widget.rowHeight(0):
                yield f"{type(widget).__name__} «{widget.accessibleName()}» has {room} pixels for its rows"
        if isinstance(widget, QScrollArea) and (hidden := widget.horizontalScrollBar().maximum()):
            yield f"{type(widget).__name__} «{widget.accessibleName()}» hides {hidden} pixels at its side"


def _headings(seen: list[QWidget]) -> Iterator[str]:
    """Headings of columns that are cut; those at the side carry numbers and may be short."""
    for header in seen:
        if isinstance(header, AgencyHeader):
            continue  # its names stand upright
        if not isinstance(header, QHeaderView) or header.orientation() != Qt.Orientation.Horizontal:
            continue
        model = header.model()
        for column in range(model.columnCount() if model else 0):
            text = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            wanted = header.fontMetrics().horizontalAdvance(text) + 8
            if text and not header.isSectionHidden(column) and 0 < header.sectionSize(column) < wanted:
                yield f"column «{text}» needs {wanted}, has {header.sectionSize(column)}"
