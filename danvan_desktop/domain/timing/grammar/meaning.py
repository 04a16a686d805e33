"""What spans of days mean for the work: periods, deadlines, open ends, compounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing.days import eve
from danvan_desktop.domain.timing.grammar.mentions import Limit, Unit
from danvan_desktop.domain.timing.model import NEVER_OVERDUE, Timing, TimingKind
from danvan_desktop.domain.timing.rules import LAST, YEARLY, month_due, named_day, rule_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from danvan_desktop.domain.timing.grammar.recurrence import Recurrence
    from danvan_desktop.domain.timing.grammar.spans import Span
    from danvan_desktop.domain.timing.rules import Rule

_ONE_YEAR: Final = "có nhiều ngày trong năm; chỉ tính cho năm {year}, các năm sau chưa tính"
_DEADLINES: Final = frozenset({TimingKind.DEADLINE, TimingKind.DEADLINE_PERIOD})


@dataclass(frozen=True, slots=True)
class Written:
    """The text as the officer sees it and its folded form, letter for letter beside each other."""

    shown: str
    folded: str

    def words(self, first: int, last: int) -> str:
        """The officer's words at a place of the folded text, without the punctuation around them."""
        return self.shown[first:last].strip(" ,;:.")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a text is read against: its words, the programme's year, first and last day."""

    written: Written
    year: int
    start: date
    end: date


def dated(spans: Sequence[Span], frame: Frame) -> Timing:
    """The time of work with dates: one span, or several as a compound."""
    timings = _without_surrounding([_single(span, frame) for span in spans])
    if len(timings) == 1:
        return timings[0]
    return compound(timings)


def compound(parts: Sequence[Timing], kind: TimingKind = TimingKind.COMPOUND) -> Timing:
    """Work in several parts: from the first start to the last part's end."""
    ends = [part.end for part in parts if part.end is not None and part.kind not in NEVER_OVERDUE]
    starts = [part.start for part in parts if part.start is not None]
    end, start = max(ends, default=None), min(starts, default=None)
    if start is not None and end is not None and start > end:
        start = None
    warnings = tuple(dict.fromkeys(warning for part in parts for warning in part.warnings))
    return Timing("", kind, start=start, end=end, parts=tuple(parts), warnings=warnings)


def continuous(words: str, spans: Sequence[Span], recurrence: Recurrence | None, frame: Frame) -> Timing:
    """Work all the time: for the named time, else the whole programme; reports and deadlines beside it are parts."""
    plain, limited = _split(spans)
    start = min((span.start for span in plain), default=frame.start)
    end = max((span.end for span in plain if span.limit is Limit.NONE), default=frame.end)
    steady = Timing(words, TimingKind.CONTINUOUS, start=start, end=end if start <= end else None)
    beside: list[Timing] = []
    if recurrence is not None and recurrence.rule is not None:
        beside += _flat(recurring(recurrence, limited, frame))
    elif limited:
        beside += _flat(dated(limited, frame))
    return compound([steady, *beside]) if beside else steady


def recurring(recurrence: Recurrence, spans: Sequence[Span], frame: Frame) -> Timing:
    """Work that returns. Two deadlines or more count for themselves, one stands beside the rule."""
    rule = recurrence.rule
    plain, limited = _split(spans)
    if len(limited) > 1 or (limited and rule is None):
        timing = dated(limited, frame)
        every_year = rule is not None and rule.months == YEARLY and frame.start.year < frame.end.year
        return replace(timing, warnings=(*timing.warnings, _ONE_YEAR.format(year=frame.year))) if every_year else timing
    timing = Timing(
        frame.written.words(recurrence.first, recurrence.last),
        TimingKind.RECURRING,
        start=min((span.start for span in plain), default=None),
        end=max((span.end for span in plain if span.limit is Limit.NONE), default=None),
        rule=None if rule is None else rule_text(rule),
        warnings=recurrence.warnings,
    )
    if rule is not None and rule.months == YEARLY:
        timing = _yearly(timing, rule, frame)
    return compound([timing, dated(limited, frame)]) if limited else timing


def _yearly(timing: Timing, rule: Rule, frame: Frame) -> Timing:
    """«hằng năm, trước ngày 15/11» has its deadline in a programme of one year; a longer one has it every year."""
    timing = replace(timing, kind=TimingKind.YEARLY, end=None)
    end = None if rule.month is None else month_due(rule, frame.year, 12)
    if end is None or frame.start.year != frame.end.year or end < (timing.start or frame.start):
        return timing
    if rule.day == LAST:
        return replace(timing, end=end)
    return replace(timing, end=end, named_date=named_day(rule, frame.year, 12), inclusive=not rule.before)


