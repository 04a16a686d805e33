"""Changes that are known to be lost: others name them, a damaged file did not give them up, and no copy had them yet.

A book that was salvaged remembers their ids in `meta`, under its seal. What names one of them is sound; without that
mark it would be a fault. They come back by merging with a copy that has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from danvan_desktop.domain.changes.rules import canonical_json
from danvan_desktop.storage.book import LOST, seal
from danvan_desktop.storage.tables import meta


def lost_changes(connection: Connection) -> frozenset[str]:
    """The ids that the book notes as lost; most books note none. Raises ValueError for a note that is damaged."""
    held = connection.execute(select(meta.c.value).where(meta.c.key == LOST)).scalar()
    found = json.loads(held) if held else []
    if not isinstance(found, list) or not all(isinstance(id_, str) for id_ in found):
        raise ValueError(LOST)
    return frozenset(found)


def note_lost(connection: Connection, ids: Iterable[str]) -> None:
    """Remember these, along with what is noted already."""
    together = sorted(lost_changes(connection) | set(ids))
    statement = upsert(meta).values(key=LOST, value=canonical_json(together))
    connection.execute(statement.on_conflict_do_update(set_={"value": statement.excluded.value}))
    seal(connection)
