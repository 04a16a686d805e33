"""Word documents as officers make them, with Word's own features, written by python-docx and lxml."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.reading.shapes.old_fonts import in_tcvn3

OUTLINE, DASHES = 91, 92
"""The automatic lists of a paper: I. 1. 1.1. a) and the dash."""
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"))
CellText = str | None
"""The lines of a cell; None where the cell to its left goes on, «^» where the cell above does."""


class Paper:
    """A document under construction; every method adds what its name says."""

    def __init__(self, kind: str = "KẾ HOẠCH", title: str = "", symbol: str = "KH-UBND") -> None:
        self._document = docx.Document()
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        self._lists()
        if symbol:
            self._letterhead(symbol)
        self.line(kind, bold=True, centred=True)
        if title:
            self.line(title, bold=True, centred=True)

    def with_old_fonts(self) -> Paper:
        """The same paper, typed in TCVN3."""
        in_tcvn3(self._document)
        return self

    def save(self, path: Path) -> Path:
        self._document.save(str(path))
        return path

    def line(self, text: str, *, bold: bool = False, italic: bool = False, centred: bool = False) -> Any:
        """A paragraph; numbers in its text are typed."""
        paragraph = self._document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def lines(self, text: str) -> None:
        """A paragraph for each line; «# » makes it bold, «- » a dash of the automatic list."""
        for line in text.strip().splitlines():
            words = line.strip()
            if words.startswith("- "):
                self.point(words[2:], 0, DASHES)
            elif words.startswith("# "):
                self.line(words[2:], bold=True)
            else:
                self.line(words)

    def point(self, text: str, level: int, list_id: int = OUTLINE, *, bold: bool = False) -> Any:
        """A paragraph numbered by Word."""
        paragraph = self.line(text, bold=bold)
        numbering = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", list_id)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            numbering.append(child)
        paragraph._p.get_or_add_pPr().append(numbering)
        return paragraph

    def annex(self, name: str, title: str, attached: str = "") -> None:
        """A landscape section that begins with the heading of an annex."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        self.line(name, bold=True, centred=True)
        self.line(title, bold=True, centred=True)
        if attached:
            self.line(attached, italic=True, centred=True)

    def section(self) -> None:
        """A section break, as between pages of different orientation."""
        self._document.add_section(WD_SECTION.NEW_PAGE)

    def table(self, *rows: Sequence[CellText], heading: int = 1) -> Any:
        """A table with rows merged where cells say so; the first `heading` rows are repeated by Word."""
        made = self._document.add_table(len(rows), len(rows[0]))
        fill(made, rows)
        for row in made.rows[:heading]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return made

    def signature(self, *recipients: str) -> None:
        """Recipients and signature beside each other."""
        made = self._document.add_table(1, 2)
        listed = ["Nơi nhận:", *(f"- {name};" for name in recipients or ("Đảng ủy xã", "Các thôn")), "- Lưu: VT."]
        _write(made.cell(0, 0), "\n".join(listed))
        _write(made.cell(0, 1), "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình")

    def _letterhead(self, symbol: str) -> None:
        made = self._document.add_table(2, 2)
        _write(made.cell(0, 0), "ỦY BAN NHÂN DÂN\nXÃ TÂN PHÚ")
        _write(made.cell(0, 1), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
        _write(made.cell(1, 0), f"Số:        /{symbol}")
        _write(made.cell(1, 1), "Tân Phú, ngày      tháng 01 năm 2026")

    def _lists(self) -> None:
        numbering = self._document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, (form, text) in enumerate(LEVELS)
        )
        bullet = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
        for list_id, inside in ((OUTLINE, levels), (DASHES, bullet)):
            abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}">{inside}</w:abstractNum>'
            numbering.insert(0, parse_xml(abstract))
            number = f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>'
            numbering.append(parse_xml(number))


def fill(table: Any, rows: Sequence[Sequence[CellText]]) -> None:
    """Write rows into a table of their size and merge the cells that go on from their neighbours."""
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in (None, "^"):
                _write(table.cell(at, column), text or "")
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in (None, "^"):
                last_column, last_row = column, at
                while last_column + 1 < len(row) and row[last_column + 1] is None:
                    last_column += 1
                while last_row + 1 < len(rows) and rows[last_row + 1][column] == "^":
                    last_row += 1
                if (last_row, last_column) != (at, column):
                    table.cell(at, column).merge(table.cell(last_row, last_column))


def _write(cell: Any, text: str) -> None:
    """The lines of a cell as paragraphs; «# » before one makes it bold."""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        run = paragraph.add_run(line.removeprefix("# "))
        run.bold = True if line.startswith("# ") else None


def nest(cell: Any, rows: Sequence[Sequence[CellText]]) -> None:
    """Put a table into a cell."""
    fill(cell.add_table(len(rows), len(rows[0])), rows)
