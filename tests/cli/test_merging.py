"""danvan merge, resolve, list conflicts (design.md §7); three copies merged in every order print the same."""

from __future__ import annotations

import io
import random
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from danvan_desktop.services import travel
from danvan_desktop.storage.book import open_book
from tests.cli.calling import DAY, Call
from tests.making import new_ids
from tests.services.merging.copies import YEARS_31_MS, copy_to, somebody
from tests.storage.random_edits import Editor

TUAN = ("--today", "2026-03-06", "--person", "Tuấn")


@pytest.fixture
def theirs(book: Path) -> Path:
    """A copy on another PC."""
    return copy_to(book, "USB")


def values(danvan: Call, book: Path) -> list[dict[str, object]]:
    return list(danvan("list", "conflicts", book, "--json", *DAY).json["conflicts"])


def test_merging_prints_counts_and_lists_and_looking_changes_nothing(danvan: Call, book: Path, theirs: Path) -> None:
    danvan("set", book, "--task", "1.1", "note=của Hà", *DAY)
    danvan("set", theirs, "--task", "1.1", "note=của Tuấn", "result=Đã họp", *TUAN)
    danvan("set", theirs, "--task", "1.2", "lead+=Công an xã", *TUAN)
    before = book.read_bytes()
    looked = danvan("merge", theirs, "--into", book, "--dry-run", "--json", *DAY)
    assert looked.code == 0
    assert book.read_bytes() == before
    assert "Nếu gộp sẽ thêm 1, sửa 1, xóa 0 mục; 1 chỗ hai bên cùng sửa." in looked.err
    merged = danvan("merge", theirs, "--into", book, "--json", *DAY)
    assert merged.json == looked.json
    assert set(merged.json) >= {"added", "changed", "deleted", "conflicts", "suspected_duplicates", "rejected"}
    assert merged.json["counts"]["conflicts"] == len(merged.json["conflicts"]) == 1
    (changed,) = merged.json["changed"]
    assert (changed["kind"], changed["path"]) == ("task", "1.1")
    assert {"field": "result", "old": None, "new": "Đã họp"} in changed["fields"]
    assert [(held["kind"], held["title"]) for held in merged.json["added"]] == [("assignment", "Công an xã, chủ trì")]
    assert (book.parent / "Sao luu").is_dir()
    assert "không có gì mới" in danvan("merge", theirs, "--into", book, *DAY).err
    assert danvan("merge", book, "--into", theirs, *TUAN).code == 0
    again = danvan("merge", theirs, "--into", book, "--json", *DAY)
    assert again.json["same"]
    assert "Hai sổ giống nhau, không có gì để gộp." in again.err
    assert danvan("verify", book, *DAY).code == 0


@pytest.mark.parametrize(("keep", "note"), [("mine", "của Hà"), ("theirs", "của Tuấn"), ("của cả hai", "của cả hai")])
def test_a_conflict_is_listed_and_resolved(danvan: Call, book: Path, theirs: Path, keep: str, note: str) -> None:
    danvan("set", book, "--task", "1.1", "note=của Hà", *DAY)
    danvan("set", theirs, "--task", "1.1", "note=của Tuấn", *TUAN)
    danvan("merge", theirs, "--into", book, *DAY)
    (listed,) = values(danvan, book)
    assert set(listed) == {"id", "kind", "record", "path", "field", "values", "before", "provisional"}
    assert listed["id"] == f"{listed['record']}.note"
    told = [(held["value"], held["person"], held["day"]) for held in listed["values"]]  # type: ignore[attr-defined]
    assert sorted(told) == [("của Hà", "Hà", "2026-03-05"), ("của Tuấn", "Tuấn", "2026-03-06")]
    assert "của Tuấn" in danvan("list", "conflicts", book, *DAY).out
    assert danvan("resolve", book, listed["id"], "--keep", keep, *DAY).code == 0
    assert values(danvan, book) == []
    (task,) = [held for held in danvan("list", "tasks", book, "--json", *DAY).json["tasks"] if held["path"] == "1.1"]
    assert (task["note"], task["conflicts"]) == (note, [])
    gone = danvan("resolve", book, listed["id"], "--keep", keep, *DAY)
    assert (gone.code, len(gone.err.splitlines())) == (1, 1)


