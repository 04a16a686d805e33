"""The base of the small tables."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from danvan_desktop.ui.agencies.table import AgencyTableModel
from danvan_desktop.ui.assignment.sheet_table import SheetModel
from danvan_desktop.ui.models.ready_rows import ReadyRows
from danvan_desktop.ui.overview.first_list import FirstModel
from danvan_desktop.ui.safety.lines import LinesModel


class Pairs(ReadyRows[tuple[str, str]]):
    def say(self, row: tuple[str, str], column: int, role: int) -> Any:
        return row[column] if role == Qt.ItemDataRole.DisplayRole else None


@pytest.mark.usefixtures("qapp")
def test_rows_show_under_their_titles_and_what_is_the_same_is_not_shown_anew() -> None:
    model, resets = Pairs(("Số", "Tên")), []
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.modelReset.connect(lambda: resets.append(1))
    model.show_rows([("1", "Một"), ("2", "Hai")])
    model.show_rows((("1", "Một"), ("2", "Hai")))
    assert len(resets) == 1
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)] == ["Số", "Tên", None]
    assert [model.index(row, 1).data() for row in range(2)] == ["Một", "Hai"]
    assert (model.rowCount(), model.columnCount(), model.rowCount(model.index(0, 0))) == (2, 2, 0)
    assert model.data(QModelIndex()) is None
    assert model.row_at(2) is None
    tester.deleteLater()


def test_the_small_tables_share_it() -> None:
    assert all(issubclass(kind, ReadyRows) for kind in (AgencyTableModel, SheetModel, FirstModel, LinesModel))
