"""All rules over one layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import dissect
from danvan_desktop.checking.findings import Finding, Line, Place
from danvan_desktop.checking.rules import CHECKS, OF_THE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from danvan_desktop.checking.layout import Layout, Paragraph
    from danvan_desktop.checking.rules import Hit

_LONGEST: Final = 160
_PLACES: Final = 200
"""Places that one finding names; a mend reaches all."""
_LINES: Final = 5000


def examine(layout: Layout) -> tuple[Finding, ...]:
    """Everything that is wrong or doubtful, in the order of the rules."""
    paper = dissect(layout)
    return tuple(
        _finding(rule, hit)
        for rule, check in CHECKS.items()
        for part in (paper, *(() if rule in OF_THE_FILE else paper.attached))
        for hit in check(part)
    )


def shown_lines(layout: Layout) -> tuple[Line, ...]:
    """The paragraphs that have words, as the screen shows them around a place."""
    return tuple(_lines(layout))[:_LINES]


def _lines(layout: Layout) -> Iterator[Line]:
    for one in layout.paragraphs():
        if one.words:
            text = f"{one.number} {one.words}".strip()
            yield Line(one.index + 1, _short(text), one.align == "center", all(run.bold for run in one.inked))


def _finding(rule: str, hit: Hit) -> Finding:
    places = tuple(_place(one, hit) for one in hit.at[:_PLACES]) or (Place(hit.section, 0, None, ""),)
    mends = () if any(one.part for one in hit.at) else hit.mends  # a mend sets the whole paragraph, not a line of it
    return Finding(rule, hit.severity, hit.advice, places, mends)


def _place(paragraph: Paragraph, hit: Hit) -> Place:
    if hit.section:  # in a header: it is no paragraph of the body
        return Place(hit.section, 0, None, "")
    return Place(paragraph.section + 1, paragraph.index + 1, paragraph.page, _short(paragraph.words))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
