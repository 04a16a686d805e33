"""Work off the GUI thread.

One thread, the *keeper*, owns the open book: every job on the book runs there, one after the other. A second thread
does what needs no book (reading a document, checking a backup), so that the list stays alive meanwhile. Results and
failures come back to the GUI thread by one signal, in the order in which the jobs ended. A job gets plain data, never
a widget.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import PriorityQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from danvan_desktop.domain.errors import KnownError

if TYPE_CHECKING:
    from danvan_desktop.services.books import Book

PATIENCE_MS = 300
"""What takes longer is shown to the officer."""


class Progress:
    """Tells a running job whether the officer pressed «Hủy», and the officer how far the job has come."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._told = ("", 0, 0)

    def tell(self, what: str, done: int, whole: int) -> None:
        """Say what is being done now, and that so many of so many are; `whole` is 0 where that is not known."""
        self._told = (what, done, whole)

    def told(self) -> tuple[str, int, int]:
        """What was said last, nothing before that."""
        return self._told

    def cancel(self) -> None:
        """Ask the job to stop; it looks when it can."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop; services poll this."""
        return self._stop.is_set()


@dataclass(eq=False, slots=True)
class Job:
    """Work and what follows it on the GUI thread.

    `title` says what is going on, `then` gets the result, `failed` is told when there is none. What is not urgent
    lets everything else go first. `book` numbers the book that the work is meant for: when that book was closed
    meanwhile, the work is dropped.
    """

    work: Callable[..., Any]
    then: Callable[[Any], None] | None = None
    title: str = "Đang đọc sổ"
    cancellable: bool = False
    failed: Callable[[], None] | None = None
    urgent: bool = True
    book: int = field(default=0, init=False)
    ordered: float = field(default_factory=time.monotonic, init=False)
    progress: Progress = field(default_factory=Progress, init=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: its result or what it raised; `dropped` when its book was closed before it began."""

    job: Job
    result: Any = None
    error: BaseException | None = None
    dropped: bool = False
    book: int | None = None


class _Lane(threading.Thread):
    """Runs jobs one after the other, urgent ones first. A daemon: a program that must end is not held up.

    What a job holds (its `then` may hold widgets) is let go before `report` is called, so that the last of it goes
    on the GUI thread: a widget that dies elsewhere takes the program with it.
    """

    def __init__(self, name: str, run: Callable[[Job], Outcome], report: Callable[[object], None]) -> None:
        super().__init__(name=name, daemon=True)
        self._orders: PriorityQueue[tuple[bool, int, Job | None]] = PriorityQueue()
        self._ended: deque[Outcome | None] = deque()
        self._count = itertools.count()
        self._run_job = run
        self._report = report

    def order(self, job: Job | None) -> None:
        """Run a job when its turn comes; None ends the lane, and what is not urgent is then left undone."""
        self._orders.put((job is not None and not job.urgent, next(self._count), job))

    def take(self) -> Outcome | None:
        """How the oldest job that was reported ended; None when the lane itself did."""
        return self._ended.popleft()

    def run(self) -> None:
        going = True
        while going:
            going = self._run_next()
            self._report(self)

    def _run_next(self) -> bool:
        job = self._orders.get()[2]
        self._ended.append(None if job is None else self._outcome(job))
        return job is not None

    def _outcome(self, job: Job) -> Outcome:
        try:
            return self._run_job(job)
        except BaseException as error:  # the GUI thread decides what it means
            return Outcome(job, error=error)


class _Keeper:
    """Holds the open book; only the keeper's thread comes here."""

    def __init__(self) -> None:
        self.book: Book | None = None
        self.number = 0

    def run(self, job: Job) -> Outcome:
        if isinstance(job, Swap):
            held = (self.book,) if isinstance(job, SwapFrom) else ()
            opened, result = job.work(*held, job.progress)
            self.close()
            self.book = opened
            self.number += 1
            return Outcome(job, result, book=self.number)
        if self.book is None or job.book != self.number:
            return Outcome(job, dropped=True)
        return Outcome(job, job.work(self.book, job.progress))

    def close(self) -> None:
        if self.book is not None:
            held, self.book = self.book, None
            held.close()


class Swap(Job):
    """A job that changes which book is open: its work returns the new book (or None) and a result."""


class SwapFrom(Swap):
    """A swap whose work gets the book that is open: the new one is made out of it."""


class Jobs(QObject):
    """Orders jobs and tells how they ended.

    `slow` names a job that has taken over 300 ms, None when there is none any more. `refused` carries known errors,
    `stopped` a job that the officer stopped. Anything else is raised on the GUI thread, where the excepthook gets it.
    """

    slow = Signal(object)
    refused = Signal(object)
    stopped = Signal(object)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = 0
        self._waiting: list[Job] = []
        self._shown: Job | None = None
        self._finished: Callable[[], None] | None = None
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_slow)
        keeper = _Keeper()
        self._keeper = _Lane("keeper", keeper.run, self._ended.emit)
        self._reader = _Lane("reader", lambda job: Outcome(job, job.work(job.progress)), self._ended.emit)
        self._running = [self._keeper, self._reader]
        for lane in self._running:
            lane.start()

    def run(self, job: Job) -> Job:
        """Run `work(book, progress)` on the open book."""
        job.book = self._book
        return self._order(self._keeper, job)

    def run_aside(self, job: Job) -> Job:
        """Run `work(progress)` beside the book."""
        return self._order(self._reader, job)

    def waiting(self) -> Sequence[Job]:
        """What is running or waiting, oldest first."""
        return tuple(self._waiting)

    def busy(self) -> bool:
        """Whether anything is running or waiting."""
        return bool(self._waiting)

    def is_running(self) -> bool:
        """Whether there are still threads to run anything."""
        return bool(self._running)

    def settle(self, then: Callable[[], object]) -> None:
        """Go on with `then` once all that was ordered for the book has ended, well or not."""
        self.run(Job(lambda _book, _progress: None, lambda _: then(), failed=then))

    def stop(self) -> None:
        """Stop what can be stopped."""
        for job in self._waiting:
            if job.cancellable:
                job.progress.cancel()

    def finish(self, then: Callable[[], None]) -> None:
        """Take no more orders, stop what can be stopped, let the rest end, close the book, then go on with `then`."""
        if self._finished is not None:
            return
        self.stop()
        self.run(Swap(lambda _: (None, None)))
        self._finished = then
        for lane in self._running:
            lane.order(None)

    def _order(self, lane: _Lane, job: Job) -> Job:
        if self._finished is None:
            self._waiting.append(job)
            if self._shown is None and not self._patience.isActive():
                self._patience.start(PATIENCE_MS)
            lane.order(job)
        return job

    def _end(self, lane: _Lane) -> None:
        outcome = lane.take()
        if outcome is None:
            self._end_lane(lane)
        else:
            self._end_job(outcome)

    def _end_job(self, outcome: Outcome) -> None:
        self._waiting.remove(outcome.job)
        if outcome.book is not None:
            self._book = outcome.book
        if self._shown is outcome.job:
            self._show(self._waiting[0] if self._waiting else None)
        if not self._waiting:
            self._patience.stop()
        if outcome.error is not None:
            self._fail(outcome.job, outcome.error)
        elif outcome.dropped:
            self._tell_failed(outcome.job)
        elif outcome.job.then is not None and self._finished is None:
            outcome.job.then(outcome.result)

    def _fail(self, job: Job, error: BaseException) -> None:
        self._tell_failed(job)
        if isinstance(error, KnownError):
            self.refused.emit(error)
        elif job.progress.cancelled():
            self.stopped.emit(job)
        else:
            raise error

    def _tell_failed(self, job: Job) -> None:
        if job.failed is not None and self._finished is None:
            job.failed()

    def _end_lane(self, lane: _Lane) -> None:
        lane.join()
        self._running.remove(lane)
        if not self._running and self._finished is not None:
            self._finished()

    def _show_slow(self) -> None:
        if not self._waiting:
            return
        left = PATIENCE_MS - int((time.monotonic() - self._waiting[0].ordered) * 1000)
        if left > 0:
            self._patience.start(left)
        else:
            self._show(self._waiting[0])

    def _show(self, job: Job | None) -> None:
        self._shown = job
        self.slow.emit(job)
