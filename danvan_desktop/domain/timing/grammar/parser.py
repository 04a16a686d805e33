"""Reads a time expression of a programme: text in, `Timing` out.

text → `lexicon` (wordings) → `conditions` (what the work waits for is set aside) → `mentions` (named times) →
`recurrence` (how often) and `spans` (days) → `meaning` and here: what it all means.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import clean, fold
from danvan_desktop.domain.timing.days import YEARS, UnreadableTimeError, shown
from danvan_desktop.domain.timing.grammar.conditions import Aside, set_aside
from danvan_desktop.domain.timing.grammar.lexicon import Mark, Token, scan
from danvan_desktop.domain.timing.grammar.meaning import Frame, Written, compound, continuous, dated, onwards, recurring
from danvan_desktop.domain.timing.grammar.mentions import read_mentions
from danvan_desktop.domain.timing.grammar.recurrence import read_recurrence
from danvan_desktop.domain.timing.grammar.spans import read_spans
from danvan_desktop.domain.timing.grammar.years import only_year
from danvan_desktop.domain.timing.model import NOT_UNDERSTOOD, Timing, TimingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OTHER_SPELLING: Final = re.compile(r"\bqui\b")
"""«Quí II» is how many write «Quý II»."""
_UNTIMED_PART: Final = "có đợt hoặc lần không ghi thời gian"
_UNREADABLE: Final = {
    Mark.LUNAR: "ngày âm lịch chưa đổi được ra dương lịch",
    Mark.SCHOOL_YEAR: "năm học không có ngày đầu, ngày cuối cố định",
    Mark.BLANK_DATE: "ngày tháng còn để trống",
}
_PIECES: Final = {Mark.INSTALMENT: TimingKind.COMPOUND, Mark.PHASE: TimingKind.PHASES}
_SILENT: Final = frozenset({Mark.AND, Mark.WORD, Mark.CITATION, Mark.STOP, Mark.OPEN, Mark.CLOSE, Mark.FILLER})
_REMARKS: Final = frozenset({Mark.REMARK, Mark.WORD, Mark.FILLER, Mark.AND})
_FIXED: Final = frozenset({TimingKind.PERIOD, TimingKind.DEADLINE, TimingKind.DEADLINE_PERIOD, TimingKind.RANGE})


def read_time(text: str, year: int, period: tuple[date, date] | None = None) -> Timing:
    """As `timing.parse` says it."""
    written = _written(text)
    if not any(map(str.isalnum, written.folded)):
        return Timing(text, TimingKind.NONE)
    try:
        timing = _read(written, year, period)
    except UnreadableTimeError as error:
        return Timing(text, TimingKind.NONE, warnings=(str(error),))
    return replace(timing, raw=text)


def _written(text: str) -> Written:
    shown_text = clean(text)
    folded = _OTHER_SPELLING.sub("quy", fold(shown_text))
    return Written(shown_text if len(shown_text) == len(folded) else folded, folded)


def _read(written: Written, year: int, period: tuple[date, date] | None) -> Timing:
    if year not in YEARS:
        raise UnreadableTimeError(f"năm {year} của chương trình không dùng được")
    frame = Frame(written, year, *(period or (date(year, 1, 1), date(year, 12, 31))))
    tokens, aside = set_aside(scan(written.folded))
    for token in tokens:
        if token.mark in _UNREADABLE:
            raise UnreadableTimeError(_UNREADABLE[token.mark])
    timing = _in_parts(tokens, frame) or _in_listed_phases(tokens, frame) or _whole(tokens, frame)
    if timing.kind is TimingKind.NONE and aside.mark is None:
        timing = _lone_phase(tokens, frame)
    timing = _with_condition(timing, aside, written)
    timing = _with_remarks(timing, tokens, written)
    return _with_past_noticed(timing, frame)


def _whole(tokens: Sequence[Token], frame: Frame) -> Timing:
    mentions = read_mentions(tokens)
    recurrence = read_recurrence(tokens, mentions)
    used = () if recurrence is None else recurrence.used
    spans = read_spans(tuple(mention for mention in mentions if mention not in used), frame.year)
    marks = {token.mark for token in tokens}
    if Mark.CONTINUOUS in marks:
        return continuous(_words(tokens, Mark.CONTINUOUS, frame), spans, recurrence, frame)
    if recurrence is not None:
        return recurring(recurrence, spans, frame)
    if Mark.ONWARDS in marks:
        return onwards(_words(tokens, Mark.ONWARDS, frame), spans, frame)
    return dated(spans, frame) if spans else Timing("", TimingKind.NONE)


def _lone_phase(tokens: Sequence[Token], frame: Frame) -> Timing:
    """«Đợt 1» alone is work in a phase whose days stand elsewhere; no time at all for other words."""
    phase = next((token for token in tokens if token.mark is Mark.PHASE), None)
    untimed = Timing("", TimingKind.NONE)
    if phase is None or any(token.mark is Mark.WORD for token in tokens):
        return untimed
    return compound([_named(untimed, frame.written.words(phase.first, phase.last))], TimingKind.PHASES)


def _words(tokens: Sequence[Token], mark: Mark, frame: Frame) -> str:
    token = next(token for token in tokens if token.mark is mark)
    return frame.written.words(token.first, token.last)


def _in_parts(tokens: Sequence[Token], frame: Frame) -> Timing | None:
    """«Lần 1 …, lần 2 …», «Đợt 1 …; đợt 2 …»: each piece is read by itself, a year named once is for all."""
    beginnings = [index for index, token in enumerate(tokens) if token.mark in _PIECES]
    if len(beginnings) < 2:
        return None
    frame = replace(frame, year=only_year(read_mentions(tokens)) or frame.year)
    parts = [_part(tokens[first:last], frame) for first, last in _cuts(tokens, beginnings)]
    kind = _PIECES[tokens[beginnings[0]].mark]
    untimed = all(part.kind is TimingKind.NONE for part in parts)
    return None if untimed and kind is TimingKind.COMPOUND else compound(parts, kind)


def _cuts(tokens: Sequence[Token], beginnings: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends: at its name, or behind its name where that stands in brackets after its time
    («trước 05/6 (lần 1), trước 30/11 (lần 2)»)."""
    behind = all(tokens[index - 1].mark is Mark.OPEN for index in beginnings)
    if behind and read_mentions(tokens[: beginnings[0]]):
        return pairwise([0, *(index + 1 for index in beginnings)])
    return pairwise([*beginnings, len(tokens)])


