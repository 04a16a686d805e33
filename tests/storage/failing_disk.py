"""A disk that fails from its n-th writing on: every write of SQLite and of Python below one folder goes through here.

SQLite's default file layer is patched in the library that Python itself uses, which only Linux lets us do.
"""

from __future__ import annotations

import ctypes
import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

DEAD = 77
"""The exit code of a process that a disk ended."""
_POINTER = ctypes.sizeof(ctypes.c_void_p)
_METHODS = 19
"""Slots of SQLite's sqlite3_io_methods, version 3; in front of them stands the version."""
_WRITE, _TRUNCATE, _SYNC = 3, 4, 5
_FULL = 13
_WRITE_FAILED, _SYNC_FAILED, _TRUNCATE_FAILED, _DELETE_FAILED, _CANNOT_OPEN = 778, 1034, 1546, 2570, 14
_CREATES = 0x4

_Writing = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_Truncating = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_Syncing = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_Opening = ctypes.CFUNCTYPE(
    ctypes.c_int,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_int,
    ctypes.c_void_p,
)
_Deleting = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)


class _Layer(ctypes.Structure):
    """The head of SQLite's sqlite3_vfs."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
        ("delete", ctypes.c_void_p),
    )


class Way(StrEnum):
    """How it fails: no room for another byte; gone, with nothing to be taken away either; the PC loses its power."""

    FULL = "full"
    PULLED = "pulled"
    DEATH = "death"


class FailingDisk:
    """Counts what is written below `folder` and lets none of it succeed after the first `good` times."""

    def __init__(self, folder: Path, way: Way, good: int) -> None:
        self.folder, self.way, self.good = str(folder), way, good
        self.count = 0

    @property
    def failed(self) -> bool:
        """Whether anything failed yet."""
        return self.count > self.good

    def holds(self, path: object) -> bool:
        """Whether a path lies on it."""
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(self.folder)

    def refuses(self, half: Callable[[], object] = lambda: None, *, needs_room: bool = True) -> bool:
        """Whether the next thing fails; `half` does the part of it that still gets through."""
        if self.way is Way.FULL and not needs_room:
            return False
        self.count += 1
        if not self.failed:
            return False
        if self.count == self.good + 1:
            half()
        if self.way is Way.DEATH:
            os._exit(DEAD)
        return True

    def error(self) -> OSError:
        """What Python says of it."""
        number = errno.ENOSPC if self.way is Way.FULL else errno.EIO
        return OSError(number, os.strerror(number))

    def code(self, otherwise: int) -> int:
        """What SQLite's file layer says of it."""
        return _FULL if self.way is Way.FULL else otherwise


@contextmanager
def failing_disk(folder: Path, way: Way, good: int) -> Iterator[FailingDisk]:
    """Have the disk under `folder` fail as long as the block lasts."""
    disk = FailingDisk(folder, way, good)
    with pytest.MonkeyPatch.context() as patch, _under_sqlite(disk):
        _under_python(disk, patch)
        yield disk


class _Raw(io.FileIO):
    """A file that Python writes on the disk."""

    disk: FailingDisk

    def write(self, data: Any) -> int:
        """As far as it goes."""
        whole = bytes(data)
        if self.disk.refuses(lambda: super(_Raw, self).write(whole[: len(whole) // 2])):
            raise self.disk.error()
        return super().write(whole)


def _under_python(disk: FailingDisk, patch: pytest.MonkeyPatch) -> None:
    opened = io.open

    def opening(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if not disk.holds(file) or "b" not in mode or not set(mode) & set("wax+"):
            return opened(file, mode, *rest, **named)
        if set(mode) & set("wax") and disk.refuses():
            raise disk.error()
        raw = _Raw(file, mode.replace("b", ""))
        raw.disk = disk
        return io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)

    def failing(name: str, *, needs_room: bool) -> None:
        real = getattr(os, name)

        def call(path: Any, *rest: Any, **named: Any) -> Any:
            held = isinstance(path, int) or disk.holds(path)
            if held and disk.refuses(needs_room=needs_room):
                raise disk.error()
            return real(path, *rest, **named)

        patch.setattr(os, name, call)

    patch.setattr(io, "open", opening)
    for name, needs_room in (
        ("fsync", True),
        ("mkdir", True),
        ("replace", False),
        ("rename", False),
        ("unlink", False),
    ):
        failing(name, needs_room=needs_room)


def _library() -> ctypes.CDLL:
    """The very library that Python's own driver has loaded."""
    with sqlite3.connect(":memory:"):
        try:
            maps = Path("/proc/self/maps").read_text(encoding="utf-8")
            paths = {line.split()[-1] for line in maps.splitlines() if "libsqlite3" in line}
            library = ctypes.CDLL(paths.pop())
        except (OSError, KeyError):
            pytest.skip("the file layer of SQLite cannot be reached here")
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Layer)
    return library


@contextmanager
def _under_sqlite(disk: FailingDisk) -> Iterator[None]:
    layer = _library().sqlite3_vfs_find(None).contents
    open_address, delete_address = layer.open, layer.delete
    really_open, really_delete = _Opening(open_address), _Deleting(delete_address)
    methods: dict[int, Any] = {}

    def opening(held: int, name: int | None, file: int, flags: int, given: int) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        on_it = disk.holds(path)
        if on_it and flags & _CREATES and not Path(path).exists() and disk.refuses():
            return disk.code(_CANNOT_OPEN)
        answer = really_open(held, name, file, flags, given)
        slot = ctypes.c_void_p.from_address(file)
        if on_it and answer == 0 and slot.value:
            slot.value = ctypes.addressof(methods.setdefault(slot.value, _failing_methods(disk, slot.value)))
        return answer

    def deleting(held: int, name: int, sync: int) -> int:
        if disk.holds(os.fsdecode(ctypes.string_at(name))) and disk.refuses(needs_room=False):
            return _DELETE_FAILED
        return really_delete(held, name, sync)

    wrappers = (_Opening(opening), _Deleting(deleting))
    layer.open, layer.delete = (ctypes.cast(wrapper, ctypes.c_void_p).value for wrapper in wrappers)
    try:
        yield
    finally:
        layer.open, layer.delete = open_address, delete_address
        disk.kept = (methods, wrappers)  # type: ignore[attr-defined] - files that are still open call them


def _failing_methods(disk: FailingDisk, address: int) -> Any:
    """A copy of a file's methods of which those that write fail with the disk."""
    copy = (ctypes.c_void_p * _METHODS)()
    ctypes.memmove(copy, address, _METHODS * _POINTER)
    write, truncate, sync = _Writing(copy[_WRITE]), _Truncating(copy[_TRUNCATE]), _Syncing(copy[_SYNC])

    def writing(file: int, data: int, length: int, offset: int) -> int:
        if disk.refuses(lambda: write(file, data, length // 2, offset)):
            return disk.code(_WRITE_FAILED)
        return write(file, data, length, offset)

    def truncating(file: int, size: int) -> int:
        return _TRUNCATE_FAILED if disk.refuses(needs_room=False) else truncate(file, size)

    def syncing(file: int, flags: int) -> int:
        return disk.code(_SYNC_FAILED) if disk.refuses(needs_room=False) else sync(file, flags)

    wrappers = (_Writing(writing), _Truncating(truncating), _Syncing(syncing))
    for place, wrapper in zip((_WRITE, _TRUNCATE, _SYNC), wrappers, strict=True):
        copy[place] = ctypes.cast(wrapper, ctypes.c_void_p).value
    copy._wrappers = wrappers  # type: ignore[attr-defined] - they must live as long as it does
    return copy
