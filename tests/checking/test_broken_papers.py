"""Every rule broken alone in a paper that is otherwise right: found, nothing else found, and gone once it is mended."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from danvan_desktop.checking.examine import examine
from danvan_desktop.checking.findings import Severity
from danvan_desktop.checking.mending import apply, repack
from danvan_desktop.checking.rulebook import RULEBOOK
from danvan_desktop.checking.rules import CHECKS
from tests.checking.good_papers import Parts, found_in, good_parts, pack, read

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
        "N3": ("plan", once('<w:pgMar w:top="', '<w:pgMar w:top="2')),
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


def test_the_good_papers_are_good() -> None:
    assert found_in(pack(good_parts("plan"))) == ()
    assert found_in(pack(good_parts("letter"))) == ()


def test_there_is_a_break_a_check_and_a_text_for_each_rule() -> None:
    assert set(CHECKS) == set(RULEBOOK) == {*BREAKS, "N6"} == {f"N{number}" for number in (*range(1, 36), 42)}


@pytest.mark.parametrize("rule", list(CHECKS))
def test_one_broken_rule_is_found_alone_and_mended(rule: str, tmp_path: Path) -> None:
    packed = broken(rule)
    file = read(packed)
    found = examine(file.layout)
    assert [one.rule for one in found] == [rule]
    (finding,) = found
    assert finding.advice.endswith(".")
    assert finding.advice.count(". ") <= 1 or ";" in finding.advice
    assert finding.mendable == (rule not in NEEDS_SOMEBODY)
    if finding.mendable:
        apply(file, finding.mends)
        copy = tmp_path / "sua.docx"
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            repack(archive, file, copy)
        assert found_in(copy.read_bytes()) == ()


NEEDS_SOMEBODY = frozenset(("N10", "N12", "N16", "N17", "N20", "N22", "N24", "N28", "N33", "N34"))
"""What no click can mend: only somebody who knows what was meant, or a line drawn by hand."""


@pytest.mark.parametrize("rule", ["N14", "N16", "N17", "N22", "N35", "N42"])
def test_what_the_decree_does_not_settle_is_only_doubtful(rule: str) -> None:
    assert [one.severity for one in found_in(broken(rule))] == [Severity.DOUBTFUL]


MORE: Mapping[str, tuple[str, str, Break]] = MappingProxyType(
    {
        "no quốc hiệu": ("N8", "plan", without("CỘNG HÒA")),
        "no line under the motto": ("N10", "plan", line_after("Hạnh phúc", "<w:pBdr>.*?</w:pBdr>", "")),
        "blanks in the symbol": ("N13", "plan", inside("Số:", "/KH", " / KH")),
        "a symbol without drafter": (
            "N20",
            "letter",
            lambda text: re.sub(
                r"/UBND</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">VHXH", "/UBND", text, count=1
            ),
        ),
        "no V/v": ("N19", "letter", without("V/v")),
        "no Kính gửi": (
            "N27",
            "letter",
            lambda text: without("- Hiệu trưởng")(
                without("- Trưởng các")(without("Kính gửi")(without("- Như trên;")(text)))
            ),
        ),
        "as above in a plan": ("N28", "plan", inside("Các thôn trong", "Các thôn trong xã", "Như trên")),
        "no TM.": ("N29", "plan", inside("TM. ỦY BAN", "TM. ỦY", "ỦY")),
        "a deputy without KT.": ("N29", "plan", without("KT. CHỦ TỊCH")),
        "no Lưu": ("N32", "plan", without("Lưu: VT")),
        "no first line": ("N23", "plan", inside("Mỗi thôn chọn", '<w:ind w:firstLine="720"/>', "")),
        "paragraphs close together": ("N23", "plan", inside("Mỗi thôn chọn", 'w:after="120"', 'w:after="0"')),
        "double lines": ("N23", "plan", inside("Mỗi thôn chọn", 'w:line="240"', 'w:line="480"')),
        "red letters": ("N4", "plan", inside("Mỗi thôn chọn", "<w:sz ", '<w:color w:val="FF0000"/><w:sz ')),
        "a theme's face": ("N4", "plan", inside("Mỗi thôn chọn", 'w:ascii="Times New Roman"', 'w:asciiTheme="minor"')),
        "page one has its number": ("N6", "plan", once("<w:titlePg/>", "")),
        "a section in small letters": ("N24", "plan", inside("MỤC ĐÍCH", "MỤC ĐÍCH, YÊU CẦU", "Mục đích, yêu cầu")),
        "rows that are cut": ("N35", "plan", lambda text: "".join(text.rsplit("<w:cantSplit/>", 1))),
        "gutter": ("N3", "letter", once('w:gutter="0"', 'w:gutter="900"')),
        "a low line": ("N12", "plan", line_after("XÃ MAI LĨNH", "<w:pBdr>.*?</w:pBdr>", "")),
    }
)


@pytest.mark.parametrize("name", list(MORE))
def test_other_ways_to_break_a_rule(name: str) -> None:
    rule, paper, edit = MORE[name]
    parts = good_parts(paper)
    found = found_in(pack({**parts, MAIN: changed_by(edit, parts[MAIN])}))
    assert {one.rule for one in found} == {rule}


def test_a_finding_says_where() -> None:
    (finding,) = found_in(broken("N25"))
    (place,) = finding.places
    assert (place.section, place.page) == (1, None)
    assert place.paragraph > 1
    assert place.text.startswith("b) Mỗi thôn chọn")


def test_the_page_is_told_where_word_has_left_its_marks() -> None:
    parts = good_parts("plan")
    text = inside("a) Vận động", "<w:r>", "<w:r><w:lastRenderedPageBreak/>")(parts[MAIN])
    (finding,) = found_in(pack({**parts, MAIN: inside("Mỗi thôn chọn", 'w:val="28"', 'w:val="26"')(text)}))
    assert finding.places[0].page == 2
