"""The verbs that only look: when, list, history, verify."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from danvan_desktop.cli import output, setting_up
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.timing import explain, occurrences, parse, timing_json
from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.services import history as acts
from danvan_desktop.services import tasks
from danvan_desktop.services.catalogue import read_rounds
from danvan_desktop.services.opening import book_facts
from danvan_desktop.services.safety import tell_history
from danvan_desktop.storage.book import Book


def when(call: argparse.Namespace) -> int:
    """danvan when TEXT --year Y [--period A..B] [--json]"""
    timing = parse(call.text, call.year, call.period)
    if call.json:
        output.print_json(timing_json(timing))
    else:
        print(explain(timing))
    return 0


def list_records(call: argparse.Namespace) -> int:
    """danvan list tasks|agencies|occurrences|rounds|conflicts BOOK …"""
    _refuse_filters(call)
    with setting_up.reading(call, call.book) as book:
        found = NOUNS[call.noun](book, call)
    if call.json:
        output.print_json({call.noun: found})
    else:
        output.print_table(call.noun, found)
    return 0


def _refuse_filters(call: argparse.Namespace) -> None:
    """What is no task cannot be narrowed down as tasks are."""
    given = {
        "--programme": call.programme,
        "--late": call.late,
        "--due-before": call.due_before,
        "--agency": call.agency,
        "--lacking": call.lacking,
        "--search": call.search,
    }
    allowed = given if call.noun in _OF_TASKS else ("--programme",) if call.noun == "rounds" else ()
    named = ", ".join(option for option, value in given.items() if value and option not in allowed)
    if named:
        raise KnownError(
            f"«list {call.noun}» không lọc được theo {named}; chưa liệt kê gì. Hãy bỏ tùy chọn đó, "
            f"hoặc liệt kê {' hay '.join(_OF_TASKS)}."
        )


def _filter(book: Book, call: argparse.Namespace) -> TaskFilter:
    return TaskFilter(
        programme=tasks.find_programme(book, call.programme).id if call.programme else None,
        due_before=call.due_before,
        late_on=setting_up.today(call) if call.late else None,
        agency=tasks.find_agency(book, call.agency).id if call.agency else None,
        lacking=Gap(call.lacking) if call.lacking else None,
        words=call.search,
    )


def _tasks(book: Book, call: argparse.Namespace) -> list[dict[str, object]]:
    calendar, day = tasks.work_calendar(book), setting_up.today(call)
    found = tasks.list_tasks(book, _filter(book, call))
    return [output.task_json(tasks.standing(task, calendar, day)) for task in found]


def _agencies(book: Book, call: argparse.Namespace) -> list[dict[str, object]]:
    del call
    return [output.agency_json(agency) for agency in tasks.list_agencies(book)]


def _occurrences(book: Book, call: argparse.Namespace) -> list[dict[str, object]]:
    periods = {view.id: view.period for view in tasks.list_programmes(book)}
    found: list[dict[str, object]] = []
    for task in tasks.list_tasks(book, _filter(book, call)):
        period = periods.get(task.programme)
        if period is not None:
            found.extend(output.occurrence_json(task, held) for held in occurrences(task.timing, *period))
    return found


def _rounds(book: Book, call: argparse.Namespace) -> list[dict[str, object]]:
    """The reports that the documents ask for."""
    wanted = tasks.find_programme(book, call.programme).id if call.programme else None
    year = book_facts(book).year
    return [
        output.round_json(programme, held, year)
        for programme, held in read_rounds(book)
        if wanted in (None, programme.id)
    ]


def _conflicts(book: Book, call: argparse.Namespace) -> list[dict[str, object]]:
    del call
    return [output.conflict_json(held) for held in acts.open_conflicts(book)]


NOUNS: dict[str, Callable[[Book, argparse.Namespace], list[dict[str, object]]]] = {
    "tasks": _tasks,
    "agencies": _agencies,
    "occurrences": _occurrences,
    "rounds": _rounds,
    "conflicts": _conflicts,
}
"""What can be listed."""
GAPS = {
    Gap.LEAD.value: "chưa có cơ quan chủ trì",
    Gap.TIME.value: "thời gian chưa rõ",
    Gap.ANSWER.value: "hai sổ khác nhau",
    Gap.DOUBT.value: "cần xem lại từ lần nhập",
}
"""What a task may lack, in words."""
_OF_TASKS = ("tasks", "occurrences")
NOUN_WORDS = {
    "tasks": "nhiệm vụ",
    "agencies": "cơ quan, đơn vị",
    "occurrences": "các kỳ của nhiệm vụ",
    "rounds": "các đợt báo cáo mà văn bản yêu cầu",
    "conflicts": "chỗ hai bên cùng sửa",
}
"""What each of them is called."""


def history(call: argparse.Namespace) -> int:
    """danvan history BOOK [--task TASK] --json"""
    with setting_up.reading(call, call.book) as book:
        task = tasks.find_task(book, call.task).id if call.task else None
        if call.json:
            held = acts.task_history(book, task) if task else acts.book_history(book)
            output.print_json({"changes": [output.history_json(view) for view in held]})
        else:
            output.print_history(reversed(tell_history(book, task)))
    return 0


def verify(call: argparse.Namespace) -> int:
    """danvan verify BOOK [--json]"""
    with setting_up.reading(call, call.book) as book:
        found = acts.verify(book)
    if call.json:
        output.print_json({"sound": found.sound, "changes": found.changes, "faults": list(found.faults)})
    elif found.sound:
        print(f"Sổ nguyên vẹn: {found.changes} thay đổi đều khớp mã kiểm.")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.sound:
        print("Sổ có chỗ hỏng; tệp được giữ nguyên. Hãy khôi phục từ bản sao lưu gần nhất.", file=sys.stderr)
    return 0 if found.sound else 1
