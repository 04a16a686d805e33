"""Long papers: Word against copies of one prepared row, Excel against XlsxWriter writing the same cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.official.workbooks import MatrixRow, MatrixTable, TableHead
from danvan_desktop.domain.papers import (
    CataloguePaper,
    CatalogueRow,
    LetterheadProfile,
    RegisterPaper,
    RegisterRow,
    RowKind,
)
from danvan_desktop.domain.records import Role
from danvan_desktop.writing import write_catalogue, write_register, write_table
from tests.benchmarks.plan import Plan
from tests.benchmarks.table import Line, line_of, times
from tests.benchmarks.timing import Pair, interleaved

_PROFILE = LetterheadProfile("Tân Phú")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EACH_MORE = 12
"""Ten times the rows may take at most so many times as long."""
_DAY = date(2026, 3, 5)
_STATES = tuple(State)
_AGENCIES, _BEFORE_PARTS = 20, 4
_FIELDS: tuple[str, ...] = (
    "number",
    "group",
    "text",
    "lead",
    "implementing",
    "coord",
    "time",
    "start",
    "due",
    "original_due",
)
_FIELDS += ("last_working_day", "state", "late_days", "done_on", "percent", "result", "product", "note", "programme")


def measure_word(plan: Plan, folder: Path) -> Iterator[Line]:
    """The catalogue in six columns."""
    target, taken = folder / "paper.docx", []
    against = "lxml: deep copies of one prepared row of six cells, filled, written as XML, zipped"
    for count, runs in zip(plan.word_rows, (plan.runs, plan.long_runs), strict=True):
        rows = catalogue_rows(count)
        paper = CataloguePaper(_PROFILE, "Nhiệm vụ công tác dân vận năm 2026", rows)
        pair = interleaved(partial(_copied, rows, target), partial(write_catalogue, paper, target), runs)
        taken.append(pair.ours)
        yield line_of(f"Word, {count:,} rows × 6", against, pair, times(3), "ours also reads the file again")
    fewer, more = plan.word_rows
    grown = Pair(taken[0][: plan.long_runs], taken[1])
    what = f"Word, {more:,} rows against {fewer:,}"
    yield line_of(what, f"ours with {fewer:,} rows", grown, times(_EACH_MORE))
    target.unlink()


def measure_excel(plan: Plan, folder: Path) -> Iterator[Line]:
    """The tracking register in all its columns."""
    target = folder / "paper.xlsx"
    against = f"XlsxWriter with constant_memory writing the same {len(_FIELDS)} cells a row, dates as dates, one border"
    for count in plan.excel_rows:
        rows = register_rows(count)
        paper = RegisterPaper(_PROFILE, rows, _DAY)
        pair = interleaved(partial(_streamed, rows, target), partial(write_register, paper, target), plan.long_runs)
        note = "ours measures the height of every row, and reads the file again"
        yield line_of(f"Excel, {count:,} rows × {len(_FIELDS)}", against, pair, times(1.5), note)
    target.unlink()


def measure_matrix(plan: Plan, folder: Path) -> Iterator[Line]:
    """The assignment matrix of many tasks and twenty agencies."""
    target = folder / "paper.xlsx"
    rows = matrix_rows(plan.matrix_rows)
    table = MatrixTable(TableHead(_PROFILE, "", _DAY), tuple(f"CQ {place}" for place in range(_AGENCIES)), rows)
    cells = _BEFORE_PARTS + _AGENCIES
    against = f"XlsxWriter with constant_memory writing the same {cells} cells a row, dates as dates, one border"
    pair = interleaved(partial(_streamed_matrix, rows, target), partial(write_table, table, target), plan.long_runs)
    note = "ours measures the height of every row, adds the sums, and reads the file again"
    yield line_of(
        f"Excel, matrix of {plan.matrix_rows:,} tasks × {_AGENCIES} agencies", against, pair, times(1.5), note
    )
    target.unlink()


def matrix_rows(count: int) -> tuple[MatrixRow, ...]:
    """The same tasks, each with one that leads and three that take part."""
    return tuple(
        MatrixRow(
            task.number,
            task.text,
            task.time,
            _DAY + timedelta(place % 300),
            {
                place % _AGENCIES: Role.LEAD,
                **{(place + step) % _AGENCIES: Role.COORDINATING for step in (3, 7, 11)},
            },
        )
        for place, task in enumerate(catalogue_rows(count))
    )


def catalogue_rows(count: int) -> tuple[CatalogueRow, ...]:
    """Rows as a commune writes them, no two alike."""
    return tuple(
        CatalogueRow(
            RowKind.TASK,
            f"{place // 8 + 1}.{place % 8 + 1}",
            f"Rà soát, sửa đổi quy chế dân chủ ở cơ sở lần thứ {place} và công khai tại nhà văn hóa thôn theo quy định",
            "Phòng Văn hóa - Xã hội",
            f"Các thôn; Ủy ban MTTQ Việt Nam xã; Trưởng thôn số {place % 17}",
            f"Hoàn thành trước ngày {place % 28 + 1:02d}/{place % 12 + 1:02d}/2026",
            "Kế hoạch của Ủy ban nhân dân xã",
        )
        for place in range(count)
    )


def register_rows(count: int) -> tuple[RegisterRow, ...]:
    """The same tasks with what was made of them."""
    return tuple(
        RegisterRow(
            number=task.number,
            group=f"Thực hiện dân chủ ở cơ sở, đợt {place // 8 + 1}",
            text=task.text,
            state=_STATES[place % len(_STATES)],
            lead=task.lead,
            coord=task.coord,
            time=task.time,
            due=_DAY + timedelta(place % 300),
            original_due=_DAY + timedelta(place % 290),
            last_working_day=_DAY + timedelta(place % 300),
            done_on=_DAY if place % 3 == 0 else None,
            late_days=place % 5,
            percent=place % 101,
            result=f"Đã làm {place % 9} trong 9 thôn",
            product=task.product,
            programme="Chương trình năm 2026",
        )
        for place, task in enumerate(catalogue_rows(count))
    )


def _copied(rows: tuple[CatalogueRow, ...], target: Path) -> None:
    """The floor of Word: no letterhead, no styles, no reading again."""
    from lxml import etree

    table = etree.fromstring(f'<w:tbl xmlns:w="{_W}">{_prepared_row()}</w:tbl>')
    prepared = table[0]
    table.remove(prepared)
    for row in rows:
        copy = deepcopy(prepared)
        for node, text in zip(
            copy.iter(f"{{{_W}}}t"),
            (row.number, row.text, row.lead, row.coord, row.time, row.product),
            strict=True,
        ):
            node.text = text
        table.append(copy)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", etree.tostring(table, encoding="UTF-8"))


def _prepared_row() -> str:
    """A row with the properties that any table of the decree's form needs."""
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    text = f'<w:r><w:rPr>{fonts}<w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr><w:t xml:space="preserve"/></w:r>'
    cell = '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val="both"/></w:pPr>'
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{f'{cell}{text}</w:p></w:tc>' * 6}</w:tr>"


