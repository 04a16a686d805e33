"""The headings of the catalogue: made, renamed, deleted when nothing stands under them, folded, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from danvan_desktop.domain.catalogue.lines import programme_title
from danvan_desktop.domain.views import GroupView
from danvan_desktop.services import catalogue, tasks
from danvan_desktop.services.books import Book, fresh_ids
from danvan_desktop.services.catalogue import NewRow
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.catalogue.group_dialog import GroupDialog, GroupFacts
from danvan_desktop.ui.catalogue.outline import Heading
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.commands.task_list import FLAT, TaskList
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command

_SAVING = "Đang lưu"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a new group can stand: in a programme, directly or in one of its groups."""

    programme: str
    group: str | None
    name: str


class GroupCommands:
    """Between the headings of the list and the book."""

    def __init__(self, desk: Desk, task_list: TaskList) -> None:
        self._desk = desk
        self._list = task_list
        self._page = desk.window.task_page
        self._page.view.rename_asked.connect(lambda _heading: self.rename())
        commands = desk.window.commands
        commands.on(Command.NEW_GROUP, self.add)
        commands.on(Command.RENAME_GROUP, self.rename)
        commands.on(Command.DELETE_GROUP, self.delete)
        commands.on(Command.FOLD_ALL, task_list.fold_all)
        commands.on(Command.UNFOLD_ALL, task_list.unfold_all)
        commands.on(Command.AS_TREE, lambda: task_list.lay_out(flat=False))
        commands.on(Command.AS_TABLE, lambda: task_list.lay_out(flat=True))
        shown = Command.AS_TABLE if desk.around.habits.outline == FLAT else Command.AS_TREE
        commands.get(shown).setChecked(True)

    def add(self) -> None:
        """Ask for the title of a new heading, and where it stands."""
        self._desk.window.action(Command.GO_TASKS).trigger()
        heading, row = self._page.heading(), self._page.current_row()
        near = heading.id if heading is not None else row.id if row is not None else ""
        self._desk.jobs.run(Job(partial(_places, near=near), self._ask_new))

    def rename(self) -> None:
        """Ask for another title of the current heading."""
        heading = self._group()
        if heading is not None:
            dialog = GroupDialog(GroupFacts(heading.number, heading.title), self._desk.window)
            dialog.decided.connect(lambda number, title, _: self._rename(heading.id, number, title))
            dialog.open()

    def delete(self) -> None:
        """Delete the current heading; one that still holds something is refused with the reason."""
        heading = self._group()
        if heading is not None:
            self._desk.jobs.run(Job(partial(_deleted, group=heading.id), self._say_deleted, _SAVING))

    def _group(self) -> Heading | None:
        heading = self._page.heading()
        writable = self._desk.window.situation.writable
        return heading if heading is not None and not heading.is_programme and writable else None

    def _ask_new(self, found: tuple[Sequence[_Place], str]) -> None:
        places, at = found
        facts = GroupFacts(places=[(str(n), place.name) for n, place in enumerate(places)], at=at)
        dialog = GroupDialog(facts, self._desk.window)
        dialog.decided.connect(lambda number, title, chosen: self._add(number, title, places[int(chosen)]))
        dialog.open()

    def _add(self, number: str, title: str, place: _Place) -> None:
        row = NewRow(title, place.programme or None, place.group, number=number.strip() or None)
        work = partial(_added, row=row, today=self._desk.around.today())
        self._desk.jobs.run(Job(work, self._show, _SAVING))

    def _show(self, made: tuple[str, Changes]) -> None:
        group, changes = made
        self._list.reveal_once_listed(group)
        self._desk.written(changes)
        self._desk.window.say("Đã thêm nhóm. Chuyển nhiệm vụ vào nhóm bằng cách kéo số của nhiệm vụ thả lên tên nhóm.")

    def _rename(self, group: str, number: str, title: str) -> None:
        work = partial(_renamed, group=group, number=number, title=title)
        self._desk.jobs.run(Job(work, self._desk.written, _SAVING))

    def _say_deleted(self, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.say("Đã xóa nhóm trống; bấm Ctrl+Z để lấy lại.")


def _places(book: Book, _progress: Progress, near: str) -> tuple[Sequence[_Place], str]:
    """Where a group can stand, and which of these places holds the group or task `near`."""
    programmes = tasks.list_programmes(book)
    found = tasks.load_tasks(book, [near]) if near else ()
    inside = found[0].group if found else ""
    places: list[_Place] = []
    at = 0
    for view in programmes:
        groups = tasks.list_groups(book, view.id)
        above = {group.id: group.parent for group in groups}
        holder = above.get(near) if near in above else above.get(inside)
        name = programme_title(view) if len(programmes) > 1 else "Ngoài cùng"
        own = [_Place(view.id, None, name), *(_Place(view.id, group.id, _named(group)) for group in groups)]
        if near == view.id or near in above or inside in above:
            at = len(places) + next((n for n, place in enumerate(own) if place.group == holder), 0)
        places += own
    return places or [_Place("", None, "Ngoài cùng")], str(at)


def _named(group: GroupView) -> str:
    indent = "    " * (group.path.count(".") + 1)
    return f"{indent}{group.number}. {group.title}" if group.number else f"{indent}{group.title}"


def _added(book: Book, _progress: Progress, row: NewRow, today: date) -> tuple[str, Changes]:
    return catalogue.new_group(book, row, fresh_ids(book), today)


def _renamed(book: Book, _progress: Progress, group: str, number: str, title: str) -> Changes:
    return catalogue.rename_group(book, group, title, number)


def _deleted(book: Book, _progress: Progress, group: str) -> Changes:
    return catalogue.delete_group(book, group)
