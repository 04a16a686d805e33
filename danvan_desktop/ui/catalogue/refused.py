"""Texts that were typed and could not be stored: they stand open again before a book is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from danvan_desktop.ui.widgets.task_page import TaskPage


def holds_refused(page: TaskPage) -> bool:
    """Whether a cell or the panel still holds such a text."""
    return page.view.is_typing() or bool(_waiting(page))


def go_on_typing(page: TaskPage) -> bool:
    """Put the keyboard where such a text stands; whether there is one. One that waits for its task to be looked at
    again brings that task back."""
    if page.view.cells.go_on():
        return True
    waiting, panel = _waiting(page), page.panel
    if waiting and waiting != panel.task():
        page.select(waiting)
    if panel.task() != waiting:
        return page.model.place(waiting) is not None
    if not panel.time.typing() or panel.time.edit.isReadOnly():
        return False
    panel.time.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    panel.time_refused.emit()
    return True


def _waiting(page: TaskPage) -> str:
    """The id of a task whose time was typed and is not understood, nothing for none."""
    return page.panel.task() if page.panel.time.typing() else next(iter(page.panel.drafts), "")
