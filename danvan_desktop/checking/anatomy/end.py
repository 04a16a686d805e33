"""The end of a paper: who signs, and who receives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.layout.model import Paragraph, Table, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: the lines of authority, the name (None where it is missing), and all that stands between."""

    authority: tuple[Paragraph, ...]
    between: tuple[Paragraph, ...]
    name: Paragraph | None


@dataclass(frozen=True, slots=True)
class Ending:
    """Signers from left to right, the word «Nơi nhận:» and the lines below it.

    `table` is the index of the table that they stand in, None for none; `whole`: no row of it is cut.
    """

    signers: tuple[Signer, ...]
    recipients_word: Paragraph | None
    recipients: tuple[Paragraph, ...]
    whole: bool
    table: int | None = None


def is_ending(block: Paragraph | Table) -> bool:
    """Whether a table holds «Nơi nhận», or somebody's office in capitals over a name."""
    if not isinstance(block, Table) or block.ruled:
        return False
    texts = [paragraph.words for paragraph in block.paragraphs() if paragraph.words]
    return any(words.RECIPIENTS.match(text) for text in texts) or (
        len(texts) > 1 and words.is_capital(texts[0]) and not words.is_capital(texts[-1]) and len(texts[-1]) < _NAME
    )


_NAME = 60
"""Letters in the longest name."""


def ending_of(table: Table) -> Ending:
    """The parts of the end."""
    width = max((len(row.cells) for row in table.rows), default=0)
    columns = [
        [one for row in table.rows if len(row.cells) > place for one in row.cells[place].paragraphs]
        for place in range(width)
    ]
    word: Paragraph | None = None
    recipients: list[Paragraph] = []
    signers: list[Signer] = []
    for column in map(_without_notes, map(split_lines, columns)):
        at = next((i for i, one in enumerate(column) if words.RECIPIENTS.match(one.words)), None)
        if at is not None:
            word = column[at]
            recipients = [one for one in column[at + 1 :] if one.words]
        signers.extend(_signer(column[:at]))
    return Ending(tuple(signers), word, tuple(recipients), all(row.whole for row in table.rows), table.index)


def _without_notes(column: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Remarks below the signature («Ghi chú: …»), as the official samples have them, are no part of it."""
    upto = next((at for at, one in enumerate(column) if words.NOTES.match(one.words)), len(column))
    return column[:upto]


def loose_ending(text: Sequence[Paragraph]) -> Ending | None:
    """The end of a paper whose «Nơi nhận» and signature stand one below the other, in no table."""
    if not text:
        return None
    said = [one for one in text[1:] if one.words]
    capital = (place for place, one in enumerate(said) if words.is_capital(one.words) and one.words[0].isalpha())
    upto = next(capital, len(said))
    return Ending(tuple(_signer(said[upto:])), text[0], tuple(said[:upto]), whole=True)


def _signer(column: Sequence[Paragraph]) -> Iterator[Signer]:
    texts = [one for one in column if one.words and not one.underscores]
    said = list(_without_remarks(texts))
    if not said:
        return
    authority = []
    for paragraph in said[: -1 if len(said) > 1 else None]:
        authority.append(paragraph)
    name = said[-1] if len(said) > 1 else None
    if name is not None and words.is_capital(name.words) and name.words.split()[0].rstrip(".") in _OFFICES:
        authority, name = [*authority, name], None
    last = authority[-1].index if authority else -1
    upto = name.index if name is not None else column[-1].index + 1
    yield Signer(tuple(authority), tuple(one for one in column if last < one.index < upto), name)


def _without_remarks(texts: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Lines but for those in brackets, which may take several: «(Chữ ký của người có thẩm quyền, …)»."""
    inside = False
    for one in texts:
        if one.words.startswith("("):
            inside = True
        if not inside:
            yield one
        if one.words.count(")"):
            inside = False


_OFFICES = frozenset(("TM", "KT", "TL", "TUQ", "Q", "CHỦ", "PHÓ", "TRƯỞNG", "CHÁNH", "GIÁM", "HIỆU"))
"""First words of lines of authority: in capitals they are no name."""
