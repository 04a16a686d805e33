"""Copies of one book in memory, and the properties that every history of them keeps (exchange.md, P1-P11).

The functions under test are reached through their modules, so that a test can plant a fault in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from danvan_desktop.domain.changes import composing, rules
from danvan_desktop.domain.changes.composing import Stamp, Write
from danvan_desktop.domain.changes.rules import BookState, Change, Presence, Verb
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Value

PROGRAMME, GROUP_1, GROUP_2, TASK_1, TASK_2, ASSIGNMENT = (f"{number:032x}" for number in range(1, 7))
KIND_OF = {
    PROGRAMME: Kind.PROGRAMME,
    GROUP_1: Kind.GROUP,
    GROUP_2: Kind.GROUP,
    TASK_1: Kind.TASK,
    TASK_2: Kind.TASK,
    ASSIGNMENT: Kind.ASSIGNMENT,
}
READING_SESSION = f"{99:032x}"

Log = Mapping[str, Change]
"""The changes of one file by id, in the order in which they arrived."""

Conflict = tuple[str, str]


@dataclass(frozen=True)
class View:
    """What one file shows: its log and what follows from it."""

    log: Log
    state: BookState
    conflicts: frozenset[Conflict]
    hidden: frozenset[str]

    def heads(self, record: str, name: str) -> tuple[str, ...]:
        """The heads of a field."""
        return self.state.records[record].heads.get(name, ()) if record in self.state.records else ()

    def value(self, record: str, name: str) -> Value:
        """What the officer sees in a field."""
        return self.state.records[record].values.get(name) if record in self.state.records else None

    def offered(self, record: str, name: str) -> frozenset[str]:
        """Every value among the heads of a field."""
        return frozenset(rules.canonical_json(self.log[head].fields[name]) for head in self.heads(record, name))

    def above(self, record: str) -> set[str]:
        """Everything that a record hangs under; itself only in a circle."""
        found: set[str] = set()
        waiting = [record]
        while waiting:
            held = self.state.records.get(waiting.pop())
            parents = rules.parent_records(held.kind, held.values) if held else ()
            waiting.extend(parent for parent in parents if parent not in found)
            found.update(parents)
        return found

    def below(self, record: str) -> set[str]:
        """Everything that hangs under a record."""
        return {held for held in self.state.records if held != record and record in self.above(held)}

    def is_deleted(self, record: str) -> bool:
        """Whether the record itself is deleted."""
        return self.state.presences.get(record) is Presence.DELETED


def view_of(log: Log) -> View:
    """Derive everything from a log."""
    state = rules.book_state(log.values())
    bare = View(log, state, frozenset(state.conflicts()), frozenset())
    hidden = frozenset(
        record for record in state.records if any(bare.is_deleted(held) for held in (record, *bare.above(record)))
    )
    return replace(bare, hidden=hidden)


def dump(view: View) -> bytes:
    """What a file means, byte for byte: values, presences, conflicts and what each conflict offers."""
    records = {
        record: [state.kind, dict(state.values), str(view.state.presences.get(record, Presence.VISIBLE))]
        for record, state in view.state.records.items()
    }
    conflicts = [[record, name, sorted(view.offered(record, name))] for record, name in sorted(view.conflicts)]
    return rules.canonical_json([records, conflicts]).encode()


def union(mine: Log, theirs: Log) -> dict[str, Change]:
    """R5: what is missing is inserted after what is there."""
    return {**mine, **{identifier: change for identifier, change in theirs.items() if identifier not in mine}}


class Replica:
    """One file of the book, opened for writing."""

    def __init__(self, openings: Iterator[int], log: Log) -> None:
        self.openings = openings
        self.session = ""
        self.seq = 0
        self.skew_ms = 0
        self.replace_with(log)

    def replace_with(self, log: Log) -> None:
        """Another file takes the place of this one: a backup restored, a copy brought over."""
        self.show(log)
        self.reopen()

    def reopen(self) -> None:
        """R4: every opening writes under a name of its own."""
        self.session = rules.session_id(next(self.openings).to_bytes(8, "big"), ("Hà", "may-1", "1.0", None))
        self.seq = 0

    def show(self, log: Log) -> None:
        """Take over a log and derive what it means."""
        self.view = view_of(log)

    def write(self, write: Write, now_ms: int) -> None:
        """One officer action. Writing under what is deleted brings that back first, as the storage does."""
        before = self.view
        log = dict(before.log)
        revived = () if write.fields.get(DELETED) is True else _deleted_above(before, write)
        for item in (*(Write(KIND_OF[above], above, {DELETED: False}) for above in revived), write):
            change = self._composed(item, log, now_ms)
            log[change.id] = change
        self.show(log)

    def _composed(self, write: Write, log: Log, now_ms: int) -> Change:
        self.seq += 1
        lamport = 1 + max((change.lamport for change in log.values()), default=0)
        stamp = Stamp(self.session, self.seq, lamport, now_ms + self.skew_ms, f"{now_ms:032x}")
        under = [self.view.state.records[held] for held in self.view.below(write.record)]
        heads = rules.heads_of(change for change in log.values() if change.record == write.record)
        deleted = any(log[head].fields[DELETED] for head in heads.get(DELETED, ()))
        return composing.compose(stamp, write, heads, rules.heads_below(under), somebody_deleted=deleted)


def _deleted_above(view: View, write: Write) -> list[str]:
    """The deleted records that the written one will hang under."""
    held = view.state.records.get(write.record)
    values = {**(held.values if held else {}), **write.fields}
    parents = rules.parent_records(write.kind, values)
    above = {*parents, *(further for parent in parents for further in view.above(parent))} - {write.record}
    return sorted(record for record in above if view.is_deleted(record))


def reading() -> dict[str, Change]:
    """R10: what the recogniser found in a document, the same changes on every PC."""
    found: list[tuple[str, dict[str, Value]]] = [
        (PROGRAMME, {"title": "a"}),
        (GROUP_1, {"programme": PROGRAMME, "title": "a"}),
        (GROUP_2, {"programme": PROGRAMME, "title": "a"}),
        (TASK_1, {"programme": PROGRAMME, "group": GROUP_1, "text": "a", "status": "todo", "position": 1}),
        (TASK_2, {"programme": PROGRAMME, "group": GROUP_1, "text": "a", "status": "todo", "position": 2}),
        (ASSIGNMENT, {"task": TASK_1, "role": "lead", "present": True}),
    ]
    made = [
        composing.compose(
            Stamp(READING_SESSION, seq, 0, 0, NO_ACTION), Write(KIND_OF[record], record, fields, Verb.IMPORT), {}
        )
        for seq, (record, fields) in enumerate(found, start=1)
    ]
    return {change.id: change for change in made}


def check_nothing_left_the_log(before: Log, after: Log) -> None:
    """P4: no change ever leaves a file."""
    for identifier, change in before.items():
        assert after.get(identifier) == change, f"P4 a change left the log: {change}"


def check_no_silent_loss(side: View, after: View) -> None:
    """P5: what was visible is the value, or is offered in a conflict, or was seen by whoever replaced it."""
    for record in side.state.records.keys() - side.hidden:
        replaced = _replaced(after.log, record)
        for name, value in side.state.records[record].values.items():
            if after.value(record, name) == value:
                continue
            offered = rules.canonical_json(value) in after.offered(record, name)
            silent = SPECS[Kind(side.state.records[record].kind)].silent
            if offered and ((record, name) in after.conflicts or name in silent):
                continue
            holding = {head for head in side.heads(record, name) if side.log[head].fields[name] == value}
            assert holding <= replaced.get(name, set()), f"P5 {name}={value} was lost silently"


def _replaced(log: Log, record: str) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for change in log.values():
        if change.record == record:
            for name in change.fields:
                named.setdefault(name, set()).update(change.parents.get(name, ()))
    return named


def check_no_false_conflict(mine: View, theirs: View, after: View) -> None:
    """P6: a new conflict has two sides, neither of which had seen the other; an answered one does not come back."""
    for record, name in after.conflicts:
        if (record, name) not in mine.conflicts | theirs.conflicts:
            heads = _disputed(after, record, name)
            unseen = [heads - side.log.keys() for side in (mine, theirs)]
            assert all(unseen), f"P6 one side had seen all of the conflict about {name}"
        if record not in rules.circled(after.state.records) and name != DELETED:
            for side, other in ((mine, theirs), (theirs, mine)):
                if set(other.heads(record, name)) <= side.log.keys():
                    assert (record, name) in side.conflicts, f"P6 an answered conflict about {name} came back"


def _disputed(view: View, record: str, name: str) -> set[str]:
    """Every head that a conflict can be about."""
    if name == DELETED:
        states = [view.state.records[held] for held in (record, *view.below(record))]
        return {head for state in states for ids in state.heads.values() for head in ids}
    circle = view.above(record) if record in rules.circled(view.state.records) else set()
    return {head for held in (record, *circle) for head in view.heads(held, name)}


def check_hidden_was_seen(view: View) -> None:
    """P9: deleting never hides an edit that the deleter had not seen."""
    for record in view.hidden:
        edits = {
            head
            for name, ids in view.state.records[record].heads.items()
            for head in ids
            if not (name == DELETED and view.log[head].fields[DELETED])
        }
        for deleted in filter(view.is_deleted, {record, *view.above(record)}):
            deletions = [view.log[head] for head in view.heads(deleted, DELETED)]
            seen = {head for change in deletions for head in (change.id, *change.replaces)}
            assert edits <= seen, f"P9 a deletion hides an edit of {record} that its maker had not seen"


def check_parents_are_there(log: Log) -> None:
    """P10: every change that a change names is in the file."""
    for change in log.values():
        named = {identifier for ids in change.parents.values() for identifier in ids} | set(change.replaces)
        assert named <= log.keys(), f"P10 a change names what is not there: {change}"


def without_clocks(log: Log) -> dict[str, Change]:
    """The same history on PCs whose clocks all stand at nought; every id is another, because the time is in it."""
    made: dict[str, Change] = {}

    def names(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(made[identifier].id for identifier in ids))

    for change in sorted(log.values(), key=lambda held: held.lamport):
        parents = {name: names(ids) for name, ids in change.parents.items()}
        timeless = replace(change, wall_ms=0, parents=parents, replaces=names(change.replaces))
        made[change.id] = rules.sealed(timeless)
    return {made[identifier].id: made[identifier] for identifier in log}
