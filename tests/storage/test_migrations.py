"""The log's own tables in other versions: upgraded on a copy that replaces the book once it is verified (R14, case 7).

There has been one version so far; the others here are made up, so that the way is known to hold before it is needed.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from danvan_desktop.services.history import undo
from danvan_desktop.storage import errors, log
from danvan_desktop.storage.book import check_file, lock_note, open_book
from danvan_desktop.storage.migrations.steps import CURRENT, Schema, Step
from danvan_desktop.storage.migrations.upgrading import open_current, upgrade
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book
from tests.storage.merging import changes_in

ROOT = Path(__file__).resolve().parents[2]
KEPT = "so (trước khi nâng cấp 20260305-*.danvan"


def with_a_note(raw: sqlite3.Connection) -> None:
    raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY)")
    raw.execute("ALTER TABLE change ADD COLUMN extra TEXT")


def without_it_again(raw: sqlite3.Connection) -> None:
    raw.execute("ALTER TABLE change DROP COLUMN extra")
    raw.execute("DROP TABLE note")


def with_merges(raw: sqlite3.Connection) -> None:
    raw.execute(
        "CREATE TABLE merge_log (\n\tid INTEGER NOT NULL, \n\tfirst_local INTEGER NOT NULL, \n\tlast_local INTEGER NOT "
        "NULL, \n\tmerged_at TEXT NOT NULL, \n\tsource TEXT NOT NULL, \n\tPRIMARY KEY (id)\n)"
    )


LATER = Schema(3, (Step(2, with_a_note), Step(3, without_it_again)))
"""Two steps that lead from the tables of today to the same again, so that every check of today holds there."""
FORMER = Schema(1, (Step(1, with_merges),))
"""A version 0 without the list of merges."""


@pytest.fixture
def path(book_dir: Path) -> Path:
    with empty_book(book_dir) as book:
        for text in ("a", "b"):
            log.write(book, [log.Write(log.Kind.PROGRAMME, "1" * 32, {"title": text})])
        return book.path


def kept_of(path: Path) -> list[Path]:
    return sorted(path.parent.glob(KEPT))


def test_the_steps_lead_from_every_older_version_or_from_none() -> None:
    assert CURRENT.way_from(CURRENT.version) == []
    assert CURRENT.way_from(CURRENT.version + 1) is None
    assert [step.version for step in LATER.way_from(1) or ()] == [2, 3]
    assert [step.version for step in LATER.way_from(2) or ()] == [3]
    assert LATER.way_from(0) is None


def test_a_book_takes_every_step_and_is_kept_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with open_book(path, author(), read_only=True) as held:
        changes = changes_in(held)
    with pytest.raises(errors.OlderBook, match="phiên bản cũ"):
        open_book(path, author(), schema=LATER)
    with open_current(path, author("Lan"), schema=LATER) as held:
        assert verify(held, newest=LATER.version).faults == ()
        assert changes_in(held) == changes
        assert undo(held)
        assert verify(held, newest=LATER.version).faults == ()
    assert check_file(path, LATER) == 3
    (kept,) = kept_of(path)
    assert kept.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == sorted([path.name, kept.name])
    with pytest.raises(errors.NewerBook):
        open_book(path, author())
    with open_current(kept, author(), read_only=True, schema=LATER) as held:
        assert changes_in(held) == changes
    assert kept.read_bytes() == before


def test_a_table_that_a_version_lacked_is_there_afterwards(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE merge_log")
    raw.execute("PRAGMA user_version=0")
    raw.commit()
    raw.close()
    with pytest.raises(errors.DamagedBook):
        open_book(path, author(), read_only=True)
    with open_book(path, author(), read_only=True, schema=FORMER) as held:
        assert verify(held).faults == ()
    upgrade(path, author("Lan"), FORMER)
    with open_book(path, author()) as held:
        assert verify(held).faults == ()


def breaks(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM change")
    raise sqlite3.OperationalError("database or disk is full")


def loses(raw: sqlite3.Connection) -> None:
    raw.execute("DELETE FROM change WHERE local = 1")


@pytest.mark.parametrize("step", [breaks, loses])
def test_a_step_that_fails_or_loses_something_leaves_the_book(path: Path, step: object) -> None:
    before = path.read_bytes()
    with pytest.raises((errors.BookError, sqlite3.Error)):
        upgrade(path, author(), Schema(3, (Step(2, with_a_note), Step(3, step))))  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if file.suffix != ".danvan"] == []
    with open_book(path, author()) as held, pytest.raises(errors.BookBusy):
        upgrade(held.path, author("Lan"), LATER)
    assert not lock_note(path).exists()


KILLING = """
import json, os, signal, sys
from pathlib import Path
from danvan_desktop.storage.migrations.steps import Schema, Step
from danvan_desktop.storage.migrations.upgrading import upgrade
from tests.making import author
from tests.storage import test_migrations as made

WATCHED = {"open", "os.rename", "os.remove", "shutil.copyfile", "sqlite3.connect"}
left = [0]

def step(change):
    def taken(raw):
        die()
        change(raw)
        die()
    return taken

def die():
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def hook(event, args):
    if event in WATCHED and args and str(args[0]).find(".danvan") >= 0:
        die()

schema = Schema(3, tuple(Step(held.version, step(held.change)) for held in made.LATER.steps))
path, every = Path(sys.argv[1]), int(sys.argv[2])
book, moments = path.read_bytes(), []
number = 0
while True:
    number += every
    path.write_bytes(book)
    child = os.fork()
    if child == 0:
        left[0] = number
        sys.addaudithook(hook)
        upgrade(path, author("Lan"), schema)
        os._exit(0)
    killed = os.waitpid(child, 0)[1] != 0
    raw = path.read_bytes()
    moments.append((killed, int.from_bytes(raw[60:64], "big"), raw == book))
    if not killed:
        break
print(json.dumps(moments))
"""
"""Upgrade a book again and again, each time killed a little later: at every file that is opened, copied or renamed, and
at the beginning and end of every step."""


def killed_all_along(path: Path, every: int) -> list[tuple[bool, int, bool]]:
    command = [sys.executable, "-c", KILLING, str(path), str(every)]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert answer.returncode == 0, answer.stderr
    return [tuple(moment) for moment in json.loads(answer.stdout)]


def assert_old_or_new(path: Path, moments: list[tuple[bool, int, bool]]) -> None:
    """Every killed upgrade left the old book byte for byte, or the new one; what it left behind is in nobody's way."""
    assert all(same if version == 1 else version == 3 for _, version, same in moments)
    assert moments[-1][:2] == (False, 3)
    assert {version for _, version, _ in moments} == {1, 3}
    with open_book(path, author(), schema=LATER) as held:
        assert verify(held, newest=LATER.version).faults == ()
    for kept in kept_of(path):
        with open_book(kept, author(), read_only=True) as held:
            assert verify(held).faults == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_killed_upgrade_leaves_the_old_book_or_the_new(path: Path) -> None:
    moments = killed_all_along(path, 5)
    assert_old_or_new(path, moments)
    assert len(moments) > 4


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_an_upgrade_is_killed_at_every_moment(path: Path) -> None:
    moments = killed_all_along(path, 1)
    print(f"\nkilled at {len(moments) - 1} moments")
    assert_old_or_new(path, moments)
