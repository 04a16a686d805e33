"""From mentions to spans of days: «quý I/2026» is 01/01-31/03/2026; ranges joined, lists that touch made one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing.days import YEARS, UnreadableTimeError, day, eve, months, shown
from danvan_desktop.domain.timing.grammar.mentions import Join, Limit, Mention, Unit
from danvan_desktop.domain.timing.grammar.years import with_years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """A named time as days, both inclusive; `first`:`last` is its place in the folded text.

    `unit` says what was named (`Unit.SPAN` for «từ ngày … đến …»), `limit` how the work stands to it.
    `note` warns of a reading that the officer may want otherwise.
    """

    start: date
    end: date
    unit: Unit
    first: int
    last: int
    limit: Limit = Limit.NONE
    join: Join = Join.NONE
    hour: tuple[int, int] | None = None
    done: bool = False
    note: str | None = None


def read_spans(mentions: tuple[Mention, ...], year: int) -> tuple[Span, ...]:
    """The times of a text as spans of days.

    Args:
        mentions: what the text names, in order.
        year: the programme's year, for what names none.

    Raises:
        UnreadableTimeError: a day, month or quarter that does not exist, or a range that ends before it begins.
    """
    spans = [_span(mention) for mention in with_years(mentions, year)]
    return _merged(_narrowed(_ranges(spans)))


def _span(mention: Mention) -> Span:
    year = mention.year if isinstance(mention.year, int) else 0
    if year not in YEARS:
        raise UnreadableTimeError(f"không đọc được năm {year}")
    start, end = _DAYS[mention.unit](mention, year)
    limit, note = mention.limit, None
    if mention.part == "cuoi" and (limit in {Limit.BEFORE, Limit.BY} or mention.join is Join.TO):
        limit = Limit.BY
    elif mention.part is not None:
        full = (start, end)
        start, end = _part(mention, full)
        if not (mention.part == "dau" and limit is Limit.FROM):
            name = _PART_NAMES.get(mention.part, f"tuần {mention.part}")
            note = f"«{name}» được hiểu là từ {shown(start)} đến {shown(end)}"
    return Span(
        start, end, mention.unit, mention.first, mention.last, limit, mention.join, mention.hour, mention.done, note
    )


def _of_day(mention: Mention, year: int) -> tuple[date, date]:
    found = day(year, mention.month, mention.number)
    return found, found


def _of_lone_day(mention: Mention, _year: int) -> tuple[date, date]:
    raise UnreadableTimeError(f"ngày {mention.number:02} không ghi tháng")


def _of_month(mention: Mention, year: int) -> tuple[date, date]:
    if not 1 <= mention.number <= 12:
        raise UnreadableTimeError(f"không có tháng {mention.number}")
    return months(year, mention.number, mention.number)


def _of_quarter(mention: Mention, year: int) -> tuple[date, date]:
    if not 1 <= mention.number <= 4:
        raise UnreadableTimeError("một năm chỉ có quý I đến quý IV")
    return months(year, mention.number * 3 - 2, mention.number * 3)


def _of_months(mention: Mention, year: int) -> tuple[date, date]:
    count = mention.number
    if not 1 <= count <= 12:
        raise UnreadableTimeError(f"một năm không có {count} tháng")
    return months(year, 13 - count, 12) if mention.from_end else months(year, 1, count)


def _of_year(_mention: Mention, year: int) -> tuple[date, date]:
    return months(year, 1, 12)


def _of_years(mention: Mention, year: int) -> tuple[date, date]:
    if mention.number < year:
        raise UnreadableTimeError("năm cuối đứng trước năm đầu")
    return date(year, 1, 1), date(mention.number, 12, 31)


_DAYS: Final[dict[Unit, Callable[[Mention, int], tuple[date, date]]]] = {
    Unit.DAY: _of_day,
    Unit.DAY_ALONE: _of_lone_day,
    Unit.MONTH: _of_month,
    Unit.QUARTER: _of_quarter,
    Unit.MONTHS: _of_months,
    Unit.YEAR: _of_year,
    Unit.YEARS: _of_years,
}
_PART_NAMES: Final = {"dau": "đầu", "giua": "giữa", "cuoi": "cuối"}


def _part(mention: Mention, full: tuple[date, date]) -> tuple[date, date]:
    """Beginning, middle or end: ten days of a month, a month of a quarter; of a year a quarter, in its middle two."""
    start, end = full
    year, month = start.year, start.month
    if mention.unit is Unit.MONTH:
        return _part_of_month(mention.part or "", end)
    if mention.unit is Unit.QUARTER:
        month += {"dau": 0, "giua": 1, "cuoi": 2}[mention.part or ""]
        return months(year, month, month)
    if mention.unit is Unit.YEAR:
        return months(year, *{"dau": (1, 3), "giua": (4, 9), "cuoi": (10, 12)}[mention.part or ""])
    return full


def _part_of_month(part: str, end: date) -> tuple[date, date]:
    if part.isdigit():
        first, last = int(part) * 7 - 6, int(part) * 7
    else:
        first, last = {"dau": (1, 10), "giua": (11, 20), "cuoi": (21, 31)}[part]
    return day(end.year, end.month, first), end.replace(day=min(last, end.day))


def _ranges(spans: Sequence[Span]) -> list[Span]:
    """«A đến B», «từ A, xong trước B»: one span."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, span):
            joined[-1] = _range(before, span)
        else:
            joined.append(span)
    return joined


