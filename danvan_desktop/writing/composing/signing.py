"""The end of a paper: who receives it and who signs (khoản 7 and 9 Mục II Phần I; N29-N32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.writing.blocks import Signature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from danvan_desktop.domain.papers import SignatureBlock

_KEPT: Final = "Lưu:"
_KEPT_BY_DEFAULT: Final = "Lưu: VT, VHXH"


def signature_block(block: SignatureBlock) -> Signature:
    """The block as printed, its recipients with dash and end marks."""
    return Signature(block.authority, block.name, recipient_lines(block.recipients))


def recipient_lines(recipients: Iterable[str]) -> tuple[str, ...]:
    """«- Sở Nội vụ;» … «- Lưu: VT, VHXH.»: the line of what is kept is always there and always last."""
    names = [line.strip().strip("-;.").strip() for line in recipients]
    kept = [name for name in names if name.startswith(_KEPT)] or [_KEPT_BY_DEFAULT]
    sent = [name for name in names if name and not name.startswith(_KEPT)]
    return (*(f"- {name};" for name in sent), f"- {kept[0]}.")
