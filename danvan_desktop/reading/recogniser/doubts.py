"""What the officer should look at: doubts of each task, warnings of the whole draft. Nothing is changed here."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.agencies import doubled_word
from danvan_desktop.domain.catalogue.doubts import MISSING_NUMBER, NEW_AGENCY, NO_LEAD, REPEATED_NUMBER, TWIN, Doubt
from danvan_desktop.domain.text import match_key
from danvan_desktop.domain.timing import TimingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from danvan_desktop.domain.agencies import AgencyDirectory
    from danvan_desktop.domain.draft import DraftAgency, DraftGroup, DraftTask

_ALIKE: Final = 90
"""Percent: two tasks as alike as this may be one written twice (domain.md 1.8, item 8)."""
_LENGTHS: Final = 0.8
"""Texts of more different lengths cannot be that alike."""
_LONGEST_QUOTE: Final = 60


def with_doubts(
    tasks: Sequence[DraftTask], groups: Sequence[DraftGroup], directory: AgencyDirectory
) -> tuple[DraftTask, ...]:
    """The tasks with everything doubtful about them said in Vietnamese."""
    numbers = _number_doubts(tasks, groups)
    twins = _twins(tasks)
    return tuple(
        replace(task, doubts=(*task.doubts, *_own_doubts(task, directory), *numbers[index], *twins[index]))
        for index, task in enumerate(tasks)
    )


def _own_doubts(task: DraftTask, directory: AgencyDirectory) -> Iterator[Doubt]:
    if not task.lead:
        yield Doubt("lead", NO_LEAD)
    for role, agencies in (("lead", task.lead), ("implementing", task.implementing), ("coord", task.coord)):
        for agency in agencies:
            yield from _agency_doubts(role, agency, directory)
    if not task.time.raw:
        yield Doubt("time", "Không ghi thời gian thực hiện.")
    elif task.time.kind is TimingKind.NONE:
        yield Doubt("time", f"Không hiểu thời gian «{_short(task.time.raw)}»; đã giữ nguyên văn.")
    for warning in task.time.warnings:
        yield Doubt("time", warning)


def _agency_doubts(role: str, agency: DraftAgency, directory: AgencyDirectory) -> Iterator[Doubt]:
    if agency.code is None:
        yield Doubt(role, f"{NEW_AGENCY}: «{_short(agency.raw)}».")
    elif directory.exact(agency.raw) is None:
        yield Doubt(role, f"«{_short(agency.raw)}» được hiểu là «{agency.canonical}».")
    elif doubled := doubled_word(agency.raw):
        yield Doubt(role, f"Chữ «{doubled}» bị lặp trong «{_short(agency.raw)}»; đã lấy là «{agency.canonical}».")


def _number_doubts(tasks: Sequence[DraftTask], groups: Sequence[DraftGroup]) -> list[list[Doubt]]:
    """Numbers printed twice, and gaps in a series (said at the first task behind the gap)."""
    doubts: list[list[Doubt]] = [[] for _ in tasks]
    paths = Counter(task.path for task in tasks)
    for index, task in enumerate(tasks):
        if paths[task.path] > 1:
            words = f"{REPEATED_NUMBER.format(number=task.number)} {paths[task.path]} lần."
            doubts[index].append(Doubt("number", words))
    for path, missing in _gaps([*paths, *(group.path for group in groups)]):
        behind = (index for index, task in enumerate(tasks) if f"{task.path}.".startswith((f"{path}.", f"{path}/")))
        first = next(behind, None)
        if first is not None:
            doubts[first].append(Doubt("number", f"{MISSING_NUMBER.format(number=missing)} trước số «{path}»."))
    return doubts


def _gaps(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The path behind each gap in a series of decimal numbers, and the first missing one («3.5», «3.4»)."""
    series: dict[str, set[int]] = defaultdict(set)
    for path in paths:
        parent, _, last = path.rpartition(".")
        if last.isdecimal():
            series[parent].add(int(last))
    for parent, values in series.items():
        ordered = sorted(values)
        for before, value in itertools.pairwise(ordered):
            if value - before > 1:
                stem = f"{parent}." if parent else ""
                yield f"{stem}{value}", f"{stem}{before + 1}"


def _twins(tasks: Sequence[DraftTask]) -> list[list[Doubt]]:
    """Tasks whose words are nearly those of an earlier one."""
    from rapidfuzz import fuzz

    keys = [match_key(task.text) for task in tasks]
    doubts: list[list[Doubt]] = [[] for _ in tasks]
    for index, key in enumerate(keys):
        for other in range(index):
            shorter, longer = sorted((len(key), len(keys[other])))
            if shorter >= _LENGTHS * longer and fuzz.ratio(key, keys[other], score_cutoff=_ALIKE):
                doubts[index].append(Doubt("text", f"{TWIN.format(path=tasks[other].path)} hãy xem có bị trùng không."))
                break
    return doubts


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
