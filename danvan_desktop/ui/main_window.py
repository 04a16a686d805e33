"""The frame: menus, toolbar, navigation, pages, notices, status bar. What the commands do is not here (ui.commands)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMargins, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from danvan_desktop.ui.frame.actions import Actions
from danvan_desktop.ui.frame.look import dress_window
from danvan_desktop.ui.frame.pane import PlacesPane
from danvan_desktop.ui.frame.status_line import StatusLine
from danvan_desktop.ui.menus import Command, Situation
from danvan_desktop.ui.places.place import Place
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.surroundings import Habits
from danvan_desktop.ui.widgets.notice import NoticeBar
from danvan_desktop.ui.widgets.progress_strip import ProgressStrip
from danvan_desktop.ui.widgets.start_page import StartPage, shortened

if TYPE_CHECKING:
    from danvan_desktop.ui.widgets.task_page import TaskPage

APP_NAME = "Sổ Dân vận"
_SIZE = QSize(1240, 720)
_FRAME = QMargins(8, 4, 8, 36)
"""What the system draws around the window at most: the title bar above all."""
_MOMENT_MS = 6000
_FOLDER_ROOM = 320
"""Pixels for a folder in the menu of recent books."""
DROPPED_SUFFIXES = (
    *(".danvan", ".docx", ".doc", ".pdf", ".xlsx", ".xls", ".txt", ".md"),
    *(".rtf", ".odt", ".ods", ".htm", ".html", ".mht", ".mhtml"),
)
"""Books, and what an office may take for a document: what cannot be read is refused in a sentence that says why."""


class MainWindow(QMainWindow):
    """`painted`: the first picture is on the screen. `closing`: the officer wants to close; answer with `end`.

    `recent_chosen` and `dropped` carry the path of a file.
    """

    task_page: TaskPage
    painted = Signal()
    closing = Signal()
    recent_chosen = Signal(object)
    dropped = Signal(object)

    def __init__(self, icons: Icons, habits: Habits) -> None:
        super().__init__()
        self.icons = icons
        self._habits = habits
        self._painted = False
        self._ended = False
        self._furnished = False
        self.situation = Situation()
        self.setWindowIcon(icons.get("app"))
        dress_window(self)
        self.setAcceptDrops(True)
        self.start_page = StartPage(icons, self)
        self.notice = NoticeBar("Thông báo", self)
        self.read_only_notice = NoticeBar("Chế độ chỉ đọc", self)
        self.progress = ProgressStrip(self)
        self.places = PlacesPane(icons, self)
        self._line = StatusLine(self)
        self._recent = QMenu("Sổ mở &gần đây", self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self.commands = Actions(self, icons, self._recent)
        self._connect()
        self._restore_shape()
        self.set_recent(habits.recent)
        self.show_start()
        self.set_situation(Situation())

    def furnish(self) -> None:
        """Put the catalogue in, which the first picture does without: it stands empty until a book is open."""
        from danvan_desktop.ui.widgets.task_page import TaskPage

        page = self.task_page = TaskPage(self.icons, self)
        self._furnished = True
        self.places.put(Place.TASKS, page)
        page.import_asked.connect(self.action(Command.IMPORT).trigger)
        if self._habits.columns:
            page.view.columns.restore(_bytes(self._habits.columns))
        if self._habits.panes:
            page.panes.restoreState(_bytes(self._habits.panes))

    def action(self, command: Command) -> QAction:
        """The action of a command: menu, toolbar and keys are all the same one."""
        return self.commands.get(command)

    def set_situation(self, situation: Situation) -> None:
        """Allow the commands that make sense now."""
        self.situation = situation
        self.commands.situate(situation)
        self._recent.setEnabled(situation.ready and bool(self._recent.actions()))
        self.start_page.set_ready(situation.ready)

    def set_recent(self, recent: Sequence[str]) -> None:
        """The books used last, in the menu and on the page without a book."""
        books = [Path(book) for book in recent]
        self._recent.clear()
        for book in books:
            what = self._habits.recalled.get(str(book), "").partition(" · ")[0]
            folder = shortened(book.parent, self.fontMetrics(), _FOLDER_ROOM)
            words = " – ".join(part for part in (book.stem, what, folder) if part)
            entry = self._recent.addAction(words.replace("&", "&&"))
            entry.setToolTip(str(book))
            entry.setStatusTip(str(book))
            entry.triggered.connect(lambda _=False, path=book: self.recent_chosen.emit(path))
        self.start_page.set_recent(books, self._habits.recalled)
        self._recent.setEnabled(self.situation.ready and bool(books))

    def show_start(self) -> None:
        """The page without a book."""
        self._pages.setCurrentWidget(self.start_page)
        self.read_only_notice.hide()
        self.notice.hide()
        self.say_counts("")
        self.setWindowTitle(APP_NAME)

    def show_book(self, title: str) -> None:
        """The places of an open book; `title` is its name."""
        self._pages.setCurrentWidget(self.places)
        self.setWindowTitle(f"{title} – {APP_NAME}")

    def say_counts(self, text: str) -> None:
        """What stands in the status bar all the time."""
        self._line.say_counts(text)

    def counts(self) -> str:
        """What stands in the status bar all the time."""
        return self._line.counts()

    def say(self, text: str) -> None:
        """Say something in the status bar for a moment."""
        self._line.showMessage(text, _MOMENT_MS)

    def end(self) -> None:
        """Close at last: the jobs have ended and the book is closed."""
        self._ended = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._painted:
            dress_window(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._ended:
            event.accept()
            return
        event.ignore()
        if self._furnished:
            self.task_page.commit()
        self._remember_shape()
        self.setEnabled(False)
        self.closing.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.situation.ready and _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if self.situation.ready and path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _lay_out(self) -> None:
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.places)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.read_only_notice)
        column.addWidget(self._pages, 1)
        column.addWidget(self.notice)  # below: what comes and goes must not move the list under the mouse
        self.setCentralWidget(centre)
        self._line.addPermanentWidget(self.progress)
        self.setStatusBar(self._line)

    def _connect(self) -> None:
        self.start_page.chosen.connect(lambda command: self.action(command).trigger())
        self.start_page.recent_chosen.connect(self.recent_chosen)
        self.commands.on(Command.QUIT, self.close)

    def _restore_shape(self) -> None:
        available = self.screen().availableGeometry().size()
        self.resize(_SIZE.boundedTo(available.shrunkBy(_FRAME)))
        if self._habits.geometry:
            self.restoreGeometry(_bytes(self._habits.geometry))

    def _remember_shape(self) -> None:
        self._habits.geometry = _text(self.saveGeometry())
        if not self._furnished:
            return
        self._habits.columns = _text(self.task_page.view.columns.save())
        self._habits.panes = _text(self.task_page.panes.saveState())


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one file of ours that is being dropped, if it is one."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in DROPPED_SUFFIXES else None
