"""Whether a record shows: when neither it nor anything above it is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, update

from danvan_desktop.domain.records import Kind
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.tables import derived


def refresh_shown(connection: Connection, moved: Mapping[str, Kind]) -> list[tuple[Kind, str]]:
    """Look again at `moved` records and all that hangs under them; those that now show, or no longer do."""
    if not moved:
        return []
    affected = {**moved, **rows.below(connection, list(moved))}
    held = rows.load_all(connection, affected.items())
    known = {**held, **_above(connection, held.values())}
    flipped = []
    for row in held.values():
        shown = not any(above.deleted for above in _with_above(row, known))
        if shown is not row.shown:
            table = derived[row.kind]
            connection.execute(update(table).where(table.c.id == row.id).values(shown=shown))
            flipped.append((row.kind, row.id))
    return flipped


def _above(connection: Connection, start: Iterable[rows.Row]) -> dict[str, rows.Row]:
    """Every record above those of `start`, level by level."""
    found: dict[str, rows.Row] = {}
    level = list(start)
    while level:
        wanted = {(record, kind) for row in level for kind, record in rows.parents(row) if record not in found}
        above = rows.load_all(connection, wanted)
        found.update(above)
        level = list(above.values())
    return found


def _with_above(row: rows.Row, known: Mapping[str, rows.Row]) -> Iterable[rows.Row]:
    """The row and everything above it; a circle of groups is walked once."""
    seen = {row.id}
    waiting = [row]
    while waiting:
        held = waiting.pop()
        yield held
        for _, record in rows.parents(held):
            if record in known and record not in seen:
                seen.add(record)
                waiting.append(known[record])
