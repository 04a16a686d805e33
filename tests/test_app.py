"""The start of the program: what is loaded when, what becomes of faults, what this PC remembers."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTableView
from pytestqt.qtbot import QtBot

from danvan_desktop import app
from danvan_desktop.__main__ import asks_for_window
from danvan_desktop.settings import Settings, load_settings
from danvan_desktop.ui.frame.skeleton import TITLES
from danvan_desktop.ui.menus import MENUS
from danvan_desktop.ui.messages import Messages
from tests.making import sample_book

START = """
import json, linecache, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from danvan_desktop import app
from danvan_desktop.settings import load_settings
from danvan_desktop import paths
from PySide6.QtWidgets import QApplication

application = QApplication([])
loaded = {}
settings = load_settings(paths.config_dir())
settings.place = sys.argv[2]


class Watched(app.Program):
    def _load(self):
        loaded["paint"] = sorted(sys.modules)
        super()._load()


program = Watched(app.surroundings(settings))
list_without = []
program.window.painted.connect(lambda: program.hub.listed.connect(lambda: list_without.extend(sys.modules)))

def look():
    rested = program.window.counts().startswith("25 nhiệm vụ") and program.window.situation.documents
    if rested and not program.jobs.busy() and "list" not in loaded:
        loaded["list"] = sorted(sys.modules)
        program.window.close()

