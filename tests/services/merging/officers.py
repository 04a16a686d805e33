"""Three officers with a copy of a book each, who do anything; after every step the properties of exchange.md hold.

P13 and P14 (a death in the middle, hostile files) have tests of their own.
"""

from __future__ import annotations

import random
import shutil
from itertools import count, permutations
from pathlib import Path

from danvan_desktop.domain.changes import rules
from danvan_desktop.domain.changes.rules import Change, Verb
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.services import merging
from danvan_desktop.storage.book import Author, Book, open_book
from danvan_desktop.storage.verify import verify
from tests.domain.changes import machine
from tests.domain.changes.machine import Log, View
from tests.making import new_ids
from tests.services.merging.copies import YEARS_31_MS, copy_to, log_of, meaning, merge_files, somebody
from tests.storage.merging import assert_means_what_its_log_means, changes_in
from tests.storage.random_edits import Editor

PEOPLE = ("Hà", "Tuấn", "Lan")
QUARRELS: tuple[tuple[str, tuple[Value, ...]], ...] = (
    ("note", ("một", "hai", "ba")),
    ("status", ("todo", "doing", "done")),
    ("percent", (10, 20, None)),
    ("time_text", ("Quý I/2026", "Quý II/2026")),
    (DELETED, (True,)),
)


