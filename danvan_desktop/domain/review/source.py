"""The lines of the document beside the rows that were recognised in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from danvan_desktop.domain.draft import Draft, DraftTask, SourcePlace
from danvan_desktop.domain.review.agencies import roles_of
from danvan_desktop.domain.text import match_key

_Place = tuple[int, int | None]


class LineUse(StrEnum):
    """What the recogniser made of a line."""

    TASK = "task"
    HEADING = "heading"
    KEPT = "kept"
    """A direction or a duty, which the programme keeps beside its tasks."""
    REPORT = "report"
    """An obligation to report, which the programme keeps too."""
    LEFT = "left"
    """Nothing could be made of it."""
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One paragraph or table row as printed; `tasks` are the places of the draft tasks that it says something of.

    `place` is its block with its row, `cells` are those of a table row, blank ones too, `after` is the last task of the
    draft that stands before it, -1 where none does.
    """

    text: str
    use: LineUse
    tasks: tuple[int, ...] = ()
    place: tuple[int, int | None] = (0, None)
    cells: tuple[str, ...] = ()
    after: int = -1


def source_lines(
    draft: Draft, printed: Sequence[SourcePlace], cells: Sequence[tuple[str, ...]] = ()
) -> tuple[SourceLine, ...]:
    """What was made of each printed line: a task stands in its own line, and in those below, up to the next heading,
    that name its time or its agencies."""
    uses = _uses(draft, printed)
    tasks = _tasks_of_lines(draft, printed, uses)
    found: list[SourceLine] = []
    after = -1
    for line, place in enumerate(printed):
        use = LineUse.TASK if tasks[line] else uses[line]
        in_cells = cells[line] if cells else ()
        after = max((after, *tasks[line]))
        found.append(SourceLine(place.text, use, tuple(tasks[line]), _at(place), in_cells, after))
    return tuple(found)


def _uses(draft: Draft, printed: Sequence[SourcePlace]) -> list[LineUse]:
    kept = {_at(held.source) for held in draft.directions} | {_at(duty.source) for duty in draft.responsibilities}
    reports = {_at(report.source) for report in draft.reporting if report.source is not None}
    left = {_at(place) for place in draft.unrecognised}
    titles = {match_key(f"{number} {group.title}") for group in draft.groups for number in (group.number, "")}
    titles = {title.replace("|", " ").strip(" .") for title in titles}

    def use(place: SourcePlace) -> LineUse:
        if _at(place) in kept:
            return LineUse.KEPT
        if _at(place) in reports:
            return LineUse.REPORT
        if _at(place) in left:
            return LineUse.LEFT
        return LineUse.HEADING if _title(place.text) in titles else LineUse.PLAIN

    return [use(place) for place in printed]


def _title(text: str) -> str:
    cells = list(dict.fromkeys(cell for cell in text.split("|") if cell.strip()))
    return " ".join(match_key(" ".join(cells)).split()).strip(" .:")


def _tasks_of_lines(draft: Draft, printed: Sequence[SourcePlace], uses: Sequence[LineUse]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in printed]
    lines = {_at(place): line for line, place in reversed(list(enumerate(printed)))}
    for place, task in enumerate(draft.tasks):
        if _at(task.source) in lines:
            found[lines[_at(task.source)]].append(place)
    first_lines = {line for line, tasks in enumerate(found) if tasks}
    for line in sorted(first_lines):
        for place in tuple(found[line]):
            for below in _below(draft.tasks[place], line, printed, uses, first_lines):
                found[below].append(place)
    return found


def _below(
    task: DraftTask,
    line: int,
    printed: Sequence[SourcePlace],
    uses: Sequence[LineUse],
    first_lines: Collection[int],
) -> Iterator[int]:
    """The lines below a task's own that say something of it: the rest of its words, its other fields, its agencies.
    Tasks may stand one below the other over the lines that hold for all of them."""
    if task.source.row is not None:
        return
    said_of_it = (task.time.raw, task.form, task.product, task.note, *(agency.raw for _, agency in roles_of(task)))
    words = {match_key(text or "") for text in said_of_it} - {""}
    whole, found = match_key(task.text), False
    for below in range(line + 1, len(printed)):
        if uses[below] is not LineUse.PLAIN or (found and below in first_lines):
            return
        said = match_key(printed[below].text)
        if below not in first_lines and (said in whole or any(word in said for word in words)):
            found = found or said not in whole
            yield below


def _at(place: SourcePlace) -> _Place:
    return place.block, place.row
