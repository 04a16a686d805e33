"""Two ways of doing the same, timed in turn, so that whatever else the machine does falls on both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Seconds of the floor and of ours; the measurements at the same place were made one right after the other."""

    floor: tuple[float, ...]
    ours: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """Ours over the floor, each measurement with its neighbour."""
        return [ours / floor for floor, ours in zip(self.floor, self.ours, strict=True)]


def interleaved(floor: Callable[[], object], ours: Callable[[], object], runs: int) -> Pair:
    """Run both `runs` times in turn after one run each that does not count."""
    floor()
    ours()
    pairs = [(seconds(floor), seconds(ours)) for _ in range(runs)]
    return Pair(tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)


def nine_of_ten(values: Sequence[float]) -> float:
    """What nine of ten do not exceed: on a machine that others use, the very worst says more about them."""
    return sorted(values)[max(0, -(-len(values) * 9 // 10) - 1)]


def quartiles(values: Sequence[float]) -> tuple[float, float]:
    """Between these two lies the middle half."""
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high
