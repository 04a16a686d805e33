"""A file is written whole or not at all, whatever the disk does."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.writing import write_catalogue, write_register
from danvan_desktop.writing.errors import Cancelled, CannotWrite
from danvan_desktop.writing.files import UnsoundFile, verify_package, write_safely
from tests.writing.papers_made import catalogue, register


def write_text(path: Path) -> None:
    path.write_text("mới", encoding="utf-8")


def sound(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == "mới"


def refuse_to_replace(monkeypatch: pytest.MonkeyPatch, refused: Path, times: int = 100) -> None:
    """What Windows does while Word or a virus scanner holds `refused` open."""
    really, left = os.replace, [times]

    def replace(source: Path, target: Path) -> None:
        if Path(target) == refused and left[0]:
            left[0] -= 1
            raise PermissionError(13, "in use", str(target))
        really(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    folder = tmp_path / "đĩa nhỏ"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_new_file_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "Danh mục của Bà Hà.txt"
    assert write_safely(target, write_text, sound) == target
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_text(encoding="utf-8") == "mới"


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("cũ", encoding="utf-8")
    write_safely(target, write_text, sound)
    sound(target)


def test_a_file_made_by_the_officer_can_be_read_by_others_like_any(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    assert write_safely(tmp_path / "a.txt", write_text, sound).stat().st_mode == usual.stat().st_mode


def test_a_target_open_in_word_gets_a_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "Danh mục.docx"
    target.write_text("cũ", encoding="utf-8")
    refuse_to_replace(monkeypatch, target)
    assert write_safely(target, write_text, sound) == tmp_path / "Danh mục (2).docx"
    assert write_safely(target, write_text, sound) == tmp_path / "Danh mục (3).docx"
    assert target.read_text(encoding="utf-8") == "cũ"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_target_held_for_a_moment_is_written_after_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    refuse_to_replace(monkeypatch, target, times=1)
    assert write_safely(target, write_text, sound) == target


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"Không có thư mục «.*Không có»"):
        write_safely(tmp_path / "Không có" / "a.txt", write_text, sound)


def test_a_folder_is_not_a_file_name(tmp_path: Path) -> None:
    folder = tmp_path / "thư mục"
    folder.mkdir()
    with pytest.raises(CannotWrite, match="là một thư mục"):
        write_safely(folder, write_text, sound)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder in which not even root may write")
def test_no_rights_in_the_folder() -> None:
    with pytest.raises(CannotWrite, match="Chưa ghi gì"):
        write_safely(Path("/proc/self/a.txt"), write_text, sound)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite, match="Không có quyền ghi vào thư mục"):
        write_safely(tmp_path / "a.txt", write_text, sound)
    tmp_path.chmod(0o700)


def test_a_read_only_disk_is_named(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(CannotWrite, match="Không có quyền ghi vào thư mục"):
        write_safely(small_disk / "a.txt", write_text, sound)


def test_what_does_not_read_back_is_thrown_away(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_text("cũ", encoding="utf-8")
    with pytest.raises(CannotWrite, match="đọc lại không đúng"):
        write_safely(target, write_text, lambda path: verify_package(path, ()))
    assert target.read_text(encoding="utf-8") == "cũ"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    "write", [lambda path: write_catalogue(catalogue(400), path), lambda path: write_register(register(400), path)]
)
def test_a_full_disk_leaves_the_old_file(write: Callable[[Path], Path], small_disk: Path) -> None:
    target = small_disk / "a.bin"
    target.write_text("cũ", encoding="utf-8")
    (small_disk / "filler").write_bytes(b"x" * 52 * 1024)
    with pytest.raises(CannotWrite, match="Ổ đĩa đã đầy"):
        write(target)
    assert sorted(path.name for path in small_disk.iterdir()) == ["a.bin", "filler"]
    assert target.read_text(encoding="utf-8") == "cũ"


@pytest.mark.parametrize(
    "write",
    [
        lambda path, is_cancelled: write_catalogue(catalogue(100), path, is_cancelled),
        lambda path, is_cancelled: write_register(register(100), path, is_cancelled),
    ],
    ids=["catalogue", "register"],
)
@pytest.mark.parametrize("after", [0, 1, 57])
def test_cancelling_leaves_nothing(write: Callable[..., Path], after: int, tmp_path: Path) -> None:
    asked = iter([False] * after + [True])
    with pytest.raises(Cancelled):
        write(tmp_path / "a.bin", lambda: next(asked))
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_ours_goes_on_as_it_is_and_leaves_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        write_text(path)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_safely(tmp_path / "a.txt", fail, sound)
    assert list(tmp_path.iterdir()) == []


def test_the_sentence_is_for_the_officer(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        write_catalogue(catalogue(), tmp_path / "x" / "a.docx")
    assert str(refused.value).startswith("Không có thư mục")


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_flipped_byte_is_seen_or_changes_nothing(tmp_path: Path) -> None:
    whole = write_catalogue(catalogue(2), tmp_path / "a.docx")
    parts = contents(whole)
    damaged = tmp_path / "b.docx"
    seen = 0
    for place in range(0, whole.stat().st_size, 13):
        content = bytearray(whole.read_bytes())
        content[place] ^= 0xFF
        damaged.write_bytes(content)
        try:
            verify_package(damaged, tuple(parts))
        except UnsoundFile:
            seen += 1
        else:
            assert contents(damaged) == parts
    assert seen > whole.stat().st_size / 13 / 2


def test_a_missing_or_malformed_part_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<a><b></a>")
    with pytest.raises(UnsoundFile, match="word/styles"):
        verify_package(path, ("word/document.xml", "word/styles.xml"))
    with pytest.raises(UnsoundFile):
        verify_package(path, ("word/document.xml",))


def test_nothing_heavy_is_imported_with_the_package() -> None:
    code = "import sys, danvan_desktop.writing, danvan_desktop.writing.blocks; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"docx", "lxml", "xlsxwriter", "openpyxl", "danvan_desktop.writing.word", "danvan_desktop.writing.excel"}
    assert not heavy & set(done.stdout.split())
