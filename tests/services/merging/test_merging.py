"""Looking at a colleague's book, merging it, writing the result back, taking the merge back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history, merging
from danvan_desktop.services.merging import MergeCancelled, Watch
from danvan_desktop.services.tasks import find_task, list_programmes, list_tasks
from danvan_desktop.storage import backup, log
from danvan_desktop.storage.backup import backups
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.errors import ReadOnlyBook
from danvan_desktop.storage.merging.errors import (
    CannotUndoMerge,
    ForeignChanged,
    ForeignInUse,
    ForeignKeeps,
    OwnBook,
)
from danvan_desktop.storage.verify import verify
from tests.making import author, empty_book, new_ids
from tests.services.merging.copies import (
    NOON,
    copy_to,
    edited,
    log_of,
    look,
    meaning,
    merge_files,
    somebody,
)
from tests.storage.cutting import cut_off


@pytest.fixture
def mine(small_file: Path, book_dir: Path) -> Iterator[Book]:
    """Hà's copy, open."""
    with open_book(copy_to_folder(small_file, book_dir / "Hà"), author("Hà", 9)) as book:
        yield book


@pytest.fixture
def theirs(small_file: Path, book_dir: Path) -> Path:
    """Tuấn's copy, on a stick."""
    return copy_to_folder(small_file, book_dir / "USB")


def copy_to_folder(made: Path, folder: Path) -> Path:
    folder.mkdir()
    target = folder / "sổ.danvan"
    target.write_bytes(made.read_bytes())
    return target


def set_note(book: Book, path: str, note: str) -> None:
    editing.set_fields(book, find_task(book, path).id, {"note": note})


def tuan_works(book: Book) -> None:
    """He adds, corrects and deletes."""
    programme = list_programmes(book)[0].id
    set_note(book, "1.1", "của Tuấn")
    editing.set_time(book, find_task(book, "1.2").id, "Quý III/2026")
    editing.add_task(book, programme, {"text": "Tổ chức hội nghị đối thoại với nhân dân", "number": "9"}, new_ids(7))
    editing.delete_tasks(book, [find_task(book, "1.4").id])


def test_what_the_other_did_is_told_before_and_done_afterwards(mine: Book, theirs: Path) -> None:
    edited(theirs, "Tuấn", tuan_works)
    editing.set_time(mine, find_task(mine, "1.2").id, "Quý II/2026")
    before = mine.path.read_bytes()
    with merging.prepare(mine, [theirs]) as prepared:
        assert mine.path.read_bytes() == before, "looking changed the book"
        folder = prepared.folder
        preview = prepared.preview
        (source,) = preview.sources
        assert (source.name, source.other_book, source.clock_ahead, source.rejected) == ("sổ.danvan", False, False, 0)
        assert (source.people, source.lacks) == (("Tuấn",), 1)
        assert source.news >= 4
        assert [held.title for held in preview.added] == ["Tổ chức hội nghị đối thoại với nhân dân"]
        assert [held.kind for held in preview.deleted] == [Kind.TASK]
        told = {(held.path, one.field): (one.old, one.new) for held in preview.changed for one in held.fields}
        assert told["1.1", "note"] == (None, "của Tuấn")
        assert [(held.path, held.field) for held in preview.conflicts] == [("1.2", "time_text")]
        done = merging.merge(mine, prepared, mine.path.parent / "Sao luu", NOON)
    assert not folder.exists()
    assert done.preview == preview
    assert find_task(mine, "1.1").note == "của Tuấn"
    assert [view.field for view in history.open_conflicts(mine)] == ["time_text"]
    assert find_task(mine, "1.1").id in done.changes.of(Kind.TASK)
    assert verify(mine).faults == ()
    with open_book(done.backup or Path(), author(), read_only=True) as kept:
        assert find_task(kept, "1.1").note == ""
    assert look(mine, theirs).sources[0].news == 0


def test_the_same_book_has_nothing_to_merge(mine: Book, theirs: Path) -> None:
    before = mine.path.read_bytes()
    assert look(mine, theirs).same
    done = merge_files(mine, theirs, theirs)
    assert (done.backup, bool(done.changes), len(done.preview.sources)) == (None, False, 1)
    assert mine.path.read_bytes() == before
    set_note(mine, "1.1", "chỉ ở đây")
    preview = look(mine, theirs)
    assert not preview.same
    assert not preview.brings_news
    assert preview.sources[0].lacks == 1