def onwards(words: str, spans: Sequence[Span], frame: Frame) -> Timing:
    """«… và các năm tiếp theo»: open-ended, after a deadline if the text has one."""
    _, limited = _split(spans)
    milestone = date(spans[-1].end.year if spans else frame.year, 12, 31)
    if limited:
        going_on = Timing(words, TimingKind.OPEN_ENDED, milestone=milestone)
        return compound([*_flat(dated(spans, frame)), going_on])
    return Timing("", TimingKind.OPEN_ENDED, start=spans[0].start if spans else None, milestone=milestone)


def _split(spans: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """The spans that only name a time, and those that limit the work: days, «trước …», «hết …»."""
    limits = {Limit.BEFORE, Limit.BY, Limit.AFTER}
    limited = [span for span in spans if span.limit in limits or span.unit is Unit.DAY]
    return [span for span in spans if span not in limited], limited


def _flat(timing: Timing) -> tuple[Timing, ...]:
    return timing.parts if timing.kind is TimingKind.COMPOUND else (timing,)


def _single(span: Span, frame: Frame) -> Timing:
    timing = _MEANINGS[span.limit](span, frame)
    modifier = None if span.hour is None else frame.written.words(*span.hour)
    return replace(
        timing,
        raw=frame.written.words(span.first, span.last),
        modifier=modifier,
        warnings=() if span.note is None else (span.note,),
    )


def _before(span: Span, frame: Frame) -> Timing:
    if span.hour is not None:
        return _by(span, frame)
    named = span.start if span.unit is Unit.DAY else None
    return _deadline(TimingKind.DEADLINE, eve(span.start), named, frame, inclusive=False)


def _by(span: Span, frame: Frame) -> Timing:
    if span.unit is Unit.DAY:
        return _deadline(TimingKind.DEADLINE, span.end, span.end, frame, inclusive=True)
    return _deadline(TimingKind.DEADLINE_PERIOD, span.end, None, frame, inclusive=None)


def _deadline(kind: TimingKind, end: date, named: date | None, frame: Frame, *, inclusive: bool | None) -> Timing:
    """A deadline; the work may begin with the programme."""
    start = frame.start if frame.start <= end else None
    return Timing("", kind, start=start, end=end, named_date=named, inclusive=inclusive)


def _since(span: Span, _frame: Frame) -> Timing:
    return _open_ended(span.start)


def _after(span: Span, _frame: Frame) -> Timing:
    return _open_ended(span.end + timedelta(days=1))


def _open_ended(start: date) -> Timing:
    return Timing("", TimingKind.OPEN_ENDED, start=start, milestone=date(start.year, 12, 31))


def _within(span: Span, frame: Frame) -> Timing:
    if span.unit is Unit.DAY or (span.done and span.unit is not Unit.SPAN):
        return _by(span, frame)
    kind = _PLAIN_KINDS.get(span.unit, TimingKind.PERIOD)
    return Timing("", kind, start=span.start, end=span.end)


_PLAIN_KINDS: Final = {Unit.SPAN: TimingKind.RANGE, Unit.YEARS: TimingKind.MULTI_YEAR}
_MEANINGS: Final[dict[Limit, Callable[[Span, Frame], Timing]]] = {
    Limit.NONE: _within,
    Limit.BEFORE: _before,
    Limit.BY: _by,
    Limit.FROM: _since,
    Limit.AFTER: _after,
}


def _without_surrounding(timings: list[Timing]) -> list[Timing]:
    """«Quý II, xong trước ngày 15/6»: the deadline counts, the time around it says when the work begins."""
    ends = [timing.end for timing in timings if timing.kind in _DEADLINES and timing.end is not None]
    around = [timing for timing in timings if timing.kind not in _DEADLINES and _holds(timing, ends)]
    kept = [timing for timing in timings if timing not in around]
    if len(kept) == 1 and around:
        return [replace(kept[0], start=around[-1].start)]
    return kept


def _holds(timing: Timing, ends: Sequence[date]) -> bool:
    return any(
        timing.start is not None and timing.start <= end and (timing.end is None or end <= timing.end) for end in ends
    )
