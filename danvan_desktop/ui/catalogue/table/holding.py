"""What is selected in the list, remembered by its tasks, so that it stays selected when the lines are others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from danvan_desktop.ui.models.task_table import Column, TaskTableModel
from danvan_desktop.ui.widgets.task_view import TaskView

_MOST = 2000
"""A larger selection is let go: the current cell is enough."""


@dataclass(frozen=True, slots=True)
class Held:
    """The current line with its column, the lines around it, and the selected lines with the first and last selected
    column."""

    lines: Sequence[str] = ()
    place: int = 0
    column: Column = Column.TEXT
    selected: tuple[tuple[str, int, int], ...] = ()


def hold(view: TaskView, model: TaskTableModel) -> Held:
    """What is selected now."""
    current, ids = view.currentIndex(), model.ids()
    if not current.isValid():
        return Held()
    ranges = view.selectionModel().selection()
    if sum(item.height() for item in ranges) > _MOST:
        ranges = QItemSelection()
    selected = tuple(
        (ids[row], item.left(), item.right()) for item in ranges for row in range(item.top(), item.bottom() + 1)
    )
    return Held(ids, current.row(), Column(current.column()), selected)


def select_lines(view: TaskView, model: TaskTableModel, lines: Collection[str]) -> None:
    """Select these lines, as far as they are shown, the first of them current."""
    places = sorted(place for line in lines if (place := model.place(line)) is not None)
    if not places:
        return
    view.go_to(places[0])
    if len(places) == 1:
        return
    column = view.currentIndex().column()
    chosen = QItemSelection()
    for top, bottom, left, right in _blocks(model, [(model.ids()[place], column, column) for place in places[:_MOST]]):
        chosen.select(model.index(top, left), model.index(bottom, right))
    view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def select_cells(view: TaskView, model: TaskTableModel, lines: Sequence[str], columns: Sequence[Column]) -> None:
    """Select these lines from the first to the last of some columns, the first cell current."""
    if lines and model.place(lines[0]) is not None:
        chosen = tuple((line, min(columns), max(columns)) for line in lines)
        select_again(view, model, Held(lines, 0, columns[0], chosen))


def select_again(view: TaskView, model: TaskTableModel, held: Held) -> bool:
    """Select what was held, as far as it is still there, else the task nearest to it; whether there is one."""
    place = _nearest(model, held)
    if place is None:
        return False
    view.go_to(place, held.column)
    chosen = QItemSelection()
    for top, bottom, left, right in _blocks(model, held.selected):
        chosen.select(model.index(top, left), model.index(bottom, right))
    if not chosen.isEmpty():
        view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    return True


def _nearest(model: TaskTableModel, held: Held) -> int | None:
    """Where the current line stands now; where it is gone, the task that came next after it, or last before it."""
    if held.lines and (place := model.place(held.lines[held.place])) is not None:
        return place
    around = chain(held.lines[held.place :], reversed(held.lines[: held.place]))
    found = (place for line in around if (place := model.place(line)) is not None)
    return next((place for place in found if model.heading(place) is None), None)


def _blocks(model: TaskTableModel, selected: Sequence[tuple[str, int, int]]) -> list[tuple[int, int, int, int]]:
    """(top, bottom, left, right) of the lines that are still there, neighbours as one."""
    found = ((model.place(line), left, right) for line, left, right in selected)
    blocks: list[tuple[int, int, int, int]] = []
    for place, left, right in sorted((place, left, right) for place, left, right in found if place is not None):
        top, bottom, *sides = blocks[-1] if blocks else (0, -2, 0, 0)
        if bottom + 1 == place and sides == [left, right]:
            blocks[-1] = (top, place, left, right)
        else:
            blocks.append((place, place, left, right))
    return blocks
