"""What every dialog owes the keyboard: letters given once, a button for Enter, one for Esc, a way round by Tab."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QGroupBox, QLabel, QLineEdit, QPushButton, QWidget

from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.widgets.start_page import StartPage
from tests.ui.officer import Officer
from tests.ui.scenes import DIALOGS, Scene

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


def test_the_start_page_gives_each_letter_once(officer: Officer) -> None:
    page = officer.window.start_page
    assert isinstance(page, StartPage)
    found = letters(page)
    assert len(found) == len(set(found)) == 4
