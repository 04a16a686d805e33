"""Ma trận phân công: every task of the order and the part of each agency in it."""

from __future__ import annotations

from danvan_desktop.domain.official.workbooks import MatrixRow, MatrixTable
from danvan_desktop.domain.records import Role
from danvan_desktop.services.assignments.matrix import strongest
from danvan_desktop.services.papers.facts import Source
from danvan_desktop.services.papers.tables.head import head_of


def matrix_table(source: Source) -> MatrixTable:
    """The agencies that have a part, in the order of the directory; with several parts in a task the strongest."""
    held: list[dict[str, Role]] = []
    for task in source.tasks:
        parts: dict[str, Role] = {}
        for part in task.assigned:
            parts[part.agency] = strongest((part.role, parts.get(part.agency, part.role)))
        held.append(parts)
    named = {agency for parts in held for agency in parts}
    agencies = [agency for agency in source.registered.values() if agency.id in named]
    place = {agency.id: number for number, agency in enumerate(agencies)}
    rows = tuple(
        MatrixRow(
            task.path,
            task.text,
            task.time_text,
            task.due.due,
            {place[agency]: role for agency, role in parts.items() if agency in place},
        )
        for task, parts in zip(source.tasks, held, strict=True)
    )
    return MatrixTable(head_of(source), tuple(agency.facts.short or agency.facts.name for agency in agencies), rows)
