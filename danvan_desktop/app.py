"""Where the window is put together. Start reading here.

The order matters: first the picture, then the weight. Before the first paint only Qt and a skeleton of the window are
loaded; right after it, on a worker's thread, the frame, then the services (and SQLAlchemy under them). The list of the
book that was left open comes before all the rest; the libraries for documents only when a document is read or written.
"""

from __future__ import annotations

import gc
import importlib
import linecache
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QApplication

from danvan_desktop import __version__, paths
from danvan_desktop.settings import Settings, load_settings
from danvan_desktop.ui.choosing import SystemChooser
from danvan_desktop.ui.main_window import APP_NAME, MainWindow
from danvan_desktop.ui.surroundings import Folders, Surroundings
from danvan_desktop.ui.translation import VietnameseQt

if TYPE_CHECKING:
    from danvan_desktop.storage.book import Author
    from danvan_desktop.ui.commands.all import Commands
    from danvan_desktop.ui.garbage import GarbageRounds
    from danvan_desktop.ui.hub import Hub
    from danvan_desktop.ui.jobs import Jobs, Progress
    from danvan_desktop.ui.messages import Messages
    from danvan_desktop.ui.surroundings import DisksOfPc

_LOG_BYTES = 500_000
_LOG_FILES = 5
_FRAME = (
    "danvan_desktop.ui.frame.actions",
    "danvan_desktop.ui.frame.pane",
    "danvan_desktop.ui.frame.status_line",
    "danvan_desktop.ui.widgets.notice",
    "danvan_desktop.ui.widgets.progress_strip",
    "danvan_desktop.ui.widgets.start_page",
)
_LIST = ("danvan_desktop.ui.commands.all",)
_AFTER_THE_LIST = (
    "logging.handlers",
    "danvan_desktop.ui.commands.editing",
    "danvan_desktop.ui.safety.commands",
    "danvan_desktop.ui.past.commands",
    "danvan_desktop.ui.detail.commands",
    "danvan_desktop.ui.catalogue.commands",
    "danvan_desktop.ui.commands.letterhead",
    "danvan_desktop.ui.commands.importing",
    "danvan_desktop.ui.commands.exporting",
    "danvan_desktop.ui.travel.commands",
)

_log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Open the window, with the book that `arguments` name if they name one; the exit code."""
    gc.disable()  # until GarbageRounds looks after it
    application = QApplication([APP_NAME])
    application.setApplicationName(APP_NAME)
    application.setApplicationVersion(__version__)
    translator = VietnameseQt(application)
    application.installTranslator(translator)
    settings = load_settings(paths.config_dir())
    dress(settings)
    log = cache(partial(keep_log, paths.log_dir()))
    program = Program(surroundings(settings), at_rest=partial(_rest, log))
    program.window.painted.connect(lambda: catch_faults(program.messages, log))
    program.start(Path(arguments[0]) if arguments else book_left_open(settings))
    return application.exec()


def _rest(log: Callable[[], None]) -> None:
    """What is loaded by now stays to the end: looking through it for garbage stops the window for some 60 ms."""
    log()
    linecache.clearcache()  # sources that Qt's bindings looked through before `ui` stopped them
    gc.freeze()


def book_left_open(settings: Settings) -> Path | None:
    """The book that was open when the program ended last, as long as it is still there."""
    book = Path(settings.last_book) if settings.last_book else None
    return book if book is not None and book.is_file() else None


def dress(settings: Settings) -> None:
    """The look and the letters that the officer chose; nothing is loaded for those of the PC."""
    if not settings.look and not settings.letters:
        return
    from danvan_desktop.ui.frame.look import Look, apply_letter_size, apply_look

    if settings.look in list(Look):
        apply_look(Look(settings.look))
    if settings.letters.isdecimal():
        apply_letter_size(int(settings.letters))


class Program:
    """The window with its worker, from the first picture to the last. `at_rest` is called once all is loaded."""

    jobs: Jobs
    messages: Messages
    hub: Hub
    commands: Commands
    _garbage: GarbageRounds

    def __init__(self, around: Surroundings, at_rest: Callable[[], None] = lambda: None) -> None:
        self.around = around
        self._at_rest = at_rest
        self.window = MainWindow(around.folders.resources / "icons", around.habits)
        self._book: Path | None = None
        self.window.closing.connect(self._close)
        self.window.painted.connect(self._load)

    def start(self, book: Path | None = None) -> None:
        """Show the window, with the page of the book that is about to be opened; all else follows the first paint."""
        self._book = book
        if book is not None:
            self.window.show_book(book.stem)
        self.window.show()

    def _load(self) -> None:
        from danvan_desktop.ui.garbage import GarbageRounds
        from danvan_desktop.ui.hub import Hub
        from danvan_desktop.ui.jobs import Job, Jobs
        from danvan_desktop.ui.messages import Messages

        self.jobs = Jobs(self.window)
        self.messages = Messages(self.window, partial(about_pc, self.around.version))
        self.hub = Hub(self.window)
        self._garbage = GarbageRounds(self.window)
        self.jobs.refused.connect(self.messages.refuse)
        self.jobs.run_aside(Job(partial(_import_modules, _FRAME), self._put_frame, "Đang chuẩn bị"))

    def _put_frame(self, _: object) -> None:
        from danvan_desktop.ui.jobs import Job

        self.window.put_frame()
        self.jobs.slow.connect(self.window.progress.show_job)
        self.jobs.stopped.connect(lambda job: self.window.say(f"Đã dừng: {job.title}. Sổ không thay đổi."))
        self.jobs.run_aside(Job(partial(_import_modules, _LIST), self._connect, "Đang chuẩn bị"))

    def _connect(self, _: object) -> None:
        from danvan_desktop.ui.commands.all import Commands
        from danvan_desktop.ui.commands.desk import Desk

        self.window.furnish()
        desk = Desk(self.window, self.jobs, self.hub, self.messages, self.around)
        self.commands = Commands(desk)
        if self._book is None:
            self._load_rest()
        else:
            self.hub.listed.connect(self._load_rest)
            self.hub.unopened.connect(self._load_rest)
            self.hub.damaged.connect(self._load_rest)
            self.commands.books.open_path(self._book)

    def _load_rest(self) -> None:
        from danvan_desktop.ui.jobs import Job

        if self._book is not None:
            self._book = None
            self.hub.listed.disconnect(self._load_rest)
            self.hub.unopened.disconnect(self._load_rest)
            self.hub.damaged.disconnect(self._load_rest)
        self.jobs.run_aside(Job(_load_the_rest, self._connect_rest))

    def _connect_rest(self, _: object) -> None:
        self.commands.connect_rest()
        self._at_rest()
        self._garbage.begin()

    def _close(self) -> None:
        if not hasattr(self, "jobs"):
            self.window.end()
            return
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


def _load_the_rest(progress: Progress) -> None:
    """All that a list is shown without; and what the first time typed would have to wait for."""
    from danvan_desktop.domain.timing import parse

    _import_modules(_AFTER_THE_LIST, progress)
    parse("Quý I", 2026)


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
        disks=disks,
    )


def disks() -> DisksOfPc:
    """The disks of this PC; loaded when somebody asks for them."""
    from danvan_desktop.services.travel import Disks

    return Disks()


def show_file(path: Path) -> None:
    """Open a file or folder with what the system uses for it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

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


def catch_faults(messages: Messages, log: Callable[[], None] = lambda: None) -> None:
    """What nobody caught goes to the log, kept from then on by `log`, and, once, to the officer; from every thread.
    The window stays."""

    def report(error: BaseException) -> None:
        log()
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
