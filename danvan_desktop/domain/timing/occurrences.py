"""The dated instances of a task's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from danvan_desktop.domain.timing.model import Occurrence, Timing


def occurrences(timing: Timing, first: date, last: date) -> tuple[Occurrence, ...]:
    """The instances of `timing` between two days."""
    del timing, first, last
    return ()
