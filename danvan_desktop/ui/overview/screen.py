"""«Tổng quan»: today in one look, or what to do first in a book without tasks."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from danvan_desktop.domain.views import ProgressView, TaskFilter
from danvan_desktop.services.books import Book
from danvan_desktop.services.overview import Overview, read_overview
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.main_window import MainWindow
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.overview.page import FIGURES, OverviewPage, figure_filter
from danvan_desktop.ui.places.place import Guide

_STEPS = (
    (Command.IMPORT, "&Nhập danh mục", "đọc danh mục nhiệm vụ từ văn bản của cơ quan"),
    (Command.NEW_TASK, "Thê&m nhiệm vụ", "gõ tay từng nhiệm vụ vào danh mục, như trong Excel"),
    (Command.GO_AGENCIES, "&Xem lại các cơ quan", "tên, tên tắt và thành viên của cơ quan, đơn vị trong xã"),
    (Command.LETTERHEAD, "&Ghi thông tin cơ quan", "tên xã, người ký, nơi nhận trên các văn bản xuất ra"),
)
_LETTERS = 70
_WIDEST = 600


class OverviewScreen:
    """The overview as the window works with it."""

    def __init__(self, desk: Desk, guide: Guide) -> None:
        self._desk = desk
        self._guide = guide
        self._day = desk.around.today()
        self.page = OverviewPage(desk.window.icons)
        self.begin = BeginPage(desk.window)
        self._blank = QWidget()
        self._pages = QStackedWidget()
        for page in (self._blank, self.page, self.begin):
            self._pages.addWidget(page)
        self.page.task_asked.connect(guide.open_task)
        self.page.list_asked.connect(self._show_figure)
        self.page.groups.chosen.connect(self._show_group)
        self.page.agencies.chosen.connect(self._show_agency)

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._pages

    def load(self) -> None:
        """Count anew."""
        work = partial(_read, day=self._desk.around.today())
        self._desk.jobs.run(Job(work, self._show, "Đang đọc tổng quan"))

    def forget(self) -> None:
        """Show nothing of the old book."""
        self._pages.setCurrentWidget(self._blank)

    def _show(self, read: Overview) -> None:
        self._day = read.day
        if read.counts.all:
            book = self._desk.book
            self.page.show_overview(read, is_past=book is not None and book.as_of is not None)
        self._pages.setCurrentWidget(self.page if read.counts.all else self.begin)

    def _show_figure(self, name: str) -> None:
        self._guide.show_tasks(figure_filter(name, self._day), FIGURES[name].caption)

    def _show_group(self, view: ProgressView) -> None:
        self._guide.show_tasks(TaskFilter(group=view.id), self.page.groups.title_of(view))

    def _show_agency(self, view: ProgressView) -> None:
        self._guide.show_tasks(TaskFilter(agency=view.id, leading=True), f"{view.title} chủ trì")


class BeginPage(QWidget):
    """What to do first in a book without tasks; the buttons order what the menus order."""

    def __init__(self, window: MainWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel("Sổ chưa có nhiệm vụ nào. Bắt đầu từ đâu?", self)
        font = heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        heading.setFont(font)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(heading)
        column.addSpacing(6)
        for command, title, hint in _STEPS:
            column.addWidget(self._button(window, command, title, hint))
        column.addStretch(2)

    def _button(self, window: MainWindow, command: Command, title: str, hint: str) -> QPushButton:
        action = window.action(command)
        button = QPushButton(action.icon(), f"{title}\n{hint}", self)
        button.setProperty("role", "big")
        button.setIconSize(QSize(28, 28))
        button.setAutoDefault(True)
        button.setMinimumWidth(min(_LETTERS * self.fontMetrics().averageCharWidth(), _WIDEST))
        button.setAccessibleName(title.replace("&", ""))
        button.setAccessibleDescription(hint)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        button.clicked.connect(action.trigger)
        return button


def _read(book: Book, _progress: Progress, day: date) -> Overview:
    return read_overview(book, day)
