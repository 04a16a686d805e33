"""Kiểm tra thể thức: hold a Word file against the decree, and mend what can be mended into a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from danvan_desktop.checking import (
    Report,
    check_file,
    mend_file,
)
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.reading import Isolation


class NothingToMend(KnownError):
    """None of the chosen findings can be mended by the program."""


def check(path: Path, cancelled: Callable[[], bool] | None = None) -> Report:
    """What in a .docx goes against the form. Raises UnreadableFile or ReadingCancelled."""
    return check_file(path, Isolation(cancelled=cancelled) if cancelled else None)


def mend(
    path: Path, report: Report, chosen: Sequence[int], cancelled: Callable[[], bool] | None = None
) -> tuple[Path, Report]:
    """Mend findings, by their place in the report, into a copy; the copy and what is still wrong in it."""
    if not any(report.findings[at].mendable for at in chosen):
        raise NothingToMend("Chưa chọn chỗ nào sửa được ngay nên chưa ghi gì; hãy đánh dấu chỗ cần sửa.")
    return mend_file(path, report, chosen, Isolation(cancelled=cancelled) if cancelled else None)
