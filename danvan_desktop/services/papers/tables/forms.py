"""Biểu báo cáo for units: one form for every agency that has something to report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.official.workbooks import FormTask, UnitForm
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.services.assignments import OwnPart, SheetLine, own_parts
from danvan_desktop.services.papers.facts import Source, chosen_of
from danvan_desktop.services.papers.orders import CannotExport
from danvan_desktop.services.papers.tables.head import head_of
from danvan_desktop.storage.book import read_meta

_CLOSED = frozenset({Status.DONE, Status.CANCELLED, Status.SUSPENDED})


def unit_forms(source: Source) -> Iterator[tuple[RegisteredAgency, UnitForm]]:
    """A form for the agencies of the order. Raises CannotExport if none of them has anything left to do."""
    chosen = chosen_of(source, leading=False)
    with source.book.transaction() as connection:
        book = read_meta(connection, "book_id")
    written = False
    for agency, sheet in zip(chosen, source.sheets(chosen), strict=True):
        lines = [line for line in (*sheet.leading, *sheet.coordinating) if _is_open(line)]
        if lines:
            written = True
            yield (
                agency,
                UnitForm(
                    head_of(source),
                    book,
                    agency.id,
                    agency.facts.name,
                    source.scope or "",
                    _tasks(lines, own_parts(source.book, agency.id)),
                ),
            )
    if not written:
        raise CannotExport("Không cơ quan nào được chọn còn nhiệm vụ phải làm; chưa xuất gì.")


def _is_open(line: SheetLine) -> bool:
    return line.task.status not in _CLOSED and not line.own_done


def _tasks(lines: Sequence[SheetLine], own: Mapping[str, OwnPart]) -> tuple[FormTask, ...]:
    """In printed order, what it leads and what it takes part in together; of a collective's task its own part is
    asked, so that what stands for the whole is left out."""
    return tuple(
        _task(line, own.get(line.task.id, OwnPart()))
        for line in sorted(lines, key=lambda held: (held.task.programme, held.task.sort_key))
    )


def _task(line: SheetLine, own: OwnPart) -> FormTask:
    task, leads = line.task, line.role is not Role.COORDINATING
    part = OwnPart(task.status, None, task.percent, task.result)
    if line.through:
        part = own if leads else OwnPart()
    return FormTask(
        id=task.id,
        number=task.path,
        text=task.text,
        leads=leads,
        time=task.time_text,
        due=task.due.due,
        status=part.status,
        done_on=part.done_on,
        percent=part.percent,
        result=part.result,
    )
