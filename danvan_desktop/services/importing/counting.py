"""What an import did to the tasks of its programme, counted by what the officer sees of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from danvan_desktop.domain.views import TaskView


@dataclass(frozen=True, slots=True)
class TaskCount:
    """Tasks by what an import did to them; all but `added` were there before it."""

    added: int
    changed: int
    kept: int
    removed: int


def counted(before: Sequence[TaskView], after: Sequence[TaskView]) -> TaskCount:
    """Compare the tasks of a programme with those of before; where a task stands among the others does not count."""
    old = {task.id: _content(task) for task in before}
    new = {task.id: _content(task) for task in after}
    same = sum(old.get(task) == content for task, content in new.items())
    added = len(new.keys() - old.keys())
    return TaskCount(added, len(new) - added - same, same, len(old.keys() - new.keys()))


def _content(task: TaskView) -> TaskView:
    return replace(task, path="", sort_key="", group_title="")


def told(count: TaskCount, source: str, *, updated: bool) -> str:
    """One sentence for the officer: «Đã cập nhật từ «…»: thêm 2, sửa 3, giữ nguyên 20 nhiệm vụ.»"""
    if not updated:
        return f"Đã nhập {_number(count.added)} nhiệm vụ từ «{source}»."
    parts = [("thêm", count.added), ("sửa", count.changed), ("xóa", count.removed), ("giữ nguyên", count.kept)]
    said = ", ".join(f"{verb} {_number(number)}" for verb, number in parts if number)
    return f"Đã cập nhật từ «{source}»: {said} nhiệm vụ."


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
