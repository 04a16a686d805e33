"""Another value for a disputed field, as the officer types it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from danvan_desktop.domain.agencies.directory import AgencyKind
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.labels import FIELD_LABELS
from danvan_desktop.domain.records import DELETED, SPECS, FieldType, Kind, Role, Value
from danvan_desktop.domain.text import collation_key, nfc
from danvan_desktop.services.safety.telling import tell_value
from danvan_desktop.services.tasks import find_agency
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.merging.comparing import shown

_DAYS = frozenset({"done_on", "due_by_hand", "new_due", "decided_on", "issued_on", "imported_on", "date", "day"})
_DAYS |= {"period_start", "period_end", "active_from", "active_to"}
_WRITTEN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FLAGS: Mapping[str, bool] = MappingProxyType(
    {"true": True, "có": True, "1": True, "false": False, "không": False, "0": False}
)
_GROUPS = frozenset({"group", "parent"})
_NAMES_A_RECORD = frozenset({"merged_into", "carried_from", "sha256", "anchor", "owner", "reading"})


class BadAnswer(KnownError):
    """A value that the disputed field cannot hold; nothing was written."""


def offered(book: Book, kind: Kind, field: str) -> tuple[tuple[str, str], ...]:
    """What a field of few values can be answered with: what `read_value` reads, and what that is called."""
    if field == DELETED:
        return ()
    if SPECS[kind].fields[field] is FieldType.FLAG:
        return (("true", "có"), ("false", "không"))
    if field in _GROUPS:
        return _groups(book)
    if field == "kind" and kind is Kind.AGENCY:
        return tuple((value.value, tell_value(field, value.value, {})) for value in AgencyKind)
    values = tuple(Role) if field == "role" and kind is Kind.ASSIGNMENT else (SPECS[kind].ranked or {}).get(field, ())
    return tuple((str(value), tell_value(field, str(value), {})) for value in values)


def _groups(book: Book) -> tuple[tuple[str, str], ...]:
    with book.transaction() as connection:
        held = rows.load_all(connection, [(id_, Kind.GROUP) for id_ in shown(connection)[Kind.GROUP]])
    named = [(id_, f"{row.values['number'] or ''} {row.values['title'] or ''}".strip()) for id_, row in held.items()]
    return ("", "(không thuộc nhóm nào)"), *sorted(named, key=_name)


def is_typable(kind: Kind, field: str) -> bool:
    """Whether the officer can type another value: not of a deletion, nor of what names a record."""
    return field not in {DELETED, *_NAMES_A_RECORD} and (field in _GROUPS or field not in SPECS[kind].parents)


def _name(choice: tuple[str, str]) -> str:
    return collation_key(choice[1])


def read_value(book: Book, kind: Kind, record: str, field: str, text: str) -> Value:
    """What `text` means in a field. Raises BadAnswer."""
    typed = FieldType.FLAG if field == DELETED else SPECS[kind].fields[field]
    text = nfc(text).strip()
    if typed is FieldType.FLAG:
        return _flag(field, text)
    if typed is FieldType.INTEGER:
        return _number(field, text)
    if field in _DAYS:
        return _day(field, text)
    if field == "agency" and text:
        return find_agency(book, text).id
    if field in _GROUPS:
        return _group(book, record, field, text)
    if field == "role" or field in (SPECS[kind].ranked or {}):
        return _one_of(kind, field, text)
    return text


def _bad(field: str, text: str, hint: str) -> BadAnswer:
    name = FIELD_LABELS.get(field, "mục này")
    return BadAnswer(f"«{text}» không phải là giá trị của {name}; chưa ghi gì. {hint}")


def _flag(field: str, text: str) -> bool:
    if text.lower() not in _FLAGS:
        raise _bad(field, text, "Hãy ghi true hoặc false.")
    return _FLAGS[text.lower()]


def _number(field: str, text: str) -> int | None:
    text = text.removesuffix("%").rstrip() if field == "percent" else text
    if not text:
        return None
    if re.fullmatch("[0-9]{1,9}", text) is None or (field == "percent" and int(text) > 100):
        raise _bad(field, text, "Hãy ghi một số" + (" từ 0 đến 100." if field == "percent" else "."))
    return int(text)


def _day(field: str, text: str) -> str | None:
    written = _WRITTEN_DAY.fullmatch(text)
    try:
        day = date(*map(int, reversed(written.groups()))) if written else date.fromisoformat(text)
    except ValueError:
        if not text:
            return None
        raise _bad(field, text, "Hãy ghi ngày dạng 31/03/2026.") from None
    return day.isoformat()


def _one_of(kind: Kind, field: str, text: str) -> str:
    values = (SPECS[kind].ranked or {}).get(field) or tuple(Role)
    if text not in values:
        raise _bad(field, text, f"Các giá trị: {', '.join(values)}.")
    return text


def _group(book: Book, record: str, field: str, text: str) -> str | None:
    """The id of a group that is there and does not stand in the record itself; nothing for none."""
    if not text:
        return None
    with book.transaction() as connection:
        held = rows.load(connection, Kind.GROUP, [text]).get(text)
        inside = held is not None and (text == record or text in rows.below(connection, [record]))
        above = {row.id for row in rows.ancestors(connection, held)} if held is not None else set()
    if held is None or not held.shown:
        raise _bad(field, text, "Hãy ghi mã của một nhóm có trong sổ.")
    if inside and record in above | {text}:
        raise _bad(field, text, "Nhóm đó nằm trong chính mục này.")
    return text
