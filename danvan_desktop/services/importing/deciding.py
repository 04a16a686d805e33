"""What the officer decided in the review, as ordinary changes on top of the reading: his own, so that the next import
leaves them (exchange.md R10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from danvan_desktop.domain.catalogue.doubts import read_doubts, written_doubts
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NewId, assignment_id, choice_id, computed_id
from danvan_desktop.domain.records import DELETED, Kind, Role, Status, Value
from danvan_desktop.domain.review import AddedTask, Answer, Becomes, Part, Review
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.views import HeldProgramme
from danvan_desktop.services.importing.catalogue import GAP, Catalogue


@dataclass(frozen=True, slots=True)
class Ground:
    """What the decisions stand on: the catalogue, the record of each of its tasks, the tasks that showed before the
    import, what the book held of the programme before it, the agencies of the book that the review names."""

    catalogue: Catalogue
    records: Sequence[str]
    shown: Collection[str]
    held: HeldProgramme
    agencies: Collection[str]
    made: Mapping[int, str] = field(default_factory=dict)


def made_groups(review: Review, programme: str) -> dict[int, str]:
    """The groups that the officer made, by the numbers under which tasks name them; of the same words the same one."""
    return {
        added.group: computed_id("made_group", programme, fold(added.text))
        for added in review.texts
        if added.what is Becomes.GROUP
    }


def decision_writes(review: Review, ground: Ground, new_id: NewId) -> Iterator[Write]:
    """The writes of a review; a dropped task that showed before the import stays as it is."""
    yield from _agency_writes(review, ground)
    for place, fields in sorted(review.corrected.items()):
        if place not in review.dropped:
            yield Write(Kind.TASK, ground.records[place], dict(fields))
    for place, group in sorted(review.groups.items()):
        yield Write(Kind.TASK, ground.records[place], {"group": _group(ground, group)})
    for place, parts in sorted(review.assigned.items()):
        yield from _reassigned(ground, place, parts)
    for ordinal, added in enumerate(review.added, start=1):
        yield from _added(ground, added, ordinal, new_id())
    yield from _text_writes(review, ground, new_id)
    yield from _choice_writes(review)
    for place in sorted(review.dropped | review.joined):
        if place in review.joined or ground.records[place] not in ground.shown:
            yield Write(Kind.TASK, ground.records[place], {DELETED: True}, Verb.DELETE)
    yield from _answered(ground, review.answers)


def _text_writes(review: Review, ground: Ground, new_id: NewId) -> Iterator[Write]:
    """Groups, directions and duties that the officer made."""
    for ordinal, added in enumerate(review.texts, start=1):
        position = (added.after + 1) * GAP + ordinal
        fields: dict[str, Value] = {"programme": ground.catalogue.programme, "number": added.number}
        if added.what is Becomes.GROUP:
            made = {**fields, "title": added.text, "position": position}
            yield Write(Kind.GROUP, ground.made[added.group], made, Verb.ADD)
        else:
            kind = Kind.DIRECTION if added.what is Becomes.DIRECTION else Kind.DUTY
            yield Write(kind, new_id(), {**fields, "text": added.text, "position": position}, Verb.ADD)


def _choice_writes(review: Review) -> Iterator[Write]:
    """What is to be proposed for the next document, and what is not any more."""
    for choice in review.choices:
        fields = {"about": choice.about.value, "key": choice.key, "value": choice.value, "words": choice.words}
        yield Write(Kind.CHOICE, choice_id(choice.about.value, choice.key), {**fields, DELETED: False})
    for about, key in sorted(review.forgotten):
        yield Write(Kind.CHOICE, choice_id(about, key), {DELETED: True}, Verb.DELETE)


def _answered(ground: Ground, answers: Mapping[int, Answer]) -> Iterator[Write]:
    """What stays doubtful about the tasks: of what the book holds, where the document says nothing new; else of what it
    says now."""
    read = {write.record: write.fields.get("doubt") for write in ground.catalogue.writes if write.kind == Kind.TASK}
    tasks = ground.held.records.get(Kind.TASK, {})
    for place, answer in sorted(answers.items()):
        record, said = ground.records[place], read[ground.catalogue.tasks[place]]
        same = record in tasks and ground.held.said.get(record, {}).get("doubt") == said
        held = read_doubts(tasks[record].get("doubt") if same else said)
        gone = answer.settled if same else (*answer.settled, *answer.needless)
        left = (doubt for doubt in (*held, *answer.raised) if doubt not in gone)
        yield Write(Kind.TASK, record, {"doubt": written_doubts(left)})


def named_agencies(review: Review) -> set[str]:
    """Every agency that the officer named himself."""
    parts = [*review.assigned.values(), *(added.parts for added in review.added)]
    return {part.agency for row in parts for part in row} | set(review.same.values())


def _agency_writes(review: Review, ground: Ground) -> Iterator[Write]:
    """Agencies that the officer made here, and proposed ones that are another agency of the book."""
    parts = [*review.assigned.values(), *(added.parts for added in review.added)]
    catalogue = ground.catalogue
    there = {*ground.agencies, *(write.record for write in (*catalogue.writes, *catalogue.shipped))}
    names = {part.agency: part.name for row in parts for part in row if part.agency not in there}
    for agency, name in sorted(names.items()):
        yield Write(Kind.AGENCY, agency, {"name": name, "addressed_as": "assign", "collective": False}, Verb.ADD)
    for agency, other in sorted(review.same.items()):
        yield Write(Kind.AGENCY, agency, {"merged_into": other})
    for agency in sorted(review.parted):
        yield Write(Kind.AGENCY, agency, {"merged_into": None})


def _group(ground: Ground, place: int | None) -> str | None:
    groups = ground.catalogue.groups
    return None if place is None else groups[place] if place < len(groups) else ground.made[place]


def _reassigned(ground: Ground, place: int, parts: Sequence[Part]) -> Iterator[Write]:
    """The agencies of a task as the officer left them: what the document or the book says otherwise is taken back."""
    task, record = ground.catalogue.tasks[place], ground.records[place]
    read = [write.fields for write in ground.catalogue.writes if write.fields.get("task") == task]
    held = [values for values in ground.held.records.get(Kind.ASSIGNMENT, {}).values() if values.get("task") == record]
    wanted = {(part.agency, part.role.value) for part in parts}
    for fields in (*read, *held):
        agency, role = str(fields["agency"]), str(fields["role"])
        if (agency, role) not in wanted:
            yield Write(Kind.ASSIGNMENT, assignment_id(record, agency, role), {"present": False})
    yield from _assigned(record, parts)


def _assigned(record: str, parts: Sequence[Part]) -> Iterator[Write]:
    for position, part in enumerate(parts):
        fields: dict[str, Value] = {
            "task": record,
            "agency": part.agency,
            "role": part.role.value,
            "position": position,
            "present": True,
            "main": True if part.role is Role.LEAD and position == 0 else None,
            "note": part.note or None,
        }
        yield Write(Kind.ASSIGNMENT, assignment_id(record, part.agency, part.role.value), fields)


def _added(ground: Ground, added: AddedTask, ordinal: int, record: str) -> Iterator[Write]:
    """A half that was split off stands right behind the task that it comes from."""
    fields: dict[str, Value] = {
        "programme": ground.catalogue.programme,
        "position": (added.after + 1) * GAP + ordinal,
        "status": Status.TODO.value,
        **added.fields,
    }
    group = _group(ground, added.group)
    yield Write(Kind.TASK, record, {**fields, "group": group} if group else fields, Verb.ADD)
    yield from _assigned(record, added.parts)
