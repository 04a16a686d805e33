"""Pictures in few bytes: a window has few colours, and the shades at the edges of letters can be told by fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QImage

_OFTEN, _COLOURS = 64, 192


def save_small(source: Path, target: Path) -> None:
    """The picture again in fewer colours; every other becomes the nearest of them."""
    picture = QImage(str(source)).convertToFormat(QImage.Format.Format_RGB32)
    dots = memoryview(picture.constBits()).cast("I")
    counted = Counter(dots)
    kept = _kept(counted)
    places = {colour: _nearest(colour, kept) for colour in counted}
    small = QImage(picture.size(), QImage.Format.Format_Indexed8)
    small.setColorTable(kept)
    wide = picture.width()
    for line in range(picture.height()):
        row = memoryview(small.scanLine(line))
        row[:wide] = _told(dots[line * wide : (line + 1) * wide], places)
    if not small.save(str(target), "PNG", 0):
        raise OSError(target)


def _kept(counted: Counter[int]) -> list[int]:
    """The colours that stand in a picture most, and one after the other those that are farthest from all kept."""
    kept = [colour for colour, _ in counted.most_common(_OFTEN)]
    far = {colour: min(_apart(colour, held) for held in kept) for colour in counted}
    while len(kept) < _COLOURS and (farthest := max(far, key=far.__getitem__)) and far[farthest]:
        kept.append(farthest)
        far = {colour: min(held, _apart(colour, farthest)) for colour, held in far.items()}
    return kept


def _told(dots: Sequence[int], places: Mapping[int, int]) -> bytes:
    return bytes(places[dot] for dot in dots)


def _nearest(colour: int, kept: Sequence[int]) -> int:
    """Where the kept colour stands that is nearest."""
    return min(range(len(kept)), key=lambda place: _apart(colour, kept[place]))


def _apart(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (16, 8, 0))
