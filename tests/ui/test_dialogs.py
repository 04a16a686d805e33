"""What every dialog owes the keyboard: letters given once, a button for Enter, one for Esc, a way round by Tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.widgets.start_page import StartPage
from tests.ui.officer import Officer
from tests.ui.scenes import DIALOGS, Scene

LEAST_WIDTH = 40
SCENES = [pytest.param(scene, id=name) for name, scene in DIALOGS.items()]


def letters(top: QWidget) -> list[str]:
    """The letters that lead to what is seen in a window or dialog."""
    kinds = (QAbstractButton, QLabel, QGroupBox)
    seen = [widget for kind in kinds for widget in top.findChildren(kind) if widget.isVisibleTo(top)]
    texts = [widget.title() if isinstance(widget, QGroupBox) else widget.text() for widget in seen]
    return list(mnemonics(texts))


def mnemonics(texts: list[str]) -> Iterator[str]:
    for text in texts:
        before, mark, after = text.replace("&&", "").partition("&")
        if mark and after and not before.startswith("<"):
            yield after[0].lower()


@pytest.mark.parametrize("scene", SCENES)
def test_letters_are_plain_and_given_once(at_work: Officer, scene: Scene) -> None:
    found = letters(scene(at_work))
    assert [letter for letter in found if not (letter.isascii() and letter.isalpha())] == []
    assert [letter for letter, count in Counter(found).items() if count > 1] == []


@pytest.mark.parametrize("scene", SCENES)
def test_esc_closes_and_the_keyboard_begins_inside(at_work: Officer, scene: Scene) -> None:
    dialog = scene(at_work)
    assert isinstance(dialog, QDialog)
    at_work.wait(lambda: QApplication.focusWidget() is not None and dialog.isAncestorOf(QApplication.focusWidget()))
    defaults = [button for button in dialog.findChildren(QPushButton) if button.isDefault() and button.isVisible()]
    assert len(defaults) <= 1
    assert defaults or isinstance(dialog, ImportReview), "Enter does something in every dialog but the review"
    at_work.press(Qt.Key.Key_Escape, widget=dialog)
    at_work.wait(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize("scene", SCENES)
def test_tab_reaches_every_field_and_button(at_work: Officer, scene: Scene) -> None:
    dialog = scene(at_work)
    wanted = {
        widget
        for kind in (QLineEdit, QPushButton)
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached: set[QWidget] = set()
    at = QApplication.focusWidget() or dialog
    for _ in range(400):
        at = at.nextInFocusChain()
        reached.add(at)
    assert {widget.accessibleName() for widget in wanted - reached} == set()


@pytest.mark.parametrize("scene", SCENES)
def test_tab_goes_down_and_to_the_right(at_work: Officer, scene: Scene) -> None:
    dialog = scene(at_work)
    stops = [widget for widget in by_tab(dialog) if widget.width() > 1]
    places = [QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size()) for widget in stops]
    backwards = [
        (names_of(before), names_of(after))
        for before, after, left, entered in zip(stops, stops[1:], places, places[1:], strict=False)
        if stands_before(entered, left)
    ]
    assert len(backwards) <= 1, "the chain goes round once"
    start = places.index(min(places, key=lambda place: (place.top(), place.left())))
    if backwards:
        assert backwards[0][1] == names_of(stops[start]), backwards


def by_tab(dialog: QWidget) -> list[QWidget]:
    """What Tab stops at, in that order."""
    chain, at = [dialog], dialog.nextInFocusChain()
    while at is not dialog:
        chain.append(at)
        at = at.nextInFocusChain()
    return [
        widget
        for widget in chain
        if dialog.isAncestorOf(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]


def stands_before(one: QRect, other: QRect) -> bool:
    """Whether somebody who reads meets one first: it stands over the other, or beside it at the left."""
    beside = one.top() <= other.bottom() and other.top() <= one.bottom()
    return one.right() < other.left() if beside else one.bottom() < other.top()


def names_of(widget: QWidget) -> str:
    return widget.accessibleName() or type(widget).__name__


@pytest.mark.parametrize("scene", SCENES)
def test_every_control_has_a_width(at_work: Officer, scene: Scene) -> None:
    dialog = scene(at_work)
    shown = [
        widget for kind in (QComboBox, QLineEdit) for widget in dialog.findChildren(kind) if widget.isVisibleTo(dialog)
    ]
    assert [names_of(widget) for widget in shown if widget.width() < LEAST_WIDTH] == []


@pytest.mark.parametrize("scene", [DIALOGS["hoan-thanh"], DIALOGS["thong-tin-co-quan"]])
def test_ctrl_enter_goes_on_from_a_field_of_several_lines(at_work: Officer, scene: Scene) -> None:
    dialog = scene(at_work)
    field = dialog.findChildren(QPlainTextEdit)[0]
    field.setFocus()
    at_work.press(Qt.Key.Key_Return, widget=field)
    assert field.toPlainText() == "\n"
    at_work.press(Qt.Key.Key_Return, control=True, widget=field)
    at_work.wait(lambda: QApplication.activeModalWidget() is None)
    at_work.settle()


def test_the_start_page_gives_each_letter_once(officer: Officer) -> None:
    page = officer.window.start_page
    assert isinstance(page, StartPage)
    found = letters(page)
    assert len(found) == len(set(found)) == 4
