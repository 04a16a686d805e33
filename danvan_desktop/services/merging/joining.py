"""«Là một»: two records that the officer knows to be the same thing are joined, as one action that one undo takes back.

The smaller id stands for both, so that two officers who say the same do the same (exchange.md R11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import assignment_id, member_result_id, occurrence_id
from danvan_desktop.domain.merging.views import Suspicion
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Status, Value
from danvan_desktop.services.agencies import join_agencies
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.errors import UnknownRecord
from danvan_desktop.storage.log import Changes

_OWN = frozenset({"programme", "group", "number", "text", "position", "status", "done_on", "doubt", "merged_into"})
"""What the one that stays keeps as it is, even where it is empty."""
_MOVED = (Kind.EXTENSION, Kind.PROGRESS)


def join_suspected(book: Book, suspicion: Suspicion) -> Changes:
    """Join what was suspected to be the same. Raises UnknownRecord, BadAgency."""
    if suspicion.kind == Kind.AGENCY:
        return join_agencies(book, suspicion.goes, suspicion.keeps)
    return join_tasks(book, suspicion.keeps, suspicion.goes)


def join_tasks(book: Book, one: str, other: str) -> Changes:
    """One task takes over what is said of the other, where it says nothing itself, with all parts, extensions and the
    diary; the other goes. Raises UnknownRecord."""
    keeps, goes = sorted((one, other))
    with book.transaction() as connection:
        held = rows.load(connection, Kind.TASK, [keeps, goes])
        below = rows.load_all(connection, rows.below(connection, [keeps, goes]).items())
    if keeps == goes or len(held) < 2 or not all(row.shown for row in held.values()):
        raise UnknownRecord("Một trong hai nhiệm vụ không còn trong sổ; sổ không thay đổi. Hãy xem lại danh sách.")
    writes = [Write(Kind.TASK, keeps, _taken_over(held[keeps].values, held[goes].values))]
    for row in below.values():
        if row.shown and row.values.get("task") == goes:
            writes.extend(_moved(row, keeps, below))
        elif row.shown and row.values.get("owner") == goes:
            writes.append(Write(row.kind, row.id, {"owner": keeps}))
    writes.append(Write(Kind.TASK, goes, {"merged_into": keeps}))
    writes.append(Write(Kind.TASK, goes, {DELETED: True}, Verb.DELETE))
    return log.write(book, writes)


def _taken_over(mine: Mapping[str, Value], others: Mapping[str, Value]) -> dict[str, Value]:
    fields = {
        name: others[name]
        for name in SPECS[Kind.TASK].fields
        if name not in _OWN and mine.get(name) in (None, "") and others.get(name) not in (None, "")
    }
    if mine.get("status") in (None, Status.TODO.value) and others.get("status") not in (None, Status.TODO.value):
        fields |= {"status": others["status"], "done_on": others.get("done_on")}
    return fields


def _moved(row: rows.Row, task: str, below: Mapping[str, rows.Row]) -> Iterator[Write]:
    """What hangs under the task that goes, under the one that stays; what that one has already is left alone."""
    if row.kind in _MOVED:
        yield Write(row.kind, row.id, {"task": task})
        return
    values = row.values
    anchor, agency = str(values.get("anchor") or ""), str(values.get("agency") or "")
    if row.kind is Kind.ASSIGNMENT:
        record = assignment_id(task, agency, str(values.get("role") or ""))
    elif row.kind is Kind.OCCURRENCE:
        record = occurrence_id(task, anchor)
    else:
        record = member_result_id(task, anchor, agency)
    there = below.get(record)
    if there is not None and there.shown and there.values.get("present") is not False:
        return
    if values.get("present") is not False:
        yield Write(row.kind, record, {**{k: v for k, v in values.items() if v is not None}, "task": task}, Verb.ADD)
