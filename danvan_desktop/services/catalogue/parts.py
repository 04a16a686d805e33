"""Who leads and who coordinates: agencies by their names, and the writes that give and take parts in tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from danvan_desktop.domain.agencies import AddressedAs, AgencyDirectory, AgencyEntry, AgencyKind
from danvan_desktop.domain.catalogue.cells import NotACellValue, split_names
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.ids import assignment_id
from danvan_desktop.domain.records import Kind, Role, Value
from danvan_desktop.domain.text import fold
from danvan_desktop.domain.views import AgencyView
from danvan_desktop.services.tasks import list_agencies
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.log import Changes
from danvan_desktop.storage.query import PartRow


class AgencyNames:
    """The agencies of a book, found by what the officer calls them."""

    def __init__(self, book: Book) -> None:
        self._held = list_agencies(book)
        self._directory = AgencyDirectory(tuple(map(_entry, self._held)))

    def named_in(self, text: str) -> tuple[str, ...]:
        """The ids of the agencies in a cell, in its order. Raises NotACellValue for a name that nobody has."""
        return tuple(dict.fromkeys(self._find(name) for name in split_names(text)))

    def _find(self, name: str) -> str:
        entry = self._directory.exact(name)
        if entry is not None:
            return entry.code
        alike = [view for view in self._held if fold(name) in fold(view.name)]
        if len(alike) == 1:
            return alike[0].id
        if alike:
            raise NotACellValue(f"có {len(alike)} cơ quan ứng với «{name}», hãy ghi đủ tên")
        raise NotACellValue(f"trong sổ không có cơ quan «{name}», hãy thêm vào danh sách cơ quan hoặc sửa tên")


def _entry(view: AgencyView) -> AgencyEntry:
    kind = AgencyKind(view.kind) if view.kind in list(AgencyKind) else AgencyKind.OTHER
    addressed = AddressedAs(view.addressed_as) if view.addressed_as in list(AddressedAs) else AddressedAs.ASSIGN
    return AgencyEntry(view.id, view.name, view.short or view.name, kind, addressed, view.variants, view.collective)


def bulk_assign(book: Book, tasks: Sequence[str], agency: str, role: Role) -> Changes:
    """Give an agency a role in several tasks, behind those that have it already, as one action."""
    held = stored_parts(book, tasks)
    writes = []
    for task in tasks:
        own = held.get(task, [])
        if not any(part.agency == agency and part.role == role.value for part in own):
            writes.append(_given(task, agency, role, _end(own)))
    return log.write(book, writes)


def bulk_unassign(book: Book, tasks: Sequence[str], agency: str, role: Role) -> Changes:
    """Take a role in several tasks from an agency, as one action; tasks in which it has none stay as they are."""
    held = stored_parts(book, tasks)
    gone = [part for task in tasks for part in held.get(task, ()) if part.agency == agency and part.role == role.value]
    return log.write(book, list(map(_taken, gone)))


def stored_parts(book: Book, tasks: Sequence[str]) -> dict[str, list[PartRow]]:
    """The parts that agencies have in tasks."""
    with book.transaction() as connection:
        return query.parts(connection, tasks)


def part_writes(task: str, agencies: Sequence[str], role: Role, held: Sequence[PartRow]) -> Iterator[Write]:
    """The writes by which `agencies` alone have a role in a task, in that order; `held` are all parts in the task.

    Who implements a task and is named among those that lead it, as the list shows them, goes on implementing it.
    """
    if role is Role.LEAD:
        doing = {part.agency for part in held if part.role == Role.IMPLEMENTING.value}
        agencies = [agency for agency in agencies if agency not in doing]
    own = [part for part in held if part.role == role.value]
    kept = {part.agency: part for part in reversed(own) if part.agency in agencies}
    yield from (_taken(part) for part in own if part.agency not in kept)
    in_order = [part.agency for part in own if kept.get(part.agency) is part]
    new = [agency for agency in agencies if agency not in kept]
    if [*in_order, *new] == list(agencies):
        yield from (_given(task, agency, role, at) for at, agency in enumerate(new, start=_end(held)))
    else:
        yield from _ordered(task, agencies, role, kept)


def _ordered(task: str, agencies: Sequence[str], role: Role, kept: Mapping[str, PartRow]) -> Iterator[Write]:
    for place, agency in enumerate(agencies):
        part = kept.get(agency)
        if part is None:
            yield _given(task, agency, role, place)
        else:
            main: dict[str, Value] = {"main": None} if part.main and place else {}
            yield Write(Kind.ASSIGNMENT, part.assignment, {"position": place, **main})


def _end(held: Sequence[PartRow]) -> int:
    return max((part.position + 1 for part in held), default=0)


def _given(task: str, agency: str, role: Role, position: int) -> Write:
    fields: dict[str, Value] = {
        "task": task,
        "agency": agency,
        "role": role.value,
        "position": position,
        "present": True,
    }
    return Write(Kind.ASSIGNMENT, assignment_id(task, agency, role.value), fields)


def _taken(part: PartRow) -> Write:
    """Without the role it is not the first in it either, should it get it again."""
    main: dict[str, Value] = {"main": None} if part.main else {}
    return Write(Kind.ASSIGNMENT, part.assignment, {"present": False, **main})
