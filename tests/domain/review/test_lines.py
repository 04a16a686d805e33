"""What the officer makes of lines of the document, and what of it is proposed for the document of the next year."""

from __future__ import annotations

from dataclasses import replace

from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review import (
    About,
    Becomes,
    LineUse,
    Review,
    Sheet,
    SourceLine,
    forget,
    forget_column,
    open_doubts,
    proposed,
    put,
    put_column,
    recalled_count,
    sheet_of,
    use_line,
)
from danvan_desktop.domain.review.decisions import decided
from tests.domain.review.test_sheet import fresh, read_time, view
from tests.services.drafts import Line, draft

UNKNOWN = agency_id("Tổ hòa giải số 7")
POLICE = agency_id("Công an xã")


def of_year(year: int) -> tuple[Draft, tuple[SourceLine, ...]]:
    """A document in a table, with a heading over its columns and two lines that the recogniser left."""
    read = draft(
        (
            Line("1.1", f"Xây dựng kế hoạch năm {year}", group="1"),
            Line("1.2", "Mở lớp tập huấn", group="1"),
            Line("2.1", f"Sơ kết {year}", lead=("Tổ hòa giải số 7",), group="2"),
            Line("2.2", "Lấy ý kiến nhân dân", group="2"),
        )
    )
    rows = tuple(
        SourceLine(
            held.text, LineUse.TASK, (at,), (1, at + 1), (held.number, held.text, "Phòng Kinh tế", "Báo cáo"), at
        )
        for at, held in enumerate(read.tasks)
    )
    heading = SourceLine("TT | Việc", LineUse.PLAIN, (), (1, 0), ("TT", "Việc", "Đầu mối", "Kết quả"))
    last = (
        SourceLine(f"3. Tổ chức hội thi năm {year}", LineUse.LEFT, (), (2, None), (), 3),
        SourceLine("Phát huy dân chủ", LineUse.LEFT, (), (3, None), (), 3),
    )
    return read, (heading, *rows, *last)


def begun(year: int) -> tuple[Sheet, Draft]:
    read, lines = of_year(year)
    known = fresh(read, view("Công an xã"), view("Phòng Kinh tế")).known
    return sheet_of(read, known, lines), read


def corrected(sheet: Sheet) -> Sheet:
    """What an officer decides over the document of the first year."""
    sheet = use_line(sheet, 5, Becomes.TASK)
    sheet = use_line(sheet, 6, Becomes.DIRECTION)
    sheet = use_line(sheet, 2, Becomes.GROUP)
    sheet = sheet.take([0], taken=False)
    sheet = put_column(sheet, 0, 3, "product")
    return sheet.resolve(UNKNOWN, POLICE)


def reviewed(sheet: Sheet, read: Draft) -> Review:
    return decided(sheet, read, read_time)


def test_a_line_becomes_a_task_a_group_or_what_the_programme_keeps() -> None:
    first, read = begun(2026)
    sheet = corrected(first)
    made = reviewed(sheet, read)
    (task,) = made.added
    assert (task.after, task.fields["number"], task.fields["text"]) == (3, "3", "Tổ chức hội thi năm 2026")
    assert [(text.what, text.text) for text in made.texts] == [
        (Becomes.GROUP, "Mở lớp tập huấn"),
        (Becomes.DIRECTION, "Phát huy dân chủ"),
    ]
    assert made.dropped == {0, 1}
    assert all(row.product == "Báo cáo" for row in sheet.rows if row.line is None)
    at_first = use_line(replace(first, lines=(SourceLine("Việc đầu", LineUse.LEFT), *first.lines[1:])), 0, Becomes.TASK)
    assert (at_first.rows[0].text, reviewed(at_first, read).added[0].after) == ("Việc đầu", -1)
    assert first.become(0, Becomes.GROUP).rows[1].group == len(read.groups)
    assert first.become(0, Becomes.GROUP).take([0], taken=True).rows == first.rows


def test_words_of_the_document_go_into_a_field() -> None:
    sheet, _ = begun(2026)
    sheet = put(sheet, 1, "time", "Thời gian thực hiện: Quý III/2026")
    sheet = put(sheet, 1, "coord", "Phối hợp: Công an xã; Phòng Kinh tế")
    sheet = put(sheet, 1, "text", "cho trưởng thôn")
    row = sheet.rows[1]
    assert (row.time, row.text) == ("Quý III/2026", "Mở lớp tập huấn cho trưởng thôn")
    assert sheet.names(row, Role.COORDINATING) == ("Công an xã", "Phòng Kinh tế")


def test_the_next_document_of_the_shape_comes_as_it_was_decided_without_a_doubt() -> None:
    first, read = begun(2026)
    remembered = {(choice.about.value, choice.key): choice.value for choice in reviewed(corrected(first), read).choices}
    assert {about for about, _ in remembered} == {About.LINE, About.AGENCY, About.COLUMN}
    blank, later = begun(2027)
    sheet = proposed(blank, remembered)
    said = [(row.text, row.taken, row.becomes, row.recalled) for row in sheet.rows]
    assert said == [
        ("Xây dựng kế hoạch năm 2027", False, Becomes.NOTHING, True),
        ("Mở lớp tập huấn", False, Becomes.GROUP, True),
        ("Sơ kết 2027", True, Becomes.TASK, False),
        ("Lấy ý kiến nhân dân", True, Becomes.TASK, False),
        ("Tổ chức hội thi năm 2027", True, Becomes.TASK, True),
        ("Phát huy dân chủ", False, Becomes.DIRECTION, True),
    ]
    taken = [row for row in sheet.rows if row.taken]
    assert [open_doubts(sheet, row, sheet.task(row), read_time) for row in taken] == [(), (), ()]
    assert sheet.names(sheet.rows[2], Role.LEAD) == ("Công an xã",)
    assert sheet.rows[2].product == "Báo cáo"
    assert recalled_count(sheet) == 6
    again = reviewed(sheet, later)
    assert (again.choices, again.forgotten) == ((), frozenset())
    for place in (5, 4, 2, 1, 0):
        sheet = forget(sheet, place)
    sheet = forget_column(sheet, 0, 3)
    assert (sheet.rows, sheet.same) == (blank.rows, blank.same)
    left = reviewed(sheet, later)
    assert left.forgotten == remembered.keys()
    assert left.parted == {UNKNOWN}


def test_whoever_takes_a_few_tasks_out_of_many_sets_no_rule() -> None:
    sheet, read = begun(2026)
    assert reviewed(sheet.take([0, 1, 2], taken=False), read).choices == ()
