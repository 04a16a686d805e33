"""«FIELD=VALUE» as the command line writes it, read into the writes of one action (design.md §7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.ids import NewId
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.lifecycle import due_date
from danvan_desktop.domain.records import Role, Status, Value
from danvan_desktop.domain.text import clean, fold, nfc
from danvan_desktop.domain.timing import parse
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services import editing
from danvan_desktop.services.editing import BadValue, ExtensionOrder
from danvan_desktop.services.opening import book_facts
from danvan_desktop.services.tasks import find_agency, list_programmes
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes

_ENTRY = re.compile(r"(?P<name>[a-z_]+)(?P<sign>[+-]?)=(?P<value>.*)", re.DOTALL)
_WRITTEN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TEXT_FIELDS = ("text", "number", "result", "product", "form", "note", "priority")
_ROLES = {"lead": Role.LEAD, "implementing": Role.IMPLEMENTING, "coord": Role.COORDINATING}
FIELD_NAMES = (
    "time",
    "due",
    "reason",
    "status",
    "done_on",
    "percent",
    *_TEXT_FIELDS,
    "doubt",
    *(f"{name}{sign}" for name in _ROLES for sign in "+-"),
)


def set_entries(book: Book, task: TaskView, entries: Sequence[str], new_id: NewId, today: date) -> Changes:
    """Apply entries such as «time=Quý II/2026», «status=done», «lead+=Phòng Kinh tế» to a task as one action.

    Raises BadValue for an entry that cannot be understood; nothing is written then.
    """
    return log.write(book, _writes(book, task, entries, new_id, today))


def _writes(book: Book, task: TaskView, entries: Sequence[str], new_id: NewId, today: date) -> list[Write]:
    fields: dict[str, Value] = {}
    extension: dict[str, str] = {}
    writes: list[Write] = []
    for name, sign, value in sorted(map(_parsed, entries), key=_place):
        if sign:
            writes.append(_assignment(book, task, name, sign, value))
        elif name in ("due", "reason"):
            extension[name] = value
        else:
            fields.update(_plain(task, name, value, today))
    _refuse_a_day_of_what_is_open(task, fields)
    if extension:
        writes.append(_extension(_timed(book, task, fields), extension, new_id, today))
    return [editing.field_write(task.id, fields), *writes] if fields else writes


def _refuse_a_day_of_what_is_open(task: TaskView, fields: Mapping[str, Value]) -> None:
    if fields.get("done_on") and fields.get("status", task.status.value) != Status.DONE.value:
        raise BadValue(
            f"Nhiệm vụ {task.path} chưa hoàn thành nên không ghi ngày hoàn thành (done_on); chưa ghi gì. "
            "Hãy thêm status=done nếu đã hoàn thành."
        )


def _parsed(entry: str) -> tuple[str, str, str]:
    found = _ENTRY.fullmatch(nfc(entry))
    if found is None:
        raise BadValue(f"Không hiểu «{entry}»; chưa ghi gì. Hãy ghi dạng TRƯỜNG=GIÁ TRỊ, ví dụ status=done.")
    return found["name"], found["sign"], found["value"].strip()


def _place(entry: tuple[str, str, str]) -> int:
    """The day of completion is said after the status, which sets one too."""
    return int(entry[0] == "done_on")


def _assignment(book: Book, task: TaskView, name: str, sign: str, value: str) -> Write:
    role = _ROLES.get(name)
    if role is None:
        raise _unknown(name + sign)
    agency = find_agency(book, value).id
    return (editing.assign_write if sign == "+" else editing.unassign_write)(task, agency, role)


def _extension(task: TaskView, entry: dict[str, str], new_id: NewId, today: date) -> Write:
    if "due" not in entry:
        raise BadValue("Lý do (reason) chỉ đi cùng hạn mới (due=NGÀY); chưa ghi gì.")
    order = ExtensionOrder(_day("due", entry["due"]), entry.get("reason", ""))
    editing.refuse_shortening(task, order.new_due)
    return editing.extension_write(task.id, order, new_id, today)


def _timed(book: Book, task: TaskView, fields: Mapping[str, Value]) -> TaskView:
    """The task with the due date that a time corrected in the same action gives it."""
    if "time_text" not in fields:
        return task
    period = next((held.period for held in list_programmes(book) if held.id == task.programme), None)
    year = period[0].year if period else book_facts(book).year
    return replace(task, due=due_date(parse(str(fields["time_text"]), year, period), None, ()))


def _plain(task: TaskView, name: str, value: str, today: date) -> dict[str, Value]:
    readers: dict[str, Callable[[], dict[str, Value]]] = {
        "time": lambda: {"time_text": value},
        "status": lambda: dict(editing.status_write(task, _status(value), today).fields),
        "done_on": lambda: {"done_on": _day(name, value).isoformat() if value else None},
        "percent": lambda: {"percent": _percent(value)},
        "text": lambda: {"text": _text(task, value)},
        "doubt": lambda: {"doubt": _nothing(value)},
    }
    if name in readers:
        return readers[name]()
    if name in _TEXT_FIELDS:
        return {name: value}
    raise _unknown(name)


def _text(task: TaskView, value: str) -> str:
    if not clean(value):
        raise BadValue(f"Nhiệm vụ {task.path} phải có nội dung (text), không để trống được; chưa ghi gì.")
    return value


def _nothing(value: str) -> Value:
    if value:
        raise BadValue("Chỗ cần xem lại chỉ xóa được, không tự ghi được; chưa ghi gì. Hãy ghi doubt= khi đã xem.")
    return None


def _unknown(name: str) -> BadValue:
    return BadValue(f"Không có trường «{name}»; chưa ghi gì. Các trường: {', '.join(FIELD_NAMES)}.")


def _status(value: str) -> Status:
    """A status by the word of the command line, or by the officer's."""
    if value in list(Status):
        return Status(value)
    for status, word in STATUS_LABELS.items():
        if value and fold(value) == fold(word):
            return status
    known = ", ".join(f"{status} ({word.lower()})" for status, word in STATUS_LABELS.items())
    raise BadValue(f"Không có trạng thái «{value}»; chưa ghi gì. Các trạng thái: {known}.")


def _percent(value: str) -> int | None:
    if not value:
        return None
    if value.isdecimal() and len(value) <= 3 and int(value) <= 100:
        return int(value)
    raise BadValue(f"Phần trăm phải là số từ 0 đến 100, không phải «{value}»; chưa ghi gì.")


def _day(name: str, value: str) -> date:
    """A day as ISO (2026-03-31) or as it is written here (31/3/2026), the year in full."""
    written = _WRITTEN_DAY.fullmatch(value)
    try:
        return date(*map(int, reversed(written.groups()))) if written else date.fromisoformat(value)
    except ValueError:
        raise BadValue(f"Ngày «{value}» của {name} không đúng; chưa ghi gì. Hãy ghi dạng 31/03/2026.") from None
