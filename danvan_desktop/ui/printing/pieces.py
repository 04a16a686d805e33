"""What stands on a page: pieces of known height, made from the blocks of a paper. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from danvan_desktop.ui.printing.setting import MM, SetText, set_plain, set_text
from danvan_desktop.writing.blocks import (
    Addressees,
    Align,
    Block,
    Letterhead,
    NumberedItem,
    Page,
    Paragraph,
    Role,
    Row,
    Signature,
    Span,
    Table,
    Title,
)
from danvan_desktop.writing.decree import (
    MOTTO,
    NATION,
    RECIPIENTS_WORD,
    Look,
    addressee_lines,
    balanced_room,
    issuer_line,
    letterhead_columns,
    motto_line,
    must_not_stand_alone,
    style_of,
    title_line,
    title_parts,
)

_SIDE: Final = 1.5 * MM
"""Room between the rules of a table and its text."""
_RULE: Final = 0.5
_DRAWN_LINE: Final = 0.75
_LINE_GAP: Final = 4
_AFTER_TITLE: Final = 10


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal line."""

    x: float
    y: float
    length: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """From the corner of its piece."""
        painter.setPen(QPen(painter.pen().color(), _DRAWN_LINE))
        painter.drawLine(QPointF(x + self.x, y + self.y), QPointF(x + self.x + self.length, y + self.y))


@dataclass(frozen=True, slots=True)
class Placed:
    """A text at a place of its piece."""

    x: float
    y: float
    text: SetText

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """From the corner of its piece."""
        self.text.draw(painter, x + self.x, y + self.y)


@dataclass(frozen=True, slots=True)
class Boxed:
    """The rules around one cell."""

    x: float
    width: float
    height: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """From the corner of its piece."""
        painter.setPen(QPen(painter.pen().color(), _RULE))
        painter.drawRect(QRectF(x + self.x, y, self.width, self.height))


Mark = Stroke | Placed | Boxed


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that stands together, as high as it is.

    `body` is a paragraph that may be divided between lines; `head` is the heading row that stands again over a row that
    begins a page; `keep_next` holds it on the page of what follows."""

    height: float
    marks: tuple[Mark, ...]
    keep_next: bool = False
    body: SetText | None = None
    before: float = 0
    after: float = 0
    head: Piece | None = field(default=None, repr=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, in reading order."""
        return tuple(mark.text.text for mark in self.marks if isinstance(mark, Placed) and mark.text.text)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """What fits into `room`, and the rest, of a piece that may be divided."""
        parts = self.body.split(room - self.before) if self.body is not None else None
        if parts is None:
            return None
        over, under = parts
        return (
            _of_text(over, self.before, 0, keep_next=False),
            _of_text(under, 0, self.after, keep_next=self.keep_next),
        )


def cut_row(row: Piece, room: float) -> tuple[Piece, Piece] | None:
    """A row that is higher than a page, between the lines of its cells; None where no line fits into `room`."""
    over: list[Mark] = []
    under: list[Mark] = []
    left = 0.0
    for mark in row.marks:
        if isinstance(mark, Placed):
            above, below = mark.text.divide(room - mark.y - _SIDE)
            over += [replace(mark, text=above)] if above.height else []
            under += [replace(mark, y=_SIDE, text=below)] if below.height else []
            left = max(left, below.height)
    if not left or not over:
        return None
    height = left + 2 * _SIDE
    boxes = [mark for mark in row.marks if isinstance(mark, Boxed)]
    upper = Piece(room, (*(replace(box, height=room) for box in boxes), *over), head=row.head)
    lower = Piece(height, (*(replace(box, height=height) for box in boxes), *under), head=row.head)
    return upper, replace(lower, keep_next=row.keep_next)


