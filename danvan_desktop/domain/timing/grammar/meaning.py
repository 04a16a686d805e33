"""What spans of days mean for the work: periods, deadlines, open ends, compounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing.days import eve
from danvan_desktop.domain.timing.grammar.mentions import Limit, Unit
from danvan_desktop.domain.timing.model import NEVER_OVERDUE, Timing, TimingKind
from danvan_desktop.domain.timing.rules import YEARLY, month_due, named_day, rule_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from danvan_desktop.domain.timing.grammar.recurrence import Recurrence
    from danvan_desktop.domain.timing.grammar.spans import Span

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


def continuous(spans: Sequence[Span], recurrence: Recurrence | None, frame: Frame) -> Timing:
    """Work all the time: for the named time, else the whole programme; reports and deadlines beside it are parts."""
    named = _plain(spans)
    start = named[0].start if named else frame.start
    end: date | None = frame.end
    if named and named[-1].limit is Limit.NONE:
        end = named[-1].end
    elif start > frame.end:
        end = None
    steady = Timing("", TimingKind.CONTINUOUS, start=start, end=end)
    if recurrence is not None and recurrence.rule is not None:
        return compound([steady, recurring(recurrence, spans, frame)])
    if len(named) < len(spans):
        return compound([steady, dated(spans, frame)])
    return steady


def recurring(recurrence: Recurrence, spans: Sequence[Span], frame: Frame) -> Timing:
    """Work that returns. Two deadlines or more count for themselves, one stands beside the rule."""
    rule = recurrence.rule
    named = _plain(spans)
    limits = len(spans) - len(named)
    if limits > 1 or (limits and rule is None):
        return dated(spans, frame)
    kind = TimingKind.YEARLY if rule is not None and rule.months == YEARLY else TimingKind.RECURRING
    timing = Timing(
        "",
        kind,
        start=min((span.start for span in named), default=None),
        end=max((span.end for span in named if span.limit is Limit.NONE), default=None),
        rule=None if rule is None else rule_text(rule),
        warnings=recurrence.warnings,
    )
    timing = _with_yearly_day(timing, recurrence, frame)
    return timing if not limits else compound([timing, dated(spans, frame)])


def _with_yearly_day(timing: Timing, recurrence: Recurrence, frame: Frame) -> Timing:
    """«hằng năm, trước ngày 15/11» has its deadline in a programme of one year; a longer one has it every year."""
    rule = recurrence.rule
    if rule is None or rule.month is None or frame.start.year != frame.end.year:
        return timing
    by_day = recurrence.used[0].unit is Unit.DAY
    return replace(
        timing,
        end=month_due(rule, frame.year, 12),
        named_date=named_day(rule, frame.year, 12) if by_day else None,
        inclusive=not rule.before if by_day else None,
    )


def onwards(spans: Sequence[Span], frame: Frame) -> Timing:
    """«… và các năm tiếp theo»: open-ended, after a deadline if the text has one."""
    milestone = date(spans[-1].end.year if spans else frame.year, 12, 31)
    if len(_plain(spans)) < len(spans):
        return compound([dated(spans, frame), _open_ended(None, milestone)])
    return _open_ended(spans[0].start if spans else None, milestone)


def _open_ended(start: date | None, milestone: date) -> Timing:
    return Timing("", TimingKind.OPEN_ENDED, start=start, milestone=milestone)


def _plain(spans: Sequence[Span]) -> list[Span]:
    """The spans that name a time without a limit on the work."""
    return [span for span in spans if span.limit in {Limit.NONE, Limit.FROM} and span.unit is not Unit.DAY]


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
    return _open_ended(span.start, date(span.start.year, 12, 31))


def _after(span: Span, _frame: Frame) -> Timing:
    start = span.end + timedelta(days=1)
    return _open_ended(start, date(start.year, 12, 31))


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
