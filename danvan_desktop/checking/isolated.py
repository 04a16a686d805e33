"""Checking and mending in a process of their own, with the limits of an import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from danvan_desktop.checking.findings import Report, report_of
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.reading.errors import Fault, UnreadableFile, unreadable
from danvan_desktop.reading.isolation import Isolation, ask_child, child_command
from danvan_desktop.writing.files import write_safely

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INTERNAL_VERB: Final = "check-file-in-child"
"""The verb under which a frozen program runs `child.main` on its remaining arguments."""
_MODULE: Final = "danvan_desktop.checking.child"
_MENDED: Final = re.compile(r"(.*?) \(đã sửa(?: \d+)?\)")
_COPIES: Final = 99


class FileChanged(KnownError):
    """The file is no longer the one that was checked."""


def check_file(path: Path, isolation: Isolation | None = None) -> Report:
    """What is wrong with a .docx. Raises UnreadableFile (one Vietnamese sentence) or ReadingCancelled."""
    return _report(_ask(path, ["check", str(path)], isolation), path)


def mend_file(
    path: Path, report: Report, chosen: Sequence[int], isolation: Isolation | None = None
) -> tuple[Path, Report]:
    """Mend the chosen findings (by their place in `report`) into a copy beside the file, which itself is only read.

    Returns the copy and what is still wrong in it. Raises FileChanged, UnreadableFile, CannotWrite, ReadingCancelled.
    """
    answers: list[Report] = []
    numbers = ",".join(map(str, chosen))

    def write(temp: Path) -> None:
        answer = _ask(path, ["mend", str(path), str(temp), report.checksum, numbers], isolation)
        if answer.get("changed"):
            raise FileChanged(
                f"Tệp «{path.name}» đã thay đổi từ lúc kiểm tra nên chưa sửa gì; hãy kiểm tra lại rồi sửa."
            )
        answers.append(_report(answer, path))

    copy = write_safely(copy_name(path), write, lambda _temp: None)  # the child has read the copy again
    return copy, answers[-1]


def copy_name(path: Path) -> Path:
    """«Kế hoạch (đã sửa).docx», or the first «(đã sửa 2)» that is free: an earlier copy may hold work."""
    said = _MENDED.fullmatch(path.stem)
    stem = said[1] if said else path.stem
    names = (f"{stem} (đã sửa{f' {number}' if number > 1 else ''}){path.suffix}" for number in range(1, _COPIES))
    return next(
        (other for name in names if not (other := path.with_name(name)).exists()), path.with_stem(f"{stem} (đã sửa)")
    )


def _ask(path: Path, arguments: list[str], isolation: Isolation | None) -> dict[str, Any]:
    isolation = isolation or Isolation()
    command = [*(isolation.command or child_command(INTERNAL_VERB, _MODULE)), *arguments]
    try:
        return ask_child(command, isolation, path.name)
    except UnreadableFile as error:
        said = error.message.replace("nhập lại", "kiểm tra lại").replace(", sổ không thay đổi", "")
        raise UnreadableFile(said, error.fault) from error


def _report(answer: dict[str, Any], path: Path) -> Report:
    try:
        return report_of(answer["report"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(Fault.CRASHED, path.name) from error
