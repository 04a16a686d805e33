"""Cases 1-3 to the last writing: whatever the program does, the disk fails at each of its writings in turn.

It runs full, it is pulled out, or the PC dies, each time with half of that writing done. The book then holds what it
held or what it should hold, an older file stands whole, and the officer reads one sentence.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from danvan_desktop import paths
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services import books, editing, merging
from danvan_desktop.services.backups import backup, restore
from danvan_desktop.services.importing import import_draft
from danvan_desktop.services.merging.preparing import Room
from danvan_desktop.services.papers import ExportOrder, PaperKind, WordingPlaces, export
from danvan_desktop.services.tasks import find_task
from danvan_desktop.storage.book import Book, journal_of, open_book
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, sample_book, shipped
from tests.services.drafts import FACT, draft
from tests.services.merging.copies import NOON, log_of
from tests.services.merging.test_breaking_off import in_a_process
from tests.services.merging.test_merging import tuan_works
from tests.storage.failing_disk import DEAD, FailingDisk, Way, failing_disk

BOOK, THEIRS, NEW, BACKUPS = "sổ.danvan", "USB/kia.danvan", "mới.danvan", "Sao luu"
WORD, SHEET = "ra/bảng.docx", "ra/bảng.xlsx"
WORDING = WordingPlaces(paths.resources_dir() / "wording", Path("không có"))
FORMER = Path(__file__).parents[1] / "books" / "derived-1.danvan.gz"
DONE, UNTOUCHED = "done all the same", "nothing failed"
UNFINISHED = re.compile(r"-journal$|\.lock$|\.partial|(^|/)~|danvan-gop-")
"""What a disk that is gone, or a PC that died, cannot take away: known by its name, and no book to anyone."""


@dataclass(frozen=True)
class Work:
    """Something that the program does under a folder; the disk is all of it or one folder in it.

    `makes` is a book that it makes: one that broke off must not stay where it could be taken away.
    """

    do: Callable[[Path], object]
    ready: Callable[[Path], object] = lambda _: None
    disk: str = "."
    makes: str = ""


def opened(path: Path) -> Book:
    return open_book(path, author("Hà", 9))


def save(at: Path) -> None:
    with opened(at / BOOK) as book:
        editing.set_fields(book, find_task(book, "1.1").id, {"note": "Ghi chú dài. " * 900})


def bring_in(at: Path) -> None:
    with opened(at / BOOK) as book:
        import_draft(book, draft(), FACT)


def merge(at: Path) -> None:
    with opened(at / BOOK) as book, merging.prepare(book, [at / THEIRS], room=Room(at)) as prepared:
        merging.merge(book, prepared, at / BACKUPS, NOON)


def merge_and_write_back(at: Path) -> None:
    with opened(at / BOOK) as book, merging.prepare(book, [at / THEIRS], room=Room(at)) as prepared:
        merging.merge(book, prepared, at / BACKUPS, NOON)
        merging.write_back(book, prepared, at / THEIRS)


def send(at: Path) -> None:
    with opened(at / BOOK) as book:
        backup(book, at / BACKUPS, NOON)


def bring_back(at: Path) -> None:
    (kept,) = (at / BACKUPS).glob("*.danvan")
    restore(kept, at / BOOK, author("Hà", 10), NOON.replace(hour=15), at / BACKUPS)


def saved_after_a_backup(at: Path) -> None:
    send(at)
    save(at)


def export_both(at: Path) -> None:
    with open_book(at / BOOK, author(), read_only=True) as book:
        for kind, target in ((PaperKind.CATALOGUE, WORD), (PaperKind.REGISTER, SHEET)):
            export(book, ExportOrder(kind, at / target, TODAY, WORDING))


def of_a_former_version(at: Path) -> None:
    (at / BOOK).write_bytes(gzip.decompress(FORMER.read_bytes()))


def make_new(at: Path) -> None:
    books.new_book(at / NEW, author(), 2026, shipped()).close()


WORKS = {
    "save": Work(save),
    "import": Work(bring_in),
    "merge": Work(merge),
    "write back": Work(merge_and_write_back, disk="USB"),
    "migration": Work(lambda at: opened(at / BOOK).close(), of_a_former_version),
    "backup": Work(send),
    "restore": Work(bring_back, saved_after_a_backup),
    "export": Work(export_both, lambda at: (at / "ra").mkdir() or export_both(at), "ra"),
    "new book": Work(make_new, makes=NEW),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """My book, and Tuấn's on a stick; to be copied."""
    folder = tmp_path_factory.mktemp("hai sổ")
    with sample_book(folder, tasks=5, name=BOOK) as book:
        path = book.path
    (folder / THEIRS).parent.mkdir()
    shutil.copyfile(path, folder / THEIRS)
    with open_book(folder / THEIRS, author("Tuấn", 2)) as theirs:
        tuan_works(theirs)
    return folder


Logs = dict[str, frozenset[bytes]]


