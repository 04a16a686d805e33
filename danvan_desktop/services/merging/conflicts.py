"""The fields on which two books disagree, as cards that the officer decides; an answer is one ordinary action (R7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS
from danvan_desktop.domain.merging.views import ConflictCard, SideView
from danvan_desktop.domain.records import DELETED, Status, Value
from danvan_desktop.services.merging.answers import BadAnswer, read_value
from danvan_desktop.services.safety.telling import tell_value
from danvan_desktop.storage import actions, log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.errors import UnknownRecord
from danvan_desktop.storage.history import paths_of
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.merging.comparing import titles_of
from danvan_desktop.storage.merging.sides import Dispute, Side, circles, disputes

__all__ = ["BadAnswer", "Keep", "answer_alike", "answer_conflict", "answer_with", "conflict_cards"]

_LINES = frozenset({"note", "result", "recipients", "signers", "variants"})
_JOINABLE = _LINES | {"text", "title", "theme", "product", "form", "reason"}
"""Texts of which both may be kept: the first ones each on lines of its own, the others in one line."""
_DELETIONS: Mapping[Value, str] = {True: "xóa", False: "giữ lại"}
_NOTHING = SideView(None, "", "", "")


class Keep(StrEnum):
    """Which side is kept; both only of a text that is `joinable`."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def conflict_cards(book: Book) -> tuple[ConflictCard, ...]:
    """Every open conflict, in the order of the list."""
    with book.transaction() as connection:
        held = disputes(connection)
        paths = paths_of(connection, {one.record for one in held})
        standing = rows.load_all(connection, [(one.record, one.kind) for one in held])
        titles = titles_of(connection, standing.values())
        names = actions.record_names(connection, _named(held)) if held else {}
    return tuple(_card(one, paths.get(one.record, ""), titles.get(one.record, ""), names) for one in held)


def answer_conflict(book: Book, conflict: str, keep: Keep) -> Changes:
    """Keep one side of a conflict, or both. Raises UnknownRecord, BadAnswer."""
    held = _held(book, conflict)
    return _answer(book, [held], keep)


def answer_with(book: Book, conflict: str, text: str) -> Changes:
    """Give the disputed field another value, as it is typed. Raises UnknownRecord, BadAnswer."""
    held = _held(book, conflict)
    value = read_value(book, held.kind, held.record, held.field, text)
    return log.write(book, _settled(held, value, _told_day(held, value)))


def answer_alike(book: Book, conflict: str, keep: Keep) -> Changes:
    """«Áp dụng cho tất cả»: answer every conflict about the same field of the same kind alike, as one action."""
    like = _held(book, conflict)
    with book.transaction() as connection:
        alike = [one for one in disputes(connection) if (one.kind, one.field) == (like.kind, like.field)]
    return _answer(book, alike, keep)


def _answer(book: Book, held: Sequence[Dispute], keep: Keep) -> Changes:
    writes: dict[tuple[str, str], Write] = {}
    for one in held:
        if keep is Keep.BOTH and not _is_joinable(one):
            raise BadAnswer(
                f"Không ghép được hai giá trị của {FIELD_LABELS.get(one.field, 'mục này')}; chưa ghi gì. "
                "Chỉ ghép được hai đoạn chữ; hãy chọn một bên."
            )
        for write in _writes(book, one, keep):
            writes.setdefault((write.record, ",".join(sorted(write.fields))), write)
    return log.write(book, list(writes.values()))


def _writes(book: Book, held: Dispute, keep: Keep) -> list[Write]:
    if held.circle:
        return _straightened(book, held, keep)
    if keep is Keep.BOTH:
        texts = dict.fromkeys(str(side.value) for side in (held.mine, held.theirs) if side.value)
        return _settled(held, ("\n" if held.field in _LINES else "; ").join(texts), "")
    side = held.mine if keep is Keep.MINE else held.theirs
    return _settled(held, side.value, side.day)


def _settled(held: Dispute, value: Value, day: str) -> list[Write]:
    """The write that answers; with a status goes the day of completion, which only what is done has."""
    fields: dict[str, Value] = {held.field: value}
    if held.field == "status" and value != Status.DONE.value:
        fields["done_on"] = None
    elif held.field == "status" and day:
        fields["done_on"] = day
    return [Write(held.kind, held.record, fields, Verb.RESOLVE)]


def _told_day(held: Dispute, value: Value) -> str:
    return next((side.day for side in held.sides if side.value == value), "")


def _straightened(book: Book, held: Dispute, keep: Keep) -> list[Write]:
    """One side's places for all the groups of a circle: the other's move is taken back."""
    with book.transaction() as connection:
        above = circles(connection)
        moved = {one.record: one for one in disputes(connection) if one.circle}
    circle = [held.record]
    while (next_above := above.get(circle[-1], "")) and next_above not in circle:
        circle.append(next_above)
    return [
        Write(one.kind, one.record, {one.field: side.value}, Verb.RESOLVE)
        for one in (moved[record] for record in circle if record in moved)
        for side in [one.mine if keep is Keep.MINE else one.theirs]
    ]


def _held(book: Book, conflict: str) -> Dispute:
    record, _, field = conflict.partition(".")
    with book.transaction() as connection:
        for one in disputes(connection):
            if (one.record, one.field) == (record, field):
                return one
    raise UnknownRecord(
        f"Không có chỗ hai bên cùng sửa mang mã «{conflict}»; sổ không thay đổi. "
        "Hãy xem mã trong danh sách các chỗ hai bên cùng sửa."
    )


def _named(held: Iterable[Dispute]) -> set[str]:
    values = (side.value for one in held for side in (one.mine, one.theirs, one.before, *one.sides))
    return {one.record for one in held} | {value for value in values if isinstance(value, str)}


def _is_joinable(held: Dispute) -> bool:
    return held.field in _JOINABLE


def _card(held: Dispute, path: str, title: str, names: Mapping[str, str]) -> ConflictCard:
    def shown(side: Side) -> SideView:
        told = tell_value(held.field, side.value, names)
        if held.field == DELETED:
            told = _DELETIONS.get(side.value, "")
        return SideView(side.value, told, side.person, side.day)

    return ConflictCard(
        id=f"{held.record}.{held.field}",
        kind=held.kind.value,
        record=held.record,
        field=held.field,
        path=path,
        title=title,
        question=_question(held, path or (f"«{title}»" if title else "")),
        mine=shown(held.mine),
        theirs=shown(held.theirs),
        sides=tuple(shown(side) for side in held.sides),
        before=_NOTHING if held.before.value is None else shown(held.before),
        joinable=_is_joinable(held) and not held.circle,
        deleting=held.field == DELETED,
        circle=held.circle,
    )


def _question(held: Dispute, name: str) -> str:
    about = f"{KIND_LABELS[held.kind]} {name}".strip()
    if held.field == DELETED:
        return f"Một bên xóa, một bên sửa {about}"
    if held.circle:
        return f"Hai bên chuyển các nhóm vào trong nhau: {about}"
    return f"Hai bên cùng sửa {FIELD_LABELS.get(held.field, 'nội dung')} của {about}"
