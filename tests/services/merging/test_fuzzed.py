"""P14 on strangers' files by the thousand: none ends the program, changes my book, or takes much time or memory."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.rules import Change, change_id
from danvan_desktop.storage import log
from danvan_desktop.storage.book import open_book
from tests.making import author
from tests.services.merging.copies import copy_to, edited
from tests.services.merging.fuzzing import Endured, endure, fuzz, in_a_child
from tests.services.merging.test_merging import tuan_works
from tests.storage.merging import changes_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and their memory is read")

SECONDS, GROWTH_MB = 10, 200
"""Of one file, and beyond what the program takes by itself, which is less than a hundred."""
IN_A_CHILD = 250


@pytest.fixture(scope="module")
def pair(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """My book and Tuấn's, both closed."""
    path = Path(shutil.copy(small_file, tmp_path_factory.mktemp("sổ gốc")))
    return path, edited(copy_to(path, "USB"), "Tuấn", tuan_works)


def assert_bounded(done: Endured) -> None:
    assert done.longest < SECONDS
    assert done.growth_mb < GROWTH_MB


def test_files_broken_at_random_do_no_harm(pair: tuple[Path, Path], tmp_path: Path) -> None:
    done = fuzz(*pair, tmp_path, range(25))
    assert_bounded(done)
    assert len(done.seen) > 2


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_ten_thousand_files_broken_at_random_do_no_harm(pair: tuple[Path, Path], tmp_path: Path) -> None:
    done = Endured()
    for first in range(1000, 11_000, IN_A_CHILD):
        done.add(fuzz(*pair, tmp_path, range(first, first + IN_A_CHILD)))
    print(f"\n10,000 broken files, the longest {done.longest:.2f} s, + {done.growth_mb} MB at most: {dict(done.seen)}")
    assert_bounded(done)
    assert sum(done.seen.values()) == 10_000


def by_sql(statement: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as held:
            held.execute(statement)
            held.commit()

    return write


def forged(make: Callable[[Change], Change], copies: int = 1) -> Callable[[Path], None]:
    """Changes more under the ids that they should have, of a session that is there."""

    def write(path: Path) -> None:
        with open_book(path, author("Kẻ lạ", 8)) as book:
            last = changes_in(book)[-1]
            for number in range(copies):
                made = replace(make(last), seq=last.seq + 1 + number)
                row = log.stored(replace(made, id=change_id(made)))
                marks = ",".join("?" * len(row))
                book.raw.execute(f"INSERT INTO change ({','.join(row)}) VALUES ({marks})", list(row.values()))

    return write


def ids(count: int) -> tuple[str, ...]:
    return tuple(f"{number:032x}" for number in range(count))


GIANTS: dict[str, Callable[[Path], None]] = {
    "a file of 150 MB": by_sql("INSERT INTO blob VALUES (randomblob(32), zeroblob(150000000))"),
    "a text of 70 MB": by_sql("UPDATE change SET fields = printf('%.70000000c', 'x') WHERE local = 9"),
    "a text of 23 MB": by_sql("UPDATE change SET fields = printf('\"%.23000000c\"', 'x') WHERE local = 9"),
    "a name of 23 MB": by_sql("UPDATE session SET person = printf('%.23000000c', 'x')"),
    "texts of 9 MB": by_sql("UPDATE change SET fields = printf('\"%.9000000c\"', 'x') WHERE local < 9"),
    "deep JSON": by_sql("UPDATE change SET fields = replace(hex(zeroblob(500000)), '00', '[') WHERE local < 9"),
    "deep JSON that is closed": by_sql(
        "UPDATE change SET fields = '{\"note\":' || replace(hex(zeroblob(50000)), '00', '[') || "
        "replace(hex(zeroblob(50000)), '00', ']') || '}' WHERE local < 9"
    ),
    "a number of a million digits": by_sql(
        "UPDATE change SET fields = '{\"percent\":' || replace(hex(zeroblob(500000)), '0', '9') || '}' WHERE local = 9"
    ),
    "a counter below nought": by_sql("UPDATE change SET lamport = -5"),
    "a million parents": forged(lambda item: replace(item, fields={"note": "a"}, parents={"note": ids(1_000_000)})),
    "400,000 parents": forged(lambda item: replace(item, fields={"note": "a"}, parents={"note": ids(400_000)})),
    "a million of what is replaced": forged(lambda item: replace(item, replaces=ids(1_000_000))),
    "a thousand times a thousand parents": forged(
        lambda item: replace(item, fields={"note": "a"}, parents={"note": ids(1_000)}), 1_000
    ),
    "200,000 fields": forged(lambda item: replace(item, fields={f"x{number}": 1 for number in range(200_000)})),
}


QUICK = ("deep JSON", "deep JSON that is closed", "a number of a million digits", "a counter below nought")


def look_at(pair: tuple[Path, Path], folder: Path, *chosen: str) -> Endured:
    mine, theirs = pair
    files = [Path(shutil.copy(theirs, folder / f"{name}.danvan")) for name in chosen]
    for name, file in zip(chosen, files, strict=True):
        GIANTS[name](file)
    return in_a_child(lambda: endure(mine, files), str(chosen))


def test_what_breaks_a_parser_is_set_aside(pair: tuple[Path, Path], tmp_path: Path) -> None:
    done = look_at(pair, tmp_path, *QUICK)
    assert_bounded(done)
    assert done.seen == {"rows set aside": len(QUICK)}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", GIANTS)
def test_giants_are_turned_away_in_time(pair: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    done = look_at(pair, tmp_path, name)
    print(f"\n{name}: {dict(done.seen)}, {done.longest:.2f} s, + {done.growth_mb} MB")
    assert_bounded(done)
    assert "harmless" not in done.seen
