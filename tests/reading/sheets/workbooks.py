"""Workbooks for the tests, written cell by cell, and the register of the invented commune with its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from danvan_desktop.domain.draft import Draft
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from tests.reading.recogniser.documents import directory

TITLE: tuple[Sequence[object], ...] = (("DANH MỤC",), ("Nhiệm vụ công tác dân vận năm 2026 của xã Tân Phú",), ())
HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện")


def fill(
    sheet: Worksheet, *rows: Sequence[object], formats: dict[str, str] | None = None, merged: Iterable[str] = ()
) -> None:
    for row in rows:
        sheet.append(list(row))
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    for cells in merged:
        sheet.merge_cells(cells)


def saved(path: Path, *rows: Sequence[object], change: Callable[[Any], None] | None = None, **more: Any) -> Path:
    """A workbook of one sheet called «Danh mục»; `change` may do what it likes to the workbook before it is saved."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Danh mục"
    fill(sheet, *rows, **more)
    if change is not None:
        change(book)
    book.save(path)
    return path


def drafted(path: Path) -> Draft:
    return recognise(parse_file(path), directory())


def register(path: Path) -> Path:
    """What an officer keeps in Excel: letterhead, merged heading, numbers and days of every kind, a signature."""
    culture, radio = "Phòng Văn hóa - Xã hội", "Trung tâm Dịch vụ sự nghiệp công"
    rows: tuple[Sequence[object], ...] = (
        ("ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("XÃ TÂN PHÚ", None, None, "Độc lập - Tự do - Hạnh phúc"),
        (),
        ("KẾ HOẠCH",),
        ("Công tác dân vận chính quyền năm 2026",),
        (),
        ("STT", "Nội dung công việc", "Phân công", None, "Thời hạn", "Sản phẩm"),
        (None, None, "Chủ trì", "Phối hợp", None, None),
        ("I", "TUYÊN TRUYỀN"),
        (1.1, "Phát động đợt tuyên truyền cao điểm", culture, "Công an xã", date(2026, 6, 15), "Kế hoạch"),
        (datetime(2026, 2, 1), "Phát thanh trên hệ thống loa", radio, None, "Thường xuyên"),
        (1.3, "Treo băng rôn tại nhà văn hóa", "Các thôn", f"{culture};\nCông an xã", datetime(2026, 6, 1)),
        ("II", "DÂN CHỦ Ở CƠ SỞ"),
        (2.1, "Ban hành quy chế dân chủ", "Các cơ quan, đơn vị", "Ban Xây dựng Đảng", "2026-02-27", "Quy chế"),
        (2.2, "Công khai quy chế tại trụ sở", None, None, "Quý II/2026"),
        (),
        (None, None, None, "Tân Phú, ngày 05 tháng 01 năm 2026"),
        (None, "NGƯỜI LẬP", None, "CHỦ TỊCH"),
        (None, "Lê Thị An", None, "Trần Văn Bình"),
    )
    formats = {"E10": "dd/mm/yyyy", "A11": "d-mmm", "E12": "mmm-yy"}
    merged = ("A4:F4", "A5:F5", "A7:A8", "B7:B8", "C7:D7", "E7:E8", "F7:F8", "B9:F9", "B13:F13", "C14:C15", "D14:D15")

    def change(book: Workbook) -> None:
        sheet = book["Danh mục"]
        sheet["A4"].font = Font(bold=True)
        sheet["A4"].alignment = Alignment(horizontal="center")
        sheet.row_dimensions[12].hidden = True
        fill(book.create_sheet("Ẩn"), ("bí mật",))
        book["Ẩn"].sheet_state = "hidden"
        book.create_sheet("Trống")
        fill(book.create_sheet("DM"), ("Phòng Kinh tế",), ("Công an xã",))

    return saved(path, *rows, change=change, formats=formats, merged=merged)


REGISTER_KEY = [
    ("I.1.1", ["PVHXH"], ["CAX"], "deadline", date(2026, 6, 15)),
    ("I.1.2", ["TTDVSNC"], [], "continuous", date(2026, 12, 31)),
    ("I.1.3", ["THON"], ["PVHXH", "CAX"], "period", date(2026, 6, 30)),
    ("II.2.1", ["CQDV"], ["BXDD"], "deadline", date(2026, 2, 27)),
    ("II.2.2", ["CQDV"], ["BXDD"], "period", date(2026, 6, 30)),
]
"""Path, leads, coordinating agencies, kind of time and last day of every task of the register."""
