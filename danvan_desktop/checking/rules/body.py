"""N21-N26: căn cứ and the body."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from danvan_desktop.checking.anatomy import words
from danvan_desktop.checking.findings import Mend, MendKind, Severity
from danvan_desktop.checking.rules.hits import Hit, Style, indices, misfits

if TYPE_CHECKING:
    from danvan_desktop.checking.anatomy import Paper
    from danvan_desktop.checking.layout import Paragraph

_SIZES: Final = (26, 28)
_BASIS: Final = Style(_SIZES, bold=False, italic=True)
_FIRST_LINES: Final = (567, 720)
_SLACK: Final = 20
_BETWEEN: Final = 120
_LINES: Final = (240, 360)
_POINTS_OF_A_LINE: Final = 1.15
_CITED: Final = re.compile(r"\bsố\s+[\d/]+[A-Za-zĐđ0-9/&-]*[-/][A-ZĐ]", re.IGNORECASE)
_DATED: Final = re.compile(r"ngày\s+\d|\d{1,2}/\d{1,2}/\d{4}|ngày\s+tháng|/20\d\d/QH", re.IGNORECASE)
_BY_WHOM: Final = re.compile(r"\bcủa\b", re.IGNORECASE)
_PLAIN_LAW: Final = re.compile(r"\b(?:luật|bộ luật|pháp lệnh|hiến pháp)\b", re.IGNORECASE)
_CHAPTER: Final = re.compile(r"(?:phần|chương)\s+([\wđĐ]+)", re.IGNORECASE)
_ROMAN: Final = re.compile(r"([IVXLC]+)\.\s*(.+)", re.DOTALL)
_POINT: Final = re.compile(r"([a-zđêôơưâă])\)\s")
_CLAUSE: Final = re.compile(r"\d+[.)]\s|[IVXLC]+\.\s|(?:điều|mục|phần|chương)\s", re.IGNORECASE)
_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_SIGNS: Final = "./."


def bases(paper: Paper) -> Iterator[Hit]:
    """N21."""
    found = paper.bases
    said = tuple(one for one in found if not words.is_form(one.words))
    yield from misfits("Căn cứ", said, _BASIS)
    for one in found:
        if paper.form and words.BASIS.fullmatch(one.words.rstrip(" ;,.")):
            continue  # of a form: the last line of grounds may be one of dots alone
        wanted = "." if one is found[-1] else ";"
        last = one.words[-1:]
        if last == wanted or (last == "," and one is found[-1]):
            continue
        mends = (Mend(MendKind.REPLACE, (one.index,), wanted, last),) if last in ".;,:" else ()
        name = "dấu chấm (.)" if wanted == "." else "dấu chấm phẩy (;)"
        yield Hit(f"Cuối căn cứ này phải là {name}; sửa dấu cuối dòng.", (one,), mends)


def citations(paper: Paper) -> Iterator[Hit]:
    """N22."""
    lacking: dict[str, list[Paragraph]] = {}
    for one in paper.bases:
        if not _CITED.search(one.words) or _PLAIN_LAW.search(one.words) or words.has_gap(one.words):
            continue
        missed = [
            name
            for name, form in (("ngày, tháng, năm", _DATED), ("cơ quan ban hành", _BY_WHOM))
            if not form.search(one.words)
        ]
        if missed:
            lacking.setdefault(" và ".join(missed), []).append(one)
    for missed_words, at in lacking.items():
        yield Hit(f"Căn cứ viện dẫn thiếu {missed_words}; ghi thêm.", tuple(at), (), Severity.DOUBTFUL)


def text(paper: Paper) -> Iterator[Hit]:
    """N23."""
    body = _running(paper)
    off = tuple(one for one in body if any(not 26 <= run.size <= 28 for run in one.inked))
    if off:
        size = _body_size(body) or 28
        yield Hit(
            "Lời văn không phải cỡ 13-14; đặt lại cỡ 13 hoặc 14.", off, (Mend(MendKind.SIZE, indices(off), str(size)),)
        )
    askew = tuple(one for one in body if one.align != "both" and len(one.words) > 60)
    if askew:
        yield Hit("Đoạn văn chưa canh đều hai lề; canh đều.", askew, (Mend(MendKind.ALIGN, indices(askew), "both"),))
    leaning = tuple(one for one in body if one.inked and all(run.italic for run in one.inked))
    leaning = tuple(one for one in leaning if not one.words.startswith("("))
    if leaning:
        mend = Mend(MendKind.ITALIC, indices(leaning), "0")
        yield Hit("Cả đoạn văn đang nghiêng; đặt lại chữ đứng.", leaning, (mend,), Severity.DOUBTFUL)
    yield from _first_lines(body)
    yield from _spacing(body)


def _first_lines(body: tuple[Paragraph, ...]) -> Iterator[Hit]:
    """Of headings the decree says it only with all other text, and its practice differs."""
    flush = [one for one in body if not _indented(one)]
    for what, heads, severity in (
        ("Đầu dòng", False, Severity.WRONG),
        ("Đầu dòng tiêu đề", True, Severity.DOUBTFUL),
    ):
        held = [one for one in flush if _is_heading(one) is heads]
        if held:
            mend = Mend(MendKind.FIRST_LINE, indices(one for one in held if one.left <= 0), "720")
            advice = f"{what} chưa lùi 1 cm hoặc 1,27 cm; đặt lùi dòng đầu 1,27 cm."
            yield Hit(advice, tuple(held), (mend,) if mend.targets else (), severity)


def _is_heading(paragraph: Paragraph) -> bool:
    counted = f"{paragraph.number} {paragraph.words}".strip()
    return all(run.bold for run in paragraph.inked) and _CLAUSE.match(counted) is not None


def _spacing(body: tuple[Paragraph, ...]) -> Iterator[Hit]:
    pairs = list(itertools.pairwise(body))
    tight = tuple(
        one
        for one, following in pairs
        if one.after + following.before < _BETWEEN - _SLACK and one.before + one.after < _BETWEEN - _SLACK
    )
    if tight:
        mend = Mend(MendKind.AFTER, indices(tight), str(_BETWEEN))
        yield Hit("Các đoạn cách nhau dưới 6pt; đặt cách đoạn 6pt.", tight, (mend,))
    lines = tuple(one for one in body if not _well_spaced(one))
    if lines:
        mend = Mend(MendKind.SINGLE, indices(lines))
        yield Hit("Giãn dòng ngoài khoảng dòng đơn đến 1,5; đặt giãn dòng đơn.", lines, (mend,))


def _well_spaced(paragraph: Paragraph) -> bool:
    if paragraph.line_rule == "auto":
        return _LINES[0] - _SLACK <= paragraph.line <= _LINES[1] + _SLACK
    if paragraph.line_rule == "atLeast":
        return True
    size = max((run.size for run in paragraph.inked), default=28)
    single = size * 10 * _POINTS_OF_A_LINE
    return single * 0.9 <= paragraph.line <= single * 1.5 + _SLACK


def _indented(paragraph: Paragraph) -> bool:
    """The first line stands in by its own indent or by a tab; a list that Word counts stands where the list says."""
    if paragraph.text.startswith("\t") or paragraph.number:
        return True
    at = paragraph.first_line + max(paragraph.left, 0)
    return any(min(abs(paragraph.first_line - wanted), abs(at - wanted)) <= _SLACK for wanted in _FIRST_LINES)


def headings(paper: Paper) -> Iterator[Hit]:
    """N24."""
    for one in paper.body:
        yield from _chapter(one)
        yield from _section(one)
    yield from _points(paper.body)


def _chapter(paragraph: Paragraph) -> Iterator[Hit]:
    said = _CHAPTER.fullmatch(paragraph.words)
    if said is None:
        return
    if not re.fullmatch("[IVXLC]+|thứ", said[1]):
        yield Hit("Số thứ tự của phần, chương phải là số La Mã; sửa lại.", (paragraph,))
    yield from misfits("Phần, chương", (paragraph,), Style(_SIZES, bold=True, italic=False, align="center"))


def _section(paragraph: Paragraph) -> Iterator[Hit]:
    """«I. NHỮNG KẾT QUẢ», its number typed or counted."""
    number = f"{paragraph.number} " if re.fullmatch(r"[IVXLC]+\.?", paragraph.number) else ""
    said = _ROMAN.fullmatch(f"{number}{paragraph.words}")
    if said is None or len(said[2]) > 200:
        return
    if not words.is_capital(said[2]):
        yield Hit("Tiêu đề mục đánh số La Mã chưa in hoa; viết in hoa.", (paragraph,))
    yield from misfits("Tiêu đề mục", (paragraph,), Style(_SIZES, bold=True, italic=False))


def _points(body: tuple[Paragraph, ...]) -> Iterator[Hit]:
    """a) b) c) d) đ) e) g): each list in the order of the Vietnamese alphabet."""
    before = ""
    for one in body:
        label = one.number if re.fullmatch(r"[a-zđ]\)", one.number) else ""
        said = _POINT.match(f"{label} " if label else f"{one.words} ")
        if said is None:
            if _CLAUSE.match(one.words) or re.match(r"\d", one.number):
                before = ""
            continue
        wanted = _LETTERS[(_LETTERS.find(before) + 1) % len(_LETTERS)] if before in _LETTERS else "a"
        if said[1] not in (wanted, "a"):
            yield Hit(f"Điểm «{said[1]})» sai thứ tự chữ cái tiếng Việt; ở đây phải là «{wanted})».", (one,))
        before = said[1]


def one_size(paper: Paper) -> Iterator[Hit]:
    """N25."""
    body = [one for one in _running(paper) if not _CHAPTER.fullmatch(one.words)]
    usual = _body_size(tuple(body))
    off = tuple(one for one in body if any(run.size != usual and 26 <= run.size <= 28 for run in one.inked))
    if off and usual:
        mend = Mend(MendKind.SIZE, indices(off), str(usual))
        yield Hit(f"Lời văn có nhiều cỡ chữ; đặt cùng cỡ {usual // 2}.", off, (mend,))


def _body_size(body: tuple[Paragraph, ...]) -> int:
    """The size of most of the text, among those that the decree allows."""
    counted: Counter[int] = Counter()
    for one in body:
        for run in one.inked:
            if run.size in _SIZES:
                counted[run.size] += len(run.text)
    return counted.most_common(1)[0][0] if counted else 0


def last_sign(paper: Paper) -> Iterator[Hit]:
    """N26."""
    said = [one for one in paper.body if one.words]
    if not said or paper.ends_with_table or paper.ending is None:
        return
    last = said[-1]
    if not last.words.replace(" ", "").endswith(_SIGNS):
        end = last.text.rstrip()[-1:]
        mends = (Mend(MendKind.REPLACE, (last.index,), _SIGNS, "."),) if end == "." else ()
        yield Hit("Nội dung chưa kết thúc bằng «./.»; thêm vào cuối đoạn cuối.", (last,), mends)


def _running(paper: Paper) -> tuple[Paragraph, ...]:
    """Paragraphs of running text: no headings in the middle, no forms to fill in."""
    return tuple(
        one
        for one in paper.body
        if one.align != "center"
        and not words.is_form(one.words)
        and any(char.isalpha() for char in one.words)
        and not (paper.form and words.has_gap(one.words))
        and not (words.is_capital(one.words) and len(one.words) < 60 and not _ROMAN.match(one.words))
    )