def logs(at: Path, known: Collection[bytes] = ()) -> Logs:
    """What every book below a folder holds; each must be sound. Those that are `known` byte for byte, and have no
    journal, need not be opened again."""
    found: Logs = {}
    for path in sorted(at.rglob("*.danvan")):
        if UNFINISHED.search(path.parent.name):
            continue
        name, content = str(path.relative_to(at)), path.read_bytes()
        if content not in known or journal_of(path).exists():
            with open_book(path, author("Lan", 4)) as book:
                assert verify(book).faults == (), path.name
        found[name] = frozenset(log_of(path))
    return found


def names(at: Path) -> set[str]:
    return {str(path.relative_to(at)) for path in at.rglob("*")}


class Trials:
    """One work, done again and again on fresh copies."""

    def __init__(self, made: Path, folder: Path, work: Work) -> None:
        self.work, self.folder = work, folder
        self.start = folder / "đầu"
        shutil.copytree(made, self.start)
        work.ready(self.start)
        self.before = logs(self.start)
        self.known = {(self.start / name).read_bytes() for name in self.before}
        whole = self._fresh()
        with failing_disk(self._disk(whole), Way.PULLED, 1 << 60) as disk:
            work.do(whole)
        self.writings = disk.count
        self.after, self.names = logs(whole), names(whole)
        self.seen: Counter[str] = Counter()

    def fail(self, way: Way, good: int) -> None:
        """Let the disk fail after so many writings."""
        at = self._fresh()
        told = self._died(at, good) if way is Way.DEATH else self._told(at, way, good)
        left = {name for name in names(at) - self.names if not UNFINISHED.search(name)}
        assert left == set(), f"half files: {left}"
        if way is Way.FULL:
            unfinished = {name for name in names(at) if UNFINISHED.search(name)}
            assert unfinished <= {f"{BOOK}-journal"}, f"left on a full disk: {unfinished}"
        if self.work.makes and told not in (DONE, UNTOUCHED):
            assert way is not Way.FULL or not (at / self.work.makes).exists()
            (at / self.work.makes).unlink(missing_ok=True)  # nobody has worked in it yet
        held = logs(at, self.known)
        for name, found in held.items():
            assert found in (self.before.get(name), self.after.get(name)), f"{name} holds something between"
        if told in (DONE, UNTOUCHED):
            assert held == {name: self.after[name] for name in held}, "acknowledged, and not there"
        for name in self.before:
            assert (at / name).exists(), f"{name} is gone"
        for paper in (*at.rglob("*.docx"), *at.rglob("*.xlsx")):
            if not UNFINISHED.search(paper.name):
                with zipfile.ZipFile(paper) as package:
                    assert package.testzip() is None
        self.seen[told] += 1

    def _told(self, at: Path, way: Way, good: int) -> str:
        with failing_disk(self._disk(at), way, good) as disk:
            try:
                self.work.do(at)
            except KnownError as error:
                assert disk.failed
                return sentence(error, disk)
        return DONE if disk.failed else UNTOUCHED

    def _died(self, at: Path, good: int) -> str:
        def work() -> None:
            with failing_disk(self._disk(at), Way.DEATH, good):
                self.work.do(at)

        _, status = os.waitpid(in_a_process(work), 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (DEAD, 0)
        return "died" if code == DEAD else UNTOUCHED

    def _disk(self, at: Path) -> Path:
        return at / self.work.disk

    def _fresh(self) -> Path:
        at = self.folder / "thử"
        shutil.rmtree(at, ignore_errors=True)
        return Path(shutil.copytree(self.start, at))


def sentence(error: KnownError, disk: FailingDisk) -> str:
    """What the officer reads: about the disk, that nothing was lost, and what to do."""
    text = str(error)
    assert re.search(r"còn nguyên|không thay đổi|[Cc]hưa (ghi|thay đổi) gì|giữ nguyên", text), text
    assert "Hãy" in text, text
    assert not re.search(r"Errno|SQL|disk I/O|No space", text), text
    if disk.way is Way.FULL:
        assert "đầy" in text, text
    return type(error).__name__


def try_each(made: Path, folder: Path, name: str, goods: Callable[[int], Iterable[tuple[Way, int]]]) -> Counter[str]:
    trials = Trials(made, folder, WORKS[name])
    for way, good in goods(trials.writings):
        try:
            trials.fail(way, good)
        except BaseException as error:
            error.add_note(f"{name}: {way} after {good} of {trials.writings} writings")
            raise
    return trials.seen


QUICK = ((("merge", Way.PULLED), 0.6), (("export", Way.FULL), 0.9), (("new book", Way.FULL), 0.02))


@pytest.mark.parametrize(("chosen", "part"), QUICK)
def test_a_disk_that_fails_leaves_what_there_was(
    made: Path, tmp_path: Path, chosen: tuple[str, Way], part: float
) -> None:
    name, way = chosen
    try_each(made, tmp_path, name, lambda writings: [(way, int(part * writings))])


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", WORKS)
def test_a_disk_that_fails_at_any_writing_leaves_what_there_was(made: Path, tmp_path: Path, name: str) -> None:
    seen = try_each(made, tmp_path, name, lambda writings: [(way, good) for way in Way for good in range(writings)])
    print(f"\n{name}: {sum(seen.values())} failures: {dict(seen)}")
