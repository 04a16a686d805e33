"""The catalogue and the register: tables of tasks as they stand in the book."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.merging.marking import with_marks
from danvan_desktop.domain.papers import (
    AttachedDecision,
    CataloguePaper,
    CatalogueRow,
    RegisterPaper,
    RegisterRow,
    RowKind,
    signature_of,
)
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import AssignedView, GroupView, ProgrammeView, TaskFilter, TaskView
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.services.papers.facts import one_of
from danvan_desktop.services.papers.orders import ExportOrder
from danvan_desktop.services.tasks import list_groups, list_programmes, list_tasks, standing, work_calendar
from danvan_desktop.storage.book import Book

_BEFORE_A_NAME = re.compile(r"đề nghị|giao|giao cho|mời|phân công|yêu cầu|phối hợp với", re.IGNORECASE)
"""Words by which a document gives an agency its part, when they are all that it says of it."""


def catalogue_paper(book: Book, order: ExportOrder) -> CataloguePaper:
    """Danh mục nhiệm vụ of one programme, groups and tasks in printed order, numbers as printed."""
    programme = one_of([view for view in list_programmes(book) if order.programme in (None, view.id)])
    tasks = _marked_tasks(book, TaskFilter(programme=programme.id, agency=order.agency))
    groups = list_groups(book, programme.id)
    if order.agency is not None:
        groups = tuple(group for group in groups if any(task.sort_key.startswith(group.sort_key) for task in tasks))
    profile = read_letterhead(book)
    return CataloguePaper(
        profile=profile,
        title=programme.title or "Nhiệm vụ công tác dân vận chính quyền",
        rows=_catalogue_rows(groups, tasks),
        decision=AttachedDecision(date=PartialDate(None, None, _year(programme, order.today))),
        signature=signature_of(profile),
    )


def _marked_tasks(book: Book, wanted: TaskFilter) -> tuple[TaskView, ...]:
    """The tasks, with a sign where two books disagree and nobody has chosen yet."""
    return tuple(map(with_marks, list_tasks(book, wanted)))


def _year(programme: ProgrammeView, today: date) -> int:
    return programme.period[0].year if programme.period else today.year


def _catalogue_rows(groups: Sequence[GroupView], tasks: Sequence[TaskView]) -> tuple[CatalogueRow, ...]:
    """Groups and tasks by their printed order; a group inside a group is a container, as in the source tables."""
    keyed: list[tuple[str, CatalogueRow]] = []
    for group in groups:
        kind = RowKind.CONTAINER if group.parent else RowKind.GROUP
        keyed.append((group.sort_key, CatalogueRow(kind, group.number, group.title)))
    for task in tasks:
        row = CatalogueRow(
            kind=RowKind.TASK,
            number=task.number,
            text=task.text,
            lead=_agencies(task, Role.LEAD, Role.IMPLEMENTING),
            coord=_agencies(task, Role.COORDINATING),
            time=task.time_text,
            product=task.product,
            note=task.note,
        )
        keyed.append((task.sort_key, row))
    return tuple(row for _, row in sorted(keyed, key=lambda pair: pair[0]))


def _agencies(task: TaskView, *roles: Role) -> str:
    return "; ".join(_with_note(part) for part in task.assigned if part.role in roles)


def _with_note(part: AssignedView) -> str:
    """«Phòng Văn hóa - Xã hội tổng hợp, theo dõi chung»; «đề nghị … phối hợp thực hiện» goes around the name, «đề nghị»
    alone before it."""
    if _BEFORE_A_NAME.fullmatch(part.note):
        return f"{part.note} {part.name}"
    if "…" in part.note or "..." in part.note:
        return part.note.replace("...", "…").replace("…", part.name, 1)
    return f"{part.name} {part.note}".strip()


def register_paper(book: Book, order: ExportOrder) -> RegisterPaper:
    """Sổ theo dõi nhiệm vụ: where every task stands today."""
    programmes = {view.id: view for view in list_programmes(book)}
    calendar = work_calendar(book)
    tasks = _marked_tasks(book, TaskFilter(programme=order.programme, agency=order.agency))
    rows = []
    for task in tasks:
        now = standing(task, calendar, order.today)
        programme = programmes.get(task.programme)
        rows.append(
            RegisterRow(
                number=task.path,
                group=task.group_title,
                text=task.text,
                state=now.state,
                lead=_agencies(task, Role.LEAD),
                implementing=_agencies(task, Role.IMPLEMENTING),
                coord=_agencies(task, Role.COORDINATING),
                time=task.time_text,
                start=task.timing.start,
                due=task.due.due,
                original_due=task.due.original_due,
                last_working_day=now.last_working_day,
                done_on=task.done_on,
                late_days=now.late_days,
                percent=task.percent,
                result=task.result,
                product=task.product,
                note=task.note,
                programme=programme.title if programme else "",
            )
        )
    chosen = programmes.get(order.programme or "") or (
        next(iter(programmes.values())) if len(programmes) == 1 else None
    )
    return RegisterPaper(read_letterhead(book), tuple(rows), order.today, chosen.title if chosen else "")
