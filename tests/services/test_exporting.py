"""Papers out of a book: their data, and the real files read again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from danvan_desktop import paths
from danvan_desktop.domain.agencies import CommuneType
from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.papers import CatalogueRow, LetterheadProfile, RowKind, Signer, SigningForm
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing
from danvan_desktop.services.books import new_book
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.importing import ImportFact, import_draft
from danvan_desktop.services.letterhead import read_letterhead, save_letterhead
from danvan_desktop.services.papers import (
    PAPERS,
    CannotExport,
    ExportOrder,
    PaperKind,
    WordingPlaces,
    catalogue_paper,
    export,
    register_paper,
)
from danvan_desktop.services.tasks import find_agency, find_task, list_programmes, list_tasks
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.writing.errors import Cancelled
from tests.making import TODAY, author, empty_book, new_ids, shipped
from tests.services.printed import DOCUMENT, PERIOD, PRINTED, TASKS

FACT = ImportFact("danh mục.docx", "Hà", TODAY)
PROFILE = LetterheadProfile(
    "An Bình", CommuneType.WARD, signers=(Signer("Lê Thị Hòa", SigningForm.DEPUTY),), recipients=("Như trên", "Lưu: VT")
)


@pytest.fixture(scope="session")
def printed_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with new_book(tmp_path_factory.mktemp("in") / "in.danvan", author(), 2026, shipped(), "xã An Bình") as made:
        import_draft(made, PRINTED, FACT)
        return made.path


@pytest.fixture
def printed(printed_file: Path, book_dir: Path) -> Iterator[Book]:
    """A book with the catalogue of `printed`, open for writing."""
    path = book_dir / "in.danvan"
    shutil.copyfile(printed_file, path)
    with open_book(path, author("Tuấn")) as held:
        yield held


def order(kind: PaperKind = PaperKind.CATALOGUE, target: Path = Path("x"), **chosen: str | None) -> ExportOrder:
    return ExportOrder(
        kind, target, TODAY, WordingPlaces(paths.resources_dir() / "wording", Path("không có")), **chosen
    )


def agency(book: Book, name: str) -> str:
    return find_agency(book, name).id


def test_groups_containers_and_tasks_come_as_they_are_printed(printed: Book) -> None:
    rows = catalogue_paper(printed, order()).rows
    assert [(row.kind, row.number, row.text) for row in rows] == [
        (RowKind.GROUP, "I.", "TUYÊN TRUYỀN"),
        (RowKind.TASK, "1.", "Đưa tin trên đài truyền thanh"),
        (RowKind.TASK, "2.", "Mở lớp tập huấn"),
        (RowKind.GROUP, "II.", "DÂN CHỦ Ở CƠ SỞ"),
        (RowKind.TASK, "1.", "Đối thoại với nhân dân"),
        (RowKind.CONTAINER, "2", "Ban hành các quy chế:"),
        (RowKind.TASK, "a)", "Quy chế dân chủ"),
        (RowKind.TASK, "b)", "Quy chế làm việc"),
        (RowKind.TASK, "3.", "Sơ kết"),
    ]
    assert [row.time for row in rows if row.kind is RowKind.TASK] == [task.time.raw for task in TASKS]


def row_of(book: Book, text: str) -> CatalogueRow:
    return next(row for row in catalogue_paper(book, order()).rows if row.text == text)


@pytest.mark.parametrize(
    ("text", "lead", "coord"),
    [
        ("Đưa tin trên đài truyền thanh", "Phòng Văn hóa - Xã hội", "Các cơ quan, đơn vị"),
        (
            "Mở lớp tập huấn",
            "Phòng Văn hóa - Xã hội; Tổ hòa giải số 7",
            "đề nghị Ủy ban MTTQ Việt Nam xã phối hợp thực hiện; Đề nghị Ban Xây dựng Đảng",
        ),
        ("Đối thoại với nhân dân", "Phòng Kinh tế; Công an xã", ""),
        ("Quy chế làm việc", "", "Phòng Văn hóa - Xã hội tổng hợp, theo dõi chung"),
    ],
)
def test_words_stand_around_the_names_of_agencies_as_in_the_document(
    printed: Book, text: str, lead: str, coord: str
) -> None:
    row = row_of(printed, text)
    assert (row.lead, row.coord) == (lead, coord)


def test_product_and_note_are_printed(printed: Book) -> None:
    assert row_of(printed, "Quy chế dân chủ").product == "Quy chế"
    assert row_of(printed, "Quy chế làm việc").note == "Sửa hằng năm"


def test_title_year_and_letterhead_are_the_books(printed: Book) -> None:
    paper = catalogue_paper(printed, order())
    assert paper.title == DOCUMENT.title
    assert paper.decision.date.year == 2026
    assert paper.profile == read_letterhead(printed)
    assert paper.signature is None
    save_letterhead(printed, PROFILE)
    signed = catalogue_paper(printed, order())
    assert signed.signature is not None
    assert signed.profile.unit_name == "phường An Bình"
    assert (signed.signature.name, signed.signature.recipients) == ("Lê Thị Hòa", ("Như trên", "Lưu: VT"))
    assert signed.signature.authority == SigningForm.DEPUTY.lines


def test_for_one_agency_only_its_tasks_and_their_headings_are_printed(printed: Book) -> None:
    paper = catalogue_paper(printed, order(agency=agency(printed, "Công an xã")))
    assert [(row.kind, row.text) for row in paper.rows] == [
        (RowKind.GROUP, "TUYÊN TRUYỀN"),
        (RowKind.TASK, "Đưa tin trên đài truyền thanh"),
        (RowKind.GROUP, "DÂN CHỦ Ở CƠ SỞ"),
        (RowKind.TASK, "Đối thoại với nhân dân"),
        (RowKind.CONTAINER, "Ban hành các quy chế:"),
        (RowKind.TASK, "Quy chế dân chủ"),
    ]
    front = catalogue_paper(printed, order(agency=agency(printed, "Ủy ban MTTQ Việt Nam xã")))
    assert [row.text for row in front.rows] == ["TUYÊN TRUYỀN", "Mở lớp tập huấn"]
    assert register_paper(printed, order(agency=agency(printed, "Trạm Y tế xã"))).rows[0].number == "I.1"


def test_a_deleted_task_is_not_printed(printed: Book) -> None:
    editing.delete_tasks(printed, [find_task(printed, "II.1").id])
    assert "Đối thoại với nhân dân" not in [row.text for row in catalogue_paper(printed, order()).rows]
    assert [row.number for row in register_paper(printed, order()).rows] == ["I.1", "I.2", "II.2.a", "II.2.b", "II.3"]


def test_the_register_says_where_every_task_stands(printed: Book) -> None:
    extension = ExtensionOrder(date(2026, 2, 28), "Chờ hướng dẫn")
    editing.extend(printed, find_task(printed, "II.2.a").id, extension, new_ids(), TODAY)
    editing.set_status(printed, [find_task(printed, "II.1")], Status.DONE, TODAY)
    editing.set_fields(printed, find_task(printed, "I.2").id, {"percent": 40, "result": "Đã mở 02 lớp"})
    paper = register_paper(printed, order(PaperKind.REGISTER))
    rows = {row.number: row for row in paper.rows}
    assert list(rows) == ["I.1", "I.2", "II.1", "II.2.a", "II.2.b", "II.3"]
    late = rows["II.2.a"]
    assert (late.state, late.due, late.original_due, late.last_working_day, late.late_days) == (
        State.OVERDUE,
        date(2026, 2, 28),
        date(2026, 2, 14),
        date(2026, 2, 27),
        5,
    )
    assert (late.group, late.product, late.time) == ("Ban hành các quy chế:", "Quy chế", "trước ngày 15/02/2026")
    assert (rows["II.1"].state, rows["II.1"].done_on) == (State.DONE, TODAY)
    assert (rows["II.1"].lead, rows["II.1"].implementing) == ("Phòng Kinh tế", "Công an xã")
    assert (rows["I.2"].percent, rows["I.2"].result, rows["I.2"].start) == (40, "Đã mở 02 lớp", date(2026, 4, 1))
    assert (paper.as_of, paper.subject) == (TODAY, DOCUMENT.title)
    assert {row.programme for row in paper.rows} == {DOCUMENT.title}


def with_next_year(book: Book) -> str:
    """Bring the catalogue of 2027 in too; its id."""
    period = tuple(day.replace("2026", "2027") for day in PERIOD)
    later = replace(DOCUMENT, title="Danh mục nhiệm vụ năm 2027", period=(period[0], period[1]))
    return import_draft(book, replace(PRINTED, document=later, tasks=TASKS[:2]), FACT).programme


def test_a_catalogue_is_of_one_programme_and_a_register_of_all_or_one(printed: Book) -> None:
    later = with_next_year(printed)
    with pytest.raises(CannotExport, match=r"Sổ có 2 chương trình .*Danh mục nhiệm vụ năm 2027.* Hãy chọn"):
        catalogue_paper(printed, order())
    assert len(catalogue_paper(printed, order(programme=later)).rows) == 5
    whole = register_paper(printed, order())
    assert (len(whole.rows), whole.subject) == (8, "")
    assert len({row.programme for row in whole.rows}) == 2
    one = register_paper(printed, order(programme=later))
    assert (len(one.rows), one.subject) == (2, "Danh mục nhiệm vụ năm 2027")


def test_an_empty_book_has_no_catalogue_and_an_empty_register(book_dir: Path) -> None:
    with empty_book(book_dir) as held:
        with pytest.raises(CannotExport, match="chưa có chương trình nào"):
            export(held, order(target=book_dir / "x.docx"))
        (written,) = export(held, order(PaperKind.REGISTER, book_dir / "x.xlsx")).files
        assert register_paper(held, order()).rows == ()
    assert sorted(path.name for path in book_dir.iterdir() if path.suffix != ".danvan") == [written.name]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_word_file_holds_the_rows(printed: Book, book_dir: Path) -> None:
    save_letterhead(printed, PROFILE)
    paper = catalogue_paper(printed, order())
    (written,) = export(printed, order(target=book_dir / "danh mục.docx")).files
    document = docx.Document(str(written))
    (table,) = [table for table in document.tables if plain(table.rows[0].cells[0].text) == "TT"]
    cells = [[plain(cell.text) for cell in row.cells] for row in table.rows]
    assert cells[0] == [
        "TT",
        "Nhiệm vụ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Sản phẩm",
        "Thời gian thực hiện",
        "Ghi chú",
    ]
    for found, row in zip(cells[1:], paper.rows, strict=True):
        assert found[:2] == [row.number, row.text]
        if row.kind is RowKind.TASK:
            assert found[2:] == [row.lead, row.coord, row.product, row.time, row.note]
    whole = plain("\n".join(element.text or "" for element in document.element.body.iter() if element.text))
    for words in ("PHƯỜNG AN BÌNH", "KT. CHỦ TỊCH", "Lê Thị Hòa", "Lưu: VT", "gồm 6 nhiệm vụ"):
        assert words in whole


def test_the_excel_file_holds_the_rows(printed: Book, book_dir: Path) -> None:
    editing.set_fields(printed, find_task(printed, "II.3").id, {"result": "=1+1", "percent": 30})
    paper = register_paper(printed, order())
    (written,) = export(printed, order(PaperKind.REGISTER, book_dir / "sổ.xlsx")).files
    sheet: Any = openpyxl.load_workbook(written).active
    headings, *found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert len(found) == len(paper.rows)
    for values, row in zip(found, paper.rows, strict=True):
        held = dict(zip(headings, values, strict=True))
        assert (held["TT"], held["Nội dung nhiệm vụ"], held["Nhóm nhiệm vụ"]) == (row.number, row.text, row.group)
        assert (held["Cơ quan chủ trì"] or "", held["Cơ quan phối hợp"] or "") == (row.lead, row.coord)
        due = held["Hạn hoàn thành"]
        assert (due.date() if due else None, held["Trạng thái"]) == (row.due, state_label(row.state))
        assert (held["Kết quả thực hiện"] or "", held["Tỷ lệ (%)"]) == (row.result, row.percent)
    assert found[-1][headings.index("Kết quả thực hiện")] == "=1+1"


@pytest.mark.parametrize("kind", [PaperKind.CATALOGUE, PaperKind.REGISTER, PaperKind.REPORT, PaperKind.ASSIGNMENT])
def test_a_cancelled_export_leaves_nothing(printed: Book, book_dir: Path, kind: PaperKind) -> None:
    before = sorted(path.name for path in book_dir.iterdir())
    with pytest.raises(Cancelled):
        export(printed, order(kind, book_dir / f"x{PAPERS[kind].suffix}"), lambda: True)
    assert sorted(path.name for path in book_dir.iterdir()) == before


@pytest.mark.parametrize("name", ["ghi chú.txt", "x.DOC", "không đuôi", "x.xlsx", "in.danvan"])
def test_a_file_of_another_kind_is_not_written_over(printed: Book, book_dir: Path, name: str) -> None:
    target = book_dir / name
    held = target.read_bytes() if target.exists() else b"cua toi"
    target.write_bytes(held)
    kind = PaperKind.CATALOGUE
    with pytest.raises(CannotExport, match=r"đuôi \.docx"):
        export(printed, order(kind, target))
    assert target.read_bytes() == held


@pytest.mark.parametrize("kind", [PaperKind.CATALOGUE, PaperKind.REGISTER])
def test_a_book_is_not_written_over_whatever_its_name(printed: Book, book_dir: Path, kind: PaperKind) -> None:
    target = book_dir / f"sổ khác{PAPERS[kind].suffix}"
    shutil.copyfile(printed.path, target)
    with pytest.raises(CannotExport, match=r"Không xuất đè lên sổ «sổ khác.*sổ được giữ nguyên"):
        export(printed, order(kind, target))
    assert target.read_bytes() == printed.path.read_bytes()


def test_a_paper_of_the_same_kind_is_replaced(printed: Book, book_dir: Path) -> None:
    target = book_dir / "X.DOCX"
    target.write_bytes(b"cu")
    assert export(printed, order(PaperKind.CATALOGUE, target)).files == (target,)
    assert docx.Document(str(target)).tables


def test_putting_out_writes_nothing_into_the_book(printed: Book, book_dir: Path) -> None:
    before = printed.path.read_bytes()
    for kind in PaperKind:
        export(printed, order(kind, book_dir / f"x{PAPERS[kind].suffix}"))
    assert printed.path.read_bytes() == before
    assert len(list_programmes(printed)) == 1
    assert len(list_tasks(printed, TaskFilter())) == len(TASKS)
