"""Undo and redo of whole actions by compensating changes (R16), and who did what to a record.

The stack of actions is not stored: it is read from the log. An action of this file is one whose changes no merge
brought in; «undo» takes the newest that is not yet undone, across sessions, «redo» the newest that was undone since
the last other action.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Select, exists, func, or_, select

from danvan_desktop.domain.changes.composing import Write, compose
from danvan_desktop.domain.changes.rules import Change, Presence, Verb, book_state, canonical_json, resolve
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.labels import field_label
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.deriving.derive import changes_named, read_change, rederive
from danvan_desktop.storage.errors import CannotUndo
from danvan_desktop.storage.log import NOTHING, Changes, insert_changes, leave_trace, next_stamp, write_in
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
    for action in own_actions(connection):
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


def own_actions(connection: Connection) -> list[Action]:
    """The actions of this file, undoing and doing again among them, in the order they were done; no merged ones."""
    first = select(func.min(change.c.local)).group_by(change.c.action)
    statement = (
        select(change.c.action, change.c.verb)
        .where(change.c.action != bytes.fromhex(NO_ACTION), change.c.local.in_(first))
        .order_by(change.c.local)
    )
    return [Action(action.hex(), verb) for action, verb in connection.execute(_not_merged(connection, statement))]


def next_to_undo(connection: Connection) -> Action | None:
    """The end of the one stack, read from the end of the log, however long that is."""
    undone = 0
    for action in _newest_first(connection):
        if action.verb == Verb.UNDO:
            undone += 1
        elif undone:
            undone -= 1
        else:
            return action
    return None


def next_to_redo(connection: Connection) -> Action | None:
    """The end of the other stack."""
    redone = 0
    for action in _newest_first(connection):
        if action.verb == Verb.REDO:
            redone += 1
        elif action.verb != Verb.UNDO or not redone:
            return action if action.verb == Verb.UNDO else None
        else:
            redone -= 1
    return None


def _newest_first(connection: Connection) -> Iterator[Action]:
    """As `own_actions`, from the end and only as far as it is asked for."""
    earlier = change.alias()
    begun = exists().where(earlier.c.action == change.c.action, earlier.c.local < change.c.local)
    statement = select(change.c.action, change.c.verb).where(change.c.action != bytes.fromhex(NO_ACTION), ~begun)
    with connection.execute(_not_merged(connection, statement).order_by(change.c.local.desc())) as found:
        for action, verb in found:
            yield Action(action.hex(), verb)


def _not_merged(connection: Connection, statement: Select[bytes, str]) -> Select[bytes, str]:
    for low, high in connection.execute(select(merge_log.c.first_local, merge_log.c.last_local)).all():
        statement = statement.where(~change.c.local.between(low, high))
    return statement


def undo(book: Book) -> Changes:
    """Take back the newest action that is not yet undone; NOTHING when there is none.

    Raises CannotUndo, by name, when a field was changed since by somebody else's copy.
    """
    with book.transaction() as connection:
        action = next_to_undo(connection)
        return _compensate(connection, book, action, Verb.UNDO) if action else NOTHING


def redo(book: Book) -> Changes:
    """Do again what was undone last; NOTHING when there is nothing. Raises CannotUndo."""
    with book.transaction() as connection:
        action = next_to_redo(connection)
        return _compensate(connection, book, action, Verb.REDO) if action else NOTHING


def _compensate(connection: Connection, book: Book, action: Action, verb: Verb) -> Changes:
    taken = actions_changes(connection, action.id)
    if not all(_is_known(item) for item in taken):
        raise CannotUndo(
            "Không hoàn tác được: thao tác này do phiên bản mới hơn ghi. Chưa thay đổi gì; hãy cập nhật phần mềm."
        )
    reading = _reading_of(connection, taken)
    disputed: list[_Disputed] = []
    if reading is None:
        _refuse_changed(connection, taken)
        disputed = _disputed_before(connection, taken)
        writes = _reversed(connection, taken, {(held.record, held.field) for held in disputed})
    else:
        writes = _without_import(connection, reading, taken)
    compensating = book.author.entropy(16).hex()
    done = write_in(connection, book, [replace(item, verb=verb) for item in writes], compensating)
    for held in disputed:
        done = done.with_more(_dispute_again(connection, book, held, compensating, verb))
    return done or leave_trace(connection, book, Write(taken[0].kind, taken[0].record, {}, verb))


@dataclass(frozen=True, slots=True)
class _Disputed:
    """A field on which two copies disagreed until an action settled it, and the changes that it replaced."""

    kind: Kind
    record: str
    field: str
    replaced: tuple[Change, ...]


def _disputed_before(connection: Connection, taken: Sequence[Change]) -> list[_Disputed]:
    """The disagreements that an action settled: taking it back asks the question again."""
    start = _place(connection, taken[0])
    found = []
    for item in taken:
        for name in sorted(item.fields):
            replaced = _replaced(connection, item, name)
            if name == DELETED:
                open_before = _presence_before(connection, item, replaced, start) is Presence.CONTESTED
            else:
                open_before = bool(replaced) and resolve(item.kind, name, replaced).conflicting
            if open_before:
                found.append(_Disputed(Kind(item.kind), item.record, name, tuple(replaced)))
    return found


def _dispute_again(connection: Connection, book: Book, held: _Disputed, action: str, verb: Verb) -> Changes:
    """Write each value that stood against another once more, side by side: none of these has seen the others.

    The newest comes last again, because it may be the one that holds until the question is answered (R6).
    """
    heads = rows.load(connection, held.kind, [held.record])[held.record].heads.get(held.field, ())
    in_order = sorted(held.replaced, key=lambda item: (item.lamport, item.session, item.seq))
    distinct = {(canonical_json(item.fields[held.field]), item.replaces): item for item in in_order}
    insert_changes(
        connection,
        [
            compose(
                next_stamp(connection, book, action),
                Write(held.kind, held.record, {held.field: item.fields[held.field]}, verb),
                {held.field: heads},
                item.replaces,
            )
            for item in distinct.values()
        ],
    )
    rederive(connection, {(held.kind, held.record)})
    return Changes(action, frozenset({(held.kind, held.record)}), frozenset({(held.kind, held.field)}))


def actions_changes(connection: Connection, action: str) -> list[Change]:
    """The changes of one action, in the order they were written."""
    statement = select(change).where(change.c.action == bytes.fromhex(action)).order_by(change.c.local)
    return [read_change(row) for row in connection.execute(statement)]


def _is_known(item: Change) -> bool:
    return item.kind in list(Kind) and {*SPECS[Kind(item.kind)].fields, DELETED}.issuperset(item.fields)


def _reading_of(connection: Connection, taken: Sequence[Change]) -> str | None:
    """The session of the reading that an import brought in; None for other actions, and for an import of what the
    book held already."""
    named = [item.fields["reading"] for item in taken if item.verb == Verb.IMPORT and "reading" in item.fields]
    if not named:
        return None
    last = select(func.max(change.c.local)).where(change.c.session == bytes.fromhex(str(named[0])))
    brought_in = connection.execute(last).scalar() == _place(connection, taken[0]) - 1
    return str(named[0]) if brought_in else None


def _place(connection: Connection, item: Change) -> int:
    """Where a change stands in the order in which this file got them."""
    return int(connection.execute(select(change.c.local).where(change.c.id == bytes.fromhex(item.id))).scalar_one())


def _refuse_changed(connection: Connection, taken: Sequence[Change]) -> None:
    """Undoing must not take away what came since from another copy of the book."""
    later = _merged_since(connection, _place(connection, taken[-1]))
    for item in taken if later else ():
        kind = Kind(item.kind)
        if _created(connection, item):
            _refuse_shown(connection, {item.record: kind, **rows.below(connection, [item.record])}, later)
            continue
        for name in sorted(item.fields):
            if any(name in held.fields for held in later if held.record == item.record):
                raise _changed_since(kind, name)
        row = rows.load(connection, kind, [item.record])[item.record]
        for held in (
            row,
            *rows.ancestors(connection, row),
            *rows.ancestors(connection, _set_back(connection, row, item)),
        ):
            if held.deleted and any(DELETED in change.fields for change in later if change.record == held.id):
                raise _changed_since(held.kind, DELETED)


def _set_back(connection: Connection, row: rows.Row, item: Change) -> rows.Row:
    """The row where it hung before a change."""
    above = [name for name in SPECS[row.kind].parents if name in item.fields]
    return replace(row, values={**row.values, **{name: _value_before(connection, item, name) for name in above}})


def _refuse_shown(connection: Connection, records: Mapping[str, Kind], later: Sequence[Change]) -> None:
    """What goes away altogether must hold nothing that somebody else wrote."""
    written = {item.record: item for item in later if item.action != NO_ACTION and item.record in records}
    for row in rows.load_all(connection, [(record, records[record]) for record in sorted(written)]).values():
        if row.shown:
            raise _changed_since(row.kind, min(written[row.id].fields))


def _merged_since(connection: Connection, place: int) -> list[Change]:
    """The changes that merges brought in after a place in the order of arrival."""
    ranges = connection.execute(
        select(merge_log.c.first_local, merge_log.c.last_local).where(merge_log.c.last_local > place)
    ).all()
    brought = [change.c.local.between(max(low, place + 1), high) for low, high in ranges]
    if not brought:
        return []
    return [read_change(row) for row in connection.execute(select(change).where(or_(*brought)))]


def _changed_since(kind: Kind, name: str) -> CannotUndo:
    return CannotUndo(
        f"Không hoàn tác được: {field_label(kind, name)} đã được sửa thêm sau thao tác đó. "
        "Chưa thay đổi gì; hãy sửa trực tiếp nếu cần."
    )


def _created(connection: Connection, item: Change) -> bool:
    """Whether this change made its record."""
    if any(item.parents.values()):
        return False
    first = select(func.min(change.c.local)).where(change.c.record == bytes.fromhex(item.record))
    return int(connection.execute(first).scalar_one()) == _place(connection, item)


def _reversed(connection: Connection, taken: Sequence[Change], apart: Collection[tuple[str, str]] = ()) -> list[Write]:
    """The writes that set back what `taken` replaced, but for the fields (record, name) `apart`; a record that did not
    exist before goes away."""
    start = _place(connection, taken[0])
    writes: list[Write] = []
    for item in reversed(taken):
        if _created(connection, item):
            writes.append(Write(item.kind, item.record, {DELETED: True}))
            continue
        names = [name for name in item.fields if (item.record, name) not in apart]
        before = {name: _value_before(connection, item, name) for name in names if name != DELETED}
        if DELETED in names:
            replaced = _replaced(connection, item, DELETED)
            before[DELETED] = _presence_before(connection, item, replaced, start) is Presence.DELETED
        if before:
            writes.append(Write(item.kind, item.record, before))
    return writes


def _value_before(connection: Connection, item: Change, name: str) -> Value:
    """The value that a change replaced, nothing where there was none."""
    replaced = _replaced(connection, item, name)
    value = resolve(item.kind, name, replaced).value if replaced else None
    return rows.typed(value, SPECS[Kind(item.kind)].fields[name])


def _replaced(connection: Connection, item: Change, name: str) -> list[Change]:
    """The changes that one replaced in a field. Raises CannotUndo when the book lost one."""
    named = item.parents.get(name, ())
    replaced = changes_named(connection, named)
    if len(replaced) < len(named):
        raise CannotUndo(
            f"Không hoàn tác được: giá trị trước của {field_label(item.kind, name)} đã mất khi tệp sổ hỏng. "
            "Chưa thay đổi gì; hãy sửa trực tiếp nếu cần."
        )
    return replaced


def _presence_before(connection: Connection, item: Change, replaced: Sequence[Change], start: int) -> Presence:
    """Whether the record was there before the action that began at `start`, which replaced these deletions."""
    if not any(held.fields[DELETED] for held in replaced):
        return Presence.VISIBLE
    earlier: list[Change] = []
    for part in rows.chunks([item.record, *rows.below(connection, [item.record])]):
        records = [bytes.fromhex(record) for record in part]
        held = select(change).where(change.c.record.in_(records), change.c.local < start)
        earlier.extend(read_change(row) for row in connection.execute(held))
    return book_state(earlier).presences.get(item.record, Presence.VISIBLE)


def _without_import(connection: Connection, reading: str, taken: Sequence[Change]) -> list[Write]:
    """Undoing an import removes the programme with all that hangs under it, and the agencies that only it named."""
    programmes = [item.record for item in taken if item.kind == Kind.PROGRAMME]
    under = rows.below(connection, programmes)
    later = _merged_since(connection, _place(connection, taken[-1]))
    _refuse_shown(connection, {**dict.fromkeys(programmes, Kind.PROGRAMME), **under}, later)
    agencies = [
        *_first_named(connection, reading),
        *(item.record for item in taken if item.kind == Kind.AGENCY and item.fields.get(DELETED) is False),
    ]
    choices = [item for item in taken if item.kind == Kind.CHOICE]
    return [
        *(_reversed(connection, choices) if choices else ()),
        *(Write(Kind.PROGRAMME, record, {DELETED: True}) for record in programmes),
        *(Write(Kind.AGENCY, record, {DELETED: True}) for record in agencies if not _used(connection, record, under)),
    ]


def _first_named(connection: Connection, reading: str) -> list[str]:
    """The agencies that nothing before this reading knew."""
    first = select(func.min(change.c.local)).where(change.c.kind == Kind.AGENCY.value).group_by(change.c.record)
    named = select(change.c.record).where(change.c.local.in_(first), change.c.session == bytes.fromhex(reading))
    return [record.hex() for record in connection.execute(named).scalars()]


def _used(connection: Connection, agency: str, leaving: Collection[str]) -> bool:
    """Whether an agency is named by anything that shows and is not going away."""
    for kind in (Kind.ASSIGNMENT, Kind.MEMBERSHIP):
        table = derived[kind]
        named = connection.execute(select(table.c.id).where(table.c.agency == agency, table.c.shown)).scalars()
        if any(record not in leaving for record in named):
            return True
    return False
