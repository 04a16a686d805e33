"""N8-N12: quốc hiệu, tiêu ngữ, the names of the bodies and the lines below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.rules.hits import Hit, Style, millimetres, misfits, width

if TYPE_CHECKING:
    from danvan_desktop.checking.anatomy import Paper
    from danvan_desktop.checking.layout import Paragraph

_SMALL: Final = Style((24, 26), bold=True, italic=False, align="center")
_MOTTO: Final = Style((26, 28), bold=True, italic=False, align="center")
_SUPERIOR: Final = Style((24, 26), bold=False, italic=False, align="center")
_PHRASES: Final = re.compile(r"Độc lập - Tự do - Hạnh phúc")
_UNIT: Final = re.compile(r"(?:xã|phường|đặc khu|thị trấn)\b", re.IGNORECASE)
_EXACT: Final = 0.05
_NEAR: Final = 0.2
"""Share by which a line drawn by hand may miss the text and still be meant to be as long."""
_SHARES: Final = (0.333, 0.5)
_SHARE_SLACK: Final = 0.04
_SINGLE: Final = 240
_CLOSE: Final = 40


def nation(paper: Paper) -> Iterator[Hit]:
    """N8."""
    if not paper.main or not any(_words(paper)):
        return
    if paper.loose_head is not None:
        yield Hit(
            "Đầu trang không ở trong bảng hai cột nên không kiểm tra được hết; trình bày lại trong bảng không kẻ.",
            (paper.loose_head,),
            (),
            Severity.DOUBTFUL,
        )
        return
    if paper.head is None or paper.head.nation is None:
        yield Hit(
            "Không thấy Quốc hiệu ở bảng đầu trang; thêm «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM» ở trên cùng bên phải."
        )
        return
    found = paper.head.nation
    if not words.is_capital(found.words):
        yield Hit("Quốc hiệu chưa in hoa; viết «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM».", (found,))
    if found not in paper.head.right:
        yield Hit("Quốc hiệu không ở bên phải; chuyển sang cột phải của bảng đầu trang.", (found,))
    yield from misfits("Quốc hiệu", (found,), _SMALL)


def motto(paper: Paper) -> Iterator[Hit]:
    """N9."""
    if paper.head is None or paper.head.nation is None:
        return
    found = paper.head.motto
    if found is None:
        yield Hit("Không thấy Tiêu ngữ dưới Quốc hiệu; thêm «Độc lập - Tự do - Hạnh phúc».", (paper.head.nation,))
        return
    if not _PHRASES.fullmatch(found.words):
        mends = (Mend(MendKind.REPLACE, (found.index,), "Độc lập - Tự do - Hạnh phúc", found.text.strip()),)
        yield Hit("Tiêu ngữ viết chưa đúng; viết «Độc lập - Tự do - Hạnh phúc», gạch nối có cách chữ.", (found,), mends)
    yield from misfits("Tiêu ngữ", (found,), _MOTTO)
    apart = paper.head.nation.after + found.before
    if apart > _CLOSE or (found.line_rule == "auto" and found.line > _SINGLE):
        close = (
            Mend(MendKind.AFTER, (paper.head.nation.index,), "0"),
            Mend(MendKind.BEFORE, (found.index,), "0"),
            Mend(MendKind.SINGLE, (found.index,)),
        )
        yield Hit("Quốc hiệu và Tiêu ngữ cách nhau quá dòng đơn; đặt giãn dòng đơn, cách đoạn 0 pt.", (found,), close)


def motto_line(paper: Paper) -> Iterator[Hit]:
    """N10."""
    found = paper.head.motto if paper.head else None
    if paper.head is None or found is None:
        return
    below = [one for one in paper.head.right if one.index >= found.index]
    lengths = _lengths(below)
    if any(run.underlined for run in found.inked):
        yield Hit("Tiêu ngữ đang gạch chân; bỏ gạch chân, kẻ một đường nét liền bên dưới.", (found,))
    elif lengths:
        asked = width(found)
        off = min(abs(length - asked) for length in lengths)
        if off > asked * _EXACT:
            yield Hit(
                f"Đường kẻ dưới Tiêu ngữ dài {millimetres(lengths[0])} mm; kẻ dài bằng dòng chữ "
                f"({millimetres(asked)} mm).",
                (found,),
                (),
                Severity.WRONG if off > asked * _NEAR else Severity.DOUBTFUL,
            )
    elif any(one.underscores for one in below):
        yield Hit(
            "Đường kẻ dưới Tiêu ngữ làm bằng dấu gạch dưới; nên vẽ đường nét liền dài bằng dòng chữ.",
            (found,),
            (),
            Severity.DOUBTFUL,
        )
    else:
        yield Hit("Dưới Tiêu ngữ không có đường kẻ; kẻ một đường nét liền dài bằng dòng chữ.", (found,))


def issuer(paper: Paper) -> Iterator[Hit]:
    """N11."""
    names = paper.head.issuer if paper.head else ()
    if not names:
        if paper.head is not None:
            yield Hit("Không thấy tên cơ quan ban hành ở đầu trang bên trái; ghi tên cơ quan, in hoa, đậm.")
        return
    superior, own = _split(names)
    small = tuple(one for one in names if not words.is_capital(one.words))
    if small:
        yield Hit("Tên cơ quan chưa in hoa; viết in hoa.", small)
    yield from misfits("Tên cơ quan chủ quản", superior, _SUPERIOR)
    yield from misfits("Tên cơ quan ban hành", own, _SMALL)


def issuer_line(paper: Paper) -> Iterator[Hit]:
    """N12."""
    names = paper.head.issuer if paper.head else ()
    if paper.head is None or not names:
        return
    upto = paper.head.number.index if paper.head.number else len(paper.head.left) + names[-1].index
    below = [one for one in paper.head.left if names[0].index <= one.index < max(upto, names[-1].index + 1)]
    yield from short_line("tên cơ quan", below, _split(names)[1])


def short_line(what: str, around: Sequence[Paragraph], over: Sequence[Paragraph]) -> Iterator[Hit]:
    """A line of 1/3 to 1/2 of the text above it; of a text of several lines any of them may be meant."""
    lengths = _lengths(around)
    if not lengths:
        if not any(one.underscores for one in around):
            yield Hit(f"Dưới {what} không có đường kẻ; kẻ một đường nét liền dài 1/3-1/2 dòng chữ.", tuple(over[-1:]))
        return
    whole = [min(width(one), one.room or width(one)) for one in over] or [0]
    least = min(whole) if len(whole) > 1 else _shortest_line(over[0])
    low, high = least * (_SHARES[0] - _SHARE_SLACK), max(whole) * (_SHARES[1] + _SHARE_SLACK)
    if not any(low <= length <= high for length in lengths):
        asked = f"{millimetres(round(max(whole) / 3))}-{millimetres(round(max(whole) / 2))}"
        yield Hit(
            f"Đường kẻ dưới {what} dài {millimetres(lengths[0])} mm; kẻ dài 1/3-1/2 dòng chữ ({asked} mm).",
            tuple(over[-1:]),
        )


def _shortest_line(paragraph: Paragraph) -> int:
    """The last of its lines, where it takes several."""
    whole, room = width(paragraph), paragraph.room or width(paragraph)
    return whole if whole <= room else whole // (whole // max(room, 1) + 1)


def _lengths(paragraphs: Sequence[Paragraph]) -> list[int]:
    drawn = [length for one in paragraphs for length in one.lines]
    return drawn or [one.border_length for one in paragraphs if one.ruled]


def _split(names: Sequence[Paragraph]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The superior body and the issuer: «ỦY BAN NHÂN DÂN / XÃ X» is one name of two lines."""
    first = names[0]
    if len(names) == 1 or (len(names) == 2 and _UNIT.match(names[1].words) and _is_committee(first)):
        return (), tuple(names)
    if first.words.startswith("UBND") or not any(run.bold for run in first.inked):
        at = next((place for place, one in enumerate(names) if place and any(run.bold for run in one.inked)), 1)
        return tuple(names[:at]), tuple(names[at:])
    return (), tuple(names)


def _is_committee(paragraph: Paragraph) -> bool:
    return "NHÂN DÂN" in paragraph.words.upper()


def _words(paper: Paper) -> Iterator[str]:
    yield from (one.words for one in (paper.type_line, *paper.body, *paper.address) if one is not None)
