"""A layout taken apart: which paragraph is what. Annexes are set apart from the paper that they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.anatomy.end import Ending, ending_of, is_ending, loose_ending
from danvan_desktop.checking.anatomy.head import Letterhead, is_letterhead, letterhead_of
from danvan_desktop.checking.layout.model import Layout, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST_TYPE: Final = 60
_LONGEST_TITLE: Final = 5
_LONGEST_HEADING: Final = 6
"""Paragraphs that the heading of an annex takes at most: label, title, reference."""
_LONGEST_ADDRESSEE: Final = 150
_LOOSE_HEAD: Final = 12
"""Paragraphs among which a letterhead without a table is looked for."""
_HEADING: Final = re.compile(
    r"(?:phần|chương|mục|tiểu mục)\s+(?:[IVXLC]+|\d+)\b|điều\s+\d|[IVXLC]+\.\s|\d+[.)]\s", re.I
)
_FORM_SIGNS: Final = ("Chữ ký của người có thẩm quyền", "Họ và tên")


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex: its label, title, reference, the paragraphs of its heading and everything in it."""

    label: Paragraph
    title: tuple[Paragraph, ...]
    reference: tuple[Paragraph, ...]
    heading: tuple[Paragraph, ...]
    blocks: tuple[Paragraph | Table, ...]


@dataclass(slots=True)
class Paper:
    """The parts of a paper. `heading`: all that stands around type and title, lines and blanks too.

    `form`: an empty form to be filled in, as the official samples are. `loose_head`: quốc hiệu where it stands in no
    table. `attached`: papers that follow in the same file, each with a letterhead and annexes of its own.
    """

    layout: Layout
    head: Letterhead | None = None
    type_line: Paragraph | None = None
    title: tuple[Paragraph, ...] = ()
    heading: tuple[Paragraph, ...] = ()
    reference: tuple[Paragraph, ...] = ()
    address: tuple[Paragraph, ...] = ()
    bases: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    ends_with_table: bool = False
    ending: Ending | None = None
    annexes: tuple[Annex, ...] = ()
    main: tuple[Paragraph | Table, ...] = ()
    form: bool = False
    loose_head: Paragraph | None = None
    attached: tuple[Paper, ...] = ()

    @property
    def type_name(self) -> str:
        """The name of the paper's type in capitals; «» for a công văn or an annex alone."""
        return " ".join(self.type_line.words.upper().split()) if self.type_line else ""

    @property
    def is_letter(self) -> bool:
        """A công văn: no name of a type, but somebody written to."""
        return self.type_line is None and (bool(self.address) or bool(self.head and self.head.subject))


def dissect(layout: Layout) -> Paper:
    """Take a layout apart."""
    flow = [block for section in layout.sections for block in section.blocks]
    form = any(
        sign in paragraph.words
        for block in flow
        for paragraph in _paragraphs(block)
        for sign in _FORM_SIGNS
        if paragraph.words.startswith((sign, f"({sign}"))
    ) or any(words.is_form(one.words) for one in layout.paragraphs() if one.words.startswith("(Kèm"))
    starts = _later_papers(flow)
    first, *attached = (
        _paper(layout, flow[start:end], form=form)
        for start, end in zip([0, *starts], [*starts, len(flow)], strict=True)
    )
    first.attached = tuple(attached)
    return first


def _later_papers(flow: Sequence[Paragraph | Table]) -> list[int]:
    """Where a second paper begins, and each after it: at its letterhead, unless that belongs to a form in an annex."""
    labels = [at for at, block in enumerate(flow) if _is_annex_label(block)]
    heads = [
        at
        for at, block in enumerate(flow)
        if is_letterhead(block)
        and not _is_form_of_annex(flow, at, max((one for one in labels if one < at), default=-1))
    ]
    return heads if heads and labels and labels[0] < heads[0] else heads[1:]


def _is_form_of_annex(flow: Sequence[Paragraph | Table], at: int, label: int) -> bool:
    """A letterhead right below the heading of an annex, or one with dots to be filled in further down in it."""
    if label < 0:
        return False
    between = flow[label:at]
    near = len([block for block in between if isinstance(block, Table) or block.words]) <= _LONGEST_HEADING
    heading = near and not any(isinstance(block, Table) for block in between)
    return heading or any(words.has_gap(one.words) for one in _paragraphs(flow[at]))


def _paper(layout: Layout, blocks: Sequence[Paragraph | Table], *, form: bool) -> Paper:
    starts = [at for at, block in enumerate(blocks) if _is_annex_label(block)]
    main = blocks[: starts[0]] if starts else blocks
    paper = Paper(layout, main=tuple(main), form=form)
    ends = [*starts[1:], len(blocks)][: len(starts)]
    paper.annexes = tuple(_annex(blocks[start:end]) for start, end in zip(starts, ends, strict=True))
    _take_main(paper, main)
    return paper


def _paragraphs(block: Paragraph | Table) -> Iterable[Paragraph]:
    return block.paragraphs() if isinstance(block, Table) else (block,)