def test_writing_back_makes_both_equal_and_only_over_what_was_read(mine: Book, theirs: Path) -> None:
    edited(theirs, "Tuấn", lambda book: set_note(book, "1.1", "của Tuấn"))
    set_note(mine, "1.2", "của Hà")
    read = theirs.read_bytes()
    with merging.prepare(mine, [theirs]) as prepared:
        with pytest.raises(ForeignKeeps):
            merging.write_back(mine, prepared, theirs)
        merging.merge(mine, prepared, mine.path.parent / "Sao luu", NOON)
        with open_book(theirs, author("Lan", 4)) as other:
            set_note(other, "1.3", "viết thêm")
        written = theirs.read_bytes()
        with pytest.raises(ForeignChanged, match="đã thay đổi từ lúc đọc"):
            merging.write_back(mine, prepared, theirs)
        assert theirs.read_bytes() == written
        theirs.write_bytes(read)
        merging.write_back(mine, prepared, theirs)
    assert log_of(theirs) == log_of(mine.path)
    assert meaning(theirs) == meaning(mine.path)
    assert sorted(path.name for path in theirs.parent.iterdir()) == ["sổ.danvan"]
    assert look(mine, theirs).same


def test_several_files_are_merged_at_once_and_taken_back_at_once(mine: Book, theirs: Path) -> None:
    third = copy_to(theirs, "Lan")
    edited(theirs, "Tuấn", lambda book: set_note(book, "1.1", "của Tuấn"))
    edited(third, "Lan", lambda book: set_note(book, "1.2", "của Lan"))
    before = meaning(mine.path)
    done = merge_files(mine, theirs, third)
    assert [find_task(mine, path).note for path in ("1.1", "1.2")] == ["của Tuấn", "của Lan"]
    assert len(done.preview.changed) == 2
    assert [(held.source, held.changes) for held in merging.list_merges(mine)] == [("sổ.danvan", 1)] * 2
    assert merging.can_undo_merge(mine)
    assert not history.undo(mine), "what was merged is no action of this file"
    folder = mine.path.parent / "Sao luu"
    merging.undo_merge(mine, folder, NOON + timedelta(minutes=5))
    assert meaning(mine.path) == before
    assert verify(mine).faults == ()
    assert not merging.can_undo_merge(mine)
    assert [find_task(mine, path).note for path in ("1.1", "1.2")] == ["", ""]
    set_note(mine, "1.3", "sau khi hoàn tác")
    merge_files(mine, theirs, third)
    assert find_task(mine, "1.3").note == "sau khi hoàn tác"
    assert verify(mine).faults == ()
    assert len(backups(folder, "sổ")) == 3


def test_a_merge_is_not_taken_back_when_something_was_written_or_its_backup_is_gone(mine: Book, theirs: Path) -> None:
    folder = mine.path.parent / "Sao luu"
    with pytest.raises(CannotUndoMerge, match="chưa gộp lần nào"):
        merging.undo_merge(mine, folder, NOON)
    edited(theirs, "Tuấn", lambda book: set_note(book, "1.1", "của Tuấn"))
    done = merge_files(mine, theirs)
    assert done.backup is not None
    kept = done.backup.read_bytes()
    done.backup.unlink()
    with pytest.raises(CannotUndoMerge, match="không tìm thấy bản sao lưu"):
        merging.undo_merge(mine, folder, NOON)
    done.backup.write_bytes(kept)
    set_note(mine, "1.2", "sau lần gộp")
    assert not merging.can_undo_merge(mine)
    before = meaning(mine.path)
    with pytest.raises(CannotUndoMerge, match="đã có thay đổi sau lần gộp"):
        merging.undo_merge(mine, folder, NOON)
    assert meaning(mine.path) == before


def test_what_was_written_between_looking_and_merging_counts(mine: Book, theirs: Path) -> None:
    edited(theirs, "Tuấn", lambda book: set_note(book, "1.1", "của Tuấn"))
    with merging.prepare(mine, [theirs]) as prepared:
        assert not prepared.preview.conflicts
        set_note(mine, "1.1", "của Hà")
        done = merging.merge(mine, prepared, mine.path.parent / "Sao luu", NOON)
    assert [view.field for view in done.preview.conflicts] == ["note"]
    assert [view.field for view in history.open_conflicts(mine)] == ["note"]


