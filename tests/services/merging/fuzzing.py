"""Strangers' files broken on purpose: bytes at random, the structure of SQLite's pages, the schema, single values.

Every file is looked at in a child process, whose end, time and memory are watched.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services import merging
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.verify import verify
from tests.making import author

PAGE = 4096
_HEADER_FIELDS = ((16, 2), (18, 1), (19, 1), (20, 1), (21, 1), (28, 4), (32, 4), (36, 4), (40, 4), (44, 4), (52, 4))
_HEADER_FIELDS += ((56, 4), (60, 4), (64, 4), (68, 4), (96, 4))
_PAGE_FIELDS = ((0, 1), (1, 2), (3, 2), (5, 2), (7, 1), (8, 4))
_LEAVES, _TREES = (10, 13), (2, 5, 10, 13)
_COLUMNS = ("session", "seq", "lamport", "wall_ms", "action", "verb", "kind", "record", "fields", "parents", "replaces")
_VALUES = (
    "NULL",
    "''",
    "'x'",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "1e308",
    "x'00'",
    "zeroblob(16)",
    "zeroblob(3000000)",
    "CAST(x'ff00fe' AS TEXT)",
    "'{}'",
    "'[]'",
    "'[1e999]'",
    "'{\"note\":NaN}'",
    '\'{"deleted":true,"deleted":false}\'',
    "replace(hex(zeroblob(50000)), '00', '[')",
    "replace(hex(zeroblob(50000)), '00', '{\"a\":')",
    "'\"' || replace(hex(zeroblob(200000)), '0', 'ậ') || '\"'",
    "substr(fields, 2)",
    "upper(fields)",
    "' ' || fields",
    "(SELECT id FROM change ORDER BY random() LIMIT 1)",
)


def broken(source: bytes, chance: random.Random, scratch: Path) -> tuple[str, bytes]:
    """The file with something wrong in it, and in what way."""
    name = chance.choice(tuple(_WAYS))
    made = bytearray(source)
    for _ in range(chance.choice((1, 1, 2, 5))):
        made = _WAYS[name](made, chance, scratch)
    return name, bytes(made)


def _bytes(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    for _ in range(chance.choice((1, 8, 60))):
        made[chance.randrange(100 if chance.random() < 0.9 else 0, len(made))] = chance.randrange(256)
    return made


def _bit(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    used = [at for at in (chance.randrange(len(made)) for _ in range(50)) if made[at]]
    for at in used[:3]:
        made[at] ^= 1 << chance.randrange(8)
    return made


def _cut(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    at = chance.randrange(len(made) + 1)
    return made[: at if chance.random() < 0.5 else at // PAGE * PAGE]


def _pages(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    """One page in the place of another, of random bytes, or of nothing."""
    at, other = (PAGE * chance.randrange(max(1, len(made) // PAGE)) for _ in range(2))
    made[at : at + PAGE] = chance.choice((made[other : other + PAGE], chance.randbytes(PAGE), bytes(PAGE)))
    return made


def _header(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    return _set(made, chance, *chance.choice(_HEADER_FIELDS))


def _page_header(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    at, length = chance.choice(_PAGE_FIELDS)
    return _set(made, chance, _tree_page(made, chance) + at, length)


def _cell_pointer(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    return _set(made, chance, _pointer(made, chance), 2)


def _varint(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    """The length, the number or the types at the head of a cell."""
    start = _tree_page(made, chance)
    page = start // PAGE * PAGE
    cell = page + int.from_bytes(made[(at := _pointer(made, chance, start)) : at + 2], "big")
    number = chance.choice((0, 1, 127, 128, 4000, 5000, 1 << 31, (1 << 31) - 1, 1 << 40, (1 << 63) - 1, (1 << 64) - 1))
    written = _as_varint(number)
    at = cell + chance.randrange(12)
    made[at : at + len(written)] = written
    return made


def _overflow(made: bytearray, chance: random.Random, _: Path) -> bytearray:
    """Where a chain of pages goes on: in a circle, out of the file."""
    others = [at for at in range(PAGE, len(made), PAGE) if made[at] not in _TREES]
    return _set(made, chance, chance.choice(others), 4) if others else _page_header(made, chance, Path())


def _schema(made: bytearray, chance: random.Random, scratch: Path) -> bytearray:
    table = chance.choice(("session", "change", "blob", "meta", "merge_log", "task", "conflict"))
    page = chance.choice((0, 1, 2, 3, chance.randrange(200), 1 << 31, -1))
    statement = chance.choice(
        (
            f"UPDATE sqlite_schema SET rootpage = {page} WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET rootpage = {page} WHERE tbl_name = '{table}' AND type = 'index'",
            f"UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET sql = sql || ' WITHOUT ROWID' WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET sql = replace(sql, 'BLOB', 'TEXT') WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET sql = substr(sql, 1, {page % 60}) WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET sql = NULL WHERE tbl_name = '{table}'",
            f"UPDATE sqlite_schema SET type = 'view', rootpage = 0, sql = 'CREATE VIEW {table} AS WITH RECURSIVE c(id) "
            f"AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) SELECT * FROM c' WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET type = 'x' WHERE name = '{table}'",
            f"UPDATE sqlite_schema SET name = '{table}2' WHERE name = '{table}'",
            f"DELETE FROM sqlite_schema WHERE tbl_name = '{table}'",
            "INSERT INTO sqlite_schema SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema LIMIT 1",
            "INSERT INTO sqlite_schema VALUES ('trigger', 'x', 'change', 0, 'CREATE TRIGGER x AFTER INSERT ON change "
            "BEGIN DELETE FROM change; END')",
            "INSERT INTO sqlite_schema VALUES ('view', 'x', 'x', 0, 'CREATE VIEW x AS SELECT load_extension(''x'')')",
            "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING fts5(a)')",
            "INSERT INTO sqlite_schema VALUES ('table', zeroblob(9), 7, 'x', 1.5)",
        )
    )
    return _by_sql(made, scratch, "PRAGMA writable_schema=ON", statement)


def _value(made: bytearray, chance: random.Random, scratch: Path) -> bytearray:
    some = f"WHERE local IN (SELECT local FROM change WHERE local % {chance.randrange(1, 40)} = 0 LIMIT 5)"
    value = chance.choice(_VALUES)
    statement = chance.choice(
        (
            f"UPDATE change SET {chance.choice(_COLUMNS)} = {value} {some}",
            f"UPDATE change SET id = {value} WHERE local = {chance.randrange(1, 99)}",
            f"UPDATE session SET {chance.choice(('nonce', 'person', 'device', 'program', 'opened_at'))} = {value}",
            f"INSERT INTO blob VALUES ({value}, {chance.choice(_VALUES)})",
            f"UPDATE meta SET value = {value} WHERE key = '{chance.choice(('book_id', 'checksum', 'guard'))}'",
        )
    )
    return _by_sql(made, scratch, statement)


_WAYS: dict[str, Callable[[bytearray, random.Random, Path], bytearray]] = {
    "bytes": _bytes,
    "a bit": _bit,
    "cut off": _cut,
    "pages": _pages,
    "file header": _header,
    "page header": _page_header,
    "cell pointer": _cell_pointer,
    "varint": _varint,
    "chain of pages": _overflow,
    "schema": _schema,
    "values": _value,
}


def _set(made: bytearray, chance: random.Random, at: int, length: int) -> bytearray:
    """Another number: at an end of its range, a page of this file, one more or less, or anything."""
    held = int.from_bytes(made[at : at + length], "big")
    numbers = (0, 1, -1, held + 1, held - 1, chance.randrange(200), at // PAGE + 1, chance.getrandbits(32))
    made[at : at + length] = (chance.choice(numbers) % (1 << 8 * length)).to_bytes(length, "big")
    return made


def _tree_page(made: bytearray, chance: random.Random) -> int:
    """Where the header of a page of a tree stands."""
    pages = [at for at in range(PAGE, len(made), PAGE) if made[at] in _TREES]
    return chance.choice([100, *pages])


def _pointer(made: bytearray, chance: random.Random, start: int | None = None) -> int:
    """Where a page says that one of its cells begins."""
    start = _tree_page(made, chance) if start is None else start
    cells = int.from_bytes(made[start + 3 : start + 5], "big")
    return start + (8 if made[start] in _LEAVES else 12) + 2 * chance.randrange(max(1, min(cells, 1000)))


def _as_varint(number: int) -> bytes:
    if number >> 56:
        return bytes(0x80 | number >> 8 + 7 * place & 0x7F for place in range(7, -1, -1)) + bytes([number & 0xFF])
    parts = [number & 0x7F]
    while number := number >> 7:
        parts.append(0x80 | number & 0x7F)
    return bytes(reversed(parts))


def _by_sql(made: bytearray, scratch: Path, *statements: str) -> bytearray:
    scratch.write_bytes(made)
    with closing(sqlite3.connect(scratch)) as held, suppress(sqlite3.Error, OverflowError):
        held.execute("PRAGMA synchronous=OFF")
        for statement in statements:
            held.execute(statement)
        held.commit()
    return bytearray(scratch.read_bytes())


@dataclass
class Endured:
    """What became of a number of files: how each ended, the longest (seconds of this process) and the most memory."""

    seen: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    growth_mb: int = 0

    def add(self, other: Endured) -> None:
        """Count in what another child saw."""
        self.seen += other.seen
        self.longest = max(self.longest, other.longest)
        self.growth_mb = max(self.growth_mb, other.growth_mb)


def endure(mine: Path, files: Iterable[Path]) -> Endured:
    """Look at every file, from this process, as if to merge it; mine stays as it is byte for byte."""
    done, start = Endured(), _memory_mb("VmRSS")
    with open_book(mine, author("Hà", 9)) as book:
        before = mine.read_bytes()
        for file in files:
            began = time.process_time()
            try:
                with merging.prepare(book, [file]) as prepared:
                    done.seen["rows set aside" if prepared.preview.rejected else "harmless"] += 1
            except KnownError as refused:
                done.seen[type(refused).__name__] += 1
            done.longest = max(done.longest, time.process_time() - began)
            assert mine.read_bytes() == before, f"{file} changed my book"
        assert verify(book).faults == ()
    done.growth_mb = _memory_mb("VmHWM") - start
    return done


def in_a_child(work: Callable[[], Endured], about: str) -> Endured:
    """The same in a process of its own, which must end well."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            try:
                done = work()
                json.dump([done.seen, done.longest, done.growth_mb], pipe)
            except BaseException:
                pipe.write(traceback.format_exc())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, f"{about}: ended with {os.waitstatus_to_exitcode(status)}"
    assert told.startswith("["), f"{about}: {told}"
    seen, longest, growth_mb = json.loads(told)
    return Endured(Counter(seen), longest, growth_mb)


def _memory_mb(name: str) -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name)) // 1024


def fuzz(mine: Path, theirs: Path, folder: Path, seeds: Iterable[int]) -> Endured:
    """A broken file for every seed, looked at in one child."""
    source = theirs.read_bytes()

    def files() -> Iterable[Path]:
        for seed in seeds:
            made = folder / "hỏng.danvan"
            way, content = broken(source, random.Random(seed), folder / "nháp.danvan")
            made.write_bytes(content)
            try:
                yield made
            except BaseException as error:
                error.add_note(f"seed {seed}: {way}")
                raise

    return in_a_child(lambda: endure(mine, files()), f"seeds {seeds}")
