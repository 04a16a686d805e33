"""Which lines of the catalogue stand in the list: headings that lead to a task found, nothing under a folded one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from danvan_desktop.domain.catalogue.lines import CatalogueLine, LineKind


class Heading(NamedTuple):
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
    folds = frozenset(folded) if found is None else frozenset[str]()
    alone = [line.kind for line in lines].count(LineKind.PROGRAMME) == 1
    if folds:
        kept = list(_in_sight(kept, folds))
    if alone:
        kept = [line for line in kept if line.kind is not LineKind.PROGRAMME]
    headings = {
        line.id: _heading(line, line.id in folds, int(alone)) for line in kept if line.kind is not LineKind.TASK
    }
    return Outline(tuple([line.id for line in kept]), headings)


def _in_sight(lines: Iterable[CatalogueLine], folds: Collection[str]) -> Iterator[CatalogueLine]:
    """The lines that stand under no folded one, at any depth."""
    away: set[str] = set()
    for line in lines:
        if line.parent in away or line.parent in folds:
            away.add(line.id)
        else:
            yield line


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
