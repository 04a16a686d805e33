"""Days, hours and counts as the officer reads them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

_KEYS: Final = {
    "Up": "mũi tên lên",
    "Down": "mũi tên xuống",
    "Left": "mũi tên trái",
    "Right": "mũi tên phải",
}
_TIME_WORD: Final = re.compile(r"(\b(?:[Qq]uý|[Tt]háng|[Nn]gày|[Nn]ăm)|→) (?=[\dIVX])")


SHARED_TOLD: Final = (
    "Chủ trì: nhiệm vụ nêu tên cơ quan này ở phần chủ trì hoặc thực hiện.\n"
    "Giao chung: nhiệm vụ giao cho cơ quan chung (như «Các cơ quan, đơn vị») mà cơ quan này là thành viên."
)
"""The two figures of an agency, wherever they stand."""


def day_text(day: date | None) -> str:
    """dd/MM/yyyy, whatever the PC's own short form is; nothing for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def hour_text(moment: datetime) -> str:
    """HH:mm."""
    return f"{moment:%H:%M}"


def number_text(number: int) -> str:
    """«1.250»."""
    return f"{number:,}".replace(",", ".")


def count_text(number: int, noun: str) -> str:
    """«1.250 nhiệm vụ»."""
    return f"{number_text(number)} {noun}"


def led_text(own: int, shared: int) -> str:
    """«chủ trì 10 · giao chung 4»: how many tasks an agency leads or implements, by its own name and otherwise."""
    said = f"chủ trì {number_text(own)}"
    return f"{said} · giao chung {number_text(shared)}" if shared else said


def keys_text(keys: str) -> str:
    """«Ctrl+Shift+mũi tên lên»: the name of a key as it is read out; letters and F-keys are their own."""
    return "+".join(_KEYS.get(key, key) for key in keys.split("+")) if "+" in keys.rstrip("+") else keys


def unbroken(text: str) -> str:
    """A time as it is shown: «Quý I/2026» and «ngày 15/02» never break over two lines."""
    return _TIME_WORD.sub("\\1\N{NO-BREAK SPACE}", text)
