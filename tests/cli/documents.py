"""A small catalogue as an office writes it, in our own words, of an invented commune."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HEADING = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")
ROWS = (
    ("1", "TUYÊN TRUYỀN VÀ TẬP HUẤN", "", "", ""),
    (
        "1.1",
        "Đưa tin về công tác dân vận trên đài truyền thanh",
        "Phòng Văn hoá – Xã hội",
        "Các cơ quan, đơn vị",
        "Thường xuyên",
    ),
    ("1.2", "Mở lớp tập huấn tiếp dân cho trưởng thôn", "Phòng Văn hóa - Xã hội", "Ban Xây dựng Đảng", "Quý II/2026"),
    ("2", "DÂN CHỦ Ở CƠ SỞ", "", "", ""),
    (
        "2.1",
        "Sửa đổi quy chế dân chủ của cơ quan",
        "Các cơ quan, đơn vị",
        "Phòng Kinh tế; Công an xã",
        "Hoàn thành trước ngày 15/02/2026",
    ),
    (
        "2.2",
        "Kiểm tra việc tiếp dân ở thôn",
        "Tổ công tác số 9",
        "Ủy ban Kiểm tra Đảng ủy",
        "Theo chỉ đạo của thành phố",
    ),
)


def catalogue_docx(path: Path, rows: Sequence[Sequence[str]] = ROWS, year: int = 2026) -> Path:
    """Write the catalogue as a Word file with one five-column table."""
    import docx

    document = docx.Document()
    for line in (
        "DANH MỤC",
        f"Nhiệm vụ công tác dân vận năm {year} trên địa bàn xã Tân Phú",
        f"(Kèm theo Quyết định số    /QĐ-UBND ngày    tháng    năm {year} của Ủy ban nhân dân xã Tân Phú)",
    ):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(HEADING))
    for row in (HEADING, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("")
    document.save(str(path))
    return path
