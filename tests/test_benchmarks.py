"""The benchmarks run from end to end, in the smallest sizes; what they measure there means nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import plan, run
from tests.benchmarks.table import Budget, Judged, Line, as_text, times

PARTS_THAT_START_WINDOWS = ("start", "window", "save")


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    "part",
    [pytest.param(part, marks=[pytest.mark.slow] * (part in PARTS_THAT_START_WINDOWS)) for part in run.PARTS],
)
def test_every_part_measures_something(part: str, tmp_path: Path) -> None:
    lines = list(run.measured(plan.TINY, [part], tmp_path))
    measured = [line for line in lines if line.ours is not None]
    assert measured
    assert not [line.note for line in lines if line.note.startswith("failed")]
    assert all(line.what in as_text(lines) for line in lines)
    assert json.loads(json.dumps([line.as_json() for line in lines]))


def test_only_books_are_left_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "Sao luu").mkdir()
    for name in ("0a1b2c3d-500.danvan", "0a1b2c3d-500.danvan.lock", "work-500.danvan", "save.danvan", "paper.docx"):
        (tmp_path / name).touch()
    run.clear(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["0a1b2c3d-500.danvan"]


@pytest.mark.parametrize(
    ("budget", "ours", "held"),
    [
        (times(1.5), 15, True),
        (times(1.5), 16, False),
        (Budget(Judged.EXCESS, 60), 70, True),
        (Budget(Judged.EXCESS, 60), 71, False),
        (Budget(Judged.VALUE, 5, 4), 4, True),
        (Budget(Judged.VALUE, 5, 4), 3, False),
        (None, 1000, None),
    ],
)
def test_a_budget_is_kept_or_not(budget: Budget | None, ours: float, held: bool | None) -> None:
    line = Line("what", "a floor", 10, ours, budget)
    assert line.held is held
    assert {True: "yes", False: "NO", None: ""}[held] in as_text([line]).splitlines()[2]


def test_what_could_not_be_measured_says_why() -> None:
    line = Line("what", "a floor", budget=times(2), note="strace is not installed")
    assert line.held is None
    assert "not measured" in as_text([line])
    assert "strace is not installed" in as_text([line])
