"""The lines of a text as a tree of headings, items, paragraphs and label lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing import TimingKind
from danvan_desktop.reading.recogniser.items import Catalogue
from danvan_desktop.reading.recogniser.paths import (
    HEADING_RANK,
    ITEM_RANK,
    PARAGRAPH_RANK,
    PART_RANK,
    PathMaker,
    heading_name,
    rank,
)
from danvan_desktop.reading.recogniser.text.labels import (
    AGENCY_LABELS,
    EVIDENCE,
    IN_THE_TEXT,
    Field,
    Label,
    clauses_of_time,
    ending_assignment,
    ending_time,
    split_labels,
    time_heading,
)
from danvan_desktop.reading.recogniser.text.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from danvan_desktop.domain.timing import Timing
    from danvan_desktop.reading.recogniser.context import Context
    from danvan_desktop.reading.recogniser.items import Item

_LONGEST_HEADING: Final = 200
_LONGEST_VALUE: Final = 150
_LONGEST_CONTINUOUS: Final = len("thường xuyên, liên tục")
_NO_DATE: Final = frozenset({TimingKind.NONE, TimingKind.CONTINUOUS, TimingKind.CONDITIONAL, TimingKind.ON_REQUEST})


@dataclass(slots=True, eq=False)
class Node:
    """A numbered or marked line with all that stands under it, in order.

    `line` is None for the whole text; `path` is «» for items of lists, which are counted where they become tasks;
    `time` is set when the line is a heading that is a time; `fields` are the labels inside the line itself.
    """

    line: Line | None
    path: str
    rank: int
    time: Timing | None = None
    fields: tuple[Field, ...] = ()
    entries: list[Entry] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the line without its number."""
        return self.line.text if self.line else ""

    @property
    def whole(self) -> Line:
        """The line with the labels that were taken out of it."""
        return self.fields[0].line if self.fields else self.line or Line("", 0)

    @property
    def mark(self) -> str:
        """The number as printed."""
        return self.line.mark if self.line else ""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list (dash, plus, star), not a numbered point."""
        return self.rank >= ITEM_RANK

    @property
    def is_sentence(self) -> bool:
        """Whether the line is a whole sentence, so that paragraphs under it belong to it."""
        return self.line is not None and self.line.ended and not self.line.text.endswith(":")

    @property
    def nodes(self) -> Iterator[Node]:
        """The nodes directly under it."""
        return (entry for entry in self.entries if isinstance(entry, Node))

    @property
    def paragraphs(self) -> Iterator[Line]:
        """The unnumbered lines directly under it."""
        return (entry for entry in self.entries if isinstance(entry, Line))

    def walk(self) -> Iterator[Node]:
        """The node and every one below it, in order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def has_evidence(self) -> bool:
        """Whether an assignment or a time is given anywhere in it: then its items are tasks."""
        return any(
            node.time is not None
            or any(entry.label in EVIDENCE for entry in (*node.fields, *node.entries) if isinstance(entry, Field))
            or any(isinstance(entry, Catalogue) for entry in node.entries)
            for node in self.walk()
        )

    def has_agencies(self) -> bool:
        """Whether an agency label stands anywhere in it."""
        return any(
            entry.label in AGENCY_LABELS
            for node in self.walk()
            for entry in (*node.fields, *node.entries)
            if isinstance(entry, Field)
        )


Entry = Line | Field | Node | Catalogue


def outline_of(items: Iterable[Item], context: Context, base: str = "") -> Node:
    """The tree of a text's lines; its root has no line. `base` is put before every path."""
    builder = _Builder(context, base)
    for item in items:
        if isinstance(item, Catalogue):
            builder.leave(ITEM_RANK)
            builder.top.entries.append(item)
        else:
            builder.take(item)
    return builder.root


