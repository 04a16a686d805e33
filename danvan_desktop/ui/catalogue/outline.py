"""Which lines of the catalogue stand in the list: headings that lead to a task found, nothing under a folded one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from danvan_desktop.domain.catalogue.lines import CatalogueLine, LineKind


@dataclass(frozen=True, slots=True)
class Heading:
    """A programme or group as the list shows it; `folded` when what is under it is put away."""

    id: str
    number: str
    title: str
    depth: int
    is_programme: bool
    folded: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """The ids of the lines in their order, and those of them that are headings."""

    ids: tuple[str, ...]
    headings: dict[str, Heading]


def outline(lines: Sequence[CatalogueLine], found: Collection[str] | None, folded: Collection[str]) -> Outline:
    """The lines to show. With `found` only those tasks and the headings over them; folds hold only without it.

    A single programme has no line of its own: the window's title says which book this is.
    """
    kept = lines if found is None else list(_leading_to(lines, found))
    folds = frozenset(folded) if found is None else frozenset()
    alone = sum(line.kind is LineKind.PROGRAMME for line in lines) == 1
    away: set[str] = set()
    ids: list[str] = []
    headings: dict[str, Heading] = {}
    for line in kept:
        if line.parent in away or line.parent in folds:
            away.add(line.id)
        elif not (alone and line.kind is LineKind.PROGRAMME):
            ids.append(line.id)
            if line.kind is not LineKind.TASK:
                headings[line.id] = _heading(line, line.id in folds, int(alone))
    return Outline(tuple(ids), headings)


def _leading_to(lines: Sequence[CatalogueLine], found: Collection[str]) -> Iterable[CatalogueLine]:
    wanted: set[str | None] = set()
    kept: list[CatalogueLine] = []
    for line in reversed(lines):
        if line.id in (found if line.kind is LineKind.TASK else wanted):
            wanted.add(line.parent)
            kept.append(line)
    return reversed(kept)


def _heading(line: CatalogueLine, folded: bool, above: int) -> Heading:
    return Heading(line.id, line.number, line.title, line.depth - above, line.kind is LineKind.PROGRAMME, folded)
