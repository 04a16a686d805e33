"""What every part of the recogniser needs to know: the agencies, the year and the period of the programme."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.agencies.lists import split_agencies
from danvan_desktop.domain.timing import Timing, TimingKind, parse

if TYPE_CHECKING:
    from datetime import date

    from danvan_desktop.domain.agencies import AgencyDirectory
    from danvan_desktop.domain.draft import DraftAgency

_ANY_YEAR: Final = 2000
"""Stands in when neither the document nor the officer names a year; the dates computed from it are thrown away."""
_NO_YEAR: Final = "Văn bản không ghi năm nên chưa tính được ngày của thời gian này."
_TIME_HEADING: Final = re.compile(
    r"(?:trong |nhiệm vụ |công tác |thời gian:? |các nhiệm vụ )*"
    r"(?:quý|tháng|6 tháng|sáu tháng|9 tháng|tuần|đợt|năm(?= 20))\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"(?!thời gian)[^:]+:\s*\S+\s+\S", re.IGNORECASE)
"""«Quý III: kiểm tra công vụ» is work with its time before it."""
_LONGEST_TIME_HEADING: Final = 40


@dataclass(frozen=True, slots=True)
class Context:
    """The directory of agencies, the programme's year (None when unknown) and period.

    The same cells come again in every row of a catalogue, so what they name is remembered.
    """

    directory: AgencyDirectory
    year: int | None = None
    period: tuple[date, date] | None = None
    _seen: dict[str, tuple[DraftAgency, ...]] = field(default_factory=dict, repr=False, compare=False)

    def timing(self, raw: str) -> Timing:
        """A time expression read with the programme's year and period."""
        if self.year is not None:
            return parse(raw, self.year, self.period)
        timing = parse(raw, _ANY_YEAR)
        if timing.start is None and timing.end is None:
            return timing
        return Timing(raw=raw, kind=timing.kind, warnings=(_NO_YEAR,))

    def agencies(self, cell: str) -> tuple[DraftAgency, ...]:
        """The agencies that a cell or a label's value names."""
        if cell not in self._seen:
            self._seen[cell] = split_agencies(cell, self.directory)
        return self._seen[cell]

    def heading_time(self, heading: str) -> Timing | None:
        """The time that a heading is, when it is nothing else («Quý 3», «Tháng 8/2026»)."""
        words = heading.strip(" .:;()")
        if len(words) > _LONGEST_TIME_HEADING or not _TIME_HEADING.match(words) or _GOES_ON.match(words):
            return None
        timing = self.timing(words)
        return replace(timing, raw=words) if timing.kind in _PERIODS else None


_PERIODS: Final = frozenset({TimingKind.PERIOD, TimingKind.DEADLINE_PERIOD, TimingKind.RANGE, TimingKind.COMPOUND})
