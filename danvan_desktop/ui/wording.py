"""Days, hours and counts as the officer reads them."""

from __future__ import annotations

from datetime import date, datetime


def day_text(day: date | None) -> str:
    """dd/MM/yyyy, whatever the PC's own short form is; nothing for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def hour_text(moment: datetime) -> str:
    """HH:mm."""
    return f"{moment:%H:%M}"


def count_text(number: int, noun: str) -> str:
    """«1.250 nhiệm vụ»."""
    return f"{number:,} {noun}".replace(",", ".")
