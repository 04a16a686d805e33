"""Pairs of tasks and agencies that may be the same thing, as they stand in a book that was merged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from danvan_desktop.domain.labels import FIELD_LABELS
from danvan_desktop.domain.merging.views import Suspicion
from danvan_desktop.domain.records import SPECS, Kind
from danvan_desktop.services.safety.telling import tell_value
from danvan_desktop.services.tasks import load_tasks
from danvan_desktop.storage import actions
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.merging.doubles import standing_suspicions

_SAID = {
    Kind.TASK: ("number", "text", "time_text", "status", "done_on", "percent", "result", "product", "form", "note"),
    Kind.AGENCY: ("name", "short", "kind", "variants", "addressed_as", "active_from", "active_to"),
}


@dataclass(frozen=True, slots=True)
class Twins:
    """A suspected pair side by side: label, what the one says that stays, what the other says. `key` names the pair."""

    suspicion: Suspicion
    lines: tuple[tuple[str, str, str], ...]

    @property
    def key(self) -> str:
        """The same on every PC."""
        return f"{self.suspicion.keeps}/{self.suspicion.goes}"


def list_twins(book: Book, told_apart: Collection[str] = ()) -> tuple[Twins, ...]:
    """Every pair that still stands, without those that were `told_apart` by their keys."""
    with book.transaction() as connection:
        found = standing_suspicions(connection)
        held = rows.load_all(connection, [(id_, Kind(one.kind)) for one in found for id_ in (one.keeps, one.goes)])
        names = actions.record_names(connection) if found else {}
    tasks = [id_ for one in found if one.kind == Kind.TASK for id_ in (one.keeps, one.goes)]
    parts = {view.id: "; ".join(part.name for part in view.assigned) for view in load_tasks(book, tasks)}
    twins = []
    for one in found:
        sides = [held[id_].values for id_ in (one.keeps, one.goes)]
        lines = [
            (FIELD_LABELS[name], *(tell_value(name, side.get(name), names) for side in sides))
            for name in _SAID[Kind(one.kind)]
            if name in SPECS[Kind(one.kind)].fields
        ]
        if one.kind == Kind.TASK:
            lines.append(("cơ quan", parts.get(one.keeps, ""), parts.get(one.goes, "")))
        twins.append(Twins(one, tuple((label, here, there) for label, here, there in lines if here or there)))
    return tuple(pair for pair in twins if pair.key not in told_apart)
