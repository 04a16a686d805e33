"""Changing tasks: time, state, extension, agencies. Each call is one action, one undo step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.ids import NewId, assignment_id
from danvan_desktop.domain.records import DELETED, Kind, Role, Status, Value
from danvan_desktop.domain.text import clean, nfc
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes

_GAP = 1024
"""Positions are spaced out, so that a row can be put between two others."""


class BadValue(KnownError):
    """A value that a field cannot hold; nothing was written."""


@dataclass(frozen=True, slots=True)
class ExtensionOrder:
    """A new due date with its reason; who decided it is free text. The original due date is never touched."""

    new_due: date
    reason: str
    decided_by: str = ""


def set_fields(book: Book, task: str, fields: Mapping[str, Value]) -> Changes:
    """Set plain fields of a task."""
    return log.write(book, [field_write(task, fields)])


def set_time(book: Book, task: str, text: str) -> Changes:
    """Correct what the document says of the time; due date and original due date follow from it."""
    return log.write(book, [field_write(task, {"time_text": nfc(text).strip()})])


def set_status(book: Book, tasks: Sequence[TaskView], status: Status, today: date) -> Changes:
    """Set the status of one or several tasks as one action; a task that becomes done is done on `today`."""
    return log.write(book, [status_write(task, status, today) for task in tasks])


def extend(book: Book, task: str, order: ExtensionOrder, new_id: NewId, today: date) -> Changes:
    """Give a task another due date, not before its original one. Raises BadValue, also without a reason."""
    with book.transaction() as connection:
        held = query.tasks(connection, [task])
    for view in held:
        refuse_shortening(view, order.new_due)
    return log.write(book, [extension_write(task, order, new_id, today)])


def field_write(task: str, fields: Mapping[str, Value]) -> Write:
    """The write behind `set_fields`."""
    return Write(Kind.TASK, task, dict(fields))


def status_write(task: TaskView, status: Status, today: date) -> Write:
    """Done needs a day, what is not done has none."""
    done_on: Value = None
    if status is Status.DONE:
        done_on = (task.done_on or today).isoformat()
    return Write(Kind.TASK, task.id, {"status": status.value, "done_on": done_on})


def extension_write(task: str, order: ExtensionOrder, new_id: NewId, today: date) -> Write:
    """The write behind `extend`."""
    if not clean(order.reason):
        raise BadValue("Gia hạn phải có lý do; chưa ghi gì. Hãy ghi rõ lý do và văn bản cho phép (nếu có).")
    fields: dict[str, Value] = {
        "task": task,
        "new_due": order.new_due.isoformat(),
        "reason": clean(order.reason),
        "decided_by": clean(order.decided_by),
        "decided_on": today.isoformat(),
    }
    return Write(Kind.EXTENSION, new_id(), fields, Verb.ADD)


def refuse_shortening(task: TaskView, new_due: date) -> None:
    """Raises BadValue for a new due date before the original one: that is no extension, the time itself is wrong."""
    original = task.due.original_due
    if original is not None and new_due < original:
        raise BadValue(
            f"Hạn mới {new_due:%d/%m/%Y} sớm hơn hạn ban đầu {original:%d/%m/%Y} của nhiệm vụ {task.path}, không phải "
            "gia hạn; chưa ghi gì. Nếu thời gian ghi trong văn bản chưa đúng, hãy sửa thời gian."
        )


def assign_write(task: TaskView, agency: str, role: Role) -> Write:
    """Give an agency a role in a task; after those that have it already."""
    fields: dict[str, Value] = {"task": task.id, "agency": agency, "role": role.value, "present": True}
    record = assignment_id(task.id, agency, role.value)
    if all(part.assignment != record for part in task.assigned):
        fields["position"] = len(task.assigned)
    return Write(Kind.ASSIGNMENT, record, fields)


def unassign_write(task: TaskView, agency: str, role: Role) -> Write:
    """Take a role in a task from an agency. Raises BadValue when it does not have it."""
    for part in task.assigned:
        if part.agency == agency and part.role is role:
            return Write(Kind.ASSIGNMENT, part.assignment, {"present": False})
    raise BadValue(f"Nhiệm vụ {task.path} không giao cho cơ quan này ở vai trò đó; chưa ghi gì.")


def add_task(book: Book, programme: str, fields: Mapping[str, Value], new_id: NewId) -> tuple[str, Changes]:
    """A new task typed by the officer, at the end of its group; returns its id too."""
    record = new_id()
    end = _end_of_group(book, programme, fields.get("group"))
    held = {"programme": programme, "status": Status.TODO.value, "position": end, **fields}
    return record, log.write(book, [Write(Kind.TASK, record, held, Verb.ADD)])


def _end_of_group(book: Book, programme: str, group: Value) -> int:
    """The position behind all that stands directly in a group, or directly in the programme."""
    with book.transaction() as connection:
        tasks = query.record_values(connection, Kind.TASK, query.task_ids(connection, TaskFilter(programme=programme)))
        groups = query.record_values(connection, Kind.GROUP, [view.id for view in query.groups(connection, programme)])
    beside = [values for values in tasks.values() if (values.get("group") or None) == (group or None)]
    beside += [values for values in groups.values() if (values.get("parent") or None) == (group or None)]
    return max((int(values.get("position") or 0) for values in beside), default=0) + _GAP


def delete_tasks(book: Book, tasks: Sequence[str]) -> Changes:
    """Delete tasks as one action; the log keeps them, and one undo brings them back."""
    return log.write(book, [Write(Kind.TASK, task, {DELETED: True}, Verb.DELETE) for task in tasks])
