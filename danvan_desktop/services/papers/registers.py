"""Tables that are kept and handed round: the score sheet of the units, the follow-up register of Phụ lục IV."""

from __future__ import annotations

from collections.abc import Iterator

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.official import OfficialPaper, PaperColumn, PaperRow, PaperTable, short_date
from danvan_desktop.domain.records import Role
from danvan_desktop.services.assignments import AgencySheet
from danvan_desktop.services.papers.facts import Facts, Placed, Source, agencies, cut
from danvan_desktop.services.papers.wordings import read_wording

_SCORES = (
    PaperColumn("TT", 1, centred=True),
    PaperColumn("Cơ quan, đơn vị", 5.4),
    PaperColumn("Nhiệm vụ chủ trì", 1.9, centred=True),
    PaperColumn("Đã hoàn thành", 2, centred=True),
    PaperColumn("Quá hạn", 1.6, centred=True),
    PaperColumn("Điểm tự chấm", 1.7, centred=True),
    PaperColumn("Điểm thẩm định", 1.9, centred=True),
    PaperColumn("Điểm thưởng", 2, centred=True),
    PaperColumn("Điểm trừ", 1.5, centred=True),
    PaperColumn("Tổng điểm", 1.7, centred=True),
    PaperColumn("Xếp loại", 2.8, centred=True),
    PaperColumn("Ghi chú", 1.8),
)
_FOLLOW_UP = (
    PaperColumn("Số đến\n(1)", 1.3, centred=True),
    PaperColumn("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản; nhiệm vụ\n(2)", 7.4),
    PaperColumn("Đơn vị hoặc người nhận\n(3)", 4),
    PaperColumn("Thời hạn giải quyết\n(4)", 3),
    PaperColumn("Tiến độ giải quyết\n(5)", 3.4),
    PaperColumn("Số, ký hiệu văn bản trả lời\n(6)", 2.8),
    PaperColumn("Ghi chú\n(7)", 2.4),
)


def scores_paper(source: Source) -> OfficialPaper:
    """The units with what they had to do; points and rank are for the council to write in."""
    order = source.order
    rows = tuple(_score_row(place, sheet) for place, sheet in enumerate(source.sheets(source.units), start=1))
    facts: Facts = source.common() | {"so_don_vi": len(rows)}
    tables = {"tổng hợp": PaperTable(_SCORES, rows or (PaperRow(("",) * len(_SCORES)),))}
    return OfficialPaper(
        source.issuing, read_wording(order.kind, order.wording), facts, order.today, tables, across=True
    )


def _score_row(place: int, sheet: AgencySheet) -> PaperRow:
    late = sum(line.is_late for line in sheet.leading)
    done = sum(line.state in (State.DONE, State.DONE_LATE) or line.own_done for line in sheet.leading)
    blank = len(_SCORES) - 5
    return PaperRow((f"{place}", sheet.agency.facts.name, f"{len(sheet.leading)}", f"{done}", f"{late}", *[""] * blank))


def follow_up_paper(source: Source) -> OfficialPaper:
    """Sổ theo dõi giải quyết with its cover and the seven columns of Phụ lục IV, mẫu VIII (N44)."""
    order, issuing = source.order, source.issuing
    placed = source.placed(source.tasks, order.today)
    facts: Facts = source.common() | {"so_viec": len(placed)}
    return OfficialPaper(
        issuing=issuing,
        wording=read_wording(order.kind, order.wording),
        facts=facts,
        day=order.today,
        tables={"theo dõi": PaperTable(_FOLLOW_UP, tuple(_follow_up_rows(source, placed)))},
        signed=False,
    )


def _follow_up_rows(source: Source, placed: list[Placed]) -> Iterator[PaperRow]:
    title, name = None, source.programme_name()
    for held in placed:
        task = held.task
        if title is None:
            title = name
            yield PaperRow(("", name), band=True)
        due = cut(task.time_text) or (short_date(task.due.due) if task.due.due else "")
        done = f" ngày {short_date(task.done_on)}" if task.done_on and held.is_done else ""
        percent = f" ({task.percent}%)" if task.percent is not None and not held.is_done else ""
        yield PaperRow(
            (
                task.path,
                cut(task.text),
                agencies(task, Role.LEAD, Role.IMPLEMENTING),
                due,
                f"{state_label(held.state)}{done}{percent}",
                "",
                cut(task.note),
            )
        )
