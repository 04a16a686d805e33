"""What is said of a change to several tasks once it is written: how many, and what of them."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.detail.parts.agencies import ROLE_WORDS
from danvan_desktop.ui.wording import count_text, day_text

NOTHING_CHANGED = "Không có gì thay đổi: các nhiệm vụ đang chọn đã như vậy."
MARK_DONE = "Đánh dấu hoàn thành"


def part_told(agency: str, role: Role, give: bool, chosen: int, changes: Changes) -> str:
    """«Đã giao Công an xã chủ trì 3 nhiệm vụ; 1 nhiệm vụ đã có từ trước.»."""
    count = len(changes.of(Kind.ASSIGNMENT))
    if not count:
        return NOTHING_CHANGED
    did = "Đã giao" if give else "Đã thôi giao"
    left = chosen - count
    others = f"; {count_text(left, 'nhiệm vụ')} {'đã có từ trước' if give else 'không có'}" if left > 0 else ""
    return f"{did} {agency} {ROLE_WORDS[role].lower()} {count_text(count, 'nhiệm vụ')}{others}."


def time_told(text: str, changes: Changes) -> str:
    """«Đã đặt thời gian «Quý II/2026» cho 3 nhiệm vụ.»."""
    count = len(changes.of(Kind.TASK))
    what = f"thời gian «{text.strip()}»" if text.strip() else "trống thời gian"
    return f"Đã đặt {what} cho {count_text(count, 'nhiệm vụ')}." if count else NOTHING_CHANGED


def done_told(day: date, changes: Changes) -> str:
    """«Đã ghi hoàn thành 3 nhiệm vụ ngày 05/03/2026.»."""
    count = len(changes.of(Kind.TASK))
    return f"Đã ghi hoàn thành {count_text(count, 'nhiệm vụ')} ngày {day_text(day)}." if count else NOTHING_CHANGED


def extended_told(task: TaskView, due: date, changes: Changes) -> str:
    """«Đã gia hạn nhiệm vụ 1.3 từ 14/02/2026 đến 31/12/2026.»."""
    if not changes:
        return "Không có gì thay đổi: hạn đã như vậy."
    before = f" từ {day_text(task.due.due)}" if task.due.due else ""
    return f"Đã gia hạn nhiệm vụ {task.path or task.number}".rstrip() + f"{before} đến {day_text(due)}."


def whole_told(status: Status, changes: Changes) -> str:
    """What is said where the percentage is written and the status stays."""
    stays = f"Đã ghi tiến độ 100 %; trạng thái vẫn là «{STATUS_LABELS[status]}»."
    return stays if changes else "Không có gì thay đổi."
