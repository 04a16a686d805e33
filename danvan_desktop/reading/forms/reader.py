"""The sheets of a returned form → its facts and rows. Runs inside the parsing process.

Columns are found by their headings, wherever they were moved to; a row by what stands in it. A sheet that was renamed
is the one with the headings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.catalogue.cells import NotACellValue, read_day
from danvan_desktop.domain.returns.form import CellKind, FormCell, FormRow, ReturnedForm
from danvan_desktop.domain.returns.layout import (
    BASE_KEY,
    FACT_WORDS,
    FIELD_HEADINGS,
    FORMAT_VERSION,
    ID_HEADING,
    FormFact,
    FormField,
    read_base,
)
from danvan_desktop.domain.returns.signs import FACTS_SHEET
from danvan_desktop.domain.text import clean, match_key
from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.forms.recognising import facts_of
from danvan_desktop.reading.sheets.model import Sheet, Value, ValueKind, cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

_ID: Final = re.compile("[0-9a-f]{32}")
_NUMBER_HEADING: Final = "TT"
_TEXT_HEADING: Final = "Nội dung nhiệm vụ"
_FACT_REACH: Final = 12
"""So many cells behind its words a fact may stand; the cells between are joined or empty."""
_CUT: Final = "Biểu dài hơn mức đọc được; phần cuối không được đọc."
_OLDER: Final = (
    "Biểu được xuất từ bản cũ của phần mềm nên không biết sổ có thay đổi từ lúc xuất hay không; hãy xem kỹ từng chỗ."
)


def form_in(sheets: Sequence[Sheet], name: str, checksum: str) -> ReturnedForm:
    """The form in the sheets of the file called `name`; raises FileFault for what is none or was taken apart."""
    facts = facts_of(sheets)
    if facts is None:
        raise FileFault(Fault.NOT_A_FORM)
    version = _version(facts.get("version", ""))
    found = _table(sheets, facts.get("sheet", ""))
    if found is None or not _ID.fullmatch(facts.get("agency", "")):
        raise FileFault(Fault.FORM_TAKEN_APART)
    sheet, heading, columns = found
    notices = [*([_OLDER] if version < FORMAT_VERSION else []), *([_CUT] if sheet.cut else [])]
    return ReturnedForm(
        name=name,
        version=version,
        book=facts.get("book", ""),
        agency=facts["agency"],
        agency_name=clean(facts.get("agency_name", "")),
        made_on=_stored_day(facts.get("made_on", "")),
        sheet=sheet.name,
        checksum=checksum,
        facts=dict(_facts(sheet, heading)),
        rows=tuple(_rows(sheet, heading, columns)),
        bases=dict(_bases(facts)),
        notices=tuple(notices),
    )


def _version(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) > 0):
        raise FileFault(Fault.FORM_TAKEN_APART)
    if int(text) > FORMAT_VERSION:
        raise FileFault(Fault.FORM_NEWER)
    return int(text)


def _bases(facts: Mapping[str, str]) -> Iterator[tuple[str, Mapping[FormField, str]]]:
    for key, value in facts.items():
        task = key.removeprefix(BASE_KEY)
        base = read_base(value) if key.startswith(BASE_KEY) and _ID.fullmatch(task) else None
        if base is not None:
            yield task, base


def _table(sheets: Sequence[Sheet], named: str) -> tuple[Sheet, int, dict[str, int]] | None:
    """The sheet with the headings (the one that is named first), their row, and the column of each."""
    wanted = {match_key(words): words for words in (*FIELD_HEADINGS.values(), _NUMBER_HEADING, _TEXT_HEADING)}
    asked = [*wanted.values()]
    for sheet in sorted(sheets, key=lambda sheet: sheet.name != named):
        rows: dict[int, dict[str, int]] = {}
        for (row, column), value in sheet.cells.items():
            words = wanted.get(match_key(value.text)) if len(value.text) < 100 else None
            if words is not None:
                rows.setdefault(row, {}).setdefault(words, column)
        heading = next((row for row in sorted(rows) if all(words in rows[row] for words in asked)), None)
        if heading is not None and sheet.name != FACTS_SHEET:
            return sheet, heading, {**rows[heading], **_id_column(sheet, heading)}
    return None


def _id_column(sheet: Sheet, heading: int) -> dict[str, int]:
    found = (column for (row, column), value in sheet.cells.items() if row == heading and value.text == ID_HEADING)
    column = next(found, None)
    return {} if column is None else {ID_HEADING: column}


def _facts(sheet: Sheet, heading: int) -> Iterator[tuple[FormFact, FormCell]]:
    """What stands behind the words of each fact, over the headings."""
    words = {match_key(said): fact for fact, said in FACT_WORDS.items()}
    for (row, column), value in sorted(sheet.cells.items()):
        fact = words.get(match_key(value.text)) if row < heading else None
        if fact is not None:
            behind = (sheet.cells.get((row, column + step)) for step in range(1, _FACT_REACH))
            places = [step for step, held in enumerate(behind, start=1) if held is not None]
            if places:
                yield fact, _cell(sheet, row, column + places[0])


def _rows(sheet: Sheet, heading: int, columns: Mapping[str, int]) -> Iterator[FormRow]:
    """Every row under the headings in which a task, or anything filled in, stands."""
    for row in sorted({row for row, _ in sheet.cells if row > heading}):
        texts = {words: clean(_text(sheet, row, columns.get(words))) for words in (_NUMBER_HEADING, _TEXT_HEADING)}
        record = _text(sheet, row, columns.get(ID_HEADING)).strip().lower()
        cells = {
            field: _cell(sheet, row, columns[words])
            for field, words in FIELD_HEADINGS.items()
            if (row, columns[words]) in sheet.cells
        }
        is_id = _ID.fullmatch(record) is not None
        if is_id or cells:
            yield FormRow(row + 1, record if is_id else "", texts[_NUMBER_HEADING], texts[_TEXT_HEADING], cells)


def _text(sheet: Sheet, row: int, column: int | None) -> str:
    value = sheet.cells.get((row, column)) if column is not None else None
    return value.text if value is not None else ""


_KINDS: Final = {
    ValueKind.NUMBER: CellKind.NUMBER,
    ValueKind.DATE: CellKind.DAY,
    ValueKind.ERROR: CellKind.BROKEN,
    ValueKind.UNCOMPUTED: CellKind.BROKEN,
}


def _cell(sheet: Sheet, row: int, column: int) -> FormCell:
    value: Value = sheet.cells[row, column]
    return FormCell(
        cell_name(row, column),
        value.text,
        _KINDS.get(value.kind, CellKind.TEXT),
        value.day.date() if value.day is not None else None,
        value.number,
    )


def _stored_day(text: str) -> date | None:
    """The day of a fact: the reader of sheets brings ISO days into our order."""
    try:
        return read_day(text)
    except NotACellValue:
        return None
