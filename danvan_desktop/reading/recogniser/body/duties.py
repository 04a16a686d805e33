"""«Tổ chức thực hiện»: which unit must do what (gold convention 4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.agencies import begins_like_agency
from danvan_desktop.domain.draft import DraftAgency, DraftDuty
from danvan_desktop.reading.recogniser.body.outline import Node
from danvan_desktop.reading.recogniser.text.labels import Field
from danvan_desktop.reading.recogniser.text.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from danvan_desktop.reading.recogniser.context import Context

_VERBS: Final = (
    "chủ trì|phối hợp|xây dựng|căn cứ|thực hiện|theo dõi|tham mưu|tăng cường|có trách nhiệm|chịu trách nhiệm"
    "|triển khai|tổ chức triển khai|tổ chức thực hiện|chủ động|tiếp tục|báo cáo|định kỳ|gửi|nghiêm túc|đề xuất"
    "|phân công|chỉ đạo|hướng dẫn|lập|bố trí|đẩy mạnh|tổng hợp|đôn đốc|kiểm tra|rà soát|ban hành|tuyên truyền|phản ánh"
    "|quán triệt|cụ thể hóa|tạo điều kiện|giám sát|thường xuyên|kịp thời|là|phải|cần"
)
_SUBJECT: Final = re.compile(rf"^(?P<unit>.{{4,160}}?)[\s,]+(?:{_VERBS})\b")
_OPENING: Final = re.compile(r"^(?:đề nghị|giao(?: cho)?|yêu cầu|phân công)\s+", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"^(?:căn cứ|trên cơ sở|theo|để|trong|nhằm)\b.*?,\s*(?=(?:các|những|phòng|ban|ủy ban|trung tâm)\s)", re.IGNORECASE
)


def read_duties(
    node: Node, context: Context, unit: DraftAgency | None = None, section: str = ""
) -> Iterator[DraftDuty]:
    """The duties of a section; points under a heading that names a unit are that unit's."""
    if not section or node.line is None:
        yield from _below(node, context, unit, node.text)
        return
    named = heading_unit(node, context)
    if named is None:
        named = unit or subject_of(node.text, context)
        yield _duty(node.path, node.whole, named, section)
    yield from _below(node, context, named, section)


def _below(node: Node, context: Context, unit: DraftAgency | None, title: str) -> Iterator[DraftDuty]:
    bodies = [entry for entry in node.entries if isinstance(entry, Line | Field)]
    count = 0
    for entry in node.entries:
        if isinstance(entry, Node) and not entry.is_item:
            yield from read_duties(entry, context, unit, title)
        elif isinstance(entry, Node):
            count += 1
            entry.path = f"{node.path}/{count}" if not entry.path else entry.path
            yield from read_duties(entry, context, unit, title)
        elif isinstance(entry, Line | Field):
            count += 1
            line = entry.line if isinstance(entry, Field) else entry
            path = node.path if len(bodies) == len(node.entries) == 1 else f"{node.path}/{count}"
            yield _duty(path, line, subject_of(line.text, context) if unit is None else unit, title)


def _duty(path: str, line: Line, unit: DraftAgency | None, section: str) -> DraftDuty:
    return DraftDuty(path, line.mark, unit, line.text, line.place, section)


def heading_unit(node: Node, context: Context) -> DraftAgency | None:
    """The unit when a heading is nothing but its name («1. Phòng Văn hóa - Xã hội»)."""
    text = _OPENING.sub("", node.text.rstrip(" :."))
    if not node.entries or not begins_like_agency(text) or node.is_sentence:
        return None
    subject = subject_of(text, context)
    if context.directory.find(text) is None and subject is not None and subject.raw != text:
        return None
    return _agency(text, context)


def subject_of(text: str, context: Context) -> DraftAgency | None:
    """The unit that a sentence begins with, or that follows its opening clause («Căn cứ chức năng …, các phòng …»)."""
    text = _CLAUSE.sub("", _OPENING.sub("", text))
    found = _SUBJECT.match(text)
    if found is None or not begins_like_agency(found["unit"]):
        return None
    return _agency(found["unit"].strip(" ,:"), context)


def _agency(text: str, context: Context) -> DraftAgency:
    entry = context.directory.find(text)
    if entry is not None:
        return DraftAgency(text, entry.name, entry.code, entry.collective)
    agencies = context.agencies(text)
    if len(agencies) == 1:
        return agencies[0]
    return DraftAgency(text, text, collective=len(agencies) > 1 or text.casefold().startswith("các "))
