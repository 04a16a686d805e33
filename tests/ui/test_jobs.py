"""The worker: order, threads, failures, stopping, closing."""

from __future__ import annotations

import gc
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services import tasks
from danvan_desktop.services.books import Book, open_book
from danvan_desktop.ui.jobs import PATIENCE_MS, Job, Jobs, Progress, Swap
from tests.making import author

WAIT_MS = 10_000


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    running = Jobs()
    yield running
    done: list[bool] = []
    running.finish(lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done) or not running.is_running(), timeout=WAIT_MS)


@pytest.fixture
def held(jobs: Jobs, sample: Path, qtbot: QtBot) -> Jobs:
    """The worker with the sample book open."""
    opened: list[None] = []
    jobs.run(Swap(lambda _: (open_book(sample, author(seed=9)), None), opened.append))
    qtbot.waitUntil(lambda: bool(opened), timeout=WAIT_MS)
    return jobs


def do_nothing(_book: Book, _progress: Progress) -> None:
    return None


def until(holds: Callable[[], bool]) -> Callable[[Book, Progress], None]:
    """Work that goes on until something holds."""

    def work(_book: Book, _progress: Progress) -> None:
        while not holds():
            time.sleep(0.001)

    return work


class Follower:
    """What follows a job, as a screen does that is gone before the job is."""

    def __init__(self, book_work: Callable[[Book, Progress], None], let_go: list[threading.Thread]) -> None:
        self.work = book_work
        weakref.finalize(self, lambda: let_go.append(threading.current_thread()))

    def do(self, book: Book, progress: Progress) -> None:
        self.work(book, progress)

    def then(self, _result: object) -> None:
        return None


@pytest.mark.parametrize("refused", [False, True])
def test_what_a_job_holds_is_let_go_on_the_gui_thread(held: Jobs, qtbot: QtBot, refused: bool) -> None:
    """A widget that dies on another thread ends the program."""
    let_go: list[threading.Thread] = []
    for _ in range(20):
        follower = Follower(refuse if refused else do_nothing, let_go)
        held.run(Job(follower.do, follower.then))
        del follower
    qtbot.waitUntil(lambda: not held.busy(), timeout=WAIT_MS)
    gc.collect()
    assert let_go == [threading.main_thread()] * 20


def refuse(_book: Book, _progress: Progress) -> None:
    raise KnownError("Ổ đĩa đã đầy.")


def test_work_runs_beside_the_gui_and_its_result_comes_back_to_it(held: Jobs, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def work(book: Book, _progress: Progress) -> int:
        threads.append(threading.current_thread())
        return len(tasks.searchable_tasks(book))

    def take(count: int) -> None:
        assert count == 25
        threads.append(threading.current_thread())

    held.run(Job(work, take))
    qtbot.waitUntil(lambda: len(threads) == 2, timeout=WAIT_MS)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_jobs_run_in_order_and_what_is_not_urgent_last(held: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    ended: list[str] = []
    held.run(Job(until(go.is_set)))
    held.run(Job(do_nothing, lambda _: ended.append("later"), urgent=False))
    held.run(Job(do_nothing, lambda _: ended.append("first")))
    held.run(Job(do_nothing, lambda _: ended.append("second")))
    go.set()
    qtbot.waitUntil(lambda: len(ended) == 3, timeout=WAIT_MS)
    assert ended == ["first", "second", "later"]


def test_reading_beside_the_book_does_not_hold_up_the_book(held: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    ended: list[str] = []
    held.run_aside(Job(lambda _: go.wait(10), lambda _: ended.append("document")))
    held.run(Job(do_nothing, lambda _: ended.append("book")))
    qtbot.waitUntil(lambda: ended == ["book"], timeout=WAIT_MS)
    go.set()
    qtbot.waitUntil(lambda: ended == ["book", "document"], timeout=WAIT_MS)


def test_a_known_error_is_refused_with_its_sentence(held: Jobs, qtbot: QtBot) -> None:
    told: list[str] = []

    def work(_book: Book, _progress: Progress) -> None:
        raise KnownError("Ổ đĩa đã đầy.")

    with qtbot.waitSignal(held.refused, timeout=WAIT_MS) as caught:
        held.run(Job(work, failed=lambda: told.append("failed")))
    assert str(caught.args[0]) == "Ổ đĩa đã đầy."
    assert told == ["failed"]


def test_a_fault_is_raised_where_the_excepthook_gets_it(held: Jobs, qtbot: QtBot) -> None:
    def work(_book: Book, _progress: Progress) -> None:
        raise ZeroDivisionError("ours")

    with qtbot.captureExceptions() as faults:
        held.run(Job(work))
        qtbot.waitUntil(lambda: bool(faults), timeout=WAIT_MS)
    assert [str(fault[1]) for fault in faults] == ["ours"]


def test_long_work_is_shown_and_can_be_stopped(held: Jobs, qtbot: QtBot) -> None:
    def work(_book: Book, progress: Progress) -> None:
        while not progress.cancelled():
            time.sleep(0.001)
        raise InterruptedError

    job = Job(work, title="Đang xuất", cancellable=True)
    with qtbot.waitSignal(held.slow, timeout=WAIT_MS) as shown:
        held.run(job)
    assert shown.args == [job]
    with qtbot.waitSignals([held.stopped, held.slow], timeout=WAIT_MS):
        job.progress.cancel()
    assert not held.busy()


def test_short_work_is_not_shown(held: Jobs, qtbot: QtBot) -> None:
    ended: list[None] = []
    with qtbot.assertNotEmitted(held.slow, wait=PATIENCE_MS + 100):
        held.run(Job(do_nothing, ended.append))
    assert ended == [None]


def test_work_for_a_book_that_was_closed_meanwhile_is_dropped(held: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    done: list[object] = []
    held.run(Job(until(go.is_set)))
    held.run(Swap(lambda _: (None, "closed"), done.append))
    held.run(Job(lambda *_: done.append("written into another book"), failed=lambda: done.append("dropped")))
    go.set()
    qtbot.waitUntil(lambda: not held.busy(), timeout=WAIT_MS)
    assert done == ["closed", "dropped"]


def test_a_failed_opening_leaves_the_open_book_alone(held: Jobs, sample: Path, qtbot: QtBot) -> None:
    counts: list[int] = []
    with qtbot.waitSignal(held.refused, timeout=WAIT_MS):
        held.run(Swap(lambda _: (open_book(sample.with_name("không có.danvan"), author()), None)))
    held.run(Job(lambda book, _: len(tasks.searchable_tasks(book)), counts.append))
    qtbot.waitUntil(lambda: counts == [25], timeout=WAIT_MS)


def test_finishing_lets_running_work_end_then_closes_the_book(held: Jobs, sample: Path, qtbot: QtBot) -> None:
    go = threading.Event()
    order: list[str] = []

    def work(_book: Book, _progress: Progress) -> None:
        go.wait(10)
        order.append("worked")

    held.run(Job(work))
    held.finish(lambda: order.append("finished"))
    held.run(Job(lambda *_: order.append("too late")))
    qtbot.wait(20)
    assert order == []
    go.set()
    qtbot.waitUntil(lambda: "finished" in order, timeout=WAIT_MS)
    assert order == ["worked", "finished"]
    assert not held.is_running()
    with sqlite3.connect(sample, timeout=0) as free:
        free.execute("BEGIN EXCLUSIVE")
    free.close()
