"""A damaged book gives up every change that is still whole in it, wherever the damage lies."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history
from danvan_desktop.services.importing import import_draft
from danvan_desktop.services.safety import CannotRebuild, NothingSaved, log_is_whole, rebuild, salvage
from danvan_desktop.services.tasks import find_task, list_tasks
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import open_book
from danvan_desktop.storage.errors import BookBusy, CannotUndo
from danvan_desktop.storage.mending.salvaging import caught
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book
from tests.services.drafts import FACT, draft
from tests.services.merging.copies import merge_files
from tests.storage.cutting import cut_off
from tests.storage.merging import changes_in, unite
from tests.storage.test_damage import at_random, dump, enriched, told, where_written

NOON = datetime(2026, 3, 5, 12)
PAGE = 4096
LONG = "Dài quá một trang. " * 400


def ids_in(path: Path) -> dict[str, tuple[str, str]]:
    with open_book(path, author(), read_only=True) as held:
        return {item.id: (item.kind, item.record) for item in changes_in(held)}


def found_in(path: Path) -> tuple[set[str], bool]:
    with caught(path, lambda _done, _whole: None) as catch:
        return set(catch.changes), catch.is_whole


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book with something of everything: edits, a merge with conflicts, a file, a text of several pages."""
    with empty_book(tmp_path_factory.mktemp("sổ")) as book:
        import_draft(book, draft(), FACT)
        editing.set_fields(book, find_task(book, "1.2").id, {"note": LONG})
        return enriched(book)


@pytest.fixture
def rich(made_once: Path, book_dir: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copyfile(made_once, book_dir / "sổ.danvan"))


def blanked(path: Path, pages: range) -> None:
    with path.open("r+b") as file:
        file.seek(pages.start * PAGE)
        file.write(bytes(len(pages) * PAGE))


def root_of(path: Path, table: str) -> int:
    """The page at which a table begins, counted from nought."""
    raw = sqlite3.connect(path)
    try:
        return int(raw.execute("SELECT rootpage - 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0])
    finally:
        raw.close()


def test_a_book_whose_derived_tables_are_torn_is_made_again_as_it_was(rich: Path, made_once: Path) -> None:
    root = root_of(rich, "task")
    blanked(rich, range(root, root + 1))
    broken = rich.read_bytes()
    assert told(rich, read_only=True)
    assert log_is_whole(rich)
    kept = rebuild(rich, author("Lan", 9), NOON)
    assert (kept.name, kept.read_bytes()) == ("sổ (hỏng 20260305-120000).danvan", broken)
    with open_book(rich, author("Lan", 9)) as held, open_book(made_once, author(), read_only=True) as old:
        assert verify(held).faults == ()
        assert changes_in(held) == changes_in(old)
        assert list_tasks(held, TaskFilter()) == list_tasks(old, TaskFilter())
        assert history.stacks(held) == history.stacks(old)
        assert history.open_conflicts(held) == history.open_conflicts(old)
        for table in ("blob", "merge_log", "meta ORDER BY key"):
            assert (
                held.raw.execute(f"SELECT * FROM {table}").fetchall()
                == old.raw.execute(f"SELECT * FROM {table}").fetchall()
            )
    assert sorted(path.name for path in rich.parent.iterdir()) == sorted([kept.name, rich.name])


def without_head_and_tree(path: Path) -> None:
    root = root_of(path, "change")
    blanked(path, range(root, root + 1))
    blanked(path, range(1))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -6 * PAGE])


