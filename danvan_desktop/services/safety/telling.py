"""The history as lines of a table: when, who, of what, which field, from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from danvan_desktop.domain.agencies.registered import ADDRESSED_WORDS, KIND_WORDS
from danvan_desktop.domain.catalogue.doubts import told_doubts
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS, ROLE_LABELS, STATUS_LABELS
from danvan_desktop.domain.records import DELETED, Kind, Value
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.views import HistoryView
from danvan_desktop.services.history import book_history, task_history
from danvan_desktop.services.safety.actions import local_time
from danvan_desktop.storage import actions as stored
from danvan_desktop.storage.book import Book

_VERBS: Mapping[str, str] = {
    Verb.ADD: "thêm",
    Verb.DELETE: "xóa",
    Verb.IMPORT: "nhập từ tệp",
    Verb.MERGE: "gộp sổ",
    Verb.UNDO: "hoàn tác",
    Verb.REDO: "làm lại",
    Verb.RESTORE: "khôi phục",
    Verb.RESOLVE: "chọn giá trị",
}
_STATES = {"draft": "dự thảo", "issued": "đã ban hành", "closed": "đã kết thúc"}
_DAYS = {"holiday": "nghỉ lễ", "make_up": "nghỉ bù", "workday": "làm bù", "observance": "ngày kỷ niệm"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {key.value: words for key, words in STATUS_LABELS.items()},
    "role": ROLE_LABELS,
    "addressed_as": {key.value: words for key, words in ADDRESSED_WORDS.items()},
    "kind": {**{key.value: words for key, words in KIND_WORDS.items()}, **_DAYS},
    "state": _STATES,
}
"""What the values of a field that is chosen from a list are called."""
_YES_AND_NO: Mapping[str, tuple[str, str]] = {DELETED: ("lấy lại", "đã xóa"), "present": ("đã thôi", "đang có")}
"""What no and yes are called where they have words of their own."""
_THERE: Mapping[tuple[str, str], str] = {(Kind.MEMBERSHIP, "present"): "thành viên"}
"""What a field is called in records of one kind."""
_HERE: Mapping[str, str] = {DELETED: "xóa, lấy lại"}
"""What a field is called where each way is told by itself."""
_NAMED = frozenset({"agency", "merged_into", "group", "parent"})
"""The fields that hold the id of what has a name."""
_PLACED = frozenset({"group", "parent"})
"""Said of what is moved; of what is new, its path says it."""
_UNSAID = frozenset(
    ("task", "programme", "group", "parent", "position", "anchor", "reading", "collective", "owner", "sha256")
)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field of one change, in words; `kind` is what it is about, in a word, `folded` what a search looks through,
    `view` the line as it was stored."""

    when: datetime | None
    person: str
    what: str
    field: str
    old: str
    new: str
    folded: str
    kind: str
    view: HistoryView


def tell_history(book: Book, about: str | None = None) -> tuple[HistoryLine, ...]:
    """The history of one task or agency with all that concerns it, or of the book, newest first.

    What the program shipped and what a recogniser read is told for one alone: nobody did it.
    """
    views = task_history(book, about) if about else book_history(book)
    with book.transaction() as connection:
        names = stored.record_names(connection)
    told = [view for view in views if _is_said(view) and (about or view.action != NO_ACTION)]
    agencies = _agencies(views)
    return tuple(_line(view, names, agencies, local_time(view.moment)) for view in reversed(told))


def _is_said(view: HistoryView) -> bool:
    """What tells the officer something; a value that stays what it was is told only where it was chosen, and that an
    agency is not the first of several that lead goes along with other edits."""
    moved = view.field in _PLACED and view.verb not in (Verb.ADD, Verb.IMPORT)
    if view.field == "main" and not view.new:
        return False
    same = (view.old or None) == (view.new or None) and view.field != DELETED
    return (moved or view.field not in _UNSAID) and (not same or (view.verb == Verb.RESOLVE and bool(view.new)))


def _agencies(views: Sequence[HistoryView]) -> dict[str, str]:
    """The agency that a record is about, for records that are about one."""
    return {view.record: str(view.new) for view in views if view.field == "agency" and view.new}


def _line(
    view: HistoryView, names: Mapping[str, str], agencies: Mapping[str, str], when: datetime | None
) -> HistoryLine:
    kind = KIND_LABELS.get(view.kind, "mục")
    name = view.path or names.get(view.record, "") or names.get(agencies.get(view.record, ""), "")
    if view.kind not in (Kind.TASK, Kind.GROUP) and view.path:
        agency = names.get(agencies.get(view.record, ""), "")
        name = f"{view.path}, {agency}" if agency else view.path
    verb = _VERBS.get(view.verb, "")
    what = " ".join(words for words in (kind, name, f"({verb})" if verb else "") if words)
    field = _THERE.get((view.kind, view.field)) or _HERE.get(view.field) or FIELD_LABELS.get(view.field, "nội dung")
    old, new = (tell_value(view.field, value, names) for value in (view.old, view.new))
    folded = fold(" ".join((view.person, what, field, old, new)))
    return HistoryLine(when, view.person, what, field, old, new, folded, kind, view)


def tell_value(field: str, value: Value, names: Mapping[str, str]) -> str:
    """A field's value as the officer reads it; `names` are what records are called."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _YES_AND_NO.get(field, ("không", "có"))[value]
    if field == "doubt":
        return told_doubts(value)
    if field in _NAMED:
        return names.get(str(value), "")
    if value in (words := _WORDS.get(field, {})):
        return words[str(value)]
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}" if isinstance(value, str) else str(value)
    except ValueError:
        return str(value)
