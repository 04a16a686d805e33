"""The produced Word file against the rules N1-N42 of the decree, read with lxml and python-docx."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from danvan_desktop.domain.papers import CataloguePaper, Margins, SignatureBlock
from danvan_desktop.writing import write_catalogue
from danvan_desktop.writing.decree import MOTTO, NATION
from danvan_desktop.writing.metrics import Face, text_width
from tests.writing.papers_made import catalogue, profile, rows
from tests.writing.wordfile import (
    TOLERANCE,
    W,
    drawn_length,
    is_set,
    paragraph_with,
    part,
    size_of,
    text_of,
    value,
)

WIDE = catalogue(rows=tuple(replace(row, note="Lồng ghép") for row in rows(3)))
PAPERS = {
    "five columns": catalogue(25),
    "14 points": catalogue(3, profile=profile(font_size=14, margins=Margins(25, 25, 35, 20))),
    "across": WIDE,
    "annex": catalogue(3, annex_label="Phụ lục II"),
    "unsigned": catalogue(3, signature=None),
    "empty": catalogue(0),
    "one task": catalogue(1),
    "long title": catalogue(2, title=("Nhiệm vụ công tác dân vận gắn với cải cách hành chính " * 6)[:300]),
    "long agency": catalogue(2, profile=profile(commune="Trung tâm cung ứng dịch vụ công, quản lý dự án " * 2 + "xã")),
    "nameless signer": catalogue(2, signature=SignatureBlock(("CHỦ TỊCH",), "")),
}


@pytest.fixture(params=list(PAPERS))
def paper(request: pytest.FixtureRequest) -> CataloguePaper:
    return PAPERS[request.param]


@pytest.fixture
def path(paper: CataloguePaper, tmp_path: Path) -> Path:
    return write_catalogue(paper, tmp_path / "Danh mục.docx")


@pytest.fixture
def root(path: Path) -> Any:
    return part(path)


def ruled_tables(root: Any) -> list[Any]:
    return [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def test_sheet_and_margins(root: Any, paper: CataloguePaper) -> None:
    (section,) = root.iter(f"{W}sectPr")
    size = section.find(f"{W}pgSz")
    across = size.get(f"{W}orient") == "landscape"
    assert across == (paper is WIDE)
    sides = [int(size.get(W + side)) for side in ("w", "h")]
    for side, expected in zip(sides, (16838, 11906) if across else (11906, 16838), strict=True):
        assert abs(side - expected) <= TOLERANCE
    margins = section.find(f"{W}pgMar")
    for side in ("top", "bottom", "left", "right"):
        assert abs(int(margins.get(W + side)) - twips(getattr(paper.profile.margins, side))) <= 1


def test_every_run_names_its_font_and_language(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.match(r"word/(document|header\d)\.xml", name)]
    runs = [run for name in names for run in part(path, name).iter(f"{W}r")]
    assert runs
    for run in runs:
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert {fonts.get(W + slot) for slot in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert value(run, "rPr/lang") == "vi-VN"
        assert run.find(f"{W}rPr/{W}sz") is not None


def test_nothing_else_can_set_the_look(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        whole = {name: package.read(name).decode() for name in package.namelist()}
    assert not [name for name in whole if "footer" in name or "media" in name]
    theme = whole["word/theme/theme1.xml"]
    assert set(re.findall('typeface="([^"]*)"', theme)) == {"Times New Roman"}
    assert set(re.findall('srgbClr val="([^"]*)"', theme)) == {"000000", "FFFFFF"}
    for content in whole.values():
        assert not re.search(r'heme="|w:color w:val="(?!000000|auto)|<w:shd|<w:u ', content)
    styles = part(path, "word/styles.xml")
    assert {fonts.get(f"{W}ascii") for fonts in styles.iter(f"{W}rFonts")} == {"Times New Roman"}


def test_text_is_precomposed(root: Any) -> None:
    assert all(unicodedata.is_normalized("NFC", node.text or "") for node in root.iter(f"{W}t"))


def test_page_number_is_centred_in_the_top_margin_but_for_page_one(path: Path, root: Any) -> None:
    section = docx.Document(str(path)).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    header = section.header._element
    assert "PAGE" in "".join(node.text for node in header.iter(f"{W}instrText"))
    assert value(header, "p/pPr/jc") == "center"
    assert {run.font.size.pt for run in section.header.paragraphs[0].runs if run.font.size} <= {13, 14}
    assert not any(run.font.italic or run.font.bold for run in section.header.paragraphs[0].runs)
    assert value(root, "body/sectPr/pgNumType", "start") == "1"
    assert root.find(f"{W}body/{W}sectPr/{W}footerReference") is None


def test_one_size_of_body(root: Any, paper: CataloguePaper) -> None:
    sizes = {value(run, "rPr/sz") for table in ruled_tables(root) for run in table.iter(f"{W}r")}
    assert sizes <= {str(paper.profile.font_size * 2)}


def test_the_paper_ends_with_its_mark(root: Any) -> None:
    closing = paragraph_with(root, "./.")
    assert text_of(closing).endswith("nhiệm vụ./.")
    assert value(closing, "pPr/jc") == "both"
    assert value(closing, "pPr/ind", "firstLine") == "720"
    assert int(value(closing, "pPr/spacing", "before") or 0) + int(value(closing, "pPr/spacing", "after") or 0) >= 120


def test_no_paragraph_is_there_for_spacing(root: Any) -> None:
    for paragraph in root.iter(f"{W}p"):
        drawn = paragraph.find(f"{W}pPr/{W}pBdr") is not None
        after_table = paragraph.getprevious() is not None and paragraph.getprevious().tag == f"{W}tbl"
        in_cell = paragraph.getparent().tag == f"{W}tc"
        assert text_of(paragraph).strip() or drawn or after_table or in_cell


def test_a_paragraph_follows_every_table(root: Any) -> None:
    for table in root.iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"


def test_no_shapes_whose_ids_could_clash(root: Any) -> None:
    names = {etree_name(node) for node in root.iter()}
    assert not names & {"drawing", "pict", "AlternateContent", "object"}


def etree_name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2]


def test_heading_row_is_repeated_and_rows_are_whole(root: Any) -> None:
    for table in ruled_tables(root):
        rows_of = table.findall(f"{W}tr")
        repeated = [row for row in rows_of if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert repeated == rows_of[:1]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows_of)
        assert table.find(f".//{W}trHeight") is None
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        for row in rows_of:
            assert abs(sum(int(value(cell, "tcPr/tcW", "w") or 0) for cell in row.findall(f"{W}tc")) - sum(grid)) <= 5


def test_groups_are_bold_over_the_whole_row(root: Any) -> None:
    spanned = [cell for cell in root.iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}gridSpan") is not None]
    for cell in spanned:
        assert is_set(cell.find(f"{W}p"), "b")
        assert cell.find(f"{W}p/{W}pPr/{W}keepNext") is not None


def test_python_docx_reads_what_was_written(path: Path, paper: CataloguePaper) -> None:
    document = docx.Document(str(path))
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.author == paper.profile.committee
    ruled = [table for table in document.tables if table.rows[0].cells[0].text == "TT"]
    assert len(ruled) == bool(paper.rows)
    for table in ruled:
        assert [row.cells[0].text for row in table.rows][1:] == [row.number for row in paper.rows]
        assert [row.cells[1].text.replace("\u00a0", " ") for row in table.rows][1:] == [row.text for row in paper.rows]


@pytest.mark.parametrize("body", [13, 14])
def test_letterhead(tmp_path: Path, body: int) -> None:
    root = part(write_catalogue(catalogue(profile=profile(font_size=body)), tmp_path / "a.docx"))
    frame = next(root.iter(f"{W}tbl"))
    assert frame.find(f"{W}tblPr/{W}tblBorders") is None
    assert [value(frame.find(f"{W}tblPr/{W}tblCellMar"), side, "w") for side in ("left", "right")] == ["0", "0"]
    left, right = frame.findall(f"{W}tr/{W}tc")
    widths = [int(value(cell, "tcPr/tcW", "w") or 0) for cell in (left, right)]
    assert 0.40 <= widths[0] / sum(widths) <= 0.48
    assert [text_of(p) for p in left] == ["", "ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ", ""]
    assert [text_of(p) for p in right] == ["", NATION, MOTTO, ""]
    for paragraph, size in ((left[1], body - 1), (left[2], body - 1), (right[1], body - 1), (right[2], body)):
        assert size_of(paragraph) == size
        assert is_set(paragraph, "b")
        assert value(paragraph, "pPr/jc") == "center"
        assert value(paragraph, "pPr/spacing", "line") == "240"
        assert text_width(text_of(paragraph), size, Face.BOLD) < max(widths) * 25.4 / 1440
    motto = twips(text_width(MOTTO, body, Face.BOLD))
    assert abs(drawn_length(right[3], widths[1]) - motto) <= motto * 0.05
    issuer = twips(text_width("XÃ TÂN PHÚ", body - 1, Face.BOLD))
    assert issuer / 3 <= drawn_length(left[3], widths[0]) <= issuer / 2


def test_superior_is_printed_light_above_the_issuer(tmp_path: Path) -> None:
    root = part(write_catalogue(catalogue(profile=profile(superior="UBND TỈNH X")), tmp_path / "a.docx"))
    superior = paragraph_with(root, "UBND TỈNH X")
    assert not is_set(superior, "b")
    assert text_of(superior.getnext()) == "ỦY BAN NHÂN DÂN"


def test_type_title_and_reference(tmp_path: Path) -> None:
    root = part(write_catalogue(catalogue(), tmp_path / "a.docx"))
    kind = paragraph_with(root, "DANH MỤC")
    title, reference, line = kind.getnext(), kind.getnext().getnext(), kind.getnext().getnext().getnext()
    for paragraph in (kind, title):
        assert is_set(paragraph, "b")
        assert not is_set(paragraph, "i")
        assert value(paragraph, "pPr/jc") == "center"
    assert is_set(reference, "i")
    assert re.fullmatch(
        r"\(Kèm theo Quyết định số {6,}/QĐ-UBND ngày {6,}tháng {6,}năm 2026 của Ủy ban nhân dân xã Tân Phú\)",
        text_of(reference),
    )
    assert drawn_length(line, twips(165)) > 0
    assert line.getnext().tag == f"{W}tbl"


def test_annex_label_and_title(tmp_path: Path) -> None:
    root = part(write_catalogue(catalogue(annex_label="Phụ lục II"), tmp_path / "a.docx"))
    label = paragraph_with(root, "Phụ lục II")
    assert label.getparent().index(label) == 0
    assert size_of(label) == 14
    assert is_set(label, "b")
    assert text_of(label.getnext()).isupper()
    assert is_set(label.getnext(), "b")
    assert is_set(label.getnext().getnext(), "i")


def test_signature_stands_together_with_the_closing_words(tmp_path: Path) -> None:
    root = part(write_catalogue(catalogue(), tmp_path / "a.docx"))
    closing = paragraph_with(root, "./.")
    assert closing.find(f"{W}pPr/{W}keepNext") is not None
    frame = closing.getnext()
    assert frame.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None
    assert len(frame.findall(f"{W}tr")) == 1
    left, right = frame.findall(f"{W}tr/{W}tc")
    word, *lines = left.findall(f"{W}p")
    assert (text_of(word), size_of(word), is_set(word, "b"), is_set(word, "i")) == ("Nơi nhận:", 12, True, True)
    assert {size_of(line) for line in lines} == {11}
    assert re.fullmatch(r"- Lưu: VT(, .+)?\.", text_of(lines[-1]))
    assert all(text_of(line).startswith("- ") and text_of(line).endswith(";") for line in lines[:-1])
    *authority, name = right.findall(f"{W}p")
    assert [text_of(line) for line in authority] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert all(is_set(line, "b") for line in [*authority, name])
    assert text_of(name) == "Lê Thị Hòa"
    assert int(value(name, "pPr/spacing", "before") or 0) >= 4 * 13 * 20


def test_a_row_higher_than_a_page_may_be_cut(tmp_path: Path) -> None:
    tall = (replace(rows(1)[1], text="Một việc rất dài. " * 400), rows(1)[1])
    root = part(write_catalogue(catalogue(rows=tall), tmp_path / "a.docx"))
    table = ruled_tables(root)[0]
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr")]
    assert whole == [True, False, True]


def test_lines_of_a_cell_are_kept(tmp_path: Path) -> None:
    lined = (replace(rows(1)[1], text="Việc một;\r\nviệc hai <&> \x07\tba"),)
    root = part(write_catalogue(catalogue(rows=lined), tmp_path / "a.docx"))
    assert text_of(paragraph_with(root, "việc hai")) == "Việc một;\nviệc hai <&>  ba"


def test_symbols_of_documents_do_not_break(tmp_path: Path) -> None:
    text = "Theo Điều 5 Nghị định số 30/2020/NĐ-CP và 04-ĐA/TU giai đoạn 2026-2030, Phòng Văn hóa - Xã hội"
    path = write_catalogue(catalogue(rows=(replace(rows(1)[1], text=text),)), tmp_path / "a.docx")
    paragraph = paragraph_with(part(path), "Theo Điều")
    assert len(paragraph.findall(f"{W}r/{W}noBreakHyphen")) == 2
    assert "Điều\u00a05 Nghị định số\u00a030/2020/NĐ" in "".join(node.text for node in paragraph.iter(f"{W}t"))
    assert docx.Document(str(path)).tables[1].rows[1].cells[1].text.replace("\u00a0", " ") == text


def test_the_same_paper_is_the_same_file(tmp_path: Path) -> None:
    first = write_catalogue(catalogue(), tmp_path / "a.docx").read_bytes()
    assert write_catalogue(catalogue(), tmp_path / "b.docx").read_bytes() == first
