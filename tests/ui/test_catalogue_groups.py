"""Groups of the catalogue put elsewhere among those of their level."""

from __future__ import annotations

import pytest

from tests.ui.officer import Officer
from tests.ui.test_catalogue_rows import click_text, drag, number_at

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing the keyboard)")


def test_groups_are_dragged_and_shifted_by_keys_among_their_like(at_work: Officer) -> None:
    def order() -> list[str]:
        model = at_work.page.model
        return [heading.number for place in range(model.rowCount()) if (heading := model.heading(place))]

    at_work.window.resize(1366, 1400)
    at_work.settle()
    assert order() == ["1", "2", "2.4", "3", "4", "5"]
    drag(at_work, number_at(at_work, "3"), number_at(at_work, "1.4"))
    assert order() == ["3", "1", "2", "2.4", "4", "5"]
    assert at_work.window.statusBar().currentMessage().startswith("Đã chuyển nhóm")
    drag(at_work, number_at(at_work, "2.4"), number_at(at_work, "4"))
    assert order() == ["3", "1", "2", "2.4", "4", "5"]
    click_text(at_work, "3")
    at_work.choose("Nhiệm vụ", "Chuyển xuống")
    at_work.settle()
    assert order() == ["1", "3", "2", "2.4", "4", "5"]
    assert (heading := at_work.page.heading()) is not None
    assert heading.number == "3"
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert order() == ["1", "2", "2.4", "3", "4", "5"]
