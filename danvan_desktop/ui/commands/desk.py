"""What every command works with, and the ways they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from danvan_desktop.ui.menus import Command

if TYPE_CHECKING:
    from danvan_desktop.domain.views import ProgrammeView
    from danvan_desktop.services.history import Changes
    from danvan_desktop.services.merging import MergedFile
    from danvan_desktop.services.opening import BookFacts
    from danvan_desktop.ui.hub import Hub
    from danvan_desktop.ui.jobs import Job, Jobs
    from danvan_desktop.ui.main_window import MainWindow
    from danvan_desktop.ui.messages import Messages
    from danvan_desktop.ui.surroundings import Surroundings
    from danvan_desktop.ui.widgets.notice import Offer


@dataclass(slots=True)
class Desk:
    """The window, the worker, the messages and the open book with its programmes; `book` is None without one. `merged`
    are the files that were merged into it and can be written over by it. `damaged` is the book in which faults were
    seen last, until one is opened."""

    window: MainWindow
    jobs: Jobs
    hub: Hub
    messages: Messages
    around: Surroundings
    book: BookFacts | None = None
    programmes: tuple[ProgrammeView, ...] = ()
    merged: tuple[MergedFile, ...] = ()
    damaged: Path | None = None
    _clock: Callable[[], datetime] | None = None

    def situate(self, **changes: bool) -> None:
        """Tell the window what there is to work with now."""
        self.window.set_situation(replace(self.window.situation, **changes))
        situation = self.window.situation
        self.window.task_page.set_editable(
            situation.writable and situation.documents, only_read=situation.ready and not situation.writable
        )

    def live_on(self, day: date | None) -> None:
        """Take a day of the past for today, so that what was late then is late; None: the day of the PC."""
        if self._clock is None:
            self._clock = self.around.now
        evening = datetime.combine(day, time(23, 59)) if day else None
        self.around = replace(self.around, now=(lambda: evening) if evening else self._clock)

    def release(self) -> None:
        """The long job is over: everything can be ordered again."""
        self.situate(ready=True, writable=self.book is not None and not self.book.read_only)

    def run_long(self, job: Job, *, aside: bool = False) -> None:
        """Run a job during which no other long one may be ordered."""
        self.situate(ready=False)
        then, failed = job.then, job.failed

        def go_on(result: Any) -> None:
            self.release()
            if then is not None:
                then(result)

        def give_up() -> None:
            self.release()
            if failed is not None:
                failed()

        job.then, job.failed = go_on, give_up
        (self.jobs.run_aside if aside else self.jobs.run)(job)

    def tell_damaged(self, book: Path) -> None:
        """Faults were seen in a book, open or not: offer the ways out, now or when they are loaded."""
        self.damaged = book
        self.hub.damaged.emit(book)

    def written(self, changes: Changes) -> None:
        """Tell every view what an action changed; what was said of the one before is not left to be read as its own."""
        if changes:
            self.window.say("")
            self.hub.changed.emit(changes)

    def tell_done(self, text: str, offers: Sequence[Offer] = (), *, kind: str = "done") -> None:
        """Say what was just written, with what can be done next and the way back."""
        notice = self.window.notice

        def take_back() -> None:
            notice.hide()
            self.window.action(Command.UNDO).trigger()

        notice.say(text, [*offers, ("Hoàn tác", take_back)], kind=kind)

    def start_folder(self) -> Path:
        """Where a question for a file begins: the folder used last, else the one for books, or what is there of it."""
        own = self.around.folders.documents
        last = Path(self.around.habits.last_folder or own)
        return next((folder for folder in (last, own, *own.parents) if folder.is_dir()), own)

    def remember_folder(self, path: Path) -> None:
        """The next question for a file begins here."""
        self.around.habits.last_folder = str(path.parent)
