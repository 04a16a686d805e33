"""A document that the book holds already, in other words: an amended programme becomes ordinary changes on the
records of the first import (exchange.md R10): matched by path, then by text at least nine tenths alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import assignment_id, computed_id
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.text import similarity
from danvan_desktop.domain.views import HeldProgramme
from danvan_desktop.services.importing.catalogue import Catalogue

ALIKE = 0.9
"""How alike two texts must be to be the same task (R10, R11)."""


def amendment(
    held: HeldProgramme, catalogue: Catalogue, agencies: Collection[str]
) -> tuple[list[Write], dict[str, str]]:
    """The writes that bring a programme that the book holds up to what its document says now, and for each task of
    the document the record that stands for it.

    Only what the document says otherwise than at its last import is written, so that what the officer corrected or
    recorded since stays. A task that is gone from the document is deleted, one that he typed himself stays.
    `agencies` are those that the book has already.
    """
    records = _matched(held, catalogue)
    writes = [_news(_moved(write, records), held, agencies) for write in catalogue.writes]
    named = {write.record for write in writes}
    gone = [
        Write(kind, record, {DELETED: True}, Verb.IMPORT)
        for kind in (Kind.TASK, Kind.GROUP, Kind.DIRECTION, Kind.DUTY)
        for record in held.records.get(kind, {})
        if record not in named and record in held.said
    ]
    return [*writes, *_unassigned(held, records, named), *gone], records


def _news(write: Write, held: HeldProgramme, agencies: Collection[str]) -> Write:
    """What the document says otherwise than the last time; without a field the write only brings its record back."""
    if write.kind == Kind.AGENCY and write.record in agencies:
        return Write(write.kind, write.record, {}, Verb.IMPORT)
    said = held.said.get(write.record, {})
    fields = {name: value for name, value in write.fields.items() if name not in said or said[name] != value}
    return Write(write.kind, write.record, fields, Verb.IMPORT)


def _matched(held: HeldProgramme, catalogue: Catalogue) -> dict[str, str]:
    """For each task of the document the record that stands for it in the book; a new one gets an id of its own."""
    old = {
        record: str({**values, **held.said.get(record, {})}.get("text") or "")
        for record, values in held.records.get(Kind.TASK, {}).items()
    }
    new = {write.record: str(write.fields["text"]) for write in catalogue.writes if write.kind == Kind.TASK}
    found: dict[str, str] = {}
    for record, text in new.items():
        if record in old and similarity(text, old[record]) >= ALIKE:
            found[record] = record
    for record, text in new.items():
        if record not in found:
            match = _nearest(text, {id_: words for id_, words in old.items() if id_ not in found.values()})
            if match is not None:
                found[record] = match
    for record, text in new.items():
        if record not in found:
            taken = record in found.values()
            found[record] = computed_id("amended", catalogue.key, record, text) if taken else record
    return found


def _nearest(text: str, candidates: Mapping[str, str]) -> str | None:
    best = max(((similarity(text, words), record) for record, words in candidates.items()), default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else None


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


def _unassigned(held: HeldProgramme, records: Mapping[str, str], named: set[str]) -> Iterator[Write]:
    """Assignments that an earlier document made and this one no longer names."""
    kept = set(records.values())
    for record, values in held.records.get(Kind.ASSIGNMENT, {}).items():
        said = held.said.get(record, {})
        if record not in named and said.get("present") is True and values.get("task") in kept:
            yield Write(Kind.ASSIGNMENT, record, {"present": False}, Verb.IMPORT)
