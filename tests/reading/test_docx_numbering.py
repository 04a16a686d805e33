"""Automatic numbers, which stand in Word's rules and not in its text."""

from __future__ import annotations

import pytest

from danvan_desktop.reading.blocks import Paragraph
from danvan_desktop.reading.docx import read_docx
from tests.reading.docx_files import abstract, docx, level, num, numbered, p

OUTLINE = abstract(
    1,
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "-"),
)


def numbers(body: str, numbering: str, styles: str = "") -> list[str]:
    document = read_docx(docx(body, numbering=numbering, styles=styles))
    return [block.number for block in document.blocks if isinstance(block, Paragraph)]


def test_levels_count_and_start_anew_under_their_parent() -> None:
    steps = [0, 1, 2, 2, 1, 2, 3, 3, 4, 0, 1]
    body = "".join(numbered(f"mục {index}", 1, depth) for index, depth in enumerate(steps))
    assert numbers(body, OUTLINE + num(1, 1)) == [
        "I.",
        "1.",
        "1.1.",
        "1.2.",
        "2.",
        "2.1.",
        "a)",
        "b)",
        "-",
        "II.",
        "1.",
    ]


def test_a_level_that_was_skipped_shows_its_start() -> None:
    assert numbers(numbered("sâu", 1, 2), OUTLINE + num(1, 1)) == ["1.1."]


def test_two_lists_of_one_kind_go_on_unless_one_starts_anew() -> None:
    plain = abstract(1, level(0, "decimal", "%1)"))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(numbered("x", list_id) for list_id in (1, 1, 2, 3, 3, 1))
    assert numbers(body, plain + num(1, 1) + num(2, 1) + num(3, 1, override)) == ["1)", "2)", "3)", "1)", "2)", "3)"]


def test_an_override_may_replace_the_level() -> None:
    plain = abstract(1, level(0, "decimal", "%1."))
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.", start=3)}</w:lvlOverride>'
    assert numbers(numbered("x", 1), plain + num(1, 1, override)) == ["C."]


@pytest.mark.parametrize(("restart", "expected"), [("0", "3."), ("1", "3."), ("2", "1.")])
def test_restart_rules(restart: str, expected: str) -> None:
    rules = abstract(
        1,
        level(0, "decimal", "%1"),
        level(1, "decimal", "%2"),
        level(2, "decimal", "%3.", f'<w:lvlRestart w:val="{restart}"/>'),
    )
    body = "".join(numbered("x", 1, depth) for depth in (0, 1, 2, 2, 1, 2))
    assert numbers(body, rules + num(1, 1))[-1] == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", "4."),
        ("decimalZero", "04."),
        ("lowerRoman", "iv."),
        ("lowerLetter", "d."),
        ("upperLetter", "D."),
        ("none", "."),
        ("ordinal", "4."),
    ],
)
def test_formats(form: str, expected: str) -> None:
    rules = abstract(1, level(0, form, "%1.", start=4)) + num(1, 1)
    assert numbers(numbered("x", 1), rules) == [expected]


def test_letters_after_z_are_doubled() -> None:
    rules = abstract(1, level(0, "lowerLetter", "%1)", start=27)) + num(1, 1)
    assert numbers(numbered("x", 1), rules) == ["aa)"]


def test_legal_numbering_is_arabic_throughout() -> None:
    rules = abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 1)
    assert numbers(numbered("a", 1) + numbered("b", 1, 1), rules) == ["I.", "1.1"]


@pytest.mark.parametrize(
    ("sign", "expected"), [("-", "-"), ("–", "-"), ("+", "+"), ("\uf0b7", "•"), ("o", "•"), ("\uf02d", "-")]
)
def test_bullets(sign: str, expected: str) -> None:
    assert numbers(numbered("x", 1), abstract(1, level(0, "bullet", sign)) + num(1, 1)) == [expected]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TieuMuc">'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def styled(style: str, own: str = "") -> str:
    return p("x", properties=f'<w:pStyle w:val="{style}"/>{own}')


def test_numbers_that_come_from_styles() -> None:
    rules = abstract(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:pStyle w:val="TieuMuc"/>')) + num(
        1, 1
    )
    body = styled("Muc") + styled("TieuMuc") + styled("MucCon") + styled("TieuMuc")
    assert numbers(body, rules, STYLES) == ["1.", "1.1", "2.", "2.1"]


def test_list_zero_switches_the_style_s_number_off() -> None:
    rules = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert numbers(styled("Muc") + styled("Muc", off) + styled("Muc"), rules, STYLES) == ["1.", "", "2."]


def test_a_list_linked_to_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Ds"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    rules = (
        abstract(1, '<w:numStyleLink w:val="Ds"/>') + abstract(2, level(0, "decimal", "(%1)")) + num(1, 1) + num(2, 2)
    )
    assert numbers(numbered("x", 1) + numbered("y", 1), rules, styles) == ["(1)", "(2)"]


def test_an_empty_numbered_cell_keeps_its_number() -> None:
    rules = abstract(1, level(0, "decimal", "%1")) + num(1, 1)
    empty = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    assert numbers(empty + numbered("hai", 1), rules) == ["1", "2"]


def test_a_deleted_numbered_paragraph_is_not_counted_where_it_joins() -> None:
    rules = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
    gone = p(
        '<w:del w:id="1"><w:r><w:delText>bỏ</w:delText></w:r></w:del>',
        properties=('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2"/></w:rPr>'),
    )
    assert numbers(numbered("một", 1) + gone + numbered("hai", 1), rules) == ["1.", "2."]


def test_numbers_of_lists_that_are_not_there_are_blank() -> None:
    assert numbers(numbered("x", 7), OUTLINE + num(1, 1)) == [""]
