"""What is said over and under a document under review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from danvan_desktop.ui.models.draft_table import InTheBook
from danvan_desktop.ui.wording import count_text, number_text

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import Draft

KEYS: Final = (
    "F8, Shift+F8: chỗ cần xem sau, trước · F2: sửa · dấu cách: bỏ, lấy · Ctrl+T: tách · Ctrl+Z: hoàn tác · "
    "Ctrl+↵: nhập"
)
_NAMED: Final = 5
"""So many tasks that go away are named, the rest counted."""
_LONGEST: Final = 60


def found_text(rows: int, doubts: int) -> str:
    """How much was recognised, and how much of it the officer should look at."""
    doubtful = f"▲ {count_text(doubts, 'chỗ')} cần xem lại" if doubts else "không có chỗ nào cần xem lại"
    return f"Nhận ra {count_text(rows, 'nhiệm vụ')} · {doubtful}"


def besides_text(draft: Draft, gone: Sequence[str] = ()) -> str:
    """What the document holds besides its tasks, and what becomes of it, a line for each; `gone` are the tasks of the
    book that it no longer has."""
    return "\n".join((*_gone(gone), *_besides(draft)))


def _gone(tasks: Sequence[str]) -> Iterator[str]:
    if tasks:
        named = [f"«{_shortened(task)}»" for task in tasks[:_NAMED]]
        more = f" và {count_text(len(tasks) - _NAMED, 'nhiệm vụ')} khác" if len(tasks) > _NAMED else ""
        yield f"Không còn trong văn bản, sẽ xóa khỏi sổ: {', '.join(named)}{more}"


def _besides(draft: Draft) -> Iterator[str]:
    kept = [
        count_text(number, noun)
        for number, noun in ((len(draft.directions), "định hướng"), (len(draft.responsibilities), "trách nhiệm"))
        if number
    ]
    left = [
        count_text(number, noun)
        for number, noun in ((len(draft.reporting), "chế độ báo cáo"), (len(draft.unrecognised), "đoạn chưa hiểu"))
        if number
    ]
    parts = [
        *([f"Giữ cùng chương trình: {', '.join(kept)}"] if kept else []),
        *([f"không thành nhiệm vụ: {', '.join(left)} (xem ở văn bản gốc)"] if left else []),
    ]
    if parts:
        said = " · ".join(parts)
        yield f"{said[0].upper()}{said[1:]}"
    yield from draft.warnings


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def button_text(states: Mapping[InTheBook, int], gone: int = 0) -> str:
    """What the button that goes on will do with so many tasks of each state and so many that go away."""
    held = states.get(InTheBook.CHANGED, 0) + states.get(InTheBook.SAME, 0)
    new = states.get(InTheBook.NEW, 0)
    if not held:
        return f"&Nhập {count_text(new, 'nhiệm vụ')}"
    deeds = (("thêm", new), ("sửa", states.get(InTheBook.CHANGED, 0)), ("xóa", gone))
    said = [f"{verb} {number_text(number)}" for verb, number in deeds if number]
    if not said:
        return f"Cập &nhật {count_text(held, 'nhiệm vụ')} đã có"
    return f"Cập &nhật: {', '.join(said)} nhiệm vụ"
