"""A walk over every screen, dialog, menu and tooltip: all in Vietnamese, all named, nothing cut off."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.clipping import clipped
from tests.ui.officer import Officer
from tests.ui.scenes import AFTERWARDS, DIALOGS, PLACES, walk
from tests.ui.test_words import foreign_words, nameless

SMALL = QSize(1024, 600)
EVERYTHING = {**PLACES, **DIALOGS, **AFTERWARDS}


@pytest.fixture
def small(at_work: Officer) -> Officer:
    """An officer at the smallest window that the program promises to fit."""
    at_work.window.resize(SMALL)
    at_work.settle()
    return at_work


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[int]:
    """The largest letters that can be chosen."""
    held = QFont(qapp.font())
    font = QFont(held)
    font.setPointSize(16)
    qapp.setFont(font)
    yield 16
    qapp.setFont(held)


def test_every_screen_is_vietnamese_named_and_whole(small: Officer) -> None:
    def look(seen: QWidget) -> list[str]:
        return [*foreign_words(seen), *nameless(seen), *clipped(seen), *doubled_keys(seen), *too_large(seen)]

    assert walk(small, EVERYTHING, look) == {}


@pytest.mark.usefixtures("large_letters")
def test_large_letters_cut_nothing(small: Officer) -> None:
    def look(seen: QWidget) -> list[str]:
        return [*(text for text in clipped(seen) if not text.startswith("column")), *too_large(seen)]

    assert walk(small, EVERYTHING, look) == {}


def test_the_same_holds_at_one_and_a_half_times_the_scale(qapp: QApplication) -> None:
    if qapp.devicePixelRatio() != 1:
        pytest.skip("this is the scaled run")
    command = [sys.executable, "-m", "pytest", __file__, "-q", "-n0", "-p", "no:cacheprovider", "-k", "whole"]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "QT_SCALE_FACTOR": "1.5"}
    answer = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=280, check=False
    )
    assert answer.returncode == 0, answer.stdout[-3000:] + answer.stderr[-3000:]


def too_large(seen: QWidget) -> list[str]:
    """A window or dialog that does not fit the smallest screen."""
    fits = seen.width() <= SMALL.width() and seen.height() <= SMALL.height()
    return [] if fits else [f"{seen.size().toTuple()} is too large"]


def doubled_keys(top: QWidget) -> list[str]:
    """Shortcuts that two visible commands of a window share."""
    keys = Counter(
        action.shortcut().toString()
        for action in top.findChildren(QAction)
        if not action.shortcut().isEmpty() and action.isVisible()
    )
    return [key for key, count in keys.items() if count > 1]


def test_text_that_is_cut_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    words = QLabel("Văn bản dài hơn chỗ của nó rất nhiều")
    button = QPushButton("Một nút có tên dài")
    column.addWidget(words)
    column.addWidget(button)
    page.show()
    assert clipped(page) == []
    words.setFixedWidth(40)
    button.setFixedWidth(30)
    assert len(clipped(page)) == 2