class _Builder:
    def __init__(self, context: Context, base: str) -> None:
        self._context = context
        self._paths = PathMaker(base)
        self.root = Node(None, base, -1)
        self._stack = [self.root]
        self._headings = 0

    @property
    def top(self) -> Node:
        """The node that lines now stand under."""
        return self._stack[-1]

    def leave(self, depth: int) -> None:
        """Close every node at or below a rank."""
        while len(self._stack) > 1 and self._stack[-1].rank >= depth:
            self._stack.pop()

    def take(self, line: Line) -> None:
        before, fields = split_labels(line)
        fields = self._with_time(fields)
        heading = time_heading(line)
        if heading is not None:
            self._labels(line, (heading,))
        elif fields and not before:
            self._labels(line, fields)
        elif self._is_value(line):
            self._value(line)
        elif line.number is not None:
            self._open(line, before, fields)
        elif self._is_heading(line):
            self._heading(line)
        else:
            self._paragraph(line, before, fields)

    def _labels(self, line: Line, fields: tuple[Field, ...]) -> None:
        """Label lines belong to the nearest heading, whatever mark stands before them."""
        depth = ITEM_RANK if line.number is None else min(rank(line.number), ITEM_RANK)
        self.leave(depth)
        for found in fields:
            if found.label is Label.CONTENT and found.value:
                self.top.entries.append(Line(found.value, line.block, line.number, line.row))
            elif found.label is not Label.CONTENT:
                self.top.entries.append(found)

    def _is_value(self, line: Line) -> bool:
        """Whether a line is the value of a label of agencies or time that stands alone above it."""
        last = self.top.entries[-1] if self.top.entries else None
        if not isinstance(last, Field) or last.label not in EVIDENCE or len(line.text) > _LONGEST_VALUE:
            return False
        if last.label is Label.TIME:
            return not last.value and self._context.timing(line.text).kind is not TimingKind.NONE
        unfinished = not last.value or "\n" in last.value
        agencies = self._context.agencies(line.text) if unfinished else ()
        return bool(agencies) and all(agency.code or agency.collective for agency in agencies)

    def _value(self, line: Line) -> None:
        last = self.top.entries[-1]
        if isinstance(last, Field):
            self.top.entries[-1] = Field(last.label, f"{last.value}\n{line.text}", last.line, last.words)

    def _open(self, line: Line, before: str, fields: tuple[Field, ...]) -> None:
        if line.number is None:
            return
        depth = rank(line.number)
        time = None if fields else self._context.heading_time(line.text)
        beside = self._time_beside(time) if depth >= ITEM_RANK else None
        if beside is not None:
            self.leave(beside.rank)
            name = heading_name(self._headings, time)
            self._push(Node(line, self._paths.enter_named(name, beside.rank), beside.rank, time))
            return
        self.leave(depth)
        node_line = replace(line, text=before)
        path = "" if depth >= ITEM_RANK else self._paths.enter(line.number)
        self._push(Node(node_line, path, depth, time, fields or self._written(line)))

    def _time_beside(self, time: Timing | None) -> Node | None:
        """The open heading that is a time and ends where a marked line with another time begins («* Tháng 4»)."""
        if time is None or time.start is None:
            return None
        open_ = next((node for node in reversed(self._stack) if node.time is not None), None)
        if open_ is None or open_.time is None or open_.time.end is None or open_.is_item:
            return None
        return open_ if time.start > open_.time.end else None

    def _is_heading(self, line: Line) -> bool:
        """Whether an unnumbered line is a heading: set apart by its look, short, no sentence; or a time alone."""
        if line.ended or len(line.text) > _LONGEST_HEADING:
            return line.text.endswith(":") and self._context.heading_time(line.text) is not None
        looks = line.bold or line.level is not None or line.capitals
        return looks or self._context.heading_time(line.text) is not None

    def _heading(self, line: Line) -> None:
        depth = PART_RANK if line.is_part else HEADING_RANK
        self.leave(depth)
        self._headings += 1
        time = self._context.heading_time(line.text)
        path = self._paths.enter_named(heading_name(self._headings, time), depth)
        self._push(Node(line, path, depth, time))

    def _paragraph(self, line: Line, before: str, fields: tuple[Field, ...]) -> None:
        self.leave(ITEM_RANK)
        fields = fields or self._written(line)
        if fields:
            self._push(Node(replace(line, text=before), "", PARAGRAPH_RANK, None, fields))
        else:
            self.top.entries.append(line)

    def _with_time(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """Labels with the time that stands without one behind the agencies («…; hoàn thành trước 30/6/2026»)."""
        if not fields or fields[-1].label not in AGENCY_LABELS or any(one.label is Label.TIME for one in fields):
            return fields
        last = fields[-1]
        agencies, words = self._without_time(last.value)
        if not words:
            return fields
        return (*fields[:-1], replace(last, value=agencies), Field(Label.TIME, words, last.line, IN_THE_TEXT))

    def _without_time(self, value: str) -> tuple[str, str]:
        """The agencies of a value, and the time behind them, «» for none."""
        for found in clauses_of_time(value):
            words = value[found:].strip(" .;,")
            if self._context.timing(words).kind is not TimingKind.NONE:
                return value[:found].rstrip(" .;,"), words
        return value, ""

    def _written(self, line: Line) -> tuple[Field, ...]:
        """What a line's words end with: «… (Quý II/2026)», «… (Công an xã chủ trì, hoàn thành trước 30/6/2026)»;
        or the time that they begin with."""
        written = ending_assignment(line.text)
        if written is not None and self._all_known(written.lead):
            coord, time = self._without_time(written.rest)
            fields = ((Label.LEAD, written.lead), (Label.COORD, coord), (Label.TIME, time))
            return tuple(Field(label, words, line, IN_THE_TEXT) for label, words in fields if words)
        words = ending_time(line.text)
        if not words or not self._tells_time(words):
            words = self._lone_time(line.text)
        return (Field(Label.TIME, words, line, IN_THE_TEXT),) if words else ()

    def _tells_time(self, words: str) -> bool:
        """Whether words at the end of a sentence give a day, or say «thường xuyên» and nothing else."""
        kind = self._context.timing(words).kind
        return kind not in _NO_DATE or (kind is TimingKind.CONTINUOUS and len(words) <= _LONGEST_CONTINUOUS)

    def _lone_time(self, text: str) -> str:
        """The time before a colon at the start or behind a dash at the end, if it is nothing else: «Tháng 3: phát động
        thi đua», «Phát động thi đua - Tháng 3»."""
        first, colon, _ = text.partition(":")
        _, dash, last = text.replace("–", "-").rpartition(" - ")
        places = ((first, colon), (last.rstrip(" .;"), dash))
        return next((words.strip() for words, sign in places if sign and self._context.heading_time(words)), "")

    def _all_known(self, words: str) -> bool:
        agencies = self._context.agencies(words)
        return bool(agencies) and all(agency.code for agency in agencies)

    def _push(self, node: Node) -> None:
        self.top.entries.append(node)
        self._stack.append(node)
