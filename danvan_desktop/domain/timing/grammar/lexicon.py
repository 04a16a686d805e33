"""The words that time expressions are made of.

To teach a new wording, add one row to `_ROWS`: what it does, and a pattern over folded text (lower case, no marks,
đ → d, one blank between words). The first row that fits where a word begins wins, so longer wordings stand first.
A row takes whole words only. The groups of a pattern become `Token.values`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from typing import Final


class Mark(StrEnum):
    """What a word or phrase does in a time expression. «year» below: the year's number, then «sau», «nay» …"""

    ISO_DATE = auto()  # values: year, month, day
    DATE = auto()  # values: day, month, year
    NAMED_DAY = auto()  # values: a key of NAMED_DAYS
    DAY = auto()  # values: a day whose month other words name
    LAST_DAY = auto()
    WEEKDAY = auto()  # values: a key of WEEKDAYS
    MONTH = auto()  # values: month, year
    QUARTER = auto()  # values: 1 or i …, year
    MONTHS = auto()  # values: how many, dau | cuoi, year: «6 tháng đầu năm»
    YEAR = auto()  # values: year
    THIS_YEAR = auto()
    YEARS = auto()  # values: first year, last year
    NUMBER = auto()  # values: a number that goes on with a list («tháng 3, 6/2026»), year
    PART = auto()  # values: dau | giua | cuoi, or the number of a week, of what follows
    HOUR = auto()  # values: hour, minute
    BEFORE = auto()
    BY = auto()
    AFTER = auto()
    FROM = auto()
    TO = auto()
    AND = auto()
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    DONE = auto()  # the work is to be finished by then
    FILLER = auto()  # says nothing and does not part what stands around it
    ONWARDS = auto()
    CONTINUOUS = auto()
    PERIODIC = auto()
    EACH = auto()  # values: unit
    EVERY = auto()  # values: how many, unit: «3 tháng/lần»
    TIMES = auto()  # values: how many, unit: «2 lần/năm»
    COUNT = auto()  # values: months: «6 tháng» of a report
    UNIT = auto()  # values: unit: «tháng, quý, năm» of reports
    OF_FIRST = auto()
    OF_LAST = auto()
    OF_NEXT = auto()
    INSTALMENT = auto()  # «lần 1»
    PHASE = auto()  # «đợt 1»
    PHASE_LIST = auto()  # values: «1/2/3» of «đợt 1/2/3»
    TERMS = auto()  # «theo …»: conditional
    EVENT = auto()  # «sau khi …»: conditional
    REQUEST = auto()  # «đột xuất», «khi có yêu cầu»
    CITATION = auto()  # a document's number and date: no deadline
    REMARK = auto()
    LUNAR = auto()
    SCHOOL_YEAR = auto()
    BLANK_DATE = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A known wording, or one unknown word, at `first`:`last` of the folded text."""

    mark: Mark
    first: int
    last: int
    values: tuple[str | None, ...] = ()


NAMED_DAYS: Final[dict[str, tuple[int, int]]] = {
    "cach mang thang 8": (19, 8),
    "cach mang thang tam": (19, 8),
    "quoc khanh": (2, 9),
    "quoc te lao dong": (1, 5),
    "ngay thuong binh": (27, 7),
    "ngay nha giao": (20, 11),
    "ngay truyen thong cong tac dan van": (15, 10),
    "ngay phap luat": (9, 11),
}
"""Folded name → day, month of a day of the solar year (domain.md 5.2)."""

_NUMBERS: Final[dict[str, int]] = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5,
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nua": 6,
}  # fmt: skip

WEEKDAYS: Final[dict[str, str]] = {
    "hai": "mon", "2": "mon", "ba": "tue", "3": "tue", "tu": "wed", "4": "wed", "nam": "thu", "5": "thu",
    "sau": "fri", "6": "fri", "bay": "sat", "7": "sat", "chu nhat": "sun",
}  # fmt: skip

_END: Final = r"(?![a-z0-9])"
_WHOLE_WORD: Final = r"(?!(?<=[a-z0-9])[a-z0-9])"
_Y4: Final = r"(?:19|20|21)\d\d(?!\d)"
_RELATIVE: Final = rf"(sau|toi|tiep theo|ke tiep|nay|truoc(?! (?:ngay|het|khi|\d|thang \d|quy))){_END}"
_YEAR: Final = rf"(?:(?: ?[/.-] ?|,? (?:cua )?(?:nam )?)({_Y4}|(?<=/)\d\d)(?![\d/])|,? (?:cua )?nam {_RELATIVE})?"
_UNIT: Final = "(tuan|thang|quy|nam)"
_MANY: Final = r"(\d{1,2}|mot|hai|ba|bon)"
_ONE: Final = "(?:mot|0?1)"
_ROMAN: Final = f"(?:iv|i{{1,3}}){_END}"
_PAPER: Final = (
    "(?:ke hoach|quyet dinh|cong van|chi thi|nghi quyet|nghi dinh|thong tu|huong dan|chuong trinh|ket luan|thong bao"
    "|van ban|de an|luat)"
)
_PAPER_DATE: Final = (
    rf",? (?:ban hanh )?ngay (?:(?:\d{{1,2}} ?)?[/.-] ?\d{{1,2}}(?: ?[/.-] ?\d{{2,4}})?"
    rf"|(?:\d{{1,2}} )?thang (?:\d{{1,2}} )?nam {_Y4})"
)

_ROWS: Final[tuple[tuple[Mark, str], ...]] = (
    (Mark.AND, ","),
    (Mark.STOP, "[;.…]+"),
    # documents: their dates are no deadlines
    (Mark.CITATION, rf"(?:so:? ?)?\d*(?:/\d{{4}})?[/-][a-z]{{1,6}}[-/][a-z][a-z0-9-]*(?:{_PAPER_DATE})?"),
    (Mark.CITATION, rf"so:? \d+/\d{{4}}(?:{_PAPER_DATE})?"),
    (Mark.CITATION, rf"(?:{_PAPER}|so:? \d+){_PAPER_DATE}"),
    (Mark.PART, r"tuan (?:thu )?([1-5])(?= (?:cua )?thang \d)"),
    # numbers and names that are no times
    (Mark.WORD, "viet nam"),
    (Mark.WORD, r"(?:tuan|ky|khoa|phan|muc|dieu|khoan|so|phu luc)(?: so| thu)? \d{1,2}(?![\d/.-]| lan)"),
    # what cannot be read as days of the solar year
    (Mark.LUNAR, "am lich|ram thang|al|thang (?:gieng|chap)"),
    (Mark.SCHOOL_YEAR, "nam hoc"),
    (Mark.BLANK_DATE, r"ngay[ ._…/]+thang[ ._…/]*(?:nam|$)"),
    # weeks and hours
    (Mark.WEEKDAY, "(?:ngay )?(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))"),
    (Mark.WEEKDAY, r"t([2-7])(?= hang tuan)"),
    (Mark.HOUR, r"([01]?\d|2[0-4]) ?(?:gio|h|g)(?: ?(\d\d))?(?: ?phut|')?"),
    (Mark.HOUR, r"([01]?\d|2[0-4]):(\d\d)(?!\d)"),
    # how often
    (Mark.EVERY, rf"(?:{_MANY} )?{_UNIT}(?: ?/ ?(?:{_ONE} )?| {_ONE} )lan"),
    (Mark.TIMES, rf"{_MANY} (?:lan|cuoc|buoi|ky) ?(?:/|moi|trong|tren)? ?(?:{_ONE} )?{_UNIT}(?! ?\d)"),
    (Mark.TIMES, rf"(?:moi|hang|{_ONE}) {_UNIT} {_MANY} (?:lan|cuoc|buoi|ky)"),
    (Mark.CONTINUOUS, "thuong xuyen|lien tuc|(?:hang|moi) ngay|quanh nam"),
    (Mark.PERIODIC, "(?:theo )?(?:dinh|thuong) ky"),
    (Mark.EACH, rf"(?:(?<!ngan )(?<!khach )hang|moi|theo tung)(?: {_ONE})? {_UNIT}(?! ?\d| {_ROMAN})"),
    (Mark.EACH, rf"theo {_UNIT}(?=$|[,;.)]| va )"),
    (Mark.PART, r"(?:trong )?(?:10|muoi) ngay (dau|giua|cuoi)(?: cua)?(?= thang \d)"),
    # what a condition or a request begins with
    (Mark.EVENT, "(?:ke )?tu ngay (?:ky|ban hanh|co hieu luc|phe duyet|cong bo)(?!.* (?:den|toi) )"),
    (Mark.REQUEST, "dot xuat|khi (?:co |duoc )?yeu cau|khi can|theo yeu cau"),
    (Mark.EVENT, "(?:ngay )?sau khi|truoc khi(?! (?:het|ket thuc))|trong khi|neu (?:co|can|duoc|phat sinh)"),
    (Mark.EVENT, "(?<!khong )(?<!vu )(?<!truoc )khi(?! (?:the|hau|tai))"),
    (Mark.EVENT, "(?:dip |truoc |trong |sau )?tet"),
    (Mark.EVENT, r"(?:cham nhat |truoc |sau |trong (?:vong |thoi han )?)?\d{1,3} ngay(?: lam viec)?(?! \d)"),
    (Mark.TERMS, "theo(?! doi)|tuy(?! nhien)|can cu|phu hop|dua (?:tren|vao)"),
    # parts of the work
    (Mark.INSTALMENT, rf"lan (?:thu )?(?:\d{{1,2}}(?![\d/]|[.-]\d)|nhat|hai|{_ROMAN})"),
    (Mark.PHASE_LIST, r"dot (1(?:/\d){2,}(?![\d/])|1(?:(?:, ?| va )\d(?![\d/.]| thang))+)"),
    (Mark.PHASE, rf"(?:dot|giai doan|buoc) (?:thu )?(?:\d{{1,2}}(?![\d/]|[.-]\d)|nhat|hai|{_ROMAN})"),
    # days
    (Mark.NAMED_DAY, f"({'|'.join(NAMED_DAYS)})"),
    (Mark.ISO_DATE, r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)"),
    (Mark.DATE, rf"(?:ngay )?(\d{{1,2}}) ?/ ?(\d{{1,2}})(?!\d| (?:so|tong) ){_YEAR}"),
    (Mark.DATE, r"(?:ngay )?(\d{1,2}) ?- ?(\d{1,2}) ?- ?(\d{4}|\d\d)(?!\d)"),
    (Mark.DATE, r"(?:ngay )?(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(\d{4}|\d\d)(?!\d)"),
    (Mark.DATE, r"ngay (\d{1,2})[.-](\d{1,2})(?!\d|[/.-]\d| (?:thang|hang|moi))"),
    (Mark.DATE, r"(?:(?<=truoc )|(?<=nhat )|(?<=het ))(\d{1,2})[.-](\d{1,2})(?=$|[,;)]|\.$|\. )"),
    (Mark.DATE, rf"(?:ngay )?(\d{{1,2}}) thang (\d{{1,2}})(?!\d){_YEAR}"),
    (Mark.DATE, rf"ngay (\d{{1,2}}), thang (\d{{1,2}})(?!\d){_YEAR}"),
    (Mark.DAY, r"(?:ngay )?(?:ngay|mung) (\d{1,2})(?!\d)"),
    (Mark.LAST_DAY, r"(?:ngay )?cuoi(?: cung)?(?: cua)? thang(?! ?\d)"),
    # which month of a report's quarter
    (Mark.OF_NEXT, "thang (?:dau(?: tien)? )?(?:cua )?(?:quy )?(?:sau|toi|tiep theo|ke tiep|lien ke)"),
    (Mark.OF_FIRST, rf"thang dau(?: tien)?(?: cua)?(?: moi)? quy(?! ?\d| {_ROMAN})"),
    (Mark.OF_LAST, rf"thang cuoi(?: cung)?(?: cua)?(?: moi)? quy(?! ?\d| {_ROMAN})"),
    # longer times
    (Mark.MONTHS, rf"(\d{{1,2}}) thang (dau|cuoi)(?: nam)?{_YEAR}"),
    (Mark.MONTHS, rf"(?<!dinh ky )(?<!thang, )(?<!thang va )(\d{{1,2}}) thang()(?= (?:cua )?nam {_Y4}){_YEAR}"),
    (Mark.MONTHS, rf"(nua) (dau|cuoi)(?: cua)? nam{_YEAR}"),
    (Mark.MONTH, rf"thang (\d{{1,2}})(?!\d){_YEAR}"),
    (Mark.MONTH, rf"(?:t\.?|th\.? ?)(\d{{1,2}})(?![a-z\d]){_YEAR}"),
    (Mark.COUNT, r"(\d{1,2}) thang(?! ?\d)"),
    (Mark.QUARTER, rf"quy:? ?(\d{{1,2}}|iv|i{{1,3}}|v|mot|hai|ba|bon){_YEAR}"),
    (Mark.QUARTER, rf"q\.? ?(0?[1-4]|iv|i{{1,3}}){_YEAR}"),
    (Mark.PART, r"(?:thang )?(dau|giua|cuoi)(?: cua)?(?= (?:thang \d|t\d|quy|q\d|nam))"),
    (Mark.PART, r"(?:tuan )?(thuong|trung|ha)(?: tuan)(?= thang \d)"),
    (Mark.UNIT, rf"(?:(?<=thang, )|(?<=thang va ))(?:ca )?(nam)(?! {_RELATIVE})"),
    (Mark.YEARS, rf"(?:giai doan |nhiem ky )?(?:tu )?(?:nam )?({_Y4}) ?(?:-|den|toi) ?(?:het )?(?:nam )?({_Y4})"),
    (Mark.ONWARDS, "(?:va )?(?:cac|nhung) nam (?:tiep theo|tiep|sau|toi|ke tiep)|tro di|ve sau"),
    (Mark.YEAR, rf"nam (?:({_Y4})|{_RELATIVE})"),
    (Mark.YEAR, rf"({_Y4})(?=$| ?[,;:.()/+&-]| (?:va|den|toi|hoac|tro|cac|nhung) )"),
    (Mark.THIS_YEAR, r"(?:trong|ca|toan|(?:trong )?suot) nam(?! \d| hoc)"),
    (Mark.THIS_YEAR, "(?:(?<=dau )|(?<=giua )|(?<=cuoi )|(?<=het ))nam"),
    (Mark.UNIT, rf"{_UNIT}(?=$| ?[,;.)/…]| (?:va|hoac|truoc|bao cao) )"),
    (Mark.NUMBER, rf"(\d{{1,2}}(?!\d)|{_ROMAN}){_YEAR}(?=$| ?[,;:.)&+-]| (?:va|den|toi|hoac|hang|moi) )"),
    # limits
    (Mark.BY, "truoc (?:khi )?(?:het|ket thuc)"),
    (Mark.WORD, "truoc (?:mat|day|do)"),
    (Mark.BEFORE, "truoc"),
    (Mark.BY, "(?:cham|muon|tre) nhat(?: la)?|khong (?:muon|cham|tre|qua|sau)(?: hon)?"),
    (Mark.BY, "het|(?:thoi )?han(?: chot| cuoi(?: cung)?)?(?= |:)"),
    (Mark.AFTER, "sau"),
    (Mark.FROM, r"(?:ke |bat dau |tinh )?tu(?: ngay(?= \d))?"),
    (Mark.TO, "(?:cho )?(?:den|toi)(?: het)?|->|[-~→]"),
    (Mark.DONE, "hoan (?:thanh|tat)|(?:xay dung |lam )?xong|ket thuc"),
    # what binds and what parts
    (Mark.AND, "(?:va|hoac|cung voi)|[+&/]"),
    (Mark.OPEN, r"[(\[]"),
    (Mark.CLOSE, r"[)\]]"),
    (Mark.REMARK, "long ghep|du kien"),
    (Mark.FILLER, "(?:trong|suot|vao|cac|nhung|khoang|thoi gian|thoi diem|thuc hien|dip|nhan|la|cua|luc|ngay)|:"),
)


@cache
def _compiled() -> tuple[re.Pattern[str], dict[int, tuple[Mark, tuple[int, ...]]]]:
    """One pattern of all rows, and for the number of each row's group its mark and the groups of its values."""
    pieces, rows, group = [], {}, 1
    for mark, pattern in _ROWS:
        inner = re.compile(pattern).groups
        rows[group] = (mark, tuple(range(group + 1, group + 1 + inner)))
        pieces.append(f"({pattern})")
        group += 1 + inner
    return re.compile(f" *(?:{'|'.join([*pieces, '[a-z0-9]+', '[^ ]'])}){_WHOLE_WORD}", re.ASCII), rows


def scan(folded: str) -> tuple[Token, ...]:
    """The wordings of a folded text in order; words that no row knows are `Mark.WORD`."""
    pattern, row_of_group = _compiled()
    tokens = []
    for match in pattern.finditer(folded):
        if match.lastindex is None:
            tokens.append(Token(Mark.WORD, match.start(), match.end()))
            continue
        mark, groups = row_of_group[match.lastindex]
        first, last = match.span(match.lastindex)
        tokens.append(Token(mark, first, last, tuple(match[group] for group in groups)))
    return tuple(tokens)


def number(text: str | None) -> int:
    """The value of a wording's number («06», «iv», «hai», «nửa» năm); 0 when it is absent."""
    text = text or "0"
    return _NUMBERS[text] if text in _NUMBERS else int(text)
