"""From a workbook to neutral blocks: each sheet with a catalogue is a titled table; what is left out is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from danvan_desktop.reading.blocks import Document
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.legacy import conversion_notice
from danvan_desktop.reading.sheets.binding import Binder, ReadSheet
from danvan_desktop.reading.sheets.grid import grid_of
from danvan_desktop.reading.sheets.layout import is_prose, parts_of, with_units
from danvan_desktop.reading.sheets.model import MAX_COLUMNS, MAX_ROWS, ValueKind, cell_name
from danvan_desktop.reading.sheets.periods import periods_of, with_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from danvan_desktop.reading.sheets.model import Sheet

_NAMED: Final = 5
_HIDDEN_SHEETS: Final = "Trang đang ẩn không được đọc: {names}; nếu cần hãy bỏ ẩn trong Excel, lưu lại rồi nhập lại."
_EMPTY_SHEETS: Final = "Trang trống được bỏ qua: {names}."
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


def read_sheets(sheets: Iterable[Sheet], notices: Iterable[str] = ()) -> Document:
    """The document in the sheets of a workbook; `notices` are sentences on what is not in its sheets."""
    left_out: dict[str, list[str]] = {_HIDDEN_SHEETS: [], _EMPTY_SHEETS: [], _OTHER_SHEETS: []}
    read: list[ReadSheet] = []
    for sheet in sheets:
        if sheet.empty:
            left_out[_EMPTY_SHEETS].append(sheet.name)
        elif sheet.hidden:
            left_out[_HIDDEN_SHEETS].append(sheet.name)
        else:
            read.append(_read(sheet))
    if not read and left_out[_HIDDEN_SHEETS]:
        raise FileFault(Fault.HIDDEN_SHEETS)
    any_catalogue = any(one.catalogue for one in read)
    wanted = [one for one in read if one.catalogue or one.prose or not any_catalogue]
    left_out[_OTHER_SHEETS] = [one.name for one in read if any_catalogue and not (one.catalogue or one.prose)]
    binder = Binder(several=len(wanted) > 1)
    for one in wanted:
        binder.take(one)
    told = [sentence.format(names=_listed(names)) for sentence, names in left_out.items() if names]
    own = [text for one in wanted for text in one.notices]
    return Document(binder.blocks(), notices=(*dict.fromkeys(own), *binder.notices, *told, *notices))


def _read(sheet: Sheet) -> ReadSheet:
    grid = with_units(grid_of(sheet))
    periods = periods_of(grid)
    notices = list(_notices(sheet))
    timed = None if periods is None else with_times(grid, periods)
    if periods is not None and timed is not None:
        notices.append(_PERIODS.format(name=sheet.name, columns=_spanned(periods.names)))
        grid = timed
    parts = tuple(parts_of(grid))
    notices.extend(_REPAIRED.format(name=sheet.name, what=what) for part in parts for what in part.repaired)
    return ReadSheet(sheet.name, parts, notices, is_prose(grid.rows))


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
    if sheet.charsets:
        yield conversion_notice(sheet.charsets)
    if sheet.cut:
        yield _CUT.format(name=sheet.name)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _shortened(names: Sequence[str]) -> str:
    more = f" và {len(names) - _NAMED} ô khác" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _spanned(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) < _NAMED else f"từ {names[0]} đến {names[-1]}"
