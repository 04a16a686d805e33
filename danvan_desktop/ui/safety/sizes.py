"""Sizes of files as the officer reads them."""

from __future__ import annotations

_STEP = 1024
_UNITS = ("byte", "KB", "MB", "GB")


def size_text(size: int) -> str:
    """«820 byte», «96 KB», «1,4 MB»."""
    number, unit = float(size), 0
    while number >= _STEP and unit < len(_UNITS) - 1:
        number, unit = number / _STEP, unit + 1
    shown = f"{number:.1f}" if unit > 1 and number < 10 else f"{number:.0f}"
    return f"{shown} {_UNITS[unit]}".replace(".", ",")
