"""N13-N20: number and symbol, place and date, type and title, the subject of a công văn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.rules.head import short_line
from danvan_desktop.checking.rules.hits import Hit, Style, misfits

if TYPE_CHECKING:
    from danvan_desktop.checking.anatomy import Paper
    from danvan_desktop.checking.layout import Paragraph

_NUMBER: Final = Style((26, 26), bold=False, italic=False, align="center")
_PLACE: Final = Style((26, 28), bold=False, italic=True, align="center")
_TYPE: Final = Style((26, 28), bold=True, italic=False, align="center")
_SUBJECT: Final = Style((24, 26), bold=False, italic=False, align="center")
_FORM: Final = re.compile(r"Số:\s*(?:(\d+)\s*)?/([A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ&][A-Za-zĐđ&]*)*)")
_PADDED: Final = re.compile(r"0[1-9]|[1-9]\d+")
_GAP: Final = re.compile(r"số:([\s\xa0]*)/", re.IGNORECASE)
_LEAST_GAP: Final = 6
_DATE: Final = re.compile(
    r"(?P<place>.*?)(?P<comma>,?)\s*ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm\s*(?P<year>\d*)"
)
_UNIT: Final = re.compile(r"(?:xã|phường|thị trấn|đặc khu)\s+(?=\D)", re.IGNORECASE)
_SIX_POINTS: Final = 120
_SLACK: Final = 20
_KINDS: Final = frozenset(abbreviation.upper() for abbreviation in words.TYPES.values() if abbreviation) | {"CV"}


def number(paper: Paper) -> Iterator[Hit]:
    """N13."""
    found = paper.head.number if paper.head else None
    if found is None:
        if paper.head is not None and not paper.reference and paper.type_name != "BIÊN BẢN":
            yield Hit("Không thấy dòng «Số:» dưới tên cơ quan; thêm số và ký hiệu văn bản.", paper.head.issuer[-1:])
        return
    yield from misfits("Số, ký hiệu", (found,), _NUMBER)
    if words.has_gap(found.words):
        return
    form = _FORM.fullmatch(found.words)
    if form is None:
        yield Hit(
            "Số, ký hiệu viết chưa đúng; viết như «Số: 05/KH-UBND», không cách chữ quanh dấu / và dấu -.", (found,)
        )
    elif form[1] and not _PADDED.fullmatch(form[1]):
        right = form[1].lstrip("0").zfill(2)
        end = "/" if f"{form[1]}/" in found.text else ""
        mend = Mend(MendKind.REPLACE, (found.index,), right + end, form[1] + end)
        yield Hit(f"Số «{form[1]}» nhỏ hơn 10 phải có một số 0 phía trước; viết «{right}».", (found,), (mend,))


def number_gap(paper: Paper) -> Iterator[Hit]:
    """N14."""
    found = paper.head.number if paper.head else None
    gap = _GAP.match(found.text.strip()) if found else None
    if found is not None and gap is not None and len(gap[1]) < _LEAST_GAP and "\t" not in gap[1]:
        old = f"{found.text.strip()[: gap.start(1)]}{gap[1]}/"
        new = f"{found.text.strip()[: gap.start(1)]}{chr(160) * 14}/"
        mend = Mend(MendKind.REPLACE, (found.index,), new, old)
        yield Hit(
            "Chỗ trống cho số quá hẹp để ghi tay; chừa ít nhất 6 ký tự trống.", (found,), (mend,), Severity.DOUBTFUL
        )


def place_date(paper: Paper) -> Iterator[Hit]:
    """N15."""
    found = paper.head.place_date if paper.head else None
    if found is None:
        if paper.head is not None and paper.head.number is not None and paper.type_name != "BIÊN BẢN":
            yield Hit(
                "Không thấy địa danh và ngày tháng cùng dòng với số; thêm vào dưới Tiêu ngữ.", (paper.head.number,)
            )
        return
    yield from misfits("Địa danh, ngày tháng", (found,), _PLACE)
    date = _DATE.fullmatch(found.words)
    if words.has_gap(found.words):
        return
    if date is None or not date["place"] or not date["comma"] or date["place"] != date["place"].strip():
        yield Hit("Địa danh, ngày tháng viết chưa đúng; viết như «Tân Phú, ngày 05 tháng 3 năm 2026».", (found,))
        return
    if not all(word[0].isupper() or not word[0].isalpha() for word in date["place"].split()):
        yield Hit("Chữ cái đầu của địa danh phải viết hoa; sửa lại địa danh.", (found,))
    for what, given, right in (
        ("ngày", date["day"], _day(date["day"])),
        ("tháng", date["month"], _month(date["month"])),
    ):
        if given and given != right:
            mends = _written(found, what, given, right)
            yield Hit(f"Viết «{what} {given}» chưa đúng; viết «{what} {right}».", (found,), mends)


def _written(paragraph: Paragraph, what: str, given: str, right: str) -> tuple[Mend, ...]:
    said = re.search(rf"{what}[\s\xa0]*{given}", paragraph.text)
    return (
        () if said is None else (Mend(MendKind.REPLACE, (paragraph.index,), said[0][: -len(given)] + right, said[0]),)
    )


def _day(day: str) -> str:
    return day.lstrip("0").zfill(2) if day else ""


def _month(month: str) -> str:
    bare = month.lstrip("0")
    return bare.zfill(2) if bare in ("1", "2") else bare


def place_name(paper: Paper) -> Iterator[Hit]:
    """N16."""
    found = paper.head.place_date if paper.head else None
    unit = _UNIT.match(found.words) if found else None
    if found is not None and unit is not None and not words.has_gap(found.words):
        yield Hit(
            f"Địa danh ghi cả chữ «{unit[0].strip()}»; chỉ ghi tên, trừ khi đơn vị mang tên người, số hoặc sự kiện.",
            (found,),
            (),
            Severity.DOUBTFUL,
        )


def blank_day(paper: Paper) -> Iterator[Hit]:
    """N17."""
    found = paper.head.place_date if paper.head else None
    date = _DATE.fullmatch(found.words) if found else None
    if found is None or date is None or date["day"] or words.has_gap(found.words):
        return
    if not date["month"] or not date["year"]:
        yield Hit("Chưa ghi ngày thì vẫn in sẵn tháng và năm; ghi thêm.", (found,), (), Severity.DOUBTFUL)


def title(paper: Paper) -> Iterator[Hit]:
    """N18."""
    if paper.type_line is None:
        return
    if not words.is_capital(paper.type_line.words):
        yield Hit("Tên loại văn bản chưa in hoa; viết in hoa.", (paper.type_line,))
    yield from misfits("Tên loại văn bản", (paper.type_line,), _TYPE)
    said = tuple(one for one in paper.title if not words.is_form(one.words))
    yield from misfits("Trích yếu", said, _TYPE)
    shouted = tuple(one for one in said if words.is_capital(one.words) and len(one.words) > len("DVCQ"))
    if shouted:
        yield Hit("Trích yếu đang in hoa; viết in thường.", shouted)
    if paper.title:
        over = paper.reference or paper.title
        yield from short_line("trích yếu" if not paper.reference else "dòng «Kèm theo»", paper.heading, over)


def subject(paper: Paper) -> Iterator[Hit]:
    """N19."""
    if not paper.is_letter or paper.head is None:
        return
    found = paper.head.subject
    if not found:
        at = () if paper.head.number is None else (paper.head.number,)
        yield Hit("Công văn không có trích yếu «V/v …»; thêm dưới số, ký hiệu.", at)
        return
    yield from misfits("Trích yếu công văn", found, _SUBJECT)
    above = paper.head.number.after if paper.head.number else 0
    if not paper.form and abs(above + found[0].before - _SIX_POINTS) > _SLACK:
        mend = Mend(MendKind.BEFORE, (found[0].index,), str(_SIX_POINTS - above))
        mends = (mend,) if above <= _SIX_POINTS else ()
        yield Hit("Trích yếu công văn chưa cách số, ký hiệu 6pt; đặt cách đoạn trên 6pt.", found[:1], mends)


def symbol(paper: Paper) -> Iterator[Hit]:
    """N20."""
    found = paper.head.number if paper.head else None
    form = _FORM.fullmatch(found.words) if found else None
    if not paper.is_letter or found is None or form is None:
        return
    groups = form[2].split("-")
    if groups[0].upper() in _KINDS:
        yield Hit(f"Công văn không có tên loại trong ký hiệu; bỏ «{groups[0]}», viết như «/UBND-VHXH».", (found,))
    elif len(groups) == 1:
        yield Hit("Ký hiệu công văn thiếu đơn vị soạn thảo; viết như «/UBND-VHXH».", (found,))
