"""Sections that fold, and the small parts that they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget


class Fold(QWidget):
    """A heading that shows and hides what stands under it; `toggled` tells of it."""

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._remark = ""
        self._under = words("", self, quiet=True)
        self._under.hide()
        self._head = QToolButton(self)
        self._head.setCheckable(True)
        self._head.setChecked(True)
        self._head.setAutoRaise(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head.setStyleSheet(
            "QToolButton { font-weight: bold; padding: 2px 0; border: none; text-align: left; }"
            "QToolButton:focus { text-decoration: underline; }"
        )
        self._head.toggled.connect(self._turn)
        self._inside = QWidget(self)
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(2, 0, 0, 6)
        self.body.setSpacing(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._head)
        column.addWidget(self._under)
        column.addWidget(self._inside)
        self.say("")
        self._turn(True)

    def say(self, remark: str) -> None:
        """Put a remark beside the title, or under it where there is no room: «(3)», «12/17 hoàn thành»."""
        self._remark = remark
        self._head.setAccessibleName(self.title())
        self._fit()

    def title(self) -> str:
        """What the heading says."""
        return f"{self._title} {self._remark}".strip()

    def set_open(self, is_open: bool) -> None:
        """Show or hide what stands under the heading."""
        self._head.setChecked(is_open)

    def is_open(self) -> bool:
        """Whether it is shown."""
        return self._head.isChecked()

    def refill(self, fill: Callable[[QVBoxLayout], None]) -> None:
        """Put other things under the heading."""
        refill(self, self.body, fill)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._head.setText(self.title())
        beside = not self._remark or self._head.sizeHint().width() <= self.width()
        if not beside:
            self._head.setText(self._title)
        self._under.setText("" if beside else self._remark.lstrip("·– "))
        self._under.setVisible(not beside)

    def _turn(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.toggled.emit(is_open)


def refill(around: QWidget, layout: QVBoxLayout, fill: Callable[[QVBoxLayout], None]) -> None:
    """Fill a layout anew; a keyboard that was in it goes to what is called the same now, else to what is left."""
    held = QApplication.focusWidget()
    name = held.accessibleName() if held is not None and around.isAncestorOf(held) else ""
    empty(layout)
    fill(layout)
    if name and QApplication.focusWidget() is not held:
        left = controls(around)
        again = [control for control in left if control.accessibleName() == name]
        if again or left:
            _show_at_once((again or left)[0], around)
            (again or left)[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _show_at_once(new: QWidget, around: QWidget) -> None:
    """What was just put in a layout is shown a moment later, and cannot take the keyboard before."""
    widget = new
    while widget is not around:
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            widget.show()
        widget = widget.parentWidget()


def controls(around: QWidget) -> list[QWidget]:
    """What the keyboard can go to, in the order in which it stands there."""
    found: list[QWidget] = []
    _collect(around, found)
    return found


def _collect(around: QWidget, found: list[QWidget]) -> None:
    layout = around.layout()
    for child in _children(layout) if layout is not None else ():
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            found.append(child)
        else:
            _collect(child, found)


def _children(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _children(inner)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def words(text: str, parent: QWidget, *, quiet: bool = False) -> QLabel:
    """Text that wraps and can be copied; `quiet` for what is only a caption or a remark."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setText(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    if quiet:
        label.setProperty("role", "caption")
    return label


def small_button(text: str, name: str, parent: QWidget) -> QToolButton:
    """A small button without a frame; `name` says what it does to what."""
    button = QToolButton(parent)
    button.setText(text)
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def text_button(text: str, parent: QWidget) -> QPushButton:
    """A button with words, named by them."""
    button = QPushButton(text, parent)
    button.setAccessibleName(text.replace("&", ""))
    return button