def pieces_of(blocks: Sequence[Block], page: Page, body: int, poll: Callable[[], None]) -> Iterator[Piece]:
    """The pieces of the blocks of one section; `poll` is called between rows and may raise to stop."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        match block:
            case Letterhead():
                yield _letterhead(block, page, body)
            case Title():
                yield _title(block, page, body)
            case Addressees():
                yield _addressees(block, page, body)
            case Signature():
                yield _signature(block, page, body)
            case Table():
                yield from _rows(block, body, poll, keep_last=must_not_stand_alone(following))
            case NumberedItem():
                spans = (Span(f"{block.number} "), *block.spans)
                yield _paragraph(spans, style_of(Role.BODY, body), page, keep_next=False)
            case Paragraph():
                yield _paragraph(block.spans, style_of(block.role, body), page, keep_next=block.keep_next)


def _paragraph(spans: Sequence[Span], look: Look, page: Page, *, keep_next: bool) -> Piece:
    text = set_text(spans, look, page.text_width * MM)
    return _of_text(text, look.before, look.after, keep_next=keep_next)


def _of_text(text: SetText, before: float, after: float, *, keep_next: bool) -> Piece:
    marks = (Placed(0, before, text),)
    return Piece(before + text.height + after, marks, keep_next, text, before, after)


class _Column:
    """Texts one under the other in a column of a block, each in the middle or as its look says."""

    def __init__(self, x: float, width: float) -> None:
        self.x = x
        self.width = width
        self.y = 0.0
        self.marks: list[Mark] = []

    def add(self, text: str, look: Look, room: float | None = None) -> None:
        """A text; `room` narrows it, in the middle of the column."""
        narrow = self.width if room is None else room
        held = set_plain(text, look, narrow)
        self.y += look.before
        self.marks.append(Placed(self.x + (self.width - narrow) / 2, self.y, held))
        self.y += held.height + look.after

    def stroke(self, length: float, after: float = 0) -> None:
        """A line in the middle."""
        self.y += _LINE_GAP
        self.marks.append(Stroke(self.x + (self.width - length) / 2, self.y, length))
        self.y += 1 + after


def _letterhead(head: Letterhead, page: Page, body: int) -> Piece:
    left, right = letterhead_columns(head, page, body)
    names, nation = _Column(0, left * MM), _Column(left * MM, right * MM)
    if head.superior:
        names.add(head.superior, style_of(Role.SUPERIOR, body))
    for line in head.issuer:
        names.add(line, style_of(Role.ISSUER, body))
    names.stroke(issuer_line(head, left, body) * MM)
    nation.add(NATION, style_of(Role.NATION, body))
    nation.add(MOTTO, style_of(Role.MOTTO, body))
    nation.stroke(motto_line(body) * MM)
    if head.number or head.place_date:
        names.y = nation.y = max(names.y, nation.y)
        names.add(head.number, style_of(Role.NUMBER, body))
        if head.subject:
            names.add(head.subject, style_of(Role.SUBJECT, body))
        nation.add(head.place_date, style_of(Role.PLACE_DATE, body))
    return Piece(max(names.y, nation.y), (*names.marks, *nation.marks))


def _addressees(block: Addressees, page: Page, body: int) -> Piece:
    column = _Column(0, page.text_width * MM)
    for text, look in addressee_lines(block, page, body):
        column.add(text, look)
    return Piece(column.y, tuple(column.marks), keep_next=True)


def _title(title: Title, page: Page, body: int) -> Piece:
    column = _Column(0, page.text_width * MM)
    for role, text in title_parts(title):
        look = style_of(role, body)
        column.add(text, look, balanced_room(text, look, page.text_width) * MM)
    column.stroke(title_line(title, page.text_width, body) * MM, _AFTER_TITLE)
    return Piece(column.y, tuple(column.marks), keep_next=True)


def _signature(block: Signature, page: Page, body: int) -> Piece:
    half = page.text_width * MM / 2
    recipients, signer = _Column(0, half), _Column(half, half)
    if block.recipients:
        recipients.add(RECIPIENTS_WORD, style_of(Role.RECIPIENTS_WORD, body))
    for line in block.recipients:
        recipients.add(line, style_of(Role.RECIPIENT, body))
    for line in block.authority:
        signer.add(line, style_of(Role.AUTHORITY, body))
    signer.add(block.name, style_of(Role.SIGNER, body))
    return Piece(max(recipients.y, signer.y), (*recipients.marks, *signer.marks))


def _rows(table: Table, body: int, poll: Callable[[], None], *, keep_last: bool) -> Iterator[Piece]:
    widths = [column.width * MM for column in table.columns]
    heading = style_of(Role.CELL_HEADING, body)
    head = replace(
        _row([(column.heading, heading) for column in table.columns], widths, middle=True), keep_next=bool(table.rows)
    )
    yield head
    for place, row in enumerate(table.rows, start=1):
        poll()
        piece = _table_row(row, table, widths, body)
        kept = piece.keep_next or (keep_last and place == len(table.rows))
        yield replace(piece, head=head, keep_next=kept)


def _table_row(row: Row, table: Table, widths: list[float], body: int) -> Piece:
    cell = style_of(Role.CELL, body)
    if row.band:
        bold = replace(cell, bold=True)
        looks = (replace(bold, align=table.columns[0].align), replace(bold, align=Align.LEFT))
        spread = [widths[0], sum(widths[1:])]
        return replace(_row(list(zip(row.cells, looks, strict=True)), spread), keep_next=True)
    cells = [(text, replace(cell, align=column.align)) for text, column in zip(row.cells, table.columns, strict=True)]
    return _row(cells, widths)


def _row(cells: Sequence[tuple[str, Look]], widths: Sequence[float], *, middle: bool = False) -> Piece:
    held = [set_plain(text, look, width - 2 * _SIDE) for (text, look), width in zip(cells, widths, strict=True)]
    _, first = cells[0]
    height = max(text.height for text in held) + first.before + first.after
    marks: list[Mark] = []
    x = 0.0
    for text, width in zip(held, widths, strict=True):
        y = (height - text.height) / 2 if middle else first.before
        marks += [Boxed(x, width, height), Placed(x + _SIDE, y, text)]
        x += width
    return Piece(height, tuple(marks))
