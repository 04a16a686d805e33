"""Where a search hit stands that no cell of its row shows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from danvan_desktop.ui.catalogue.table.whereabouts import LINE_END, Places, fields_with, told
from danvan_desktop.ui.models.task_table import Column

TEXT = "Nâng cao hiệu quả tiếp nhận, giải quyết và tạo điều kiện thuận lợi để công dân, doanh nghiệp góp ý, phản ánh"
COORD = "Các cơ quan, đơn vị; Ủy ban Kiểm tra Đảng ủy; Công an xã"


def said(pieces: tuple[str, ...], letters: int = 30, shown: tuple[Column, ...] = (Column.TEXT,)) -> str:
    metrics = QFontMetrics(QApplication.font())
    cells = dict.fromkeys(Column, "") | {Column.TEXT: TEXT, Column.COORD: COORD}
    room = {column: letters * metrics.averageCharWidth() if column in shown else 0 for column in Column}
    return told(Places(cells, room, (("Hình thức", "Hội nghị trực tuyến tại nhà văn hoá"),)), pieces, metrics)


@pytest.mark.usefixtures("qapp")
def test_a_hit_that_is_seen_leaves_the_text_as_it_is() -> None:
    assert said(("nang cao",)) == TEXT
    assert said(("dang uy",), 40, (Column.TEXT, Column.COORD)) == TEXT
    assert said(("khong co",)) == TEXT


@pytest.mark.usefixtures("qapp")
def test_a_hit_in_a_column_put_away_is_said_under_the_text() -> None:
    first, second = said(("dang uy",)).split(LINE_END)
    assert first.endswith("…")
    assert second.startswith("Phối hợp: … ")
    assert "Đảng ủy" in second


@pytest.mark.usefixtures("qapp")
def test_a_hit_in_what_has_no_column_is_said_under_the_text() -> None:
    assert said(("truc tuyen",), 40).split(LINE_END)[1] == "Hình thức: … trực tuyến tại nhà văn h…"
    assert said(("truc tuyen",), 18).split(LINE_END)[1].startswith("HT: trực tuyến")
    assert said(("truc tuyen",), 13).split(LINE_END)[1].startswith("trực tuyến")
    places = Places({Column.TEXT: TEXT, Column.COORD: COORD}, {}, (("Hình thức", "Hội nghị trực tuyến"),))
    assert fields_with(places, ("truc tuyen",)) == [TEXT, "Hình thức: Hội nghị trực tuyến"]


@pytest.mark.usefixtures("qapp")
def test_a_hit_behind_the_end_of_the_cell_is_said_under_the_text() -> None:
    assert "góp ý" in said((" nang", " gop")).split(LINE_END)[1]
