"""Every rule broken alone in a paper that is otherwise right: found, nothing else found, and gone once it is mended."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from danvan_desktop.checking.examine import examine
from danvan_desktop.checking.findings import MendKind, Severity
from danvan_desktop.checking.mending import apply, repack
from danvan_desktop.checking.rulebook import RULEBOOK
from danvan_desktop.checking.rules import CHECKS
from tests.checking.broken_papers import BREAKS, MAIN, broken, changed_by, inside, line_after
from tests.checking.good_papers import MADE, found_in, good_parts, pack, read
from tests.checking.more_breaks import MORE


def test_the_good_papers_are_good() -> None:
    for name in MADE:
        assert found_in(pack(good_parts(name))) == (), name


def test_there_is_a_break_a_check_and_a_text_for_each_rule() -> None:
    assert set(CHECKS) == set(RULEBOOK) == {*BREAKS, "N6"} == {f"N{number}" for number in (*range(1, 36), 42)}


@pytest.mark.parametrize("rule", list(CHECKS))
def test_one_broken_rule_is_found_alone_and_mended(rule: str, tmp_path: Path) -> None:
    packed = broken(rule)
    found = found_in(packed)
    assert [one.rule for one in found] == [rule]
    (finding,) = found
    assert finding.advice.endswith(".")
    assert finding.advice.count(". ") <= 1 or ";" in finding.advice
    assert finding.mendable == (rule not in NEEDS_SOMEBODY)
    if finding.mendable:
        assert found_in(mended(packed, tmp_path)) == ()


NEEDS_SOMEBODY = frozenset(("N10", "N12", "N16", "N17", "N20", "N22", "N24", "N28", "N33", "N34"))
"""What no click can mend: only somebody who knows what was meant, or a line drawn by hand."""


def test_what_the_decree_does_not_settle_is_only_doubtful() -> None:
    for rule in ("N14", "N16", "N17", "N22", "N35", "N42"):
        assert [one.severity for one in found_in(broken(rule))] == [Severity.DOUBTFUL], rule
    _, paper, edit = MORE["a heading at the edge"]
    parts = good_parts(paper)
    assert [one.severity for one in found_in(pack({**parts, MAIN: edit(parts[MAIN])}))] == [Severity.DOUBTFUL]


@pytest.mark.parametrize("name", list(MORE))
def test_other_ways_to_break_a_rule(name: str, tmp_path: Path) -> None:
    rule, paper, edit = MORE[name]
    parts = good_parts(paper)
    packed = pack({**parts, MAIN: changed_by(edit, parts[MAIN])})
    found = found_in(packed)
    assert {one.rule for one in found} == {rule}
    if any(one.mendable for one in found):
        left = [one.rule for one in found if not one.mendable]
        assert [one.rule for one in found_in(mended(packed, tmp_path))] == left


def mended(packed: bytes, folder: Path) -> bytes:
    """The copy in which everything is mended that a click can mend."""
    file = read(packed)
    for finding in examine(file.layout):
        apply(file, finding.mends)
    copy = folder / "sua.docx"
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        repack(archive, file, copy)
    return copy.read_bytes()


MENDED_BY = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9", "N11", "N19", "N35", "N42")
MENDED_BY_MORE = (
    "a slanted paragraph",
    "tiêu ngữ in double lines",
    "no first line",
    "red letters",
    "rows that are cut",
    "page one has its number",
    "pages in Roman",
)


def test_every_kind_of_mend_is_made_by_one_of_these() -> None:
    """So the tests above make them all, and see the finding gone; SHAPES has a test of its own below."""
    papers = [broken(rule) for rule in MENDED_BY]
    for name in MENDED_BY_MORE:
        _, paper, edit = MORE[name]
        papers.append(pack({**good_parts(paper), MAIN: edit(good_parts(paper)[MAIN])}))
    kinds = {mend.kind for packed in papers for finding in found_in(packed) for mend in finding.mends}
    assert kinds == set(MendKind) - {MendKind.SHAPES}


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


def test_an_ending_in_no_table_is_read_as_one() -> None:
    """«- TTQU;» is in capitals, and is a recipient all the same."""
    parts = good_parts("plan")
    table = re.search(r"<w:tbl>(?:(?!<w:tbl>).)*Nơi nhận.*?</w:tbl>", parts[MAIN], re.DOTALL)
    assert table
    loose = "".join(_PARAGRAPHS.findall(table[0])).replace("- Các thôn trong xã", "- TTQU")
    assert found_in(pack({**parts, MAIN: parts[MAIN].replace(table[0], loose)})) == ()
    found = found_in(pack({**parts, MAIN: parts[MAIN].replace(table[0], loose.replace("TM. ỦY", "ỦY"))}))
    assert [one.rule for one in found] == ["N29"]


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
