"""Where a task stands: paths made of the printed numbers («II.5.1», «3.5.a», «II.1/2»)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import NumberStyle
from danvan_desktop.domain.text import fold

if TYPE_CHECKING:
    from danvan_desktop.domain.numbering import PrintedNumber
    from danvan_desktop.domain.timing import Timing

_RANKS: Final = {
    NumberStyle.CAPITAL: 10,
    NumberStyle.ROMAN: 20,
    NumberStyle.DECIMAL: 30,
    NumberStyle.LETTER: 50,
    NumberStyle.PAREN: 55,
    NumberStyle.STAR: 60,
    NumberStyle.DASH: 70,
    NumberStyle.BULLET: 70,
    NumberStyle.PLUS: 80,
}
PART_RANK: Final = 5
"""«Phần thứ nhất», «Chương I»: above the Roman sections."""
HEADING_RANK: Final = 25
"""An unnumbered heading: below the Roman sections, above the numbered points."""
ITEM_RANK: Final = _RANKS[NumberStyle.STAR]
"""From here on a number marks an item of a list, not a heading."""
PARAGRAPH_RANK: Final = _RANKS[NumberStyle.DASH]
"""A paragraph with labels of its own is an item like a dash."""
PLUS_RANK: Final = _RANKS[NumberStyle.PLUS]
"""«+» under a dash says what the dash must contain."""


def rank(number: PrintedNumber) -> int:
    """How deep a number stands: I above 1 above 1.1 above a) above (1) above - above +."""
    deeper = len(number.parts) - 1 if number.style is NumberStyle.DECIMAL else 0
    return _RANKS[number.style] + min(deeper, 15)


@dataclass(slots=True)
class _Step:
    rank: int
    path: str
    decimal: bool
    children: int = 0


@dataclass(slots=True)
class PathMaker:
    """Follows the numbers of a document downwards and names each place."""

    base: str = ""
    _steps: list[_Step] = field(default_factory=list)
    _roots: int = 0

    def enter(self, number: PrintedNumber) -> str:
        """The path of a numbered line, which from now on is the place that deeper lines stand in."""
        depth = rank(number)
        self._leave(depth)
        if not number.parts:
            path = self.child()
        elif number.style is NumberStyle.DECIMAL:
            above = next((step.path for step in reversed(self._steps) if not step.decimal), self.base)
            path = f"{above}.{number.label}" if above else number.label
        else:
            label = number.text if number.style is NumberStyle.PAREN else number.label
            path = f"{self.here}.{label}" if self.here else label
        self._steps.append(_Step(depth, path, number.style is NumberStyle.DECIMAL))
        return path

    def enter_named(self, name: str, depth: int = HEADING_RANK) -> str:
        """The path of an unnumbered heading, named as given («Q3»)."""
        self._leave(depth)
        path = f"{self.here}.{name}" if self.here else name
        self._steps.append(_Step(depth, path, decimal=False))
        return path

    def child(self) -> str:
        """The path of the next dash or paragraph of the present place."""
        if not self._steps:
            self._roots += 1
            return f"{self.base}/{self._roots}" if self.base else str(self._roots)
        self._steps[-1].children += 1
        return f"{self._steps[-1].path}/{self._steps[-1].children}"

    @property
    def here(self) -> str:
        """The path of the present place, «» at the top."""
        return self._steps[-1].path if self._steps else self.base

    def _leave(self, depth: int) -> None:
        while self._steps and self._steps[-1].rank >= depth:
            self._steps.pop()


def heading_name(position: int, time: Timing | None) -> str:
    """The name of an unnumbered heading in paths: «Q3» and «T8» for quarters and months, else its count «M1»."""
    if time is not None:
        words = fold(time.raw)
        start = time.start
        if start is not None and "quy" in words:
            return f"Q{(start.month + 2) // 3}"
        if start is not None and words.startswith(("thang", "trong thang")):
            return f"T{start.month}"
    return f"M{position}"
