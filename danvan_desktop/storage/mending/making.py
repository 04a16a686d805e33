"""A new book of what was caught in a damaged one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from danvan_desktop.domain.changes.rules import checksum
from danvan_desktop.domain.records import Kind
from danvan_desktop.storage import errors
from danvan_desktop.storage.book import Author, create_book, seal
from danvan_desktop.storage.deriving import derive, rows
from danvan_desktop.storage.log import stored
from danvan_desktop.storage.mending.lost import note_lost
from danvan_desktop.storage.mending.salvaging import Catch, ordered
from danvan_desktop.storage.merging.admission import SessionRow
from danvan_desktop.storage.tables import blob, change, derived, merge_log, meta, session
from danvan_desktop.storage.verify import verify

_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Saved:
    """What a salvage brought: how many changes there are and how many more there were as far as the file says, the
    files attached and those that evidence names in vain, the sessions of which nobody knows any more who they were, and
    the records (kind, id) that may lack something. `own_year` is whether the file still said its year."""

    changes: int
    missing: int
    files: int
    missing_files: int
    nameless: int
    doubtful: frozenset[tuple[str, str]]
    own_year: bool


def make_book(catch: Catch, target: Path, author: Author, year: int) -> Saved:
    """A sound book at `target` of all that was caught; `year` where the file does not say its own. Raises BookError,
    and leaves nothing then."""
    own = [text for text in catch.said.get("year", ()) if re.fullmatch("(19|20|21)[0-9]{2}", text)]
    book = create_book(target, author, int(max(own)) if own else year)
    try:
        with book:
            with book.transaction() as connection:
                nameless = _fill(connection, catch)
                missing_files = _missing_files(connection)
            if not verify(book).sound:
                raise errors.UnsoundCopy(target.name)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Saved(
        changes=len(catch.changes),
        missing=catch.missing_count(),
        files=len(catch.blobs),
        missing_files=missing_files,
        nameless=nameless,
        doubtful=catch.doubtful_records(),
        own_year=bool(own),
    )


def _fill(connection: Connection, catch: Catch) -> int:
    """How many sessions had to be put in by their bare name."""
    names = {bytes.fromhex(name) for name in catch.session_of.values()}
    unknown = sorted(names - catch.sessions.keys())
    sessions = [asdict(held) for name, held in sorted(catch.sessions.items()) if name in names or held.nonce]
    sessions.extend(asdict(SessionRow(name, None, None, None, None, None)) for name in unknown)
    if sessions:
        connection.execute(insert(session), sessions)
    numbers = _put_changes(connection, catch)
    for name, place in sorted(catch.blobs.items()):
        connection.execute(insert(blob), {"sha256": name, "data": catch.blob_at(place)})
    merges = list(_merges(catch, numbers))
    if merges:
        connection.execute(insert(merge_log), merges)
    ids = connection.execute(select(change.c.id)).scalars().all()
    told = {"checksum": str(checksum(id_.hex() for id_ in ids)), "change_count": str(len(ids))}
    own = [text for text in catch.said.get("book_id", ()) if re.fullmatch("[0-9a-f]{32}", text)]
    if len(own) == 1:
        told["book_id"] = own[0]
    for key, value in told.items():
        connection.execute(update(meta).where(meta.c.key == key).values(value=value))
    if catch.lost:
        note_lost(connection, catch.lost)
    derive.rebuild(connection)
    seal(connection)
    return len(unknown)


def _put_changes(connection: Connection, catch: Catch) -> frozenset[int]:
    """The numbers that the changes have in the new log."""
    numbers = ordered(catch)
    used: set[tuple[str, int]] = set()
    for part in rows.chunks(numbers, _ROWS_AT_ONCE):
        held = [(local, catch.change_at(catch.changes[id_])) for local, id_ in part]
        fresh = [(local, item) for local, item in held if (item.session, item.seq) not in used]
        used.update((item.session, item.seq) for _, item in fresh)
        connection.execute(insert(change), [{"local": local, **stored(item)} for local, item in fresh])
    return frozenset(local for local, _ in numbers)


def _merges(catch: Catch, numbers: frozenset[int]) -> Iterator[dict[str, object]]:
    """The lines about merges that can be: each behind the one before, and about something that is there."""
    behind = 0
    for number, (first, last, merged_at, source) in sorted(catch.merges.items()):
        if first > behind and not numbers.isdisjoint(range(first, last + 1)):
            behind = last
            values = {"first_local": first, "last_local": last, "merged_at": merged_at, "source": source}
            yield {"id": number, **values}


def _missing_files(connection: Connection) -> int:
    """How many pieces of evidence there are whose file is not in the book."""
    table = derived[Kind.EVIDENCE]
    held = {name.hex() for name in connection.execute(select(blob.c.sha256)).scalars()}
    wanted = connection.execute(select(table.c.sha256).where(table.c.shown, table.c.present)).scalars()
    return len({name for name in wanted if name} - held)
