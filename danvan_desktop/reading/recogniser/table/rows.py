"""The rows of a catalogue table as records: number, words, and the values of the other columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import SourcePlace
from danvan_desktop.domain.numbering import PrintedNumber, parse_number, split_number
from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.table.columns import MARKS, Column, heading_again, numbering_row
from danvan_desktop.reading.recogniser.table.grid import Place, at, places
from danvan_desktop.reading.recogniser.text.labels import EVIDENCE, Label, begins_time, split_labels
from danvan_desktop.reading.recogniser.text.lines import Line, lines_of, tidy
from danvan_desktop.reading.recogniser.work import Particulars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from danvan_desktop.reading.blocks import Cell, Row
    from danvan_desktop.reading.recogniser.items import Catalogue

_LABELS: Final = {
    Column.LEAD: Label.LEAD,
    Column.IMPLEMENTING: Label.IMPLEMENTING,
    Column.COORD: Label.COORD,
    Column.TIME: Label.TIME,
    Column.PRODUCT: Label.PRODUCT,
    Column.FORM: Label.FORM,
    Column.NOTE: Label.REMARK,
    Column.OTHER: Label.REMARK,
}
DITTO: Final = frozenset({"nt", "-nt-", "nhu tren", "-nhu tren-", '"', "''", '-"-', "〃"})
_FIRST_DAY: Final = re.compile(r"\bbat dau\b|\btu(?: ngay)?$")
_LAST_DAY: Final = re.compile(r"\bket thuc\b|\bhoan thanh\b|\bden(?: ngay)?$")
_PLAIN_NOTE: Final = "ghi chu"


@dataclass(frozen=True, slots=True)
class Record:
    """One row: `wide` when its words are merged over the columns of agencies and time, `shared` when one of its values
    comes from a cell merged with the row above, `covered` when its words do."""

    place: SourcePlace
    number: PrintedNumber | None
    text: str
    particulars: Particulars
    details: tuple[str, ...] = ()
    heading: str = ""
    wide: bool = False
    bold: bool = False
    shared: bool = False
    covered: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but a number and words is given."""
        return not self.details and not any(value.strip() for value in self.particulars.values.values())

    @property
    def mark(self) -> str:
        """The number as printed."""
        return self.number.text if self.number else ""


def records_of(catalogue: Catalogue) -> Iterator[Record]:
    """The records of a catalogue in order; repeated headings, rows of column numbers and blank rows are none."""
    for piece in (catalogue, *catalogue.rest):
        reader = _RowReader(piece)
        for index, row in enumerate(piece.table.rows[piece.first :], start=piece.first):
            if not (heading_again(row, piece.columns) or numbering_row(row)):
                record = reader.read(index, row)
                if record.text or record.number or not record.bare:
                    yield record


