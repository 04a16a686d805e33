"""Báo cáo: what was done, what is under way, what was not; the outline follows the groups of tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.official import (
    OfficialPaper,
    PaperColumn,
    PaperRow,
    PaperTable,
    Period,
    PeriodKind,
    period_of,
    sentence_case,
    short_date,
)
from danvan_desktop.domain.records import Role
from danvan_desktop.services.papers.facts import Facts, Placed, Source, agencies, cut, roots_of, task_facts
from danvan_desktop.services.papers.orders import CannotExport, ExportOrder
from danvan_desktop.services.papers.wordings import read_wording
from danvan_desktop.storage import query

_COLUMNS = (
    PaperColumn("TT", 1.5, centred=True),
    PaperColumn("Tên nhiệm vụ", 8.2),
    PaperColumn("Vai trò (Chủ trì/Phối hợp)", 5.2),
    PaperColumn("Kết quả trong kỳ", 2.8),
    PaperColumn("Lũy kế đến thời điểm báo cáo", 2.2),
    PaperColumn("Tiến độ", 1.8),
    PaperColumn("Tồn tại, khó khăn, vướng mắc", 2.4),
    PaperColumn("Đề xuất, kiến nghị", 1.8),
)
_FAILED = frozenset({State.OVERDUE, State.SUSPENDED, State.CANCELLED})
_COMING = frozenset({State.NOT_DUE_YET, State.NOT_STARTED, State.IN_PROGRESS})
_DONE_BEFORE = "Hoàn thành trước kỳ báo cáo"
_NOT_IN_A_GROUP = "Nhiệm vụ khác"
_LAST_MONTH_OF = ((2, PeriodKind.YEAR), (8, PeriodKind.HALF), (10, PeriodKind.NINE), (12, PeriodKind.YEAR))
"""Up to which month a report is usually asked for; in January and February it is that of the year before."""


def usual_period(today: date) -> Period:
    """The report that a day asks for."""
    kind = next(kind for last, kind in _LAST_MONTH_OF if today.month <= last)
    last_year = today.month <= _LAST_MONTH_OF[0][0]
    return period_of(kind, date(today.year - last_year, 1, 1))


def with_period(order: ExportOrder) -> ExportOrder:
    """The order with the period that its day asks for, where it names none."""
    if order.choices.period is not None:
        return order
    return replace(order, choices=replace(order.choices, period=usual_period(order.today)))


def report_paper(source: Source) -> OfficialPaper:
    """The report of a period. Raises CannotExport for a book without tasks."""
    order = source.order
    period = order.choices.period or usual_period(order.today)
    if not source.tasks:
        raise CannotExport("Sổ chưa có nhiệm vụ nào để báo cáo; chưa xuất gì. Hãy nhập danh mục trước.")
    day = min(order.today, order.choices.closing or period.last)
    with source.book.transaction() as connection:
        diary = query.progress_between(connection, period.first, day)
    teller = _Teller(period, day, diary)
    placed = source.placed(source.tasks, day)
    titles = {group.id: group.title for group in source.groups}
    roots = {group: titles[root] for group, root in roots_of(source.groups).items()}
    facts: Facts = source.common() | {
        "ky": period.label,
        "dot_xuat": period.kind is PeriodKind.SPECIAL,
        "den_ngay": short_date(day),
        "nhom": list(teller.groups(placed, roots)),
        "ton_tai": [teller.facts(held) for held in placed if held.state in _FAILED],
        "sap_toi": [teller.facts(held) for held in _coming(placed, day)],
        "tiep_tuc": [teller.facts(held) for held in placed if held.kept_up and held.state in _COMING],
        "so": _figures(placed),
    }
    tables = {"biểu 01": PaperTable(_COLUMNS, tuple(_rows(teller, placed, roots)))}
    return OfficialPaper(source.issuing, read_wording(order.kind, order.wording), facts, order.today, tables)


class _Teller:
    """Says what became of a task in a period that is closed on `day`."""

    def __init__(self, period: Period, day: date, diary: Mapping[str, str]) -> None:
        self._period, self._day, self._diary = period, day, diary

    def facts(self, placed: Placed) -> Facts:
        """A task for the wording: with what its diary says where nobody has written a result."""
        told = task_facts(placed)
        told["ket_qua"] = told["ket_qua"] or cut(self._diary.get(placed.task.id, ""))
        return told

    def has_result(self, placed: Placed) -> bool:
        """Whether something came of it in the period: done then, or under way."""
        if placed.is_done:
            done_on = placed.task.done_on
            return done_on is None or done_on >= self._period.first
        return placed.state is State.IN_PROGRESS

    def groups(self, placed: Sequence[Placed], roots: Mapping[str, str]) -> Iterator[Facts]:
        """The headings in printed order, each with its results; those without any are left out."""
        by_group: dict[str, list[Placed]] = {}
        for held in placed:
            if self.has_result(held):
                by_group.setdefault(roots.get(held.task.group, ""), []).append(held)
        for title, members in by_group.items():
            yield {"ten": sentence_case(title) or _NOT_IN_A_GROUP, "viec": [self.facts(held) for held in members]}

    def cells(self, placed: Placed) -> tuple[str, ...]:
        """The cells of Biểu 01 behind the number."""
        task, told = placed.task, self.facts(placed)
        lead, coord = agencies(task, Role.LEAD, Role.IMPLEMENTING), agencies(task, Role.COORDINATING)
        said = state_label(placed.state)
        roles = "\n".join(f"{word}: {names}" for word, names in (("Chủ trì", lead), ("Phối hợp", coord)) if names)
        before = placed.is_done and not self.has_result(placed)
        in_period = _DONE_BEFORE if before else str(told["ket_qua"]) or said
        percent = "" if task.percent is None or placed.is_done else f" ({task.percent}%)"
        return (
            cut(task.text),
            roles,
            in_period,
            f"{_WHOLE.get(placed.state) or said}{percent}",
            _PACE.get(placed.state, ""),
            cut(task.note) if placed.state in _FAILED else "",
            "",
        )


_WHOLE = {State.OVERDUE: "Chưa hoàn thành", State.DONE_LATE: state_label(State.DONE)}
_PACE = {State.IN_PROGRESS: "Trong hạn", State.OVERDUE: "Chậm", State.DONE: "Đạt", State.DONE_LATE: "Chậm"}


def _coming(placed: Sequence[Placed], day: date) -> list[Placed]:
    """What is due next, the nearest first."""
    held = [
        (due, place)
        for place, item in enumerate(placed)
        if item.state in _COMING and (due := item.task.due.due) is not None and due >= day
    ]
    return [placed[place] for _, place in sorted(held)]


def _figures(placed: Sequence[Placed]) -> Facts:
    counts = Counter(held.state for held in placed)
    done = counts[State.DONE] + counts[State.DONE_LATE]
    kept = sum(held.kept_up and held.state is State.IN_PROGRESS for held in placed)
    return {
        "tong": len(placed),
        "xong": done,
        "xong_muon": counts[State.DONE_LATE],
        "thuong_xuyen": kept,
        "dang": counts[State.IN_PROGRESS] - kept,
        "qua_han": counts[State.OVERDUE],
        "chua_den_ky": counts[State.NOT_DUE_YET],
        "chua_lam": counts[State.NOT_STARTED],
        "dung": counts[State.SUSPENDED] + counts[State.CANCELLED],
        "ty_le": f"{done * 1000 // max(len(placed), 1) / 10:g}".replace(".", ","),
    }


def _rows(teller: _Teller, placed: Sequence[Placed], roots: Mapping[str, str]) -> Iterator[PaperRow]:
    title, band = None, 0
    for held in placed:
        if title != (now := roots.get(held.task.group, "")):
            title, band = now, band + 1
            yield PaperRow((f"{band}", sentence_case(now) or _NOT_IN_A_GROUP), band=True)
        yield PaperRow((held.task.path, *teller.cells(held)))
