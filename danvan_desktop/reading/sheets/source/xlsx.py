"""Sheets of an .xlsx, read as a stream: a sheet whose formats go down to row 1,048,576 costs time but no memory.

An own walk and not openpyxl's, which holds every cell, has no hidden rows when it streams, and refuses the workbooks
of other programs for a wrong colour; its tables of number formats are used.
"""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.safety import refuse_declarations
from danvan_desktop.reading.sheets.model import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Merge, Sheet, Value, ValueKind
from danvan_desktop.reading.sheets.source.formats import CellLook, built_in_format, formatted
from danvan_desktop.reading.sheets.values import text_value, truth_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from lxml.etree import _Element

_ANY: Final = "{*}"
_MACRO_TYPE: Final = "macroEnabled"
_MAX_PART: Final = 64 * 1024 * 1024
_MAX_SHEETS: Final = 200
_MAX_STRINGS: Final = 500_000
_MAX_MERGES: Final = 50_000
_MAX_SEEN: Final = 500_000
"""Cells, most of them empty, that are walked over before the rest of a sheet is left."""


@dataclass(slots=True)
class _Book:
    """What all sheets share."""

    strings: list[str] = field(default_factory=list)
    looks: list[CellLook] = field(default_factory=list)
    since_1904: bool = False
    left: int = MAX_CELLS


