"""What of a stranger's book is taken in: every change, session and attached file that is missing here and is sound.

Each id is recomputed from its content. What both books hold is the same when it is the same byte for byte; what is not
sound, or names what neither book holds, is set aside and told (exchange.md, step 4).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPICursor

from danvan_desktop.domain.changes.rules import Change, session_id
from danvan_desktop.domain.changes.strangers import LONGEST_NAME, Fault, fault_of, named_by, spelling
from danvan_desktop.domain.merging.views import Rejected
from danvan_desktop.domain.merging.watching import Watch
from danvan_desktop.storage.book import read_meta
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.mending.lost import lost_changes
from danvan_desktop.storage.merging.foreign import (
    CHANGE_COLUMNS,
    LARGEST_CHANGE,
    LARGEST_EVIDENCE,
    TEXTS,
    ForeignBook,
    Raw,
)

_TOLD = 1000
"""How many of the rejected are told one by one."""
_SPARE_COUNTER = 1_000_000
_WIDE = 16


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session whose name is the hash of what is stored of it."""

    id: bytes
    nonce: bytes | None
    person: str | None
    device: str | None
    program: str | None
    opened_at: str | None


@dataclass(frozen=True, slots=True)
class Admission:
    """What is taken: the places of changes in the stranger's log, sessions, the hashes of attached files.

    `lost` are changes that some of these name and that neither book has, because the stranger's was damaged once.
    `standing` is the sum of this book's changes when that was found out, `lacks` counts those of them that the stranger
    does not have, `latest_ms` is the last moment that his PC's clock gave to something new.
    """

    standing: str
    places: tuple[int, ...]
    sessions: tuple[SessionRow, ...]
    blobs: tuple[bytes, ...]
    rejected: tuple[Rejected, ...]
    rejected_count: int
    lacks: int
    lost: frozenset[str]
    latest_ms: int

    @property
    def news(self) -> int:
        """How much there is to take."""
        return len(self.places) + len(self.blobs)


def standing_of(connection: Connection) -> str:
    """The sum by which it is known whether a book has changed since."""
    return f"{read_meta(connection, 'checksum')}/{read_meta(connection, 'change_count')}"


def admit(connection: Connection, foreign: ForeignBook, watch: Watch) -> Admission:
    """Look through the stranger's log. Raises CannotMerge, MergeCancelled; writes nothing."""
    own_count = int(read_meta(connection, "change_count"))
    looking = _Looking(connection, foreign, 2 * own_count + _SPARE_COUNTER)
    seen = 0
    for piece in foreign.changes():
        looking.look(piece)
        seen += len(piece)
        watch.tell(f"Đang so từng thay đổi của «{foreign.name}»", seen, max(seen, own_count))
    sessions = looking.settle()
    return Admission(
        standing=standing_of(connection),
        places=tuple(sorted(looking.new.values())),
        sessions=sessions,
        blobs=tuple(_new_blobs(connection, foreign, looking)),
        rejected=tuple(looking.rejected),
        rejected_count=looking.rejected_count,
        lacks=own_count - len(looking.shared),
        lost=looking.lost,
        latest_ms=looking.latest_ms,
    )


def read_raw(raw: Raw) -> Change:
    """The change that a raw row holds. Raises ValueError and the like when it holds none."""
    id_, session, seq, lamport, wall_ms, action, verb, kind, record, *texts = raw
    names = [bytes_id(value) for value in (session, action, record, id_)]
    fields, parents, replaces = (json.loads(text.decode()) for text in texts)
    item = Change(
        session=names[0],
        seq=_whole(seq),
        lamport=_whole(lamport),
        wall_ms=_whole(wall_ms),
        action=names[1],
        verb=verb.decode(),
        kind=kind.decode(),
        record=names[2],
        fields=dict(fields),
        parents={name: tuple(ids) for name, ids in dict(parents).items()},
        replaces=tuple(replaces),
        id=names[3],
    )
    if spelling(item) != tuple(text.decode() for text in texts):
        raise ValueError("a spelling of its own")
    return item


