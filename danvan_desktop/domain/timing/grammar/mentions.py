"""From wordings to mentions: each day, month, quarter or year that a text names, and what stands before it.

A mention may still lack its year («trước 30/6»), its month («ngày 15 đến ngày 20/3») or its unit («tháng 3, 6, 9»);
month and unit are filled in here from the neighbours, the year in `years`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing.grammar.lexicon import NAMED_DAYS, Mark, Token, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


class Unit(StrEnum):
    """What kind of time a mention names."""

    DAY = auto()
    DAY_ALONE = auto()  # a day whose month the text does not say
    MONTH = auto()
    QUARTER = auto()
    MONTHS = auto()  # the first or last months of a year
    YEAR = auto()
    YEARS = auto()
    NUMBER = auto()
    SPAN = auto()  # from one mention to another


class Limit(StrEnum):
    """How the work stands to the named time."""

    NONE = auto()
    BEFORE = auto()
    BY = auto()
    FROM = auto()
    AFTER = auto()


class Join(StrEnum):
    """How a mention goes on from the one before it."""

    NONE = auto()
    AND = auto()
    TO = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """One named time, at `first`:`last` of the folded text (with the words that limit it).

    `number` is the day, the month, the quarter, how many months, or the last of several years; `month` belongs to
    days only. `year` is a number, a word («sau», «nay») or None. `from_end`: the last months of the year, not the
    first. `part` is dau | giua | cuoi or a week of a month, `hour` the place of the hour in the text, `done` that
    the work ends then.
    """

    unit: Unit
    number: int
    first: int
    last: int
    month: int = 0
    year: int | str | None = None
    from_end: bool = False
    limit: Limit = Limit.NONE
    join: Join = Join.NONE
    part: str | None = None
    hour: tuple[int, int] | None = None
    done: bool = False


_LIMITS: Final = {
    Mark.BEFORE: Limit.BEFORE,
    Mark.BY: Limit.BY,
    Mark.FROM: Limit.FROM,
    Mark.AFTER: Limit.AFTER,
}
_PARTS: Final = {"thuong": "dau", "trung": "giua", "ha": "cuoi"}
_TRANSPARENT: Final = frozenset({Mark.FILLER, Mark.REMARK})


def read_mentions(tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The named times of a text in order, months and units settled; the year may still be missing."""
    reader = _Reader()
    for token in _dated_once(tuple(tokens)):
        reader.take(token)
    return _settled(reader.mentions)


