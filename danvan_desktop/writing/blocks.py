"""The one block model: what a paper says and how it is built, before any renderer.

Word, the painter (screen, printer, PDF) and plain text all start from a `Document`; how each part looks is in
`decree.style_of`, so that the three agree. Lengths are in mm, sizes in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from danvan_desktop.domain.papers import Margins


class Orientation(StrEnum):
    """Which way the page lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Align(StrEnum):
    """How lines stand between the edges."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFIED = "both"


class Role(StrEnum):
    """What a piece of text is; the decree gives each its size, cut and place."""

    NATION = "nation"
    MOTTO = "motto"
    SUPERIOR = "superior"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    SUBJECT = "subject"
    TYPE = "type"
    TITLE = "title"
    ANNEX_LABEL = "annex_label"
    ANNEX_TITLE = "annex_title"
    REFERENCE = "reference"
    CENTRED = "centred"
    ADDRESSEE = "addressee"
    BASIS = "basis"
    HEADING = "heading"
    BODY = "body"
    CLOSING = "closing"
    CELL_HEADING = "cell_heading"
    CELL = "cell"
    RECIPIENTS_WORD = "recipients_word"
    RECIPIENT = "recipient"
    AUTHORITY = "authority"
    SIGNER = "signer"
    PAGE_NUMBER = "page_number"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text; bold and italic are added to what the role has."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `keep_next` keeps it on the page of what follows."""

    role: Role
    spans: tuple[Span, ...]
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class NumberedItem:
    """A numbered point («1.», «a)», «-»): the number is text as printed, never counted by the renderer."""

    number: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Issuer on the left, quốc hiệu and tiêu ngữ on the right; number, place and date below where there are any."""

    issuer: tuple[str, ...]
    superior: str = ""
    number: str = ""
    place_date: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Addressees:
    """«Kính gửi: …» on one line for one, a line each under the colon for several."""

    names: tuple[str, ...]


class TitleForm(StrEnum):
    """Two ways to head a paper: tên loại and trích yếu, or «Phụ lục I» and a title in capitals."""

    DOCUMENT = "document"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is, about what, and with what it is issued; a drawn line stands below the last of them."""

    form: TitleForm
    name: str
    text: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    heading: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one row. A band has two: its number, and a bold text over all other columns."""

    cells: tuple[str, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its heading row is repeated on every page and no row is cut."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Nơi nhận (lines as printed) on the left; authority, room to sign and name on the right; never split."""

    authority: tuple[str, ...]
    name: str
    recipients: tuple[str, ...] = ()


Block = Paragraph | NumberedItem | Letterhead | Addressees | Title | Table | Signature


@dataclass(frozen=True, slots=True)
class Page:
    """The paper of one section: A4 either way. Each section counts its pages from 1 and shows none on its first."""

    orientation: Orientation = Orientation.PORTRAIT
    margins: Margins = field(default_factory=Margins)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet in mm."""
        return (297, 210) if self.orientation is Orientation.LANDSCAPE else (210, 297)

    @property
    def text_width(self) -> float:
        """Room between the left and right margins."""
        return self.size[0] - self.margins.left - self.margins.right

    @property
    def text_height(self) -> float:
        """Room between the top and bottom margins."""
        return self.size[1] - self.margins.top - self.margins.bottom


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pages of one kind: the document itself, or one annex."""

    page: Page
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper. `font_size` is that of the body (13 or 14); `title` and `author` name the file, not the page."""

    sections: tuple[Section, ...]
    font_size: int
    title: str
    author: str


def with_texts(document: Document, change: Callable[[str], str]) -> Document:
    """The same paper with every text of its pages changed."""
    return replace(
        document,
        sections=tuple(
            replace(section, blocks=tuple(_changed(block, change) for block in section.blocks))
            for section in document.sections
        ),
    )


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, spans=_changed_spans(block.spans, change))
        case NumberedItem():
            return replace(block, spans=_changed_spans(block.spans, change))
        case Letterhead():
            issuer = tuple(map(change, block.issuer))
            return replace(block, issuer=issuer, superior=change(block.superior), subject=change(block.subject))
        case Addressees():
            return Addressees(tuple(map(change, block.names)))
        case Title():
            return replace(block, text=change(block.text), reference=change(block.reference))
        case Table():
            rows = tuple(replace(row, cells=tuple(map(change, row.cells))) for row in block.rows)
            return replace(block, rows=rows)
    return replace(block, recipients=tuple(map(change, block.recipients)))


def _changed_spans(spans: tuple[Span, ...], change: Callable[[str], str]) -> tuple[Span, ...]:
    return tuple(replace(span, text=change(span.text)) for span in spans)
