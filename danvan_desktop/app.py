"""Where the window is put together. Start reading here.

The order matters: first the picture, then the weight. Before the first paint only Qt and the frame of the window are
loaded; the services (and SQLAlchemy under them) are imported right after it, on the worker's thread; the libraries
for documents only when a document is read or written.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from danvan_desktop import __version__, paths
from danvan_desktop.settings import Settings, load_settings
from danvan_desktop.ui.choosing import SystemChooser
from danvan_desktop.ui.frame.look import Look, apply_letter_size, apply_look
from danvan_desktop.ui.garbage import GarbageRounds
from danvan_desktop.ui.hub import Hub
from danvan_desktop.ui.jobs import Job, Jobs, Progress
from danvan_desktop.ui.main_window import APP_NAME, MainWindow
from danvan_desktop.ui.messages import Messages
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.surroundings import Folders, Surroundings
from danvan_desktop.ui.translation import VietnameseQt

if TYPE_CHECKING:
    from danvan_desktop.storage.book import Author

_LOG_BYTES = 500_000
_LOG_FILES = 5
_AFTER_PAINT = ("danvan_desktop.ui.commands.all",)
_AFTER_THE_LIST = (
    "danvan_desktop.ui.detail.commands",
    "danvan_desktop.ui.catalogue.commands",
    "danvan_desktop.ui.commands.letterhead",
    "danvan_desktop.ui.commands.importing",
    "danvan_desktop.ui.commands.exporting",
)

_log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Open the window, with the book that `arguments` name if they name one; the exit code."""
    application = QApplication([APP_NAME])
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(__version__)
    translator = VietnameseQt(application)
    application.installTranslator(translator)
    settings = load_settings(paths.config_dir())
    dress(settings)
    # What is loaded by then stays to the end: looking through it for garbage stops the window for some 60 ms.
    program = Program(surroundings(settings), at_rest=gc.freeze)
    catch_faults(program.messages)
    program.window.painted.connect(lambda: keep_log(paths.log_dir()))
    program.start(Path(arguments[0]) if arguments else book_left_open(settings))
    return application.exec()


def book_left_open(settings: Settings) -> Path | None:
    """The book that was open when the program ended last, as long as it is still there."""
    book = Path(settings.last_book) if settings.last_book else None
    return book if book is not None and book.is_file() else None


def dress(settings: Settings) -> None:
    """The look and the letters that the officer chose."""
    if settings.look in list(Look):
        apply_look(Look(settings.look))
    if settings.letters.isdecimal():
        apply_letter_size(int(settings.letters))


class Program:
    """The window with its worker, from the first picture to the last. `at_rest` is called once all is loaded."""

    def __init__(self, around: Surroundings, at_rest: Callable[[], None] = lambda: None) -> None:
        self.around = around
        self._at_rest = at_rest
        self.window = MainWindow(Icons(around.folders.resources / "icons"), around.habits)
        self.jobs = Jobs(self.window)
        self.messages = Messages(self.window, partial(about_pc, around.version))
        self.hub = Hub(self.window)
        self._garbage = GarbageRounds(self.window)
        self._book: Path | None = None
        self.jobs.slow.connect(self.window.progress.show_job)
        self.jobs.refused.connect(self.messages.refuse)
        self.jobs.stopped.connect(lambda job: self.window.say(f"Đã dừng: {job.title}. Sổ không thay đổi."))
        self.window.closing.connect(self._close)
        self.window.painted.connect(self._load)

    def start(self, book: Path | None = None) -> None:
        """Show the window, with the page of the book that is about to be opened; all else follows the first paint."""
        self._book = book
        if book is not None:
            self.window.show_book(book.stem)
        self.window.show()

    def _load(self) -> None:
        self.jobs.run_aside(Job(partial(_import_modules, _AFTER_PAINT), self._connect, "Đang chuẩn bị"))

    def _connect(self, _: object) -> None:
        from danvan_desktop.ui.commands.all import Commands
        from danvan_desktop.ui.commands.desk import Desk

        self.window.furnish()
        desk = Desk(self.window, self.jobs, self.hub, self.messages, self.around)
        self.commands = Commands(desk)
        if self._book is not None:
            self.commands.books.open_path(self._book)
        self.jobs.run_aside(Job(partial(_import_modules, _AFTER_THE_LIST), self._connect_rest))

    def _connect_rest(self, _: object) -> None:
        self.commands.connect_rest()
        self._at_rest()

    def _close(self) -> None:
        self.hub.leaving.emit()
        self.jobs.stop()
        self.jobs.settle(self._close_what_is_saved)

    def _close_what_is_saved(self) -> None:
        """Close, unless a text stands open again that the book does not take."""
        from danvan_desktop.ui.catalogue.refused import go_on_typing, holds_refused

        if hasattr(self, "commands") and holds_refused(self.window.task_page):
            self.window.setEnabled(True)
            if go_on_typing(self.window.task_page):
                return
        if hasattr(self, "commands"):
            book = self.commands.open_book()
            self.around.habits.last_book = str(book) if book else ""
        try:
            self.around.habits.save()
        except OSError:
            _log.info("settings not saved", exc_info=True)
        self.jobs.finish(self._end)

    def _end(self) -> None:
        self._garbage.end()
        self.window.end()


def _import_modules(names: Sequence[str], _: Progress) -> None:
    """The slow imports, off the GUI thread: the window stays alive meanwhile."""
    for name in names:
        importlib.import_module(name)


def surroundings(settings: Settings) -> Surroundings:
    """This PC, as the window needs to know it."""
    folders = Folders(paths.resources_dir(), paths.documents_dir(), paths.log_dir(), paths.backups_dir)
    return Surroundings(
        version=__version__,
        folders=folders,
        habits=settings,
        author=partial(author, settings),
        now=datetime.now,
        chooser=SystemChooser(),
        show_file=show_file,
    )


def show_file(path: Path) -> None:
    """Open a file or folder with what the system uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def author(settings: Settings) -> Author:
    """The officer, on this PC, with this program."""
    from danvan_desktop.storage.book import Author

    return Author(
        person=settings.author_name(),
        device=settings.device_name(),
        program=f"danvan {__version__}",
        now_ms=lambda: time.time_ns() // 1_000_000,
        entropy=os.urandom,
    )


def about_pc(version: str) -> str:
    """What a helper needs to know first."""
    import platform

    system = f"{platform.system()} {platform.release()} ({platform.version()})"
    return f"Sổ Dân vận {version}, {system}, Python {platform.python_version()}, Qt {qt_version}"


def keep_log(folder: Path) -> None:
    """Faults and notes go to a file that never grows large; a PC where it cannot be written goes without."""
    import logging.handlers

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "danvan.log", maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def catch_faults(messages: Messages) -> None:
    """What nobody caught goes to the log and, once, to the officer; from every thread. The window stays."""

    def report(error: BaseException) -> None:
        _log.error("fault", exc_info=error)
        messages.report_fault(error)

    def on_gui_thread(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            report(error)

    def on_other_thread(fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            report(fault.exc_value)

    sys.excepthook = on_gui_thread
    threading.excepthook = on_other_thread
