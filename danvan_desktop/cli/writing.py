"""The verbs that change a book: set, undo, redo."""

from __future__ import annotations

import argparse
import sys

from danvan_desktop.cli import setting_up
from danvan_desktop.services import entries, history
from danvan_desktop.services.tasks import find_task, load_tasks, standing, work_calendar


def set_task(call: argparse.Namespace) -> int:
    """danvan set BOOK --task TASK FIELD=VALUE …"""
    day = setting_up.today(call)
    with setting_up.writing(call, call.book) as book:
        task = find_task(book, call.task)
        changes = entries.set_entries(book, task, call.entries, setting_up.new_id(call), day)
        if not changes:
            print(f"Nhiệm vụ {task.path} đã đúng như vậy; không có gì thay đổi.", file=sys.stderr)
            return 0
        now = standing(load_tasks(book, [task.id])[0], work_calendar(book), day)
        due = f", hạn {now.task.due.due:%d/%m/%Y}" if now.task.due.due else ""
        print(f"Đã ghi nhiệm vụ {task.path}{due}.", file=sys.stderr)
    return 0


def undo(call: argparse.Namespace) -> int:
    """danvan undo BOOK"""
    with setting_up.writing(call, call.book) as book:
        changes = history.undo(book)
    print("Đã hoàn tác." if changes else "Không có thao tác nào để hoàn tác.", file=sys.stderr)
    return 0 if changes else 1


def redo(call: argparse.Namespace) -> int:
    """danvan redo BOOK"""
    with setting_up.writing(call, call.book) as book:
        changes = history.redo(book)
    print("Đã làm lại." if changes else "Không có thao tác nào để làm lại.", file=sys.stderr)
    return 0 if changes else 1
