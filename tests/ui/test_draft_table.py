"""The recognised tasks under review."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.draft import Draft, DraftAgency, DraftDocument, DraftTask, SourcePlace
from danvan_desktop.domain.review import KnownAgencies, LineUse, SourceLine, known_agencies
from danvan_desktop.domain.timing import Timing, explain, parse
from danvan_desktop.services.importing import Comparison, ReadSource, Standing
from danvan_desktop.ui.models.draft_table import DraftColumn, DraftTableModel


def read_time(text: str) -> tuple[Timing, str]:
    timing = parse(text, 2026)
    return timing, explain(timing)


def task(path: str, time: str, *doubts: Doubt) -> DraftTask:
    lead = (DraftAgency("Phòng VHXH", "Phòng Văn hóa - Xã hội", "VHXH"),)
    return DraftTask(
        path, path, "", f"Việc {path}", parse(time, 2026), SourcePlace(0, 1, path), lead=lead, doubts=doubts
    )


DRAFT = Draft(
    DraftDocument(),
    tasks=(
        task("1", "Quý I/2026"),
        task("2", "khi nào tiện", Doubt("time", "Không hiểu thời gian."), Doubt("number", "Thiếu số.")),
        task("3", "Thường xuyên"),
    ),
)


LINES = (
    SourceLine("Việc lạ đứng đầu", LineUse.LEFT),
    *(SourceLine(held.text, LineUse.TASK, (at,), (1, at), (), at) for at, held in enumerate(DRAFT.tasks)),
    SourceLine("4. Việc lạ đứng cuối", LineUse.LEFT, after=2),
)


def known() -> KnownAgencies:
    return known_agencies((), DRAFT)


def reasons(model: DraftTableModel, place: int) -> list[str]:
    return [doubt.reason for doubt in model.doubts(place)]


@pytest.fixture
def model(qapp: QApplication) -> Iterator[DraftTableModel]:
    standing = Standing(Comparison(frozenset({1, 2}), frozenset({1})), known())
    made = DraftTableModel(ReadSource(DRAFT, LINES), standing, read_time, qapp)
    checked = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del checked
    made.setParent(None)


def test_a_row_says_what_was_recognised(model: DraftTableModel) -> None:
    cells = [model.index(0, column).data() for column in DraftColumn]
    assert cells == [
        "1",
        "mới",
        "Việc 1",
        "",
        "Phòng Văn hóa - Xã hội",
        "Quý\N{NO-BREAK SPACE}I/2026\n→\N{NO-BREAK SPACE}31/03/2026 (hết Quý\N{NO-BREAK SPACE}I)",
        "",
    ]
    doubtful = model.index(1, DraftColumn.DOUBTS)
    assert doubtful.data() == "▲ 2 chỗ"
    assert doubtful.data(Qt.ItemDataRole.ToolTipRole) == "Không hiểu thời gian.\nThiếu số."
    held = [model.index(place, DraftColumn.HELD).data() for place in range(3)]
    assert held == ["mới", "có thay đổi", "đã có trong sổ"]


def test_a_corrected_time_is_judged_anew(model: DraftTableModel) -> None:
    model.change(lambda sheet: sheet.correct(1, time="Quý II/2026"))
    assert reasons(model, 1) == ["Thiếu số."]
    assert "30/06/2026" in model.index(1, DraftColumn.TIME).data()
    model.change(lambda sheet: sheet.correct(1, time="???"))
    assert len(reasons(model, 1)) == 2
    model.change(lambda sheet: sheet.correct(1, seen=True))
    assert reasons(model, 1) == []


def test_what_is_put_back_is_no_change(model: DraftTableModel) -> None:
    model.change(lambda sheet: sheet.correct(0, text="Việc khác"))
    assert model.changed()
    model.change(lambda sheet: sheet.correct(0, text="Việc 1"))
    assert not model.changed()


def test_the_letters_of_one_word_are_taken_back_as_one(model: DraftTableModel) -> None:
    model.change(lambda sheet: sheet.correct(0, number="1a"))
    for typed in ("V", "Vi", "Vie"):
        model.change(lambda sheet, typed=typed: sheet.correct(0, text=typed), (0, "text"))
    model.undo()
    assert (model.row(0).text, model.row(0).number) == ("Việc 1", "1a")
    model.undo()
    assert not model.changed()
    assert not model.can_undo()


def test_rows_are_left_out_by_their_boxes(model: DraftTableModel, qtbot: QtBot) -> None:
    box = model.index(1, DraftColumn.NUMBER)
    assert box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    with qtbot.waitSignal(model.decided):
        assert model.setData(box, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert [row.taken for row in model.sheet().rows] == [True, False, True]


def test_rows_come_and_go_where_they_were_split_and_joined(model: DraftTableModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.change(lambda sheet: sheet.split(1, 4))
    assert inserted.args[1:] == [2, 2]
    assert [row.text for row in model.sheet().rows] == ["Việc 1", "Việc", "2", "Việc 3"]
    assert model.index(2, DraftColumn.NUMBER).data() == "mới tách"
    with qtbot.waitSignal(model.rowsRemoved) as removed:
        model.change(lambda sheet: sheet.join(2))
    assert removed.args[1:] == [3, 3]
    model.undo()
    model.undo()
    assert not model.changed()
