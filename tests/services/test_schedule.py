"""What is due on which day: due dates as they are now, instances of recurring work and parts, days off, filters."""

from __future__ import annotations

from datetime import date, timedelta

from danvan_desktop.domain.calendar.workdays import DayKind
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.timing import occurrences
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import tasks
from danvan_desktop.services.editing import ExtensionOrder, extend, set_status, set_time
from danvan_desktop.services.schedule import OPEN_STATES, Schedule, month_view, schedule
from danvan_desktop.services.tasks import find_agency, find_task
from danvan_desktop.storage.book import Book
from tests.making import TODAY, new_ids

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def held(book: Book, wanted: TaskFilter = TaskFilter(), span: tuple[date, date] = YEAR) -> Schedule:  # noqa: B008 - frozen
    return schedule(book, *span, wanted, TODAY)


def found(book: Book, wanted: TaskFilter = TaskFilter()) -> dict[str, list[tuple[date, str]]]:  # noqa: B008 - frozen
    """By path: every day on which something is due, with the name of the instance."""
    by_path: dict[str, list[tuple[date, str]]] = {}
    for plan in held(book, wanted).days:
        for due in plan.tasks:
            by_path.setdefault(due.path, []).append((due.due, due.label))
    return by_path


def test_every_day_of_the_range_is_there_in_order(sample: Book) -> None:
    made = held(sample, span=(date(2026, 2, 26), date(2026, 3, 2)))
    assert [plan.day for plan in made.days] == [date(2026, 2, 26) + timedelta(days=n) for n in range(5)]
    assert made.day(date(2026, 3, 1)) is made.days[3]
    assert made.day(date(2026, 3, 3)) is None
    assert made.day(date(2026, 2, 25)) is None
    assert made.held == 25


def test_a_task_stands_on_its_due_date_with_its_agencies_and_state(sample: Book) -> None:
    late = held(sample).day(date(2026, 2, 27))
    assert late is not None
    (due,) = late.tasks
    task = find_task(sample, "2.1")
    assert (due.task, due.path, due.text) == (task.id, "2.1", task.text)
    assert (due.state, due.late_days) == (State.OVERDUE, 6)
    assert due.lead == task.names(Role.LEAD)
    assert due.coordinating == task.names(Role.COORDINATING)
    assert late.late == 1


def test_all_and_only_due_dates_and_instances_of_the_range_are_there(sample: Book) -> None:
    period = tasks.list_programmes(sample)[0].period
    assert period is not None
    expected = set()
    for task in tasks.list_tasks(sample, TaskFilter()):
        days = {item.due for item in occurrences(task.timing, *period) if item.due is not None} | {task.due.due}
        expected |= {(task.path, day) for day in days if day is not None and YEAR[0] <= day <= YEAR[1]}
    assert {(path, day) for path, days in found(sample).items() for day, _ in days} == expected


def test_recurring_work_stands_on_the_day_of_every_instance(sample: Book) -> None:
    monthly = found(sample)["1.4"]
    assert len(monthly) == 12
    assert monthly[1] == (date(2026, 2, 24), "Tháng 2/2026")


def test_an_instance_due_after_its_period_is_found_in_the_next_year(book: Book) -> None:
    task = find_task(book, "1.4")
    set_time(book, task.id, "Định kỳ hằng quý, trước ngày 05 tháng đầu quý sau")
    last = held(book, span=(date(2027, 1, 1), date(2027, 1, 31)))
    assert [(due.path, due.due, due.label) for plan in last.days for due in plan.tasks] == [
        ("1.4", date(2027, 1, 4), "Quý IV/2026")
    ]


def test_work_in_parts_stands_on_each_of_them_once(sample: Book) -> None:
    assert found(sample)["5.2"] == [
        (date(2026, 6, 9), "lần 1 trước ngày 10/6/2026"),
        (date(2026, 11, 24), "lần 2 trước ngày 25/11/2026"),
    ]


