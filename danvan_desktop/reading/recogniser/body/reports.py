"""Obligations to report, found in the duties: who, to whom, through whom, by when (domain.md E14, R7-R9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import DraftDuty, DraftReport
from danvan_desktop.reading.recogniser.body.duties import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from danvan_desktop.reading.recogniser.context import Context

_SENTENCE_END: Final = re.compile(
    r"(?<=[^\d\W])\.\s+(?!Thời (?:gian|hạn)\b)(?=[A-ZĐÀ-Ỵ])|;\s+(?!gửi\b|để\b|thời (?:gian|hạn)\b)"
)
_REPORT: Final = re.compile(r"\bbáo cáo\b", re.IGNORECASE)
_UNDER_CONDITION: Final = re.compile(r"\b(?:nếu|trường hợp)\b|khó khăn, vướng mắc", re.IGNORECASE)
_AREA: Final = r"(?:\s+(?:xã|phường|đặc khu|thành phố|tỉnh)(?:\s+[A-ZĐÀ-Ỵ]\w*)*)?"
_BODY: Final = (
    r"(?:(?:[Ll]ãnh đạo|[Cc]hủ tịch|[Tt]hường trực)\s+)?"
    rf"(?:(?:UBND|[ỦU][yỷ] ban nhân dân|HĐND|Đảng [uủ][yỷ]){_AREA}|Thành [uủ][yỷ]|Tỉnh [uủ][yỷ]|Sở [A-ZĐ]\w+ \w+"
    rf"|Phòng [A-ZĐ][^,;.()]*?(?= để| trước|[,;.()]|$)|cấp trên|cấp có thẩm quyền)"
)
_BETWEEN: Final = r"(?:\s+(?:kết quả|tình hình|về|cho|lên|tới|đến|với|bằng văn bản|thực hiện|định kỳ|kịp thời))*"
_ADDRESSEE: Final = re.compile(
    rf"(?:[Bb]áo cáo|[Gg]ửi|[Tt]rình){_BETWEEN}\s+(?P<to>{_BODY}(?:(?:,|\s+và)\s*{_BODY})*)"
    rf"|\b(?:về|gửi)\s+(?P<towards>{_BODY})"
)
_VIA: Final = re.compile(r"\bqua\s+(?P<via>[^();.]+)")
_SENDER: Final = re.compile(r"(?P<unit>\bcác [^,;:.]{2,60}?)\s+(?:gửi\s+)?báo cáo\b", re.IGNORECASE)
_MORE: Final = r"(?:\s+(?!và\b|để\b|gửi\b|báo\b|về\b|qua\b|các\b)[^\s.;,()]+){0,6}"
_DAY: Final = (
    r"(?:ngày\s+)?\d{1,2}(?:[/-]\d{1,2}(?:[/-]\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?"
    r"|\d{1,2}\s*(?:giờ|h)\s*\d{0,2},?\s*(?:ngày\s+)?thứ"
)
_DEADLINE: Final = re.compile(
    rf"(?P<name>(?:lần|đợt|kỳ)\s+\S+\s*:?\s*)?\b(?:trước|chậm nhất|muộn nhất|đến hết|vào)\b(?:\s+(?:là|vào|trước))*"
    rf"\s+(?:{_DAY}){_MORE}",
    re.IGNORECASE,
)
_OF_PERIOD: Final = re.compile(
    r"(?P<period>(?:\d{1,2}\s+tháng|quý\s+(?:[IV]+|\d)|năm)(?:\s+(?:đầu|cuối)\s+năm)?)[\s,:(]*$", re.IGNORECASE
)
_ONE: Final = r"(?:(?:hằng|hàng)\s+(?:tuần|tháng|quý|năm)|\d{1,2}\s+tháng|(?:cả\s+)?năm(?!\s+\d)|quý)"
_RHYTHM: Final = re.compile(
    rf"\bđịnh kỳ\s+{_ONE}(?:\s*(?:,|và|;)\s*{_ONE})*|\b{_ONE}(?:\s*(?:,\s*và|,|và)\s*{_ONE})+"
    r"|\b(?:hằng|hàng)\s+(?:tuần|tháng|quý|năm)",
    re.IGNORECASE,
)
_REGULARLY: Final = re.compile(r"\bđịnh kỳ\b", re.IGNORECASE)
_ON_REQUEST: Final = re.compile(
    r"(?:báo cáo\s+)?đột xuất[^.;,]*|\bkhi (?:có yêu cầu|được yêu cầu)[^.;,]*", re.IGNORECASE
)
_AS_RULED: Final = re.compile(r"\btheo (?:quy định|yêu cầu|chỉ đạo|hướng dẫn)[^.;]*", re.IGNORECASE)
_AT_LEAST: Final = 2
"""This many dated deadlines in one sentence are reports of their own, whatever rhythm it speaks of."""


@dataclass(frozen=True, slots=True)
class _Due:
    """The name of a report and the words that say when it is due."""

    name: str
    words: str


def read_reports(duty: DraftDuty, context: Context) -> Iterator[DraftReport]:
    """The reports that a duty asks for, one for each date; nothing for words about reports that bind nobody."""
    for sentence in _SENTENCE_END.split(duty.text):
        if _REPORT.search(sentence) and not _UNDER_CONDITION.search(sentence):
            yield from _of_sentence(sentence.strip(), duty, context)


def _of_sentence(sentence: str, duty: DraftDuty, context: Context) -> Iterator[DraftReport]:
    addressed = _ADDRESSEE.search(sentence)
    sender = _SENDER.search(sentence)
    unit = duty.unit or subject_of(sentence, context)
    for due in _dues(sentence, addressed is not None):
        yield DraftReport(
            path=duty.path,
            name=due.name,
            raw=sentence,
            time=context.timing(due.words),
            sender=unit.canonical if unit else sender["unit"] if sender else None,
            to=(addressed["to"] or addressed["towards"]).strip() if addressed else None,
            via=_via(sentence, context),
            source=duty.source,
        )


def _via(sentence: str, context: Context) -> str | None:
    found = _VIA.search(sentence)
    agencies = context.agencies(found["via"]) if found else ()
    return agencies[0].raw if agencies and agencies[0].code else None


def _dues(sentence: str, addressed: bool) -> Iterator[_Due]:
    """Every report of a sentence: its deadlines, or its rhythm, or «theo quy định» when it only says to whom."""
    deadlines = list(_DEADLINE.finditer(sentence))
    rhythm = _rhythm(sentence)
    if rhythm and len(deadlines) < _AT_LEAST:
        tail = f" {deadlines[0][0].strip()}" if deadlines else ""
        yield _Due(f"báo cáo {rhythm}", f"{rhythm}{tail}")
    else:
        for found in deadlines:
            yield _Due(_name(sentence, found), found[0].strip())
    on_request = _ON_REQUEST.search(sentence)
    if on_request:
        yield _Due("báo cáo đột xuất", on_request[0].strip())
    if addressed and not (rhythm or deadlines or on_request):
        ruled = _AS_RULED.search(sentence)
        yield _Due("báo cáo kết quả", ruled[0].strip() if ruled else "")


def _name(sentence: str, deadline: re.Match[str]) -> str:
    before = _OF_PERIOD.search(sentence[: deadline.start()])
    own = (deadline["name"] or (before["period"] if before else "")).strip(" :")
    return f"báo cáo {own}".strip()


def _rhythm(sentence: str) -> str:
    """«định kỳ 6 tháng, 9 tháng, năm»: the words about recurring periods, «» when there are none."""
    found = [match[0] for match in _RHYTHM.finditer(sentence)]
    regular = _REGULARLY.search(sentence) is not None
    if not found:
        return "định kỳ" if regular else ""
    words = max(found, key=len)
    words = words[0].lower() + words[1:]
    return f"định kỳ {words}" if regular and not words.startswith("định kỳ") else words
