"""What the screen asks of merging besides the merge: marks, sentences, doubles, several files, giving back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.merging.marking import Spot, provisional, told_conflicts, unmarked, with_marks
from danvan_desktop.domain.records import Kind
from danvan_desktop.services import editing, merging
from danvan_desktop.services.assignments import read_matrix
from danvan_desktop.services.books import Book
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.merging import CannotMerge
from danvan_desktop.services.tasks import find_task, list_programmes
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to
from danvan_desktop.storage.book import open_book
from tests.making import TODAY, author, new_ids
from tests.services.merging.copies import NOON, copy_to, edited, look, meaning, merge_files

SAME = "Tuyên truyền, vận động nhân dân hiến đất mở rộng đường liên thôn"


@pytest.fixture
def path(small_file: Path, book_dir: Path) -> Path:
    target = book_dir / "sổ.danvan"
    target.write_bytes(small_file.read_bytes())
    return target


def note(book: Book, text: str) -> None:
    editing.set_fields(book, find_task(book, "1.1").id, {"note": text})


def add(book: Book, text: str, seed: int) -> str:
    return editing.add_task(book, list_programmes(book)[0].id, {"text": text, "number": "8"}, new_ids(seed))[0]


def test_everything_provisional_is_marked_and_nothing_else(path: Path) -> None:
    with open_book(path, author("Hà", 5)) as mine:
        task = find_task(mine, "1.1")
        order = ExtensionOrder(date(2026, 12, 1), "theo chỉ đạo")
        (extension,) = editing.extend(mine, task.id, order, new_ids(4), TODAY).of(Kind.EXTENSION)
        part = task.assigned[0]
        theirs = path.parent / "USB.danvan"
        backup_to(mine, theirs)

        def quarrel(book: Book, person: str, day: int) -> None:
            fields = {Kind.TASK: {"note": person}, Kind.EXTENSION: {"new_due": f"2026-12-{day}"}}
            fields |= {Kind.ASSIGNMENT: {"note": person}, Kind.AGENCY: {"short": person}}
            records = (task.id, extension, part.assignment, part.agency)
            log.write(book, [Write(kind, record, fields[kind]) for kind, record in zip(fields, records, strict=True)])

        quarrel(mine, "Hà", 10)
        with open_book(theirs, author("Tuấn", 5)) as other:
            quarrel(other, "Tuấn", 20)
        merge_files(mine, theirs)
        task, calm = find_task(mine, "1.1"), find_task(mine, "1.2")
        assert (provisional(task), provisional(calm)) == ({Spot.NOTE, Spot.DUE, Spot.PARTS}, frozenset())
        assert told_conflicts(task) == "ghi chú, hạn mới, phân công"
        paper = with_marks(task)
        assert paper.note == f"⚠ Chưa chọn giữa hai bản: ghi chú, hạn mới, phân công. ⚠ {task.note}"
        assert [one.name[:1] == "⚠" for one in paper.assigned] == [one.disputed for one in task.assigned]
        assert with_marks(calm) is calm
        assert unmarked("⚠ của Hà") == unmarked("của Hà") == "của Hà"
        matrix = read_matrix(mine, TODAY)
        assert matrix.disputed == {(task.id, part.agency)}
        assert [agency.id for agency in matrix.agencies if agency.short.startswith("⚠")] == [part.agency]
        cards = merging.conflict_cards(mine)
        assert {card.about for card in cards if card.kind != Kind.AGENCY} == {task.id}
        assert f"phân công «{part.name}, chủ trì» (nhiệm vụ 1.1)" in " ".join(card.question for card in cards)


def test_doubles_are_found_again_after_the_merge_and_only_those(path: Path) -> None:
    theirs = copy_to(path, "USB")
    with open_book(path, author("Hà", 5)) as mine:
        copied = find_task(mine, "1.2").text
        add(mine, SAME, 1)
        with open_book(theirs, author("Tuấn", 5)) as other:
            add(other, f"{SAME}.", 2)
            add(other, copied, 3)
        preview = merge_files(mine, theirs).preview
        (twins,) = merging.list_twins(mine)
        assert (twins.suspicion,) == preview.suspected, "what he knew when he typed is no double of what he typed"
        assert ("nội dung", *sorted((SAME, f"{SAME}."))) in [(line[0], *sorted(line[1:])) for line in twins.lines]
        assert merging.list_twins(mine, [twins.key]) == ()
        merging.join_suspected(mine, twins.suspicion)
        assert merging.list_twins(mine) == ()


def test_a_file_that_cannot_be_merged_does_not_keep_the_others_out(path: Path, book_dir: Path) -> None:
    good = edited(copy_to(path, "USB"), "Tuấn", lambda book: add(book, SAME, 2))
    torn, missing = book_dir / "rách.danvan", book_dir / "không có.danvan"
    torn.write_bytes(good.read_bytes()[:4000])
    with open_book(path, author("Hà", 5)) as mine:
        prepared, refused = merging.prepare_readable(mine, [torn, good, missing])
        assert prepared is not None
        with prepared:
            assert [source.path for source in prepared.preview.sources] == [str(good)]
            assert [len(str(error).splitlines()) for error in refused] == [1, 1]
            told = merging.tell_merge(mine, prepared)
        assert ("rách.danvan" in str(refused[0]), "không có.danvan" in str(refused[1])) == (True, True)
        assert [held.title for held in told.lists] == ["Thêm mới"]
        assert "1 thay đổi mới của Tuấn" in told.sources[0]
        nothing, both = merging.prepare_readable(mine, [torn, missing])
        assert (nothing, len(both)) == (None, 2)


def test_a_stick_is_written_again_after_more_answers(path: Path) -> None:
    theirs = edited(copy_to(path, "USB"), "Tuấn", lambda book: add(book, SAME, 2))
    with open_book(path, author("Hà", 5)) as mine:
        with merging.prepare(mine, [theirs]) as prepared:
            assert merging.merged_files(prepared) == ()
            merging.merge(mine, prepared, path.parent / "Sao luu", NOON)
            (file,) = merging.merged_files(prepared)
        again = merging.give_back(mine, file)
        editing.set_fields(mine, find_task(mine, "1.1").id, {"note": "sau đó"})
        again = merging.give_back(mine, again)
        assert (again.given_back, look(mine, theirs).same) == (True, True)
        assert meaning(theirs) == meaning(path)
        with pytest.raises(CannotMerge, match="đã thay đổi từ lúc đọc"):
            merging.give_back(mine, file)


def test_of_three_versions_any_can_be_taken(path: Path) -> None:
    others = [
        edited(copy_to(path, person), person, lambda book, who=person: note(book, who)) for person in ("Lan", "Tuấn")
    ]
    with open_book(path, author("Hà", 5)) as mine:
        note(mine, "Hà")
        merge_files(mine, *others)
        (card,) = merging.conflict_cards(mine)
        (place,) = card.others
        third = card.sides[place].told
        assert {card.mine.told, card.theirs.told, third} == {"Hà", "Lan", "Tuấn"}
        merging.answer_side(mine, card.id, place)
        assert (find_task(mine, "1.1").note, merging.count_conflicts(mine)) == (third, 0)
