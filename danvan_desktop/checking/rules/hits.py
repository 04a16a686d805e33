"""What a rule says about a place, and the look that most rules ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.writing.metrics import Face, text_width

if TYPE_CHECKING:
    from danvan_desktop.checking.layout import Paragraph

TOLERANCE: Final = 20
"""Twips by which a length may be off."""
_TWIPS_PER_MM: Final = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that is wrong, at some paragraphs of one sort (none: the whole file, or `section`)."""

    advice: str
    at: tuple[Paragraph, ...] = ()
    mends: tuple[Mend, ...] = ()
    severity: Severity = Severity.WRONG
    section: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """What a part must look like; sizes in half-points, None where nothing is asked."""

    sizes: tuple[int, int]
    bold: bool | None = None
    italic: bool | None = None
    align: str = ""


def indices(paragraphs: Iterable[Paragraph]) -> tuple[int, ...]:
    """The numbers by which a mend finds paragraphs."""
    return tuple(one.index for one in paragraphs)


def misfits(what: str, paragraphs: Iterable[Paragraph], style: Style) -> Iterator[Hit]:
    """Where paragraphs look otherwise: one hit for each property, over all that share it."""
    held = [one for one in paragraphs if one.inked]
    low, high = style.sizes
    off = tuple(one for one in held if any(not low <= run.size <= high for run in one.inked))
    if off:
        run = next(run for run in off[0].inked if not low <= run.size <= high)
        nearest = min(style.sizes, key=lambda size: abs(size - run.size))
        asked = points(low) if low == high else f"{points(low)}-{points(high)}"
        yield Hit(
            f"{what} đang cỡ {points(run.size)}; đặt lại cỡ {asked}.",
            off,
            (Mend(MendKind.SIZE, indices(off), str(nearest)),),
        )
    yield from _switch(what, held, style.bold, MendKind.BOLD, ("chưa in đậm; hãy in đậm", "đang in đậm; hãy bỏ đậm"))
    yield from _switch(
        what, held, style.italic, MendKind.ITALIC, ("chưa in nghiêng; hãy in nghiêng", "đang nghiêng; đặt lại chữ đứng")
    )
    askew = tuple(one for one in held if style.align and one.align != style.align)
    if askew:
        name = {"center": "canh giữa", "both": "canh đều hai lề", "left": "canh lề trái"}[style.align]
        yield Hit(f"{what} chưa {name}; hãy {name}.", askew, (Mend(MendKind.ALIGN, indices(askew), style.align),))


def _switch(
    what: str, held: list[Paragraph], wanted: bool | None, kind: MendKind, said: tuple[str, str]
) -> Iterator[Hit]:
    if wanted is None:
        return
    name = "bold" if kind is MendKind.BOLD else "italic"
    off = tuple(one for one in held if any(getattr(run, name) != wanted for run in one.inked))
    if off:
        yield Hit(f"{what} {said[0 if wanted else 1]}.", off, (Mend(kind, indices(off), "1" if wanted else "0"),))


def points(size: int) -> str:
    """A size in half-points as Word shows it."""
    return f"{size // 2},5" if size % 2 else str(size // 2)


def millimetres(twips: int) -> str:
    """A length as the officer reads it."""
    return f"{twips / _TWIPS_PER_MM:.1f}".replace(".", ",").removesuffix(",0")


def width(paragraph: Paragraph) -> int:
    """How long the text of a paragraph is in one line, in twips."""
    return round(
        sum(text_width(run.text.strip("\n"), run.size / 2, _face(run.bold, run.italic)) for run in (paragraph.inked))
        * _TWIPS_PER_MM
    )


def _face(bold: bool, italic: bool) -> Face:
    if bold:
        return Face.BOLD
    return Face.ITALIC if italic else Face.REGULAR
