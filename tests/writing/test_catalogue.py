"""The catalogue as blocks: what it says, before any renderer."""

from __future__ import annotations

from dataclasses import replace

from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.papers import AttachedDecision, CatalogueRow, RowKind
from danvan_desktop.writing.blocks import (
    Document,
    Letterhead,
    Orientation,
    Paragraph,
    Signature,
    Table,
    Title,
    TitleForm,
)
from danvan_desktop.writing.composing.catalogue import compose_catalogue
from danvan_desktop.writing.typography import DAY_GAP, NBSP, NUMBER_GAP
from tests.writing.papers_made import catalogue, profile, rows


def table_of(document: Document) -> Table:
    return next(block for block in document.sections[0].blocks if isinstance(block, Table))


def title_of(document: Document) -> Title:
    return next(block for block in document.sections[0].blocks if isinstance(block, Title))


def closing_of(document: Document) -> str:
    closing = next(block for block in document.sections[0].blocks if isinstance(block, Paragraph))
    return "".join(span.text for span in closing.spans)


def test_a_catalogue_issued_with_a_decision_is_put_together_as_mau_1_3() -> None:
    blocks = compose_catalogue(catalogue()).sections[0].blocks
    assert [type(block) for block in blocks] == [Letterhead, Title, Table, Paragraph, Signature]


def test_the_reference_leaves_room_for_number_day_and_month() -> None:
    assert title_of(compose_catalogue(catalogue())).reference == (
        f"(Kèm theo Quyết định số{NUMBER_GAP}/QĐ-UBND ngày{DAY_GAP}tháng{DAY_GAP}năm{NBSP}2026 "
        "của Ủy ban nhân dân xã Tân Phú)"
    )


def test_a_known_decision_is_written_out() -> None:
    decision = AttachedDecision(number="7", date=PartialDate(9, 2, 2026), issuer="Chủ tịch Ủy ban nhân dân xã An Bình")
    reference = title_of(compose_catalogue(catalogue(decision=decision))).reference.replace(NBSP, " ")
    assert reference == (
        "(Kèm theo Quyết định số 07/QĐ-UBND ngày 09 tháng 02 năm 2026 của Chủ tịch Ủy ban nhân dân xã An Bình)"
    )


def test_numbers_and_texts_stay_as_printed() -> None:
    odd = (
        CatalogueRow(RowKind.GROUP, "II.", "Nhóm"),
        CatalogueRow(RowKind.CONTAINER, "3.5", "Ban hành các quy chế:"),
        CatalogueRow(RowKind.TASK, "đ)", "Quy chế làm việc", "Các trường học", "", "Quý I/2026, (lồng ghép)"),
        CatalogueRow(RowKind.TASK, "3.2", "Việc khác"),
        CatalogueRow(RowKind.TASK, "3.2", "Việc trùng số"),
    )
    made = table_of(compose_catalogue(catalogue(rows=odd))).rows
    assert [row.cells[:2] for row in made] == [(row.number, row.text) for row in odd]
    assert [row.band for row in made] == [True, False, False, False, False]
    assert made[2].cells[2:] == ("Các trường học", "", "Quý I/2026, (lồng ghép)")


def test_five_columns_stand_upright() -> None:
    document = compose_catalogue(catalogue())
    assert document.sections[0].page.orientation is Orientation.PORTRAIT
    assert [column.heading for column in table_of(document).columns] == [
        "TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện",
    ]  # fmt: skip


def test_product_and_note_have_columns_only_when_told_and_lay_the_sheet_across() -> None:
    told = (*rows(2)[:-1], replace(rows(2)[-1], product="Kế hoạch"))
    document = compose_catalogue(catalogue(rows=told))
    assert document.sections[0].page.orientation is Orientation.LANDSCAPE
    assert [column.heading for column in table_of(document).columns][4:] == ["Sản phẩm", "Thời gian thực hiện"]
    both = (*rows(2)[:-1], replace(rows(2)[-1], product="Kế hoạch", note="Lồng ghép"))
    assert len(table_of(compose_catalogue(catalogue(rows=both))).columns) == 7


def test_columns_fill_the_page_and_never_break_a_date() -> None:
    for size in (13, 14):
        document = compose_catalogue(catalogue(profile=profile(font_size=size)))
        columns = table_of(document).columns
        assert abs(sum(column.width for column in columns) - document.sections[0].page.text_width) < 0.01
        assert columns[-1].width > 25


def test_long_numbers_widen_their_column() -> None:
    long_number = (CatalogueRow(RowKind.TASK, "12.10.15.", "Việc"),)
    narrow = table_of(compose_catalogue(catalogue())).columns[0].width
    assert table_of(compose_catalogue(catalogue(rows=long_number))).columns[0].width > narrow


def test_the_closing_sentence_counts_tasks_only_and_ends_the_paper() -> None:
    assert closing_of(compose_catalogue(catalogue(9))) == "Danh mục này gồm 9 nhiệm vụ./."
    assert closing_of(compose_catalogue(catalogue(0))) == "Danh mục này chưa có nhiệm vụ./."


def test_an_empty_catalogue_has_no_table() -> None:
    assert not any(isinstance(block, Table) for block in compose_catalogue(catalogue(0)).sections[0].blocks)


def test_a_title_does_not_repeat_its_type() -> None:
    title = title_of(compose_catalogue(catalogue(title="Danh mục nhiệm vụ  dân vận\nnăm 2026")))
    assert (title.name, title.text) == ("DANH MỤC", "Nhiệm vụ dân vận năm 2026")


def test_as_an_annex_it_has_no_letterhead_and_its_title_in_capitals() -> None:
    document = compose_catalogue(catalogue(annex_label="Phụ lục I", title="nhiệm vụ năm 2026"))
    assert not any(isinstance(block, Letterhead) for block in document.sections[0].blocks)
    title = title_of(document)
    assert (title.form, title.name, title.text) == (TitleForm.ANNEX, "Phụ lục I", "DANH MỤC NHIỆM VỤ NĂM 2026")


def test_recipients_have_dashes_and_end_marks_and_the_kept_copy_is_last() -> None:
    signature = compose_catalogue(catalogue()).sections[0].blocks[-1]
    assert isinstance(signature, Signature)
    assert signature.recipients == ("- Sở Nội vụ (để báo cáo);", "- TT Đảng ủy, TT HĐND xã;", "- Lưu: VT, VHXH.")


def test_the_kept_copy_is_added_where_it_is_missing() -> None:
    block = replace(catalogue().signature, recipients=("Các thôn",))  # type: ignore[type-var]
    signature = compose_catalogue(catalogue(signature=block)).sections[0].blocks[-1]
    assert isinstance(signature, Signature)
    assert signature.recipients == ("- Các thôn;", "- Lưu: VT, VHXH.")


def test_nobody_signs_where_no_signature_is_given() -> None:
    blocks = compose_catalogue(catalogue(signature=None)).sections[0].blocks
    assert isinstance(blocks[-1], Paragraph)
