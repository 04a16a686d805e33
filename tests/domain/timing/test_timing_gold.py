"""The answer keys: every time that a careful officer keyed is read the same way."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_desktop.domain.timing import occurrences, parse, timing_json

KEYS = ("dong-hai-2025", "ke-sat-2026", "nghi-duong-2026")
FIELDS = ("kind", "start", "end", "named_date", "milestone", "modifier")


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest, shared_dir: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared_dir / "gold" / f"{request.param}.json").read_text("utf-8"))
    return found


def programme(key: dict[str, Any]) -> tuple[int, tuple[date, date]]:
    document = key["document"]
    first, last = (date.fromisoformat(day) for day in document["period"])
    return document["programme_year"], (first, last)


def test_times_of_tasks(key: dict[str, Any]) -> None:
    year, period = programme(key)
    keyed = {task["time"]["raw"]: task["time"] for task in key["tasks"] if task["time"]["raw"]}

    assert keyed
    for raw, expected in keyed.items():
        found = timing_json(parse(raw, year, period))
        assert {field: found[field] for field in FIELDS} == {field: expected.get(field) for field in FIELDS}, raw


def test_times_of_reports(key: dict[str, Any]) -> None:
    year, period = programme(key)

    for expected in key["reporting"]:
        timing = parse(expected["raw"], year, period)
        found = timing_json(timing)
        assert timing.kind.value == expected["kind"].removesuffix("_unspecified"), expected["raw"]
        assert found["named_date"] == expected.get("named_date"), expected["raw"]
        assert found["end"] == expected.get("end"), expected["raw"]
        if "instances" in expected:
            reports = occurrences(timing, date(year, 1, 1), date(year, 12, 31))
            assert [str(report.due) for report in reports] == [instance["end"] for instance in expected["instances"]]
        assert bool(timing.warnings) == (expected["kind"] == "recurring_unspecified" or "ambiguous" in expected)
