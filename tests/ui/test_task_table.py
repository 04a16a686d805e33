"""The list's model: what it asks for, what it shows meanwhile, what becomes stale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from danvan_desktop import paths
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Status
from danvan_desktop.ui.models.task_table import BLOCK, Column, TaskRow, TaskTableModel
from danvan_desktop.ui.style import Icons
from danvan_desktop.ui.widgets.task_view import TaskView

MANY = [f"{number:06d}" for number in range(100_000)]


def row(task: str, text: str = "Mở lớp tập huấn") -> TaskRow:
    cells = (task, text, "Phòng Kinh tế", "", "Quý II/2026", "30/06/2026", "Quá hạn", "", "", "", "")
    return TaskRow(task, cells, "overdue", "p", text, "Quý II/2026", Status.TODO)


@pytest.fixture
def icons() -> Icons:
    return Icons(paths.resources_dir() / "icons")


@pytest.fixture
def model(qapp: QApplication, icons: Icons) -> Iterator[TaskTableModel]:
    """A model under the eyes of Qt's tester, which walks over all of it at every change: for short lists."""
    made = TaskTableModel(icons, qapp)
    checked = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del checked
    made.setParent(None)


@pytest.fixture
def large(qapp: QApplication, icons: Icons) -> Iterator[TaskTableModel]:
    """A model of 100,000 tasks of which nothing has been looked at."""
    made = TaskTableModel(icons, qapp)
    made.set_ids(MANY)
    yield made
    made.setParent(None)


def listen(model: TaskTableModel) -> list[tuple[str, ...]]:
    """Everything the model asks for from now on, oldest first; nobody answers."""
    found: list[tuple[str, ...]] = []
    model.rows_wanted.connect(found.append)
    return found


def shown(model: QAbstractItemModel, place: int, column: Column = Column.TEXT) -> object:
    return model.index(place, column).data()


def look(model: QAbstractItemModel, place: int, bot: QtBot) -> None:
    """Look at a row, and let the model get round to asking for it."""
    shown(model, place)
    bot.wait(5)


def test_rows_are_asked_for_in_blocks_when_they_are_looked_at(large: TaskTableModel, qtbot: QtBot) -> None:
    asked = listen(large)
    look(large, 70_001, qtbot)
    first = 70_001 // BLOCK * BLOCK
    assert asked == [tuple(MANY[first : first + BLOCK])]


def test_what_was_scrolled_past_while_waiting_is_not_asked_for(large: TaskTableModel, qtbot: QtBot) -> None:
    asked = listen(large)
    look(large, 0, qtbot)
    for place in range(0, 50_000, BLOCK):
        shown(large, place)
    qtbot.wait(5)
    assert len(asked) == 1
    large.fill(asked[0], {task: row(task) for task in asked[0]})
    qtbot.wait(5)
    assert len(asked) == 2
    assert len(asked[1]) <= 4 * BLOCK
    assert MANY[49_984] in asked[1]


def test_an_unknown_row_shows_that_it_is_being_fetched_and_then_itself(model: TaskTableModel) -> None:
    model.set_ids(["a", "b"])
    assert (shown(model, 0), shown(model, 0, Column.DUE)) == ("…", None)
    model.fill(["a"], {"a": row("a", "Ký giao ước")})
    assert (shown(model, 0), shown(model, 0, Column.DUE)) == ("Ký giao ước", "30/06/2026")
    assert shown(model, 1) == "…"


def test_a_stale_row_goes_on_showing_what_it_held(model: TaskTableModel, qtbot: QtBot) -> None:
    model.set_ids(["a", "b"])
    model.fill(["a", "b"], {"a": row("a", "cũ"), "b": row("b")})
    qtbot.wait(5)
    asked = listen(model)
    with qtbot.waitSignal(model.dataChanged):
        model.mark_stale(frozenset({"a"}))
    assert shown(model, 0) == "cũ"
    look(model, 0, qtbot)
    assert asked == [("a",)]
    model.fill(["a"], {"a": row("a", "mới")})
    assert shown(model, 0) == "mới"


def test_a_task_that_is_gone_says_so_and_is_not_asked_for_again(model: TaskTableModel, qtbot: QtBot) -> None:
    model.set_ids(["a"])
    model.fill(["a"], {})
    qtbot.wait(5)
    asked = listen(model)
    look(model, 0, qtbot)
    assert shown(model, 0) == "Nhiệm vụ này không còn trong sổ"
    assert asked == []


def test_a_state_has_a_shape_beside_its_word(model: TaskTableModel) -> None:
    model.set_ids(["a"])
    model.fill(["a"], {"a": row("a")})
    index = model.index(0, Column.STATE)
    assert index.data() == "Quá hạn"
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()


@pytest.mark.usefixtures("qapp")
def test_every_state_has_a_shape_of_its_own(icons: Icons) -> None:
    pictures = {bytes(icons.shape(f"state-{state.value}").pixmap(16, 16).toImage().bits()) for state in State}
    assert len(pictures) == len(State)


def test_rows_that_were_seen_long_ago_are_forgotten(large: TaskTableModel) -> None:
    for first in range(0, 6_400, BLOCK):
        part = MANY[first : first + BLOCK]
        large.fill(part, {task: row(task) for task in part})
    assert large.row_at(0) is None
    assert large.row_at(6_399) is not None


def test_data_never_raises_outside_the_list(model: TaskTableModel) -> None:
    model.set_ids(["a", "b", "c"])
    late = model.index(2, 0)
    model.set_ids(["a"])
    assert model.data(late) is None
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_the_same_list_again_does_not_reset_the_view(model: TaskTableModel, qtbot: QtBot) -> None:
    model.set_ids(["a", "b"])
    with qtbot.assertNotEmitted(model.modelReset):
        model.set_ids(["a", "b"])


def test_a_view_over_100_000_tasks_looks_at_what_is_on_the_screen(large: TaskTableModel, qtbot: QtBot) -> None:
    asked = listen(large)
    view = TaskView(large)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    view.go_to(90_000)
    qtbot.waitUntil(lambda: bool(asked))
    assert MANY[90_000] in asked[-1]
    assert sum(len(part) for part in asked) <= 4 * BLOCK
    view.selectAll()
    assert len(view.selected_places()) == 100_000
    view.close()
