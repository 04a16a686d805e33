"""Undo and redo of whole actions by compensating changes (R16), and who did what to a record.

The stack of actions is not stored: it is read from the log. An action of this file is one whose changes no merge
brought in; «undo» takes the newest that is not yet undone, across sessions, «redo» the newest that was undone since
the last other action.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from danvan_desktop.domain.changes import Change, Verb
from danvan_desktop.domain.composing import Write
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.labels import field_label
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import read_change
from danvan_desktop.storage.errors import CannotUndo
from danvan_desktop.storage.log import NOTHING, Changes, write_in
from danvan_desktop.storage.tables import change, derived, merge_log


@dataclass(frozen=True, slots=True)
class Action:
    """One officer action of this file: its id and what it did."""

    id: str
    verb: str


@dataclass(frozen=True, slots=True)
class Stacks:
    """What can be undone and redone, newest last."""

    undoable: tuple[Action, ...]
    redoable: tuple[Action, ...]


def stacks(connection: Connection) -> Stacks:
    """Read both stacks from the log."""
    undoable: list[Action] = []
    redoable: list[Action] = []
    for action in _own_actions(connection):
        if action.verb == Verb.UNDO:
            undoable.pop()
            redoable.append(action)
        elif action.verb == Verb.REDO:
            redoable.pop()
            undoable.append(action)
        else:
            undoable.append(action)
            redoable.clear()
    return Stacks(tuple(undoable), tuple(redoable))


def _own_actions(connection: Connection) -> list[Action]:
    first = func.min(change.c.local)
    statement = (
        select(change.c.action, func.min(change.c.verb))
        .where(change.c.action != bytes.fromhex(NO_ACTION))
        .group_by(change.c.action)
        .order_by(first)
    )
    ranges = connection.execute(select(merge_log.c.first_local, merge_log.c.last_local)).all()
    for low, high in ranges:
        statement = statement.where(~change.c.local.between(low, high))
    return [Action(action.hex(), verb) for action, verb in connection.execute(statement)]


def undo(book: Book) -> Changes:
    """Take back the newest action that is not yet undone; NOTHING when there is none.

    Raises CannotUndo, by name, when a field was changed since by somebody else's copy.
    """
    with book.transaction() as connection:
        held = stacks(connection).undoable
        return _compensate(connection, book, held[-1], Verb.UNDO) if held else NOTHING


def redo(book: Book) -> Changes:
    """Do again what was undone last; NOTHING when there is nothing. Raises CannotUndo."""
    with book.transaction() as connection:
        held = stacks(connection).redoable
        return _compensate(connection, book, held[-1], Verb.REDO) if held else NOTHING


def _compensate(connection: Connection, book: Book, action: Action, verb: Verb) -> Changes:
    taken = actions_changes(connection, action.id)
    readings = [item.fields["reading"] for item in taken if item.kind == Kind.PROGRAMME and "reading" in item.fields]
    reading = readings[0] if readings else None
    if reading is not None and taken[0].verb == Verb.IMPORT:
        writes = _without_import(connection, str(reading), taken)
    else:
        _refuse_changed(connection, taken)
        writes = _reversed(connection, taken)
    return write_in(connection, book, [Write(w.kind, w.record, w.fields, verb) for w in writes])


def actions_changes(connection: Connection, action: str) -> list[Change]:
    """The changes of one action, in the order they were written."""
    statement = select(change).where(change.c.action == bytes.fromhex(action)).order_by(change.c.local)
    return [read_change(row) for row in connection.execute(statement)]


def _refuse_changed(connection: Connection, taken: Sequence[Change]) -> None:
    """Undoing must not take away what came after from another copy of the book."""
    ours = {item.id for item in taken}
    for item in taken:
        row = rows.load(connection, Kind(item.kind), [item.record])[item.record]
        for name in list(row.heads) if _created(item) else list(item.fields):
            for head in row.heads.get(name, ()):
                if head not in ours and not _origins(connection, [head], name) & _origins(connection, ours, name):
                    raise CannotUndo(
                        f"Không hoàn tác được: {field_label(item.kind, name)} đã được sửa thêm sau thao tác đó. "
                        "Chưa thay đổi gì; hãy sửa trực tiếp nếu cần."
                    )


def _created(item: Change) -> bool:
    """Whether this change made its record."""
    return item.verb == Verb.ADD and not any(item.parents.values())


def _origins(connection: Connection, heads: Iterable[str], name: str) -> set[str]:
    """What stands behind some heads once undo and redo are followed back: each restores what its undone change
    had replaced, so it counts as that."""
    found: set[str] = set()
    waiting = list(heads)
    seen: set[str] = set()
    while waiting:
        item = _change(connection, waiting.pop())
        if item is None or item.id in seen:
            continue
        seen.add(item.id)
        if item.verb not in (Verb.UNDO, Verb.REDO):
            found.add(item.id)
            continue
        undone = [held for id_ in item.parents.get(name, ()) if (held := _change(connection, id_)) is not None]
        waiting.extend(id_ for held in undone for id_ in held.parents.get(name, ()))
    return found


def _change(connection: Connection, id_: str) -> Change | None:
    row = connection.execute(select(change).where(change.c.id == bytes.fromhex(id_))).first()
    return read_change(row) if row is not None else None


def _reversed(connection: Connection, taken: Sequence[Change]) -> list[Write]:
    """The writes that set back what `taken` replaced; a record that did not exist before goes away."""
    writes: list[Write] = []
    for item in reversed(taken):
        if _created(item):
            writes.append(Write(item.kind, item.record, {DELETED: True}))
            continue
        before = {name: _value_before(connection, item, name) for name in item.fields}
        writes.append(Write(item.kind, item.record, before))
    return writes


def _value_before(connection: Connection, item: Change, name: str) -> Value:
    """The value that a change replaced: the newest of its parents', nothing where it had none."""
    replaced = [held for id_ in item.parents.get(name, ()) if (held := _change(connection, id_)) is not None]
    if not replaced:
        return False if name == DELETED else None
    newest = max(replaced, key=lambda held: (held.lamport, held.session, held.seq))
    return newest.fields.get(name)


def _without_import(connection: Connection, reading: str, taken: Sequence[Change]) -> list[Write]:
    """Undoing an import removes the programme with all that hangs under it, and the agencies that only it named."""
    programmes = [item.record for item in taken if item.kind == Kind.PROGRAMME]
    statement = select(change.c.record).where(change.c.session == bytes.fromhex(reading), change.c.kind == Kind.AGENCY)
    proposed = [record.hex() for (record,) in connection.execute(statement.distinct())]
    under = rows.below(connection, programmes)
    return [
        *(Write(Kind.PROGRAMME, record, {DELETED: True}) for record in programmes),
        *(Write(Kind.AGENCY, record, {DELETED: True}) for record in proposed if not _used(connection, record, under)),
    ]


def _used(connection: Connection, agency: str, leaving: Iterable[str]) -> bool:
    """Whether an agency has an assignment outside the records that are going away."""
    table = derived[Kind.ASSIGNMENT]
    gone = set(leaving)
    statement = select(table.c.id).where(table.c.agency == agency, ~table.c.deleted)
    return any(record not in gone for (record,) in connection.execute(statement))
