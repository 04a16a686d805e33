"""Which section of a text makes tasks, which directions, which duties: decided by what is in it, then by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.text import fold
from danvan_desktop.reading.recogniser.body.directions import read_directions
from danvan_desktop.reading.recogniser.body.duties import read_duties
from danvan_desktop.reading.recogniser.body.outline import Entry, Node, outline_of
from danvan_desktop.reading.recogniser.body.reports import read_reports
from danvan_desktop.reading.recogniser.body.tasks import TaskSink, read_tasks
from danvan_desktop.reading.recogniser.paths import HEADING_RANK
from danvan_desktop.reading.recogniser.text.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from danvan_desktop.domain.draft import DraftDirection, DraftDuty, DraftGroup, DraftReport, SourcePlace
    from danvan_desktop.reading.recogniser.context import Context
    from danvan_desktop.reading.recogniser.items import Item
    from danvan_desktop.reading.recogniser.work import Found


class _Kind(StrEnum):
    TASKS = "tasks"
    DIRECTIONS = "directions"
    DUTIES = "duties"
    UNDECIDED = "undecided"


_DUTIES: Final = re.compile(
    r"(?:cong tac )?to chuc (?:trien khai )?thuc hien|phan cong (?:thuc hien|nhiem vu|trach nhiem|to chuc).*"
    r"|trach nhiem (?:thuc hien|cua|to chuc).*|che do (?:thong tin,? ?)?bao cao|thong tin,? bao cao|kinh phi.*"
)
_ASSIGNS: Final = re.compile(r"phan cong\b|(?:giao|nhiem vu)\b.*\b(?:don vi|co quan)\b")
_PURPOSE: Final = re.compile(
    r"muc dich(?:,? (?:va )?yeu cau)?|yeu cau|(?:quan diem|muc tieu|can cu|dac diem|tinh hinh|boi canh|phuong cham).*"
)
_FOCUS: Final = re.compile(r".*\b(?:trong tam|phuong huong|chu de|dinh huong)\b.*")
_WORK: Final = re.compile(r".*\b(?:noi dung|nhiem vu|giai phap|cong viec|hoat dong|cong tac|chuong trinh)\b.*")


@dataclass(frozen=True, slots=True)
class BodyResult:
    """What a text holds; `references` point at annexes, `unplaced` are lines that became nothing."""

    groups: tuple[DraftGroup, ...] = ()
    tasks: tuple[Found, ...] = ()
    directions: tuple[DraftDirection, ...] = ()
    duties: tuple[DraftDuty, ...] = ()
    reports: tuple[DraftReport, ...] = ()
    references: tuple[Line, ...] = ()
    unplaced: tuple[SourcePlace, ...] = ()


def read_body(items: Iterable[Item], context: Context, base: str = "", tasks_elsewhere: bool = False) -> BodyResult:
    """Everything that the sections of a text hold.

    `tasks_elsewhere`: an annex with a catalogue follows, so sections without any assignment are directions.
    """
    said = tuple(items)
    sink = TaskSink(context)
    directions: list[DraftDirection] = []
    duties: list[DraftDuty] = []
    for node, kind in _decided(
        outline_of((item for item in said if not _is_row(item)), context, base), tasks_elsewhere
    ):
        if kind is _Kind.TASKS:
            read_tasks(node, sink)
        elif kind is _Kind.DUTIES:
            duties.extend(read_duties(node, context))
        else:
            directions.extend(read_directions(node))
    reports = [report for duty in duties for report in read_reports(duty, context)]
    return BodyResult(
        tuple(sink.groups),
        tuple(sink.tasks),
        tuple(directions),
        tuple(duty for duty in duties if not _only_reporting(duty, reports)),
        tuple(reports),
        tuple(sink.references),
        (*sink.unplaced, *(item.place for item in said if isinstance(item, Line) and item.tabular)),
    )


def _is_row(item: Item) -> bool:
    """Whether an item is a row of a table that is no catalogue: data of another kind, shown but not read."""
    return isinstance(item, Line) and item.tabular


def _decided(root: Node, tasks_elsewhere: bool) -> Iterator[tuple[Node, _Kind]]:
    """Every section with its kind; what a section of tasks sets aside comes after it."""
    sections = _sections(root)
    for node, kind in zip(sections, _decide(sections, tasks_elsewhere), strict=True):
        aside = _set_aside(node) if kind is _Kind.TASKS else []
        yield node, kind
        yield from aside


def _sections(root: Node) -> list[Node]:
    """The top headings, and what stands outside them as a section without a heading."""
    loose: list[Entry] = []
    sections: list[Node] = []
    for entry in root.entries:
        if isinstance(entry, Node) and not entry.is_item:
            sections.append(entry)
        else:
            loose.append(entry)
    if loose:
        sections.insert(0, Node(None, root.path, root.rank, entries=loose))
    return sections


def _decide(sections: Sequence[Node], tasks_elsewhere: bool) -> list[_Kind]:
    kinds: list[_Kind] = [_kind(node) for node in sections]
    if not tasks_elsewhere and _Kind.TASKS not in kinds:
        named: list[_Kind] = [
            _Kind.TASKS if kind is _Kind.UNDECIDED and _names_work(node) else kind
            for node, kind in zip(sections, kinds, strict=True)
        ]
        everything: list[_Kind] = [_Kind.TASKS if kind is _Kind.UNDECIDED else kind for kind in kinds]
        kinds = named if _Kind.TASKS in named else everything
    elif not tasks_elsewhere:
        kinds = [
            _Kind.TASKS if kind is _Kind.UNDECIDED and _beside_tasks(node) else kind
            for node, kind in zip(sections, kinds, strict=True)
        ]
    if not tasks_elsewhere and _Kind.TASKS not in kinds:
        kinds = [_Kind.TASKS if _assigns(node) else kind for node, kind in zip(sections, kinds, strict=True)]
    return [_Kind.DIRECTIONS if kind is _Kind.UNDECIDED else kind for kind in kinds]


def _assigns(node: Node) -> bool:
    """«Phân công nhiệm vụ» with a point for each unit is the work itself when nothing else is."""
    return _ASSIGNS.match(fold(node.text)) is not None and any(not other.is_item for other in node.nodes)


def _kind(node: Node) -> _Kind:
    words = fold(node.text).strip(" .:")
    if not node.has_agencies():
        if _DUTIES.fullmatch(words):
            return _Kind.DUTIES
        if _PURPOSE.fullmatch(words):
            return _Kind.DIRECTIONS
    return _Kind.TASKS if node.has_evidence() else _Kind.UNDECIDED


def _names_work(node: Node) -> bool:
    words = fold(node.text)
    return node.line is not None and _WORK.match(words) is not None and _FOCUS.match(words) is None


def _beside_tasks(node: Node) -> bool:
    """A numbered point without an assignment beside points with one is a task that nobody was given."""
    return node.rank > HEADING_RANK and _FOCUS.match(fold(node.text)) is None


def _set_aside(node: Node) -> list[tuple[Node, _Kind]]:
    """Points of a section of tasks that are purposes or duties by name and hold no assignment; taken out of it."""
    aside: list[tuple[Node, _Kind]] = [
        (other, kind)
        for other in node.nodes
        if not other.is_item and (kind := _kind(other)) in (_Kind.DIRECTIONS, _Kind.DUTIES)
    ]
    taken = {id(other) for other, _ in aside}
    node.entries = [entry for entry in node.entries if id(entry) not in taken]
    return aside


def _only_reporting(duty: DraftDuty, reports: Sequence[DraftReport]) -> bool:
    """«Chế độ báo cáo: …» is a report and nothing else."""
    said = fold(duty.text).startswith(("che do bao cao", "che do thong tin"))
    return said and any(report.source == duty.source for report in reports)