def test_wrong_calls_and_wrong_files_are_told(danvan: Call, book: Path, theirs: Path) -> None:
    assert danvan("merge", theirs, *DAY).code == 2
    assert danvan("resolve", book, "x.note", *DAY).code == 2
    document = book.parent / "Danh mục.docx"
    for wrong in (book, document, book.parent / "không có.danvan"):
        answer = danvan("merge", wrong, "--into", book, *DAY)
        assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1), answer
    danvan("set", book, "--task", "1.1", "status=done", *DAY)
    danvan("set", theirs, "--task", "1.1", "status=doing", *TUAN)
    danvan("merge", theirs, "--into", book, *DAY)
    (listed,) = values(danvan, book)
    assert danvan("resolve", book, listed["id"], "--keep", "xong", *DAY).code == 1
    assert len(values(danvan, book)) == 1


NOUNS = ("tasks", "agencies", "occurrences", "conflicts")


def merged_in_every_order(danvan: Call, made: Path, folder: Path, edits: int) -> int:
    """Three copies, edited by script under three clocks and merged in all six orders; the conflicts left."""
    chance = random.Random(edits)
    files = []
    for number, (person, skew) in enumerate((("Hà", 0), ("Tuấn", YEARS_31_MS), ("Lan", -YEARS_31_MS))):
        file = folder / person / "so.danvan"
        file.parent.mkdir()
        shutil.copyfile(made, file)
        openings = iter(range(100 * (number + 1), 100_000))
        with open_book(file, somebody(person, next(openings), skew)) as book:
            editor = Editor(book, chance, new_ids(number + 50), lambda: somebody(person, next(openings), skew))  # noqa: B023
            for _ in range(edits):
                editor.step()
            editor.tear_down()
        files.append(file)
    printed = set()
    for number, order in enumerate(permutations(files)):
        together = copy_to(order[0], f"thứ tự {number}")
        for other in order[1:]:
            assert danvan("merge", other, "--into", together, *DAY).code == 0
        printed.add(tuple(danvan("list", noun, together, "--json", *DAY).out for noun in NOUNS))
    assert len(printed) == 1, "the order of merging can be seen"
    return len(values(danvan, together))


def test_three_copies_merged_in_every_order_print_the_same(danvan: Call, made_once: Path, tmp_path: Path) -> None:
    assert merged_in_every_order(danvan, made_once / "so.danvan", tmp_path, 10) > 0


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_three_copies_of_two_hundred_edits_each_do_so_too(danvan: Call, sample_file: Path, tmp_path: Path) -> None:
    print(f"\n3 × 200 edits: {merged_in_every_order(danvan, sample_file, tmp_path, 200)} conflicts")


def test_a_file_with_a_password_is_merged_with_the_password_from_a_file(
    danvan: Call, book: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    danvan("set", theirs, "--task", "1.1", "note=của Tuấn", *TUAN)
    with open_book(theirs, somebody("Tuấn", 5)) as held:
        sent = travel.send(held, travel.SendOrder(theirs.parent, "khóa", key=travel.Key("Đồng khởi 2026", cost=4))).path
    monkeypatch.setattr("sys.stdin", io.StringIO())
    asked = danvan("merge", sent, "--into", book, *DAY)
    assert (asked.code, "có mật khẩu" in asked.err, "--password-file" in asked.err) == (1, True, True)
    assert "có mật khẩu" in danvan("list", "tasks", sent, *DAY).err
    word = theirs.parent / "mật khẩu.txt"
    for written, code, told in (("sai\n", 1, "Mật khẩu không đúng"), ("Đồng khởi 2026\r\n", 0, "Đã gộp")):
        word.write_text(written, encoding="utf-8")
        answer = danvan("merge", sent, "--into", book, "--password-file", word, *DAY)
        assert (answer.code, told in answer.err) == (code, True)
    assert "của Tuấn" in danvan("history", book, "--json", *DAY).out
    missing = danvan("merge", sent, "--into", book, "--password-file", theirs.parent / "không có", *DAY)
    assert (missing.code, "Không đọc được mật khẩu" in missing.err) == (1, True)