class _RowReader:
    """Reads rows downwards, remembering what merged and ditto cells refer to."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._columns = catalogue.columns
        self._block = catalogue.block
        self._above: dict[int, str] = {}
        self._divided = self._has_divided_task(catalogue)

    def read(self, index: int, row: Row) -> Record:
        found = places(row)
        number, text, details, heading, labelled = self._words(found)
        values, shared = self._values(found)
        words = next((at(found, column) for column in self._columns.of(Column.TASK)), None)
        return Record(
            place=SourcePlace(self._block, index, _printed(row)),
            number=number,
            text=text,
            particulars=Particulars(labelled).over(Particulars(values)),
            details=details,
            heading=heading,
            wide=self._is_wide(found),
            bold=_all_bold(words.cell) if words else False,
            shared=shared,
            covered=words is not None and words.cell.continued and not text,
        )

    def _words(
        self, row: tuple[Place, ...]
    ) -> tuple[PrintedNumber | None, str, tuple[str, ...], str, dict[Label, str]]:
        """Number, text, details, the title of a merged first task column, and values labelled inside the text."""
        number_cell = self._number_cell(row)
        cells = [self._lines(row, column) for column in self._columns.of(Column.TASK)]
        number = parse_number(number_cell)
        lines = next((lines for lines in cells if lines), [])
        rest = [line.printed for lines in cells[1:] for line in lines if cells[0]]
        heading = ""
        if self._divided and len(cells) > 1:
            heading = " ".join(line.printed for line in cells[0])
            lines, rest = cells[1] or lines, []
            heading = heading if cells[1] else ""
        text, labelled = _text(lines, number is None and bool(lines))
        if number is None and number_cell:
            number, text = split_number(f"{number_cell} {text}".strip())
        elif number is None:
            number, text = split_number(text)
        return number, text, tuple(rest), heading, labelled

    def _values(self, row: tuple[Place, ...]) -> tuple[dict[Label, str], bool]:
        values: dict[Label, str] = {}
        shared = False
        for column, role in enumerate(self._columns.roles):
            label = _LABELS.get(role)
            if label is None or self._marks_time(column):
                continue
            place = at(row, column)
            inherited = place is not None and place.cell.continued
            text = self._above.get(column, "") if inherited else self._own(row, column)
            if fold(text) in DITTO:
                text, inherited = self._above.get(column, ""), True
            self._above[column] = text
            shared |= inherited and bool(text) and label in EVIDENCE
            if text:
                for found, value in self._labelled(label, self._limited(column, text), self._columns.headings[column]):
                    values[found] = f"{values[found]}\n{value}" if found in values else value
        marked = self._marked_times(row)
        if marked:
            values[Label.TIME] = "\n".join(filter(None, (values.get(Label.TIME), marked)))
        return values, shared

    def _limited(self, column: int, text: str) -> str:
        """A time with the word of a heading that says whether it is the first or the last day."""
        if self._columns.roles[column] is Column.TIME and self._columns.of(Column.TIME) != (column,):
            heading = fold(self._columns.headings[column])
            if _FIRST_DAY.search(heading):
                return f"Từ {text}"
            if _LAST_DAY.search(heading):
                return f"đến {text}"
        return text

    def _marks_time(self, column: int) -> bool:
        return bool(self._columns.times and self._columns.times[column])

    def _marked_times(self, row: tuple[Place, ...]) -> str:
        """The times of the columns that a row marks; words in a cell say more than a mark."""
        times: list[str] = []
        worded = False
        for column, time in enumerate(self._columns.times):
            place = at(row, column)
            if not time or place is None:
                continue
            text = self._above.get(column, "") if place.cell.continued else tidy(place.cell.text)
            self._above[column] = text
            if fold(text) in MARKS:
                times.append(time)
            elif text.strip("-–. "):
                worded = True
                times.append(text if begins_time(text) else f"{time}: {text}")
        return ("; " if worded else ", ").join(dict.fromkeys(times))

    def _labelled(self, label: Label, text: str, heading: str) -> list[tuple[Label, str]]:
        """A cell's value; a cell for both roles may carry labels of its own."""
        if label is Label.REMARK:
            return [(label, text if fold(heading) == _PLAIN_NOTE or not heading else f"{heading}: {text}")]
        found: list[tuple[Label, str]] = []
        for line in text.split("\n"):
            number, rest = split_number(line)
            before, fields = split_labels(Line(rest, self._block))
            if before or not fields:
                found.append((label, f"{number.text} {before}" if number else before))
            found.extend((field.label, field.value) for field in fields)
        return found

    def _number_cell(self, row: tuple[Place, ...]) -> str:
        """The text of the number column, unless one cell covers number and words."""
        task = self._columns.of(Column.TASK)[0]
        for column in self._columns.of(Column.NUMBER):
            place = at(row, column)
            if place is not None and not place.start <= task < place.end:
                return self._own(row, column)
        return ""

    def _own(self, row: tuple[Place, ...], column: int) -> str:
        """The text of the cell that begins in a column, its lines tidied."""
        place = at(row, column)
        if place is None or place.start != column or place.cell.continued:
            return ""
        return "\n".join(filter(None, map(tidy, place.cell.text.split("\n"))))

    def _lines(self, row: tuple[Place, ...], column: int) -> list[Line]:
        place = at(row, column)
        first = min(self._columns.of(Column.NUMBER), default=column)
        if place is None or place.cell.continued or place.start not in (column, first):
            return []
        return [line for paragraph in place.cell.paragraphs for line in lines_of(paragraph, self._block)]

    def _is_wide(self, row: tuple[Place, ...]) -> bool:
        task = self._columns.of(Column.TASK)[0]
        place = at(row, task)
        covered = () if place is None else self._columns.roles[place.start : place.end]
        return any(role in _LABELS for role in covered)

    def _has_divided_task(self, catalogue: Catalogue) -> bool:
        columns = catalogue.columns.of(Column.TASK)
        if len(columns) < 2:
            return False
        below = [at(places(row), columns[0]) for row in catalogue.table.rows[catalogue.first :]]
        return any(place is not None and place.cell.continued for place in below)


def _text(lines: list[Line], with_number: bool) -> tuple[str, dict[Label, str]]:
    """The words of a task cell, and the particulars that label lines inside it give."""
    words: list[str] = []
    labelled: dict[Label, str] = {}
    for index, line in enumerate(lines):
        before, fields = split_labels(line)
        if fields and any(field.label in EVIDENCE for field in fields):
            labelled |= {field.label: field.value for field in fields}
        else:
            before = line.text
        if before:
            mark = line.mark if index or with_number else ""
            words.append(f"{mark} {before}".strip())
    return " ".join(words), labelled


def _printed(row: Row) -> str:
    """The row as the officer sees it, its cells divided by bars."""
    return " | ".join(filter(None, (tidy(cell.text) for cell in row.cells)))


def _all_bold(cell: Cell) -> bool:
    said = [paragraph for paragraph in cell.paragraphs if paragraph.text.strip()]
    return bool(said) and all(paragraph.bold for paragraph in said)
