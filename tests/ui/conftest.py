"""A running program for every test of the window, and proof that it leaves nothing behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from danvan_desktop.app import Program
from danvan_desktop.services.backups import backup
from danvan_desktop.settings import Settings
from danvan_desktop.ui.translation import VietnameseQt
from tests.making import sample_book
from tests.ui.officer import NOW, WAIT_MS, Officer, World


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, speaking Vietnamese as the program's own does."""
    qapp.installTranslator(VietnameseQt(qapp))
    return qapp


@pytest.fixture
def world(book_dir: Path) -> World:
    """A home of its own for every test."""
    return World(book_dir)


@pytest.fixture
def program(world: World, qtbot: QtBot) -> Iterator[Program]:
    """A program at work, without a book."""
    running = Program(world.surroundings(Settings(world.home / "cài đặt", person="Hà", place="tasks")))
    running.start()
    qtbot.waitUntil(lambda: hasattr(running, "commands") and running.window.situation.documents, timeout=WAIT_MS)
    running.window.activateWindow()
    yield running
    while (left := QApplication.activeModalWidget()) is not None:
        left.close()
        left.deleteLater()
        QApplication.processEvents()
    running.window.close()
    qtbot.waitUntil(lambda: not running.window.isVisible(), timeout=WAIT_MS)
    running.window.deleteLater()


@pytest.fixture
def officer(program: Program, qtbot: QtBot, world: World) -> Officer:
    """An officer at the window, with no book open."""
    return Officer(program, qtbot, world)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book to be copied, written before the morning of TODAY; its backup lies where the program looks."""
    folder = tmp_path_factory.mktemp("mẫu")
    with sample_book(folder) as book:
        backup(book, folder / "sao lưu" / book.path.stem, NOW)
    early = NOW.replace(hour=7).timestamp()
    os.utime(book.path, (early, early))
    return book.path


@pytest.fixture
def sample(made_once: Path, book_dir: Path) -> Path:
    """The file of a sample book with 25 tasks, which was backed up since it was written last."""
    shutil.copytree(made_once.parent, book_dir, dirs_exist_ok=True)
    return book_dir / made_once.name


@pytest.fixture
def at_work(officer: Officer, sample: Path) -> Officer:
    """An officer with the sample book open."""
    officer.open(sample)
    return officer
