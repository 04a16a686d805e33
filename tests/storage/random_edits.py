"""An officer who does anything at any time, drawn from a seed: for tests of what must hold after every edit."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NewId, membership_id, occurrence_id
from danvan_desktop.domain.records import DELETED, Kind, Role, Status, Value
from danvan_desktop.domain.views import TaskView
from danvan_desktop.services import editing, history
from danvan_desktop.services.editing import BadValue, ExtensionOrder
from danvan_desktop.services.importing import Review, import_draft
from danvan_desktop.services.tasks import load_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to, restore_over
from danvan_desktop.storage.book import Author, Book, open_book
from danvan_desktop.storage.errors import CannotUndo
from danvan_desktop.storage.tables import derived
from tests.making import TODAY
from tests.services.drafts import FACT, LINES, amended, draft, line

TIMES = (
    "Quý II/2026",
    "Thường xuyên",
    "Hoàn thành trước ngày 20/9/2026",
    "Hằng tháng",
    "6 tháng cuối năm",
    "",
    "khi rảnh",
)
WORDS = ("họp thôn", "Đảng uỷ", "hoà giải", "tiếp dân", "quy chế", "", "đối thoại")
_TEXTS = ("text", "result", "product", "note", "number", "form")


Act = Callable[["Editor"], None]


class Editor:
    """Holds an open book; `reopen` changes which."""

    def __init__(self, book: Book, chance: random.Random, new_id: NewId, writers: Callable[[], Author]) -> None:
        self.book, self.chance, self.new_id, self.writers = book, chance, new_id, writers
        self.counts: dict[str, int] = {}
        self.careful = False
        """Reach only for what shows, as the window lets the officer."""
        self.alone = True
        """Nobody else has a copy, so that nothing may refuse to be undone."""

    def step(self) -> str:
        """One act; its name."""
        acts, weights = zip(*_ACTS, strict=True)
        return self.do(self.chance.choices(acts, weights)[0])

    def do(self, act: Act) -> str:
        """This act; its name."""
        act(self)
        name = act.__name__
        self.counts[name] = self.counts.get(name, 0) + 1
        return name

    def records(self, kind: Kind, *, shown: bool | None = None) -> list[str]:
        """The ids of a kind, those that show, those that do not, or all."""
        table = derived[kind]
        statement = select(table.c.id).order_by(table.c.id)
        if shown is None and self.careful:
            shown = True
        if shown is not None:
            statement = statement.where(table.c.shown.is_(shown))
        with self.book.transaction() as connection:
            return list(connection.execute(statement).scalars())

    def pick(self, kind: Kind, *, shown: bool | None = None) -> str | None:
        """One of them, if there is one."""
        found = self.records(kind, shown=shown)
        return self.chance.choice(found) if found else None

    def task(self) -> TaskView | None:
        """A task that shows."""
        picked = self.pick(Kind.TASK, shown=True)
        return load_tasks(self.book, [picked])[0] if picked else None

    def write(self, kind: Kind, record: str | None, fields: dict[str, Value], verb: Verb = Verb.EDIT) -> None:
        """One action on one record."""
        if record is not None:
            log.write(self.book, [Write(kind, record, fields, verb)])

    def words(self) -> str:
        """A few words."""
        return f"{self.chance.choice(WORDS)} {self.chance.randrange(9)}".strip()

    def above(self, group: str) -> set[str]:
        """The groups that a group stands in, itself too."""
        table = derived[Kind.GROUP]
        with self.book.transaction() as connection:
            parents = {row.id: row.parent for row in connection.execute(select(table.c.id, table.c.parent))}
        found: set[str] = set()
        at: str | None = group
        while at and at not in found:
            found.add(at)
            at = parents.get(at)
        return found

    def tear_down(self) -> None:
        """Close the book."""
        self.book.close()


def set_text(held: Editor) -> None:
    task = held.task()
    if task:
        editing.set_fields(held.book, task.id, {held.chance.choice(_TEXTS): held.words()})


def set_several(held: Editor) -> None:
    task = held.task()
    if task:
        editing.set_fields(held.book, task.id, {"percent": held.chance.choice((None, 0, 50)), "note": held.words()})


def set_time(held: Editor) -> None:
    task = held.task()
    if task:
        editing.set_time(held.book, task.id, held.chance.choice(TIMES))


def set_status(held: Editor) -> None:
    ids = held.records(Kind.TASK, shown=True)
    chosen = held.chance.sample(ids, min(len(ids), held.chance.choice((1, 1, 5))))
    day = TODAY + timedelta(days=held.chance.randrange(200))
    editing.set_status(held.book, load_tasks(held.book, chosen), held.chance.choice(list(Status)), day)


def extend(held: Editor) -> None:
    task = held.task()
    if task:
        order = ExtensionOrder(TODAY + timedelta(days=held.chance.randrange(300)), "chờ kinh phí")
        log.write(held.book, [editing.extension_write(task.id, order, held.new_id, TODAY)])


def assign(held: Editor) -> None:
    task, agency = held.task(), held.pick(Kind.AGENCY)
    if task and agency:
        log.write(held.book, [editing.assign_write(task, agency, held.chance.choice(list(Role)))])


def unassign(held: Editor) -> None:
    task = held.task()
    if task and task.assigned:
        part = held.chance.choice(task.assigned)
        log.write(held.book, [editing.unassign_write(task, part.agency, part.role)])


def unassign_what_is_not(held: Editor) -> None:
    task, agency = held.task(), held.pick(Kind.AGENCY)
    if task and agency and all(part.agency != agency for part in task.assigned):
        try:
            editing.unassign_write(task, agency, Role.LEAD)
        except BadValue:
            return
        raise AssertionError("took a role from an agency that does not have it")


def add_task(held: Editor) -> None:
    programme, group = held.pick(Kind.PROGRAMME), held.pick(Kind.GROUP)
    if programme:
        fields: dict[str, Value] = {"text": held.words(), "time_text": held.chance.choice(TIMES), "number": "9."}
        if group and held.chance.random() < 0.7:
            fields["group"] = group
        editing.add_task(held.book, programme, fields, held.new_id)


def add_group(held: Editor) -> None:
    programme = held.pick(Kind.PROGRAMME)
    fields: dict[str, Value] = {"programme": programme, "title": held.words(), "number": str(held.chance.randrange(9))}
    if programme:
        held.write(Kind.GROUP, held.new_id(), fields, Verb.ADD)


def add_programme(held: Editor) -> None:
    fields: dict[str, Value] = {"title": held.words(), "period_start": "2026-01-01", "period_end": "2026-12-31"}
    held.write(Kind.PROGRAMME, held.new_id(), fields, Verb.ADD)


def add_small_records(held: Editor) -> None:
    task, agency, other = held.pick(Kind.TASK), held.pick(Kind.AGENCY), held.pick(Kind.AGENCY)
    if not (task and agency and other):
        return
    owner = held.chance.choice([task, held.pick(Kind.PROGRESS) or task])
    log.write(
        held.book,
        [
            Write(Kind.OCCURRENCE, occurrence_id(task, "2026-Q2"), {"task": task, "anchor": "2026-Q2"}, Verb.ADD),
            Write(Kind.PROGRESS, held.new_id(), {"task": task, "text": held.words()}, Verb.ADD),
            Write(Kind.EVIDENCE, held.new_id(), {"owner": owner, "name": held.words(), "present": True}, Verb.ADD),
            Write(
                Kind.MEMBERSHIP, membership_id(agency, other), {"collective": agency, "agency": other, "present": True}
            ),
        ],
    )


def delete_tasks(held: Editor) -> None:
    ids = held.records(Kind.TASK)
    editing.delete_tasks(held.book, held.chance.sample(ids, min(len(ids), held.chance.choice((1, 1, 3)))))


def delete_anything(held: Editor) -> None:
    kind = held.chance.choice([Kind.GROUP, Kind.GROUP, Kind.ASSIGNMENT, Kind.EXTENSION, Kind.AGENCY, Kind.PROGRESS])
    held.write(kind, held.pick(kind), {DELETED: True}, Verb.DELETE)


def delete_programme(held: Editor) -> None:
    held.write(Kind.PROGRAMME, held.pick(Kind.PROGRAMME), {DELETED: True}, Verb.DELETE)


def delete_several_kinds(held: Editor) -> None:
    """Parents and children in any order in one action."""
    kinds = [Kind.GROUP, Kind.TASK, Kind.PROGRAMME, Kind.ASSIGNMENT]
    held.chance.shuffle(kinds)
    picked = [(kind, held.pick(kind)) for kind in kinds]
    log.write(held.book, [Write(kind, record, {DELETED: True}, Verb.DELETE) for kind, record in picked if record])


def bring_back(held: Editor) -> None:
    kind = held.chance.choice([Kind.TASK, Kind.GROUP, Kind.PROGRAMME, Kind.ASSIGNMENT, Kind.AGENCY])
    held.write(kind, held.pick(kind, shown=False), {DELETED: False})


def edit_what_is_hidden(held: Editor) -> None:
    held.write(Kind.TASK, held.pick(Kind.TASK, shown=False), {"note": held.words()})


def move_task(held: Editor) -> None:
    task = held.pick(Kind.TASK)
    held.write(Kind.TASK, task, {"group": held.chance.choice([None, held.pick(Kind.GROUP)])})


def move_task_to_another_programme(held: Editor) -> None:
    held.write(Kind.TASK, held.pick(Kind.TASK), {"programme": held.chance.choice([None, held.pick(Kind.PROGRAMME)])})


def move_group(held: Editor) -> None:
    group, into = held.pick(Kind.GROUP), held.pick(Kind.GROUP)
    if group and into and group not in held.above(into):
        held.write(Kind.GROUP, group, {"parent": held.chance.choice([None, into])})


def move_and_delete(held: Editor) -> None:
    """In one action: a task leaves its group for another, which is deleted or brought back beside it."""
    task, one, other = held.pick(Kind.TASK), held.pick(Kind.GROUP), held.pick(Kind.GROUP)
    if not (task and one and other):
        return
    writes = [
        Write(Kind.TASK, task, {"group": one}),
        Write(Kind.GROUP, other, {DELETED: held.chance.random() < 0.7}),
        Write(Kind.TASK, held.pick(Kind.TASK) or task, {"note": held.words()}),
    ]
    held.chance.shuffle(writes)
    log.write(held.book, writes)


def move_assignment(held: Editor) -> None:
    held.write(Kind.ASSIGNMENT, held.pick(Kind.ASSIGNMENT), {"task": held.pick(Kind.TASK)})


def rename_agency(held: Editor) -> None:
    name = held.chance.choice(("name", "short", "variants"))
    held.write(Kind.AGENCY, held.pick(Kind.AGENCY), {name: held.words()})


def change_period(held: Editor) -> None:
    end = held.chance.choice(("2026-12-31", "2026-06-30", "2027-12-31", "hết năm", None))
    held.write(Kind.PROGRAMME, held.pick(Kind.PROGRAMME), {"period_end": end})


def change_group(held: Editor) -> None:
    name = held.chance.choice(("number", "title"))
    held.write(Kind.GROUP, held.pick(Kind.GROUP), {name: held.words()})


def import_a_catalogue(held: Editor) -> None:
    """The catalogue, again, with rows left out in the review, or as it was amended."""
    gone = held.chance.sample([line.path for line in LINES], held.chance.choice((0, 0, 1)))
    read = amended({"1.1": line("1.1", time=held.chance.choice(TIMES), text=held.words() + " ở thôn")}, gone)
    dropped = frozenset(held.chance.sample(range(len(read.tasks)), held.chance.choice((0, 0, 1))))
    import_draft(held.book, held.chance.choice((draft(), read)), FACT, Review(dropped))


def undo(held: Editor) -> None:
    _repeat(held, history.undo)


def redo(held: Editor) -> None:
    _repeat(held, history.redo)


def _repeat(held: Editor, back_or_forth: Callable[[Book], log.Changes]) -> None:
    for _ in range(held.chance.choice((1, 1, 4))):
        try:
            back_or_forth(held.book)
        except CannotUndo:
            if held.alone:
                raise
            return


def reopen(held: Editor) -> None:
    path = held.book.path
    held.book.close()
    held.book = open_book(path, held.writers())


def back_up_or_restore(held: Editor) -> None:
    kept = _kept(held.book.path)
    if not kept.exists() or held.chance.random() < 0.7:
        backup_to(held.book, kept)
        return
    with open_book(kept, held.writers(), read_only=True) as backup:
        restore_over(held.book, backup)


def _kept(path: Path) -> Path:
    return path.with_name(path.name + ".kept")


_ACTS: Sequence[tuple[Act, int]] = (
    (set_text, 6),
    (set_several, 3),
    (set_time, 4),
    (set_status, 5),
    (extend, 3),
    (assign, 4),
    (unassign, 3),
    (unassign_what_is_not, 1),
    (add_task, 4),
    (add_group, 2),
    (add_programme, 1),
    (add_small_records, 2),
    (delete_tasks, 3),
    (delete_anything, 4),
    (delete_programme, 1),
    (delete_several_kinds, 1),
    (bring_back, 4),
    (edit_what_is_hidden, 3),
    (move_task, 4),
    (move_task_to_another_programme, 2),
    (move_group, 4),
    (move_and_delete, 2),
    (move_assignment, 1),
    (rename_agency, 3),
    (change_period, 2),
    (change_group, 2),
    (import_a_catalogue, 2),
    (undo, 8),
    (redo, 4),
    (reopen, 2),
    (back_up_or_restore, 2),
)

NEW_ACTIONS: tuple[Act, ...] = tuple(act for act, _ in _ACTS if act not in (undo, redo, reopen, back_up_or_restore))
"""What makes a new undo step, if it changes anything."""
