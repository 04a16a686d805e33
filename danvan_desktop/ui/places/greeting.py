"""What is late and due today, said when a book is opened in a place that does not say it itself. Never a dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from danvan_desktop.services.books import Book
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.wording import day_text

if TYPE_CHECKING:
    from danvan_desktop.services.overview import Overview

_BEGINS = "Hôm nay "


def greet(desk: Desk, see: Callable[[], None]) -> None:
    """Say how today stands; `see` leads to the overview. Nothing is said when nothing presses, or of a day that is
    past."""
    if desk.book is not None and desk.book.as_of is not None:
        return
    work = partial(_read, day=desk.around.today())
    desk.jobs.run(Job(work, partial(_say, desk, see), urgent=False))


def _read(book: Book, _progress: Progress, day: date) -> Overview:
    from danvan_desktop.services.overview import read_overview

    return read_overview(book, day)


def _say(desk: Desk, see: Callable[[], None], read: Overview) -> None:
    if desk.book is not None and (read.counts.overdue or read.counts.due_in_7) and not desk.window.notice.text():
        from danvan_desktop.ui.overview.telling import today_told

        told = today_told(read)
        desk.window.notice.say(f"{_BEGINS}{day_text(read.day)}: {told[:1].lower()}{told[1:]}", [("Xem Tổng quan", see)])


def take_leave(desk: Desk) -> None:
    """The overview says it itself."""
    if desk.window.notice.text().startswith(_BEGINS):
        desk.window.notice.hide()
