"""What was done lately, each action as one Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.storage import actions as stored
from danvan_desktop.storage.actions import ActionView, Part, Touched
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.undo import stacks

_FIRST_KINDS = (
    Kind.PROGRAMME,
    Kind.PROGRESS,
    Kind.TASK,
    Kind.GROUP,
    Kind.EXTENSION,
    Kind.ASSIGNMENT,
    Kind.AGENCY,
    Kind.MEMBERSHIP,
)
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
    names |= _parts_named(parts, names)
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
        named = _named_in(view) if view is not None else frozenset()
        parts = stored.assigned_parts(connection, named)
        names = dict(stored.record_names(connection, {*named, *(one for about in parts.values() for one in about)}))
    return sentence(view, names | _parts_named(parts, names)) if view is not None else ""


def _parts_named(parts: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> dict[str, str]:
    """What `sentence` calls the agency and the task of an assignment, by «agency …» and «task …» with its id."""
    named = {f"agency {part}": names.get(agency, "") for part, (agency, _) in parts.items()}
    return named | {f"task {part}": names.get(task, "") for part, (_, task) in parts.items()}


def _named_in(action: ActionView) -> set[str]:
    """The records whose names a sentence about the action may need."""
    said = (part.first.fields.get(name) for part in action.parts for name in ("task", "agency", "merged_into"))
    return {part.first.record for part in action.parts} | {str(record) for record in said if record}


def local_time(wall_ms: int) -> datetime | None:
    """A moment of the log on this PC's clock."""
    return datetime.fromtimestamp(wall_ms / 1000, UTC).astimezone() if wall_ms else None


def sentence(action: ActionView, names: Mapping[str, str]) -> str:
    """«Sửa trạng thái của nhiệm vụ 1.1», «Xóa 3 nhiệm vụ», «Nhập danh mục (25 nhiệm vụ)»."""
    if told := _joined(action, names) or _received(action, names):
        return told
    only_settled = not action.touched.fields
    part = min(action.parts, key=partial(_rank, only_settled=only_settled))
    match part.verb:
        case Verb.IMPORT:
            return "Nhập danh mục từ tệp"
        case Verb.RESTORE:
            tasks = sum(held.records for held in action.parts if held.kind == Kind.TASK)
            return f"Khôi phục từ bản sao lưu ({tasks} nhiệm vụ)" if tasks else "Khôi phục từ bản sao lưu"
    if part.kind == Kind.EXTENSION:
        return f"Gia hạn {_target(str(part.first.fields.get('task')), names, part.records)}"
    if part.kind == Kind.PROGRESS and part.verb in (Verb.ADD, Verb.EDIT) and DELETED not in part.first.fields:
        return f"Ghi tiến độ của {_target(str(part.first.fields.get('task')), names, part.records)}"
    if part.kind == Kind.ASSIGNMENT:
        return _assigned(action.touched, part, names)
    if part.kind == Kind.PROFILE:
        return "Sửa thông tin cơ quan"
    what = _what(part, names)
    if part.verb in _VERBS:
        return f"{_VERBS[part.verb]} {what}"
    if DELETED in part.first.fields:
        return f"{'Xóa' if part.first.fields[DELETED] else 'Lấy lại'} {what}"
    if part.kind == Kind.TASK and (said := _cells(action.touched)):
        return said
    fields = [FIELD_LABELS[name] for name in sorted(part.first.fields) if name in FIELD_LABELS and name not in _UNNAMED]
    if "position" in part.first.fields and not fields:
        return f"Đổi thứ tự {what}"
    if part.first.fields.keys() == {"doubt"}:
        return f"Đánh dấu đã xem lại {what}"
    return f"Sửa {', '.join(fields)} của {what}" if 0 < len(fields) <= _FIELDS_NAMED else f"Sửa {what}"


def _rank(part: Part, *, only_settled: bool) -> tuple[bool, int, bool]:
    """The kind that says most, and what was added or deleted before what was edited along with it; last of all a doubt
    that was settled by the way."""
    by_the_way = only_settled and part.kind == Kind.TASK and part.first.fields.keys() == {"doubt"}
    place = _FIRST_KINDS.index(Kind(part.kind)) if part.kind in _FIRST_KINDS else len(_FIRST_KINDS)
    return by_the_way, place, part.verb == Verb.EDIT


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


def _cells(touched: Touched) -> str:
    """«Sửa 6 ô của 2 nhiệm vụ: kết quả, ghi chú» for what was edited in more than one cell of more than one kind; a
    sentence about the first of them would not cover the others."""
    columns = len(touched.fields) + bool(touched.agencies)
    if columns < 2 or (touched.tasks < 2 and not touched.agencies):
        return ""
    labels = sorted(FIELD_LABELS[name] for name in touched.fields if name in FIELD_LABELS)
    said = ", ".join([*labels, *(["cơ quan"] if touched.agencies else [])])
    return f"Sửa {touched.cells} ô của {touched.tasks} nhiệm vụ: {said}"


def _assigned(touched: Touched, part: Part, names: Mapping[str, str]) -> str:
    """«Phân công Công an xã ở nhiệm vụ 2.2», «Phân công Công an xã ở 3 nhiệm vụ», «Đổi phân công ở 3 nhiệm vụ»."""
    verb = "Đổi phân công" if touched.given and touched.taken else "Bỏ phân công" if touched.taken else "Phân công"
    agency, task = names.get(f"agency {part.first.record}", ""), names.get(f"task {part.first.record}", "")
    who = agency if touched.agencies < 2 else f"{touched.agencies} cơ quan"
    if touched.given and touched.taken and touched.agencies > 1:
        who = ""
    at = f"ở {touched.tasks} nhiệm vụ" if touched.tasks > 1 else f"ở nhiệm vụ {task}" if task else ""
    return " ".join(words for words in (verb, who, at) if words)


def _received(action: ActionView, names: Mapping[str, str]) -> str:
    """«Nhận biểu của Công an xã», «Nhận 3 biểu của đơn vị», nothing for what took in no form."""
    part = next((part for part in action.parts if part.kind == Kind.RETURN), None)
    if part is None or part.verb in (Verb.DELETE, Verb.RESTORE, Verb.MERGE):
        return ""
    if part.records > 1:
        return f"Nhận {part.records} biểu của đơn vị"
    return f"Nhận biểu của {names.get(str(part.first.fields.get('agency')), '') or 'đơn vị'}"


def _joined(action: ActionView, names: Mapping[str, str]) -> str:
    """«Gộp «A» vào «B»», «Nhập hai nhiệm vụ thành một: 1.5», nothing for what is no joining."""
    for part in action.parts:
        into = part.first.fields.get("merged_into")
        if into and part.kind == Kind.AGENCY:
            return f"Gộp «{names.get(part.first.record, '')}» vào «{names.get(str(into), '')}»"
        if into and part.kind == Kind.TASK:
            return f"Nhập hai nhiệm vụ thành một: {names.get(str(into), '')}"
    return ""
