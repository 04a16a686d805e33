"""Tasks of a section: which assignment block belongs to which of its lines (gold conventions 1, 2 and 6).

A block of label lines may stand after the lines it is for, before them, or after each; it may be shared by numbered
points; a heading with a block and no text of its own is itself the task.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.draft import AssignmentSource, DraftGroup
from danvan_desktop.reading.recogniser.body.duties import heading_unit
from danvan_desktop.reading.recogniser.body.outline import Node
from danvan_desktop.reading.recogniser.items import Catalogue
from danvan_desktop.reading.recogniser.paths import PLUS_RANK
from danvan_desktop.reading.recogniser.table.catalogue import read_catalogue
from danvan_desktop.reading.recogniser.text.labels import IN_THE_TEXT, Field, Label
from danvan_desktop.reading.recogniser.text.lines import Line
from danvan_desktop.reading.recogniser.work import NOTHING, Found, Particulars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.domain.draft import SourcePlace
    from danvan_desktop.reading.recogniser.context import Context

_REFERENCE: Final = re.compile(r"\(.*\bphụ lục\b.*\)[.;]?", re.IGNORECASE)
_LISTS_DETAILS: Final = re.compile(
    r"(?:gồm|như sau|sau|cụ thể|tập trung vào|trong đó|nội dung|các việc)\s*:$", re.IGNORECASE
)
_SHORTEST_TASK: Final = 60
"""A shorter heading before a list is the name of a section, not a task with its details."""
_SHARED: Final = "Cơ quan và thời gian lấy từ khối ghi chung sau mục «{mark}»; hãy xem có đúng cho nhiệm vụ này không."
_WRITTEN: Final = "Thời gian «{words}» lấy từ lời văn của nhiệm vụ, không phải từ dòng «Thời gian»."
_WRITTEN_AGENCY: Final = "Cơ quan «{words}» lấy từ lời văn của nhiệm vụ, không phải từ dòng phân công."
_JOINED: Final = "Câu bị ngắt ở cuối trang, chương trình đã nối lại."


@dataclass(slots=True)
class TaskSink:
    """Where sections put what they find, in the order of the document."""

    context: Context
    groups: list[DraftGroup] = field(default_factory=list)
    tasks: list[Found] = field(default_factory=list)
    references: list[Line] = field(default_factory=list)
    unplaced: list[SourcePlace] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a section hands down: the heading above it and what its tasks inherit."""

    group: DraftGroup | None = None
    inherited: Particulars = NOTHING
    source: AssignmentSource = AssignmentSource.SECTION
    doubts: tuple[Doubt, ...] = ()


Unit = Line | Node | Catalogue


def read_tasks(node: Node, sink: TaskSink, frame: _Frame | None = None) -> None:
    """Put the tasks and groups of a section into the sink."""
    _Section(node, sink, frame or _Frame()).read()


