"""How parts of a paper are recognised by their words."""

from __future__ import annotations

import re
from typing import Final

TYPES: Final = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
    "DANH MỤC": "",
}
"""Names of papers and their abbreviations (Phụ lục III, Mục I)."""

NATION: Final = re.compile(r"c[ộô]ng h(?:òa|oà|oa) x[ãa] h[ộo]i", re.IGNORECASE)
MOTTO: Final = re.compile(r"độc lập.*hạnh phúc", re.IGNORECASE)
NUMBER: Final = re.compile(r"số\s*:|số\s*[.…\d/]", re.IGNORECASE)
PLACE_DATE: Final = re.compile(r"\bngày\b.*\btháng\b", re.IGNORECASE)
SUBJECT: Final = re.compile(r"v\s*/\s*v|về việc", re.IGNORECASE)
ADDRESS: Final = re.compile(r"kính gửi", re.IGNORECASE)
RECIPIENTS: Final = re.compile(r"nơi nhận", re.IGNORECASE)
NOTES: Final = re.compile(r"ghi chú\s*:", re.IGNORECASE)
ANNEX: Final = re.compile(r"phụ lục(?:\s+(?:số\s+)?[IVXLC\d.…\s]+)?", re.IGNORECASE)
REFERENCE: Final = re.compile(r"\(?(?:ban hành )?kèm theo\b", re.IGNORECASE)
BASIS: Final = re.compile(r"(căn cứ|theo đề nghị|xét đề nghị|thực hiện)\b", re.IGNORECASE)
_FILLING: Final = re.compile(r"[.…\d\s_/:;,()\-]+")
_FORM: Final = re.compile(r"…|\.{4,}")
_HALF: Final = 0.5


def is_form(text: str) -> bool:
    """A text to be filled in, of dots rather than words, as in the official samples."""
    return _FORM.search(text) is not None and len(_FILLING.sub("", text)) < len(text) * _HALF


def has_gap(text: str) -> bool:
    """A text with dots where something is to be filled in."""
    return _FORM.search(text) is not None or "..." in text


def is_capital(text: str) -> bool:
    """Letters, and no small one."""
    return text.upper() == text and text.lower() != text
