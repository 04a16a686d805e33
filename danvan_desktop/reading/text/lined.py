"""Tables of one row a line: cells divided by TABs (copied from Word or Excel), by «|», or by «;» and «,» (.csv)."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import parse_number, split_number
from danvan_desktop.reading.text.cells import is_heading, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.reading.blocks import Table

_QUOTED_LINES: Final = 60
"""Lines that one quoted cell of Excel may hold; a stray quotation mark takes no more."""
_LOOK_AHEAD: Final = 12
_BOX: Final = str.maketrans("│┃║", "|||")
_RULE_SIGNS: Final = frozenset(" \t|+:=-─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╪╫┏┓┗┛┣┫┳┻╋")
_RULE_PIECE: Final = re.compile("[-=─━═]{3}")
_BREAK: Final = re.compile(r"<br ?/?>", re.IGNORECASE)
_CELL_END: Final = re.compile(r"(?<!\\)\|")


def tabbed_table(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """A table with TABs between its cells, its heading at `start`.

    A cell of several paragraphs makes several lines: a row goes on until it has its TABs.
    """
    headings = [cell.strip().strip('"') for cell in lines[start].split("\t")]
    if lines[start].startswith("\t\t") or not is_heading(headings):
        return None
    rows: list[list[list[str]]] = []
    place = start + 1
    while place < len(lines):
        line, taken = _unquoted(lines, place)
        if not line.strip():
            if not _tabs_ahead(lines, place):
                break
        elif rows and len(rows[-1]) < len(headings) and not _new_row(line):
            first, *others = line.split("\t")
            rows[-1][-1].append(first)
            rows[-1].extend([cell] for cell in others)
        elif "\t" in line or _heads_group(line):
            rows.append([[cell] for cell in line.split("\t")])
        elif rows and _tabs_ahead(lines, place):
            rows[-1][-1].append(line)
        else:
            break
        place += taken
    return table_of([headings, *(["\n".join(cell).strip() for cell in row] for row in rows)], len(headings)), place


def piped_table(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """A table drawn with «|», of markdown or of a text program; one with rules between all rows may wrap its cells."""
    if not _is_piped(lines[start]):
        return None
    if all(_is_rule(line.strip()) for line in lines[start : start + 2]):
        return None
    rows: list[list[str]] = []
    rules = 0
    begun = True
    place = start
    pieces: list[tuple[list[str], bool]] = []
    while place < len(lines) and _is_piped(lines[place]):
        line = lines[place].translate(_BOX).strip()
        if _is_rule(line):
            rules += 1
            begun = True
        else:
            pieces.append((_piped_cells(line), begun))
            begun = False
        place += 1
    between_all = rules > 2
    for cells, new in pieces:
        if between_all and not new and rows:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=False)]
        else:
            rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return None
    return table_of([row + [""] * (width - len(row)) for row in rows], width), place


def separated_table(lines: Sequence[str], start: int) -> tuple[Table, int] | None:
    """The rest of the lines as comma- or semicolon-separated values, when the first of them heads a catalogue."""
    for separator in ";,":
        if not is_heading(lines[start].split(separator)):
            continue
        try:
            rows = [[cell.strip() for cell in row] for row in csv.reader(_ended(lines[start:]), delimiter=separator)]
        except csv.Error:
            continue
        filled = [row for row in rows if any(row)]
        alike = sum(len(row) == len(filled[0]) for row in filled)
        if alike > 1 and alike * 2 > len(filled):
            return table_of(filled, len(filled[0])), len(lines)
    return None


def _ended(lines: Sequence[str]) -> list[str]:
    return [f"{line}\n" for line in lines]


def _is_piped(line: str) -> bool:
    words = line.translate(_BOX).strip()
    if _is_rule(words) and words[:1] in "+|┌├└╔╠╚┏┣┗":
        return True
    return len(_CELL_END.findall(words)) >= (2 if words.startswith("|") else 3)


def _piped_cells(line: str) -> list[str]:
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [_BREAK.sub("\n", cell.strip().replace("\\|", "|")) for cell in _CELL_END.split(inner)]


def _is_rule(line: str) -> bool:
    return set(line) <= _RULE_SIGNS and _RULE_PIECE.search(line) is not None


def _new_row(line: str) -> bool:
    first, *others = line.split("\t")
    return bool(others) and parse_number(first.strip()) is not None


def _heads_group(line: str) -> bool:
    """Whether a line without TABs is a row merged over the whole width: a title in capitals or with a number."""
    number = split_number(line)[0]
    return line.strip().isupper() or (number is not None and bool(number.parts))


def _tabs_ahead(lines: Sequence[str], place: int) -> bool:
    return any("\t" in line.strip() for line in lines[place + 1 : place + 1 + _LOOK_AHEAD])


def _unquoted(lines: Sequence[str], place: int) -> tuple[str, int]:
    """A line with the cells that Excel put in quotation marks made plain, and how many lines of the file it took."""
    line = lines[place]
    if not (line.startswith('"') or '\t"' in line):
        return line, 1
    taken = 1
    while line.count('"') % 2 and taken < _QUOTED_LINES and place + taken < len(lines):
        line = f"{line}\n{lines[place + taken]}"
        taken += 1
    if line.count('"') % 2:
        return lines[place], 1
    cells = re.findall(r'(?:"(?:[^"]|"")*"|[^\t])+|(?<=\t)(?=\t|$)|^(?=\t)', line)
    return "\t".join(_bare(cell) for cell in cells), taken


def _bare(cell: str) -> str:
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"') and ("\n" in cell or '""' in cell):
        return cell[1:-1].replace('""', '"')
    return cell
