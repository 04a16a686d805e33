"""An official paper as blocks: letterhead, what it is about, its words, who signs, its annexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from danvan_desktop.domain.draft import PartialDate
from danvan_desktop.domain.numbering import roman
from danvan_desktop.domain.official import Issuing, OfficialPaper, PaperColumn, PaperRow, PaperTable
from danvan_desktop.domain.papers import AttachedDecision, SignatureBlock
from danvan_desktop.writing.blocks import (
    Addressees,
    Align,
    Block,
    Column,
    Document,
    Letterhead,
    Orientation,
    Page,
    Paragraph,
    Role,
    Row,
    Section,
    Span,
    Table,
    Title,
    TitleForm,
)
from danvan_desktop.writing.composing.catalogue import compose_catalogue, reference_text
from danvan_desktop.writing.composing.signing import signature_block
from danvan_desktop.writing.typography import bind, bind_hyphens, bind_references, written_date, written_number
from danvan_desktop.writing.wording import BrokenWording, Line, LineKind, Manuscript, Part, fill_in, read_manuscript
from danvan_desktop.writing.wording.manuscript import ADDRESSEE, RECIPIENT, REFERENCE, SUBJECT, SYMBOL, TYPE

_ROLES: Final = {
    LineKind.TEXT: Role.BODY,
    LineKind.HEADING: Role.HEADING,
    LineKind.BASIS: Role.BASIS,
    LineKind.CENTRED: Role.CENTRED,
}
_END: Final = "./."
_ENDS: Final = " .;,:/"
_LETTER: Final = "Công văn"
_SPECIMEN: Final = (
    "Phòng Văn hóa - Xã hội chủ trì, phối hợp với các cơ quan, đơn vị tổ chức thực hiện; báo cáo kết quả theo quy định."
)


def compose_official(
    papers: Sequence[OfficialPaper], poll: Callable[[], None]
) -> tuple[Document, BrokenWording | None]:
    """Papers one after the other, in the officer's own words where they can be used, else in the shipped ones, with
    what is wrong. `poll` may raise to stop."""
    first, wrong = _compose(papers[0])
    sections = list(first.sections)
    for paper in papers[1:]:
        poll()
        document, broken = _compose(paper)
        sections.extend(document.sections)
        wrong = wrong or broken
    return replace(first, sections=tuple(sections)), wrong


def compose_specimen(issuing: Issuing) -> Document:
    """Letterhead, title, two sentences and a signature, as every paper has them."""
    profile = issuing.profile
    place = f"{profile.place_name}, {written_date(PartialDate(None, None, None))}"
    number = written_number("", f"KH-{issuing.symbol}").replace("số", "Số:", 1)
    blocks: list[Block] = [
        Letterhead(issuing.lines, issuing.superior, number, place),
        Title(TitleForm.DOCUMENT, "KẾ HOẠCH", "Thực hiện công tác dân vận chính quyền"),
        Paragraph(Role.BODY, (Span(_SPECIMEN),)),
        Paragraph(Role.CLOSING, (Span(f"Trên đây là Kế hoạch của {issuing.name}{_END}"),), keep_next=True),
    ]
    if profile.signers:
        signer = issuing.signer
        blocks.append(signature_block(SignatureBlock(signer.form.lines, signer.name, profile.recipients)))
    section = Section(Page(margins=profile.margins), tuple(blocks))
    return Document((section,), profile.font_size, "Mẫu thể thức", issuing.name)


def _compose(paper: OfficialPaper) -> tuple[Document, BrokenWording | None]:
    if paper.wording.own is not None:
        try:
            return _Composer(paper, paper.wording.own).document(), None
        except BrokenWording as broken:
            return _Composer(paper, paper.wording.shipped).document(), broken
    return _Composer(paper, paper.wording.shipped).document(), None


class _Composer:
    """Makes one paper of one text."""

    def __init__(self, paper: OfficialPaper, text: str) -> None:
        self._paper = paper
        self._text = text
        self._said: Manuscript = read_manuscript(paper.wording.name, fill_in(paper.wording.name, text, paper.facts))
        self._margins = paper.issuing.profile.margins

    def document(self) -> Document:
        """The whole paper."""
        paper, said = self._paper, self._said
        sections = [self._main(), *self._others()]
        if paper.attached is not None:
            sections.extend(compose_catalogue(paper.attached).sections)
        name = f"{said.one(TYPE) or _LETTER} {said.one(SUBJECT)}".strip()
        return Document(tuple(sections), paper.issuing.profile.font_size, name, paper.issuing.name)

    def _main(self) -> Section:
        paper, said = self._paper, self._said
        page = self._page(replace(said.main, across=paper.across))
        blocks: list[Block] = [self._letterhead()]
        if said.one(TYPE):
            reference = f"({said.one(REFERENCE)})" if said.one(REFERENCE) else ""
            subject = bind(said.one(SUBJECT))
            blocks.append(Title(TitleForm.DOCUMENT, said.one(TYPE).upper(), subject, bind(reference)))
        if names := said.all(ADDRESSEE):
            blocks.append(Addressees(tuple(bind(name) for name in names)))
        blocks.extend(self._body(page, said.main))
        if paper.signed:
            signer = paper.issuing.signer
            blocks.append(signature_block(SignatureBlock(signer.form.lines, signer.name, said.all(RECIPIENT))))
        return Section(page, tuple(blocks))

    def _letterhead(self) -> Letterhead:
        paper, said = self._paper, self._said
        if said.one(REFERENCE):
            return Letterhead(paper.issuing.lines, paper.issuing.superior)
        day = PartialDate(None, paper.day.month, paper.day.year)
        number = written_number("", self._symbol()).replace("số", "Số:", 1)
        place = f"{paper.issuing.profile.place_name}, {written_date(day)}"
        subject = "" if said.one(TYPE) else bind(f"V/v {said.one(SUBJECT)}")
        return Letterhead(paper.issuing.lines, paper.issuing.superior, number, place, subject)

    def _symbol(self) -> str:
        return self._said.one(SYMBOL) or self._paper.issuing.letter_symbol

    def _others(self) -> Iterator[Section]:
        """The annexes, numbered where there are several, and other sheets."""
        said = self._said
        count, place = sum(part.annex for part in said.others), 0
        day = PartialDate(None, self._paper.day.month, self._paper.day.year)
        of = AttachedDecision((said.one(TYPE) or _LETTER).capitalize(), "", self._symbol(), day)
        for part in said.others:
            page = self._page(part)
            title: list[Block] = []
            if part.annex:
                label = "Phụ lục" if count == 1 else f"Phụ lục {roman(place + 1)}"
                reference = reference_text(of, self._paper.issuing.name)
                title.append(Title(TitleForm.ANNEX, label, bind_references(part.title.upper()), reference))
                place += 1
            yield Section(page, (*title, *self._body(page, part)))

    def _page(self, part: Part) -> Page:
        return Page(Orientation.LANDSCAPE if part.across else Orientation.PORTRAIT, self._margins)

    def _body(self, page: Page, part: Part) -> Iterator[Block]:
        """The lines of a part; its last paragraph ends with «./.» and stays with what follows it."""
        runs = [(kind, list(held)) for kind, held in groupby(part.lines, key=lambda line: line.kind)]
        for place, (kind, lines) in enumerate(runs):
            if kind is LineKind.TABLE:
                yield from (self._table(page, line.text) for line in lines)
            elif kind is LineKind.CELLS:
                yield _typed_table(lines, page)
            else:
                following = runs[place + 1][0] if place + 1 < len(runs) else None
                yield from self._paragraphs(lines, following, part)

    def _paragraphs(self, lines: list[Line], following: LineKind | None, part: Part) -> Iterator[Block]:
        """Lines of one kind; the last of them is kept with a table below it, with what it heads, with the signature."""
        heads = lines[0].kind in (LineKind.HEADING, LineKind.CENTRED)
        signed = following is None and self._paper.signed and part is self._said.main
        tied = following in (LineKind.TABLE, LineKind.CELLS) or signed
        *others, last = lines
        yield from (_paragraph(line, ends=False, with_next=heads) for line in others)
        yield _paragraph(last, ends=following is None and last.kind is not LineKind.CENTRED, with_next=heads or tied)

    def _table(self, page: Page, name: str) -> Table:
        if name not in self._paper.tables:
            held = self._text.splitlines()
            line = next((place for place, text in enumerate(held, start=1) if f"[bảng: {name}" in text), 0)
            raise BrokenWording(self._paper.wording.name, line, f"không có bảng tên «{name}»")
        return _table(self._paper.tables[name], page)


def _paragraph(line: Line, *, ends: bool, with_next: bool) -> Paragraph:
    pieces = _ended(line.pieces) if ends else line.pieces
    whole = bind("".join(text for text, _ in pieces))
    spans, start = [], 0
    for text, bold in pieces:
        spans.append(Span(whole[start : start + len(text)], bold=bold))
        start += len(text)
    role = Role.CLOSING if ends and line.kind is LineKind.TEXT else _ROLES[line.kind]
    return Paragraph(role, tuple(spans), keep_next=with_next)


def _ended(pieces: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    """The pieces with «./.» at their end, whatever stood there."""
    *others, (text, bold) = pieces
    return (*others, (text.rstrip(_ENDS), bold), (_END, False))


def _table(table: PaperTable, page: Page) -> Table:
    whole = sum(column.share for column in table.columns)
    columns = tuple(
        Column(column.heading, page.text_width * column.share / whole, Align.CENTRE if column.centred else Align.LEFT)
        for column in table.columns
    )
    return Table(columns, tuple(Row(tuple(map(bind_hyphens, row.cells)), row.band) for row in table.rows))


def _typed_table(lines: list[Line], page: Page) -> Table:
    """A table of the wording itself; short rows are filled up, long ones cut."""
    head, *rows = lines
    columns = tuple(_typed_column(text) for text, _ in head.pieces)
    cells = ([text for text, _ in row.pieces] for row in rows)
    filled = (PaperRow(tuple([*held, *[""] * len(columns)][: len(columns)])) for held in cells)
    return _table(PaperTable(columns, tuple(filled)), page)


def _typed_column(text: str) -> PaperColumn:
    name, _, look = text.rpartition(":") if ":" in text else (text, "", "")
    try:
        share = min(max(float(look.rstrip("^") or 1), 0.2), 50)
    except ValueError:
        return PaperColumn(text, 1)
    return PaperColumn(name or look.rstrip("^"), share, look.endswith("^"))
