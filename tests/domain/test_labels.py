"""One set of words for how far a task is, wherever it is set, told, filtered or written to a file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import danvan_desktop
from danvan_desktop.domain.catalogue.cells import read_status
from danvan_desktop.domain.labels import STATE_LABELS, STATE_RULES, STATUS_LABELS, state_label
from danvan_desktop.domain.lifecycle import DueDate, State, state_of
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.timing import Timing, TimingKind

_PACKAGE = Path(danvan_desktop.__file__).parent
_OTHER_WORDS = re.compile(
    r"chưa thực hiện|đang thực hiện|(?:đã|chưa) xong|xong phần mình|không làm nữa|h(?:uỷ|ủy) bỏ|tạm hoãn", re.IGNORECASE
)
_READS_OTHER_HANDS = ("reading", "domain/labels.py", "domain/catalogue/cells.py")


def _literals(file: Path) -> Iterator[str]:
    """The texts of a file but its docstrings."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str) and not isinstance(node, ast.Expr):
                yield child.value


def test_what_is_set_and_what_is_told_have_one_set_of_words() -> None:
    assert [
        state_label(state) for state in State if state not in (State.NOT_DUE_YET, State.OVERDUE, State.DONE_LATE)
    ] == ["Chưa làm", "Đang làm", "Hoàn thành", "Tạm dừng", "Hủy bỏ"]
    assert set(STATUS_LABELS) == set(Status)
    assert set(STATUS_LABELS.values()) < set(STATE_LABELS.values())
    assert [read_status(word) for word in STATUS_LABELS.values()] == list(STATUS_LABELS)
    assert read_status("đã xong") is Status.DONE


def test_the_rules_that_are_told_are_those_that_hold() -> None:
    ahead, behind, none = date(2026, 3, 31), date(2026, 2, 28), DueDate(None, None, extended=False)
    times = [Timing("", TimingKind.PERIOD, start, end) for start in (None, ahead) for end in (ahead, behind)]
    found = {
        (state_of(status, timing, DueDate(timing.end, timing.end, extended=False), done_on, date(2026, 3, 5)), status)
        for status in Status
        for timing in times
        for done_on in (None, date(2026, 3, 5))
    }
    assert found == {(state, status) for state, statuses, _ in STATE_RULES for status in statuses}
    assert {state_of(status, times[0], none, None, date(2026, 3, 5)) for status in Status} < set(State)


def test_no_other_words_stand_in_the_program() -> None:
    other = {
        (where, text)
        for file in _PACKAGE.rglob("*.py")
        if not (where := file.relative_to(_PACKAGE).as_posix()).startswith(_READS_OTHER_HANDS)
        for text in _literals(file)
        if _OTHER_WORDS.search(text.replace("&", ""))
    }
    assert other == {("ui/menus.py", "Hủy &bỏ")}
