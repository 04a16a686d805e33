"""What is said over and under a document under review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.ui.wording import count_text

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import Draft

KEYS: Final = (
    "F8, Shift+F8: chỗ cần xem sau, trước · F2: sửa · dấu cách: bỏ, lấy · Ctrl+T: tách · Ctrl+Z: hoàn tác · "
    "Ctrl+↵: nhập"
)


def found_text(rows: int, doubts: int) -> str:
    """How much was recognised, and how much of it the officer should look at."""
    doubtful = f"▲ {count_text(doubts, 'chỗ')} cần xem lại" if doubts else "không có chỗ nào cần xem lại"
    return f"Nhận ra {count_text(rows, 'nhiệm vụ')} · {doubtful}"


def besides_text(draft: Draft) -> str:
    """What the document holds besides its tasks, and what becomes of it, a line for each."""
    return "\n".join(_besides(draft))


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


def button_text(new: int, held: int) -> str:
    """What the button that goes on will do."""
    if not held:
        return f"&Nhập {count_text(new, 'nhiệm vụ')}"
    if not new:
        return f"Cập &nhật {count_text(held, 'nhiệm vụ')} đã có"
    return f"&Nhập {count_text(new, 'nhiệm vụ')} mới, cập nhật {count_text(held, '').strip()}"
