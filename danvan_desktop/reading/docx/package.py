"""The parts of a .docx as XML trees, parsed without entities, network or links."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import BadZipFile, ZipFile

from danvan_desktop.reading.errors import Fault, FileFault
from danvan_desktop.reading.safety import refuse_declarations

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE.encode()),
)
"""ISO «strict» documents have other names for the same things."""
_MACRO_TYPE: Final = "macroEnabled"
_OVERRIDE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


class Package:
    """The XML parts that the reader needs, each parsed when asked for."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/"): name for name in archive.namelist()}
        self._refuse_other_kinds()
        self._main = self._target("", "officeDocument")
        if self._main is None:
            raise FileFault(Fault.NOT_WORD)

    def document(self) -> _Element:
        """The main part, `w:document`; raises FileFault when it is missing or not Word's."""
        root = self._parse(self._main or "")
        if root is None:
            raise FileFault(Fault.DAMAGED)
        if root.tag != W + "document":
            raise FileFault(Fault.EXCEL if "spreadsheetml" in str(root.tag) else Fault.NOT_WORD)
        return root

    def part(self, kind: str) -> _Element | None:
        """The part that the document calls «styles», «numbering», «footnotes» or «endnotes»; None when it has none."""
        target = self._target(self._main or "", kind)
        return None if target is None else self._parse(target)

    @property
    def main_name(self) -> str:
        """The name of the main part."""
        return self._main or ""

    def referred(self, reference: _Element) -> tuple[str, _Element | None]:
        """The part, with its name, that an element of the document names by `r:id` (a header, a footer)."""
        wanted = reference.get(f"{{{_OFFICE}}}id")
        folder = posixpath.dirname(self._main or "")
        for relation in self._relations(self._main or ""):
            if relation.get("Id") == wanted and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target") or "")).lstrip("/")
                return target, self._parse(target)
        return "", None

    def _refuse_other_kinds(self) -> None:
        types = self._parse("[Content_Types].xml")
        if types is None:
            raise FileFault(Fault.NOT_WORD)
        if any(_MACRO_TYPE in (override.get("ContentType") or "") for override in types.iter(_OVERRIDE)):
            raise FileFault(Fault.MACROS)

    def _target(self, source: str, kind: str) -> str | None:
        folder = posixpath.dirname(source)
        for relation in self._relations(source):
            outside = relation.get("TargetMode") == "External"
            if not outside and (relation.get("Type") or "").rsplit("/", 1)[-1] == kind:
                target = relation.get("Target") or ""
                return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        return None

    def _relations(self, source: str) -> list[_Element]:
        folder, name = posixpath.split(source)
        root = self._parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else list(root.iter(_RELATION))

    def _parse(self, name: str) -> _Element | None:
        stored = self._names.get(name)
        if stored is None:
            return None
        try:
            data = self._archive.read(stored)
        except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise FileFault(Fault.DAMAGED) from error
        return _parsed(data)


def _parsed(data: bytes) -> _Element:
    from lxml import etree

    refuse_declarations(BytesIO(data))
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        short_of_memory = getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
        raise FileFault(Fault.MEMORY if short_of_memory else Fault.DAMAGED) from error
