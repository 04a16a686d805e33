"""Garbage is looked for by the GUI thread alone, and by Python itself again once the window is closed."""

from __future__ import annotations

import gc
import threading
import weakref

from tests.ui.officer import Officer


class Ring:
    """Only the search for garbage can find it once nobody holds it."""

    def __init__(self, ended: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread().name))


def test_only_the_gui_thread_looks_for_garbage(at_work: Officer) -> None:
    assert not gc.isenabled()
    ended: list[str] = []

    def litter(*_: object) -> None:
        for _ in range(50):
            Ring(ended)
        held = [[number] for number in range(20_000)]
        held.clear()

    at_work.stored(litter)
    at_work.wait(lambda: len(ended) == 50)
    assert set(ended) == {threading.main_thread().name}


def test_python_looks_for_garbage_again_when_the_window_is_closed(at_work: Officer) -> None:
    at_work.window.close()
    at_work.wait(lambda: not at_work.window.isVisible())
    assert gc.isenabled()
