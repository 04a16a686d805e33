"""What the lists of the catalogue in the navigation hold."""

from __future__ import annotations

from datetime import date, timedelta

from danvan_desktop.domain.views import Gap, TaskFilter
from danvan_desktop.ui.places.place import Shortcut

SOON_DAYS = 30
_TITLES = {
    Shortcut.OVERDUE: "Quá hạn",
    Shortcut.SOON: f"Đến hạn trong {SOON_DAYS} ngày",
    Shortcut.NOBODY: "Chưa có cơ quan chủ trì",
    Shortcut.UNCLEAR: "Thời gian chưa rõ",
}


def shortcut_title(shortcut: Shortcut) -> str:
    """What the list is called over the catalogue."""
    return _TITLES[shortcut]


def shortcut_filter(shortcut: Shortcut, today: date) -> TaskFilter:
    """Which tasks the list holds today."""
    match shortcut:
        case Shortcut.OVERDUE:
            return TaskFilter(late_on=today)
        case Shortcut.SOON:
            return TaskFilter(due_from=today, due_before=today + timedelta(SOON_DAYS + 1))
        case Shortcut.NOBODY:
            return TaskFilter(lacking=Gap.LEAD)
        case Shortcut.UNCLEAR:
            return TaskFilter(lacking=Gap.TIME)
