"""Writing what hangs under a task: its dated instances, what members did, its diary. Each call is one undo step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from danvan_desktop.domain.catalogue.details import Outcome
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NewId, member_result_id, occurrence_id
from danvan_desktop.domain.records import DELETED, Kind, Status, Value
from danvan_desktop.domain.text import clean, nfc
from danvan_desktop.services.editing import BadValue
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes


@dataclass(frozen=True, slots=True)
class DiaryOrder:
    """What an entry of the diary is to say; `agency` is an id, None for the officer's own.

    `status` is what a new entry makes of the task, None where that stays as it is.
    """

    day: date
    text: str
    percent: int | None = None
    agency: str | None = None
    status: Status | None = None


def set_occurrence(book: Book, task: str, anchor: str, outcome: Outcome, today: date) -> Changes:
    """Say what came of a dated instance; one that is done without a day is done on `today`."""
    fields: dict[str, Value] = {"task": task, "anchor": anchor, **_outcome_fields(outcome, today)}
    return log.write(book, [Write(Kind.OCCURRENCE, occurrence_id(task, anchor), fields)])


def set_member_result(book: Book, part: tuple[str, str, str], outcome: Outcome, today: date) -> Changes:
    """Say what one member of a leading collective did; `part` is (task, anchor, agency)."""
    task, anchor, agency = part
    fields: dict[str, Value] = {"task": task, "anchor": anchor, "agency": agency, **_outcome_fields(outcome, today)}
    return log.write(book, [Write(Kind.MEMBER_RESULT, member_result_id(task, anchor, agency), fields)])


def _outcome_fields(outcome: Outcome, today: date) -> dict[str, Value]:
    return {
        "status": outcome.status.value,
        "done_on": _done_on(outcome, today),
        "result": nfc(outcome.result).strip(),
        "note": nfc(outcome.note).strip(),
    }


def _done_on(outcome: Outcome, today: date) -> str | None:
    """Done needs a day, what is not done has none."""
    return (outcome.done_on or today).isoformat() if outcome.status is Status.DONE else None


def add_progress(book: Book, task: str, order: DiaryOrder, new_id: NewId) -> tuple[str, Changes]:
    """A new entry of the diary, whose percentage and status become the task's; returns its id too.

    All is one action. A task that is done by it is done on its day. Raises BadValue for an entry that says nothing.
    """
    made = new_id()
    writes = [Write(Kind.PROGRESS, made, {"task": task, **_diary_fields(order)}, Verb.ADD)]
    of_task: dict[str, Value] = {} if order.percent is None else {"percent": order.percent}
    if order.status is not None:
        of_task |= {"status": order.status.value, "done_on": _done_on(Outcome(order.status), order.day)}
    if of_task:
        writes.append(Write(Kind.TASK, task, of_task))
    return made, log.write(book, writes)


def edit_progress(book: Book, entry: str, order: DiaryOrder) -> Changes:
    """Correct an entry. Raises BadValue for one that says nothing."""
    return log.write(book, [Write(Kind.PROGRESS, entry, _diary_fields(order))])


def delete_progress(book: Book, entry: str) -> Changes:
    """Delete an entry; the log keeps it."""
    return log.write(book, [Write(Kind.PROGRESS, entry, {DELETED: True}, Verb.DELETE)])


def _diary_fields(order: DiaryOrder) -> dict[str, Value]:
    if not clean(order.text) and order.percent is None:
        raise BadValue("Nhật ký phải có nội dung hoặc phần trăm; chưa ghi gì.")
    if order.percent is not None and not 0 <= order.percent <= 100:
        raise BadValue("Phần trăm phải là số từ 0 đến 100; chưa ghi gì.")
    return {
        "day": order.day.isoformat(),
        "text": nfc(order.text).strip(),
        "percent": order.percent,
        "agency": order.agency,
    }