class Officers:
    """Three files made from one; a change that was ever written is remembered by its id."""

    def __init__(self, source: Path, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.openings = count(100)
        self.skews = [0, 0, 0]
        self.files = [folder / person / "sổ.danvan" for person in PEOPLE]
        self.kept: dict[int, Path] = {}
        self.conflicts = 0
        self.written: dict[str, Change] = {}
        self.asked: set[tuple[str, str]] = set()
        for file in self.files:
            file.parent.mkdir()
            shutil.copyfile(source, file)

    def step(self) -> str:
        """One officer does one thing; what it was."""
        often, seldom = (self.edit, self.quarrel, self.merge), (self.back_up, self.restore, self.copy_over, self.jump)
        act = self.chance.choice((*often * 3, *seldom))
        act(self.chance.randrange(3))
        return act.__name__

    def edit(self, who: int) -> None:
        """A few acts in one opening: they lose nothing and make no conflict; taking an answer back asks again (P7)."""
        with open_book(self.files[who], self._author(who)) as book:
            before = _view(changes_in(book))
            editor = Editor(book, self.chance, new_ids(next(self.openings)), lambda: self._author(who))
            editor.alone = False
            for _ in range(self.chance.randrange(1, 4)):
                editor.step()
            after = _view(changes_in(editor.book))
            editor.tear_down()
        machine.check_nothing_left_the_log(before.log, after.log)
        taken_back = [item for id_, item in after.log.items() if id_ not in before.log and item.verb == Verb.UNDO]
        asked_again = {(item.record, name) for item in taken_back for name in item.fields} & self.asked
        assert after.conflicts <= before.conflicts | asked_again, f"P7 a conflict without a merge: {after.conflicts}"
        self._check(after)

    def quarrel(self, who: int) -> None:
        """One field of the few over which they fall out, or its task deleted."""
        with open_book(self.files[who], self._author(who)) as book:
            editor = Editor(book, self.chance, new_ids(next(self.openings)), lambda: self._author(who))
            tasks = editor.records(Kind.TASK)[:1]
            name, values = self.chance.choice(QUARRELS)
            verb = Verb.DELETE if name == DELETED else Verb.EDIT
            editor.write(Kind.TASK, self.chance.choice(tasks), {name: self.chance.choice(values)}, verb)
            self._check(_view(changes_in(book)))

    def merge(self, who: int) -> None:
        """Take in another file, or both others at once."""
        others = [other for other in range(3) if other != who]
        sources = [self.files[other] for other in self.chance.sample(others, self.chance.choice((1, 1, 2)))]
        self._check_ways(self.files[who], sources)
        sides = [_view(self._changes(file)) for file in (self.files[who], *sources)]
        self.conflicts += self.put_together(who, self.files[who], *sources)
        self.check_merged(who, self.files[who], *sources)
        after = _view(self._changes(self.files[who]))
        for side in sides:
            machine.check_nothing_left_the_log(side.log, after.log)
            machine.check_no_silent_loss(side, after)
        if len(sources) == 1:
            machine.check_no_false_conflict(*sides, after)
        self._check(after)

    def put_together(self, who: int, file: Path, *sources: Path) -> int:
        """Merge files into one; how many conflicts that made."""
        with open_book(file, self._author(who)) as book:
            preview = merge_files(book, *sources).preview
        assert not preview.rejected, f"P4 an honest change was turned away: {preview.rejected}"
        return len(preview.conflicts)

    def check_merged(self, who: int, file: Path, *sources: Path) -> None:
        """What holds for a file right after it took others in."""
        with open_book(file, self._author(who)) as book:
            assert _holds_what_its_log_means(book), "P12 the tables are not what the log says"
            with merging.prepare(book, sources) as again:
                assert not again.preview.brings_news, "P2 merging again brings something"

    def back_up(self, who: int) -> None:
        """Keep the file as it is."""
        self.kept[who] = copy_to(self.files[who], f"giữ {who}")

    def restore(self, who: int) -> None:
        """The file is lost, and a backup takes its place."""
        if who in self.kept:
            shutil.copyfile(self.kept[who], self.files[who])

    def copy_over(self, who: int) -> None:
        """Another's file takes the place of this one."""
        shutil.copyfile(self.files[(who + 1) % 3], self.files[who])

    def jump(self, who: int) -> None:
        """The clock of a PC is wrong by 31 years."""
        self.skews[who] = self.chance.choice((-YEARS_31_MS, 0, YEARS_31_MS))

    def check_every_order(self) -> int:
        """P3: all three put together in all six orders mean the same; how many conflicts that leaves."""
        found = []
        for number, order in enumerate(permutations(range(3))):
            together = copy_to(self.files[order[0]], f"thứ tự {number}")
            for other in order[1:]:
                self.put_together(order[0], together, self.files[other])
            found.append((meaning(together), log_of(together)))
        assert all(one == found[0] for one in found), "P3 the order of merging counts"
        return len(found[0][0][-1])

    def _check_ways(self, file: Path, sources: list[Path]) -> None:
        """P1: merging here and merging there come to the same."""
        if len(sources) != 1:
            return
        here, there = copy_to(file, "đây"), copy_to(sources[0], "kia")
        for into, source in ((here, sources[0]), (there, file)):
            self.put_together(0, into, source)
        assert meaning(here) == meaning(there), "P1 the two ways to merge differ"
        assert log_of(here) == log_of(there), "P1 the two ways to merge differ"

    def _changes(self, file: Path) -> list[Change]:
        with open_book(file, self._author(0), read_only=True) as book:
            return changes_in(book)

    def _author(self, who: int) -> Author:
        return somebody(PEOPLE[who], next(self.openings), self.skews[who])

    def _check(self, view: View) -> None:
        self.asked |= view.conflicts
        machine.check_hidden_was_seen(view)
        machine.check_parents_are_there(view.log)
        timeless = _view(list(machine.without_clocks(view.log).values()))
        assert machine.dump(timeless) == machine.dump(view), "P8 a clock decided something"
        for id_, change in view.log.items():
            assert id_ == rules.change_id(change), f"P11 {change} has a false id"
            assert self.written.setdefault(id_, change) == change, "P11 one id stands for two changes"


def _holds_what_its_log_means(book: Book) -> bool:
    try:
        assert_means_what_its_log_means(book)
    except AssertionError:
        return False
    return verify(book).sound


def _view(changes: list[Change]) -> View:
    log: Log = {change.id: change for change in changes}
    return machine.view_of(log)
