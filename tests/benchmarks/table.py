"""What was measured, against what, what it may cost, and whether it keeps to that; as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tests.benchmarks.timing import Pair, median, quartiles


class Judged(StrEnum):
    """What a budget looks at: ours over the floor, ours less the floor, ours alone."""

    RATIO = "ratio"
    EXCESS = "excess"
    VALUE = "value"


STOOD = 50
"""Milliseconds for which the window may stand still."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most (and the least) that may be, in the unit of the line where it is no ratio."""

    judged: Judged
    most: float
    least: float = 0

    @property
    def text(self) -> str:
        """«≤ 1.5×», «≤ +60», «4 - 5»."""
        if self.least:
            return f"{self.least:g} - {self.most:g}"
        sign = {Judged.RATIO: "{}×", Judged.EXCESS: "+{}", Judged.VALUE: "{}"}[self.judged]
        return "≤ " + sign.format(f"{self.most:g}")


def times(most: float) -> Budget:
    """At most so many times the floor."""
    return Budget(Judged.RATIO, most)


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement. `spread` are the quartiles of the ratio; `against` says what the floor is."""

    what: str
    against: str
    floor: float | None = None
    ours: float | None = None
    budget: Budget | None = None
    runs: int = 1
    spread: tuple[float, float] | None = None
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the floor."""
        return self.ours / self.floor if self.ours is not None and self.floor else None

    @property
    def held(self) -> bool | None:
        """Whether the budget is kept; None without a budget or a measurement."""
        if self.budget is None or self.ours is None:
            return None
        judged = {
            Judged.RATIO: self.ratio,
            Judged.EXCESS: self.ours - (self.floor or 0),
            Judged.VALUE: self.ours,
        }[self.budget.judged]
        return judged is not None and self.budget.least <= judged <= self.budget.most

    def as_json(self) -> dict[str, object]:
        """Every field, and what follows from them."""
        return {
            "what": self.what,
            "against": self.against,
            "unit": self.unit,
            "floor": self.floor,
            "ours": self.ours,
            "ratio": self.ratio,
            "budget": self.budget.text if self.budget else None,
            "held": self.held,
            "runs": self.runs,
            "spread": list(self.spread) if self.spread else None,
            "note": self.note,
        }


def line_of(what: str, against: str, pair: Pair, budget: Budget | None, note: str = "") -> Line:
    """A line of medians in milliseconds."""
    return Line(
        what,
        against,
        median(pair.floor) * 1000,
        median(pair.ours) * 1000,
        budget,
        len(pair.ours),
        quartiles(pair.ratios),
        note=note,
    )


_HEADINGS = ("what", "floor", "ours", "unit", "ratio", "budget", "held", "n", "spread")


def as_text(lines: Iterable[Line]) -> str:
    """The table; under each line what the floor is, and what there is to say."""
    held = list(lines)
    cells = [_HEADINGS, *(_cells(line) for line in held)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(_HEADINGS))]
    written = [_row(_HEADINGS, widths), "  ".join("-" * width for width in widths)]
    for line, row in zip(held, cells[1:], strict=True):
        written.append(_row(row, widths))
        written.extend(f"    {text}" for text in (f"against {line.against}" if line.against else "", line.note) if text)
    return "\n".join(written)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.ljust(width) if place == 0 else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()


def _cells(line: Line) -> tuple[str, ...]:
    spread = f"{line.spread[0]:.2f} - {line.spread[1]:.2f}" if line.spread else ""
    held = {True: "yes", False: "NO", None: "not measured" if line.ours is None else ""}[line.held]
    return (
        line.what,
        _number(line.floor),
        _number(line.ours),
        line.unit,
        f"{line.ratio:.2f}×" if line.ratio is not None else "",
        line.budget.text if line.budget else "",
        held,
        str(line.runs),
        spread,
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}" if value >= 10 else f"{value:.2f}".removesuffix(".00")
