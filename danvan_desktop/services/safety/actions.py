"""What was done lately, each action as one Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.storage import actions as stored
from danvan_desktop.storage.actions import ActionView, Part
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.undo import stacks

_FIRST_KINDS = (Kind.PROGRAMME, Kind.TASK, Kind.GROUP, Kind.EXTENSION, Kind.ASSIGNMENT, Kind.AGENCY, Kind.MEMBERSHIP)
"""Which of the kinds that an action touched says what it was about."""
_VERBS: Mapping[str, str] = {Verb.ADD: "Thêm", Verb.DELETE: "Xóa", Verb.RESOLVE: "Chọn giá trị cho"}
_UNNAMED = frozenset({"position", "heads", "task", "programme", "agency", "role", "collective", "doubt"})
_FIELDS_NAMED = 3
_LOOKED_BACK = 200


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: `when` is this PC's local time, None for what nobody's clock saw. `handle` is what `undo_to` wants,
    nothing for an action that cannot be taken back from here."""

    sentence: str
    person: str
    when: datetime | None
    own: bool
    undone: bool
    handle: str


def list_actions(book: Book, limit: int) -> tuple[ActionLine, ...]:
    """The last actions, newest first; merged ones too."""
    with book.transaction() as connection:
        found = stored.last_actions(connection, limit)
        names = dict(stored.record_names(connection))
        parts = stored.assigned_parts(connection, [part.first.record for view in found for part in view.parts])
    names |= {part: _part_name(names, *about) for part, about in parts.items()}
    return tuple(
        ActionLine(sentence(view, names), view.person, local_time(view.wall_ms), view.own, view.undone, view.handle)
        for view in found
    )


def next_undone(book: Book) -> str:
    """What «undo» would take back now, as a sentence; nothing when there is nothing, or it was long ago."""
    with book.transaction() as connection:
        undoable = stacks(connection).undoable
        found = stored.last_actions(connection, _LOOKED_BACK) if undoable else ()
        view = next((held for held in found if held.handle == undoable[-1].id), None)
        names = stored.record_names(connection, _named_in(view)) if view is not None else {}
    return sentence(view, names) if view is not None else ""


def _named_in(action: ActionView) -> set[str]:
    """The records whose names a sentence about the action may need."""
    said = (part.first.fields.get(name) for part in action.parts for name in ("task", "agency", "merged_into"))
    return {part.first.record for part in action.parts} | {str(record) for record in said if record}


def local_time(wall_ms: int) -> datetime | None:
    """A moment of the log on this PC's clock."""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone() if wall_ms else None


def sentence(action: ActionView, names: Mapping[str, str]) -> str:
    """«Sửa trạng thái của nhiệm vụ 1.1», «Xóa 3 nhiệm vụ», «Nhập danh mục (25 nhiệm vụ)»."""
    if joined := _joined(action, names):
        return joined
    part = min(action.parts, key=_rank)
    match part.verb:
        case Verb.IMPORT:
            return "Nhập danh mục từ tệp"
        case Verb.RESTORE:
            return f"Khôi phục từ bản sao lưu ({sum(held.records for held in action.parts)} mục)"
    if part.kind == Kind.EXTENSION:
        return f"Gia hạn {_target(str(part.first.fields.get('task')), names, part.records)}"
    if part.kind == Kind.ASSIGNMENT:
        verb = "Bỏ phân công" if part.first.fields.get("present") is False else "Phân công"
        return f"{verb} {_about_agency(part, names)}".rstrip()
    if part.kind == Kind.PROFILE:
        return "Sửa thông tin cơ quan"
    what = _what(part, names)
    if part.verb in _VERBS:
        return f"{_VERBS[part.verb]} {what}"
    if DELETED in part.first.fields:
        return f"{'Xóa' if part.first.fields[DELETED] else 'Lấy lại'} {what}"
    fields = [FIELD_LABELS[name] for name in sorted(part.first.fields) if name in FIELD_LABELS and name not in _UNNAMED]
    if "position" in part.first.fields and not fields:
        return f"Đổi thứ tự {what}"
    if part.first.fields.keys() == {"doubt"}:
        return f"Đánh dấu đã xem lại {what}"
    return f"Sửa {', '.join(fields)} của {what}" if 0 < len(fields) <= _FIELDS_NAMED else f"Sửa {what}"


def _rank(part: Part) -> tuple[int, int]:
    """The kind that says most, and what was added or deleted before what was edited along with it."""
    place = _FIRST_KINDS.index(Kind(part.kind)) if part.kind in _FIRST_KINDS else len(_FIRST_KINDS)
    return place, part.verb == Verb.EDIT


def _what(part: Part, names: Mapping[str, str]) -> str:
    noun = KIND_LABELS.get(part.kind, "mục")
    if part.records > 1:
        return f"{part.records} {noun}"
    name = names.get(part.first.record, "")
    given = part.first.fields.get("name") or part.first.fields.get("title") or part.first.fields.get("text")
    if part.kind == Kind.TASK and name:
        return f"{noun} {name}"
    called = name or (str(given) if given else "")
    return f"{noun} «{called}»" if called else noun


def _target(task: str, names: Mapping[str, str], count: int) -> str:
    return f"{count} nhiệm vụ" if count > 1 else f"nhiệm vụ {names.get(task, '')}".rstrip()


def _about_agency(part: Part, names: Mapping[str, str]) -> str:
    return f"({part.records} mục)" if part.records > 1 else names.get(part.first.record, "")


def _part_name(names: Mapping[str, str], agency: str, task: str) -> str:
    """«Phòng Kinh tế ở nhiệm vụ 2.2»."""
    at = f"ở nhiệm vụ {names[task]}" if names.get(task) else ""
    return " ".join(words for words in (names.get(agency, ""), at) if words)


def _joined(action: ActionView, names: Mapping[str, str]) -> str:
    """«Gộp «A» vào «B»», nothing for what is no joining."""
    for part in action.parts:
        into = part.first.fields.get("merged_into") if part.kind == Kind.AGENCY else None
        if into:
            return f"Gộp «{names.get(part.first.record, '')}» vào «{names.get(str(into), '')}»"
    return ""
