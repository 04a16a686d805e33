"""What the officer types or pastes into cells of the catalogue, read into values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from danvan_desktop.domain.labels import STATUS_LABELS, state_label
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.text import clean, fold


class EditColumn(StrEnum):
    """The columns whose cells can be written in."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    COORD = "coord"
    TIME = "time_text"
    RESULT = "result"
    NOTE = "note"
    PRODUCT = "product"
    FORM = "form"
    PERCENT = "percent"
    STATUS = "status"
    DONE_ON = "done_on"


COLUMN_NAMES: Mapping[EditColumn, str] = MappingProxyType(
    {
        EditColumn.NUMBER: "Số thứ tự",
        EditColumn.TEXT: "Nội dung",
        EditColumn.LEAD: "Chủ trì",
        EditColumn.COORD: "Phối hợp",
        EditColumn.TIME: "Thời gian",
        EditColumn.RESULT: "Kết quả",
        EditColumn.NOTE: "Ghi chú",
        EditColumn.PRODUCT: "Sản phẩm",
        EditColumn.FORM: "Hình thức",
        EditColumn.PERCENT: "Phần trăm",
        EditColumn.STATUS: "Trạng thái",
        EditColumn.DONE_ON: "Ngày hoàn thành",
    }
)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A text for one cell; `task` is a task's id."""

    task: str
    column: EditColumn
    text: str


class NotACellValue(ValueError):
    """The text cannot stand in its column; the message says what can, in Vietnamese."""


_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_PERCENT = re.compile(r"(\d{1,3})\s*%?")
_STATES = {
    State.NOT_DUE_YET: Status.TODO,
    State.NOT_STARTED: Status.TODO,
    State.IN_PROGRESS: Status.DOING,
    State.DONE: Status.DONE,
    State.DONE_LATE: Status.DONE,
    State.SUSPENDED: Status.SUSPENDED,
    State.CANCELLED: Status.CANCELLED,
}


_ALSO_WRITTEN = {
    "Chưa thực hiện": Status.TODO,
    "Đang thực hiện": Status.DOING,
    "Đã xong": Status.DONE,
    "Đã hoàn thành": Status.DONE,
    "Tạm hoãn": Status.SUSPENDED,
    "Không làm nữa": Status.CANCELLED,
}
"""What tables of other hands say for it."""


def read_day(text: str) -> date | None:
    """«31/03/2026» or «31.3.2026»; None for nothing. Raises NotACellValue."""
    found = _DAY.fullmatch(clean(text))
    if not clean(text):
        return None
    try:
        return date(*map(int, reversed(found.groups()))) if found else _refuse_day()
    except ValueError:
        return _refuse_day()


def _refuse_day() -> date:
    raise NotACellValue("hãy ghi ngày có thật, dạng 31/03/2026, hoặc để trống") from None


def read_percent(text: str) -> int | None:
    """«50» or «50 %»; None for nothing. Raises NotACellValue."""
    if not clean(text):
        return None
    found = _PERCENT.fullmatch(clean(text))
    if found is None or int(found[1]) > 100:
        raise NotACellValue("hãy ghi số từ 0 đến 100, hoặc để trống")
    return int(found[1])


def read_status(text: str) -> Status:
    """A status by its word, or by the state that the list shows for it; nothing is «chưa làm». Raises NotACellValue.

    «Quá hạn» follows from the due date and cannot be written.
    """
    if not clean(text):
        return Status.TODO
    known = {fold(state_label(state)): status for state, status in _STATES.items()}
    known |= {fold(word): status for word, status in _ALSO_WRITTEN.items()}
    status = known.get(fold(text))
    if status is None:
        raise NotACellValue("hãy ghi một trong: " + ", ".join(f"«{word}»" for word in STATUS_LABELS.values()))
    return status


def split_names(text: str) -> tuple[str, ...]:
    """The names in a cell of agencies: «;» and line ends divide, commas belong to names."""
    return tuple(dict.fromkeys(name for part in re.split(r"[;\n]", text) if (name := clean(part))))
