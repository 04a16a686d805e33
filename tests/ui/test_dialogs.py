"""What every dialog owes the keyboard: letters given once, a button for Enter, one for Esc, a way round by Tab."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from danvan_desktop.ui.dialogs.import_review import ImportReview
from danvan_desktop.ui.dialogs.keys import KeysDialog
from danvan_desktop.ui.widgets.start_page import StartPage
from danvan_desktop.ui.wording import keys_text
from tests.ui.officer import Officer
from tests.ui.scenes import DIALOGS, PLACES, leave, walk

LEAST_WIDTH = 40
KEY_IN_TIP = re.compile(r"\(((?:Ctrl\+|Alt\+|Shift\+)+[^\s,)]+|F\d+)[,)]")


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


def test_every_dialog_serves_the_keyboard(at_work: Officer) -> None:
    def look(dialog: QWidget) -> list[str]:
        return [
            *wrong_letters(dialog),
            *wrong_buttons(at_work, dialog),
            *(f"{name}: Tab does not come here" for name in missed_by_tab(dialog)),
            *wrong_order(dialog),
            *(f"{name}: too narrow" for name in narrow(dialog)),
            *left_by_esc(at_work, dialog),
        ]

    assert walk(at_work, DIALOGS, look) == {}


def test_the_page_of_keys_names_every_key_there_is(at_work: Officer) -> None:
    used = keys_of(at_work.window)
    for scene in (PLACES["lich-thang"], DIALOGS["nhap"], DIALOGS["xem-truoc"]):
        used |= keys_of(scene(at_work))
        leave(at_work)
    at_work.choose("Trợ giúp", "Bàn phím")
    page = at_work.dialog(KeysDialog).page.toPlainText()
    named = {key for line in page.splitlines() for key in line.split(", ")}
    assert len(used) > 40
    assert used - named == set()


def keys_of(top: QWidget) -> set[str]:
    """The keys of commands, of shortcuts, and of buttons that tell theirs in their tip, as they are read out."""
    actions = {action.shortcut().toString() for action in top.findChildren(QAction)}
    shortcuts = {shortcut.key().toString() for shortcut in top.findChildren(QShortcut)}
    told = {found[1] for tip in top.findChildren(QAbstractButton) if (found := KEY_IN_TIP.search(tip.toolTip()))}
    read_out = {"Return": "Enter", "Space": "dấu cách", "Ctrl+Return": "Ctrl+Enter"}
    return {read_out.get(key, keys_text(key)) for key in (actions | shortcuts | told) - {""}}


def wrong_letters(dialog: QWidget) -> list[str]:
    """Letters that no keyboard has without an input method, or that lead to two places."""
    found = Counter(letters(dialog))
    return [
        f"letter {letter}, {count} times"
        for letter, count in found.items()
        if count > 1 or not (letter.isascii() and letter.isalpha())
    ]


def wrong_buttons(officer: Officer, dialog: QWidget) -> list[str]:
    """Where the keyboard begins, and what Enter does; in the review Enter goes from line to line."""
    officer.wait(lambda: QApplication.focusWidget() is not None and dialog.isAncestorOf(QApplication.focusWidget()))
    defaults = [button for button in dialog.findChildren(QPushButton) if button.isDefault() and button.isVisible()]
    at_least = 0 if isinstance(dialog, ImportReview) else 1
    return [] if at_least <= len(defaults) <= 1 else [f"{len(defaults)} buttons for Enter"]


def left_by_esc(officer: Officer, dialog: QWidget) -> list[str]:
    officer.press(Qt.Key.Key_Escape, widget=dialog)
    officer.bot.wait(20)
    return ["Esc does not close"] if QApplication.activeModalWidget() is not None else []


def missed_by_tab(dialog: QWidget) -> list[str]:
    wanted = {
        widget
        for kind in (QLineEdit, QPushButton)
        for widget in dialog.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    return [names_of(widget) for widget in wanted - set(chain_of(dialog))]


def wrong_order(dialog: QWidget) -> list[str]:
    """Where Tab goes up or to the left, but for the one time that it goes back to the first stop."""
    stops = [widget for widget in by_tab(dialog) if widget.width() > 1]
    places = [QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size()) for widget in stops]
    backwards = [
        (before, after)
        for before, after, left, entered in zip(stops, stops[1:], places, places[1:], strict=False)
        if stands_before(entered, left)
    ]
    first = stops[places.index(min(places, key=lambda place: (place.top(), place.left())))]
    wrong = backwards if len(backwards) > 1 else [step for step in backwards if step[1] is not first]
    return [f"Tab goes back from {names_of(before)} to {names_of(after)}" for before, after in wrong]


def narrow(dialog: QWidget) -> list[str]:
    shown = [
        widget
        for kind in (QComboBox, QLineEdit)
        for widget in dialog.findChildren(kind)
        if widget.isVisibleTo(dialog) and not isinstance(widget.parent(), QAbstractSpinBox)  # as wide as its numbers
    ]
    return [names_of(widget) for widget in shown if widget.width() < LEAST_WIDTH]


def chain_of(dialog: QWidget) -> list[QWidget]:
    """Everything that Tab comes by, once round."""
    chain, at = [dialog], dialog.nextInFocusChain()
    while at is not dialog:
        chain.append(at)
        at = at.nextInFocusChain()
    return chain


def by_tab(dialog: QWidget) -> list[QWidget]:
    """What Tab stops at, in that order."""
    return [
        widget
        for widget in chain_of(dialog)
        if dialog.isAncestorOf(widget)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    ]


def stands_before(one: QRect, other: QRect) -> bool:
    """Whether somebody who reads meets one first: it stands over the other, or beside it at the left. A column at the
    right comes after the one at its left, to its last line."""
    beside = one.top() <= other.bottom() and other.top() <= one.bottom()
    in_next_column = one.left() > other.right()
    return one.right() < other.left() if beside else one.bottom() < other.top() and not in_next_column


def names_of(widget: QWidget) -> str:
    return widget.accessibleName() or type(widget).__name__


@pytest.mark.parametrize("name", ["hoan-thanh", "thong-tin-co-quan"])
def test_ctrl_enter_goes_on_from_a_field_of_several_lines(at_work: Officer, name: str) -> None:
    dialog = DIALOGS[name](at_work)
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
