"""What is said over and under a document under review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from danvan_desktop.ui.models.draft_table import InTheBook
from danvan_desktop.ui.wording import count_text, number_text

if TYPE_CHECKING:
    from danvan_desktop.domain.draft import Draft
    from danvan_desktop.services.importing import Comparison

KEYS: Final = (
    "F8, Shift+F8: chỗ cần xem sau, trước · F2: sửa · dấu cách: bỏ, lấy · Ctrl+T: tách · Ctrl+Z: hoàn tác · "
    "Ctrl+↵: nhập"
)
NOTHING_NEW: Final = "Văn bản này đã có trong sổ và không có gì thay đổi."
WRITE_AGAIN: Final = "&Vẫn cập nhật"
"""What goes on where nothing would be changed."""
_NAMED: Final = 5
"""So many tasks that go away are named, the rest counted."""
_LONGEST: Final = 60


def known_text(rows: int) -> str:
    """What is said instead of a document of which the book has everything."""
    return f"Nhận ra {count_text(rows, 'nhiệm vụ')} · sổ đã có đủ, không có gì phải làm"


def found_text(rows: int, doubts: int, *, looked_at: str = "", next_step: str = "", recalled: int = 0) -> str:
    """How much was recognised, and how much of it the officer should look at: `looked_at` says which of it he does
    now, `next_step` what is to be done when nothing of it is left. `recalled` choices of earlier documents were made
    again."""
    found = f"Nhận ra {count_text(rows, 'nhiệm vụ')}"
    if recalled:
        found = f"{found} · ↺ {count_text(recalled, 'chỗ')} theo lựa chọn lần trước"
    if doubts:
        return " · ".join(filter(None, (found, f"▲ {count_text(doubts, 'chỗ')} cần xem lại", looked_at)))
    if next_step:
        return f"{found} · không còn chỗ nào cần xem lại: bấm «{next_step}»"
    return f"{found} · không có chỗ nào cần xem lại"


def place_text(first: int, count: int, doubts: int) -> str:
    """«đang ở chỗ 2/3»: where in the walk through the doubts a row with so many of them stands."""
    place = number_text(first) if count == 1 else f"{number_text(first)}–{number_text(first + count - 1)}"
    return f"đang ở chỗ {place}/{number_text(doubts)}"


def besides_text(draft: Draft, held: Comparison, left: int) -> str:
    """What the document holds besides its tasks, and what becomes of it, a line for each; first, for a document that
    the book knows, what will be done to the tasks of the book. Of `left` of its parts nothing was made yet."""
    return "\n".join((*_known(draft, held), *_gone(held.gone), *_besides(draft, left)))


def _known(draft: Draft, held: Comparison) -> Iterator[str]:
    if not held.held and not held.gone:
        return
    changed, new = len(held.changed), len(draft.tasks) - len(held.held)
    deeds = [
        f"{number_text(number)} {what}"
        for number, what in ((new, "nhiệm vụ mới"), (changed, "có thay đổi"), (len(held.gone), "không còn"))
        if number
    ]
    same = len(held.held) - changed
    rest = f"; {number_text(same)} nhiệm vụ như cũ" if same else ""
    said = f"Văn bản này đã có trong sổ: {', '.join(deeds)}{rest}." if deeds else f"{NOTHING_NEW} Bấm «Đóng» là xong."
    yield f"{said} Tiến độ, kết quả, gia hạn và những gì tự sửa, tự thêm trong sổ được giữ nguyên."


def _gone(tasks: Sequence[str]) -> Iterator[str]:
    if tasks:
        named = [f"«{_shortened(task)}»" for task in tasks[:_NAMED]]
        more = f" và {count_text(len(tasks) - _NAMED, 'nhiệm vụ')} khác" if len(tasks) > _NAMED else ""
        yield f"Không còn trong văn bản, sẽ xóa khỏi sổ: {', '.join(named)}{more}"


def _besides(draft: Draft, left: int) -> Iterator[str]:
    kept = [
        count_text(number, noun)
        for number, noun in (
            (len(draft.document.legal_basis), "căn cứ"),
            (len(draft.directions), "định hướng"),
            (len(draft.responsibilities), "trách nhiệm"),
            (len(draft.reporting), "đợt báo cáo"),
        )
        if number
    ]
    parts = [
        *([f"Giữ cùng chương trình: {', '.join(kept)}"] if kept else []),
        *([f"? {count_text(left, 'đoạn')} chưa hiểu (ở văn bản gốc: chọn dòng, bấm «Dùng dòng này»)"] if left else []),
    ]
    if parts:
        said = " · ".join(parts)
        yield f"{said[0].upper()}{said[1:]}"
    yield from draft.warnings


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def button_text(states: Mapping[InTheBook, int], gone: int = 0, *, corrected: bool = False) -> str:
    """What the button that goes on will do with so many tasks of each state and so many that go away; `corrected` in
    the review itself."""
    held = states.get(InTheBook.CHANGED, 0) + states.get(InTheBook.SAME, 0)
    new = states.get(InTheBook.NEW, 0)
    if not held:
        return f"&Nhập {count_text(new, 'nhiệm vụ')}"
    deeds = (("thêm", new), ("sửa", states.get(InTheBook.CHANGED, 0)), ("xóa", gone))
    said = [f"{verb} {number_text(number)}" for verb, number in deeds if number]
    if not said and not corrected:
        return WRITE_AGAIN
    if not said:
        return f"Cập &nhật {count_text(held, 'nhiệm vụ')} đã có"
    return f"Cập &nhật: {', '.join(said)} nhiệm vụ"
