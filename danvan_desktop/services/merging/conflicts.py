"""The fields on which two books disagree, as cards that the officer decides; an answer is one ordinary action (R7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.labels import FIELD_LABELS, KIND_LABELS
from danvan_desktop.domain.merging.views import ConflictCard, SideView
from danvan_desktop.domain.numbering import order_key
from danvan_desktop.domain.records import DELETED, Kind, Status, Value
from danvan_desktop.services.merging.answers import BadAnswer, is_typable, offered, read_value
from danvan_desktop.services.safety.telling import tell_value
from danvan_desktop.storage import actions, log
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.errors import UnknownRecord
from danvan_desktop.storage.history import paths_of
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.merging.comparing import titles_of
from danvan_desktop.storage.merging.sides import Dispute, Side, circles, count_open, disputes

__all__ = [
    "BadAnswer",
    "Keep",
    "answer_alike",
    "answer_conflict",
    "answer_side",
    "answer_with",
    "conflict_cards",
    "count_conflicts",
]

_LINES = frozenset({"note", "result", "recipients", "signers", "variants"})
_JOINABLE = _LINES | {"text", "title", "theme", "product", "form", "reason"}
"""Texts of which both may be kept: the first ones each on lines of its own, the others in one line."""
_DELETIONS: Mapping[Value, str] = {True: "xóa", False: "giữ lại"}
_UNSAID = frozenset({"position", "programme", "doubt", "done_on"})
"""What goes along with an edit and tells the officer nothing."""
_NOTHING = SideView(None, "", "")


class Keep(StrEnum):
    """Which side is kept; both only of a text that is `joinable`."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def conflict_cards(book: Book) -> tuple[ConflictCard, ...]:
    """Every open conflict, in the order of the catalogue."""
    with book.transaction() as connection:
        held = disputes(connection)
        paths = paths_of(connection, {one.record for one in held})
        standing = rows.load_all(connection, [(one.record, one.kind) for one in held])
        titles = titles_of(connection, standing.values())
        names = actions.record_names(connection, _named(held)) if held else {}
    choices = {(one.kind, one.field): offered(book, one.kind, one.field) for one in held}
    alike = Counter((one.kind, one.field) for one in held)
    cards = (
        replace(
            _card(one, paths.get(one.record, ""), titles.get(one.record, ""), names),
            about=str(standing[one.record].values.get("task") or one.record),
            standing=_told(one.field, standing[one.record].values.get(one.field), names),
            choices=choices[one.kind, one.field],
            alike=alike[one.kind, one.field],
        )
        for one in held
    )
    kinds = [kind.value for kind in Kind]
    return tuple(sorted(cards, key=lambda card: (not card.path, order_key(card.path), kinds.index(card.kind))))


def count_conflicts(book: Book) -> int:
    """How many are open."""
    with book.transaction() as connection:
        return count_open(connection)


def answer_conflict(book: Book, conflict: str, keep: Keep) -> Changes:
    """Keep one side of a conflict, or both. Raises UnknownRecord, BadAnswer."""
    held = _held(book, conflict)
    return _answer(book, [held], keep)


def answer_with(book: Book, conflict: str, text: str) -> Changes:
    """Give the disputed field another value, as it is typed. Raises UnknownRecord, BadAnswer."""
    held = _held(book, conflict)
    value = read_value(book, held.kind, held.record, held.field, text)
    return log.write(book, _settled(held, value, _told_day(held, value)))


def answer_side(book: Book, conflict: str, place: int) -> Changes:
    """Keep one of more than two values, by its place among the sides. Raises UnknownRecord."""
    held = _held(book, conflict)
    if not 0 <= place < len(held.sides):
        raise UnknownRecord("Giá trị này không còn để chọn; sổ không thay đổi. Hãy xem lại danh sách.")
    return log.write(book, _settled(held, held.sides[place].value, held.sides[place].day))


def answer_alike(book: Book, conflict: str, keep: Keep) -> Changes:
    """«Áp dụng cho tất cả»: answer every conflict about the same field of the same kind alike, as one action.

    Of what one side deleted alike means all deleted or all kept, whoever wanted it.
    """
    like = _held(book, conflict)
    with book.transaction() as connection:
        alike = [one for one in disputes(connection) if (one.kind, one.field) == (like.kind, like.field)]
    if like.field == DELETED and keep is not Keep.BOTH:
        side = like.mine if keep is Keep.MINE else like.theirs
        return log.write(book, [write for one in alike for write in _settled(one, side.value, "")])
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
        return _settled(held, _joint(held), "")
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
    sides = [side for one in held for side in (one.mine, one.theirs, one.before, *one.sides)]
    values = [value for side in sides for value in (side.value, *(held for _, held in side.written))]
    return {one.record for one in held} | {value for value in values if isinstance(value, str)}


def _joint(held: Dispute) -> str:
    texts = dict.fromkeys(str(side.value) for side in (held.mine, held.theirs) if side.value)
    return ("\n" if held.field in _LINES else "; ").join(texts)


def _is_joinable(held: Dispute) -> bool:
    return held.field in _JOINABLE


def _card(held: Dispute, path: str, title: str, names: Mapping[str, str]) -> ConflictCard:
    def shown(side: Side) -> SideView:
        told = "\n".join((_told(held.field, side.value, names), *_written(side, names)))
        return SideView(side.value, told, side.person, side.device, side.moment)

    return ConflictCard(
        id=f"{held.record}.{held.field}",
        kind=held.kind.value,
        record=held.record,
        field=held.field,
        path=path,
        title=title,
        question=_question(held, _called(held, path, title)),
        mine=shown(held.mine),
        theirs=shown(held.theirs),
        sides=tuple(shown(side) for side in held.sides),
        before=_NOTHING if held.before.value is None else shown(held.before),
        joint=_joint(held) if _is_joinable(held) and not held.circle else "",
        deleting=held.field == DELETED,
        circle=held.circle,
        typable=is_typable(held.kind, held.field) and not held.circle,
    )


def _written(side: Side, names: Mapping[str, str]) -> Iterator[str]:
    """What the one who edited wrote while the other deleted, a line each."""
    for name, value in side.written:
        told = _told(name, value, names)
        if name not in _UNSAID:
            yield f"{FIELD_LABELS.get(name, 'nội dung')}: {told or '(trống)'}"
    for kind in side.kinds:
        yield f"có thêm hoặc sửa {KIND_LABELS.get(kind, 'mục')}"


def _told(name: str, value: Value, names: Mapping[str, str]) -> str:
    if name == DELETED:
        return _DELETIONS.get(bool(value), "")
    told = tell_value(name, value, names)
    return f"{told} %" if name == "percent" and told else told


def _called(held: Dispute, path: str, title: str) -> str:
    """«3.1»; of what hangs under a task, «Công an xã» (nhiệm vụ 3.1)."""
    named = f"«{title}»" if title else ""
    if held.kind in (Kind.TASK, Kind.GROUP) or not path:
        return path or named
    return f"{named} (nhiệm vụ {path})".strip()


def _question(held: Dispute, name: str) -> str:
    about = f"{KIND_LABELS[held.kind]} {name}".strip()
    if held.field == DELETED:
        return f"Một bên xóa, một bên sửa {about}"
    if held.circle:
        return f"Hai bên chuyển các nhóm vào trong nhau: {about}"
    return f"Hai bên cùng sửa {FIELD_LABELS.get(held.field, 'nội dung')} của {about}"
