"""A document that the book holds already, in other words: an amended programme becomes ordinary changes on the
records of the first import (exchange.md R10): matched by path, then by text at least nine tenths alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import assignment_id, computed_id
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.domain.text import fold, similarity
from danvan_desktop.domain.views import HeldProgramme
from danvan_desktop.services.importing.catalogue import Catalogue

ALIKE = 0.9
"""How alike two texts must be to be the same task (R10, R11)."""

_ENOUGH = 4
"""One task in so many must be alike for a document of another title to be the same one."""
_PLACE: Final = frozenset({"position", "group"})
"""The fields of a task and of an assignment that say where it stands."""
_MAY_BE_BLANK: Final[Mapping[Kind, tuple[str, ...]]] = MappingProxyType(
    {
        Kind.TASK: ("group", "product", "form", "note", "doubt"),
        Kind.GROUP: ("parent",),
        Kind.ASSIGNMENT: ("main", "note"),
        Kind.DUTY: ("agency",),
        Kind.CITATION: ("issuer", "title"),
        Kind.REPORT_ROUND: ("sender", "addressee", "via", "time_text"),
    }
)
"""The fields that a document may leave out of a record that it names."""


def amends(held: HeldProgramme, catalogue: Catalogue) -> bool:
    """Whether a document is the one that made a programme, in whatever words, and not another of the same issuer, type
    and period: it has the same title, or at least a fourth of its tasks are alike."""
    title, old_title = (
        fold(str(facts.get("title") or "")) for facts in (_facts(catalogue), held.said.get(catalogue.programme, {}))
    )
    old, new = set(_old_texts(held).values()), _new_texts(catalogue).values()
    if not old or (title and title == old_title):
        return True
    alike = sum(text in old or any(similarity(text, words) >= ALIKE for words in old) for text in new)
    return alike * _ENOUGH >= min(len(old), len(new))


def _facts(catalogue: Catalogue) -> Mapping[str, Value]:
    return next(write.fields for write in catalogue.writes if write.kind == Kind.PROGRAMME)


def _new_texts(catalogue: Catalogue) -> dict[str, str]:
    return {write.record: str(write.fields["text"]) for write in catalogue.writes if write.kind == Kind.TASK}


def amendment(
    held: HeldProgramme, catalogue: Catalogue, agencies: Collection[str], passed_over: Collection[str] = ()
) -> list[Write]:
    """The writes that bring a programme that the book holds up to what its document says now.

    Only what the document says otherwise than at its last import is written, so that what the officer corrected or
    recorded since stays. A task that is gone from the document is deleted, one that he typed himself stays, and of
    the catalogue's tasks `passed_over` nothing is written at all. `agencies` are those that the book has already.
    """
    records = matched(held, catalogue)
    writes = [_news(_moved(write, records), held, agencies) for write in _without(catalogue.writes, passed_over)]
    named = {write.record for write in writes}
    untouched = {records[task] for task in passed_over}
    leaving = {
        record: kind
        for kind in (Kind.TASK, Kind.GROUP, Kind.DIRECTION, Kind.DUTY, Kind.CITATION, Kind.REPORT_ROUND)
        for record in held.records.get(kind, {})
        if record not in named and record not in untouched and record in held.said
    }
    for group in _groups_in_use(held, {*leaving, *named}):
        leaving.pop(group, None)
    gone = [Write(kind, record, {DELETED: True}, Verb.IMPORT) for record, kind in leaving.items()]
    return [*writes, *_unassigned(held, set(records.values()) - untouched, named), *gone]


def tasks_amended(held: HeldProgramme, catalogue: Catalogue) -> tuple[set[str], list[str]]:
    """The tasks of the book that a document says otherwise than the last time, and those that it no longer has.

    A task that only moved, because others came or went before it, is not said otherwise.
    """
    changed: set[str] = set()
    gone: list[str] = []
    assignments = held.records.get(Kind.ASSIGNMENT, {})
    for write in amendment(held, catalogue, ()):
        if write.kind == Kind.TASK and write.fields.get(DELETED):
            gone.append(write.record)
        elif write.fields.keys() - _PLACE:
            task = write.record if write.kind == Kind.TASK else None
            if write.kind == Kind.ASSIGNMENT:
                task = str(write.fields.get("task") or assignments.get(write.record, {}).get("task"))
            changed.update(filter(None, [task]))
    return changed, gone


def _without(writes: Sequence[Write], tasks: Collection[str]) -> list[Write]:
    """The writes of a catalogue without those of some tasks, and without the agencies that only these name."""
    left = [write for write in writes if write.record not in tasks and write.fields.get("task") not in tasks]
    if not tasks:
        return left
    named = {write.fields.get("agency") for write in left}
    return [write for write in left if write.kind != Kind.AGENCY or write.record in named]


def _groups_in_use(held: HeldProgramme, written: Collection[str]) -> set[str]:
    """The groups over the tasks that this amendment does not write, which must not go away from above them."""
    groups, found = held.records.get(Kind.GROUP, {}), set[str]()
    for record, values in held.records.get(Kind.TASK, {}).items():
        group = None if record in written else values.get("group")
        while isinstance(group, str) and group in groups and group not in found:
            found.add(group)
            group = groups[group].get("parent")
    return found


def _news(write: Write, held: HeldProgramme, agencies: Collection[str]) -> Write:
    """What the document says otherwise than the last time; without a field the write only brings its record back."""
    if write.kind == Kind.AGENCY and write.record in agencies:
        return Write(write.kind, write.record, {}, Verb.IMPORT)
    said = held.said.get(write.record, {})
    stated = {**_withdrawn(write, held), **write.fields}
    fields = {name: value for name, value in stated.items() if name not in said or said[name] != value}
    return Write(write.kind, write.record, fields, Verb.IMPORT)


def _withdrawn(write: Write, held: HeldProgramme) -> dict[str, Value]:
    """What the document said the last time and leaves blank now; what the officer wrote there since stays, but not what
    he has left open of doubts that the document gives no reason for any more."""
    kind = Kind(write.kind)
    said, values = held.said.get(write.record, {}), held.records.get(kind, {}).get(write.record, {})
    blank = (name for name in _MAY_BE_BLANK.get(kind, ()) if said.get(name))
    return {name: None for name in blank if name == "doubt" or values.get(name) == said[name]}


def matched(held: HeldProgramme, catalogue: Catalogue) -> dict[str, str]:
    """For each task of the document the record that stands for it in the book; a new one gets an id of its own."""
    old = _old_texts(held)
    new = _new_texts(catalogue)
    found = {record: record for record, text in new.items() if record in old and similarity(text, old[record]) >= ALIKE}
    free = {record: text for record, text in old.items() if record not in found}
    for choose in (_same, _nearest):
        for record, text in new.items():
            match = None if record in found else choose(text, free)
            if match is not None:
                found[record] = match
                del free[match]
    taken = set(found.values())
    for record in new.keys() - found.keys():
        found[record] = computed_id("amended", catalogue.key, record, new[record]) if record in taken else record
    return found


def _old_texts(held: HeldProgramme) -> dict[str, str]:
    """What the document said of each task the last time, in printed order; of his own ones what the officer said."""
    tasks = held.records.get(Kind.TASK, {})
    ordered = sorted(tasks, key=lambda record: (int(tasks[record].get("position") or 0), record))
    return {record: str({**tasks[record], **held.said.get(record, {})}.get("text") or "") for record in ordered}


def _same(text: str, candidates: Mapping[str, str]) -> str | None:
    return next((record for record, words in candidates.items() if words == text), None)


def _nearest(text: str, candidates: Mapping[str, str]) -> str | None:
    best = max(candidates, key=lambda record: similarity(text, candidates[record]), default=None)
    return best if best is not None and similarity(text, candidates[best]) >= ALIKE else None


def _moved(write: Write, records: Mapping[str, str]) -> Write:
    """The write on the record that stands for its task; what the officer decides is not the document's to set."""
    if write.kind == Kind.TASK:
        fields = {name: value for name, value in write.fields.items() if name != "status"}
        return Write(write.kind, records[write.record], fields, Verb.IMPORT)
    if write.kind == Kind.ASSIGNMENT:
        task = records[str(write.fields["task"])]
        record = assignment_id(task, str(write.fields["agency"]), str(write.fields["role"]))
        return Write(write.kind, record, {**write.fields, "task": task}, Verb.IMPORT)
    return write


def _unassigned(held: HeldProgramme, kept: Collection[str], named: Collection[str]) -> Iterator[Write]:
    """Assignments of the tasks `kept` that an earlier document made and this one no longer names."""
    for record, values in held.records.get(Kind.ASSIGNMENT, {}).items():
        said = held.said.get(record, {})
        if record not in named and said.get("present") is True and values.get("task") in kept:
            yield Write(Kind.ASSIGNMENT, record, {"present": False}, Verb.IMPORT)
