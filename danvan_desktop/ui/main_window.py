"""The frame: menus, toolbar, navigation, pages, notices, status bar. What the commands do is not here (ui.commands)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMargins, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from danvan_desktop.ui.frame.skeleton import Skeleton, bare_menus

if TYPE_CHECKING:
    from danvan_desktop.ui.frame.actions import Actions
    from danvan_desktop.ui.frame.pane import PlacesPane
    from danvan_desktop.ui.frame.status_line import StatusLine
    from danvan_desktop.ui.menus import Command, Situation
    from danvan_desktop.ui.style import Icons
    from danvan_desktop.ui.surroundings import Habits
    from danvan_desktop.ui.widgets.notice import NoticeBar
    from danvan_desktop.ui.widgets.progress_strip import ProgressStrip
    from danvan_desktop.ui.widgets.start_page import StartPage
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

SHEET_SUFFIXES = (".xlsx", ".xls", ".ods")
"""What units send back; several at once are never documents to be imported."""


class MainWindow(QMainWindow):
    """`painted`: the first picture is on the screen, a skeleton; `put_frame` and `furnish` make it a window to work in.

    `closing`: the officer wants to close; answer with `end`. `recent_chosen` and `dropped` carry the path of a file,
    `books_dropped` those of several books, `forms_dropped` those of several workbooks.
    """

    icons: Icons
    situation: Situation
    start_page: StartPage
    notice: NoticeBar
    read_only_notice: NoticeBar
    progress: ProgressStrip
    places: PlacesPane
    commands: Actions
    task_page: TaskPage
    _line: StatusLine
    _pages: QStackedWidget
    _recent: QMenu
    painted = Signal()
    closing = Signal()
    recent_chosen = Signal(object)
    dropped = Signal(object)
    books_dropped = Signal(object)
    forms_dropped = Signal(object)

    def __init__(self, icons: Path, habits: Habits) -> None:
        super().__init__()
        self._icon_folder = icons
        self._habits = habits
        self._framed = False
        self._furnished = False
        self._ended = False
        self._menus = bare_menus(self.menuBar())
        self._skeleton = Skeleton(self)
        self._skeleton.painted.connect(self.painted)
        self.setCentralWidget(self._skeleton)
        self.setWindowTitle(APP_NAME)
        self._restore_shape()

    def put_frame(self) -> None:
        """Put menus, toolbar, navigation and status bar where the skeleton was; the pages stand empty."""
        from danvan_desktop.ui.frame.actions import Actions
        from danvan_desktop.ui.frame.look import dress_window
        from danvan_desktop.ui.frame.status_line import StatusLine
        from danvan_desktop.ui.menus import Situation
        from danvan_desktop.ui.style import Icons
        from danvan_desktop.ui.widgets.notice import NoticeBar
        from danvan_desktop.ui.widgets.progress_strip import ProgressStrip

        self.icons = Icons(self._icon_folder)
        self.situation = Situation()
        self.setWindowIcon(self.icons.get("app"))
        dress_window(self)
        self.setAcceptDrops(True)
        self.notice = NoticeBar("Thông báo", self)
        self.read_only_notice = NoticeBar("Chế độ chỉ đọc", self)
        self.progress = ProgressStrip(self)
        self._line = StatusLine(self)
        self._recent = QMenu("Sổ mở &gần đây", self)
        self._pages = QStackedWidget(self)
        self._put_pages()
        self._lay_out()
        self.commands = Actions(self, self._menus, self.icons, self._recent)
        self._connect()
        self._framed = True
        self.set_recent(self._habits.recent)
        if self._skeleton.book:
            self._pages.setCurrentWidget(self.places)
        self.set_situation(self.situation)

    def furnish(self) -> None:
        """Put the catalogue in: it stands empty until a book is open."""
        from danvan_desktop.ui.menus import Command
        from danvan_desktop.ui.places.place import Place
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
        from danvan_desktop.ui.widgets.start_page import shortened

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
        if self._framed:
            self._pages.setCurrentWidget(self.places)
        else:
            self._skeleton.book = True
        self.setWindowTitle(f"{title} – {APP_NAME}")

    def say_counts(self, text: str) -> None:
        """What stands in the status bar all the time."""
        self._line.say_counts(text)

    def counts(self) -> str:
        """What stands in the status bar all the time."""
        return self._line.counts() if self._framed else ""

    def say(self, text: str) -> None:
        """Say something in the status bar for a moment."""
        self._line.showMessage(text, _MOMENT_MS)

    def end(self) -> None:
        """Close at last: the jobs have ended and the book is closed."""
        self._ended = True
        self.close()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._framed:
            from danvan_desktop.ui.frame.look import dress_window

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
        if self.situation.ready and _dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped_files(event)
        if not self.situation.ready or not paths:
            return
        event.acceptProposedAction()
        if len(paths) == 1:
            self.dropped.emit(paths[0])
        elif paths[0].suffix.lower() in SHEET_SUFFIXES:
            self.forms_dropped.emit(paths)
        else:
            self.books_dropped.emit(paths)

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
        from danvan_desktop.ui.menus import Command

        self.start_page.chosen.connect(lambda command: self.action(command).trigger())
        self.start_page.recent_chosen.connect(self.recent_chosen)
        self.commands.on(Command.QUIT, self.close)

    def _put_pages(self) -> None:
        from danvan_desktop.ui.frame.pane import PlacesPane
        from danvan_desktop.ui.widgets.start_page import StartPage

        self.start_page = StartPage(self.icons, self)
        self.places = PlacesPane(self.icons, self)

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


def _dropped_files(event: QDropEvent) -> list[Path]:
    """The one file of ours, or the several books or workbooks, that are being dropped; nothing where there is anything
    else."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    kinds = (DROPPED_SUFFIXES,) if len(urls) == 1 else ((".danvan",), SHEET_SUFFIXES)
    suffixes = {path.suffix.lower() for path in paths}
    return paths if len(paths) == len(urls) and any(suffixes <= {*wanted} for wanted in kinds) else []
