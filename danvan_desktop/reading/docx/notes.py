"""Footnotes and endnotes: kept apart from the text, in the order in which the text cites them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.reading.docx.package import Package, W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element


class Notes:
    """The note parts of a document, and which notes were met while walking it."""

    def __init__(self, package: Package) -> None:
        self._notes: dict[tuple[str, str], _Element] = {}
        for part in ("footnotes", "endnotes"):
            root = package.part(part)
            for note in () if root is None else root:
                if note.get(W + "type", "normal") == "normal":
                    self._notes[part, note.get(W + "id") or ""] = note
        self._cited: dict[tuple[str, str], None] = {}

    def cite(self, references: Iterable[tuple[str, str]]) -> None:
        """Remember references (part, id) in the order met."""
        self._cited.update(dict.fromkeys(references))

    def cited(self) -> Iterator[tuple[str, _Element]]:
        """Mark and element of every note met, in order; a note cited inside a note is not followed."""
        for mark, reference in enumerate(tuple(self._cited), start=1):
            note = self._notes.get(reference)
            if note is not None:
                yield str(mark), note
