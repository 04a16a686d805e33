"""The rule of recurring work (grammar: `model`): from text, to text, and the due day of one period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from danvan_desktop.domain.timing.days import eve, month_end, next_month

MONTHLY: Final = tuple(range(1, 13))
QUARTERLY: Final = (3, 6, 9, 12)
YEARLY: Final = (12,)
LAST: Final = 0
"""The day number that means a month's last day."""

_NAMES: Final = {(): "weekly", MONTHLY: "monthly", QUARTERLY: "quarterly", YEARLY: "yearly"}
_MONTHS: Final = {name: months for months, name in _NAMES.items()}
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Of(StrEnum):
    """Which month the day of a rule belongs to."""

    PERIOD = ""
    FIRST = "first"
    LAST = "last"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, and the last day on time.

    `months` are the months that end a period, empty for weekly work. `day` is None when the text names none;
    `month` is set for a day of the year; a day that a month does not have is its last. `before`: the named day
    itself is too late.
    """

    months: tuple[int, ...]
    day: int | None = None
    month: int | None = None
    weekday: str | None = None
    before: bool = False
    of: Of = Of.PERIOD
    at: str | None = None
    ambiguous: bool = False


def rule_text(rule: Rule) -> str:
    """The rule as `Timing.rule` keeps it."""
    pieces = [_NAMES.get(rule.months) or "months=" + ",".join(map(str, rule.months))]
    named = rule.weekday
    if rule.day is not None:
        named = "last" if rule.day == LAST else str(rule.day)
        named += f"/{rule.month}" if rule.month else ""
    if named is not None:
        pieces.append(f"{'before' if rule.before else 'by'}={named}")
    pieces += [f"of={rule.of.value}"] if rule.of is not Of.PERIOD else []
    pieces += [f"at={rule.at}"] if rule.at else []
    pieces += ["ambiguous"] if rule.ambiguous else []
    return ";".join(pieces)


def rule_from_text(text: str) -> Rule:
    """Read a rule that `rule_text` wrote.

    Raises:
        ValueError: it is none.
    """
    frequency, *pieces = text.split(";")
    values = dict(piece.partition("=")[::2] for piece in pieces)
    months = _MONTHS.get(frequency)
    if months is None:
        months = tuple(int(month) for month in frequency.removeprefix("months=").split(","))
    named = values.get("before") or values.get("by")
    weekday = named if named in _WEEK else None
    day, _, month = (named if named and not weekday else "").partition("/")
    return Rule(
        months,
        day=LAST if day == "last" else int(day) if day else None,
        month=int(month) if month else None,
        weekday=weekday,
        before="before" in values,
        of=Of(values.get("of", "")),
        at=values.get("at"),
        ambiguous="ambiguous" in values,
    )


def week_due(rule: Rule, monday: date) -> date:
    """The last day on time in the week that begins on `monday`."""
    place = 6 if rule.weekday is None else _WEEK.index(rule.weekday)
    return monday + timedelta(days=place - (rule.before and rule.weekday is not None))


def month_due(rule: Rule, year: int, month: int) -> date:
    """The last day on time for the period that ends with `month` of `year`."""
    if rule.day is None:
        return month_end(year, month)
    named = named_day(rule, year, month)
    return eve(named) if rule.before else named


def named_day(rule: Rule, year: int, month: int) -> date:
    """The day that the rule names for the period that ends with `month` of `year`."""
    in_year, in_month = year, month
    if rule.month is not None:
        in_year, in_month = year + (rule.of is Of.NEXT), rule.month
    elif rule.of in {Of.NEXT, Of.FIRST} or (rule.of is Of.PERIOD and rule.months != MONTHLY):
        in_year, in_month = next_month(year, month)
    return date(in_year, in_month, min(rule.day or 31, month_end(in_year, in_month).day))
