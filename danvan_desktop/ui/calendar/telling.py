"""What the calendar says in words: titles, tips, names for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from danvan_desktop.domain.calendar.months import quarter_months, week_of
from danvan_desktop.domain.calendar.wording import long_day, lunar_long, off_day_note
from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.merging.marking import marked
from danvan_desktop.domain.numbering import roman
from danvan_desktop.services.schedule import DayPlan, DueTask, Schedule
from danvan_desktop.ui.wording import count_text, day_text


class Mode(StrEnum):
    """How much the calendar shows at once, and how."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    AGENDA = "agenda"


def title(mode: Mode, day: date, last: date) -> str:
    """What is shown: «Tháng 3/2026», «Quý I/2026», «Năm 2026», «02/03/2026 – 01/03/2027»."""
    match mode:
        case Mode.MONTH:
            return f"Tháng {day.month}/{day.year}"
        case Mode.QUARTER:
            return f"Quý {roman(quarter_months(day)[0] // 3 + 1)}/{day.year}"
        case Mode.YEAR:
            return f"Năm {day.year}"
        case Mode.AGENDA:
            return f"{day_text(day)} – {day_text(last)}"


def count_told(days: Sequence[DayPlan]) -> str:
    """«12 việc đến hạn · 2 quá hạn · 3 hoàn thành»."""
    tasks = [due for plan in days for due in plan.tasks]
    if not tasks:
        return "Không có việc đến hạn"
    late = sum(due.state is State.OVERDUE for due in tasks)
    done = sum(due.state in (State.DONE, State.DONE_LATE) for due in tasks)
    parts = [count_text(len(tasks), "việc đến hạn")]
    parts += [count_text(late, "quá hạn")] if late else []
    parts += [count_text(done, "hoàn thành")] if done else []
    return " · ".join(parts)


def late_told(days: Sequence[DayPlan]) -> str:
    """What is late from before: «2 việc quá hạn từ trước»."""
    return count_text(sum(len(plan.tasks) for plan in days), "việc quá hạn từ trước")


def week_told(days: Sequence[DayPlan], today: date) -> str:
    """The heading of a week: «Tuần 11 · 09/03 – 15/03/2026 · 3 việc đến hạn»."""
    monday, sunday = week_of(days[0].day)
    number = f"Tuần {monday.isocalendar().week}"
    if monday <= today <= sunday:
        number += " (tuần này)"
    number += f" · {monday:%d/%m} – {day_text(sunday)}"
    return f"{number} · {count_told(days)}" if any(plan.tasks for plan in days) else number


def state_told(due: DueTask) -> str:
    """«Quá hạn, chậm 5 ngày»."""
    label = marked(state_label(due.state), disputed=due.unsure)
    return f"{label}, chậm {count_text(due.late_days, 'ngày')}" if due.late_days else label


def task_told(due: DueTask) -> str:
    """All of a task in lines: number and text, agencies, when it is due, how it stands."""
    lines = [f"{due.path}. {due.text}" if due.path else due.text]
    if due.lead:
        lines.append("Chủ trì: " + "; ".join(due.lead))
    if due.coordinating:
        lines.append("Phối hợp: " + "; ".join(due.coordinating))
    lines.append(f"Thời gian: {due.time_text}" if due.time_text else "")
    kind = f" ({due.label})" if due.label else ""
    put_off = f", đã gia hạn, hạn ban đầu {day_text(due.original_due)}" if due.original_due else ""
    lines.append(f"Hạn: {day_text(due.due)}{kind}{put_off}")
    note = off_day_note(due.due, due.last_working_day)
    lines.append(f"{note[:1].upper()}{note[1:]}")
    lines.append(f"Trạng thái: {state_told(due)}")
    return "\n".join(line for line in lines if line)


def day_facts(plan: DayPlan) -> tuple[str, ...]:
    """Lunar day, what is marked, and the warning of a day off on which something is due."""
    facts = [lunar_long(plan.lunar), *(mark.name for mark in plan.marks)]
    if plan.tasks and not plan.working:
        note = off_day_note(plan.day, plan.last_working_day)
        facts.append(f"{note[:1].upper()}{note[1:]}")
    elif not plan.working:
        facts.append("Ngày nghỉ")
    return tuple(facts)


def day_told(plan: DayPlan, today: date) -> str:
    """A whole day for a screen reader and as the tip of its heading."""
    head = long_day(plan.day) + (" (hôm nay)" if plan.day == today else "")
    lines = [", ".join((head, *day_facts(plan)))]
    if plan.tasks:
        lines.append(count_told((plan,)))
        lines.extend(f"{due.path} {due.text}, {state_told(due)}" for due in plan.tasks)
    return "\n".join(lines)


def nothing_told(held: Schedule, own: Sequence[DayPlan], narrowed: bool, mode: Mode) -> str:
    """Why nothing is due on these days of a schedule, and what to do; nothing when something is."""
    if not held.held:
        return "Sổ chưa có nhiệm vụ nào. Nhập danh mục của cơ quan thì hạn của từng việc hiện ở đây."
    if any(plan.tasks for plan in own):
        return ""
    span = {
        Mode.MONTH: "Tháng này",
        Mode.QUARTER: "Quý này",
        Mode.YEAR: "Năm này",
        Mode.AGENDA: "Khoảng này",
    }[mode]
    if narrowed:
        return f"{span} không có việc nào đúng với điều kiện lọc ở trên."
    return f"{span} không có việc nào đến hạn. Việc thường xuyên, việc không có hạn không hiện trên lịch."
