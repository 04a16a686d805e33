"""The history of a task as the officer reads it: who did what on which day, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from danvan_desktop.domain.catalogue.doubts import told_doubts
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS, STATUS_LABELS
from danvan_desktop.domain.records import DELETED, Kind, Role, Status, Value
from danvan_desktop.domain.views import HistoryView
from danvan_desktop.ui.detail.parts.agencies import ROLE_WORDS
from danvan_desktop.ui.detail.shown import Entry
from danvan_desktop.ui.wording import day_text

_ARROW = " → "
_VERBS = {
    Verb.UNDO: "hoàn tác",
    Verb.REDO: "làm lại",
    Verb.IMPORT: "nhập tệp",
    Verb.MERGE: "gộp sổ",
    Verb.RESTORE: "khôi phục",
    Verb.RESOLVE: "chọn giá trị",
}
_UNSAID = frozenset(
    {"task", "programme", "group", "position", "anchor", "agency", "role", "decided_on", "carried_from"}
)
_WITH_AGENCY = frozenset({Kind.ASSIGNMENT, Kind.MEMBER_RESULT, Kind.PROGRESS})


def told(views: Sequence[HistoryView], names: Mapping[str, str]) -> tuple[Entry, ...]:
    """One entry for each action on each record, newest first; `names` are those of the agencies."""
    held: dict[tuple[str, str], Value] = {}
    entries = []
    for (_, record), group in groupby(views, key=lambda view: (view.action, view.record)):
        changes = list(group)
        held.update({(record, view.field): view.new for view in changes if view.new is not None})
        entries.append(_entry(changes, held, names))
    return tuple(reversed(entries))


def _entry(changes: Sequence[HistoryView], held: Mapping[tuple[str, str], Value], names: Mapping[str, str]) -> Entry:
    first = changes[0]
    day = day_text(date.fromisoformat(first.day)) if first.day else ""
    said = "; ".join(part for part in (_subject(first, changes, held, names), *_fields(changes)) if part)
    parts = (day, first.person or "chương trình", _VERBS.get(Verb(first.verb), "") if first.verb in list(Verb) else "")
    return Entry("", " · ".join(part for part in parts if part), said)


def _subject(
    first: HistoryView,
    changes: Sequence[HistoryView],
    held: Mapping[tuple[str, str], Value],
    names: Mapping[str, str],
) -> str:
    """What was changed: «thêm Phòng Kinh tế (Chủ trì)», «thêm nhiệm vụ»; nothing where the fields say all."""
    now = {view.field: view.new for view in changes}
    gone = now.get(DELETED) is True or (first.kind == Kind.ASSIGNMENT and now.get("present") is False)
    agency = names.get(str(held.get((first.record, "agency"))), "")
    what = KIND_LABELS.get(first.kind, "mục")
    if first.kind == Kind.ASSIGNMENT:
        role = held.get((first.record, "role"))
        what = f"{agency or 'cơ quan'} ({ROLE_WORDS[Role(str(role))]})" if role in list(Role) else agency
    elif agency:
        what = f"{what}, {agency}"
    if gone:
        return f"bỏ {what}" if first.kind == Kind.ASSIGNMENT else f"xóa {what}"
    if first.verb in (Verb.ADD, Verb.IMPORT) or now.get("present") is True:
        return f"thêm {what}"
    return "" if first.kind == Kind.TASK else what


def _fields(changes: Sequence[HistoryView]) -> Iterator[str]:
    for view in changes:
        if view.field in _UNSAID or view.field in (DELETED, "present"):
            continue
        label = FIELD_LABELS.get(view.field, "nội dung")
        old, new = _value(view.field, view.old), _value(view.field, view.new)
        if old or new:
            yield f"{label}: {old}{_ARROW if old else ''}{new or 'để trống'}"


def _value(field: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if field == "doubt":
        return told_doubts(value)
    if field == "status" and value in list(Status):
        return STATUS_LABELS[Status(str(value))]
    if isinstance(value, bool):
        return "có" if value else "không"
    try:
        return day_text(date.fromisoformat(str(value))) if isinstance(value, str) else str(value)
    except ValueError:
        return str(value)
