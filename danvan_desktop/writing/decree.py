"""What the decree prescribes for each part of a paper, in one table (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I).

Where it allows a range, the part goes with the size of the body, 13 or 14.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from danvan_desktop.writing.blocks import (
    Addressees,
    Align,
    Block,
    Letterhead,
    Page,
    Paragraph,
    Role,
    Signature,
    Title,
    TitleForm,
)
from danvan_desktop.writing.metrics import Face, text_width, wrap

NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS_WORD: Final = "Nơi nhận:"
ADDRESSEES_WORD: Final = "Kính gửi:"
_ADDRESSEES_LEFT: Final = 0.18
"""Where «Kính gửi» begins when its names need more than a line, over the width of the text."""
FIRST_LINE_MM: Final = 12.7
SIGNING_ROOM_PT: Final = 72
"""Four lines to sign and stamp."""
LINE_PT: Final = 1.15
"""Height of a single line of Times New Roman, over its size."""
_SLACK: Final = 1.015
"""Room for what another program's rounding may add to a line."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one role is set. `size`, `before` and `after` in points; `first_line`, `indent` (both edges), `left` and
    `hanging` (how far the first line stands before `left`) in mm."""

    size: float
    align: Align = Align.CENTRE
    bold: bool = False
    italic: bool = False
    first_line: float = 0
    indent: float = 0
    left: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0

    @property
    def face(self) -> Face:
        """The cut to measure with."""
        if self.bold:
            return Face.BOLD
        return Face.ITALIC if self.italic else Face.REGULAR


def style_of(role: Role, body: int) -> Look:
    """The look of `role` in a paper whose body is `body` (13 or 14) points."""
    looks = {
        Role.NATION: Look(body - 1, bold=True),
        Role.MOTTO: Look(body, bold=True),
        Role.SUPERIOR: Look(body - 1),
        Role.ISSUER: Look(body - 1, bold=True),
        Role.NUMBER: Look(13, before=6),
        Role.PLACE_DATE: Look(body, italic=True, before=6),
        Role.SUBJECT: Look(body - 1, before=6),
        Role.TYPE: Look(body, bold=True, before=18),
        Role.TITLE: Look(body, bold=True),
        Role.ANNEX_LABEL: Look(14, bold=True),
        Role.ANNEX_TITLE: Look(body, bold=True),
        Role.REFERENCE: Look(body, italic=True),
        Role.CENTRED: Look(body, bold=True, before=6, after=6),
        Role.ADDRESSEE: Look(body, Align.LEFT, before=6),
        Role.BASIS: Look(body, Align.JUSTIFIED, italic=True, first_line=FIRST_LINE_MM, after=6),
        Role.HEADING: Look(body, Align.JUSTIFIED, bold=True, first_line=FIRST_LINE_MM, before=6, after=6),
        Role.BODY: Look(body, Align.JUSTIFIED, first_line=FIRST_LINE_MM, after=6),
        Role.CLOSING: Look(body, Align.JUSTIFIED, first_line=FIRST_LINE_MM, before=6, after=12),
        Role.CELL_HEADING: Look(body, bold=True, before=3, after=3),
        Role.CELL: Look(body, Align.LEFT, before=3, after=3),
        Role.RECIPIENTS_WORD: Look(12, Align.LEFT, bold=True, italic=True),
        Role.RECIPIENT: Look(11, Align.LEFT),
        Role.AUTHORITY: Look(body, bold=True),
        Role.SIGNER: Look(body, bold=True, before=SIGNING_ROOM_PT),
        Role.PAGE_NUMBER: Look(body),
    }
    return looks[role]


def letterhead_columns(head: Letterhead, page: Page, body: int) -> tuple[float, float]:
    """Widths of the two columns: quốc hiệu on one line always, the issuer too where it can be (N41)."""
    nation = style_of(Role.NATION, body)
    issuer = style_of(Role.ISSUER, body)
    needed_left = max(text_width(line, issuer.size, issuer.face) for line in (*head.issuer, head.superior)) + 2
    needed_right = text_width(NATION, nation.size, nation.face) + 2
    left = min(max(needed_left, page.text_width * 0.42), page.text_width * 0.48, page.text_width - needed_right)
    return left, page.text_width - left


def motto_line(body: int) -> float:
    """Length of the line under tiêu ngữ: as long as the text (N10)."""
    look = style_of(Role.MOTTO, body)
    return text_width(MOTTO, look.size, look.face)


def issuer_line(head: Letterhead, room: float, body: int) -> float:
    """Length of the line under the issuer: 1/3 to 1/2 of the text above it, of the longest too if it can be (N12)."""
    look = style_of(Role.ISSUER, body)
    widths = [min(text_width(line, look.size, look.face), room) for line in head.issuer]
    low, high = max(widths) / 3, widths[-1] / 2
    return (low + high) / 2 if low <= high else widths[-1] * 0.49


def addressee_lines(block: Addressees, page: Page, body: int) -> tuple[tuple[str, Look], ...]:
    """The lines of «Kính gửi»: one name beside it, in the middle if it fits; several below its colon (N27)."""
    look = style_of(Role.ADDRESSEE, body)
    word = text_width(ADDRESSEES_WORD, look.size)
    left = page.text_width * _ADDRESSEES_LEFT
    if len(block.names) == 1:
        whole = f"{ADDRESSEES_WORD} {block.names[0]}"
        after = replace(look, before=12, after=12)
        if text_width(whole, look.size) < page.text_width:
            return ((whole, replace(after, align=Align.CENTRE)),)
        hanging = word + text_width(" ", look.size)
        return ((whole, replace(after, left=left + hanging, hanging=hanging)),)
    dash = text_width("- ", look.size)
    beneath = replace(look, before=0, left=left + word + dash, hanging=dash)
    *others, last = block.names
    lines = [(f"- {name};", beneath) for name in others] + [(f"- {last}.", replace(beneath, after=12))]
    return ((ADDRESSEES_WORD, replace(look, before=12, left=left)), *lines)


def must_not_stand_alone(block: Block | None) -> bool:
    """Whether a table keeps its last row on the page of what follows: the closing sentence, the signature (N31)."""
    return isinstance(block, Signature) or (isinstance(block, Paragraph) and block.role is Role.CLOSING)


def title_parts(title: Title) -> tuple[tuple[Role, str], ...]:
    """The lines of a title from top to bottom, each with its role; blank ones left out."""
    annex = title.form is TitleForm.ANNEX
    parts = (
        (Role.ANNEX_LABEL if annex else Role.TYPE, title.name),
        (Role.ANNEX_TITLE if annex else Role.TITLE, title.text),
        (Role.REFERENCE, title.reference),
    )
    return tuple((role, text) for role, text in parts if text)


def title_line(title: Title, room: float, body: int) -> float:
    """Length of the line under a title: 1/3 to 1/2 of the text above it (N18, N34)."""
    role, text = title_parts(title)[-1]
    look = style_of(role, body)
    lines = wrap(text, look.size, look.face, balanced_room(text, look, room))
    return 0.4 * max(min(text_width(line, look.size, look.face), room) for line in lines)


def balanced_room(text: str, look: Look, room: float) -> float:
    """The narrowest column in which a centred `text` takes no more lines than in `room`: no last line of one word."""
    lines = len(wrap(text, look.size, look.face, room))
    if lines == 1:
        return room
    low, high = room / 2, room
    while high - low > 1:
        middle = (low + high) / 2
        if len(wrap(text, look.size, look.face, middle)) > lines:
            low = middle
        else:
            high = middle
    return min(high * _SLACK, room)