def with_every_third_page_blank(path: Path) -> None:
    for page in range(2, path.stat().st_size // PAGE, 3):
        blanked(path, range(page, page + 1))


Harm = Callable[[Path], None]


@pytest.mark.parametrize("harm", [without_head_and_tree, cut_short, with_every_third_page_blank])
def test_what_is_readable_is_saved_beside_the_damaged_file(rich: Path, harm: Harm) -> None:
    truth = ids_in(rich)
    harm(rich)
    broken = rich.read_bytes()
    assert told(rich, read_only=True)
    done = salvage(rich, author("Lan", 9), NOON)
    assert done.book == rich.with_name("sổ (cứu được 20260305-120000).danvan")
    assert rich.read_bytes() == broken
    with open_book(done.book, author("Lan", 9)) as held:
        assert verify(held).faults == ()
        saved = {item.id for item in changes_in(held)}
    assert saved <= set(truth)
    assert len(saved) == done.saved.changes > len(truth) // 3
    if harm is without_head_and_tree:
        assert saved == set(truth)
    elif harm is with_every_third_page_blank:
        assert done.saved.missing == len(truth) - len(saved) > 0
        assert done.saved.doubtful <= set(truth.values())
        with pytest.raises(CannotRebuild, match="tệp được giữ nguyên"):
            rebuild(rich, author("Lan", 9), NOON)
    assert rich.read_bytes() == broken


@pytest.fixture
def chained(rich: Path) -> tuple[Path, Path, str]:
    """A book whose middle change of three on one field is damaged, and a copy made before that."""
    shutil.copyfile(rich, rich.with_name("bản của Lan.danvan"))
    with open_book(rich, author("Hà", 11)) as book:
        for text in ("một", "hai", "ba"):
            editing.set_fields(book, find_task(book, "1.2").id, {"note": text})
        whole = rich.with_name("bản của Tuấn.danvan")
        backup_to(book, whole)
        lost = next(item.id for item in changes_in(book) if item.fields.get("note") == "hai")
    content = bytearray(rich.read_bytes())
    place = content.index(b'{"note":"hai"}')
    content[place + 9] ^= 1
    rich.write_bytes(content)
    return rich, whole, lost


def test_a_lost_link_is_noted_and_comes_back_by_merging(chained: tuple[Path, Path, str]) -> None:
    damaged, whole, lost = chained
    done = salvage(damaged, author("Lan", 9), NOON)
    assert (done.saved.missing, done.incomplete) == (1, ("nhiệm vụ 1.2",))
    with open_book(done.book, author("Lan", 9)) as held:
        assert find_task(held, "1.2").note == "ba"
        assert verify(held).faults == ()
        with pytest.raises(CannotUndo, match="đã mất khi tệp sổ hỏng"):
            history.undo(held)
        editing.set_fields(held, find_task(held, "1.2").id, {"note": "bốn"})
        backup_to(held, done.book.with_name("sao lưu.danvan"))
        with open_book(whole, author(), read_only=True) as other:
            assert unite(held, other) == 1
        assert verify(held).faults == ()
        assert find_task(held, "1.2").note == "bốn"
        assert lost in {item.id for item in changes_in(held)}
    assert log_is_whole(done.book)


def test_a_colleague_takes_what_was_saved_though_a_link_is_lost(chained: tuple[Path, Path, str]) -> None:
    damaged, whole, lost = chained
    made = salvage(damaged, author("Lan", 9), NOON).book
    with open_book(damaged.with_name("bản của Lan.danvan"), author("Lan", 12)) as held:
        assert merge_files(held, made).preview.rejected == ()
        assert find_task(held, "1.2").note == "ba"
        assert verify(held).faults == ()
        assert merge_files(held, whole).preview.rejected == ()
        assert lost in {item.id for item in changes_in(held)}
        assert verify(held).faults == ()


def test_a_book_cut_off_in_a_save_is_salvaged_as_before_it(rich: Path) -> None:
    truth = set(ids_in(rich))
    cut_off(rich)
    assert found_in(rich)[0] == truth
    with rich.open("r+b") as file:
        file.write(bytes(100))  # now SQLite cannot put the pages of the journal back
    assert found_in(rich)[0] == truth


def test_nothing_is_made_of_what_is_no_book_or_is_open(book_dir: Path, rich: Path) -> None:
    foreign = book_dir / "khác.danvan"
    foreign.write_bytes(random.Random(1).randbytes(50_000))
    with pytest.raises(NothingSaved, match="được giữ nguyên"):
        salvage(foreign, author(), NOON)
    foreign.write_bytes(b"")
    with pytest.raises(NothingSaved):
        salvage(foreign, author(), NOON)
    names = sorted(path.name for path in book_dir.iterdir())
    with open_book(rich, author()), pytest.raises(BookBusy):
        salvage(rich, author("Lan", 9), NOON)
    assert sorted(path.name for path in book_dir.iterdir()) == names


def flip_and_save(path: Path, flips: list[tuple[int, int]], every: int) -> Counter[str]:
    """Each flip is told of or harmless, and costs one change at most; of each `every`th the book is made again."""
    original, truth, meaning = path.read_bytes(), set(ids_in(path)), dump(path)
    copy = path.with_name("lật.danvan")
    seen: Counter[str] = Counter()
    for number, (offset, mask) in enumerate(flips):
        changed = bytearray(original)
        changed[offset] ^= mask
        copy.write_bytes(changed)
        reported = told(copy, read_only=True)
        copy.write_bytes(changed)
        assert reported or dump(copy) == meaning, f"byte {offset} ^ {mask:#x} went unnoticed"
        found, is_whole = found_in(copy)
        assert found <= truth
        assert len(truth - found) <= 1, f"byte {offset} ^ {mask:#x}"
        assert not is_whole or found == truth
        seen.update({"told": reported, "every change found": found == truth, "known to be whole": is_whole})
        if number % every == 0:
            made_again(copy, found, is_whole)
    return seen


def made_again(copy: Path, found: set[str], is_whole: bool) -> None:
    """Rebuilt where nothing is lost, else salvaged: sound, and all that was whole is back."""
    if is_whole:
        kept, made = rebuild(copy, author("Lan", 9), NOON), copy
    else:
        kept, made = copy, salvage(copy, author("Lan", 9), NOON).book
    assert not told(made, read_only=True)
    assert set(ids_in(made)) == found
    kept.unlink()
    made.unlink(missing_ok=True)


def test_a_flipped_bit_is_told_or_harmless_and_costs_one_change_at_most(rich: Path) -> None:
    seen = flip_and_save(rich, where_written(rich.read_bytes(), 8, seed=5), every=4)
    assert seen["every change found"] > 4


@pytest.mark.slow
@pytest.mark.timeout(14_400)
def test_ten_thousand_flipped_bits_are_told_or_harmless_and_cost_one_change_each_at_most(rich: Path) -> None:
    content = rich.read_bytes()
    flips = [*at_random(rich, 5000, seed=6), *where_written(content, 5000, seed=7)]
    print(f"\n10,000 flips: {dict(flip_and_save(rich, flips, every=50))}")
