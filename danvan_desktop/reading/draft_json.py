"""The draft as `danvan import FILE --dry-run --json` prints it (design.md §7, the shape of the answer keys)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing import timing_json

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import Draft, DraftDocument, DraftReport, DraftTask

SCHEMA: Final = "danvan-draft/1"
_TITLE_WORDS: Final = 15


def draft_json(draft: Draft) -> dict[str, object]:
    """The whole draft as plain data: every key present, null when empty, dates ISO text."""
    return {
        "schema": SCHEMA,
        "document": _document(draft.document),
        "groups": [asdict(group) for group in draft.groups],
        "tasks": [_task(task) for task in draft.tasks],
        "directions": [asdict(direction) for direction in draft.directions],
        "responsibilities": [asdict(duty) for duty in draft.responsibilities],
        "reporting": [_report(report) for report in draft.reporting],
        "footnotes": list(draft.footnotes),
        "unrecognised": [asdict(place) for place in draft.unrecognised],
        "warnings": list(draft.warnings),
    }


def _document(document: DraftDocument) -> dict[str, object]:
    signed = document.signature_authority or document.signature_name
    data: dict[str, object] = asdict(document)
    del data["signature_authority"], data["signature_name"]
    data["signature"] = (
        {"authority": list(document.signature_authority), "name": document.signature_name} if signed else None
    )
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}


def _task(task: DraftTask) -> dict[str, object]:
    return {
        "path": task.path,
        "number": task.number,
        "section": task.section,
        "group": task.group,
        "title": " ".join(task.text.split()[:_TITLE_WORDS]),
        "text": task.text,
        "lead": [asdict(agency) for agency in task.lead],
        "implementing": [asdict(agency) for agency in task.implementing],
        "coord": [asdict(agency) for agency in task.coord],
        "assignment_source": task.assignment_source.value,
        "time": timing_json(task.time),
        "form": task.form,
        "product": task.product,
        "note": task.note,
        "details": list(task.details),
        "merge_group": task.merge_group,
        "source": asdict(task.source),
        "doubts": [asdict(doubt) for doubt in task.doubts],
    }


def _report(report: DraftReport) -> dict[str, object]:
    time = timing_json(report.time)
    return {
        "path": report.path,
        "name": report.name,
        "from": report.sender,
        "to": report.to,
        "via": report.via,
        "raw": report.raw,
        "kind": time["kind"],
        "named_date": time["named_date"],
        "end": time["end"],
        "rule": time["rule"],
        "time": time,
        "source": None if report.source is None else asdict(report.source),
    }
