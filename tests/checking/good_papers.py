"""Papers without a fault, of an invented commune: a plan with an annex, a công văn, a report of a phòng."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from danvan_desktop.checking.examine import examine
from danvan_desktop.checking.findings import Finding
from danvan_desktop.checking.layout import ReadFile, read_layout
from danvan_desktop.reading.safety import open_package
from danvan_desktop.writing.blocks import (
    Align,
    Block,
    Column,
    Document,
    Letterhead,
    Page,
    Paragraph,
    Role,
    Row,
    Section,
    Signature,
    Span,
    Table,
    Title,
    TitleForm,
)
from danvan_desktop.writing.word import render

ISSUER = ("ỦY BAN NHÂN DÂN", "XÃ MAI LĨNH")
_KEPT = ("- Các thôn trong xã;", "- Lưu: VT, VHXH.")


def _say(role: Role, *texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(role, (Span(text),)) for text in texts)


def _plan() -> Document:
    blocks: list[Block] = [
        Letterhead(ISSUER, "", "Số: 05/KH-UBND", "Mai Lĩnh, ngày 05 tháng 02 năm 2026"),
        Title(TitleForm.DOCUMENT, "KẾ HOẠCH", "Tuyên truyền vận động nhân dân chỉnh trang đường làng năm 2026"),
        *_say(
            Role.BASIS,
            "Căn cứ Nghị định số 61/2023/NĐ-CP ngày 16 tháng 8 năm 2023 của Chính phủ về hương ước cộng đồng dân cư;",
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về nông thôn mới.",
        ),
        *_say(Role.HEADING, "I. MỤC ĐÍCH, YÊU CẦU"),
        *_say(
            Role.BODY,
            "1. Nâng cao nhận thức của Nhân dân về giữ gìn vệ sinh đường làng, ngõ xóm, bảo đảm mỗi hộ đều biết và "
            "cùng làm (có Phụ lục kèm theo).",
            "a) Vận động từng hộ ký cam kết không đổ rác ra đường và trồng hoa trước cổng nhà mình;",
            "b) Mỗi thôn chọn một tuyến đường làm trước để các thôn khác đến xem và làm theo trong quý II;",
            "c) Trưởng thôn tổng hợp kết quả, gửi Ủy ban nhân dân xã trước ngày 15 hằng tháng để theo dõi;",
            "d) Đoàn thanh niên giúp các hộ neo đơn dọn dẹp, sửa hàng rào và trồng cây ven đường;",
            "đ) Trường học tổ chức cho học sinh vẽ tranh tường về quê hương trên các tuyến đường chính./.",
        ),
        Signature(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Đỗ Thị Thanh Mai", _KEPT),
    ]
    annex: list[Block] = [
        Title(
            TitleForm.ANNEX,
            "Phụ lục",
            "CÁC TUYẾN ĐƯỜNG LÀM TRƯỚC",
            "(Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân xã Mai Lĩnh)",
        ),
        Table(
            (Column("TT", 12, Align.CENTRE), Column("Tuyến đường", 90), Column("Thôn", 58)),
            tuple(Row((str(at), f"Đường trục thôn số {at}", f"Thôn {at}")) for at in range(1, 6)),
        ),
    ]
    return Document((Section(Page(), tuple(blocks)), Section(Page(), tuple(annex))), 14, "Kế hoạch", "Xã Mai Lĩnh")


def _letter() -> Document:
    blocks: list[Block] = [
        Letterhead(
            ISSUER,
            "",
            "Số: 12/UBND-VHXH",
            "Mai Lĩnh, ngày 28 tháng 8 năm 2026",
            "V/v đôn đốc báo cáo chỉnh trang đường làng",
        ),
        *_say(Role.BODY, "Kính gửi:", "- Trưởng các thôn;", "- Hiệu trưởng các trường học trên địa bàn."),
        *_say(
            Role.BODY,
            "Ủy ban nhân dân xã đề nghị các đơn vị gửi báo cáo kết quả chỉnh trang đường làng về Phòng Văn hóa - "
            "Xã hội trước ngày 05 tháng 9 năm 2026.",
            "Đơn vị nào gặp khó khăn thì báo ngay để Ủy ban nhân dân xã xem xét, hướng dẫn cách làm phù hợp./.",
        ),
        Signature(
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lê Văn Tâm", ("- Như trên;", "- Chủ tịch xã;", "- Lưu: VT, VHXH.")
        ),
    ]
    return Document((Section(Page(), tuple(blocks)),), 14, "Công văn", "Xã Mai Lĩnh")


def _report() -> Document:
    """Of a phòng, whose letterhead names the body above it; in letters of 13 points."""
    blocks: list[Block] = [
        Letterhead(
            ("PHÒNG VĂN HÓA - XÃ HỘI",), "UBND XÃ MAI LĨNH", "Số: 31/BC-PVHXH", "Mai Lĩnh, ngày 12 tháng 6 năm 2026"
        ),
        Title(TitleForm.DOCUMENT, "BÁO CÁO", "Kết quả chỉnh trang đường làng 6 tháng đầu năm 2026"),
        *_say(Role.BODY, "Kính gửi: Ủy ban nhân dân xã Mai Lĩnh."),
        *_say(Role.HEADING, "I. KẾT QUẢ", "1. Công tác tuyên truyền"),
        *_say(Role.BODY, "Phòng đã phối hợp với các thôn tổ chức năm buổi họp dân, có hơn ba trăm lượt người dự."),
        *_say(Role.HEADING, "II. ĐỀ NGHỊ"),
        *_say(Role.BODY, "Đề nghị Ủy ban nhân dân xã hỗ trợ kinh phí mua cây xanh cho hai thôn còn khó khăn./."),
        Signature(("TRƯỞNG PHÒNG",), "Vũ Hữu Phước", ("- Như trên;", "- Lưu: VT.")),
    ]
    return Document((Section(Page(), tuple(blocks)),), 13, "Báo cáo", "Xã Mai Lĩnh")


def _two_plans() -> Document:
    """One after the other in one file, each with its annex."""
    plan = _plan()
    return replace(plan, sections=(*plan.sections, *plan.sections))


MADE = MappingProxyType({"plan": _plan, "letter": _letter, "report": _report, "two plans": _two_plans})

Parts = dict[str, str]
"""The texts of a package by the names of its parts."""


@lru_cache(maxsize=4)
def _packed(name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tot.docx"
        render(MADE[name](), path, lambda: None)
        return path.read_bytes()


def good_parts(name: str) -> Parts:
    """The parts of one of them, to be broken."""
    with zipfile.ZipFile(io.BytesIO(_packed(name))) as package:
        return {part: package.read(part).decode() for part in package.namelist()}


def pack(parts: Parts) -> bytes:
    """The parts as a .docx."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for part, text in parts.items():
            package.writestr(part, text)
    return packed.getvalue()


def read(packed: bytes) -> ReadFile:
    """The layout of a .docx, in this process."""
    with open_package(io.BytesIO(packed)) as archive:
        return read_layout(archive)


def found_in(packed: bytes) -> tuple[Finding, ...]:
    """What is wrong with a .docx."""
    return examine(read(packed).layout)