def _is_annex_label(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and words.ANNEX.fullmatch(block.words.rstrip(":")) is not None


def _take_main(paper: Paper, main: Sequence[Paragraph | Table]) -> None:
    at = next((place for place, block in enumerate(main[:8]) if is_letterhead(block)), None)
    if at is not None:
        table = main[at]
        assert isinstance(table, Table)
        paper.head = letterhead_of(table)
        main = main[at + 1 :]
    else:
        main = _after_loose_head(paper, main)
    end = next((place for place in range(len(main) - 1, -1, -1) if is_ending(main[place])), None)
    if end is not None:
        table = main[end]
        assert isinstance(table, Table)
        paper.ending = ending_of(table)
        main = main[:end]
    paper.tables = tuple(block for block in main if isinstance(block, Table) and block.ruled)
    said = [block for block in main if isinstance(block, Table) or block.words]
    paper.ends_with_table = bool(said) and isinstance(said[-1], Table)
    text = [block for block in main if isinstance(block, Paragraph)]
    if paper.ending is None:
        at = next((place for place, one in enumerate(text) if words.RECIPIENTS.match(one.words)), len(text))
        paper.ending = loose_ending(text[at:])
        text = text[:at]
    _take_text(paper, text)


def _after_loose_head(paper: Paper, main: Sequence[Paragraph | Table]) -> Sequence[Paragraph | Table]:
    """What follows a letterhead of plain paragraphs, of which only quốc hiệu is told apart."""
    early = [block if isinstance(block, Paragraph) else None for block in main[:_LOOSE_HEAD]]
    nation = next((one for one in early if one is not None and words.NATION.search(one.words)), None)
    if nation is None:
        return main
    paper.loose_head = nation
    signs = (words.NATION, words.MOTTO, words.PLACE_DATE)
    last = max(at for at, one in enumerate(early) if one is not None and any(sign.search(one.words) for sign in signs))
    return main[last + 1 :]


def _take_text(paper: Paper, text: list[Paragraph]) -> None:
    at = next((place for place, one in enumerate(text) if one.words and not one.underscores), None)
    if at is None:
        return
    first = text[at]
    if not words.ADDRESS.match(first.words) and _names_a_type(first):
        paper.type_line = first
        at, paper.title, paper.reference = _title(text, at + 1)
        paper.heading = tuple(text[:at])
    at, paper.address = _address(text, at)
    rest = [one for one in text[at:] if one.words and not one.underscores]
    paper.bases = _bases(rest)
    held = {one.index for one in paper.bases}
    paper.body = tuple(one for one in rest if one.index not in held)


def _names_a_type(paragraph: Paragraph) -> bool:
    text = paragraph.words
    if text.upper() in words.TYPES:
        return True
    return len(text) <= _LONGEST_TYPE and words.is_capital(text) and paragraph.align == "center"


def _title(text: list[Paragraph], at: int) -> tuple[int, tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Where the body begins, the lines of the title, the lines «(Kèm theo …)»."""
    title: list[Paragraph] = []
    reference: list[Paragraph] = []
    lined = False
    while at < len(text):
        one = text[at]
        drawn = one.underscores or one.ruled or bool(one.lines)
        if one.words and not one.underscores:
            if words.REFERENCE.match(one.words) or (reference and one.align == "center" and not lined):
                reference.append(one)
            elif lined or reference or len(title) >= _LONGEST_TITLE or not _goes_on(one, title):
                break
            else:
                title.append(one)
        lined |= drawn
        at += 1
    return at, tuple(title), tuple(reference)


def _goes_on(paragraph: Paragraph, title: list[Paragraph]) -> bool:
    text = paragraph.words
    if words.BASIS.match(text) or words.ADDRESS.match(text) or _HEADING.match(text):
        return False
    if words.is_capital(text) and paragraph.align == "center" and title:
        return False
    heavy = all(run.bold for run in paragraph.inked)
    return paragraph.align == "center" or (not title and (heavy or paragraph.first_line <= 0))


def _address(text: list[Paragraph], at: int) -> tuple[int, tuple[Paragraph, ...]]:
    """«Kính gửi» and the lines below it that begin with a dash, or are listed without one."""
    begin = next((place for place in range(at, min(at + 6, len(text))) if words.ADDRESS.match(text[place].words)), None)
    if begin is None:
        return at, ()
    found = [text[begin]]
    listing = found[0].words.endswith(":")
    place = begin + 1
    while place < len(text) and (not text[place].words or _is_addressee(text[place].words, listing=listing)):
        if text[place].words:
            found.append(text[place])
        elif len(found) > 1:
            break
        place += 1
    return place, tuple(found)


def _is_addressee(text: str, *, listing: bool) -> bool:
    return text.startswith(("-", "–")) or (listing and text.endswith(";") and len(text) < _LONGEST_ADDRESSEE)


def _bases(text: list[Paragraph]) -> tuple[Paragraph, ...]:
    """The first paragraphs in a row that begin with «Căn cứ» and the like; a sentence that goes on is body."""
    found: list[Paragraph] = []
    for one in text[:40]:
        sentence = one.words.endswith(":") or len(one.words) > 700
        if words.BASIS.match(one.words) and not sentence and (found or one.words.casefold().startswith("căn cứ")):
            found.append(one)
        elif found:
            break
        elif not words.is_capital(one.words):
            return ()
    return tuple(found)


def _annex(blocks: Sequence[Paragraph | Table]) -> Annex:
    label = blocks[0]
    assert isinstance(label, Paragraph)
    title: list[Paragraph] = []
    reference: list[Paragraph] = []
    heading: list[Paragraph] = [label]
    for block in blocks[1:]:
        if isinstance(block, Table):
            break
        if block.words and not block.underscores:
            if words.REFERENCE.match(block.words) or (reference and block.align == "center"):
                reference.append(block)
            elif (
                reference
                or len(title) >= _LONGEST_TITLE
                or (block.align != "center" and not words.is_form(block.words))
            ):
                break
            else:
                title.append(block)
        heading.append(block)
        if block.underscores or block.ruled or block.lines:
            break
    return Annex(label, tuple(title), tuple(reference), tuple(heading), tuple(blocks))
