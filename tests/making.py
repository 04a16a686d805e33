"""Books and their makings for tests: time, ids and randomness are counted, so that a test always sees the same."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop import paths
from danvan_desktop.domain.ids import NewId, uuid7
from danvan_desktop.services import books, demo
from danvan_desktop.services.books import Shipped
from danvan_desktop.storage.book import Author, Book, create_book

TODAY = date(2026, 3, 5)
NOON_MS = 1_772_686_800_000
"""05/03/2026, 12:00 in Viet Nam."""


def seeds(quick: int, in_all: int) -> list[object]:
    """So many runs of random acts: the first ones in the suite, the others among the slow tests."""
    slow = (pytest.mark.slow,)
    return [pytest.param(seed, marks=() if seed < quick else slow) for seed in range(in_all)]


def author(person: str = "Hà", seed: int = 1) -> Author:
    """Somebody at a PC; each call has its own run of random bytes, the same for the same seed."""
    chance = random.Random(f"{person}/{seed}")
    ticks = itertools.count(NOON_MS, 1000)
    return Author(person, f"may-{person}", "danvan thử", lambda: next(ticks), chance.randbytes)


def new_ids(seed: int = 1) -> NewId:
    """Fresh record ids, the same for the same seed."""
    counted: Iterator[int] = itertools.count(seed << 16)
    return lambda: uuid7(NOON_MS, next(counted).to_bytes(10, "big"))


def empty_book(folder: Path, name: str = "so.danvan", who: Callable[[], Author] = author) -> Book:
    """A book with nothing in it, open for writing."""
    return create_book(folder / name, who(), 2026)


def shipped() -> Shipped:
    """What the program brings along."""
    return books.read_shipped(paths.resources_dir())


def sample_book(folder: Path, tasks: int = 25, name: str = "mau.danvan") -> Book:
    """The sample book as on TODAY, open for writing."""
    order = demo.DemoOrder(demo.sample_file(paths.resources_dir()), TODAY, tasks)
    return demo.make_demo(folder / name, author(), shipped(), order)
