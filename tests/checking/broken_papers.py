"""The good papers, each broken in one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.checking.good_papers import Parts, good_parts, pack

MAIN = "word/document.xml"
Break = Callable[[str], str]

_PARAGRAPH = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


def whole(old: str, new: str) -> Break:
    """Everywhere in the document."""
    return lambda text: changed(text, old, new)


def once(old: str, new: str) -> Break:
    """Where it stands first."""
    return lambda text: changed(text, old, "\0").replace("\0", new, 1).replace("\0", old)


def inside(said: str, old: str, new: str) -> Break:
    """In the first paragraph that says this."""

    def edit(text: str) -> str:
        found = next(match[0] for match in _PARAGRAPH.finditer(text) if said in re.sub("<[^>]+>", "", match[0]))
        return text.replace(found, changed(found, old, new), 1)

    return edit


def without(said: str) -> Break:
    """The first paragraph that says this is not there."""

    def edit(text: str) -> str:
        found = next(match[0] for match in _PARAGRAPH.finditer(text) if said in re.sub("<[^>]+>", "", match[0]))
        return text.replace(found, "", 1)

    return edit


def line_after(said: str, old: str, new: str) -> Break:
    """In the drawn line that stands below the paragraph that says this."""

    def edit(text: str) -> str:
        start = text.index("<w:pBdr>", text.index(said))
        start = text.rindex("<w:p>", 0, start)
        end = text.index("</w:p>", start)
        return text[:start] + re.sub(old, new, text[start:end]) + text[end:]

    return edit


def last_section(old: str, new: str) -> Break:
    def edit(text: str) -> str:
        start = text.rindex("<w:sectPr>")
        return text[:start] + changed(text[start:], old, new)

    return edit


BREAKS: Mapping[str, tuple[str, Break]] = MappingProxyType(
    {
        "N1": ("plan", once('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
        "N2": ("letter", once('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')),
        "N3": ("plan", once('<w:pgMar w:top="1134"', '<w:pgMar w:top="567"')),
        "N4": ("plan", inside("Mỗi thôn chọn", "Times New Roman", "Arial")),
        "N5": (
            "plan",
            lambda text: unicodedata.normalize("NFD", "Trưởng thôn tổng hợp").join(text.split("Trưởng thôn tổng hợp")),
        ),
        "N7": ("plan", last_section(' w:start="1"', "")),
        "N8": ("plan", inside("CỘNG HÒA", "<w:b/><w:bCs/>", "")),
        "N9": ("plan", inside("Hạnh phúc", "Tự do - Hạnh", "Tự do – Hạnh")),
        "N10": ("plan", line_after("Hạnh phúc", r'w:(left|right)="\d+"', r'w:\1="0"')),
        "N11": ("plan", inside("XÃ MAI LĨNH", 'w:val="26"', 'w:val="28"')),
        "N12": ("plan", line_after("XÃ MAI LĨNH", r'w:(left|right)="\d+"', r'w:\1="0"')),
        "N13": ("plan", inside("Số:", "Số: 05/", "Số: 5/")),
        "N14": ("plan", inside("Số:", "Số: 05/", "Số: /")),
        "N15": ("plan", inside("Mai Lĩnh, ngày", "tháng 02", "tháng 2")),
        "N16": ("plan", inside("Mai Lĩnh, ngày", "Mai Lĩnh, ngày", "Xã Mai Lĩnh, ngày")),
        "N17": ("plan", inside("Mai Lĩnh, ngày", "ngày 05 tháng 02 năm 2026", "ngày    tháng    năm 2026")),
        "N18": ("plan", inside("KẾ HOẠCH", 'w:val="28"', 'w:val="32"')),
        "N19": ("letter", inside("V/v", 'w:before="120"', 'w:before="0"')),
        "N20": ("letter", inside("Số:", "/UBND", "/CV-UBND")),
        "N21": ("plan", inside("cộng đồng dân cư;", "dân cư;", "dân cư.")),
        "N22": ("plan", inside("của Chính phủ", " ngày 16 tháng 8 năm 2023", "")),
        "N23": ("plan", inside("Mỗi thôn chọn", '<w:jc w:val="both"/>', '<w:jc w:val="left"/>')),
        "N24": ("plan", inside("Trường học", "đ) Trường", "e) Trường")),
        "N25": ("plan", inside("Mỗi thôn chọn", 'w:val="28"', 'w:val="26"')),
        "N26": ("plan", inside("Trường học", "./.", ".")),
        "N27": ("letter", inside("Trưởng các thôn", "thôn;", "thôn,")),
        "N28": ("letter", without("- Như trên;")),
        "N29": ("plan", inside("KT. CHỦ TỊCH", "KT. CHỦ", "KT CHỦ")),
        "N30": ("plan", inside("Đỗ Thị", "Đỗ Thị", "ThS. Đỗ Thị")),
        "N31": ("plan", inside("Đỗ Thị", 'w:before="1440"', 'w:before="0"')),
        "N32": ("plan", inside("Lưu: VT", 'w:val="22"', 'w:val="28"')),
        "N33": ("plan", inside("mỗi hộ", " (có Phụ lục kèm theo)", "")),
        "N34": ("plan", inside("CÁC TUYẾN", "CÁC TUYẾN ĐƯỜNG LÀM TRƯỚC", "Các tuyến đường làm trước")),
        "N35": ("plan", once("<w:tblHeader/>", "")),
        "N42": ("plan", inside("Mỗi thôn chọn", 'w:val="vi-VN"', 'w:val="en-US"')),
    }
)
"""A break for each rule; that of N6 is in a part of its own."""


def broken(rule: str) -> bytes:
    if rule == "N6":
        parts = good_parts("plan")
        parts["word/header1.xml"] = changed(parts["word/header1.xml"], 'w:val="center"', 'w:val="right"')
        return pack(parts)
    name, edit = BREAKS[rule]
    parts: Parts = good_parts(name)
    return pack({**parts, MAIN: changed_by(edit, parts[MAIN])})


def changed_by(edit: Break, text: str) -> str:
    edited = edit(text)
    assert edited != text
    return edited


def faulty_plan() -> bytes:
    """The plan with faults of several sorts, of which some can be mended."""
    parts = good_parts("plan")
    text = parts[MAIN]
    for rule in ("N3", "N11", "N15", "N16", "N23", "N24", "N30", "N35"):
        text = changed_by(BREAKS[rule][1], text)
    return pack({**parts, MAIN: text})
