"""Every rule broken alone in a paper that is otherwise right: found, nothing else found, and gone once it is mended."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from danvan_desktop.checking.examine import examine
from danvan_desktop.checking.findings import Severity
from danvan_desktop.checking.mending import apply, repack
from danvan_desktop.checking.rulebook import RULEBOOK
from danvan_desktop.checking.rules import CHECKS
from tests.checking.broken_papers import BREAKS, MAIN, Break, broken, changed_by, inside, line_after, once, without
from tests.checking.good_papers import MADE, found_in, good_parts, pack, read


def test_the_good_papers_are_good() -> None:
    for name in MADE:
        assert found_in(pack(good_parts(name))) == (), name


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
        "a bold superior": ("N11", "report", inside("UBND XÃ", "<w:sz ", "<w:b/><w:sz ")),
        "a pale issuer": ("N11", "report", inside("PHÒNG VĂN", "<w:b/><w:bCs/>", "")),
        "pages from 3": ("N6", "letter", once('w:start="1"', 'w:start="3"')),
        "one addressee below": (
            "N27",
            "report",
            inside(
                "Kính gửi",
                "Kính gửi: Ủy ban nhân dân xã Mai Lĩnh.",
                "Kính gửi:</w:t></w:r></w:p><w:p><w:r><w:t>- Ủy ban nhân dân xã Mai Lĩnh.",
            ),
        ),
        "Kính gửi in a plan": ("N27", "report", lambda text: text.replace("BÁO CÁO", "KẾ HOẠCH")),
        "a low line": ("N12", "plan", line_after("XÃ MAI LĨNH", "<w:pBdr>.*?</w:pBdr>", "")),
    }
)


@pytest.mark.parametrize("name", list(MORE))
def test_other_ways_to_break_a_rule(name: str) -> None:
    rule, paper, edit = MORE[name]
    parts = good_parts(paper)
    found = found_in(pack({**parts, MAIN: changed_by(edit, parts[MAIN])}))
    assert {one.rule for one in found} == {rule}


def test_a_paper_issued_with_another_is_looked_at_too() -> None:
    """A decision and the regulation that it issues, in one file (Mẫu 1.3)."""
    parts = good_parts("letter")
    body = parts[MAIN]
    start = body.index("<w:body>") + len("<w:body>")
    first = body[start : body.rindex("<w:sectPr>")]
    twice = body[:start] + first + inside("Số:", "Số: 12/", "Số: 7/")(first) + body[body.rindex("<w:sectPr>") :]
    (finding,) = found_in(pack({**parts, MAIN: twice}))
    assert (finding.rule, finding.places[0].text) == ("N13", "Số: 7/UBND-VHXH")


def test_each_of_several_papers_in_a_file_has_its_own_annex() -> None:
    parts = good_parts("two plans")
    text = parts[MAIN]
    half = text.index("Số:", text.index("CÁC TUYẾN"))
    unnamed = text[:half] + inside("mỗi hộ", " (có Phụ lục kèm theo)", "")(text[half:])
    unnumbered = unnamed[:half] + unnamed[half:].replace("KH", " KH", 1)
    found = found_in(pack({**parts, MAIN: unnumbered}))
    assert [one.rule for one in found] == ["N13", "N33"]
    labels = [
        place.paragraph
        for one in found_in(pack({**parts, MAIN: text.replace("Phụ lục<", "PHỤ LỤC<")}))
        for place in one.places
    ]
    assert found[1].places[0].paragraph == labels[-1]
    assert len(set(labels)) == 2


def test_a_form_in_an_annex_is_no_paper() -> None:
    """Its letterhead has dots to be filled in, or stands right below the heading of the annex."""
    parts = good_parts("plan")
    head = re.search(r"<w:tbl>.*?</w:tbl>", parts[MAIN], re.DOTALL)
    assert head
    form = re.sub("Số: 05", "Số: …", head[0])
    end = parts[MAIN].rindex("<w:p>", 0, parts[MAIN].rindex("<w:sectPr>"))
    below = parts[MAIN][:end] + form + parts[MAIN][end:]
    start = parts[MAIN].rindex("<w:tbl>")
    above = f"{parts[MAIN][:start]}{head[0]}<w:p/>{parts[MAIN][start:]}"
    for text in (below, above):
        assert found_in(pack({**parts, MAIN: text})) == ()


def test_a_letterhead_in_no_table_is_told_once() -> None:
    parts = good_parts("letter")
    head = re.search(r"<w:tbl>.*?</w:tbl>", parts[MAIN], re.DOTALL)
    assert head
    loose = "".join(_PARAGRAPHS.findall(head[0]))
    found = found_in(pack({**parts, MAIN: parts[MAIN].replace(head[0], loose, 1)}))
    assert [(one.rule, one.severity) for one in found] == [("N8", Severity.DOUBTFUL)]


_DRAWN = """<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice
Requires="wps"><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="{emu}" cy="0"/><wp:docPr id="{id}" name="x"/><a:graphic
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:prstGeom prst="line"/></a:graphic></wp:anchor>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,1pt" to="1pt,1pt"/>
</w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
_VML = """<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="{start}pt,2pt" to="{end}pt,2pt"/>
</w:pict></w:r>"""
_MOTTO_PT = 171


@pytest.mark.parametrize(
    ("drawn", "severities"),
    [
        (_DRAWN.format(emu=_MOTTO_PT * 12_700, id=1), []),
        (_DRAWN.format(emu=round(_MOTTO_PT * 0.9) * 12_700, id=1), [Severity.DOUBTFUL]),
        (_DRAWN.format(emu=_MOTTO_PT * 6_350, id=1), [Severity.WRONG]),
        (_VML.format(start=20, end=20 + _MOTTO_PT), []),
        (_VML.format(start=20, end=60), [Severity.WRONG]),
    ],
)
def test_a_line_may_be_a_shape(drawn: str, severities: list[Severity]) -> None:
    parts = good_parts("letter")
    text = line_after("Hạnh phúc", "<w:pBdr>.*?</w:pBdr>", "")(parts[MAIN])
    found = found_in(pack({**parts, MAIN: inside("Hạnh phúc", "</w:p>", f"{drawn}</w:p>")(text)}))
    assert [(one.rule, one.severity) for one in found] == [("N10", severity) for severity in severities]


def test_shapes_that_share_an_id_are_told_and_renumbered() -> None:
    parts = good_parts("letter")
    text = line_after("Hạnh phúc", "<w:pBdr>.*?</w:pBdr>", "")(parts[MAIN])
    drawn = _DRAWN.format(emu=_MOTTO_PT * 12_700, id=7) * 2
    file = read(pack({**parts, MAIN: inside("Hạnh phúc", "</w:p>", f"{drawn}</w:p>")(text)}))
    (finding,) = examine(file.layout)
    assert finding.rule == "N42"
    apply(file, finding.mends)
    numbers = [shape.get("id") for shape in file.parts[MAIN].iter() if str(shape.tag).endswith("}docPr")]
    assert numbers == ["1", "2"]


_PARAGRAPHS = re.compile(r"<w:p>.*?</w:p>", re.DOTALL)


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
