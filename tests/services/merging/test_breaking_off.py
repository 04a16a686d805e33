"""P13 and cases 1-3: whatever ends a merge or a writing back, each file is as before or as after, nothing between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services import merging
from danvan_desktop.services.merging.preparing import Room
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.connection import journal_of
from danvan_desktop.storage.errors import NoRoom
from danvan_desktop.storage.verify import verify
from tests.making import author
from tests.services.merging.copies import NOON, copy_to, edited, log_of, meaning, merge_files
from tests.services.merging.test_merging import tuan_works
from tests.storage.test_full_disk import disk, fill, names

__all__ = ["disk"]

resource = pytest.importorskip("resource", reason="processes are forked and limited, which Windows cannot")


@pytest.fixture(scope="module")
def pair(small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """My book and Tuấn's, both closed."""
    path = Path(shutil.copy(small_file, tmp_path_factory.mktemp("sổ gốc")))
    return path, edited(copy_to(path, "USB"), "Tuấn", tuan_works)


def in_a_process(work: Callable[[], object]) -> int:
    """Start `work` in a process of its own, which ends with 0, or 3 after a known sentence, or 4; its id."""
    pid = os.fork()
    if pid:
        return pid
    code = 4
    try:
        work()
        code = 0
    except KnownError:
        code = 3
    finally:
        os._exit(code)


def merged(book: Path, theirs: Path, room: Path) -> None:
    with open_book(book, author("Hà", 9)) as held, merging.prepare(held, [theirs], room=Room(room)) as prepared:
        merging.merge(held, prepared, book.parent / "Sao luu", NOON)


def kill_merges(pair: tuple[Path, Path], folder: Path, kills: int, chance: random.Random) -> Counter[str]:
    """Kill so many merges at any moment; what became of them."""
    mine, theirs = pair
    old, new = log_of(mine), log_of(mine) | log_of(theirs)
    seen: Counter[str] = Counter()
    alive = 0.0
    for number in range(kills + 1):
        book = folder / "sổ.danvan"
        shutil.copyfile(mine, book)
        begun = time.monotonic()
        pid = in_a_process(lambda: merged(book, theirs, folder))  # noqa: B023
        if number:
            time.sleep(chance.uniform(0.6 * alive if number % 2 else 0, 1.1 * alive))
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        alive = alive or time.monotonic() - begun
        journal = journal_of(book)
        seen["hot journal"] += journal.exists() and any(journal.read_bytes()[:8])
        with open_book(book, author("Lan", number)) as held:
            assert verify(held).faults == ()
            found = log_of(book)
        assert found in (old, new)
        seen["merged" if found == new else "as before"] += 1
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return seen


def test_a_merge_that_is_killed_leaves_the_old_book_or_the_new(pair: tuple[Path, Path], book_dir: Path) -> None:
    assert kill_merges(pair, book_dir, 2, random.Random(1))["merged"] >= 1


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_a_thousand_merges_that_are_killed_do_so(pair: tuple[Path, Path], book_dir: Path) -> None:
    seen = kill_merges(pair, book_dir, 1000, random.Random(2))
    print(f"\n1,000 merges killed: {dict(seen)}")
    assert min(seen["merged"], seen["as before"]) > 50


def test_a_full_disk_leaves_everything_as_it_was(pair: tuple[Path, Path], disk: Path, book_dir: Path) -> None:
    mine, theirs = (Path(shutil.copy(path, disk / name)) for path, name in zip(pair, ("sổ.danvan", "kia"), strict=True))
    there = theirs.read_bytes()
    with open_book(mine, author("Hà", 9)) as book:
        before = meaning(mine)
        for spare_kb in (0, 8, 60):
            filler = fill(disk, spare_kb)
            with pytest.raises(NoRoom):
                merging.prepare(book, [theirs], room=Room(disk))
            with merging.prepare(book, [theirs], room=Room(book_dir)) as prepared:
                with pytest.raises(NoRoom):
                    merging.merge(book, prepared, disk, NOON)
                if spare_kb < 60:
                    with pytest.raises(NoRoom):
                        merging.merge(book, prepared, book_dir / "Sao luu", NOON)
            filler.unlink()
            assert meaning(mine) == before
        with merging.prepare(book, [theirs], room=Room(book_dir)) as prepared:
            merging.merge(book, prepared, book_dir / "Sao luu", NOON)
            fill(disk, 60)
            with pytest.raises(NoRoom):
                merging.write_back(book, prepared, theirs)
        assert theirs.read_bytes() == there
        assert [name for name in names(disk) if not name.startswith("sổ.danvan")] == ["kia", "đầy"]
        assert verify(book).faults == ()


def take_no_more_than(good: int) -> None:
    """Let every write behind the first bytes of a file fail in this process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (good, good))


def test_a_stick_that_takes_no_more_bytes_keeps_what_it_had(pair: tuple[Path, Path], book_dir: Path) -> None:
    mine, theirs = pair
    size, there = mine.stat().st_size, theirs.read_bytes()
    stick = book_dir / "USB"
    stick.mkdir()

    def limited(good: int) -> None:
        book = open_book(book_dir / "sổ.danvan", author("Hà", 9))
        prepared = merging.prepare(book, [stick / "sổ.danvan"], room=Room(book_dir))
        merging.merge(book, prepared, book_dir / "Sao luu", NOON)
        take_no_more_than(good)
        merging.write_back(book, prepared, stick / "sổ.danvan")

    for good in (0, 50_000, size - 1, 2 * size):
        shutil.copyfile(mine, book_dir / "sổ.danvan")
        shutil.copyfile(theirs, stick / "sổ.danvan")
        _, status = os.waitpid(in_a_process(lambda: limited(good)), 0)  # noqa: B023
        assert os.waitstatus_to_exitcode(status) == (3 if good < size else 0)
        written = (stick / "sổ.danvan").read_bytes() != there
        assert written is (good > size)
        assert names(stick) == ["sổ.danvan"]
    assert log_of(stick / "sổ.danvan") == log_of(mine) | log_of(theirs)


def test_a_disk_that_takes_no_more_bytes_keeps_the_book(pair: tuple[Path, Path], book_dir: Path) -> None:
    mine, theirs = pair

    def limited(good: int) -> None:
        book = open_book(book_dir / "sổ.danvan", author("Hà", 9))
        prepared = merging.prepare(book, [theirs], room=Room(book_dir))
        take_no_more_than(good)
        merging.merge(book, prepared, book_dir / "Sao luu", NOON)

    for good in (4096, mine.stat().st_size - 4096):
        shutil.copyfile(mine, book_dir / "sổ.danvan")
        _, status = os.waitpid(in_a_process(lambda: limited(good)), 0)  # noqa: B023
        assert os.waitstatus_to_exitcode(status) == 3
        with open_book(book_dir / "sổ.danvan", author("Lan", 4)) as book:
            assert log_of(book.path) == log_of(mine)
            assert verify(book).faults == ()
            merge_files(book, theirs)
