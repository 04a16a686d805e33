"""Sticks that fail at any byte, wrong passwords, damaged files: each is told apart, and nothing is lost."""

from __future__ import annotations

import errno
import hashlib
import random
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.merging.watching import MergeCancelled, Watch
from danvan_desktop.storage.errors import DiskTrouble, NoRoom
from danvan_desktop.storage.travel.cipher import Key, decipher, encipher, is_enciphered, new_secret, try_password
from danvan_desktop.storage.travel.delivering import Files, Manner, deliver
from danvan_desktop.storage.travel.errors import CipherDamaged, WrittenOtherwise, WrongPassword

QUICK = Key("Đồng khởi 2026", cost=4)
CONTENT = random.Random(1).randbytes(600_000)


class Limited:
    """A file that takes so many bytes and then fails."""

    def __init__(self, file: BinaryIO, stick: Stick) -> None:
        self._file, self._stick = file, stick

    def write(self, data: bytes) -> int:
        self._stick.spend(len(data))
        return self._file.write(data)

    def __enter__(self) -> Limited:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Stick(Files):
    """A stick that fails after so many steps: bytes written, then flushing, reading back, renaming, one each."""

    def __init__(self, good: int, code: int = errno.EIO) -> None:
        self.good, self.code = good, code

    def spend(self, steps: int) -> None:
        self.good -= steps
        if self.good < 0:
            raise OSError(self.code, "stick")

    def create(self, path: Path) -> BinaryIO:
        self.spend(1)
        return cast("BinaryIO", Limited(super().create(path), self))

    def sync(self, file: BinaryIO) -> None:
        assert isinstance(file, Limited)
        self.spend(1)

    def open(self, path: Path) -> BinaryIO:
        self.spend(1)
        return super().open(path)

    def rename(self, old: Path, new: Path) -> None:
        self.spend(1)
        super().rename(old, new)


class Forgetful(Files):
    """A stick that changes a byte."""

    def sync(self, file: BinaryIO) -> None:
        file.seek(1000)
        file.write(b"\xff\x00")
        super().sync(file)


@pytest.fixture
def local(tmp_path: Path) -> Path:
    path = tmp_path / "gửi"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    (folder / "sổ.danvan").write_bytes(b"old")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(path: Path, password: str) -> bytes:
    with path.open("rb") as file:
        return b"".join(decipher(file, path.name, password))


@pytest.mark.parametrize("key", [None, QUICK])
def test_a_stick_that_fails_anywhere_keeps_what_it_had(key: Key | None, local: Path, stick: Path) -> None:
    target = stick / "sổ.danvan"
    for good in (*range(0, 700_000, 50_000), *range(600_000, 600_008)):
        files = Stick(good)
        try:
            deliver(local, target, Manner(key, random.Random(2).randbytes, files))
        except DiskTrouble:
            assert target.read_bytes() == b"old"
        else:
            assert (read(target, QUICK.password) if key else target.read_bytes()) == CONTENT
            target.write_bytes(b"old")
        assert names(stick) == ["sổ.danvan"]
    with pytest.raises(NoRoom, match="cần khoảng 586 KB"):
        deliver(local, target, Manner(key, files=Stick(100, errno.ENOSPC)))
    with pytest.raises(WrittenOtherwise):
        deliver(local, target, Manner(key, files=Forgetful()))
    stopping = Watch(cancelled=iter([False, True]).__next__)
    with pytest.raises(MergeCancelled):
        deliver(local, target, Manner(key), stopping)
    assert (names(stick), target.read_bytes()) == (["sổ.danvan"], b"old")
    digest = deliver(local, target, Manner(key))
    assert digest == hashlib.sha256(target.read_bytes()).hexdigest()
    assert is_enciphered(target) is (key is not None)


def pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), 70_001):
        yield content[start : start + 70_001]


@pytest.mark.parametrize("size", [0, 1, 1 << 18, (1 << 18) + 1, 600_000])
def test_what_is_enciphered_comes_out_as_it_was(size: int, tmp_path: Path) -> None:
    path = tmp_path / "sổ.danvan"
    path.write_bytes(b"".join(encipher(pieces(CONTENT[:size]), new_secret(QUICK, random.Random(3).randbytes))))
    decomposed = unicodedata.normalize("NFD", QUICK.password)
    assert read(path, decomposed) == CONTENT[:size]
    for wrong in ("đồng khởi 2026", "", "Đồng khởi 2026 "):
        with pytest.raises(WrongPassword):
            try_password(path, wrong)


def test_damage_is_never_taken_for_a_wrong_password() -> None:
    whole = b"".join(encipher([CONTENT], new_secret(QUICK, random.Random(4).randbytes)))

    def opened(content: bytes) -> None:
        for _ in decipher(BytesIO(content), "x", QUICK.password):
            pass

    chance = random.Random(5)
    places = [*range(15, 90), *(chance.randrange(90, len(whole)) for _ in range(40))]
    for place in places:
        with pytest.raises(CipherDamaged):
            opened(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
    piece = (1 << 18) + 16
    head = len(whole) - len(CONTENT) - 3 * 16
    first, second, third = (whole[head + at * piece : head + (at + 1) * piece] for at in range(3))
    for cut in (whole[:50], whole[:-1], whole[: head + piece], whole[:head], whole + b"x"):
        with pytest.raises(CipherDamaged):
            opened(cut)
    for order in ((second, first, third), (first, third), (first, first, second, third), (first, second, third, third)):
        with pytest.raises(CipherDamaged):
            opened(whole[:head] + b"".join(order))


def test_a_wrong_password_and_a_damaged_file_are_two_sentences() -> None:
    wrong: KnownError = WrongPassword("sổ.danvan")
    assert "Mật khẩu không đúng" in str(wrong)
    assert "hỏng" in str(CipherDamaged("sổ.danvan"))
    assert "hỏng" not in str(wrong)
