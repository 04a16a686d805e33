"""The dated instances of a task, computed from its time (mốc, kỳ). A record exists only once one is touched.

Anchors name an instance for good, so they follow one rule:

- recurring work: the period, «2026-W07» (ISO week), «2026-06», «2026-Q2», «2026»; reports for 6 and 9 months and
  the year carry the period's last month, «2026-06», «2026-09», «2026-12»;
- compound and phased work: the place of the part, «part-1», «phase-1» (recurring parts keep their periods);
- work with one period or deadline: «once», whatever the dates are, so that a corrected date keeps its history;
- continuous, open-ended, conditional, untimed work and work on request: none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import roman
from danvan_desktop.domain.timing.days import YEARS, month_end
from danvan_desktop.domain.timing.model import NEVER_OVERDUE, Occurrence, Timing, TimingKind
from danvan_desktop.domain.timing.rules import MONTHLY, QUARTERLY, YEARLY, Rule, month_due, rule_from_text, week_due

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART_NAMES: Final = {TimingKind.COMPOUND: "part", TimingKind.PHASES: "phase"}
_WEEK: Final = timedelta(days=6)


def occurrences(timing: Timing, first: date, last: date) -> tuple[Occurrence, ...]:
    """The instances of `timing` whose own days (the period, or start to due) touch `first` … `last`, in order.

    A due date can lie outside: the year's report of 2026 is due in January 2027 and belongs to 2026.
    """
    if timing.kind in _PART_NAMES:
        return tuple(_of_parts(timing, first, last))
    if timing.rule is not None:
        return tuple(_of_rule(timing, first, last))
    if timing.kind in NEVER_OVERDUE or timing.end is None:
        return ()
    once = Occurrence("once", timing.start, timing.end, timing.raw.strip())
    return (once,) if _touches(once.start or timing.end, timing.end, first, last) else ()


def _of_parts(timing: Timing, first: date, last: date) -> Iterator[Occurrence]:
    taken: set[str] = set()
    for number, part in enumerate(timing.parts, start=1):
        anchor = f"{_PART_NAMES[timing.kind]}-{number}"
        if part.kind is TimingKind.NONE:
            yield Occurrence(anchor, None, None, part.raw)
        for found in occurrences(part, first, last):
            if part.rule is None and part.kind not in _PART_NAMES:
                label = found.label if any(map(str.isalpha, found.label)) else f"Lần {number}"
                yield replace(found, anchor=anchor, label=label)
            else:
                yield replace(found, anchor=f"{anchor}.{found.anchor}") if found.anchor in taken else found
                taken.add(found.anchor)


def _of_rule(timing: Timing, first: date, last: date) -> Iterator[Occurrence]:
    rule = rule_from_text(timing.rule or "")
    first = max(first, timing.start or first, date(YEARS.start, 1, 1))
    last = min(last, date(YEARS.stop - 1, 12, 31))
    if timing.end is not None and timing.kind is TimingKind.RECURRING:
        last = min(last, timing.end)
    found = _months(rule, first, last) if rule.months else _weeks(rule, first, last)
    yield from found


def _weeks(rule: Rule, first: date, last: date) -> Iterator[Occurrence]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        year, week, _ = monday.isocalendar()
        due = week_due(rule, monday)
        yield Occurrence(f"{year}-W{week:02}", min(monday, due), due, f"Tuần {week}/{year}")
        monday += timedelta(days=7)


def _months(rule: Rule, first: date, last: date) -> Iterator[Occurrence]:
    for year in range(first.year, last.year + 1):
        for month in rule.months:
            start, end = _period(rule, year, month)
            if _touches(start, end, first, last):
                undated = rule.months == YEARLY and rule.day is None
                due = None if undated else month_due(rule, year, month)
                yield Occurrence(_anchor(rule, year, month), min(start, due or start), due, _label(rule, year, month))


def _period(rule: Rule, year: int, month: int) -> tuple[date, date]:
    """The days that an instance stands for; for reports of 6 and 9 months the last of them."""
    length = {MONTHLY: 1, QUARTERLY: 3, YEARLY: 12}.get(rule.months, 1)
    return date(year, month - length + 1, 1), month_end(year, month)


def _anchor(rule: Rule, year: int, month: int) -> str:
    if rule.months == YEARLY:
        return str(year)
    return f"{year}-Q{month // 3}" if rule.months == QUARTERLY else f"{year}-{month:02}"


def _label(rule: Rule, year: int, month: int) -> str:
    if rule.months == QUARTERLY:
        return f"Quý {roman(month // 3)}/{year}"
    if rule.months == MONTHLY:
        return f"Tháng {month}/{year}"
    return f"Năm {year}" if month == 12 else f"{month} tháng năm {year}"


def _touches(start: date, end: date, first: date, last: date) -> bool:
    return start <= last and first <= end
