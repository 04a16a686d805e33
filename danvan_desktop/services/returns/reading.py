"""Forms that units sent back: read, and held against the book. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.returns.comparing import compare
from danvan_desktop.domain.returns.form import ReturnedForm
from danvan_desktop.domain.returns.matching import Match, matched
from danvan_desktop.domain.returns.review import FormReview, HeldTask, Target, with_rivals
from danvan_desktop.domain.returns.taking import return_id
from danvan_desktop.domain.text import match_key
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.reading import Isolation, UnreadableFile
from danvan_desktop.reading.forms.entry import read_form
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.services.assignments import OwnPart, SheetLine, own_parts, read_sheet
from danvan_desktop.services.tasks import list_tasks
from danvan_desktop.storage import query
from danvan_desktop.storage.book import Book, read_meta

_OTHER_BOOK = "Biểu được xuất từ một sổ khác; chỉ nhận được những nhiệm vụ cũng có trong sổ này. Hãy xem kỹ."


@dataclass(frozen=True, slots=True)
class ReadForms:
    """The forms in some files, and why files are left out."""

    forms: tuple[ReturnedForm, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LookedForms:
    """What the forms would do to the book, and why files are left out."""

    reviews: tuple[FormReview, ...]
    refused: tuple[str, ...]

    @property
    def brings_news(self) -> bool:
        """Whether there is anything to be taken in: a line, or a report that was not received before."""
        return any(review.lines or review.received is None for review in self.reviews)


class UnknownForm(KnownError):
    """The unit of a form, or all of its tasks, are not in the book."""


def read_forms(paths: Sequence[Path], cancelled: Callable[[], bool] = lambda: False) -> ReadForms:
    """Read files that may be forms, each in a process of its own; the same file twice is read once.

    Raises ReadingCancelled.
    """
    forms: dict[str, ReturnedForm] = {}
    refused: list[str] = []
    for path in paths:
        try:
            form = read_form(path, Isolation(cancelled=cancelled))
        except UnreadableFile as error:
            refused.append(error.message)
            continue
        twin = forms.setdefault(form.checksum, form)
        if twin is not form:
            refused.append(f"«{form.name}» giống hệt «{twin.name}» nên chỉ xem một lần.")
    return ReadForms(tuple(forms.values()), tuple(refused))


def look_at_forms(book: Book, read: ReadForms, today: date) -> LookedForms:
    """Hold forms against the book; one of a unit that the book does not have is left out with a sentence."""
    reviews: list[FormReview] = []
    refused = [*read.refused]
    for form in read.forms:
        try:
            reviews.append(_review(book, form, today))
        except UnknownForm as error:
            refused.append(str(error))
    return LookedForms(with_rivals(reviews), tuple(refused))


def _review(book: Book, form: ReturnedForm, today: date) -> FormReview:
    agency = _agency(book, form)
    lines = read_sheet(book, agency[0], today)
    tasks = _held_tasks(book, agency[0], [*lines.leading, *lines.coordinating], form)
    if not any(isinstance(found, Match) for found in matched(form, tasks)):
        raise UnknownForm(
            f"Không nhiệm vụ nào của biểu «{form.name}» có trong sổ này (biểu của sổ khác, hoặc danh mục đã thay); "
            "chưa nhận gì. Hãy mở đúng sổ đã xuất biểu."
        )
    review = compare(form, agency, tasks, today)
    with book.transaction() as connection:
        own_book = read_meta(connection, "book_id")
        held = query.return_received(connection, return_id(form.checksum))
    notices = review.notices if form.book == own_book else (*review.notices, _OTHER_BOOK)
    return replace(review, notices=notices, received=held)


def _agency(book: Book, form: ReturnedForm) -> tuple[str, str]:
    """The unit of the form as the book has it now: by its id, as what it was joined into, or by its name."""
    with book.transaction() as connection:
        record = query.standing_for(connection, form.agency)
    registered = {held.id: held.facts.name for held in list_registered(book)}
    if record in registered:
        return record, registered[record]
    key = match_key(form.agency_name)
    found = [(id_, name) for id_, name in registered.items() if key and match_key(name) == key]
    if len(found) == 1:
        return found[0]
    name = f" («{form.agency_name}»)" if form.agency_name else ""
    raise UnknownForm(
        f"Đơn vị{name} của biểu «{form.name}» không có trong sổ này; chưa nhận gì. Hãy mở đúng sổ đã xuất biểu, hoặc "
        "thêm lại đơn vị ở «Cơ quan»."
    )


def _held_tasks(book: Book, agency: str, lines: Sequence[SheetLine], form: ReturnedForm) -> tuple[HeldTask, ...]:
    parts = {line.task.id: line for line in lines}
    wanted = [*parts, *dict.fromkeys(row.id for row in form.rows if row.id and row.id not in parts)]
    own = own_parts(book, agency)
    with book.transaction() as connection:
        diary = query.diary_texts(connection, agency)
    return tuple(
        replace(_held(task, parts.get(task.id), own.get(task.id, OwnPart())), diary=diary.get(task.id, ()))
        for task in list_tasks(book, TaskFilter(ids=tuple(wanted)))
    )


def _held(task: TaskView, part: SheetLine | None, own: OwnPart) -> HeldTask:
    """A task as the unit answers for it."""
    leads = part is not None and part.role is not Role.COORDINATING
    target = Target.DIARY if not leads else Target.MEMBER if part is not None and part.through else Target.TASK
    said = own if target is Target.MEMBER else OwnPart(task.status, task.done_on, task.percent, task.result)
    return HeldTask(
        id=task.id,
        path=task.path or task.number,
        text=task.text,
        target=target,
        status=said.status,
        done_on=said.done_on,
        percent=said.percent,
        result=said.result,
        assigned=part is not None,
    )
