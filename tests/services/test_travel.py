"""A book on its way: sent and found, under a password, one agency's part merged back, sticks told from disks."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any, ClassVar

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, merging, travel
from danvan_desktop.services.books import copy_book, open_book
from danvan_desktop.services.history import undo
from danvan_desktop.services.merging.preparing import Room
from danvan_desktop.services.opening import book_facts
from danvan_desktop.services.tasks import list_programmes, list_tasks
from danvan_desktop.services.travel import Bounds, Disks, Key, Packing, Place, SendOrder, Trouble, disks
from danvan_desktop.storage.connection import journal_of
from danvan_desktop.storage.errors import EncipheredBook, FolderMissing
from danvan_desktop.storage.log import write
from danvan_desktop.storage.tables import LOG_VERSION, blob
from danvan_desktop.storage.travel.errors import CipherDamaged, NothingToSend, WrongPassword
from danvan_desktop.storage.verify import verify
from tests.making import author, new_ids, sample_book, seeds
from tests.services.merging.copies import NOON, log_of, meaning, somebody
from tests.storage.merging import assert_means_what_its_log_means
from tests.storage.random_edits import Editor

PASSWORD = "Đồng khởi 2026"
QUICK = Key(PASSWORD, cost=4)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with sample_book(tmp_path_factory.mktemp("sổ gửi"), tasks=12) as made:
        return made.path


@pytest.fixture
def path(sample: Path, book_dir: Path) -> Path:
    return Path(shutil.copy(sample, book_dir / "Sổ.danvan"))


@pytest.fixture
def stick(book_dir: Path) -> Path:
    (book_dir / "USB").mkdir()
    return book_dir / "USB"


def texts_in(path: Path) -> list[str]:
    """Long texts of the book, which are in its file as they are."""
    with open_book(path, author(), read_only=True) as book:
        return [view.text for view in list_tasks(book, TaskFilter())]


def names(folder: Path) -> list[str]:
    return sorted(held.name for held in folder.iterdir())


def holds(path: Path, text: str) -> bool:
    content = path.read_bytes()
    return any(spelled.encode(code) in content for code in ("utf-8", "utf-16-le") for spelled in (text, fold(text)))


def test_what_is_sent_is_the_book_and_never_takes_the_place_of_a_file(path: Path, stick: Path) -> None:
    with open_book(path, author(seed=9)) as book:
        with book.transaction() as connection:
            paper = "đơn của ông Nguyễn Văn Tèo".encode()
            connection.execute(blob.insert(), {"sha256": hashlib.sha256(paper).digest(), "data": paper})
        order = SendOrder(stick, "Sổ: của tôi?.danvan")
        first, second = travel.send(book, order), travel.send(book, order)
        whole = travel.send(book, SendOrder(stick, "đủ", Packing(evidence=True)))
        sent = [held.path.name for held in (first, second, whole)]
        assert sent == ["Sổ của tôi.danvan", "Sổ của tôi (2).danvan", "đủ.danvan"]
        assert travel.sendable(book).files == 1
        with pytest.raises(FolderMissing):
            travel.send(book, SendOrder(stick / "không có", "sổ"))
    assert log_of(first.path) == log_of(second.path) == log_of(path)
    assert meaning(first.path) == meaning(path)
    assert (holds(first.path, "Nguyễn Văn Tèo"), holds(whole.path, "Nguyễn Văn Tèo")) == (False, True)
    assert names(stick) == sorted(sent)
    proposed = travel.proposed_name("So 2026", date(2026, 3, 5), "Tổ 1/2, Phòng Kinh tế")
    assert proposed == "So 2026 - Tổ 1 2, Phòng Kinh tế - 05-03-2026.danvan"


def test_nothing_of_the_book_is_in_a_file_with_a_password(path: Path, stick: Path) -> None:
    known = texts_in(path)
    with open_book(path, author(seed=9)) as book:
        sent = travel.send(book, SendOrder(stick, "khóa", key=QUICK)).path
        plain = travel.send(book, SendOrder(stick, "ngỏ")).path
        assert all(holds(plain, text) for text in known)
        assert not any(holds(sent, text) for text in (*known, "SQLite format 3", "programme", "may-Hà"))
        assert travel.with_password([sent, plain]) == (sent,)
        assert travel.opened_by([sent], "sai") == ()
        assert travel.opened_by([sent], PASSWORD) == (sent,)
        with pytest.raises(EncipheredBook):
            merging.prepare(book, [sent])
        with pytest.raises(WrongPassword, match="Mật khẩu không đúng"):
            merging.prepare(book, [sent], room=Room(passwords={sent: "sai"}))
        opened = travel.copy_opened(sent, stick / "máy", PASSWORD)
        assert meaning(opened) == meaning(path)
        task = list_tasks(book, TaskFilter())[0]
        with open_book(opened, author("Tuấn", 4)) as theirs:
            editing.set_fields(theirs, task.id, {"note": "Tuấn ghi"})
            back = travel.send(theirs, SendOrder(stick, "về", key=QUICK)).path
        with merging.prepare(book, [back], room=Room(passwords={back: PASSWORD})) as prepared:
            merging.merge(book, prepared, path.parent / "Sao luu", NOON)
            editing.set_fields(book, task.id, {"result": "Hà ghi"})
            merging.write_back(book, prepared, back)
        assert list_tasks(book, TaskFilter())[0].note == "Tuấn ghi"
        assert not holds(back, "Hà ghi")
        with merging.prepare(book, [back], room=Room(passwords={back: PASSWORD})) as again:
            assert again.preview.same
        content = sent.read_bytes()
        sent.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(CipherDamaged, match="hỏng"):
            merging.prepare(book, [sent], room=Room(passwords={sent: PASSWORD}))
        with pytest.raises(CipherDamaged):
            travel.copy_opened(sent, stick / "máy", PASSWORD)
    assert names(stick / "máy") == [opened.name]


def test_one_agencys_part_is_a_book_and_comes_back_without_touching_anything_else(path: Path, stick: Path) -> None:
    with open_book(path, author(seed=9)) as book:
        programme = list_programmes(book)[0].id
        write(book, [Write(Kind.PROGRAMME, programme, {DELETED: True}, Verb.DELETE)])
        undo(book)
        agency, name, count = min(travel.sendable(book).agencies, key=lambda held: held[2])
        own = {view.id: view for view in list_tasks(book, TaskFilter(agency=agency))}
        others = [view for view in list_tasks(book, TaskFilter()) if view.id not in own]
        assert count == len(own) < len(own) + len(others)
        part = travel.send(book, SendOrder(stick, "gói", Packing(agency=agency))).path
        before = meaning(path)
        with pytest.raises(NothingToSend):
            travel.send(book, SendOrder(stick, "không", Packing(agency="0" * 32)))
    assert not any(holds(part, view.text) for view in others)
    with open_book(part, author("Tuấn", 5)) as unit:
        assert verify(unit).faults == ()
        assert {view.id: view for view in list_tasks(unit, TaskFilter())} == own
        assert not undo(unit), "what came with the package was not done here"
        assert not merging.can_undo_merge(unit)
        assert book_facts(unit).package == f"{name} («{path.name}»)"
        edited = next(iter(own))
        with open_book(path, author(seed=6)) as book, merging.prepare(book, [part]) as unedited:
            assert not unedited.preview.brings_news
            assert unedited.preview.rejected == ()
        editing.set_fields(unit, edited, {"result": "Đã xong ở đơn vị"})
    with open_book(path, author(seed=7)) as book:
        with merging.prepare(book, [part]) as prepared:
            told = merging.tell_merge(book, prepared)
            assert told.sources == (f"«gói.danvan» (gói của {name}): 1 thay đổi mới của Tuấn.",)
            assert not told.lacks
            merging.merge(book, prepared, path.parent / "Sao luu", NOON)
            changed = prepared.preview.changed
            assert [(held.record, [one.field for one in held.fields]) for held in changed] == [(edited, ["result"])]
            assert merging.merged_files(prepared) == ()
        assert verify(book).faults == ()
        assert merging.conflict_cards(book) == ()
        after = meaning(path)
        rows = zip(chain(*before), chain(*after), strict=True)
        assert sum(was != now for was, now in rows) == 1


def test_a_copy_of_a_book_whose_last_writing_was_cut_off_is_the_book_of_before(path: Path, stick: Path) -> None:
    before = meaning(path)
    torn = stick / "dở.danvan"
    writing = sqlite3.connect(path, isolation_level=None)
    writing.executescript("PRAGMA cache_size=5; BEGIN; UPDATE task SET text = text || hex(randomblob(3000))")
    for held in (path, journal_of(path)):
        shutil.copyfile(held, torn.with_name(held.name.replace(path.name, torn.name)))
    writing.close()
    assert torn.read_bytes() != path.read_bytes()
    copy = copy_book(torn, stick / "máy")
    with open_book(copy, author(seed=9)) as book:
        assert verify(book).faults == ()
    assert meaning(copy) == before


def lay_harmed(path: Path, stick: Path) -> None:
    """Files that are called books and are none, or not whole."""
    (stick / "rác.danvan").write_bytes(b"none")
    (stick / "rỗng.danvan").touch()
    (stick / "cụt.danvan").write_bytes(path.read_bytes()[:100_000])
    endless = "WITH RECURSIVE x(key, value) AS (SELECT 1, 1 UNION ALL SELECT 1, 1 FROM x) SELECT * FROM x"
    harms = {
        "không sổ": "DROP TABLE session",
        "mới": f"PRAGMA user_version={LOG_VERSION + 1}",
        "bẫy": f"DROP TABLE meta; CREATE VIEW meta AS {endless}",
        "số": "UPDATE meta SET value = zeroblob(3000)",
    }
    for file, harm in harms.items():
        strange = sqlite3.connect(shutil.copyfile(path, stick / f"{file}.danvan"))
        strange.executescript(harm)
        strange.close()


def test_books_are_found_within_bounds_and_told_apart(path: Path, stick: Path) -> None:
    with open_book(path, author(seed=9)) as book:
        agency, name, _ = travel.sendable(book).agencies[0]
        travel.send(book, SendOrder(stick, "bản sao"))
        travel.send(book, SendOrder(stick, "khóa", key=QUICK))
        (stick / "Thư mục").mkdir()
        travel.send(book, SendOrder(stick / "Thư mục", "gói", Packing(agency=agency)))
        known = travel.identities_of(book)
    lay_harmed(path, stick)
    shutil.copyfile(path, stick / "Sổ-20260305-080000.danvan")
    hidden = stick / ".Trash-1000"
    hidden.mkdir()
    shutil.copyfile(path, hidden / "xóa.danvan")
    found = travel.find_books([stick], known)
    assert found.whole
    told = {held.path.stem: (held.about, held.year, held.enciphered, held.backup) for held in found.found}
    trouble = {held.path.stem: held.trouble for held in found.found}
    good = {
        "bản sao": ("bản của sổ này", "2026", False, False),
        "khóa": ("", "", True, False),
        "gói": (f"gói của {name}", "2026", False, False),
        "số": ("sổ khác", "", False, False),
        "Sổ-20260305-080000": ("bản của sổ này", "2026", False, True),
    }
    bad = {
        "rác": Trouble.FOREIGN,
        "rỗng": Trouble.EMPTY,
        "cụt": Trouble.DAMAGED,
        "mới": Trouble.NEWER,
        "không sổ": Trouble.DAMAGED,
        "bẫy": Trouble.DAMAGED,
    }
    assert told == {**good, **dict.fromkeys(bad, ("", "", False, False))}
    assert trouble == {**dict.fromkeys(good, Trouble.NONE), **bad}
    order = [(bool(held.trouble), held.backup) for held in found.found]
    assert order == sorted(order), "books, then backups, then what cannot be taken"
    assert {held.person for held in found.found} == {"Hà", ""}
    assert {held.about for held in travel.find_books([stick], {}).found} == {""}
    assert travel.find_books([path.parent], known, path).found == travel.find_books([stick], known).found
    for bounds in (Bounds(depth=0), Bounds(entries=2), Bounds(seconds=-1), Bounds(books=2)):
        assert not travel.find_books([stick], known, bounds=bounds).whole
    assert len(travel.find_books([stick], known, bounds=Bounds(books=2)).found) == 2


def test_sticks_are_told_from_disks_and_shares(tmp_path: Path) -> None:
    blocks = tmp_path / "block"
    devices = (("sda", "pci0/ata1/sda/sda1", "0"), ("sdb", "pci0/usb1/sdb/sdb1", "0"), ("mmc", "pci0/mmc/mmc1", "1"))
    blocks.mkdir()
    for name, real, removable in devices:
        (tmp_path / real).mkdir(parents=True)
        ((tmp_path / real).parent / "removable").write_text(f"{removable}\n")
        (blocks / f"{name}1").symlink_to(tmp_path / real)
    roots = [tmp_path / name for name in ("máy", "USB của Hà", "thẻ", "chung")]
    for root in roots:
        root.mkdir()
    kinds = ("ext4", "vfat", "exfat", "cifs")
    sources = ("/dev/sda1", "/dev/sdb1", "/dev/mmc1", "//chủ/chung")
    lines = [
        f"{device} {str(root).replace(' ', chr(92) + '040')} {kind} rw 0 0"
        for device, root, kind in zip(sources, roots, kinds, strict=True)
    ]
    mounts = tmp_path / "mounts"
    mounts.write_text("\n".join(["proc /proc proc rw 0 0", "/dev/root / ext4 rw 0 0", *lines, "", "lạ"]))
    pc = Disks(mounts, blocks)
    assert [(held.root, held.name) for held in pc.sticks()] == [(roots[1], "USB của Hà"), (roots[2], "thẻ")]
    assert all(held.free > 0 for held in pc.sticks())
    assert [pc.place_of(root / "sổ.danvan") for root in (tmp_path, *roots)] == [
        Place.OWN,
        Place.OWN,
        Place.STICK,
        Place.STICK,
        Place.NETWORK,
    ]
    assert Disks(tmp_path / "không có").sticks() == ()
    assert Disks(tmp_path / "không có").place_of(tmp_path) is Place.OWN


def does_anything(path: Path, person: str, seed: int, acts: int) -> None:
    """Somebody opens a book and does so many things in it."""
    openings = count(seed * 100)
    with open_book(path, somebody(person, next(openings))) as book:
        editor = Editor(
            book, random.Random(f"{person}/{seed}"), new_ids(seed), lambda: somebody(person, next(openings))
        )
        editor.alone = False
        for _ in range(acts):
            editor.step()
        editor.tear_down()


@pytest.mark.parametrize("seed", seeds(0, 40))
def test_whatever_was_done_a_part_is_sound_and_all_that_is_done_in_it_comes_back(
    path: Path, stick: Path, seed: int
) -> None:
    does_anything(path, "Hà", 10 + seed, 30)
    with open_book(path, author(seed=500 + seed)) as book:
        agencies = travel.sendable(book).agencies
        if not agencies:
            pytest.skip("everything was deleted")
        for number, (agency, _, tasks) in enumerate(agencies[:3]):
            part = travel.send(book, SendOrder(stick, f"gói {number}", Packing(agency=agency))).path
            with open_book(part, author("Tuấn", 600), read_only=True) as unit:
                assert verify(unit).faults == ()
                assert len(list_tasks(unit, TaskFilter(agency=agency))) == tasks
            with merging.prepare(book, [part]) as prepared:
                assert (prepared.preview.brings_news, prepared.preview.rejected) == (False, ())
    does_anything(path, "Hà", 700 + seed, 5)
    does_anything(part, "Tuấn", 800 + seed, 15)
    with open_book(path, author(seed=900 + seed)) as book:
        old = log_of(path)
        with merging.prepare(book, [part]) as prepared:
            merging.merge(book, prepared, path.parent / "Sao luu", NOON)
            assert prepared.preview.rejected == ()
        assert log_of(path) == old | log_of(part)
        assert_means_what_its_log_means(book)


class Windows:
    """What Windows answers: a disk, a stick with a name, a card reader without a card, a share."""

    KINDS: ClassVar = {"C:\\": 3, "E:\\": 2, "F:\\": 2, "Z:\\": 4}

    def SetThreadErrorMode(self, _mode: int, _old: None) -> int:  # noqa: N802 - the system's name
        return 1

    def GetLogicalDrives(self) -> int:  # noqa: N802
        return sum(1 << ord(root[0]) - ord("A") for root in self.KINDS)

    def GetDriveTypeW(self, root: str) -> int:  # noqa: N802
        return self.KINDS.get(root, 1)

    def GetVolumeInformationW(self, root: str, label: Any, *_: object) -> int:  # noqa: N802
        label.value = "KINGSTON" if root == "E:\\" else ""
        return 1


def test_windows_is_asked_for_sticks_and_shares() -> None:
    assert [(str(root), name) for root, name in disks.windows_sticks(Windows())] == [
        ("E:\\", "KINGSTON (E:)"),
        ("F:\\", "(F:)"),
    ]
    found = [disks.windows_place(drive, Windows()) for drive in ("C:", "E:", "Z:", r"\\chu\chung")]
    assert found == [Place.OWN, Place.STICK, Place.NETWORK, Place.NETWORK]