def test_an_extended_task_stands_on_its_new_day_only_and_knows_the_old_one(book: Book) -> None:
    task = find_task(book, "2.1")
    extend(book, task.id, ExtensionOrder(date(2026, 4, 15), "Chờ hướng dẫn"), new_ids(), TODAY)
    assert found(book)["2.1"] == [(date(2026, 4, 15), "")]
    moved = held(book).day(date(2026, 4, 15))
    assert moved is not None
    assert moved.tasks[0].original_due == date(2026, 2, 27)
    assert moved.tasks[0].state is not State.OVERDUE


def test_the_last_part_is_put_off_with_its_task(book: Book) -> None:
    task = find_task(book, "5.2")
    extend(book, task.id, ExtensionOrder(date(2026, 12, 10), "Chờ hướng dẫn"), new_ids(), TODAY)
    assert found(book)["5.2"] == [
        (date(2026, 6, 9), "lần 1 trước ngày 10/6/2026"),
        (date(2026, 12, 10), "lần 2 trước ngày 25/11/2026"),
    ]


def test_a_deadline_on_a_day_off_knows_the_last_working_day(sample: Book) -> None:
    sunday = held(sample).day(date(2026, 5, 31))
    assert sunday is not None
    assert not sunday.working
    assert sunday.last_working_day == date(2026, 5, 29)
    assert [due.last_working_day for due in sunday.tasks] == [date(2026, 5, 29)]


def test_holidays_make_up_days_and_worked_saturdays_are_marked(sample: Book) -> None:
    kinds = {plan.day: ({mark.kind for mark in plan.marks}, plan.working) for plan in held(sample).days}
    assert kinds[date(2026, 1, 1)] == ({DayKind.HOLIDAY}, False)
    assert kinds[date(2026, 1, 2)] == ({DayKind.MAKE_UP}, False)
    assert kinds[date(2026, 1, 10)] == ({DayKind.WORKDAY}, True)
    assert kinds[date(2026, 1, 11)] == (set(), False)
    assert kinds[date(2026, 1, 12)] == (set(), True)


def test_open_tasks_come_before_closed_ones_and_late_ones_first(book: Book) -> None:
    for reference in ("1.3", "2.4.b"):
        set_time(book, find_task(book, reference).id, "Hoàn thành trước ngày 28/02/2026")
    set_status(book, [find_task(book, "1.3")], Status.DONE, TODAY)
    plan = held(book).day(date(2026, 2, 27))
    assert plan is not None
    assert [(due.path, due.is_open) for due in plan.tasks] == [("2.1", True), ("2.4.b", True), ("1.3", False)]


def test_a_filter_for_open_tasks_leaves_the_others_out(sample: Book) -> None:
    wanted = TaskFilter(states=OPEN_STATES, on=TODAY)
    everything = [due for plan in held(sample).days for due in plan.tasks]
    opened = [due for plan in held(sample, wanted).days for due in plan.tasks]
    assert opened == [due for due in everything if due.is_open]
    assert 0 < len(opened) < len(everything)


def test_a_filter_for_an_agency_takes_its_tasks_in_any_role_or_in_one(sample: Book) -> None:
    agency = find_agency(sample, "Phòng Kinh tế")
    wanted = TaskFilter(agency=agency.id)
    assert set(found(sample, wanted)) <= {task.path for task in tasks.list_tasks(sample, wanted)}
    leading = found(sample, TaskFilter(agency=agency.id, role=Role.LEAD))
    assert "2.2" in leading
    assert set(leading) < set(found(sample, wanted)) < set(found(sample))


def test_a_month_shows_whole_weeks_and_knows_its_own_days(sample: Book) -> None:
    made = held(sample, span=(date(2026, 1, 26), date(2026, 5, 3)))
    month = month_view(made, 2026, 3)
    assert [len(week) for week in month.weeks] == [7] * 6
    assert month.weeks[0][0].day == date(2026, 2, 23)
    assert month.weeks[-1][-1].day == date(2026, 4, 5)
    assert month.holds(date(2026, 3, 31))
    assert not month.holds(date(2026, 4, 1))
    assert len(month_view(made, 2026, 2).weeks) == 5
