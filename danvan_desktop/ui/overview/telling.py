"""What the overview says in words: how today stands, how urgent a task is."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.services.overview import Overview
from danvan_desktop.services.tasks import Standing
from danvan_desktop.ui.wording import count_text, day_text

_SOON = "đến hạn trong 7 ngày tới"


def today_told(read: Overview) -> str:
    """«2 nhiệm vụ quá hạn, 1 đến hạn hôm nay, 3 đến hạn trong 7 ngày tới.»; what is next, when that is later."""
    held = ((read.counts.overdue, "quá hạn"), (read.due_today, "đến hạn hôm nay"), (read.counts.due_in_7, _SOON))
    parts = [count_text(number, words) for number, words in held if number]
    if not parts:
        return f"Không có nhiệm vụ nào quá hạn hay {_SOON}.{_next_told(read)}"
    first, *rest = parts
    number, words = first.split(" ", 1)
    said = ", ".join((f"{number} nhiệm vụ {words}", *rest))
    if not read.counts.due_in_7:
        return f"{said}; không có nhiệm vụ nào {_SOON}.{_next_told(read)}"
    return f"{said}."


def _next_told(read: Overview) -> str:
    """The open task that is due next."""
    coming = [now.task for now in read.first if now.task.due.due is not None and now.task.due.due >= read.day]
    if not coming or coming[0].due.due is None:
        return ""
    task, due = coming[0], coming[0].due.due
    return f" Gần nhất: {task.path or task.number}, hạn {day_text(due)} ({left_told(due, read.day)})."


def left_told(due: date, day: date) -> str:
    """«còn 26 ngày», «hạn hôm nay»."""
    left = (due - day).days
    return f"còn {count_text(left, 'ngày')}" if left else "hạn hôm nay"


def urgency_told(now: Standing, day: date) -> str:
    """«Quá hạn 6 ngày», «Còn 26 ngày», «Hạn hôm nay»."""
    if now.state is State.OVERDUE:
        return f"Quá hạn {count_text(now.late_days, 'ngày')}"
    said = left_told(now.task.due.due or day, day)
    return said[:1].upper() + said[1:]
