"""How every file leaves the program: temp beside the target, flushed, read again, then put in place at once."""

from __future__ import annotations

import errno
import os
import secrets
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final
from xml.parsers import expat

from danvan_desktop.writing.errors import Cancelled, CannotWrite

_RETRIES: Final = 3
_PAUSE_S: Final = 0.15
_OTHER_NAMES: Final = 99
_CHUNK: Final = 1 << 18
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset({errno.ENOSPC})
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged package can raise: bad structure, bad data, an unknown method, a false mark of encryption."""
_NO_RIGHTS: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_safely(target: Path, write: Callable[[Path], None], verify: Callable[[Path], None]) -> Path:
    """Write a file whole or not at all, and return where it stands.

    `write` fills a temporary file in the target's folder; `verify` opens it again and raises when it is not sound.
    A target that another program holds open (Word, a virus scanner) is left alone and «name (2).docx» is written
    beside it. Raises CannotWrite with a sentence for the officer; whatever `write` raises otherwise goes on as it is.
    In every case nothing half-written stays and an older file keeps its content.
    """
    temp = target.with_name(f"~{target.stem[:40]}-{secrets.token_hex(4)}{target.suffix}")
    try:
        _create(temp)
        write(temp)
        _flush(temp)
        verify(temp)
        return _put_in_place(temp, target)
    except OSError as error:
        raise CannotWrite(_sentence(error, target)) from error
    except UnsoundFile as error:
        raise CannotWrite(
            f"Tệp vừa ghi cho «{target.name}» đọc lại không đúng nên đã bỏ đi; tệp cũ (nếu có) còn nguyên. "
            "Hãy thử lại, hoặc ghi ra ổ đĩa khác."
        ) from error
    finally:
        with suppress(OSError):  # the stick may be gone, or take no changes at all
            temp.unlink(missing_ok=True)


def poll_of(is_cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    """What writers call between rows: raises Cancelled once the officer has pressed «Hủy»."""

    def poll() -> None:
        if is_cancelled is not None and is_cancelled():
            raise Cancelled

    return poll


class UnsoundFile(Exception):
    """A file just written does not read back: a failing disk or a fault of ours."""


def verify_package(path: Path, parts: tuple[str, ...]) -> None:
    """Read a .docx or .xlsx from end to end: every checksum right, every XML part well-formed, `parts` present.

    Streams, so that memory stays flat however long the paper is. Raises UnsoundFile.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if missing := [part for part in parts if part not in names]:
                raise UnsoundFile(", ".join(missing))
            for name in names:
                _read_member(package, name)
    except _UNREADABLE as error:
        raise UnsoundFile(str(error)) from error


def _read_member(package: zipfile.ZipFile, name: str) -> None:
    parser = expat.ParserCreate() if name.endswith((".xml", ".rels")) else None
    with package.open(name) as member:
        while chunk := member.read(_CHUNK):
            if parser:
                parser.Parse(chunk, False)
    if parser:
        parser.Parse(b"", True)


def _create(temp: Path) -> None:
    with temp.open("xb"):
        pass


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _put_in_place(temp: Path, target: Path) -> Path:
    for attempt in range(_RETRIES):
        try:
            os.replace(temp, target)  # noqa: PTH105 - the one atomic replace on every system
        except PermissionError:
            if attempt < _RETRIES - 1:
                time.sleep(_PAUSE_S)
        else:
            return target
    other = _free_name(target)
    os.replace(temp, other)  # noqa: PTH105
    return other


def _free_name(target: Path) -> Path:
    for count in range(2, _OTHER_NAMES + 1):
        other = target.with_name(f"{target.stem} ({count}){target.suffix}")
        if not other.exists():
            return other
    raise PermissionError(errno.EACCES, "no free name", str(target))


def _sentence(error: OSError, target: Path) -> str:
    safe = "Chưa ghi gì; tệp cũ (nếu có) còn nguyên."
    if error.errno in _FULL:
        return f"Ổ đĩa đã đầy nên không ghi được «{target.name}». {safe} Hãy giải phóng chỗ trống rồi thử lại."
    if not target.parent.is_dir():
        return f"Không có thư mục «{target.parent}». Chưa ghi gì. Hãy tạo thư mục đó hoặc chọn thư mục khác."
    if target.is_dir():
        return f"«{target}» là một thư mục, không phải tên tệp. Chưa ghi gì. Hãy đặt tên tệp khác."
    if error.errno in _NO_RIGHTS:
        return f"Không có quyền ghi vào thư mục «{target.parent}». {safe} Hãy chọn thư mục khác."
    return f"Ổ đĩa hoặc USB không ghi được «{target.name}». {safe} Hãy kiểm tra lại ổ đĩa rồi thử lại."
