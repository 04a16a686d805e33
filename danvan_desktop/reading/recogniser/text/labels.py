"""Label lines: «Cơ quan chủ trì: …», «Thời gian thực hiện: …», in all their spellings (domain.md 1.8, item 10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.agencies import begins_like_agency
from danvan_desktop.domain.text import fold

if TYPE_CHECKING:
    from danvan_desktop.reading.recogniser.text.lines import Line


class Label(StrEnum):
    """What a label says its value is."""

    LEAD = "lead"
    IMPLEMENTING = "implementing"
    COORD = "coord"
    TIME = "time"
    PRODUCT = "product"
    FORM = "form"
    CONTENT = "content"
    REMARK = "remark"


AGENCY_LABELS: Final = frozenset({Label.LEAD, Label.IMPLEMENTING, Label.COORD})
EVIDENCE: Final = AGENCY_LABELS | {Label.TIME}
"""The labels whose presence makes tasks of the lines around them."""


@dataclass(frozen=True, slots=True)
class Field:
    """One label with its value («» when the value stands on the next lines)."""

    label: Label
    value: str
    line: Line
    words: str = ""


_NOUN: Final = "(?:co quan|don vi|cq|dv|bo phan|phong|ban|nganh|so|to chuc|ca nhan|nguoi|dia phuong)"
_ACTOR: Final = rf"(?:cac )?{_NOUN}(?:[,/ -]+(?:va )?{_NOUN})*"
_GAP: Final = r"[ ,/()]+(?:va )?"
_PATTERNS: Final = {
    Label.LEAD: rf"(?:{_ACTOR} )?(?:duoc giao )?chu tri"
    rf"(?:{_GAP}(?:tham muu|thuc hien|to chuc|trien khai|theo doi))*\)?",
    Label.COORD: rf"(?:{_ACTOR} )?(?:cung )?phoi hop(?:{_GAP}(?:thuc hien|to chuc|trien khai|tham muu))*\)?",
    Label.IMPLEMENTING: rf"{_ACTOR} (?:to chuc )?(?:trien khai )?thuc hien|phan cong(?: thuc hien| nhiem vu)?",
    Label.TIME: r"(?:thoi (?:gian|han)|tg)(?: (?:va tien do|to chuc|thuc hien|hoan thanh|trien khai|bao cao|du kien))*"
    r"|tien do(?: thuc hien| hoan thanh)?|han hoan thanh|lo trinh(?: thuc hien)?"
    r"|hoan thanh(?=\s*:\s*(?:trong|truoc|cham nhat|quy|thang|nam|ngay|\d{1,2}/))",
    Label.PRODUCT: rf"(?:ket qua|san pham|dau ra)(?:{_GAP}(?:ket qua|san pham|dau ra|dat duoc|thuc hien|hoan thanh"
    r"|du kien|can dat))*",
    Label.FORM: rf"(?:hinh thuc|phuong thuc|cach thuc)(?:{_GAP}(?:thuc hien|to chuc|trien khai|bien phap))*",
    Label.CONTENT: rf"noi dung(?:{_GAP}(?:thuc hien|phoi hop|nhiem vu|cong viec|trien khai|cu the|cong tac))*",
    Label.REMARK: r"(?:lanh dao|nguoi|dong chi|can bo|cong chuc)(?: ubnd)?(?: xa| phuong)? (?:phu trach|chi dao)"
    r"|ghi chu|luu y|dia diem(?: thuc hien| to chuc)?|(?:nguon )?kinh phi(?: thuc hien)?|doi tuong|thanh phan",
}
_ANY: Final = "|".join(f"(?P<{label.value}>{pattern})" for label, pattern in _PATTERNS.items())
_WITH_COLON: Final = re.compile(rf"(?:^|(?<=[.;,(*–-] )|(?<=[.;(*]))(?:{_ANY})\s*:")
_BARE: Final = re.compile(
    rf"^(?:(?P<lead>{_ACTOR} chu tri(?:{_GAP}(?:tham muu|thuc hien))*)|(?P<coord>{_ACTOR} phoi hop(?: thuc hien)?)"
    rf"|(?P<implementing>{_ACTOR} thuc hien)|(?P<time>thoi (?:gian|han) (?:thuc hien|hoan thanh)))(?= [^:]+$)"
)
"""A label without its colon, at the start of a line; what follows must look like a value."""
_BEGINS_TIME: Final = re.compile(
    r"(?:sau khi|truoc|trong|tu|theo|thuong xuyen|quy|thang|nam|hang|hoan thanh|xong|ngay|den|cham nhat|dinh ky"
    r"|giai doan|\d)"
)
_CLOSING: Final = re.compile(r"\)\s*[.;,]?$")
_SHORT_LABEL: Final = re.compile(r"^([^:]{6,45})\s*:")
_SPELLINGS: Final = {
    "co quan chu tri": Label.LEAD,
    "don vi chu tri": Label.LEAD,
    "co quan phoi hop": Label.COORD,
    "don vi phoi hop": Label.COORD,
    "co quan thuc hien": Label.IMPLEMENTING,
    "don vi thuc hien": Label.IMPLEMENTING,
    "thoi gian": Label.TIME,
    "thoi gian thuc hien": Label.TIME,
    "thoi gian hoan thanh": Label.TIME,
    "hinh thuc thuc hien": Label.FORM,
}
_ENDING: Final = re.compile(
    r"(?:\((?P<bracketed>[^()]{5,60})\)"
    r"|[,;]\s+(?P<clause>(?:hoàn thành|xong|thực hiện xong)\s+(?:trước|trong|chậm nhất)\b[^,;()]{3,50}))\s*[.;]?$"
)
_ASSIGNED: Final = re.compile(
    r"\((?:giao |do )?(?P<lead>[^()]{4,120}?)\s+(?:chủ trì|phụ trách|(?:tổ chức )?thực hiện)\b"
    r"(?:[,;]?\s*(?:chủ trì|tham mưu|tổ chức|và|thực hiện)(?=[\s,;)]))*"
    r"(?:[,;]?\s*phối hợp (?:với|cùng)\s+)?(?P<rest>[^()]*)\)\s*[.;]?$",
    re.IGNORECASE,
)
_TIME_CLAUSE: Final = re.compile(
    r"(?:^|(?<=[.;,]))\s*"
    r"(?=(?:hoàn thành|xong|thực hiện|trước|trong|quý|tháng|năm|thường xuyên|chậm nhất|định kỳ)\b)",
    re.IGNORECASE,
)
IN_THE_TEXT: Final = "trong câu"
"""The words of a label that is none: the value was found in the sentence itself."""
_LIKE_A_LABEL: Final = 86
"""Percent: «Cơ quan phhosi hợp» is the label with a slip, «Cơ quan chủ quản» is another word."""


def split_labels(line: Line) -> tuple[str, tuple[Field, ...]]:
    """The words of a line before its first label, and the labels with their values; no labels, the whole text."""
    text = line.text.lstrip("*( ")
    folded = fold(text)
    if len(folded) != len(text):
        return line.text, ()
    matches = list(_WITH_COLON.finditer(folded))
    if not matches or matches[0].start() > 0:
        start = _start_label(text, folded)
        if start is not None:
            label, end = start
            following = matches[0].start() if matches else len(text)
            first = Field(label, _value(text[end:following]), line, text[:end].strip(" :"))
            return "", (first, *_fields(text, matches, line))
    if not matches or (matches[0].start() > 0 and not _has_evidence(matches)):
        return line.text, ()
    before = text[: matches[0].start()].rstrip(" (-–;,*")
    return before, _fields(text, matches, line)


def ending_time(text: str) -> str | None:
    """The words at the end of a sentence that look like its time, in brackets or as a last clause."""
    found = _ENDING.search(text)
    words = (found["bracketed"] or found["clause"]).strip() if found else ""
    return words if words and begins_time(words) else None


@dataclass(frozen=True, slots=True)
class WrittenAssignment:
    """The words in brackets that end a sentence: who leads, and the rest (who helps, until when)."""

    lead: str
    rest: str


def ending_assignment(text: str) -> WrittenAssignment | None:
    """The assignment that a sentence ends with in brackets: «(Công an xã chủ trì, phối hợp với các thôn)»."""
    found = _ASSIGNED.search(text)
    return None if found is None else WrittenAssignment(found["lead"].strip(), found["rest"].strip(" ,;."))


def clauses_of_time(value: str) -> tuple[int, ...]:
    """Where in a value of agencies a clause begins as a time does."""
    return tuple(found.end() for found in _TIME_CLAUSE.finditer(value))


def begins_time(text: str) -> bool:
    """Whether words begin as a time does."""
    return _BEGINS_TIME.match(fold(text)) is not None


def time_heading(line: Line) -> Field | None:
    """A numbered heading that is nothing but the label of a time («3. Thời gian thực hiện»): its value stands below."""
    if line.number is None or line.ended:
        return None
    found = _WITH_COLON.fullmatch(f"{fold(line.text)}:")
    return Field(Label.TIME, "", line, line.text) if found and _label(found) is Label.TIME else None


def begins_label(line: Line) -> bool:
    """Whether a line begins with a label."""
    before, fields = split_labels(line)
    return bool(fields) and not before


def _fields(text: str, matches: list[re.Match[str]], line: Line) -> tuple[Field, ...]:
    fields = []
    end = len(text)
    for match in reversed(matches):
        words = text[match.start() : match.end()].strip(" :")
        fields.append(Field(_label(match), _value(text[match.end() : end]), line, words))
        end = match.start()
    return tuple(reversed(fields))


def _start_label(text: str, folded: str) -> tuple[Label, int] | None:
    """A label at the start without a colon or with a slip of spelling, and where its value begins."""
    bare = _BARE.match(folded)
    if bare:
        label, rest = _label(bare), folded[bare.end() :].strip()
        means = _BEGINS_TIME.match(rest) if label is Label.TIME else begins_like_agency(text[bare.end() :].strip())
        return (label, bare.end()) if means else None
    short = _SHORT_LABEL.match(folded)
    if short is None:
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(short[1], list(_SPELLINGS), scorer=fuzz.ratio, score_cutoff=_LIKE_A_LABEL)
    return None if found is None else (_SPELLINGS[found[0]], short.end())


def _has_evidence(matches: list[re.Match[str]]) -> bool:
    return any(_label(match) in EVIDENCE for match in matches)


def _label(match: re.Match[str]) -> Label:
    return Label(match.lastgroup or "")


def _value(text: str) -> str:
    """A value without the blanks, brackets and dashes that belong to the layout."""
    text = text.strip().strip("*").strip()
    if text.count(")") > text.count("("):
        text = _CLOSING.sub("", text)
    return text.rstrip(" ;,-–(*").strip()
