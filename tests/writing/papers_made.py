"""Papers of an invented commune for the tests of writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.papers import (
    AttachedDecision,
    CataloguePaper,
    CatalogueRow,
    LetterheadProfile,
    RegisterPaper,
    RegisterRow,
    RowKind,
    Signer,
    SigningForm,
    signature_of,
)

TITLE = "Nhiệm vụ công tác dân vận chính quyền năm 2026 của Ủy ban nhân dân xã Tân Phú"


def profile(**changes: Any) -> LetterheadProfile:
    made = LetterheadProfile(
        "Tân Phú",
        signers=(Signer("Lê Thị Hòa", SigningForm.DEPUTY),),
        recipients=("Sở Nội vụ (để báo cáo)", "- TT Đảng ủy, TT HĐND xã;", "Lưu: VT, VHXH."),
    )
    return replace(made, **changes)


def rows(count: int) -> tuple[CatalogueRow, ...]:
    """A heading over every eight tasks; each fourth has no coordinating agency."""
    made: list[CatalogueRow] = []
    for index in range(count):
        group = index // 8 + 1
        if index % 8 == 0:
            made.append(CatalogueRow(RowKind.GROUP, str(group), f"THỰC HIỆN DÂN CHỦ Ở CƠ SỞ, ĐỢT {group}"))
        made.append(
            CatalogueRow(
                RowKind.TASK,
                f"{group}.{index % 8 + 1}",
                "Rà soát, sửa đổi quy chế theo Điều 5 Quy định số 07/QĐ-UBND và công khai tại nhà văn hóa thôn",
                "Phòng Văn hóa - Xã hội",
                "Các thôn; đề nghị Ủy ban MTTQ Việt Nam xã phối hợp" if index % 4 else "",
                "Hoàn thành trước ngày 15/02/2026",
            )
        )
    return tuple(made)


def catalogue(count: int = 3, **changes: Any) -> CataloguePaper:
    made = CataloguePaper(
        profile(),
        TITLE,
        rows(count),
        AttachedDecision(date=PartialDate(None, None, 2026)),
        signature=signature_of(profile()),
    )
    return replace(made, **changes)


def register_row(**changes: Any) -> RegisterRow:
    made = RegisterRow(
        "1.10",
        "TUYÊN TRUYỀN",
        "Mở lớp tuyên truyền cho cán bộ thôn",
        State.OVERDUE,
        lead="Phòng Văn hóa - Xã hội",
        coord="Các thôn",
        time="trước ngày 01/3/2026",
        due=date(2026, 2, 28),
        original_due=date(2026, 2, 28),
        last_working_day=date(2026, 2, 27),
        late_days=5,
        percent=40,
        programme="Chương trình năm 2026",
    )
    return replace(made, **changes)


def register(count: int = 3, **changes: Any) -> RegisterPaper:
    places = range(1, count + 1)
    made = RegisterPaper(
        profile(),
        tuple(register_row(number=f"1.{place}", due=date(2026, 2, 28) + timedelta(place)) for place in places),
        date(2026, 3, 5),
        "Chương trình công tác dân vận chính quyền năm 2026",
    )
    return replace(made, **changes)
