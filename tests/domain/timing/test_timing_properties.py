"""What holds for any text at all: never an error, the text unchanged, no end before its start."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.text import fold
from danvan_desktop.domain.timing import (
    Timing,
    TimingKind,
    explain,
    occurrences,
    parse,
    timing_from_json,
    timing_json,
)

WORDS = (
    "trước", "ngày", "hết", "đến hết", "chậm nhất", "từ", "đến", "-", "–", "và", ",", ";", "(", ")", ".", "/", "…",
    "tháng", "quý", "năm", "tuần", "đầu", "giữa", "cuối", "trong", "sau", "khi", "sau khi", "theo", "hoàn thành",
    "xong", "ngày 01", "hằng", "hằng năm", "hằng quý", "hằng tháng", "hằng tuần", "định kỳ", "thường xuyên",
    "đột xuất", "lần", "đợt", "giai đoạn", "các năm tiếp theo", "trở đi", "năm sau", "thứ Sáu", "thứ Hai", "16 giờ",
    "6 tháng", "9 tháng", "lồng ghép", "tháng đầu quý", "tháng cuối quý", "tháng sau", "2 lần/năm", "quý/lần", "I",
    "II", "IV", "V", "1", "2", "05", "12", "31", "2025", "2026", "2030", "1/2", "31/02", "30/6", "15/11/2026",
    "29.02.2026", "05-02-26", "8/2026", "T8", "Q2", "quý I/2026", "tháng 11", "năm 2026", "2026-2030", "Quốc khánh",
    "Kế hoạch số 12/KH-UBND ngày 05/02/2026", "Tết", "âm lịch", "ngày 15", "ngày cuối tháng", "nộp báo cáo",
    "cả năm", "6 tháng đầu năm", "tuần 2 tháng 3",
)  # fmt: skip
NEAR_TIMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
TEXTS = st.one_of(st.text(max_size=60), NEAR_TIMES)
YEARS = st.integers(1990, 2100)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
PERIODS = st.none() | st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))


def with_parts(timing: Timing) -> list[Timing]:
    return [timing, *(inner for part in timing.parts for inner in with_parts(part))]


@given(TEXTS, YEARS, PERIODS)
def test_any_text_is_kept_and_read_without_contradiction(
    text: str, year: int, period: tuple[date, date] | None
) -> None:
    timing = parse(text, year, period)

    assert timing.raw == text
    for part in with_parts(timing):
        assert part.start is None or part.end is None or part.start <= part.end
        if part.named_date is not None:
            assert part.end in {part.named_date, part.named_date - timedelta(days=1)}
        if part.kind is TimingKind.NONE:
            assert (part.start, part.end, part.rule, part.milestone) == (None, None, None, None)


@given(TEXTS)
def test_not_understood_is_said(text: str) -> None:
    timing = parse(text, 2026)

    if timing.kind is TimingKind.NONE:
        assert bool(timing.warnings) == any(map(str.isalnum, fold(text)))


@given(TEXTS, PERIODS)
def test_any_timing_can_be_explained_and_stored(text: str, period: tuple[date, date] | None) -> None:
    timing = parse(text, 2026, period)

    assert explain(timing).strip()
    assert "None" not in explain(timing).replace(text, "")
    assert timing_from_json(json.loads(json.dumps(timing_json(timing)))) == timing


@given(TEXTS, DAYS, st.integers(0, 800))
def test_occurrences_have_anchors_of_their_own(text: str, first: date, length: int) -> None:
    found = occurrences(parse(text, 2026), first, first + timedelta(days=length))

    assert len({occurrence.anchor for occurrence in found}) == len(found)
    for occurrence in found:
        assert occurrence.label
        assert occurrence.start is None or occurrence.due is None or occurrence.start <= occurrence.due


@given(NEAR_TIMES)
def test_marks_do_not_matter(text: str) -> None:
    timing, bare = parse(text, 2026), parse(fold(text), 2026)

    assert (timing.kind, timing.start, timing.end, timing.rule) == (bare.kind, bare.start, bare.end, bare.rule)


@given(DAYS, st.sampled_from(("{:%d/%m/%Y}", "ngày {:%d-%m-%Y}", "{:%d.%m.%Y}", "ngày {:%d} tháng {:%m} năm {:%Y}")))
def test_any_day_as_a_limit(day: date, form: str) -> None:
    written = form.format(day, day, day)

    assert parse(f"trước {written}", 2026).end == day - timedelta(days=1)
    assert parse(f"chậm nhất {written}", 2026).end == day
    assert parse(f"trước {written}", 2026).named_date == parse(f"đến hết {written}", 2026).named_date == day


@given(YEARS, st.integers(1, 12), st.integers(1, 12))
def test_months_of_any_year(year: int, month: int, later: int) -> None:
    first, last = min(month, later), max(month, later)
    timing = parse(f"từ tháng {first} đến tháng {last}/{year}", 2026)

    assert (timing.start, timing.start and timing.start.day) == (date(year, first, 1), 1)
    assert timing.end is not None
    assert (timing.end + timedelta(days=1)).day == 1
    assert (timing.end.year, timing.end.month) == (year, last)
