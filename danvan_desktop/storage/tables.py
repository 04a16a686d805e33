"""The tables of a book: the log's own (exchange.md «Tables»), and one derived table per kind of record.

The log is the truth. A derived row holds a record's present values, its heads, whether it is there, and what is
computed from them (due dates, paths, search text); all of it can be made again from the log.
"""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from danvan_desktop.domain.records import SPECS, FieldType, Kind

APPLICATION_ID = 0x44564351
LOG_VERSION = 1
"""`user_version`: rises only when the log's own tables change (R14)."""
DERIVED_VERSION = "5"
"""Version of the derived tables; another one in a book means that they are built anew from the log."""

metadata = MetaData()

session = Table(
    "session",
    metadata,
    Column("id", LargeBinary(16), primary_key=True),
    Column("nonce", LargeBinary(16)),
    Column("person", Text),
    Column("device", Text),
    Column("program", Text),
    Column("opened_at", Text),
)

change = Table(
    "change",
    metadata,
    Column("local", Integer, primary_key=True),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    Column("session", LargeBinary(16), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("lamport", Integer, nullable=False),
    Column("wall_ms", Integer, nullable=False),
    Column("action", LargeBinary(16), nullable=False),
    Column("verb", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record", LargeBinary(16), nullable=False),
    Column("fields", Text, nullable=False),
    Column("parents", Text, nullable=False),
    Column("replaces", Text, nullable=False),
    UniqueConstraint("session", "seq"),
)
Index("change_record", change.c.record)
Index("change_action", change.c.action)

blob = Table("blob", metadata, Column("sha256", LargeBinary(32), primary_key=True), Column("data", LargeBinary))

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

merge_log = Table(
    "merge_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first_local", Integer, nullable=False),
    Column("last_local", Integer, nullable=False),
    Column("merged_at", Text, nullable=False),
    Column("source", Text, nullable=False),
)

LOG_TABLES = frozenset(metadata.tables)
"""The tables that hold the truth; the others are derived from them."""

conflict = Table(
    "conflict",
    metadata,
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("heads", Text, nullable=False),
)

_TYPES = {FieldType.TEXT: Text, FieldType.INTEGER: Integer, FieldType.FLAG: Boolean}

_COMPUTED: dict[Kind, tuple[Column[str], ...]] = {
    Kind.TASK: (
        Column("path", Text),
        Column("sort_key", Text),
        Column("folded", Text),
        Column("timing", Text),
        Column("start", Text),
        Column("due", Text),
        Column("original_due", Text),
    ),
    Kind.GROUP: (Column("path", Text), Column("sort_key", Text)),
    Kind.AGENCY: (Column("folded", Text), Column("sort_key", Text)),
}


def _derived(kind: Kind) -> Table:
    """`shown` is whether the record is to be seen: neither deleted nor under something deleted."""
    fields = [Column(name, _TYPES[held]()) for name, held in SPECS[kind].fields.items()]
    return Table(
        kind.value,
        metadata,
        Column("id", Text, primary_key=True),
        *fields,
        *_COMPUTED.get(kind, ()),
        Column("heads", Text, nullable=False),
        Column("deleted", Boolean, nullable=False),
        Column("shown", Boolean, nullable=False),
    )


derived = MappingProxyType({kind: _derived(kind) for kind in Kind})
"""The table of each kind."""

for _kind, _spec in SPECS.items():
    for _parent in _spec.parents:
        Index(f"{_kind.value}_{_parent}", derived[_kind].c[_parent])
Index("task_order", *(derived[Kind.TASK].c[name] for name in ("programme", "sort_key", "shown", "id")))
"""Holds all that listing and counting tasks asks for: the rows of the table are wide and stay unread."""
Index("assignment_agency", derived[Kind.ASSIGNMENT].c.agency)
