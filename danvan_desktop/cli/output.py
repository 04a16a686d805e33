"""What the command line prints: one JSON object, or a plain table (design.md §7)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS, state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.text import clean
from danvan_desktop.domain.timing import Occurrence, parse, timing_json
from danvan_desktop.domain.views import AgencyView, ConflictView, HistoryView, ProgrammeView, ReportRoundView, TaskView
from danvan_desktop.services.importing import Imported
from danvan_desktop.services.safety import HistoryLine
from danvan_desktop.services.tasks import Standing

_WIDTH = 44


def print_json(value: object) -> None:
    """One JSON object on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(noun: str, found: Iterable[Mapping[str, Any]]) -> None:
    """A line a record, columns parted by TAB; long texts shortened."""
    for record in found:
        print("\t".join(_short(text) for text in _COLUMNS[noun](record)))


def print_history(lines: Iterable[HistoryLine]) -> None:
    """A line a change of one field, columns parted by TAB, texts in full: day, who, of what, which field, old → new."""
    for line in lines:
        when = f"{line.when:%d/%m/%Y %H:%M}" if line.when else _NOTHING
        told = (when, line.person, line.what, line.field, f"{_said(line.old)} → {_said(line.new)}")
        print("\t".join(clean(text) or _NOTHING for text in told))


_NOTHING = "—"


def _said(text: str) -> str:
    return f"«{text}»" if text else "(trống)"


def _task_columns(task: Mapping[str, Any]) -> tuple[str, ...]:
    state = state_label(State(task["state"]))
    return task["path"], task["text"], "; ".join(task["lead"]), task["time"]["raw"], _day(task["due"]), state


def _agency_columns(agency: Mapping[str, Any]) -> tuple[str, ...]:
    return agency["name"], agency["short"], "; ".join(agency["members"])


def _occurrence_columns(held: Mapping[str, Any]) -> tuple[str, ...]:
    return held["path"], _anchor(held["anchor"]), _day(held["due"]), held["label"]


def _anchor(anchor: str) -> str:
    """«2026-Q2», «part-1.2026-06»: which of a task's occurrences it is, in words."""
    return ", ".join(
        next(words.format(*found.groups()) for form, words in _ANCHORS if (found := form.fullmatch(part)))
        for part in anchor.split(".")
    )


_ANCHORS = (
    (re.compile("once"), "một lần"),
    (re.compile(r"part-(\d+)"), "phần {}"),
    (re.compile(r"phase-(\d+)"), "giai đoạn {}"),
    (re.compile(r"(\d{4})-Q(\d)"), "quý {1}/{0}"),
    (re.compile(r"(\d{4})-W(\d\d)"), "tuần {1}/{0}"),
    (re.compile(r"(\d{4})-(\d\d)"), "tháng {1}/{0}"),
    (re.compile(r"(\d{4})"), "năm {}"),
    (re.compile("(.*)"), "{}"),
)


def _round_columns(held: Mapping[str, Any]) -> tuple[str, ...]:
    return held["name"], held["time"]["raw"], _day(held["due"]), held["sender"], held["addressee"]


def _conflict_columns(held: Mapping[str, Any]) -> tuple[str, ...]:
    values = (
        f"«{'' if given['value'] is None else given['value']}» ({given['person']}, {_day(given['day'])})"
        for given in held["values"]
    )
    about = f"{KIND_LABELS.get(held['kind'], 'mục')} {held['path']}".strip()
    return about, FIELD_LABELS.get(held["field"], held["field"]), *values


_COLUMNS: Mapping[str, Callable[[Mapping[str, Any]], tuple[str, ...]]] = {
    "tasks": _task_columns,
    "agencies": _agency_columns,
    "occurrences": _occurrence_columns,
    "rounds": _round_columns,
    "conflicts": _conflict_columns,
}


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def task_json(now: Standing) -> dict[str, object]:
    """A task as `list tasks --json` prints it."""
    task = now.task
    return {
        "id": task.id,
        "programme": task.programme,
        "path": task.path,
        "number": task.number,
        "group": task.group_title,
        "text": task.text,
        "lead": list(task.names(Role.LEAD)),
        "implementing": list(task.names(Role.IMPLEMENTING)),
        "coord": list(task.names(Role.COORDINATING)),
        "time": timing_json(task.timing),
        "status": task.status.value,
        "state": now.state.value,
        "due": _iso(task.due.due),
        "original_due": _iso(task.due.original_due),
        "last_working_day": _iso(now.last_working_day),
        "late_days": now.late_days,
        "done_on": _iso(task.done_on),
        "percent": task.percent,
        "result": task.result,
        "note": task.note,
        "conflicts": list(task.conflicts),
    }


def agency_json(agency: AgencyView) -> dict[str, object]:
    """An agency as `list agencies --json` prints it."""
    return {
        "id": agency.id,
        "name": agency.name,
        "short": agency.short,
        "kind": agency.kind,
        "addressed_as": agency.addressed_as,
        "variants": list(agency.variants),
        "collective": agency.collective,
        "members": list(agency.members),
    }


def occurrence_json(task: TaskView, held: Occurrence) -> dict[str, object]:
    """An occurrence as `list occurrences --json` prints it."""
    return {
        "task": task.id,
        "path": task.path,
        "anchor": held.anchor,
        "start": _iso(held.start),
        "due": _iso(held.due),
        "label": held.label,
    }


def round_json(programme: ProgrammeView, held: ReportRoundView, year: int) -> dict[str, object]:
    """A report that a document asks for, as `list rounds --json` prints it; `year` fills in where the programme has
    no period."""
    period = programme.period
    timing = parse(held.time_text, period[0].year if period else year, period)
    return {
        "programme": programme.id,
        "name": held.name,
        "text": held.text,
        "time": timing_json(timing),
        "due": _iso(timing.end),
        "sender": held.sender,
        "addressee": held.addressee,
        "via": held.via,
    }


def conflict_json(held: ConflictView) -> dict[str, object]:
    """A conflict as `list conflicts --json` prints it; its id is record + field."""
    values = [{"value": value, "person": person, "day": day} for value, person, day in held.values]
    return {
        "id": f"{held.record}.{held.field}",
        "kind": held.kind,
        "record": held.record,
        "path": held.path,
        "field": held.field,
        "values": values,
        "before": held.before,
        "provisional": held.provisional,
    }


def history_json(held: HistoryView) -> dict[str, object]:
    """A change of one field as `history --json` prints it."""
    return {
        "day": held.day,
        "person": held.person,
        "action": held.action,
        "verb": held.verb,
        "kind": held.kind,
        "path": held.path,
        "field": held.field,
        "old": held.old,
        "new": held.new,
    }


def imported_json(done: Imported) -> dict[str, object]:
    """What an import did, as `import --json` prints it."""
    count = done.count
    return {
        "programme": done.programme,
        "tasks": done.tasks,
        "updated": done.updated,
        "added": count.added,
        "changed": count.changed,
        "kept": count.kept,
        "removed": count.removed,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