def read_xlsx(archive: ZipFile) -> Iterator[Sheet]:
    """The sheets of an archive that has passed `safety.open_package`, in order; raises FileFault."""
    package = _Package(archive)
    package.refuse_macros()
    workbook = package.tree(package.target("", "officeDocument"))
    if workbook is None or workbook.find(f"{_ANY}sheets") is None:
        raise FileFault(Fault.DAMAGED)
    properties = workbook.find(f"{_ANY}workbookPr")
    book = _Book(
        strings=list(_strings(package)),
        looks=_looks(package.tree(package.target(package.main, "styles"))),
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    targets = package.sheets()
    for element in list(workbook.iterfind(f"{_ANY}sheets/{_ANY}sheet"))[:_MAX_SHEETS]:
        link = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
        part = targets.get(str(link))
        sheet = Sheet(element.get("name") or "", hidden=element.get("state", "visible") != "visible")
        if part is not None:
            _read_sheet(package, part, sheet, book)
        yield sheet


class _Package:
    """The parts of the archive and the links between them; what is outside the file is not followed."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in archive.namelist()}
        self.main = self.target("", "officeDocument") or ""

    def refuse_macros(self) -> None:
        """Raise FileFault for a workbook whose type says that it has macros."""
        types = self.tree("[Content_Types].xml")
        for override in () if types is None else types.iterfind(f"{_ANY}Override"):
            if _MACRO_TYPE in (override.get("ContentType") or ""):
                raise FileFault(Fault.MACROS)

    def target(self, source: str, kind: str) -> str | None:
        """The part that another part names as its styles, sharedStrings or officeDocument."""
        return next((target for _, found, target in self._links(source) if found == kind), None)

    def sheets(self) -> dict[str, str]:
        """Parts of sheets by the id under which the workbook names them."""
        return {link: target for link, kind, target in self._links(self.main) if kind == "worksheet"}

    def tree(self, name: str | None) -> _Element | None:
        """A small part as a tree; None when it is missing."""
        from lxml import etree

        root: Any = None
        for _, element in self.elements(name, ()):
            root = element
        return root if isinstance(root, etree._Element) else None

    def elements(self, name: str | None, tags: tuple[str, ...]) -> Iterator[tuple[str, _Element]]:
        """Start and end of the named elements of a part (of the whole part when none is named), while it is read."""
        from lxml import etree

        stored = self._names.get((name or "").casefold())
        if stored is None:
            return
        if self._archive.getinfo(stored).file_size > _MAX_PART:
            raise FileFault(Fault.MEMORY)
        try:
            with self._archive.open(stored) as part:
                refuse_declarations(part)
            with self._archive.open(stored) as part:
                yield from _events(part, tags)
        except etree.XMLSyntaxError as error:
            short_of_memory = getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
            raise FileFault(Fault.MEMORY if short_of_memory else Fault.DAMAGED) from error
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise FileFault(Fault.DAMAGED) from error

    def _links(self, source: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(source)
        links = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for link in () if links is None else links.iterfind(f"{_ANY}Relationship"):
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, link.get("Target") or "")).lstrip("/")
                yield link.get("Id") or "", (link.get("Type") or "").rsplit("/", 1)[-1], target


def _events(part: IO[bytes], tags: tuple[str, ...]) -> Iterator[tuple[str, _Element]]:
    from lxml import etree

    wanted = {"tag": tuple(_ANY + tag for tag in tags)} if tags else {}
    events = etree.iterparse(
        part,
        events=("start", "end") if tags else ("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        **wanted,
    )
    yield from events


def _dropped(element: _Element) -> None:
    """Let go of an element that has been read, and of those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _strings(package: _Package) -> Iterator[str]:
    count = 0
    for event, element in package.elements(package.target(package.main, "sharedStrings"), ("si",)):
        if event == "end":
            count += 1
            if count > _MAX_STRINGS:
                raise FileFault(Fault.MEMORY)
            yield _words(element)
            _dropped(element)


def _words(element: _Element) -> str:
    """The text of a string of one or many runs; readings for Asian scripts are none of it."""
    parts = (*element.iterfind(f"{_ANY}t"), *element.iterfind(f"{_ANY}r/{_ANY}t"))
    return "".join(part.text or "" for part in parts)


def _looks(styles: _Element | None) -> list[CellLook]:
    if styles is None:
        return []
    codes = {
        _whole(one.get("numFmtId")): one.get("formatCode") or "General"
        for one in styles.iterfind(f"{_ANY}numFmts/{_ANY}numFmt")
    }
    fonts = [_font(font) for font in styles.iterfind(f"{_ANY}fonts/{_ANY}font")]
    looks = []
    for one in styles.iterfind(f"{_ANY}cellXfs/{_ANY}xf"):
        number, font = _whole(one.get("numFmtId")), _whole(one.get("fontId"))
        bold, name = fonts[font] if font < len(fonts) else (False, "")
        alignment = one.find(f"{_ANY}alignment")
        centred = alignment is not None and (alignment.get("horizontal") or "").startswith("center")
        looks.append(CellLook(codes.get(number) or built_in_format(number), bold, centred, name))
    return looks


def _font(font: _Element) -> tuple[bool, str]:
    """Whether a font is bold, and its name."""
    bold, name = font.find(f"{_ANY}b"), font.find(f"{_ANY}name")
    return (
        bold is not None and bold.get("val", "1") not in ("0", "false"),
        (name.get("val") or "") if name is not None else "",
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _read_sheet(package: _Package, part: str, sheet: Sheet, book: _Book) -> None:
    row = column = -1
    seen = 0
    for event, element in package.elements(part, ("row", "c", "col", "mergeCell")):
        name = str(element.tag).rpartition("}")[2]
        if event == "start":
            if name == "row":
                row = _whole(element.get("r")) - 1 if element.get("r") else row + 1
                column = -1
                if element.get("hidden") in ("1", "true"):
                    sheet.hidden_rows.add(row)
            continue
        if name == "col":
            _column(element, sheet)
        elif name == "mergeCell" and len(sheet.merges) < _MAX_MERGES:
            merge = _merge(element.get("ref") or "")
            sheet.merges.extend([] if merge is None else [merge])
        elif name == "c":
            seen += 1
            column = _place(element.get("r") or "", column + 1)
            look = _look(element, book)
            value = _value(element, look, book)
            if value is not None:
                if row >= MAX_ROWS or column >= MAX_COLUMNS or book.left <= 0:
                    sheet.cut = True
                else:
                    sheet.put(row, column, value, look.font)
                    book.left -= 1
        _dropped(element)
        if seen > _MAX_SEEN or book.left <= 0 or (sheet.cut and row >= MAX_ROWS):
            sheet.cut = True
            return


def _column(element: _Element, sheet: Sheet) -> None:
    if element.get("hidden") in ("1", "true"):
        first, last = _whole(element.get("min")) - 1, _whole(element.get("max"))
        sheet.hidden_columns.update(range(max(first, 0), min(last, MAX_COLUMNS)))


def _place(name: str, following: int) -> int:
    """The column of «AB12»; a cell that does not name its place stands next to the one before."""
    letters = name.rstrip("0123456789")
    if not letters or len(letters) > 3 or not letters.isascii() or not letters.isalpha():
        return following
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def _merge(name: str) -> Merge | None:
    first, _, last = name.partition(":")
    if not last:
        return None
    top, bottom = (_whole(end.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1 for end in (first, last))
    left, right = _place(first, -1), _place(last, -1)
    return Merge(top, left, bottom, right) if 0 <= top <= bottom and 0 <= left <= right else None


def _look(element: _Element, book: _Book) -> CellLook:
    index = _whole(element.get("s"))
    return book.looks[index] if index < len(book.looks) else CellLook()


def _value(element: _Element, look: CellLook, book: _Book) -> Value | None:
    kind = element.get("t") or "n"
    if kind == "inlineStr":
        inline = element.find(f"{_ANY}is")
        found = None if inline is None else text_value(_words(inline))
    else:
        stored = element.find(f"{_ANY}v")
        text = (stored.text if stored is not None else None) or ""
        computed = element.find(f"{_ANY}f") is not None
        found = _stored_value(kind, text, look, book) if text else _without_value(kind, computed)
    return None if found is None else replace(found, bold=look.bold, centred=look.centred)


def _without_value(kind: str, computed: bool) -> Value | None:
    """A formula that no program has worked out yet; an empty text is a result."""
    return Value(ValueKind.UNCOMPUTED, "") if computed and kind != "str" else None


def _stored_value(kind: str, text: str, look: CellLook, book: _Book) -> Value | None:
    match kind:
        case "s":
            index = _whole(text)
            return text_value(book.strings[index]) if index < len(book.strings) else None
        case "str":
            return text_value(text)
        case "b":
            return truth_value(text.strip() in ("1", "true"))
        case "e":
            return Value(ValueKind.ERROR, "")
        case "d":
            return text_value(text.partition("T")[0])
    try:
        number = float(text)
    except ValueError:
        return text_value(text)
    return formatted(number, look.format, book.since_1904) if abs(number) < 1e300 else None
