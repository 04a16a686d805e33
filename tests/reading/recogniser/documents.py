"""Documents of the invented commune Tân Phú as neutral blocks, and the recogniser over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from danvan_desktop.domain.agencies import AgencyDirectory, directory_from_json
from danvan_desktop.domain.draft import Draft, DraftAgency, DraftTask
from danvan_desktop.reading.blocks import Block, Cell, Document, Paragraph, Row, Table
from danvan_desktop.reading.recogniser import recognise

RESOURCES = Path(__file__).resolve().parents[3] / "resources"

LETTERHEAD = ("ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ", "Số:      /CTr-UBND", "Tân Phú, ngày      tháng 02 năm 2026")
TITLE = ("CHƯƠNG TRÌNH", "Công tác dân vận chính quyền năm 2026")
SIGNING = ("Nơi nhận:", "- Đảng ủy xã;", "- Lưu: VT, VHXH.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Bình")

CellData = str | None | tuple[str, int]
"""A cell's text; None for one that a vertical merge covers; text and width for one over several columns."""


def directory() -> AgencyDirectory:
    return directory_from_json((RESOURCES / "agencies" / "commune.json").read_text(encoding="utf-8"))


def lines(text: str | Iterable[str]) -> list[Block]:
    """A paragraph for each line; «# » before it makes it bold."""
    texts = text.strip("\n").split("\n") if isinstance(text, str) else text
    return [Paragraph(line.removeprefix("# "), bold=line.startswith("# ")) for line in texts if line.strip()]


def grid(*rows: Sequence[CellData]) -> Table:
    return Table(tuple(Row(tuple(_cell(data) for data in row)) for row in rows))


def _cell(data: CellData) -> Cell:
    if data is None:
        return Cell(continued=True)
    text, span = data if isinstance(data, tuple) else (data, 1)
    return Cell(tuple(Paragraph(line) for line in text.split("\n")), span)


def draft_of(*parts: str | Iterable[str] | Block, year: int | None = None) -> Draft:
    """The draft of a document made of texts (a paragraph a line) and blocks."""
    blocks: list[Block] = []
    for part in parts:
        blocks.extend([part] if isinstance(part, Paragraph | Table) else lines(part))
    return recognise(Document(tuple(blocks)), directory(), year)


def programme(body: str, *more: str | Block) -> Draft:
    """The draft of a programme with letterhead, title and signature around this body."""
    return draft_of(LETTERHEAD, TITLE, body, *more, SIGNING)


def names(agencies: Iterable[DraftAgency]) -> list[str]:
    return [agency.code or agency.raw for agency in agencies]


def assigned(draft: Draft) -> list[tuple[str, list[str], list[str], str]]:
    """Path, leads, coordinating agencies and time of every task."""
    return [(task.path, names(task.lead), names(task.coord), task.time.raw) for task in draft.tasks]


def paths(draft: Draft) -> list[str]:
    return [task.path for task in draft.tasks]


def task(draft: Draft, path: str) -> DraftTask:
    (found,) = (one for one in draft.tasks if one.path == path)
    return found


def doubts(one: DraftTask) -> list[tuple[str, str]]:
    return [(doubt.field, doubt.reason) for doubt in one.doubts]
