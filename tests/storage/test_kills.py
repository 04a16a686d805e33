"""A save that was acknowledged outlives the death of the program at any moment, without warning (SIGKILL)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from danvan_desktop.services.tasks import find_task
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.verify import verify
from tests.making import author, sample_book

ROOT = Path(__file__).resolve().parents[2]
CALL = ("--task", "1.1", "--today", "2026-03-05", "--person", "Hà")
ENDLESS = """
import sys
from danvan_desktop.cli import main
number = int(sys.argv[2])
while main(["set", sys.argv[1], f"note={number}", *sys.argv[3:]]) == 0:
    print(number, flush=True)
    number += 1
"""
"""One save after another, each a whole call of the command line; its number is printed once it has ended well."""


def spawned(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def note_in(book: Path, *, read_only: bool) -> int:
    """The number that was saved last, in a book that must be sound."""
    with open_book(book, author(), read_only=read_only) as held:
        assert verify(held).faults == ()
        return int(find_task(held, "1.1").note or "0")


@pytest.fixture
def book(book_dir: Path) -> Path:
    with sample_book(book_dir, tasks=5) as made:
        return made.path


def kill_among_saves(book: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Kill a program that saves all the time, `kills` times; after each the last acknowledged save is there."""
    seen: Counter[str] = Counter()
    last = 0
    for _ in range(kills):
        with spawned("-c", ENDLESS, book, last + 1, *CALL) as saving:
            assert saving.stdout is not None
            acknowledged = [int(saving.stdout.readline())]
            time.sleep(chance.uniform(0, 0.4))
            saving.kill()
            acknowledged += [int(line) for line in saving.stdout.read().split()]
        journal = book.with_name(book.name + "-journal")
        seen["hot journal"] += journal.exists() and any(journal.read_bytes()[:8])
        found = note_in(book, read_only=chance.random() < 0.5)
        assert found in (acknowledged[-1], acknowledged[-1] + 1)
        seen["saves acknowledged"] += len(acknowledged)
        seen["killed after the save, before it was acknowledged"] += found > acknowledged[-1]
        last = found
    return seen


def kill_single_calls(book: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Kill `python -m danvan_desktop set`, each time another process, at any moment; the first one lives."""
    seen: Counter[str] = Counter()
    last, alive = 0, 60.0
    for number in range(kills + 1):
        begun = time.monotonic()
        with spawned("-m", "danvan_desktop", "set", book, f"note={number}", *CALL) as saving:
            try:
                code = saving.wait(chance.uniform(0.5, 1.2) * alive)
            except subprocess.TimeoutExpired:
                saving.kill()
                code = saving.wait()
            else:
                alive = time.monotonic() - begun
        found = note_in(book, read_only=chance.random() < 0.5)
        assert code in (0, -9)
        assert found in ({number} if code == 0 else {last, number})
        seen["acknowledged" if code == 0 else "killed after the save" if found == number else "killed before"] += 1
        last = found
    return seen


def test_no_acknowledged_save_is_lost(book: Path) -> None:
    seen = kill_among_saves(book, 4, random.Random(1))
    assert seen["saves acknowledged"] >= 4


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_acknowledged_save_is_lost_in_two_hundred_kills(book: Path) -> None:
    print(f"\n200 kills among saves: {dict(kill_among_saves(book, 200, random.Random(2)))}")


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_acknowledged_call_is_lost_in_two_hundred_kills(book: Path) -> None:
    seen = kill_single_calls(book, 200, random.Random(3))
    print(f"\n200 calls: {dict(seen)}")
    assert set(seen) >= {"acknowledged", "killed before"}
