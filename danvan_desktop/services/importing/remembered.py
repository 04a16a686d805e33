"""What was decided in earlier reviews: proposed again without a window, looked at, forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Verb
from danvan_desktop.domain.ids import choice_id
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.review import AS_READ, About, Becomes, Review, decided, proposed, recalled_count, sheet_of
from danvan_desktop.services.importing.standing import ReadSource, standing_of, time_reader
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes

_ABOUT: Final[Mapping[str, str]] = MappingProxyType(
    {About.LINE: "Dòng", About.AGENCY: "Cơ quan", About.COLUMN: "Cột của bảng"}
)
_BECOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Becomes.TASK: "là nhiệm vụ",
        Becomes.GROUP: "là tên nhóm",
        Becomes.DIRECTION: "là định hướng, yêu cầu",
        Becomes.DUTY: "là trách nhiệm",
        Becomes.NOTHING: "bỏ, không nhập",
    }
)
_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text": "nội dung",
        "time": "thời gian",
        "lead": "chủ trì",
        "implementing": "thực hiện",
        "coord": "phối hợp",
        "product": "sản phẩm",
        "form": "hình thức",
        "note": "ghi chú",
    }
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """One choice in words: what it is about, the words that it was made about, what was chosen. `about` and `key` name
    it."""

    about: str
    key: str
    kind: str
    words: str
    chosen: str


def recalled_review(book: Book, source: ReadSource, year: int) -> tuple[Review, int]:
    """What the review would propose of itself, as if it were agreed to unseen; and of how many remembered choices it
    consists. Without any the document is taken as it was read."""
    standing = standing_of(book, source.draft)
    first = sheet_of(source.draft, standing.agencies, source.lines)
    sheet = proposed(first, standing.choices)
    count = recalled_count(sheet)
    return (decided(sheet, source.draft, time_reader(source.draft, year)), count) if count else (AS_READ, 0)


def list_remembered(book: Book) -> tuple[Remembered, ...]:
    """Every choice that the book remembers: lines, then agencies, then columns, each by its words."""
    with book.transaction() as connection:
        held = query.remembered_choices(connection)
        names = {value: query.agency_name(connection, value) for about, _, value, _ in held if about == About.AGENCY}
    order = list(About)
    found = [
        Remembered(about, key, _ABOUT.get(about, ""), words or key, _chosen(about, value, names))
        for about, key, value, words in held
    ]
    return tuple(sorted(found, key=lambda one: (order.index(About(one.about)), one.words)))


def forget_choices(book: Book, choices: Collection[tuple[str, str]]) -> Changes:
    """Forget choices, named by what they are about and their key, as one action."""
    return log.write(
        book,
        [Write(Kind.CHOICE, choice_id(about, key), {DELETED: True}, Verb.DELETE) for about, key in sorted(choices)],
    )


def _chosen(about: str, value: str, names: Mapping[str, str]) -> str:
    match about:
        case About.LINE:
            return _BECOMES.get(value, value)
        case About.AGENCY:
            return f"là {names.get(value) or 'cơ quan không còn trong sổ'}"
    return f"là cột {_COLUMNS.get(value, value)}"
