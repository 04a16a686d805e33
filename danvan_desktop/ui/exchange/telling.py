"""What the conflict card says: what happened, what holds meanwhile, what each button does."""

from __future__ import annotations

from datetime import datetime

from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS
from danvan_desktop.domain.merging.views import ConflictCard, SideView
from danvan_desktop.domain.merging.wordwise import Piece, compared
from danvan_desktop.ui.wording import day_text, hour_text

NOTHING = "(trống)"
MARK = "⚠"
AFTERWARDS = "Chọn xong vẫn hoàn tác được (Ctrl+Z), chương trình hỏi lại; bản không chọn vẫn còn trong lịch sử của sổ."
_JOINT = 200


def names_of(card: ConflictCard) -> tuple[str, str]:
    """What the two versions are called: by who wrote them, by the PC, or by where they lay when nothing else tells them
    apart."""
    mine, theirs = card.mine, card.theirs
    if mine.person and theirs.person and mine.person != theirs.person:
        return f"bản của {mine.person}", f"bản của {theirs.person}"
    if _on_two_pcs(card):
        return f"bản ở máy {mine.device}", f"bản ở máy {theirs.device}"
    return "bản sẵn có trong sổ này", "bản từ sổ gộp vào"


def side_title(side: SideView, name: str) -> str:
    """«Bản của Hà (máy VHXH-01), 14:05 ngày 05/03/2026»."""
    known = (side.person, f"máy {side.device}" if side.device else "")
    who = ", ".join(part for part in known if part and part not in name)
    written = ""
    if side.moment:
        moment = datetime.fromisoformat(side.moment)
        written = f", {hour_text(moment)} ngày {day_text(moment.date())}"
    return f"{_capital(name)}{f' ({who})' if who else ''}{written}"


def _on_two_pcs(card: ConflictCard) -> bool:
    mine, theirs = card.mine.device, card.theirs.device
    return bool(mine and theirs and mine != theirs)


def story(card: ConflictCard) -> tuple[str, ...]:
    """What happened, what stood before, what holds now: a sentence each."""
    return tuple(sentence for sentence in (_what(card), _before(card), _now(card)) if sentence)


def _what(card: ConflictCard) -> str:
    kind = KIND_LABELS.get(card.kind, "mục")
    mine, theirs = card.mine.person or "Một người", card.theirs.person or "một người khác"
    if card.deleting:
        deleter, editor = (mine, theirs) if card.mine.value else (theirs, mine)
        return (
            f"{_capital(deleter)} đã xóa {kind} này ở một bản của sổ, trong khi {_small(editor)} sửa nó ở bản khác; "
            "không ai thấy việc của người kia."
        )
    if card.circle:
        return f"{mine} và {theirs} mỗi bên chuyển một nhóm vào trong nhóm kia; hai nhóm không thể nằm trong nhau."
    if mine == theirs and _on_two_pcs(card):
        return (
            f"Chỗ này được sửa ở máy {card.mine.device} và ở máy {card.theirs.device}, đều với tên «{mine}»; hai bản "
            "của sổ không biết nhau."
        )
    if mine == theirs:
        return f"{mine} sửa chỗ này hai lần, ở hai bản khác nhau của sổ; bản này không biết bản kia."
    return f"{mine} và {theirs} cùng sửa chỗ này ở hai bản của sổ, không ai thấy bản của người kia."


def _before(card: ConflictCard) -> str:
    if card.deleting or card.circle:
        return ""
    return f"Trước đó: {card.before.told}." if card.before.told else "Trước đó: chưa ghi gì."


def _now(card: ConflictCard) -> str:
    if card.deleting:
        return f"Trong khi chưa chọn, mục này vẫn còn trong sổ và mang dấu {MARK}."
    if card.circle:
        return f"Trong khi chưa chọn, các nhóm này đứng ngoài cùng và mang dấu {MARK}."
    return f"Trong khi chưa chọn, sổ tạm dùng «{_short(card.standing or NOTHING)}» và đánh dấu {MARK} ở mọi nơi."


def keep_button(card: ConflictCard, side: SideView, name: str, *, mine: bool) -> str:
    """The text of the button under a version."""
    if card.deleting:
        like = f" như {side.person}" if side.person else ""
        return f"Xó&a{like}" if side.value else f"Giữ &lại{like}"
    return f"Giữ &{name}" if mine else f"&Lấy {name}"


def keep_meaning(card: ConflictCard, side: SideView) -> str:
    """What that button does."""
    if card.deleting:
        kind = KIND_LABELS.get(card.kind, "mục")
        return f"Bỏ {kind} này khỏi sổ." if side.value else f"Giữ {kind} này với mọi điều đã sửa."
    if card.circle:
        return "Đặt các nhóm như ở bản này."
    return "Ghi đúng giá trị này vào sổ, thay cho bản kia."


def all_text(card: ConflictCard) -> str:
    """The words beside the box that answers all alike."""
    kind = KIND_LABELS.get(card.kind, "mục")
    if card.deleting:
        return f"Áp &dụng cho cả {card.alike} {kind} như vậy: xóa hết hoặc giữ lại hết"
    what = FIELD_LABELS.get(card.field, "nội dung")
    return f"Áp &dụng cho cả {card.alike} chỗ về {what} của {kind}, cùng một bên"


def both_meaning(card: ConflictCard) -> str:
    """What joining both does, with what would stand there then."""
    return f"Ghi cả hai vào sổ, {names_of(card)[0]} trước: «{_short(card.joint, _JOINT)}»"


def answered(card: ConflictCard, *, alike: bool) -> str:
    """What was just settled."""
    kind = KIND_LABELS.get(card.kind, "mục")
    name = card.path or (f"«{_short(card.title)}»" if card.title else "này")
    if alike:
        return f"Đã ghi lựa chọn cho cả {card.alike} chỗ"
    if card.deleting:
        return f"Đã ghi lựa chọn xóa hay giữ {kind} {name}"
    return f"Đã ghi {FIELD_LABELS.get(card.field, 'nội dung')} của {kind} {name}"


def marked(card: ConflictCard) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both versions in pieces, word by word; what is no text is not taken apart."""
    mine, theirs = card.mine.told, card.theirs.told
    if card.joinable and mine and theirs:
        return compared(mine, theirs)
    return (Piece(mine or NOTHING, own=False),), (Piece(theirs or NOTHING, own=False),)


def line_of(card: ConflictCard) -> tuple[str, str]:
    """A conflict in the list: which field of what, and what it says."""
    about = card.path or card.title or KIND_LABELS.get(card.kind, "")
    what = "xóa hay giữ" if card.deleting else FIELD_LABELS.get(card.field, "nội dung")
    mine, theirs = (name.removeprefix("bản ").removeprefix("của ") for name in names_of(card))
    sides = (f"{name}: {side.told or NOTHING}" for name, side in ((mine, card.mine), (theirs, card.theirs)))
    return f"{about} · {what}", " ↔ ".join(" ".join(side.split()) for side in sides)


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _small(name: str) -> str:
    return "một người" if name == "Một người" else name
