"""From a workbook to neutral blocks: each sheet with a catalogue is a titled table; what is left out is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.blocks import Document, Paragraph
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.sheets.grid import grid_of
from danvan_desktop.reading.sheets.layout import is_prose, parts_of, with_units
from danvan_desktop.reading.sheets.model import MAX_COLUMNS, MAX_ROWS, ValueKind, cell_name
from danvan_desktop.reading.sheets.periods import periods_of, with_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from danvan_desktop.reading.blocks import Block
    from danvan_desktop.reading.sheets.layout import Part
    from danvan_desktop.reading.sheets.model import Sheet

_PLAIN_NAMES: Final = ("sheet", "trang tinh", "trang", "bang")
"""Names that Excel itself gives to sheets."""
_NAMED: Final = 5
_HIDDEN_SHEETS: Final = "Trang đang ẩn không được đọc: {names}; nếu cần hãy bỏ ẩn trong Excel, lưu lại rồi nhập lại."
_OTHER_SHEETS: Final = "Trang không có bảng nhiệm vụ nên không được đọc: {names}."
_HIDDEN_ROWS: Final = "Trang «{name}» có {count} dòng đang ẩn hoặc bị lọc; chương trình vẫn đọc cả các dòng đó."
_HIDDEN_COLUMNS: Final = (
    "Trang «{name}» có cột đang ẩn không được đọc: {columns}; nếu cần hãy bỏ ẩn trong Excel, lưu lại rồi nhập lại."
)
_PERIODS: Final = "Trang «{name}»: các cột {columns} được đọc thành thời gian thực hiện của từng nhiệm vụ."
_ERRORS: Final = "Trang «{name}»: ô báo lỗi của Excel được đọc là ô trống: {cells}."
_UNCOMPUTED: Final = (
    "Trang «{name}»: công thức chưa có kết quả được đọc là ô trống: {cells}; hãy mở tệp bằng Excel và lưu lại."
)
_REPAIRED: Final = "Trang «{name}»: {what}; hãy xem lại."
_CUT: Final = (
    f"Trang «{{name}}» quá lớn, chương trình chỉ đọc {MAX_ROWS} dòng và {MAX_COLUMNS} cột đầu; hãy xem lại phần sau."
)


@dataclass(slots=True)
class _Read:
    """One sheet as read: its parts and the sentences about it."""

    name: str
    parts: tuple[Part, ...]
    notices: list[str] = field(default_factory=list)
    prose: bool = False

    @property
    def catalogue(self) -> bool:
        """Whether tasks stand in it."""
        return any(part.catalogue for part in self.parts)


def read_sheets(sheets: Iterable[Sheet]) -> Document:
    """The document in the sheets of a workbook."""
    hidden: list[str] = []
    read: list[_Read] = []
    for sheet in sheets:
        if sheet.empty:
            continue
        if sheet.hidden:
            hidden.append(sheet.name)
        else:
            read.append(_read(sheet))
    if not read and hidden:
        raise FileFault(Fault.HIDDEN_SHEETS)
    wanted = [one for one in read if one.catalogue or one.prose] if any(one.catalogue for one in read) else read
    others = [one.name for one in read if one not in wanted]
    notices = [text for one in wanted for text in one.notices]
    if hidden:
        notices.append(_HIDDEN_SHEETS.format(names=_listed(hidden)))
    if others:
        notices.append(_OTHER_SHEETS.format(names=_listed(others)))
    blocks = [block for one in wanted for block in _blocks(one, wanted)]
    return Document(tuple(blocks), notices=tuple(notices))


def _read(sheet: Sheet) -> _Read:
    grid = with_units(grid_of(sheet))
    periods = periods_of(grid)
    notices = list(_notices(sheet))
    if periods is not None:
        notices.append(_PERIODS.format(name=sheet.name, columns=", ".join(periods.names)))
        grid = with_times(grid, periods)
    parts = tuple(parts_of(grid))
    notices.extend(_REPAIRED.format(name=sheet.name, what=what) for part in parts for what in part.repaired)
    return _Read(sheet.name, parts, notices, is_prose(grid.rows))


def _blocks(one: _Read, wanted: Sequence[_Read]) -> Iterator[Block]:
    """What a sheet holds, under its name where several are read and the name says something."""
    words = fold(one.name).rstrip("0123456789() ")
    if len(wanted) > 1 and words and words not in _PLAIN_NAMES:
        yield Paragraph(one.name.strip(), bold=True)
    for part in one.parts:
        yield from part.blocks


def _notices(sheet: Sheet) -> Iterator[str]:
    said = {place for place, value in sheet.cells.items() if value.text.strip()}
    rows = {row for row, _ in said} & sheet.hidden_rows
    if rows:
        yield _HIDDEN_ROWS.format(name=sheet.name, count=len(rows))
    columns = sorted({column for _, column in said} & sheet.hidden_columns)
    if columns:
        names = [cell_name(0, column).rstrip("1") for column in columns]
        yield _HIDDEN_COLUMNS.format(name=sheet.name, columns=_shortened(names))
    for kind, sentence in ((ValueKind.ERROR, _ERRORS), (ValueKind.UNCOMPUTED, _UNCOMPUTED)):
        cells = [cell_name(*place) for place, value in sorted(sheet.cells.items()) if value.kind is kind]
        if cells:
            yield sentence.format(name=sheet.name, cells=_shortened(cells))
    if sheet.cut:
        yield _CUT.format(name=sheet.name)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _shortened(names: Sequence[str]) -> str:
    more = f" và {len(names) - _NAMED} ô khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
