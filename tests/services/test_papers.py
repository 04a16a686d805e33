"""Every kind of paper out of the sample book, its words read again from the file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_desktop import paths
from danvan_desktop.domain.draft import DraftAgency
from danvan_desktop.domain.official import Period, PeriodKind
from danvan_desktop.domain.papers import LetterheadProfile, Signer, SigningForm
from danvan_desktop.domain.records import Status
from danvan_desktop.services import editing, papers
from danvan_desktop.services.books import new_book
from danvan_desktop.services.catalogue import DiaryOrder, add_progress
from danvan_desktop.services.importing import ImportFact, import_draft
from danvan_desktop.services.letterhead import save_letterhead
from danvan_desktop.services.papers import (
    PAPERS,
    CannotExport,
    Exported,
    ExportOrder,
    PaperChoices,
    PaperKind,
    WordingPlaces,
)
from danvan_desktop.services.papers.report import usual_period
from danvan_desktop.services.tasks import find_agency, find_task
from danvan_desktop.storage.book import Book, open_book
from tests.checking.good_papers import found_in
from tests.making import TODAY, author, empty_book, new_ids, shipped
from tests.services.printed import DOCUMENT, PRINTED, TASKS
from tests.writing.schema_order import misplaced
from tests.writing.wordfile import W, part, text_of

JUNE = date(2026, 6, 20)
NEED_TASKS = frozenset(PAPERS) - {PaperKind.TIMETABLE, PaperKind.INSPECTION, PaperKind.SCORES, PaperKind.FOLLOW_UP}
WORDS = [kind for kind in PAPERS if papers.has_wording(kind)]


@pytest.fixture
def places(tmp_path: Path) -> WordingPlaces:
    return WordingPlaces(paths.resources_dir() / "wording", tmp_path / "Câu chữ")


@pytest.fixture(scope="module")
def june(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The sample book with a result, a diary entry, a note and a signer; not to be changed by a test."""
    path = tmp_path_factory.mktemp("tháng sáu") / "sổ.danvan"
    shutil.copyfile(sample_file, path)
    with open_book(path, author("Tuấn")) as held:
        signers = (Signer("Lê Thị Hòa", SigningForm.DEPUTY), Signer("Trần Văn An", SigningForm.HEAD))
        save_letterhead(
            held, LetterheadProfile("Tân Phú", signers=signers, recipients=("Ban Xây dựng Đảng", "Lưu: VT"))
        )
        done = find_task(held, "1.3")
        editing.set_status(held, [done], Status.DONE, JUNE)
        editing.set_fields(held, done.id, {"result": "đã mở 02 lớp, 120 lượt người."})
        entry = DiaryOrder(date(2026, 5, 6), "Đã phát 04 chuyên mục, 12 tin bài")
        add_progress(held, find_task(held, "1.5").id, entry, new_ids())
        editing.set_fields(held, find_task(held, "2.1").id, {"note": "Chờ hướng dẫn của tỉnh"})
        yield held


def put_out(book: Book, places: WordingPlaces, kind: PaperKind, **changes: Any) -> Exported:
    agency = changes.pop("agency", None)
    order = ExportOrder(
        kind,
        changes.pop("target", places.own.parent / f"x{PAPERS[kind].suffix}"),
        changes.pop("today", JUNE),
        places,
        changes.pop("programme", None),
        find_agency(book, agency).id if agency else None,
        PaperChoices(**changes),
    )
    return papers.export(book, order)


def read(path: Path) -> str:
    """All words of a Word file, a paragraph a line."""
    return "\n".join(text_of(line) for line in part(path).iter(f"{W}p"))


def said(book: Book, places: WordingPlaces, kind: PaperKind, **changes: Any) -> str:
    (written,) = put_out(book, places, kind, **changes).files
    return read(written)


