"""What the officer filters the catalogue by: kept by name on this PC, turned into a filter of today."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from danvan_desktop.domain.labels import state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import Gap, TaskFilter

_QUARTER = 3


class Due(StrEnum):
    """When tasks that are still open are due."""

    LATE = "late"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    THIS_MONTH = "this_month"
    THIS_QUARTER = "this_quarter"


DUE_WORDS: Mapping[str, str] = {
    "": "Hạn: bất kỳ",
    Due.LATE: "Đã quá hạn",
    Due.WEEK: "Trong 7 ngày tới",
    Due.FORTNIGHT: "Trong 15 ngày tới",
    Due.MONTH: "Trong 30 ngày tới",
    Due.THIS_MONTH: "Trong tháng này",
    Due.THIS_QUARTER: "Trong quý này",
}
STATE_WORDS: Mapping[str, str] = {"": "Trạng thái: bất kỳ"} | {state.value: state_label(state) for state in State}
ROLE_WORDS: Mapping[str, str] = {
    "": "Vai trò: bất kỳ",
    Role.LEAD: "Chủ trì",
    Role.IMPLEMENTING: "Thực hiện",
    Role.COORDINATING: "Phối hợp",
}
GAP_WORDS: Mapping[str, str] = {
    "": "Cần làm rõ: không xét",
    Gap.LEAD: "Chưa có cơ quan chủ trì",
    Gap.TIME: "Thời gian chưa rõ",
    Gap.ANSWER: "Hai bên cùng sửa, chưa chọn",
    Gap.DOUBT: "Cần xem lại từ lần nhập",
}
_DAYS = {Due.WEEK: 7, Due.FORTNIGHT: 15, Due.MONTH: 30}


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """What is chosen in each field, empty for anything; `agency`, `group` and `programme` are ids."""

    state: str = ""
    due: str = ""
    agency: str = ""
    role: str = ""
    group: str = ""
    lacking: str = ""
    programme: str = ""

    def __bool__(self) -> bool:
        return self != FilterChoice()


def filter_of(choice: FilterChoice, today: date) -> TaskFilter:
    """The tasks that a choice asks for today."""
    first, last = _due_days(choice.due, today)
    return TaskFilter(
        programme=choice.programme or None,
        states=frozenset({State(choice.state)}) if choice.state else frozenset(),
        on=today if choice.state else None,
        late_on=today if choice.due == Due.LATE else None,
        due_from=first,
        due_before=last,
        agency=choice.agency or None,
        role=Role(choice.role) if choice.role and choice.agency else None,
        group=choice.group or None,
        lacking=Gap(choice.lacking) if choice.lacking else None,
    )


def _due_days(due: str, today: date) -> tuple[date | None, date | None]:
    """The first day, and the day after the last."""
    if not due or due == Due.LATE:
        return None, None
    if due in _DAYS:
        return today, today + timedelta(_DAYS[Due(due)] + 1)
    months = 1 if due == Due.THIS_MONTH else _QUARTER
    begun = (today.month - 1) // months * months
    first, after = date(today.year, begun + 1, 1), begun + months
    return first, date(today.year + after // 12, after % 12 + 1, 1)


def title_of(choice: FilterChoice, names: Mapping[str, str]) -> str:
    """The choice in words; `names` are those of agencies, groups and programmes by their ids."""
    return " · ".join(_words(choice, names))


def _words(choice: FilterChoice, names: Mapping[str, str]) -> Iterator[str]:
    if choice.state:
        yield STATE_WORDS[choice.state]
    if choice.due:
        yield DUE_WORDS[choice.due]
    if choice.agency:
        role = f" {ROLE_WORDS[choice.role].lower()}" if choice.role else ""
        yield f"{names.get(choice.agency, 'cơ quan không còn trong sổ')}{role}"
    if choice.group:
        yield names.get(choice.group, "nhóm không còn trong sổ")
    if choice.programme:
        yield names.get(choice.programme, "chương trình không còn trong sổ")
    if choice.lacking:
        yield GAP_WORDS[choice.lacking]


def write_saved(saved: Mapping[str, FilterChoice]) -> str:
    """Filters by their names, as the settings keep them."""
    return json.dumps({name: asdict(choice) for name, choice in saved.items()}, ensure_ascii=False)


def read_saved(text: str) -> dict[str, FilterChoice]:
    """Filters as the settings keep them; what cannot be read is left out."""
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(held, dict):
        return {}
    return {str(name): _choice(values) for name, values in held.items() if isinstance(values, dict)}


def _choice(values: Mapping[str, object]) -> FilterChoice:
    """A word that this version does not know counts as none."""
    known: dict[str, Mapping[str, str]] = {
        "state": STATE_WORDS,
        "due": DUE_WORDS,
        "role": ROLE_WORDS,
        "lacking": GAP_WORDS,
    }
    held = {item.name: str(values.get(item.name) or "") for item in fields(FilterChoice)}
    return FilterChoice(**{name: value for name, value in held.items() if value in known.get(name, (value,))})
