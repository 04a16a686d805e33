"""New tasks and groups, moving, copying and deleting them. Each call is one action, one undo step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from danvan_desktop.domain.catalogue.places import Sibling, next_number, number_after
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NewId, assignment_id
from danvan_desktop.domain.records import DELETED, Kind, Status, Value
from danvan_desktop.domain.text import clean, nfc
from danvan_desktop.services.catalogue.places import (
    NewRow,
    Target,
    destination,
    home_of,
    placed,
    siblings,
    values,
)
from danvan_desktop.services.editing import BadValue
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes

_COPIED = ("text", "time_text", "product", "form", "priority")
_COPIED_OF_A_PART = ("agency", "role", "position", "main", "note")


def new_task(book: Book, row: NewRow, new_id: NewId, today: date) -> tuple[str, Changes]:
    """A task typed by the officer; returns its id too. Raises BadValue without a text."""
    text = _required(row.text, "Nội dung nhiệm vụ")
    target, writes = destination(book, row, new_id, today)
    made, beside = new_id(), siblings(book, target)
    fields: dict[str, Value] = {
        "programme": target.programme,
        "group": target.group,
        "number": _number(book, row, beside, target),
        "text": text,
        "status": Status.TODO.value,
    }
    return made, log.write(book, writes + placed(beside, [Write(Kind.TASK, made, fields, Verb.ADD)], target.before))


def new_group(book: Book, row: NewRow, new_id: NewId, today: date) -> tuple[str, Changes]:
    """A heading typed by the officer, in another one or directly in a programme; returns its id too.

    Raises BadValue without a title.
    """
    title = _required(row.text, "Tên nhóm")
    target, writes = destination(book, row, new_id, today)
    made, beside = new_id(), siblings(book, target)
    fields: dict[str, Value] = {
        "programme": target.programme,
        "parent": target.group,
        "number": _number(book, row, beside, target),
        "title": title,
    }
    return made, log.write(book, writes + placed(beside, [Write(Kind.GROUP, made, fields, Verb.ADD)], target.before))


def rename_group(book: Book, group: str, title: str, number: str | None = None) -> Changes:
    """Another title, and another number where one is given. Raises BadValue without a title."""
    fields: dict[str, Value] = {"title": _required(title, "Tên nhóm")}
    if number is not None:
        fields["number"] = clean(number)
    return log.write(book, [Write(Kind.GROUP, group, fields)])


def delete_group(book: Book, group: str) -> Changes:
    """Delete a heading under which nothing stands. Raises BadValue for another one."""
    programme = str(values(book, Kind.GROUP, group).get("programme") or "")
    if siblings(book, Target(programme, group)):
        raise BadValue("Nhóm còn nhiệm vụ hoặc nhóm con; chưa xóa gì. Hãy chuyển hoặc xóa chúng trước.")
    return log.write(book, [Write(Kind.GROUP, group, {DELETED: True}, Verb.DELETE)])


def move_tasks(book: Book, tasks: Sequence[str], target: Target) -> Changes:
    """Put tasks elsewhere, in the order given; their numbers stay as they are printed."""
    above: dict[str, Value] = {"programme": target.programme, "group": target.group}
    moving = [Write(Kind.TASK, task, above) for task in tasks]
    return log.write(book, placed(siblings(book, target), moving, target.before))


def duplicate_tasks(book: Book, tasks: Sequence[str], new_id: NewId) -> tuple[tuple[str, ...], Changes]:
    """Copies of tasks with their agencies, not yet begun, at the end of their groups with the next numbers; returns
    their ids too."""
    homes: dict[Target, list[str]] = {}
    for task in tasks:
        homes.setdefault(home_of(book, task), []).append(task)
    made: dict[str, str] = {task: new_id() for task in tasks}
    writes: list[Write] = []
    for home, originals in homes.items():
        beside = siblings(book, home)
        numbers = _numbers(book, beside, home)
        copies = [
            Write(Kind.TASK, made[task], {**_copied(book, task), "number": next(numbers)}, Verb.ADD)
            for task in originals
        ]
        writes += placed(beside, copies, None)
    for task, copy in made.items():
        writes += _copied_parts(book, task, copy)
    return tuple(made.values()), log.write(book, writes)


def _required(text: str, what: str) -> str:
    if not clean(text):
        raise BadValue(f"{what} không được để trống; chưa ghi gì.")
    return nfc(text).strip()


def _number(book: Book, row: NewRow, beside: Sequence[Sibling], target: Target) -> str:
    if row.number is not None:
        return clean(row.number)
    numbers = {sibling.id: sibling.number for sibling in beside}
    return number_after(numbers.get(row.after or "", ""), [*numbers.values()], _number_above(book, target))


def _number_above(book: Book, target: Target) -> str:
    return str(values(book, Kind.GROUP, target.group).get("number") or "") if target.group else ""


def _numbers(book: Book, beside: Sequence[Sibling], target: Target) -> Iterator[str]:
    """The numbers that new rows get, one after the other."""
    above = _number_above(book, target)
    numbers = [sibling.number for sibling in beside]
    while True:
        numbers.append(next_number(numbers, above))
        yield numbers[-1]


def _copied(book: Book, task: str) -> dict[str, Value]:
    held = values(book, Kind.TASK, task)
    fields = {name: held.get(name) for name in ("programme", "group", *_COPIED)}
    return {**fields, "status": Status.TODO.value}


def _copied_parts(book: Book, task: str, copy: str) -> Iterator[Write]:
    with book.transaction() as connection:
        parts = query.parts(connection, [task]).get(task, [])
        held = query.record_values(connection, Kind.ASSIGNMENT, [part.assignment for part in parts])
    for fields in held.values():
        record = assignment_id(copy, str(fields.get("agency")), str(fields.get("role")))
        copied = {name: fields.get(name) for name in _COPIED_OF_A_PART}
        yield Write(Kind.ASSIGNMENT, record, {"task": copy, **copied, "present": True}, Verb.ADD)