def _dated_once(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without a day's name whose date follows it: «trước ngày Quốc khánh 02/9» is before 02/9."""
    for index, token in enumerate(tokens):
        after = next((one for one in tokens[index + 1 :] if one.mark not in {Mark.FILLER, Mark.OPEN}), None)
        if token.mark is Mark.NAMED_DAY and after is not None and after.mark is Mark.DATE:
            named, dated = _named_day(token), _date(after)
            if (named.number, named.month) == (dated.number, dated.month):
                continue
        yield token


class _Reader:
    """Collects mentions; remembers the limiting words since the last one."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self._done = False
        self._apart = True
        self._forget()

    def _forget(self) -> None:
        self._limit = Limit.NONE
        self._join = Join.NONE
        self._part: str | None = None
        self._hour: tuple[int, int] | None = None
        self._first: int | None = None

    def take(self, token: Token) -> None:
        """Read one wording."""
        mention = _mention(token)
        if mention is not None:
            self._add(mention)
        elif token.mark in _LIMITS:
            self._begin(token, _LIMITS[token.mark])
        elif token.mark is Mark.TO:
            self._to(token)
        elif token.mark is Mark.AND:
            if not self._apart and self._join is Join.NONE:
                self._join = Join.AND
        elif token.mark is Mark.PART:
            self._first = token.first if self._first is None else self._first
            self._part = _PARTS.get(str(token.values[0]), token.values[0])
        elif token.mark is Mark.HOUR:
            self._hour = (token.first, token.last)
        elif token.mark is Mark.DONE:
            self._done = True
        elif token.mark not in _TRANSPARENT:
            self._part_from(token)

    def _begin(self, token: Token, limit: Limit) -> None:
        self._limit = limit
        self._first = token.first if self._first is None else self._first

    def _to(self, token: Token) -> None:
        if self._apart:
            self._begin(token, Limit.BY)
        else:
            self._join = Join.TO

    def _part_from(self, token: Token) -> None:
        self._forget()
        self._apart = True
        if token.mark is Mark.STOP:
            self._done = False

    def _add(self, mention: Mention) -> None:
        limit = self._limit
        if limit is Limit.NONE and self._join is Join.AND and self.mentions[-1].limit in {Limit.BEFORE, Limit.BY}:
            limit = self.mentions[-1].limit
        self.mentions.append(
            replace(
                mention,
                first=mention.first if self._first is None else self._first,
                limit=limit,
                join=self._join,
                part=self._part,
                hour=self._hour,
                done=self._done,
            )
        )
        self._forget()
        self._apart = False


def _mention(token: Token) -> Mention | None:
    build = _BUILDERS.get(token.mark)
    return None if build is None else build(token)


def _year(values: Sequence[str | None]) -> int | str | None:
    text = next((value for value in values if value), None)
    if text is None or not text.isdigit():
        return text
    return int(text) + (2000 if len(text) == 2 else 0)


def _date(token: Token) -> Mention:
    day, month, *year = token.values
    return Mention(Unit.DAY, number(day), token.first, token.last, month=number(month), year=_year(year))


def _iso_date(token: Token) -> Mention:
    year, month, day = token.values
    return Mention(Unit.DAY, number(day), token.first, token.last, month=number(month), year=number(year))


def _named_day(token: Token) -> Mention:
    day, month = NAMED_DAYS[str(token.values[0])]
    return Mention(Unit.DAY, day, token.first, token.last, month=month)


def _numbered(unit: Unit) -> Callable[[Token], Mention]:
    def build(token: Token) -> Mention:
        return Mention(unit, number(token.values[0]), token.first, token.last, year=_year(token.values[1:]))

    return build


def _months(token: Token) -> Mention:
    count, part, *year = token.values
    return Mention(Unit.MONTHS, number(count), token.first, token.last, year=_year(year), from_end=part == "cuoi")


def _whole_year(token: Token) -> Mention:
    return Mention(Unit.YEAR, 0, token.first, token.last, year=_year(token.values))


def _years(token: Token) -> Mention:
    first, last = token.values
    return Mention(Unit.YEARS, number(last), token.first, token.last, year=number(first))


_BUILDERS: Final[dict[Mark, Callable[[Token], Mention]]] = {
    Mark.DATE: _date,
    Mark.ISO_DATE: _iso_date,
    Mark.NAMED_DAY: _named_day,
    Mark.DAY: _numbered(Unit.DAY_ALONE),
    Mark.MONTH: _numbered(Unit.MONTH),
    Mark.QUARTER: _numbered(Unit.QUARTER),
    Mark.NUMBER: _numbered(Unit.NUMBER),
    Mark.MONTHS: _months,
    Mark.YEAR: _whole_year,
    Mark.THIS_YEAR: _whole_year,
    Mark.YEARS: _years,
}


def _settled(mentions: list[Mention]) -> tuple[Mention, ...]:
    return tuple(_without_numbers(_with_months(_with_units(mentions))))


def _with_units(mentions: list[Mention]) -> list[Mention]:
    """«tháng 3, 6»: a bare number that goes on from a month or quarter is one too; «8/2026» is a month."""
    settled: list[Mention] = []
    for mention in mentions:
        unit = mention.unit
        if unit is Unit.NUMBER:
            before = settled[-1].unit if settled and mention.join is not Join.NONE else None
            if before in {Unit.MONTH, Unit.QUARTER}:
                unit = before
            elif isinstance(mention.year, int):
                unit = Unit.MONTH
            elif before is Unit.DAY_ALONE and mention.join is Join.AND:
                unit = Unit.DAY_ALONE
        settled.append(mention if unit is mention.unit else replace(mention, unit=unit))
    return settled


def _with_months(mentions: list[Mention]) -> list[Mention]:
    """«ngày 15 đến ngày 20/3», «15-20/3»: a day without a month takes that of the day it is joined to."""
    settled = list(mentions)
    for index in range(len(settled) - 2, -1, -1):
        day, after = settled[index], settled[index + 1]
        if day.unit in {Unit.NUMBER, Unit.DAY_ALONE} and after.unit is Unit.DAY and after.join is not Join.NONE:
            settled[index] = replace(day, unit=Unit.DAY, month=after.month, year=after.year)
    for index in range(1, len(settled)):
        before, day = settled[index - 1], settled[index]
        if day.unit is Unit.DAY_ALONE and before.unit is Unit.DAY and day.join is not Join.NONE:
            settled[index] = replace(day, unit=Unit.DAY, month=before.month, year=before.year)
    return settled


def _without_numbers(mentions: list[Mention]) -> Iterator[Mention]:
    apart = False
    for mention in mentions:
        if mention.unit is not Unit.NUMBER:
            yield replace(mention, join=Join.NONE) if apart else mention
        apart = mention.unit is Unit.NUMBER