def _goes_on(before: Span, span: Span) -> bool:
    if span.join is Join.TO:
        return True
    return before.limit is Limit.FROM and span.limit in {Limit.BY, Limit.BEFORE}


def _range(first: Span, last: Span) -> Span:
    end = eve(last.start) if last.limit is Limit.BEFORE and last.hour is None else last.end
    if end < first.start:
        raise UnreadableTimeError("thời điểm kết thúc đứng trước thời điểm bắt đầu")
    units = {first.unit, last.unit}
    years = units == {Unit.YEAR} and first.start.year < end.year
    unit = Unit.SPAN if Unit.DAY in units else Unit.YEARS if years else Unit.MONTHS
    limit = first.limit if first.limit in {Limit.BEFORE, Limit.BY} else Limit.NONE
    return replace(
        first, end=end, unit=unit, last=last.last, limit=limit, hour=last.hour, done=first.done or last.done,
        note=first.note or last.note,
    )  # fmt: skip


def _narrowed(spans: Iterable[Span]) -> list[Span]:
    """Without what only repeats or surrounds another time: «Năm 2026: tháng 3», «Quốc khánh 02/9»."""
    kept: list[Span] = []
    for span in spans:
        if not any(_same(span, other) for other in kept):
            kept.append(span)
    return [span for span in kept if not any(_surrounds(span, other) for other in kept)]


def _same(span: Span, other: Span) -> bool:
    return (span.start, span.end, span.limit) == (other.start, other.end, other.limit)


def _surrounds(span: Span, other: Span) -> bool:
    """A plain longer time around another plain one. Limits count for themselves."""
    plain = span.limit is other.limit is Limit.NONE
    return plain and span is not other and span.start <= other.start and other.end <= span.end


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """«Quý IV/2025 và quý I/2026»: months and quarters in a list that follow one another are one span."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before is not None and _touches(before, span):
            unit = Unit.YEARS if span.unit is Unit.YEAR else Unit.MONTHS
            merged[-1] = replace(before, end=span.end, unit=unit, last=span.last, note=before.note or span.note)
        else:
            merged.append(span)
    return tuple(merged)


def _touches(before: Span, span: Span) -> bool:
    units = {Unit.MONTH, Unit.QUARTER, Unit.YEAR}
    listed = span.join is Join.AND and span.unit in units and before.unit in {*units, Unit.MONTHS, Unit.YEARS}
    plain = before.limit is span.limit is Limit.NONE
    return listed and plain and before.end + timedelta(days=1) == span.start
