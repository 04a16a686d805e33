"""The recognised tasks under review."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.draft import Doubt, DraftAgency, DraftTask, SourcePlace
from danvan_desktop.domain.timing import Timing, explain, parse
from danvan_desktop.ui.models.draft_table import DraftColumn, DraftTableModel


def read_time(text: str) -> tuple[Timing, str]:
    timing = parse(text, 2026)
    return timing, explain(timing)


def task(path: str, time: str, *doubts: Doubt) -> DraftTask:
    lead = (DraftAgency("Phòng VHXH", "Phòng Văn hóa - Xã hội"),)
    return DraftTask(
        path, path, "", f"Việc {path}", parse(time, 2026), SourcePlace(0, 1, path), lead=lead, doubts=doubts
    )


TASKS = (
    task("1", "Quý I/2026"),
    task("2", "khi nào tiện", Doubt("time", "Không hiểu thời gian."), Doubt("lead", "Cơ quan mới.")),
)


@pytest.fixture
def model(qapp: QApplication) -> Iterator[DraftTableModel]:
    made = DraftTableModel(TASKS, read_time, qapp)
    checked = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del checked
    made.setParent(None)


def test_a_row_says_what_was_recognised(model: DraftTableModel) -> None:
    cells = [model.index(0, column).data() for column in DraftColumn]
    assert cells == [
        "1", "Việc 1", "Phòng Văn hóa - Xã hội", "", "Quý I/2026", "→ 31/03/2026 (hết Quý I)", ""
    ]  # fmt: skip
    assert model.index(1, DraftColumn.DOUBTS).data() == "Không hiểu thời gian. Cơ quan mới."


def test_a_corrected_time_is_judged_anew(model: DraftTableModel) -> None:
    model.set_time(1, "Quý II/2026")
    assert model.doubts(1) == ["Cơ quan mới."]
    assert model.index(1, DraftColumn.MEANING).data() == "→ 30/06/2026 (hết Quý II)"
    model.set_time(1, "???")
    assert len(model.doubts(1)) == 2


def test_what_is_put_back_is_no_correction(model: DraftTableModel) -> None:
    model.set_text(0, "Việc khác")
    model.set_time(0, "Quý II/2026")
    assert model.corrected() == {0: {"text": "Việc khác", "time_text": "Quý II/2026"}}
    model.set_text(0, "Việc 1")
    model.set_time(0, "Quý I/2026")
    assert model.corrected() == {}


def test_rows_are_left_out_by_their_boxes(model: DraftTableModel, qtbot: QtBot) -> None:
    box = model.index(1, DraftColumn.NUMBER)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    with qtbot.waitSignal(model.decided):
        assert model.setData(box, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert model.dropped() == frozenset({1})
    assert not model.taken(1)
    model.take([0, 1], taken=True)
    assert model.dropped() == frozenset()
