"""From the pieces of a paper to its pages: nothing is cut that must stand together, headings of tables stand again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter

from danvan_desktop.ui.printing.pieces import Piece, Placed, cut_row, pieces_of
from danvan_desktop.ui.printing.setting import MM, set_plain
from danvan_desktop.writing.blocks import Document, Orientation, Page, Role, Section
from danvan_desktop.writing.decree import style_of

_HEADER = 10 * MM
"""From the edge of the sheet to the page number."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A piece at its height on the page."""

    y: float
    piece: Piece


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One sheet and what stands on it, from the corner of its text (points); `number` from the corner of the sheet."""

    page: Page
    pieces: tuple[Laid, ...]
    number: Placed | None = None

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies across."""
        return self.page.orientation is Orientation.LANDSCAPE

    @property
    def size(self) -> QSizeF:
        """Width and height of the sheet in points."""
        width, height = self.page.size
        return QSizeF(width * MM, height * MM)

    def draw(self, painter: QPainter) -> None:
        """Draw it; the unit of the painter is a point, the corner of the sheet its origin."""
        painter.setPen(Qt.GlobalColor.black)
        if self.number is not None:
            self.number.draw(painter, 0, 0)
        left, top = self.page.margins.left * MM, self.page.margins.top * MM
        for laid in self.pieces:
            for mark in laid.piece.marks:
                mark.draw(painter, left, top + laid.y)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the page says, in reading order, without its number."""
        return tuple(text for laid in self.pieces for text in laid.piece.texts)


def lay_out(document: Document, poll: Callable[[], None] = lambda: None) -> tuple[LaidPage, ...]:
    """The pages of a paper. `poll` is called between the rows of tables and may raise to stop."""
    return tuple(page for section in document.sections for page in _section(section, document.font_size, poll))


def _section(section: Section, body: int, poll: Callable[[], None]) -> Iterator[LaidPage]:
    filled = _fill(list(pieces_of(section.blocks, section.page, body, poll)), section.page.text_height * MM)
    for number, pieces in enumerate(filled, 1):
        yield LaidPage(section.page, tuple(pieces), _number(number, section.page, body) if number > 1 else None)


def _number(number: int, page: Page, body: int) -> Placed:
    text = set_plain(str(number), style_of(Role.PAGE_NUMBER, body), page.text_width * MM)
    return Placed(page.margins.left * MM, _HEADER, text)


def _fill(pieces: list[Piece], room: float) -> list[list[Laid]]:
    """Page after page; a piece that is higher than a page is divided between its lines. A repeated
    heading alone is no reason for another page."""
    pages: list[list[Laid]] = [[]]
    y = headed = 0.0
    waiting = pieces[::-1]
    while waiting:
        group = _group(waiting)
        needed = sum(piece.height for piece in group) - group[-1].after
        if y + needed > room and y > headed:
            halves = group[0].split(room - y) if len(group) == 1 else None
            if halves is not None:
                pages[-1].append(Laid(y, halves[0]))
                waiting[-1] = halves[1]
            pages.append([])
            head = waiting[-1].head
            y = headed = head.height if head is not None else 0.0
            if head is not None:
                pages[-1].append(Laid(0, head))
            continue
        if y + needed > room >= needed and headed:  # fits a page that does not repeat the heading
            pages[-1].clear()
            y = headed = 0.0
        taken = waiting.pop()
        halves = None
        if y + taken.height - taken.after > room:
            halves = taken.split(room - y) or cut_row(taken, room - y)
        if halves is not None:
            taken, rest = halves
            waiting.append(rest)
        pages[-1].append(Laid(y, taken))
        y += taken.height
    return pages


def _group(waiting: Sequence[Piece]) -> list[Piece]:
    """What must begin on one page: the next piece, and what follows as long as it is kept with its next."""
    group = [waiting[-1]]
    for piece in reversed(waiting[:-1]):
        if not group[-1].keep_next:
            break
        group.append(piece)
    return group