def _streamed(rows: tuple[RegisterRow, ...], target: Path) -> None:
    """The floor of Excel: no headings, no tints, no heights, no reading again."""
    from xlsxwriter import Workbook

    with Workbook(str(target), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        plain = book.add_format({"border": 1, "text_wrap": True})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows):
            for column, name in enumerate(_FIELDS):
                value = getattr(row, name)
                if isinstance(value, State):
                    sheet.write_string(place, column, state_label(value), plain)
                elif isinstance(value, str) and value:
                    sheet.write_string(place, column, value, plain)
                elif isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif isinstance(value, int):
                    sheet.write_number(place, column, value, plain)
                else:
                    sheet.write_blank(place, column, None, plain)


def _streamed_matrix(rows: tuple[MatrixRow, ...], target: Path) -> None:
    """The floor of the matrix: no headings, no heights, no sums, no reading again."""
    from xlsxwriter import Workbook

    with Workbook(str(target), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        plain = book.add_format({"border": 1, "text_wrap": True})
        day = book.add_format({"border": 1, "num_format": "dd/mm/yyyy"})
        for place, row in enumerate(rows):
            for column, text in enumerate((row.number, row.text, row.time)):
                sheet.write_string(place, column, text, plain)
            sheet.write_datetime(place, _BEFORE_PARTS - 1, row.due, day)
            for agency in range(_AGENCIES):
                part = row.parts.get(agency)
                if part is None:
                    sheet.write_blank(place, _BEFORE_PARTS + agency, None, plain)
                else:
                    sheet.write_string(place, _BEFORE_PARTS + agency, "C" if part is Role.LEAD else "P", plain)
