"""The work behind the panel and its dialogs, as jobs on the thread that owns the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan_desktop.domain.calendar.workdays import WorkCalendar
from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn
from danvan_desktop.domain.catalogue.details import DiaryEntry, Outcome
from danvan_desktop.domain.ids import uuid7
from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services import catalogue, editing, tasks
from danvan_desktop.services.books import Book
from danvan_desktop.services.catalogue import DiaryOrder
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.detail.dialogs.progress import ProgressNote
from danvan_desktop.ui.detail.reading.details import agency_choices, read_details
from danvan_desktop.ui.detail.shown import Details
from danvan_desktop.ui.jobs import Progress
from danvan_desktop.ui.widgets.agency_picker import AgencyChoice
from danvan_desktop.ui.wording import day_text


@dataclass(frozen=True, slots=True)
class Ground:
    """What a dialog stands on: the task (None for several), the agencies, the calendar."""

    task: TaskView | None
    choices: tuple[AgencyChoice, ...]
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Diary:
    """What a dialog about the diary stands on; `entry` is None for a new one."""

    ground: Ground
    entry: DiaryEntry | None


def ground(task: str | None, book: Book, _progress: Progress) -> Ground:
    """What a dialog about a task, or about several, has to know."""
    found = tasks.load_tasks(book, [task]) if task else ()
    return Ground(found[0] if found else None, agency_choices(book), tasks.work_calendar(book))


def details_of(task: str, today: date, book: Book, _progress: Progress) -> Details | None:
    """What the panel shows."""
    return read_details(book, task, today)


def called(task: TaskView) -> str:
    """«3.1. Tổ chức đối thoại…»."""
    number = task.path or task.number
    return f"{number}. {task.text}" if number else task.text


def set_cells(edits: Sequence[CellEdit], today: date, book: Book, _progress: Progress) -> Changes:
    """Write fields of tasks."""
    return catalogue.set_cells(book, edits, today)


def give_part(chosen: Sequence[str], agency: str, role: Role, book: Book, _progress: Progress) -> Changes:
    """Give an agency a role in tasks."""
    return catalogue.bulk_assign(book, chosen, agency, role)


def take_part(chosen: Sequence[str], agency: str, role: Role, book: Book, _progress: Progress) -> Changes:
    """Take a role in tasks from an agency."""
    return catalogue.bulk_unassign(book, chosen, agency, role)


def set_times(chosen: Sequence[str], text: str, book: Book, _progress: Progress) -> Changes:
    """Correct the time of tasks."""
    return catalogue.set_times(book, chosen, text)


def clear_doubts(chosen: Sequence[str], book: Book, _progress: Progress) -> Changes:
    """Say that what the import left doubtful has been looked at."""
    return catalogue.clear_doubts(book, chosen)


def extend(task: str, order: ExtensionOrder, today: date, book: Book, _progress: Progress) -> Changes:
    """Give a task a new due date."""
    return editing.extend(book, task, order, lambda: fresh_id(book), today)


def tick_occurrence(part: tuple[str, str], done: bool, today: date, book: Book, _progress: Progress) -> Changes:
    """Say that the dated instance (task, anchor) is done, or not; its result stays."""
    task, anchor = part
    lines = catalogue.task_details(book, task, today).occurrences
    held = next((line.outcome for line in lines if line.anchor == anchor), Outcome())
    return catalogue.set_occurrence(book, task, anchor, _ticked(held, done), today)


def tick_member(part: tuple[str, str, str], done: bool, today: date, book: Book, _progress: Progress) -> Changes:
    """Say that a member has done its part in (task, anchor, agency), or not; its result stays."""
    task, anchor, agency = part
    lines = catalogue.task_details(book, task, today).members
    held = next((line.outcome(anchor) for line in lines if line.agency == agency), Outcome())
    return catalogue.set_member_result(book, part, _ticked(held, done), today)


def _ticked(held: Outcome, done: bool) -> Outcome:
    return replace(held, status=Status.DONE if done else Status.TODO, done_on=None)


def diary_of(task: str, entry: str, today: date, book: Book, _progress: Progress) -> Diary:
    """The ground of a dialog about the diary, and the entry to be corrected if one is named."""
    held = catalogue.task_details(book, task, today).diary
    return Diary(ground(task, book, _progress), next((line for line in held if line.id == entry), None))


def note_progress(task: str, note: ProgressNote, book: Book, _progress: Progress) -> Changes:
    """A new entry of the diary, with the status that goes with it."""
    return catalogue.add_progress(book, task, _ordered(note), lambda: fresh_id(book))[1]


def correct_progress(entry: str, note: ProgressNote, book: Book, _progress: Progress) -> Changes:
    """Correct an entry of the diary."""
    return catalogue.edit_progress(book, entry, _ordered(note))


def _ordered(note: ProgressNote) -> DiaryOrder:
    return DiaryOrder(note.day, note.text, note.percent, note.agency or None, note.status)


def drop_progress(entry: str, book: Book, _progress: Progress) -> Changes:
    """Delete an entry of the diary."""
    return catalogue.delete_progress(book, entry)


def completion(chosen: Sequence[str], day: date, result: str | None) -> list[CellEdit]:
    """The cells by which tasks are done on a day; without a result theirs stay."""
    edits = []
    for task in chosen:
        edits.append(CellEdit(task, EditColumn.STATUS, STATUS_LABELS[Status.DONE]))
        edits.append(CellEdit(task, EditColumn.DONE_ON, day_text(day)))
        if result is not None:
            edits.append(CellEdit(task, EditColumn.RESULT, result))
    return edits


def fresh_id(book: Book) -> str:
    """The id of a new record."""
    return uuid7(book.author.now_ms(), book.author.entropy(10))
