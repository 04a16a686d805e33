"""A catalogue table as groups and tasks (gold convention 5: the presence of an assignment or a time decides)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.draft import AssignmentSource, DraftGroup
from danvan_desktop.domain.numbering import NumberStyle
from danvan_desktop.reading.recogniser.paths import ITEM_RANK, PathMaker, heading_name, rank
from danvan_desktop.reading.recogniser.table.rows import records_of
from danvan_desktop.reading.recogniser.text.labels import AGENCY_LABELS, Label
from danvan_desktop.reading.recogniser.work import NOTHING, Found, Particulars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from danvan_desktop.domain.draft import SourcePlace
    from danvan_desktop.reading.recogniser.context import Context
    from danvan_desktop.reading.recogniser.items import Catalogue
    from danvan_desktop.reading.recogniser.table.rows import Record

_UNNUMBERED_RANK: Final = 5
"""A heading row without a number stands above every numbered row."""


@dataclass(frozen=True, slots=True)
class CatalogueResult:
    """What a table holds; `unplaced` are rows that became nothing."""

    groups: tuple[DraftGroup, ...] = ()
    tasks: tuple[Found, ...] = ()
    unplaced: tuple[SourcePlace, ...] = ()


def read_catalogue(catalogue: Catalogue, context: Context, base: str = "", group: str | None = None) -> CatalogueResult:
    """The groups and tasks of a table; `base` is put before its paths, `group` is the heading that it stands under."""
    records = list(records_of(catalogue))
    reader = _Reader(context, PathMaker(base), group, _numbers_start_again(records))
    for index, record in enumerate(records):
        reader.take(record, records[index + 1] if index + 1 < len(records) else None)
    return CatalogueResult(tuple(reader.groups), tuple(reader.tasks), tuple(reader.unplaced))


def _numbers_start_again(records: Sequence[Record]) -> bool:
    """Whether unnumbered headings each begin their own 1, 2, 3."""
    first = Counter(record.number.label for record in records if record.number and record.number.parts == (1,))
    return any(count > 1 for count in first.values())


@dataclass(slots=True)
class _Above:
    """A heading or task row that deeper rows stand under, and what they inherit from it."""

    rank: int
    group: DraftGroup | None
    particulars: Particulars = NOTHING
    unit: str = ""
    """The known agency that the heading is: what stands under it and names no lead of its own is its work."""


@dataclass(slots=True)
class _Reader:
    context: Context
    paths: PathMaker
    outer: str | None
    own_numbers: bool
    groups: list[DraftGroup] = field(default_factory=list)
    tasks: list[Found] = field(default_factory=list)
    unplaced: list[SourcePlace] = field(default_factory=list)
    above: list[_Above] = field(default_factory=list)
    headings: int = 0
    in_task: bool = False

    def take(self, record: Record, following: Record | None) -> None:
        if record.heading:
            self._heading(record.heading)
        if not record.text:
            self._continue(record)
        elif not record.bare:
            self._task(record, record.particulars)
        elif self._is_cut_text(record):
            last = self.tasks[-1]
            self.tasks[-1] = replace(last, text=f"{last.text} {record.text}")
        elif self._is_detail(record):
            last = self.tasks[-1]
            self.tasks[-1] = replace(last, details=(*last.details, record.text))
        elif self._is_group(record, following):
            self._group(record)
        else:
            self._task(record, record.particulars)

    def _is_cut_text(self, record: Record) -> bool:
        """The rest of a row that a page end cut: no number, goes on in lower case."""
        ended = not self.tasks or self.tasks[-1].text.endswith((".", ";", ":"))
        return record.number is None and not record.wide and record.text[0].islower() and not ended

    def _is_detail(self, record: Record) -> bool:
        """A dash under a task that says no more than what the task must contain."""
        dashed = record.number is not None and rank(record.number) >= ITEM_RANK
        return dashed and not record.wide and self.in_task

    def _is_group(self, record: Record, following: Record | None) -> bool:
        if record.wide or record.text.isupper():
            return True
        if following is None or record.covered:
            return False
        if record.number is None:
            return record.bold and not following.wide
        if following.number is None:
            return record.bold and not following.bold
        return rank(following.number) > rank(record.number)

    def _group(self, record: Record) -> None:
        if record.number is None:
            self._heading(record.text)
            return
        time = self.context.heading_time(record.text)
        path = self.paths.enter(record.number)
        group = self._add_group(path, record.mark, record.text, rank(record.number))
        inherited = NOTHING if time is None else Particulars({Label.TIME: time.raw})
        self.above.append(_Above(rank(record.number), group, inherited, self._unit(record.text)))

    def _heading(self, title: str) -> None:
        self.headings += 1
        time = self.context.heading_time(title)
        name = heading_name(self.headings, time)
        path = self.paths.enter_named(name, _UNNUMBERED_RANK) if self.own_numbers or time else name
        group = self._add_group(path, "", title, _UNNUMBERED_RANK)
        values = {} if time is None else {Label.TIME: time.raw}
        self.above.append(_Above(_UNNUMBERED_RANK, group, Particulars(values), self._unit(title)))

    def _unit(self, title: str) -> str:
        return title if self.context.directory.exact(title) is not None else ""

    def _add_group(self, path: str, number: str, title: str, depth: int) -> DraftGroup:
        self._leave(depth)
        group = DraftGroup(path, number, title, self._group_path())
        self.groups.append(group)
        self.in_task = False
        return group

    def _task(self, record: Record, particulars: Particulars) -> None:
        self.in_task = True
        depth = ITEM_RANK if record.number is None else rank(record.number)
        self._leave(depth)
        path = self.paths.child() if record.number is None else self.paths.enter(record.number)
        inherited = self._inherited()
        whole = self._led(particulars.over(inherited))
        shared = record.shared or bool(AGENCY_LABELS & inherited.values.keys() and not particulars.has_agencies)
        group = next((above.group for above in reversed(self.above) if above.group), None)
        self.tasks.append(
            Found(
                path=path,
                number=record.mark,
                section=group.title if group else "",
                group=group.path if group else self.outer,
                text=record.text,
                place=record.place,
                particulars=whole,
                source=AssignmentSource.SECTION if shared else AssignmentSource.OWN,
                details=record.details,
            )
        )
        if record.number is not None and record.number.style is not NumberStyle.DASH:
            self.above.append(_Above(depth, None, whole.inheritable))

    def _led(self, particulars: Particulars) -> Particulars:
        unit = next((above.unit for above in reversed(self.above) if above.unit), "")
        if not unit or any(particulars.values.get(label) for label in (Label.LEAD, Label.IMPLEMENTING)):
            return particulars
        return Particulars({**particulars.values, Label.LEAD: unit})

    def _inherited(self) -> Particulars:
        inherited = NOTHING
        for above in self.above:
            inherited = above.particulars.over(inherited)
        return inherited

    def _continue(self, record: Record) -> None:
        """A row without words: more agencies or time for the task above it."""
        if not self.tasks or record.number is not None:
            self.unplaced.append(record.place)
            return
        last = self.tasks[-1]
        values = dict(last.particulars.values)
        for label, value in record.particulars.values.items():
            if value not in values.get(label, ""):
                values[label] = f"{values[label]}\n{value}" if label in values else value
        self.tasks[-1] = replace(last, particulars=Particulars(values))

    def _group_path(self) -> str | None:
        return next((above.group.path for above in reversed(self.above) if above.group), self.outer)

    def _leave(self, depth: int) -> None:
        while self.above and self.above[-1].rank >= depth:
            self.above.pop()
