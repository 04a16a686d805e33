"""Due dates, states and lateness of a task on a given day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import DueDate, Extension, State, due_date, late_days, state_of
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.timing import parse

JUNE_29, JUNE_30, JULY_1, JULY_31 = (date(2026, 6, 29), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 31))
NEVER_LATE = (
    "",
    "không rõ",
    "Thường xuyên",
    "Năm 2026 và các năm tiếp theo",
    "Theo chỉ đạo của cấp trên",
    "Đột xuất khi có yêu cầu",
    "Định kỳ hằng quý",
    "hằng năm",
)


def extension(new_due: date, decided_on: date | None = None) -> Extension:
    return Extension(new_due, decided_on, "đơn vị đề nghị")


def state(
    text: str, status: Status, today: date, *, done_on: date | None = None, extended_to: date | None = None
) -> State:
    timing = parse(text, 2026)
    due = due_date(timing, None, [extension(extended_to)] if extended_to else [])
    return state_of(status, timing, due, done_on, today)


@pytest.mark.parametrize(
    ("status", "today", "expected"),
    [
        (Status.TODO, date(2026, 3, 31), State.NOT_DUE_YET),
        (Status.TODO, date(2026, 4, 1), State.NOT_STARTED),
        (Status.TODO, JUNE_30, State.NOT_STARTED),
        (Status.TODO, JULY_1, State.OVERDUE),
        (Status.DOING, date(2026, 3, 31), State.IN_PROGRESS),
        (Status.DOING, JUNE_30, State.IN_PROGRESS),
        (Status.DOING, JULY_1, State.OVERDUE),
        (Status.SUSPENDED, JULY_1, State.SUSPENDED),
        (Status.CANCELLED, JULY_1, State.CANCELLED),
        (Status.DONE, JULY_1, State.DONE),
    ],
)
def test_state_of_work_in_the_second_quarter(status: Status, today: date, expected: State) -> None:
    assert state("Quý II/2026", status, today) is expected


@pytest.mark.parametrize(
    ("done_on", "expected"), [(None, State.DONE), (JUNE_30, State.DONE), (JULY_1, State.DONE_LATE)]
)
def test_done_in_time_or_late(done_on: date | None, expected: State) -> None:
    assert state("Quý II/2026", Status.DONE, date(2026, 12, 31), done_on=done_on) is expected


@pytest.mark.parametrize("text", NEVER_LATE)
@pytest.mark.parametrize("status", [Status.TODO, Status.DOING])
def test_work_without_a_due_date_is_never_late(text: str, status: Status) -> None:
    timing = parse(text, 2026)
    due = due_date(timing, None, [])

    assert due == DueDate(None, None, extended=False)
    assert state_of(status, timing, due, None, date(2050, 1, 1)) is not State.OVERDUE
    assert late_days(due, None, status, date(2050, 1, 1)) == 0


def test_a_due_date_by_hand_makes_untimed_work_late() -> None:
    timing = parse("Thường xuyên", 2026)
    due = due_date(timing, JUNE_30, [])

    assert due == DueDate(JUNE_30, JUNE_30, extended=False)
    assert state_of(Status.DOING, timing, due, None, JULY_1) is State.OVERDUE


def test_a_due_date_by_hand_replaces_the_computed_one() -> None:
    assert due_date(parse("Quý II/2026", 2026), JULY_31, []) == DueDate(JULY_31, JULY_31, extended=False)


def test_an_extension_keeps_the_original_due_date() -> None:
    timing = parse("trước ngày 30/6", 2026)

    assert due_date(timing, None, [extension(JULY_31)]) == DueDate(JULY_31, JUNE_29, extended=True)
    assert due_date(timing, JUNE_30, [extension(JULY_31)]) == DueDate(JULY_31, JUNE_30, extended=True)
    assert state("trước ngày 30/6", Status.DOING, JULY_31, extended_to=JULY_31) is State.IN_PROGRESS
    assert state("trước ngày 30/6", Status.DOING, JULY_31 + timedelta(1), extended_to=JULY_31) is State.OVERDUE
    assert state("trước ngày 30/6", Status.DONE, JULY_31, done_on=JULY_1, extended_to=JULY_31) is State.DONE


def test_an_extension_gives_untimed_work_a_due_date() -> None:
    assert due_date(parse("Thường xuyên", 2026), None, [extension(JULY_31)]) == DueDate(JULY_31, None, extended=True)


@pytest.mark.parametrize(
    ("extensions", "due"),
    [
        ([extension(JULY_31, date(2026, 6, 1)), extension(JULY_1, date(2026, 6, 20))], JULY_1),
        ([extension(JULY_1, date(2026, 6, 20)), extension(JULY_31, date(2026, 6, 1))], JULY_1),
        ([extension(JULY_31, date(2026, 6, 1)), extension(JULY_1, date(2026, 6, 1))], JULY_1),
        ([extension(JULY_31, date(2026, 6, 1)), extension(JULY_1)], JULY_31),
        ([extension(JULY_31), extension(JULY_1)], JULY_1),
    ],
)
def test_the_extension_decided_last_counts(extensions: list[Extension], due: date) -> None:
    assert due_date(parse("Quý II/2026", 2026), None, extensions).due == due


def test_compound_work_is_due_with_its_last_part() -> None:
    timing = parse("lần 1 trước 05/6, lần 2 trước 30/11", 2026)

    assert due_date(timing, None, []).due == date(2026, 11, 29)


def test_late_days_are_counted_from_the_due_date() -> None:
    due = DueDate(JUNE_30, JUNE_30, extended=False)

    assert late_days(due, None, Status.DOING, JUNE_30) == 0
    assert late_days(due, None, Status.DOING, JULY_1) == 1
    assert late_days(due, None, Status.DONE, JULY_31) == 0
    assert late_days(due, JULY_31, Status.DONE, date(2026, 12, 31)) == 31
    assert late_days(due, JUNE_29, Status.DONE, JULY_31) == 0
    assert late_days(due, None, Status.SUSPENDED, JULY_31) == 0
    assert late_days(due, None, Status.CANCELLED, JULY_31) == 0


def test_every_state_has_words_of_its_own() -> None:
    assert len({state_label(each) for each in State}) == len(State)
    assert state_label(State.OVERDUE) == "Quá hạn"


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(st.sampled_from(Status), st.none() | DAYS, st.none() | DAYS, DAYS)
def test_late_states_and_late_days_agree(status: Status, due_on: date | None, done_on: date | None, day: date) -> None:
    due = DueDate(due_on, due_on, extended=False)
    found = state_of(status, parse("Quý II/2026", 2026), due, done_on, day)

    assert (found in {State.OVERDUE, State.DONE_LATE}) == (late_days(due, done_on, status, day) > 0)