looking = QTimer()
looking.timeout.connect(look)
looking.start(1)
program.start(Path(sys.argv[1]))
code = application.exec()
loaded["listed"] = sorted(list_without)
loaded["sources"] = [name for name in linecache.cache if "main_window" in name]
json.dump(loaded, sys.stdout)
sys.exit(code)
"""
OURS_AT_PAINT = 12
"""Modules of ours that the first picture costs, packages among them."""
HEAVY = {"sqlalchemy", "sqlite3", "danvan_desktop.services", "danvan_desktop.storage", "danvan_desktop.domain.timing"}
AFTER_THE_LIST = {
    "danvan_desktop.domain.timing.grammar.lexicon",
    "danvan_desktop.domain.draft",
    "danvan_desktop.services.editing",
    "danvan_desktop.ui.dialogs.new_book",
}
DOCUMENTS = {"docx", "lxml", "openpyxl", "xlsxwriter", "pypdfium2", "PySide6.QtPrintSupport"}


@pytest.mark.parametrize("place", ["", "tasks", "calendar"])
def test_the_picture_comes_before_the_weight(tmp_path: Path, place: str) -> None:
    with sample_book(tmp_path) as book:
        path = book.path
    answer = subprocess.run(
        [sys.executable, "-c", START, str(path), place], capture_output=True, text=True, timeout=50, check=False
    )
    assert answer.returncode == 0, answer.stderr
    loaded = json.loads(answer.stdout)
    assert HEAVY & set(loaded["paint"]) == set()
    assert DOCUMENTS & set(loaded["paint"]) == set()
    ours = [name for name in loaded["paint"] if name.startswith("danvan_desktop")]
    assert len(ours) <= OURS_AT_PAINT, ours
    assert {"sqlalchemy"} <= set(loaded["listed"])
    assert place != "tasks" or AFTER_THE_LIST & set(loaded["listed"]) == set()
    assert loaded["sources"] == []
    assert DOCUMENTS & set(loaded["list"]) == set()


def test_the_skeleton_says_the_menus_by_their_titles() -> None:
    assert tuple(menu.title for menu in MENUS) == TITLES


def test_the_command_line_never_imports_qt(tmp_path: Path) -> None:
    script = (
        "import sys; from danvan_desktop.__main__ import main; code = main();"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]; sys.exit(code)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, "new", str(tmp_path / "so.danvan"), "--year", "2026"],
        capture_output=True,
        timeout=50,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr


def test_the_program_started_on_a_book_shows_it_and_ends(tmp_path: Path) -> None:
    with sample_book(tmp_path) as book:
        path = book.path
    script = (
        "import sys; from danvan_desktop.ui.main_window import MainWindow as window;"
        "window.say_counts = lambda self, text: text.startswith('25 nhiệm vụ') and self.close();"
        "from danvan_desktop.__main__ import main; sys.exit(main())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=50, check=False
    )
    assert (answer.returncode, answer.stdout) == (0, ""), answer.stderr
    assert not path.with_name(path.name + ".lock").exists()


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["so.danvan"], True),
        (["SO.DANVAN"], True),
        (["list", "tasks", "so.danvan"], False),
        (["--help"], False),
        (["verify"], False),
    ],
)
def test_a_book_alone_opens_the_window(arguments: list[str], window: bool) -> None:
    assert asks_for_window(arguments) is window


@pytest.fixture
def messages(qtbot: QtBot) -> Iterator[Messages]:
    window = QLabel("cửa sổ")
    qtbot.addWidget(window)
    window.show()
    hooks = sys.excepthook, threading.excepthook
    made = Messages(window, lambda: "Sổ Dân vận thử")
    app.catch_faults(made)
    yield made
    sys.excepthook, threading.excepthook = hooks
    window.close()


def raise_it(sentence: str) -> None:
    raise ValueError(sentence)


def on_this_thread() -> None:
    try:
        raise_it("lỗi một")
    except ValueError:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def on_another_thread() -> None:
    thread = threading.Thread(target=raise_it, args=("lỗi một",))
    thread.start()
    thread.join()


@pytest.mark.allow_log("fault")
@pytest.mark.parametrize("fail", [on_this_thread, on_another_thread])
def test_a_fault_is_told_once_on_the_gui_thread_and_can_be_copied(
    messages: Messages, qtbot: QtBot, fail: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(7):
        fail()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    qtbot.wait(20)
    boxes = [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()
    ]
    assert len(boxes) == 1
    assert "vẫn còn nguyên" in boxes[0].informativeText()
    copy = next(button for button in boxes[0].buttons() if "Chép" in button.text())
    copy.click()
    assert boxes[0].isVisible()
    assert "ValueError: lỗi một" in QApplication.clipboard().text()
    assert "Sổ Dân vận thử" in QApplication.clipboard().text()
    assert sum("fault" in record.message for record in caplog.records) == 7
    boxes[0].close()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    fail()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()
    assert messages.parent() is not None


def test_settings_come_back_as_they_were_left(tmp_path: Path) -> None:
    kept = Settings(tmp_path / "cài đặt", person="Nguyễn Thị Hà", geometry="AAEC")
    for number in range(12):
        kept.remember_book(tmp_path / f"{number}.danvan")
    kept.remember_book(tmp_path / "5.danvan")
    kept.save()
    again = load_settings(tmp_path / "cài đặt")
    assert again == kept
    assert again.author_name() == "Nguyễn Thị Hà"
    assert [Path(book).stem for book in again.recent] == ["5", "11", "10", "9", "8", "7", "6", "4"]
    again.forget_book(tmp_path / "5.danvan")
    assert len(again.recent) == 7
    assert sorted(path.name for path in (tmp_path / "cài đặt").iterdir()) == ["settings.json"]


@pytest.mark.parametrize("text", ["", "không phải JSON", "[1, 2]", '{"person": 7, "recent": "x", "folder": "/"}'])
def test_settings_that_cannot_be_read_are_no_settings(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    read = load_settings(tmp_path)
    assert read == Settings(tmp_path)
    assert read.author_name()


def test_the_log_is_a_file_that_stays_small(tmp_path: Path) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    app.keep_log(tmp_path / "log")
    added = [handler for handler in root.handlers if handler not in handlers]
    try:
        assert len(added) == 1
        for _ in range(1200):
            logging.getLogger("danvan_desktop.test").info("x" * 1000)
    finally:
        root.removeHandler(added[0])
        root.setLevel(level)
        added[0].close()
    files = list((tmp_path / "log").iterdir())
    assert len(files) == 3
    assert all(file.stat().st_size <= 500_000 for file in files)


def test_a_folder_where_no_log_can_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file", encoding="utf-8")
    before = list(logging.getLogger().handlers)
    app.keep_log(tmp_path / "log")
    assert logging.getLogger().handlers == before


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be freed since Python 3.12")
@pytest.mark.usefixtures("qapp")
def test_no_call_into_qt_takes_references_to_none_away() -> None:
    """PySide6 6.12.0 does, and ends the process after some thousand calls."""
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter, font, area = QPainter(image), QFont(), QRectF(0, 0, 8, 8)
    label, table, model = QLabel(), QTableView(), QStandardItemModel(3, 3)
    table.setModel(model)
    calls: list[Callable[[], object]] = [
        painter.save,
        painter.restore,
        lambda: painter.setFont(font),
        lambda: painter.setPen(Qt.GlobalColor.black),
        lambda: painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "x"),
        lambda: painter.fillRect(area, Qt.GlobalColor.white),
        lambda: label.setText("a"),
        lambda: model.setItem(0, 0, QStandardItem("x")),
        lambda: model.data(model.index(2, 2)),
        lambda: table.resize(10, 10),
        QModelIndex,
    ]
    taken = {}
    for place, call in enumerate(calls):
        call()
        before = sys.getrefcount(None)
        for _ in range(200):
            call()
        taken[place] = before - sys.getrefcount(None)
    painter.end()
    assert {place: count for place, count in taken.items() if count > 50} == {}
