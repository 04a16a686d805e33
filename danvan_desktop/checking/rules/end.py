"""N27-N32: to whom, who signs, who receives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.rules.hits import Hit, Style, indices, misfits, width

if TYPE_CHECKING:
    from danvan_desktop.checking.anatomy import Paper
    from danvan_desktop.checking.anatomy.end import Signer
    from danvan_desktop.checking.layout import Paragraph

_ADDRESS: Final = Style((26, 28), bold=False, italic=False)
_OFFICE: Final = Style((26, 28), bold=True, italic=False)
_NAME: Final = Style((26, 28), bold=True, italic=False, align="center")
_WORD: Final = Style((24, 24), bold=True, italic=True)
_LIST: Final = Style((22, 22), bold=False, italic=False)
_ADDRESSED: Final = frozenset(
    ("TỜ TRÌNH", "BÁO CÁO", "CÔNG ĐIỆN", "GIẤY MỜI", "PHIẾU CHUYỂN", "PHIẾU GỬI", "TÊN LOẠI VĂN BẢN")
)
_AS_ABOVE: Final = re.compile(r"-\s*như (?:trên|kính gửi)", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r"((?:(?:PGS|GS|TS|ThS|Th\.S|CN|KS|BS|LS|NGƯT|NGND|Ths|Thạc sĩ|Tiến sĩ|Kỹ sư|Cử nhân)\.?[\s,]*)+)\s+(?=\S)"
)
_KEPT: Final = re.compile(r"-\s*Lưu: VT(?:, .+)?\.")
_BARE: Final = re.compile(r"(TM|KT|TL|TUQ)\s+")
_ROOM: Final = 720
"""Twips to sign and stamp in: about three lines."""
_FILLED: Final = 0.9
"""Share of its column from which a line leaves no room to stand aside in."""


def address(paper: Paper) -> Iterator[Hit]:
    """N27."""
    found = paper.address
    if not found:
        if paper.type_line is None and paper.head is not None and paper.head.subject:
            yield Hit("Công văn không có «Kính gửi:»; thêm nơi nhận trực tiếp sau phần đầu.", paper.head.subject[:1])
        return
    if not paper.is_letter and paper.type_name not in _ADDRESSED:
        yield Hit(f"«Kính gửi» không dùng ở {paper.type_name.lower()}; bỏ đi, ghi ở «Nơi nhận».", found[:1])
    yield from misfits("«Kính gửi»", found, _ADDRESS)
    named = found[1:]
    one_place = found[0].words.partition(":")[2].strip()
    if len(named) == 1 and not one_place:
        yield Hit("Gửi một nơi thì ghi ngay sau «Kính gửi:» trên cùng một dòng.", named)
    if len(named) > 1:
        yield from _ends(tuple(named), "nơi nhận ở «Kính gửi»")


def _ends(lines: tuple[Paragraph, ...], what: str) -> Iterator[Hit]:
    for one in lines:
        if words.has_gap(one.words):
            continue
        wanted = "." if one is lines[-1] else ";"
        if not one.words.endswith(wanted):
            last = one.words[-1:]
            mends = (Mend(MendKind.REPLACE, (one.index,), wanted, last),) if last in ".;," else ()
            name = "dấu chấm (.)" if wanted == "." else "dấu chấm phẩy (;)"
            yield Hit(f"Cuối dòng {what} này phải là {name}; sửa dấu cuối dòng.", (one,), mends)
        if not one.words.startswith("-"):
            yield Hit(f"Đầu dòng {what} phải có gạch đầu dòng (-); thêm vào.", (one,))


def as_above(paper: Paper) -> Iterator[Hit]:
    """N28."""
    if paper.ending is None or not paper.ending.recipients:
        return
    first = paper.ending.recipients[0]
    if paper.address and not _AS_ABOVE.match(first.words):
        yield Hit("Có «Kính gửi» thì dòng đầu của «Nơi nhận» phải là «- Như trên;»; thêm vào.", (first,))
    if not paper.address and not paper.form and any(_AS_ABOVE.match(one.words) for one in paper.ending.recipients):
        yield Hit("Không có «Kính gửi» mà «Nơi nhận» ghi «Như trên»; bỏ dòng này.", (first,))


def authority(paper: Paper) -> Iterator[Hit]:
    """N29."""
    for signer in paper.ending.signers if paper.ending else ():
        lines = signer.authority
        small = tuple(one for one in lines if not words.is_capital(one.words))
        if small and signer.name is not None:
            yield Hit("Quyền hạn, chức vụ người ký chưa in hoa; viết in hoa.", small)
        yield from misfits("Quyền hạn, chức vụ người ký", lines, _OFFICE)
        yield from _prefixes(lines)


def _prefixes(lines: tuple[Paragraph, ...]) -> Iterator[Hit]:
    texts = [one.words.upper() for one in lines]
    for one, said in zip(lines, texts, strict=True):
        bare = _BARE.match(said)
        if bare:
            mend = Mend(MendKind.REPLACE, (one.index,), f"{bare[1]}. ", bare[0])
            yield Hit(f"Viết «{bare[1]}» thiếu dấu chấm; viết «{bare[1]}.».", (one,), (mend,))
    if not texts:
        return
    if re.match(r"(ỦY|UỶ) BAN NHÂN DÂN|UBND", texts[0]):
        mend = Mend(MendKind.REPLACE, (lines[0].index,), f"TM. {lines[0].text.strip()}", lines[0].text.strip())
        yield Hit("Ký thay mặt tập thể phải ghi «TM.» trước tên; thêm «TM.».", lines[:1], (mend,))
    if texts[-1].startswith("PHÓ ") and not any(re.match(r"KT|TUQ|TL", said) for said in texts):
        yield Hit("Cấp phó ký phải có dòng «KT. …» phía trên; thêm vào, ví dụ «KT. CHỦ TỊCH».", lines[-1:])


def name(paper: Paper) -> Iterator[Hit]:
    """N30."""
    for signer in paper.ending.signers if paper.ending else ():
        found = signer.name
        if found is None:
            continue
        yield from misfits("Họ tên người ký", (found,), _NAME)
        yield from _aside(signer.authority)
        if words.is_capital(found.words):
            yield Hit("Họ tên người ký đang in hoa; viết in thường.", (found,))
        degree = _DEGREE.match(found.words)
        if degree:
            said = found.text[: found.text.find(found.words[degree.end() :])].lstrip()
            mends = (Mend(MendKind.REPLACE, (found.index,), "", said),) if said else ()
            yield Hit(f"Trước họ tên có «{degree[1].strip()}»; bỏ học hàm, học vị.", (found,), mends)


def _aside(lines: tuple[Paragraph, ...]) -> Iterator[Hit]:
    """The name stands centred below these: one that fills its column does so however it is aligned."""
    aside = tuple(one for one in lines if one.align != "center" and width(one) < one.room * _FILLED)
    if aside:
        mend = Mend(MendKind.ALIGN, indices(aside), "center")
        yield Hit("Họ tên người ký chưa canh giữa dưới quyền hạn, chức vụ; canh giữa các dòng ấy.", aside, (mend,))


def signing_room(paper: Paper) -> Iterator[Hit]:
    """N31."""
    if paper.ending is None or paper.form:
        return
    for signer in paper.ending.signers:
        if signer.name is not None and _room(signer) < _ROOM:
            mend = Mend(MendKind.BEFORE, (signer.name.index,), str(_ROOM * 2))
            yield Hit("Không đủ chỗ để ký, đóng dấu trên họ tên; chừa khoảng bốn dòng.", (signer.name,), (mend,))
    kept = all(one.keep_next for signer in paper.ending.signers for one in (*signer.authority, *signer.between))
    if paper.ending.table is not None and not paper.ending.whole and not (kept and paper.ending.signers):
        at = tuple(one for signer in paper.ending.signers for one in signer.authority)[:1]
        mend = Mend(MendKind.WHOLE_ROWS, (paper.ending.table,))
        yield Hit(
            "Khối chữ ký có thể bị cắt sang trang sau; bỏ «Cho phép ngắt hàng qua trang» của bảng.",
            at,
            (mend,),
            Severity.DOUBTFUL,
        )


def _room(signer: Signer) -> int:
    lines = sum(one.before + one.after + _height(one) for one in signer.between)
    over = signer.authority[-1].after if signer.authority else 0
    return lines + over + (signer.name.before if signer.name else 0)


def _height(paragraph: Paragraph) -> int:
    if paragraph.line_rule == "exact":
        return paragraph.line
    return 300 * max(paragraph.line, 240) // 240 * (1 + paragraph.text.count("\n"))


def recipients(paper: Paper) -> Iterator[Hit]:
    """N32."""
    ending = paper.ending
    if ending is None:
        return
    if ending.recipients_word is None:
        if paper.type_name != "BIÊN BẢN" and not paper.reference:
            yield Hit("Không thấy «Nơi nhận:»; thêm ở bên trái, ngang dòng quyền hạn người ký.")
        return
    yield from misfits("«Nơi nhận:»", (ending.recipients_word,), _WORD)
    if not ending.recipients_word.words.endswith(":"):
        yield Hit("Sau «Nơi nhận» thiếu dấu hai chấm; thêm «:».", (ending.recipients_word,))
    listed = tuple(one for one in ending.recipients if one.words.startswith(("-", "–", "+")) or "Lưu" in one.words)
    yield from misfits("Danh sách nơi nhận", listed, _LIST)
    inside = tuple(one for one in listed if one.align == "center")
    if inside:
        yield Hit(
            "Danh sách nơi nhận chưa sát lề trái; canh lề trái.",
            inside,
            (Mend(MendKind.ALIGN, indices(inside), "left"),),
        )
    kept = next((one for one in listed if "Lưu" in one.words), None)
    if kept is None:
        yield Hit("«Nơi nhận» thiếu dòng cuối «- Lưu: VT, ….»; thêm vào.", (ending.recipients_word,))
        return
    yield from _ends((*listed[: listed.index(kept)], kept), "nơi nhận")
    if kept.words.endswith(".") and not words.has_gap(kept.words) and not _KEPT.fullmatch(kept.words):
        yield Hit("Dòng lưu viết chưa đúng; viết như «- Lưu: VT, VHXH.».", (kept,))