class _Section:
    def __init__(self, node: Node, sink: TaskSink, frame: _Frame) -> None:
        self._node = node
        self._sink = sink
        self._frame = frame
        own = Particulars({Label.TIME: node.time.raw}) if node.time else Particulars.of(node.fields)
        if not own.values and _names_unit(node, sink.context):
            own = Particulars({Label.LEAD: node.text.rstrip(" :.")})
        self._inherited = own.over(frame.inherited)
        self._units = [unit for unit in node.entries if not isinstance(unit, Field) and not self._is_reference(unit)]
        self._items = [unit for unit in self._units if _is_item(unit) and not self._introduces(unit)]
        self._count = 0

    def read(self) -> None:
        if self._is_one_task():
            self._heading_task()
            return
        tasks, groups = len(self._sink.tasks), len(self._sink.groups)
        group = self._enter_group()
        shared = _shared_blocks(self._units)
        for unit, particulars, source in self._shares():
            if unit not in self._units:
                continue
            frame = _Frame(group, particulars, source)
            lender = shared.get(id(unit))
            if lender is not None and not particulars.has_agencies:
                frame = _borrowing(frame, lender)
            self._unit(unit, frame)
        if len(self._sink.tasks) == tasks and self._node.line is not None:
            del self._sink.groups[groups:]
            self._sink.unplaced.append(self._node.line.place)

    def _is_one_task(self) -> bool:
        """Whether the heading is itself the task: under it only labels, sentences of its own, or a list of details."""
        node, units = self._node, self._units
        if node.line is None or node.time is not None:
            return False
        if not units:
            return len(node.entries) == 0 or any(isinstance(entry, Field) for entry in node.entries)
        if all(isinstance(unit, Line) for unit in units):
            return node.is_sentence
        details = all(isinstance(unit, Node) and unit.is_item and not unit.has_evidence() for unit in units)
        return details and len(node.text) > _SHORTEST_TASK and _LISTS_DETAILS.search(node.text) is not None

    def _is_reference(self, unit: Line | Node | Catalogue) -> bool:
        """Whether a paragraph only points at an annex: «(có Phụ lục I chi tiết kèm theo)»."""
        found = isinstance(unit, Line) and _REFERENCE.fullmatch(unit.text) is not None
        if found and isinstance(unit, Line):
            self._sink.references.append(unit)
        return found

    def _introduces(self, unit: Unit) -> bool:
        """Whether a paragraph only leads to the list under it."""
        follows = self._units[self._units.index(unit) + 1 :]
        return isinstance(unit, Line) and unit.text.endswith(":") and any(isinstance(other, Node) for other in follows)

    def _heading_task(self) -> None:
        node = self._node
        if node.line is None:
            return
        fields = [*node.fields, *(entry for entry in node.entries if isinstance(entry, Field))]
        source = AssignmentSource.OWN if fields and not self._frame.doubts else self._frame.source
        doubts = (*self._frame.doubts, *_written_doubts(fields))
        own = Particulars.of(fields).over(self._frame.inherited)
        frame = replace(self._frame, inherited=own, source=source, doubts=doubts)
        sentences = [node.line.text, *(unit.text for unit in self._units if isinstance(unit, Line))]
        details = tuple(item for unit in self._units if isinstance(unit, Node) for item in _details(unit, whole=True))
        self._add(node.path, replace(node.line, text=" ".join(sentences)), frame, details)

    def _enter_group(self) -> DraftGroup | None:
        node, above = self._node, self._frame.group
        if node.line is None:
            return above
        group = DraftGroup(node.path, node.mark, node.text, above.path if above else None)
        self._sink.groups.append(group)
        return group

    def _unit(self, unit: Unit, frame: _Frame) -> None:
        if isinstance(unit, Catalogue):
            self._catalogue(unit, frame)
        elif isinstance(unit, Node) and not unit.is_item:
            read_tasks(unit, self._sink, frame)
        elif unit not in self._items:
            self._sink.unplaced.append(_line_of(unit).place)
        elif isinstance(unit, Node) and _is_section(unit):
            unit.path = self._item_path()
            read_tasks(unit, self._sink, frame)
        else:
            self._item(unit, frame)

    def _item(self, unit: Line | Node, frame: _Frame) -> None:
        line = _line_of(unit)
        details = _details(unit) if isinstance(unit, Node) else ()
        if isinstance(unit, Node) and unit.fields:
            own = Particulars.of(unit.fields).over(frame.inherited)
            doubts = (*frame.doubts, *_written_doubts(unit.fields))
            frame = replace(frame, inherited=own, source=AssignmentSource.OWN, doubts=doubts)
        if len(self._items) == 1 and isinstance(unit, Line) and self._node.line is not None:
            self._add(self._node.path, replace(line, number=self._node.line.number), frame, details)
            return
        running = all(isinstance(item, Line) for item in self._items) and len(self._items) > 1
        self._add(self._item_path(), line, frame, details, self._node.path if running else None)

    def _item_path(self) -> str:
        self._count += 1
        return f"{self._node.path}/{self._count}" if self._node.path else str(self._count)

    def _add(
        self, path: str, line: Line, frame: _Frame, details: tuple[str, ...], merge_group: str | None = None
    ) -> None:
        group = frame.group
        joined = (Doubt("text", _JOINED),) if line.joined else ()
        self._sink.tasks.append(
            Found(
                path=path,
                number=line.mark,
                section=group.title if group else "",
                group=group.path if group else None,
                text=line.text,
                place=line.place,
                particulars=frame.inherited,
                source=frame.source,
                details=details,
                merge_group=merge_group,
                doubts=(*frame.doubts, *joined),
            )
        )

    def _catalogue(self, catalogue: Catalogue, frame: _Frame) -> None:
        group = frame.group.path if frame.group else None
        result = read_catalogue(catalogue, self._sink.context, self._node.path, group)
        self._sink.groups.extend(result.groups)
        self._sink.tasks.extend(result.tasks)
        self._sink.unplaced.extend(result.unplaced)

    def _shares(self) -> Iterator[tuple[Unit, Particulars, AssignmentSource]]:
        """Every unit with its block: the one after it, or before it when the section begins with a block."""
        runs, blocks = self._runs()
        leading = Particulars.of(blocks[0]).over(self._inherited)
        before = bool(blocks[0]) and not blocks[-1]
        for index, run in enumerate(runs):
            own = blocks[index] if before else blocks[index + 1]
            items = [unit for unit in run if not isinstance(unit, Catalogue)]
            single = len(items) == 1 and isinstance(items[0], Node) and bool(own)
            source = AssignmentSource.OWN if single else AssignmentSource.SECTION
            particulars = Particulars.of(own).over(self._inherited if before else leading)
            for unit in run:
                yield unit, particulars, source

    def _runs(self) -> tuple[list[list[Unit]], list[list[Field]]]:
        """The runs of units, and the blocks around them: one before each run and one after the last."""
        runs: list[list[Unit]] = []
        blocks: list[list[Field]] = [[]]
        for entry in self._node.entries:
            if isinstance(entry, Field):
                blocks[-1].append(entry)
            elif runs and not blocks[-1]:
                runs[-1].append(entry)
            else:
                runs.append([entry])
                blocks.append([])
        return runs, blocks


