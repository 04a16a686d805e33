"""Going back to a value that stands in a line of the history: an ordinary change, undone like any other."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.labels import KIND_LABELS, field_label
from danvan_desktop.domain.records import DELETED, SPECS, Kind, Status, Value
from danvan_desktop.domain.views import HistoryView
from danvan_desktop.storage import history as stored
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.log import Changes, write

_MOVED = MappingProxyType({"group": Kind.GROUP, "parent": Kind.GROUP})
_FIXED = frozenset(
    {"task", "programme", "agency", "role", "anchor", "collective", "owner", "sha256", "size", "position", "reading"}
)
"""What a record is named by, or the program keeps."""
_NOTED = frozenset({"imported_by", "imported_on", "file_name"})
_UNTOUCHED = "Sổ không thay đổi."


class CannotSetBack(KnownError):
    """A value of the history that cannot stand again; nothing was changed."""


def set_back(book: Book, line: HistoryView, *, to_old: bool) -> Changes:
    """Give a field the value that it had after a line of the history, or, `to_old`, before it.

    Raises CannotSetBack with the reason, BookError.
    """
    value = line.old if to_old else line.new
    if line.kind not in list(Kind) or line.field not in {*SPECS[Kind(line.kind)].fields, DELETED}:
        raise CannotSetBack(f"Thay đổi này do phiên bản mới hơn ghi. {_UNTOUCHED} Hãy cập nhật phần mềm.")
    if to_old and line.old is None and (line.verb in (Verb.ADD, Verb.IMPORT) or line.action == NO_ACTION):
        raise CannotSetBack(
            f"Trước dòng này chưa có {KIND_LABELS[line.kind]}, nên không có giá trị trước. {_UNTOUCHED}"
        )
    with book.transaction() as connection:
        row = rows.load(connection, Kind(line.kind), [line.record]).get(line.record)
    if row is None:
        raise CannotSetBack(f"Sổ không còn mục này. {_UNTOUCHED}")
    _refuse(book, row, line.field, value)
    fields = {line.field: value, **_along(book, line, value, to_old)}
    changes = write(book, [Write(row.kind, row.id, fields, Verb.EDIT)])
    if not changes:
        raise CannotSetBack(f"Bây giờ {field_label(line.kind, line.field)} đang đúng là giá trị này. {_UNTOUCHED}")
    return changes


def _refuse(book: Book, row: rows.Row, name: str, value: Value) -> None:
    what = KIND_LABELS[row.kind]
    if name == DELETED:
        if value is not False:
            raise CannotSetBack(f"Dòng này là việc xóa {what}. {_UNTOUCHED} Muốn xóa thì dùng lệnh xóa.")
        return
    if not row.shown:
        raise CannotSetBack(
            f"Mục này ({what}) đang bị xóa. {_UNTOUCHED} Hãy lấy lại nó trước, ở dòng «xóa, lấy lại» của nó."
        )
    if name in _FIXED:
        raise CannotSetBack(f"{what[:1].upper()}{what[1:]} được nhận ra bằng chỗ này nên không đổi được. {_UNTOUCHED}")
    if name in _NOTED:
        raise CannotSetBack(f"Chỗ này do chương trình ghi khi nhập tệp nên không đổi được. {_UNTOUCHED}")
    if name == "merged_into":
        raise CannotSetBack(f"Hai mục đã gộp làm một thì không tách ra ở đây được. {_UNTOUCHED} Hãy dùng «Hoàn tác».")
    if name in _MOVED and value:
        _refuse_place(book, row, _MOVED[name], str(value))


def _refuse_place(book: Book, row: rows.Row, kind: Kind, place: str) -> None:
    with book.transaction() as connection:
        held = rows.load(connection, kind, [place]).get(place)
        below = rows.below(connection, [row.id])
    if held is None or not held.shown:
        raise CannotSetBack(f"Nhóm của lúc đó không còn nên không chuyển về được. {_UNTOUCHED}")
    if place == row.id or place in below:
        raise CannotSetBack(f"Nhóm của lúc đó bây giờ nằm trong chính nhóm này. {_UNTOUCHED} Hãy chuyển nó ra trước.")


def _along(book: Book, line: HistoryView, value: Value, to_old: bool) -> Mapping[str, Value]:
    """Done needs a day, what is not done has none: the day goes along with the status."""
    if line.field != "status":
        return {}
    if value != Status.DONE.value:
        return {"done_on": None}
    with book.transaction() as connection:
        story = [held for held in stored.history(connection, [line.record]) if held.field == "done_on"]
    same = next((held for held in story if held.action == line.action), None)
    day = (same.old if to_old else same.new) if same else None
    earlier = [held.new for held in story if held.moment <= line.moment and held.new]
    return {"done_on": day or (earlier[-1] if earlier else line.day or None)}
