"""Says in Vietnamese what a time means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from danvan_desktop.domain.timing.model import Timing


def explain(timing: Timing) -> str:
    """The line shown beside the field while the officer types."""
    return timing.raw
