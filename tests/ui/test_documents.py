"""Văn bản trong sổ: what a document says besides its tasks."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.views import DocumentView, ProgrammeView, ReportRoundView
from danvan_desktop.ui.dialogs.documents import DocumentsDialog, document_told
from tests.ui.officer import Officer

YEAR = date(2026, 1, 1), date(2026, 12, 31)
PROGRAMME = ProgrammeView(
    "p", "Công tác dân vận năm 2026", "Kế hoạch", "12", "KH-UBND", "Ủy ban nhân dân xã An Bình", YEAR, 4
)
HELD = DocumentView(
    PROGRAMME,
    date(2026, 1, 10),
    "KT. CHỦ TỊCH\nTrần Văn Minh",
    "Như trên\nLưu: VT",
    "Danh mục 2026.docx",
    None,
    (("1.", "Bám sát nhiệm vụ chính trị"), ("-", "Gần dân")),
    (("1", "Công an xã", "Giữ gìn trật tự"), ("", "", "Các cơ quan phối hợp")),
    ("Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ",),
    (ReportRoundView("báo cáo lần 1", "gửi báo cáo trước ngày 05/6/2026", "trước ngày 05/6/2026", "Các thôn", "", ""),),
)


def test_facts_directions_and_duties_are_told() -> None:
    assert (
        document_told(HELD)
        == """Kế hoạch 12 KH-UBND: Công tác dân vận năm 2026
Loại văn bản: Kế hoạch
Số, ký hiệu: 12/KH-UBND
Ngày ban hành: 10/01/2026
Nơi ban hành: Ủy ban nhân dân xã An Bình
Kỳ thực hiện: 01/01/2026 – 31/12/2026
Người ký: KT. CHỦ TỊCH, Trần Văn Minh
Nơi nhận: Như trên; Lưu: VT
Nhiệm vụ: 4 nhiệm vụ
Nhập từ tệp: Danh mục 2026.docx

CĂN CỨ (1)
- Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ

ĐỊNH HƯỚNG, YÊU CẦU (2)
1. Bám sát nhiệm vụ chính trị
- Gần dân

TRÁCH NHIỆM THỰC HIỆN (2)
1. Công an xã: Giữ gìn trật tự
Các cơ quan phối hợp

CHẾ ĐỘ BÁO CÁO (1)
- Báo cáo lần 1; trước ngày 05/6/2026 → 04/06/2026 (trước ngày 05/06/2026); nơi gửi: Các thôn
  «gửi báo cáo trước ngày 05/6/2026»"""
    )


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_the_menu_shows_the_document_of_the_task_in_hand(at_work: Officer) -> None:
    at_work.row("1.1")
    at_work.choose("Tệp", "Văn bản trong sổ")
    dialog = at_work.dialog(DocumentsDialog)
    assert "Nhiệm vụ: 25 nhiệm vụ" in dialog.text.toPlainText()
    assert dialog.text.isReadOnly()
    at_work.click(dialog, "Đóng")
