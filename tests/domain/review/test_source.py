"""Which lines of a document say something of which task."""

from __future__ import annotations

from danvan_desktop.domain.draft import (
    Draft,
    DraftAgency,
    DraftDirection,
    DraftDocument,
    DraftGroup,
    DraftReport,
    DraftTask,
    SourcePlace,
)
from danvan_desktop.domain.review import LineUse, source_lines
from danvan_desktop.domain.timing import parse

LINES = (
    "CHƯƠNG TRÌNH",
    "1. Bám sát nhiệm vụ của xã",
    "II. NHIỆM VỤ CỤ THỂ",
    "- Mở lớp tập huấn",
    "- Trồng cây",
    "Chủ trì: Phòng Kinh tế",
    "Thời gian: Quý I/2026",
    "- Chấm điểm thi đua",
    "Chủ trì: Phòng Kinh tế",
    "III. Một dòng lạ",
    "Chủ trì: Phòng Kinh tế",
    "Báo cáo trước 15/6",
)
PLACES = tuple(SourcePlace(block, None, text) for block, text in enumerate(LINES))


def task(block: int, text: str, time: str) -> DraftTask:
    lead = (DraftAgency("Phòng Kinh tế", "Phòng Kinh tế", "KT"),)
    return DraftTask(str(block), "-", "", text, parse(time, 2026), PLACES[block], lead=lead)


DRAFT = Draft(
    DraftDocument(),
    groups=(DraftGroup("II", "II.", "NHIỆM VỤ CỤ THỂ"),),
    tasks=(task(3, "Mở lớp tập huấn", "Quý I/2026"), task(4, "Trồng cây", "Quý I/2026"), task(7, "Chấm điểm", "")),
    directions=(DraftDirection("1", "1", "Bám sát nhiệm vụ của xã", PLACES[1]),),
    reporting=(DraftReport("r", "6 tháng", LINES[11], parse("trước 15/6", 2026), source=PLACES[11]),),
    unrecognised=(PLACES[9],),
)


def test_every_line_says_what_was_made_of_it() -> None:
    uses = [line.use for line in source_lines(DRAFT, PLACES)]
    task_, plain = LineUse.TASK, LineUse.PLAIN
    assert uses[:3] == [plain, LineUse.KEPT, LineUse.HEADING]
    assert uses[3:] == [task_, task_, task_, task_, task_, task_, LineUse.LEFT, plain, LineUse.REPORT]


def test_lines_for_several_tasks_belong_to_each_of_them_and_to_none_below() -> None:
    tasks = [line.tasks for line in source_lines(DRAFT, PLACES)]
    assert tasks[3:9] == [(0,), (1,), (0, 1), (0, 1), (2,), (2,)]


def test_the_lines_of_form_and_product_belong_to_the_task_too() -> None:
    texts = ("- Mở lớp", "- Hình thức: hội nghị trực tuyến", "- Sản phẩm: tài liệu", "Việc khác")
    places = tuple(SourcePlace(block, None, text) for block, text in enumerate(texts))
    own = DraftTask("1", "-", "", "Mở lớp", parse("", 2026), places[0], form="hội nghị trực tuyến", product="tài liệu")
    assert [line.tasks for line in source_lines(Draft(DraftDocument(), tasks=(own,)), places)] == [(0,), (0,), (0,), ()]


def test_rows_of_a_table_stand_alone() -> None:
    rows = tuple(SourcePlace(0, row, f"{row} | Việc {row} | Phòng Kinh tế") for row in range(2))
    read = Draft(DraftDocument(), tasks=(DraftTask("0", "0", "", "Việc 0", parse("", 2026), rows[0]),))
    assert [line.tasks for line in source_lines(read, rows)] == [(0,), ()]
