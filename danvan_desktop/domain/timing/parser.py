"""Reads a time expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.domain.timing.model import Timing, TimingKind

if TYPE_CHECKING:
    from datetime import date


def parse(text: str, year: int, period: tuple[date, date] | None = None) -> Timing:
    """What `text` means in a programme of `year`."""
    del year, period
    return Timing(text, TimingKind.NONE)
