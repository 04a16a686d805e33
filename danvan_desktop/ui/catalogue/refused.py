"""Texts that were typed and could not be stored: they stand open again before a book is closed."""

from __future__ import annotations

from danvan_desktop.ui.widgets.task_page import TaskPage


def holds_refused(page: TaskPage) -> bool:
    """Whether a cell or the panel still holds such a text."""
    return page.view.is_typing() or bool(page.panel.waiting())


def go_on_typing(page: TaskPage) -> bool:
    """Put the keyboard where such a text stands; whether there is one. One that waits for its task to be looked at
    again brings that task back."""
    if page.view.cells.go_on():
        return True
    waiting = page.panel.waiting()
    if waiting and waiting != page.panel.task():
        page.select(waiting)
    return page.panel.go_on() or (page.model.place(waiting) is not None and page.panel.task() != waiting)