def _names_unit(node: Node, context: Context) -> bool:
    """Whether a heading is nothing but a known unit: then what stands under it is that unit's work."""
    unit = heading_unit(node, context) if node.line is not None else None
    return unit is not None and (unit.code is not None or unit.collective)


def _is_item(unit: Unit) -> bool:
    return isinstance(unit, Line) or (isinstance(unit, Node) and unit.is_item)


def _is_section(node: Node) -> bool:
    """Whether an item has tasks of its own under it: labels, or a list of a deeper kind than «+»."""
    listed = any(other.rank < PLUS_RANK for other in node.nodes)
    return listed or any(isinstance(entry, Field | Catalogue) for entry in node.entries)


def _written_doubts(fields: Sequence[Field]) -> tuple[Doubt, ...]:
    written = (found for found in fields if found.words == IN_THE_TEXT)
    return tuple(
        Doubt("time", _WRITTEN.format(words=found.value))
        if found.label is Label.TIME
        else Doubt(found.label.value, _WRITTEN_AGENCY.format(words=found.value))
        for found in written
    )


def _line_of(unit: Line | Node) -> Line:
    if isinstance(unit, Line):
        return unit
    return unit.line or Line("", 0)


def _details(node: Node, whole: bool = False) -> tuple[str, ...]:
    """The words under an item (with the item's own, if `whole`) that say what the task must contain."""
    own = (node.text,) if whole else ()
    below = (detail for other in node.nodes for detail in _details(other, whole=True))
    return (*own, *(line.text for line in node.paragraphs), *below)


def _shared_blocks(units: Sequence[Unit]) -> dict[int, Node]:
    """Numbered points without a block that stand before one with a block: it is for all of them.

    Not when the first point with a block has none before it: then every point has its own, and the others have none.
    """
    lent: dict[int, Node] = {}
    waiting: list[Node] = []
    for unit in units:
        if not isinstance(unit, Node) or unit.is_item or any(not isinstance(entry, Field) for entry in unit.entries):
            waiting = []
        elif unit.entries:
            if not waiting and not lent:
                return {}
            lent.update((id(point), unit) for point in waiting)
            waiting = []
        else:
            waiting.append(unit)
    return lent


def _borrowing(frame: _Frame, lender: Node) -> _Frame:
    block = Particulars.of(entry for entry in lender.entries if isinstance(entry, Field))
    doubt = Doubt("lead", _SHARED.format(mark=lender.mark))
    return replace(frame, inherited=block.over(frame.inherited), doubts=(doubt,))
