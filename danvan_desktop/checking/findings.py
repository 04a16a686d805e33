"""What a check hands back, and the same as JSON: the only form in which it leaves the process that looked."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


class Severity(StrEnum):
    """How sure a finding is: against the decree, or something that somebody should look at."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"


class MendKind(StrEnum):
    """What a mend does to its targets."""

    SHEET = "sheet"
    UPRIGHT = "upright"
    MARGINS = "margins"
    TITLE_PAGE = "title_page"
    RESTART = "restart"
    ARABIC = "arabic"
    FONT = "font"
    BLACK = "black"
    NFC = "nfc"
    LANGUAGE = "language"
    SHAPES = "shapes"
    SIZE = "size"
    BOLD = "bold"
    ITALIC = "italic"
    ALIGN = "align"
    FIRST_LINE = "first_line"
    BEFORE = "before"
    AFTER = "after"
    SINGLE = "single"
    REPLACE = "replace"
    HEADING_ROW = "heading_row"
    WHOLE_ROWS = "whole_rows"


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of the file that is safe without asking: paragraphs (or sections, tables) by index, and a value.

    REPLACE has «old» and «value», the new text.
    """

    kind: MendKind
    targets: tuple[int, ...] = ()
    value: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: section and paragraph counted from 1 (0: the whole file), page where it is known."""

    section: int
    paragraph: int
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that the paper breaks, at one place or several of one sort. `advice`: what is wrong, how to mend it."""

    rule: str
    severity: Severity
    advice: str
    places: tuple[Place, ...]
    mends: tuple[Mend, ...] = ()

    @property
    def mendable(self) -> bool:
        """Whether one click can mend it."""
        return bool(self.mends)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as the screen shows it around a place: its number as in `Place`, what it says, how it stands."""

    paragraph: int
    text: str
    centred: bool
    bold: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a check found. `checksum` names the state of the file that was looked at."""

    checksum: str
    findings: tuple[Finding, ...]
    lines: tuple[Line, ...]


def report_json(report: Report) -> dict[str, Any]:
    """The report as plain lists and dictionaries; `report_of` gives it back equal."""
    return asdict(report)


def report_of(data: dict[str, Any]) -> Report:
    """The report of `report_json`; raises KeyError, TypeError or ValueError for anything else."""
    return Report(
        checksum=str(data["checksum"]),
        findings=tuple(_finding(found) for found in data["findings"]),
        lines=tuple(Line(**line) for line in data["lines"]),
    )


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        rule=str(data["rule"]),
        severity=Severity(data["severity"]),
        advice=str(data["advice"]),
        places=tuple(Place(**place) for place in data["places"]),
        mends=tuple(_mend(mend) for mend in data["mends"]),
    )


def _mend(data: dict[str, Any]) -> Mend:
    targets: Sequence[int] = data["targets"]
    return Mend(MendKind(data["kind"]), tuple(map(int, targets)), str(data["value"]), str(data["old"]))