EXPECTED = {
    PaperKind.DECISION: ("QUYẾT ĐỊNH:", "Điều 1. Ban hành kèm theo", "Danh mục này gồm 25 nhiệm vụ./.", "/QĐ-UBND"),
    PaperKind.PLAN: ("KẾ HOẠCH", "/KH-UBND", "2. Thực hiện dân chủ ở cơ sở", "- Thời gian thực hiện: Quý II/2026."),
    PaperKind.PROGRAMME: ("CHƯƠNG TRÌNH", "/CTr-UBND", "I. NHIỆM VỤ TRỌNG TÂM"),
    PaperKind.DEPLOYMENT: ("V/v triển khai", "/UBND-VHXH", "- Phòng Kinh tế;", "PHÂN CÔNG NHIỆM VỤ"),
    PaperKind.URGING: ("V/v đôn đốc thực hiện", "Kính gửi: Phòng Kinh tế", "quá hạn 113 ngày"),
    PaperKind.ASSIGNMENT: ("PHIẾU GIAO NHIỆM VỤ", "1. Nhiệm vụ chủ trì thực hiện"),
    PaperKind.REPORT: ("BÁO CÁO", "6 tháng đầu năm 2026", "BIỂU 01", "Phụ lục II", "/BC-UBND"),
    PaperKind.TIMETABLE: ("Lịch công tác dân vận chính quyền tháng 6 năm 2026", "Thứ Ba, 30/6/2026", "/TB-UBND"),
    PaperKind.INSPECTION: ("Kiểm tra việc thực hiện", "LỊCH KIỂM TRA", "ĐỀ CƯƠNG BÁO CÁO", "Phụ lục III"),
    PaperKind.SCORES: ("BẢNG TỔNG HỢP", "Điểm thẩm định", "Xếp loại", "Kèm theo Quyết định số"),
    PaperKind.FOLLOW_UP: ("SỔ THEO DÕI GIẢI QUYẾT NHIỆM VỤ", "Số, ký hiệu văn bản trả lời", "Quyển số"),
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_paper_says_what_the_book_holds(june: Book, places: WordingPlaces, kind: PaperKind) -> None:
    (written,) = put_out(june, places, kind).files
    assert found_in(written.read_bytes()) == ()
    assert list(misplaced(part(written))) == []
    text = read(written)
    for words in EXPECTED[kind]:
        assert words in text
    assert "./." in text
    assert not re.search(r"\{\{|\{%|\*\*|\bNone\b|  +[,.;]", text)
    if kind is not PaperKind.FOLLOW_UP:
        assert {"KT. CHỦ TỊCH", "Lê Thị Hòa", "- Lưu: VT."} <= set(text.split("\n"))


@pytest.mark.parametrize("kind", WORDS)
def test_a_book_without_tasks_is_refused_in_a_sentence_or_gives_a_whole_paper(
    book_dir: Path, places: WordingPlaces, kind: PaperKind
) -> None:
    with empty_book(book_dir) as held:
        if kind in NEED_TASKS:
            with pytest.raises(CannotExport, match=r"chưa xuất gì|Hãy nhập danh mục trước"):
                said(held, places, kind)
            assert not (places.own.parent / "x.docx").exists()
        else:
            (written,) = put_out(held, places, kind).files
            assert found_in(written.read_bytes()) == ()
            assert "./." in read(written)


@pytest.mark.parametrize("kind", WORDS)
def test_one_task_with_long_names(long_book: Book, places: WordingPlaces, kind: PaperKind) -> None:
    (written,) = put_out(long_book, places, kind, today=date(2026, 12, 30), signing=SigningForm.CHAIR_ALONE).files
    assert found_in(written.read_bytes()) == ()
    text = read(written)
    assert "./." in text
    if kind is not PaperKind.FOLLOW_UP:
        assert "\nCHỦ TỊCH\n" in text


@pytest.fixture(scope="module")
def long_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One late task of an agency whose name has 120 letters, in a programme whose title has 300; nobody to sign."""
    title = ("Nhiệm vụ công tác dân vận gắn với cải cách hành chính " * 6)[:300].strip()
    agency = ("Trung tâm Cung ứng dịch vụ sự nghiệp công và quản lý dự án " * 3)[:120].strip()
    task = replace(TASKS[1], lead=(DraftAgency(agency, agency),), coord=())
    draft = replace(PRINTED, document=replace(DOCUMENT, title=title), tasks=(task,))
    with new_book(tmp_path_factory.mktemp("dài") / "in.danvan", author(), 2026, shipped(), "xã An Bình") as made:
        import_draft(made, draft, ImportFact("danh mục.docx", "Hà", TODAY))
        yield made


def test_the_report_finds_a_verb_for_every_state(june: Book, places: WordingPlaces) -> None:
    text = said(june, places, PaperKind.REPORT)
    result, _, rest = text.partition("III. ĐÁNH GIÁ CHUNG")
    assert "- Đã mở lớp bồi dưỡng kỹ năng tiếp dân" in result
    assert "đã mở 02 lớp, 120 lượt người." in result
    assert "- Duy trì thường xuyên việc đưa nội dung" in result
    assert re.search("- Đang tổ chức đợt tuyên truyền.*kết quả đến nay: đã phát 04 chuyên mục, 12 tin bài", result)
    assert "Rà soát, sửa đổi quy chế" not in result, "what is late is no result"
    assert "Tổ chức hội nghị đại biểu nhân dân" not in result, "what is not due yet is left out"
    assert "nguyên nhân: chờ hướng dẫn của tỉnh." in rest
    assert "- Tổ chức hội nghị đại biểu nhân dân bàn việc thực hiện dân chủ" in rest
    assert "(hoàn thành sau thời hạn)" not in result


def test_a_report_counts_up_to_its_closing_day(june: Book, places: WordingPlaces) -> None:
    text = said(june, places, PaperKind.REPORT, closing=date(2026, 6, 1))
    assert "số liệu tính đến hết ngày 01/6/2026" in text
    assert "- Đang mở lớp bồi dưỡng" in text, "it was finished later"
    later = Period(PeriodKind.SPECIAL, date(2026, 6, 1), date(2026, 6, 30))
    special = said(june, places, PaperKind.REPORT, period=later)
    assert "báo cáo đột xuất kết quả thực hiện công tác dân vận chính quyền từ ngày 01/6/2026" in special
    assert "Hoàn thành trước kỳ báo cáo" in special
    assert "đã phát 04 chuyên mục" not in special, "the diary tells of it in May"


def test_a_letter_is_about_one_agency_and_gives_it_a_new_day(june: Book, places: WordingPlaces) -> None:
    earlier = "Công văn số 12/UBND-VHXH ngày 05/3/2026"
    text = said(
        june,
        places,
        PaperKind.URGING,
        agency="Phòng Kinh tế",
        letter_round=2,
        earlier=earlier,
        deadline=date(2026, 7, 10),
    )
    assert "V/v đôn đốc lần 2" in text
    assert earlier in text
    assert "trước ngày 10/7/2026" in text
    assert "giao Phòng Kinh tế khẩn trương" in text
    assert "Niêm yết công khai danh mục công trình" in text
    assert "Kiện toàn ban thanh tra nhân dân" not in text, "the late task of another agency"
    front = said(june, places, PaperKind.URGING, agency="Ủy ban MTTQ Việt Nam xã")
    assert "đề nghị Ủy ban MTTQ Việt Nam xã khẩn trương" in front
    assert "trước ngày 26/6/2026" in front, "five working days on"
    with pytest.raises(CannotExport, match="«Ban Xây dựng Đảng» không có nhiệm vụ quá hạn"):
        said(june, places, PaperKind.URGING, agency="Ban Xây dựng Đảng")


def test_a_letter_to_one_agency_lists_what_it_leads_and_what_it_takes_part_in(
    june: Book, places: WordingPlaces
) -> None:
    text = said(june, places, PaperKind.DEPLOYMENT, agency="Ủy ban MTTQ Việt Nam xã")
    assert "Ủy ban nhân dân xã Tân Phú đề nghị Ủy ban MTTQ Việt Nam xã thực hiện" in text
    leading, coordinating = text.index("Nhiệm vụ chủ trì thực hiện"), text.index("Nhiệm vụ phối hợp thực hiện")
    assert leading < text.index("Kiện toàn ban thanh tra nhân dân") < coordinating < text.index("Mở lớp bồi dưỡng")
    assert "Phát chuyên mục" not in text
    with pytest.raises(CannotExport, match="chưa xuất gì"):
        said(june, places, PaperKind.DEPLOYMENT, agency="Sở Nội vụ")


def test_one_file_for_each_agency_named_after_it(june: Book, places: WordingPlaces, book_dir: Path) -> None:
    target = book_dir / "DanVan_2026_DonDoc_20260620.docx"
    done = put_out(june, places, PaperKind.URGING, each=True, target=target)
    names = [path.name for path in done.files]
    assert "DanVan_2026_DonDoc_PhongKinhTe_20260620.docx" in names
    assert len(names) == len(set(names)) == len(list(book_dir.glob("*.docx"))) > 5
    assert all(name.isascii() for name in names)
    text = read(done.files[names.index("DanVan_2026_DonDoc_CongAnXa_20260620.docx")])
    assert text.count("Kính gửi:") == 1
    assert "Kính gửi: Công an xã" in text


def test_the_office_signs_in_its_own_name(june: Book, places: WordingPlaces) -> None:
    text = said(june, places, PaperKind.REPORT, signing=SigningForm.HEAD)
    assert {"UBND XÃ TÂN PHÚ", "PHÒNG VĂN HÓA - XÃ HỘI", "TRƯỞNG PHÒNG", "Trần Văn An"} <= set(text.split("\n"))
    assert "/BC-VHXH" in text
    unnamed = said(june, places, PaperKind.REPORT, signing=SigningForm.OFFICE_HEAD)
    assert "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n" in unnamed


def test_the_officers_own_words_outlive_what_ships(june: Book, places: WordingPlaces) -> None:
    own = papers.own_wording(PaperKind.URGING, places)
    assert own.read_bytes() == (places.shipped / own.name).read_bytes()
    changed = own.read_text(encoding="utf-8").replace("khẩn trương", "tập trung")
    own.write_bytes(changed.replace("\n", "\r\n").encode("utf-16"))
    assert papers.own_wording(PaperKind.URGING, places) == own
    assert "giao Phòng Kinh tế tập trung hoàn thành" in said(june, places, PaperKind.URGING, agency="Phòng Kinh tế")
    own.write_text(changed.replace("{% else %}", "{% khác %}", 1), encoding="utf-8")
    done = put_out(june, places, PaperKind.URGING, agency="Phòng Kinh tế")
    assert re.match(r"Mẫu câu chữ «cong-van-don-doc.txt» sai ở dòng \d+: ", done.notes[0])
    assert "khẩn trương" in read(done.files[0])
    assert papers.has_own_wording(PaperKind.URGING, places)
    assert papers.drop_own_wording(PaperKind.URGING, places)
    assert not papers.drop_own_wording(PaperKind.URGING, places)
    assert (places.own / "cong-van-don-doc (cũ 1).txt").is_file()


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 1, 9), "năm 2025"),
        (date(2026, 6, 5), "6 tháng đầu năm 2026"),
        (date(2026, 9, 5), "9 tháng năm 2026"),
        (date(2026, 12, 1), "năm 2026"),
    ],
)
def test_the_report_that_a_day_asks_for(day: date, label: str) -> None:
    assert usual_period(day).label == label


def test_of_several_programmes_the_one_of_the_time_is_taken(book_dir: Path, places: WordingPlaces) -> None:
    with new_book(book_dir / "in.danvan", author(), 2026, shipped(), "xã An Bình") as held:
        fact = ImportFact("danh mục.docx", "Hà", TODAY)
        import_draft(held, PRINTED, fact)
        later = replace(DOCUMENT, title="Danh mục nhiệm vụ năm 2027", period=("2027-01-01", "2027-12-31"))
        import_draft(held, replace(PRINTED, document=later, tasks=TASKS[:2]), fact)
        assert "gồm 06 nhiệm vụ" in said(held, places, PaperKind.DECISION)
        assert "gồm 02 nhiệm vụ" in said(held, places, PaperKind.DECISION, today=date(2027, 5, 4))
        with pytest.raises(CannotExport, match="Sổ có 2 chương trình"):
            said(held, places, PaperKind.DECISION, today=date(2030, 1, 1))


def test_names_of_files_are_short_and_plain() -> None:
    name = papers.file_name(PaperKind.URGING, 2026, TODAY, "Phòng Văn hóa - Xã hội", "Lan2")
    assert name == "DanVan_2026_DonDoc_PhongVanHoaXaHoi_Lan2_20260305.docx"
