"""Choices of earlier reviews, for the window to show."""

from __future__ import annotations

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.ids import choice_id
from danvan_desktop.domain.records import Kind
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.tasks import find_agency
from danvan_desktop.storage import log


def remember_some(book: Book) -> Changes:
    """A line, an agency and a column."""
    police = find_agency(book, "Công an xã").id
    held = (
        (
            "line",
            "tong ket cong tac nam #",
            "drop",
            "Tổng kết công tác dân vận chính quyền năm 2026 của xã và các thôn",
        ),
        ("agency", "cax", police, "CAX"),
        ("column", "don vi lam", "lead", "Đơn vị làm"),
    )
    return log.write(
        book,
        [
            Write(Kind.CHOICE, choice_id(about, key), {"about": about, "key": key, "value": value, "words": words})
            for about, key, value, words in held
        ],
    )
