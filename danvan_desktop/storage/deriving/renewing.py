"""A book whose derived tables another version of the program made: they are laid out and derived anew (R14)."""

from __future__ import annotations

from sqlalchemy import Connection

from danvan_desktop.storage.deriving import derive
from danvan_desktop.storage.tables import conflict, derived, metadata


def renew(connection: Connection) -> None:
    """Replace the derived tables by those of this version, out of the log."""
    tables = [*derived.values(), conflict]
    metadata.drop_all(connection, tables)
    metadata.create_all(connection, tables)
    derive.rebuild(connection)