def bytes_id(value: object) -> str:
    """The id in a column. Raises ValueError for what is none."""
    if not isinstance(value, bytes) or len(value) != _WIDE:
        raise ValueError("no id")
    return value.hex()


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ValueError("no whole number")
    return value


_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, MemoryError)


class _Looking:
    """The stranger's changes as they go by. `_names` holds for each new one what it names that is not in this book."""

    def __init__(self, connection: Connection, foreign: ForeignBook, highest: int) -> None:
        self.connection = connection
        self.foreign = foreign
        self.highest = highest
        self.new: dict[str, int] = {}
        self.shared: set[bytes] = set()
        self.rejected: list[Rejected] = []
        self.rejected_count = 0
        self.latest_ms = 0
        self._session_of: dict[str, bytes] = {}
        self._names: dict[str, list[str]] = {}
        self._kinds: dict[str, str] = {}
        self._numbers: set[tuple[str, int]] = set()
        self._asked: set[bytes] = set()
        self._alike: DBAPICursor | None = self._in_order()
        self._excused = foreign.lost()

    def look(self, piece: Sequence[tuple[int, Raw]]) -> None:
        """Take note of what is missing here and sound by itself."""
        held = self._held([raw[0] for _, raw in piece if isinstance(raw[0], bytes)])
        self.highest += len(piece)
        strange: list[tuple[int, Change]] = []
        for place, raw in piece:
            if held.get(raw[0]) == raw:
                self.shared.add(raw[0])
            elif (item := self._read(raw)) is not None:
                if raw[0] in held or item.id in self.new:
                    self._reject(item.id, Fault.DOUBLE)
                else:
                    strange.append((place, item))
        if strange:
            self._take(strange)

    @property
    def lost(self) -> frozenset[str]:
        """What the changes that are taken name of the stranger's lost ones; what he has after all is not lost."""
        named = {name for id_ in self.new for name in self._names[id_]}
        return frozenset(named & self._excused - self.new.keys())

    def settle(self) -> tuple[SessionRow, ...]:
        """Set aside what has no sound session or names what neither book holds, and what names that in turn."""
        sessions = {held.id: held for held in self._sessions()}
        own = {row[0] for row in self._own("id", "id", {*self._session_of.values()}, "session")}
        for id_ in [id_ for id_, name in self._session_of.items() if name not in sessions and name not in own]:
            self._set_aside(id_, Fault.SESSION)
        named_in: dict[str, list[str]] = {}
        for id_, names in self._names.items():
            for name in names:
                named_in.setdefault(name, []).append(id_)
        lost = [name for name in named_in if name not in self.new and name not in self._excused]
        while lost:
            for id_ in named_in.get(lost.pop(), ()):
                if id_ in self.new:
                    self._set_aside(id_, Fault.LOST)
                    lost.append(id_)
        used = {self._session_of[id_] for id_ in self.new}
        return tuple(held for name, held in sorted(sessions.items()) if name in used and name not in own)

    def _held(self, ids: Sequence[bytes]) -> dict[bytes, Raw]:
        """What this book holds under these ids. Copies of one book begin alike, and there its own log is read along
        with the stranger's, in order, which costs a third of looking each change up."""
        if self._alike is None:
            return {row[0]: row for row in self._own(CHANGE_COLUMNS, "id", ids)}
        along = {row[0]: row for row in self._alike.fetchmany(len(ids))}
        others = [id_ for id_ in ids if id_ not in along]
        if others:
            self._alike = None
        return along | {row[0]: row for row in self._own(CHANGE_COLUMNS, "id", others)}

    def _in_order(self) -> DBAPICursor:
        reading = self.connection.connection.cursor()
        reading.execute(f"SELECT {CHANGE_COLUMNS} FROM change NOT INDEXED ORDER BY local")
        return reading

    def _own(self, columns: str, key: str, values: Iterable[object], table: str = "change") -> Iterator[Raw]:
        for part in rows.chunks(values):
            marks = ",".join("?" * len(part))
            reading = self.connection.connection.cursor()
            reading.execute(f"SELECT {columns} FROM {table} WHERE {key} IN ({marks})", part)
            yield from reading.fetchall()

    def _read(self, raw: Raw) -> Change | None:
        name = raw[0].hex() if isinstance(raw[0], bytes) else ""
        if sum(map(len, filter(None, raw[TEXTS]))) > LARGEST_CHANGE:
            self._reject(name, Fault.TOO_LONG)
            return None
        try:
            item = read_raw(raw)
            fault = fault_of(item, self.highest)
        except _UNREADABLE:
            self._reject(name, Fault.UNREADABLE)
            return None
        if fault is not None:
            self._reject(name, fault)
        return item if fault is None else None

    def _take(self, strange: Sequence[tuple[int, Change]]) -> None:
        records = {bytes.fromhex(item.record) for _, item in strange}
        kinds = {row[0].hex(): row[1] for row in self._own("DISTINCT record, kind", "record", records)}
        sessions = {bytes.fromhex(item.session) for _, item in strange}
        self._numbers.update((row[0].hex(), row[1]) for row in self._numbered(sessions))
        named = {bytes.fromhex(name) for _, item in strange for name in named_by(item)}
        there = lost_changes(self.connection).union(row[0].hex() for row in self._own("id", "id", named))
        for place, item in strange:
            number = (item.session, item.seq)
            if self._kinds.setdefault(item.record, kinds.get(item.record, item.kind)) != item.kind:
                self._reject(item.id, Fault.OTHER_KIND)
            elif number in self._numbers or item.id in self.new:
                self._reject(item.id, Fault.DOUBLE)
            else:
                self._numbers.add(number)
                self.new[item.id] = place
                self._session_of[item.id] = bytes.fromhex(item.session)
                self._names[item.id] = [name for name in named_by(item) if name not in there]
                self.latest_ms = max(self.latest_ms, item.wall_ms)

    def _numbered(self, sessions: set[bytes]) -> Iterator[Raw]:
        """The numbers that this book's sessions of these names have used, asked for once."""
        unseen = sessions - self._asked
        self._asked.update(unseen)
        yield from self._own("session, seq", "session", unseen)

    def _sessions(self) -> Iterator[SessionRow]:
        wanted = sorted({*self._session_of.values()})
        for id_, nonce, *texts in self.foreign.sessions(wanted):
            try:
                columns = [None if text is None else text.decode() for text in texts]
                name = bytes_id(id_)
            except _UNREADABLE:
                continue
            blank = nonce is None and columns == [None] * len(columns)
            short = all(text is None or len(text) <= LONGEST_NAME for text in columns)
            if short and (blank or (isinstance(nonce, bytes) and session_id(nonce, columns) == name)):
                yield SessionRow(id_, nonce, *columns)

    def _set_aside(self, id_: str, fault: Fault) -> None:
        del self.new[id_]
        self._reject(id_, fault)

    def _reject(self, id_: str, fault: Fault) -> None:
        self.rejected_count += 1
        if len(self.rejected) < _TOLD:
            self.rejected.append(Rejected(self.foreign.name, id_, fault.value))

    def reject_blob(self, name: object, fault: Fault) -> None:
        """An attached file that is not what its hash says."""
        self._reject(name.hex() if isinstance(name, bytes) else "", fault)


def _new_blobs(connection: Connection, foreign: ForeignBook, looking: _Looking) -> Iterator[bytes]:
    own = {row[0] for row in connection.exec_driver_sql("SELECT sha256 FROM blob")}
    for name, length in list(foreign.blob_names()):
        if name in own:
            continue
        if not isinstance(name, bytes) or not isinstance(length, int):
            looking.reject_blob(name, Fault.SHAPELESS)
        elif length > LARGEST_EVIDENCE:
            looking.reject_blob(name, Fault.TOO_LONG)
        elif (data := foreign.blob(name)) is None or hashlib.sha256(data).digest() != name:
            looking.reject_blob(name, Fault.FORGED)
        else:
            yield name