@pytest.mark.parametrize("told", [1, 6, 11])
def test_cancelling_at_any_moment_changes_nothing(mine: Book, theirs: Path, told: int) -> None:
    edited(theirs, "Tuấn", tuan_works)
    before, heard = mine.path.read_bytes(), list[str]()
    watch = Watch(lambda what, _done, _whole: heard.append(what), lambda: len(heard) >= told)
    with pytest.raises(MergeCancelled), merging.prepare(mine, [theirs], watch) as prepared:  # noqa: PT012
        merging.merge(mine, prepared, mine.path.parent / "Sao luu", NOON, watch)
        heard.extend(["quá muộn"] * told)
        raise MergeCancelled
    assert "quá muộn" not in heard
    assert mine.path.read_bytes() == before
    set_note(mine, "1.1", "vẫn ghi được")


def test_the_backup_before_a_merge_is_broken_off_too(mine: Book, theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Checking it takes longest in a large book: SQLite itself asks whether to go on."""
    monkeypatch.setattr(backup, "_STEPS", 100)
    edited(theirs, "Tuấn", tuan_works)
    heard, asked = list[str](), list[str]()

    def cancelled() -> bool:
        checking = heard[-1:] == ["Đang kiểm tra bản sao lưu"]
        asked.extend(["lúc kiểm tra"] * checking)
        return len(asked) > 1

    watch = Watch(lambda what, _done, _whole: heard.append(what), cancelled)
    before = mine.path.read_bytes()
    with merging.prepare(mine, [theirs]) as prepared, pytest.raises(MergeCancelled):
        merging.merge(mine, prepared, mine.path.parent / "Sao luu", NOON, watch)
    assert heard[-1] == "Đang kiểm tra bản sao lưu"
    assert list((mine.path.parent / "Sao luu").iterdir()) == []
    assert mine.path.read_bytes() == before


def test_what_cannot_be_merged_is_said(mine: Book, theirs: Path, book_dir: Path) -> None:
    with pytest.raises(OwnBook):
        look(mine, mine.path)
    edited(theirs, "Tuấn", tuan_works)
    with open_book(mine.path.parent.parent / "USB" / "sổ.danvan", author("Tuấn", 5)) as other:
        other.raw.execute("PRAGMA cache_size=1")
        other.raw.execute("BEGIN IMMEDIATE")
        other.raw.execute("UPDATE task SET note = printf('%.4000c', 'x')")
        with pytest.raises(ForeignInUse):
            look(mine, theirs)
        other.raw.execute("ROLLBACK")
    assert look(mine, theirs).brings_news
    cut_off(theirs)
    with pytest.raises(ForeignInUse, match="ghi dở"):
        look(mine, theirs)
    news = copy_to_folder(mine.path, book_dir / "có tin mới")
    edited(news, "Lan", lambda book: set_note(book, "1.1", "mới"))
    kept = copy_to(mine.path, "chỉ đọc")
    with open_book(kept, author(), read_only=True) as reading, merging.prepare(reading, [news]) as prepared:
        assert prepared.preview.brings_news
        with pytest.raises(ReadOnlyBook):
            merging.merge(reading, prepared, kept.parent, NOON)


def test_another_book_merges_too_and_a_wrong_clock_is_told(mine: Book, book_dir: Path) -> None:
    folder = book_dir / "khác"
    folder.mkdir()
    ahead = somebody("Lan", 1, 3 * 86_400_000)
    with empty_book(folder, "khác.danvan", lambda: ahead) as other:
        fields = {"title": "Chương trình khác", "period_start": "2026-01-01", "period_end": "2026-12-31"}
        log.write(other, [Write(Kind.PROGRAMME, "1" * 32, fields, Verb.ADD)])
    (source,) = look(mine, other.path).sources
    assert (source.other_book, source.clock_ahead) == (True, True)
    tasks = len(list_tasks(mine, TaskFilter()))
    merge_files(mine, other.path)
    assert "Chương trình khác" in [view.title for view in list_programmes(mine)]
    assert len(list_tasks(mine, TaskFilter())) == tasks


def test_deleting_a_group_there_tells_its_tasks_here(mine: Book, theirs: Path) -> None:
    group = find_task(mine, "1.1").group
    edited(theirs, "Tuấn", lambda book: log.write(book, [Write(Kind.GROUP, group, {DELETED: True}, Verb.DELETE)]))
    preview = look(mine, theirs)
    assert {held.kind for held in preview.deleted} == {Kind.GROUP, Kind.TASK}
    assert "1.1" in [held.path for held in preview.deleted]
    assert preview.changed == ()
