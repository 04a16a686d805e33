"""Kế hoạch kiểm tra: whom, when and by whom; what is inspected follows from the groups of tasks."""

from __future__ import annotations

from danvan_desktop.domain.official import (
    OfficialPaper,
    PaperColumn,
    PaperRow,
    PaperTable,
    PeriodKind,
    period_of,
    sentence_case,
)
from danvan_desktop.services.papers.facts import Facts, Source
from danvan_desktop.services.papers.wordings import read_wording

_COLUMNS = (
    PaperColumn("TT", 1, centred=True),
    PaperColumn("Cơ quan, đơn vị được kiểm tra", 5),
    PaperColumn("Ngày, giờ", 2.6, centred=True),
    PaperColumn("Địa điểm", 2.8),
    PaperColumn("Thành phần đoàn kiểm tra", 3.8),
)
_MOST = 12


def inspection_paper(source: Source) -> OfficialPaper:
    """The plan of a year, or of a part of it; the units with the most late tasks come first."""
    order = source.order
    period = order.choices.period or period_of(PeriodKind.YEAR, order.today)
    sheets = source.sheets(source.units)
    late = {sheet.agency.id: sum(line.is_late for line in sheet.leading) for sheet in sheets}
    units = sorted(source.units, key=lambda unit: -late[unit.id])[:_MOST]
    rows = tuple(PaperRow((f"{place}", unit.facts.name, "", "", "")) for place, unit in enumerate(units, start=1))
    top = [group for group in source.groups if group.parent is None]
    facts: Facts = source.common() | {
        "ky": period.label,
        "don_vi": [{"ten": unit.facts.name, "so_qua_han": late[unit.id]} for unit in units],
        "nhom": [sentence_case(group.title) for group in top if group.title],
    }
    tables = {"lịch kiểm tra": PaperTable(_COLUMNS, rows or (PaperRow(("1", "", "", "", "")),))}
    return OfficialPaper(source.issuing, read_wording(order.kind, order.wording), facts, order.today, tables)
