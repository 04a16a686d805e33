"""Says in Vietnamese what a time means, in the line beside the field."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.numbering import roman
from danvan_desktop.domain.timing.days import month_end, shown
from danvan_desktop.domain.timing.model import NEVER_OVERDUE, Timing, TimingKind
from danvan_desktop.domain.timing.rules import LAST, MONTHLY, QUARTERLY, YEARLY, Of, Rule, rule_from_text

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_DUE: Final = "nhiệm vụ sẽ không có hạn"
_FREQUENCIES: Final = {(): "hằng tuần", MONTHLY: "hằng tháng", QUARTERLY: "hằng quý", YEARLY: "hằng năm"}
_OF: Final = {Of.LAST: "tháng cuối kỳ", Of.NEXT: "tháng sau", Of.FIRST: "tháng đầu quý sau", Of.PERIOD: "tháng sau kỳ"}
_WEEKDAYS: Final = {
    "mon": "thứ Hai", "tue": "thứ Ba", "wed": "thứ Tư", "thu": "thứ Năm", "fri": "thứ Sáu", "sat": "thứ Bảy",
    "sun": "Chủ nhật",
}  # fmt: skip
_SPAN_NAMES: Final = {
    **{(quarter * 3 - 2, quarter * 3): f"Quý {roman(quarter)}" for quarter in range(1, 5)},
    **{(month, month): f"tháng {month}" for month in range(1, 13)},
    (1, 6): "6 tháng đầu năm",
    (7, 12): "6 tháng cuối năm",
    (1, 9): "9 tháng đầu năm",
}


def explain(timing: Timing) -> str:
    """One line: the computed day and how it was read, «→ 30/06/2026 (hết Quý II)», or why there is none."""
    line = _LINES[timing.kind](timing)
    if timing.kind is TimingKind.NONE or not timing.warnings:
        return line
    return f"{line}; lưu ý: {'; '.join(timing.warnings)}"


def _arrow(timing: Timing, *readings: str | None) -> str:
    """The last day on time and, in brackets, how the text was read."""
    end = "" if timing.end is None else shown(timing.end)
    notes = "; ".join(note for note in (*readings, timing.modifier, timing.condition) if note)
    return f"→ {end} ({notes})" if notes else f"→ {end}"


def _continuous(_timing: Timing) -> str:
    return "thường xuyên: không có hạn"


def _period(timing: Timing) -> str:
    if timing.start is None or timing.end is None:
        return _arrow(timing)
    name = _span_name(timing.start, timing.end)
    return _arrow(timing, f"từ {shown(timing.start)}" if name is None else f"hết {name}")


def _span_name(start: date, end: date) -> str | None:
    """What the days are called when they are whole months of one year."""
    if start.day != 1 or end != month_end(end.year, end.month) or start.year != end.year:
        return None
    return f"năm {end.year}" if (start.month, end.month) == (1, 12) else _SPAN_NAMES.get((start.month, end.month))


def _deadline(timing: Timing) -> str:
    if timing.inclusive is False and timing.end is not None:
        return _arrow(timing, f"trước ngày {shown(timing.named_date or timing.end + timedelta(days=1))}")
    return _arrow(timing, "đến hết ngày này")


def _open_ended(timing: Timing) -> str:
    start = "" if timing.start is None else f" từ {shown(timing.start)},"
    review = "" if timing.milestone is None else f", xem lại vào {shown(timing.milestone)}"
    return f"làm tiếp các năm sau:{start} không có hạn cuối{review}"


def _multi_year(timing: Timing) -> str:
    if timing.start is None or timing.end is None:
        return _arrow(timing)
    return _arrow(timing, f"giai đoạn {timing.start.year} - {timing.end.year}")


def _recurring(timing: Timing) -> str:
    words = "định kỳ" if timing.rule is None else _rule_words(rule_from_text(timing.rule))
    if timing.kind is TimingKind.YEARLY and timing.end is not None:
        return _arrow(timing, words)
    bounds = f"từ {shown(timing.start)} đến {shown(timing.end)}" if timing.start and timing.end else None
    notes = "; ".join(note for note in (bounds, timing.modifier, timing.condition) if note)
    return f"{words} ({notes})" if notes else words


def _rule_words(rule: Rule) -> str:
    frequency = _FREQUENCIES.get(rule.months) or "định kỳ " + ", ".join(
        "năm" if month == 12 else f"{month} tháng" for month in rule.months
    )
    limit = "trước" if rule.before or rule.at else "chậm nhất"
    if rule.weekday is not None:
        hour = f" {rule.at}" if rule.at else ""
        return f"{frequency}, {limit}{hour} {_WEEKDAYS[rule.weekday]}"
    return frequency if rule.day is None else f"{frequency}, {limit} {_day_words(rule)}"


def _day_words(rule: Rule) -> str:
    day = "ngày cuối tháng" if rule.day == LAST else f"ngày {rule.day:02}"
    if rule.month is not None:
        day = f"hết tháng {rule.month}" if rule.day == LAST else f"{day}/{rule.month:02}"
        return f"{day} năm sau" if rule.of is Of.NEXT else day
    if rule.months == MONTHLY and rule.of is Of.PERIOD:
        return day
    return f"{day} ({_OF[rule.of]})"


def _compound(timing: Timing) -> str:
    condition = f" ({timing.condition})" if timing.condition else ""
    return "→ " + "; ".join(map(_part, timing.parts)) + condition


def _phases(timing: Timing) -> str:
    return "→ " + "; ".join(f"đợt {number}: {_part(part)}" for number, part in enumerate(timing.parts, start=1))


def _part(part: Timing) -> str:
    if part.end is not None and part.kind not in NEVER_OVERDUE:
        return shown(part.end)
    return _UNDATED_PARTS.get(part.kind) or _LINES[part.kind](part).removeprefix("→ ")


_UNDATED_PARTS: Final = {
    TimingKind.NONE: "không ghi thời gian",
    TimingKind.CONTINUOUS: "thường xuyên",
    TimingKind.ON_REQUEST: "khi có yêu cầu",
    TimingKind.OPEN_ENDED: "làm tiếp các năm sau",
}


def _conditional(timing: Timing) -> str:
    return f"theo điều kiện: {timing.condition}; không có hạn"


def _on_request(_timing: Timing) -> str:
    return "khi có yêu cầu: không có hạn"


def _none(timing: Timing) -> str:
    if not timing.warnings:
        return f"không ghi thời gian; {_NO_DUE}"
    return f"{'; '.join(timing.warnings)}; {_NO_DUE}"


_LINES: Final[dict[TimingKind, Callable[[Timing], str]]] = {
    TimingKind.CONTINUOUS: _continuous,
    TimingKind.PERIOD: _period,
    TimingKind.DEADLINE: _deadline,
    TimingKind.DEADLINE_PERIOD: _deadline,
    TimingKind.OPEN_ENDED: _open_ended,
    TimingKind.MULTI_YEAR: _multi_year,
    TimingKind.YEARLY: _recurring,
    TimingKind.RECURRING: _recurring,
    TimingKind.COMPOUND: _compound,
    TimingKind.RANGE: _period,
    TimingKind.PHASES: _phases,
    TimingKind.CONDITIONAL: _conditional,
    TimingKind.CONDITIONAL_RANGE: _period,
    TimingKind.ON_REQUEST: _on_request,
    TimingKind.NONE: _none,
}