def _in_listed_phases(tokens: Sequence[Token], frame: Frame) -> Timing | None:
    """«Đợt 1, 2, 3»: the times named for them in turn, else one time for all."""
    listed = next((str(token.values[0]) for token in tokens if token.mark is Mark.PHASE_LIST), None)
    if listed is None:
        return None
    names = [f"Đợt {digit}" for digit in listed if digit.isdigit()]
    whole = _whole(tokens, frame)
    times = whole.parts if len(whole.parts) == len(names) else (whole,) * len(names)
    return compound([_named(part, name) for part, name in zip(times, names, strict=True)], TimingKind.PHASES)


def _part(tokens: Sequence[Token], frame: Frame) -> Timing:
    said = [token for token in tokens if token.mark not in _SILENT]
    words = frame.written.words(said[0].first, max(token.last for token in said))
    return _named(_whole(tokens, frame), words)


def _named(part: Timing, raw: str) -> Timing:
    missing = part.kind is TimingKind.NONE
    return replace(part, raw=raw, warnings=(_UNTIMED_PART,) if missing else part.warnings)


def _with_condition(timing: Timing, aside: Aside, written: Written) -> Timing:
    if aside.mark is None:
        understood = timing.kind is not TimingKind.NONE
        return timing if understood else replace(timing, warnings=(NOT_UNDERSTOOD,))
    words = written.words(aside.first, aside.last)
    if timing.kind is TimingKind.NONE:
        if aside.mark is Mark.CITATION:
            words = written.words(0, len(written.folded))
        kind = TimingKind.ON_REQUEST if aside.mark is Mark.REQUEST else TimingKind.CONDITIONAL
        return replace(timing, kind=kind, condition=words)
    if aside.mark is Mark.CITATION:
        return timing
    if aside.mark is Mark.REQUEST and timing.kind is TimingKind.COMPOUND:
        return replace(timing, parts=(*timing.parts, Timing(words, TimingKind.ON_REQUEST, condition=words)))
    if aside.mark is Mark.EVENT and timing.kind in {TimingKind.PERIOD, TimingKind.RANGE}:
        return replace(timing, kind=TimingKind.CONDITIONAL_RANGE, condition=words)
    return replace(timing, condition=words)


def _with_remarks(timing: Timing, tokens: Sequence[Token], written: Written) -> Timing:
    """«(lồng ghép)», «dự kiến»: what stands in brackets and tells no time, and remarks that stand free."""
    if timing.kind in {TimingKind.NONE, TimingKind.CONDITIONAL, TimingKind.ON_REQUEST}:
        return timing
    remarks = [timing.modifier] if timing.modifier else []
    opened: Token | None = None
    inside: list[Mark] = []
    for token in tokens:
        if token.mark is Mark.OPEN:
            opened, inside = token, []
        elif token.mark is Mark.CLOSE and opened is not None:
            if inside and set(inside) <= _REMARKS:
                remarks.append(written.words(opened.last, token.first))
            opened = None
        elif opened is not None:
            inside.append(token.mark)
        elif token.mark is Mark.REMARK:
            remarks.append(written.words(token.first, token.last).lower())
    return replace(timing, modifier="; ".join(remarks) or None)


def _with_past_noticed(timing: Timing, frame: Frame) -> Timing:
    if timing.kind not in _FIXED or timing.end is None or timing.end >= frame.start:
        return timing
    warning = f"thời gian này đã qua trước khi chương trình bắt đầu ({shown(frame.start)})"
    return replace(timing, warnings=(*timing.warnings, warning))
