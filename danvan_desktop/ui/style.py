"""The look: the platform's own style, one small sheet over it, one set of icons."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from PySide6.QtGui import QColor, QIcon, QPalette

_SHEET = """
QToolBar { spacing: 2px; padding: 2px 4px; border: none; border-bottom: 1px solid palette(mid); }
QToolBar QToolButton { padding: 3px 7px; }
QStatusBar { border-top: 1px solid palette(mid); padding-left: 6px; }
QStatusBar::item { border: none; }
QTableView { border: none; gridline-color: palette(midlight);
    selection-background-color: %(selection)s; selection-color: palette(text); }
QHeaderView::section { padding: 4px 6px; border: none; border-right: 1px solid palette(mid);
    border-bottom: 1px solid palette(mid); background: palette(button); }
QSplitter::handle { background: palette(mid); }
QFrame#notice { background: #fff4d6; border: none; border-bottom: 1px solid #d9b45b; }
QFrame#notice QLabel, QFrame#notice QToolButton { color: #4a3a10; }
QFrame#notice[kind="done"] { background: #e3f1e7; border-bottom-color: #8dbb9b; }
QFrame#notice[kind="done"] QLabel, QFrame#notice[kind="done"] QToolButton { color: #1d4a2e; }
QLabel[role="caption"] { color: %(muted)s; }
QLabel[role="doubt"] { color: %(doubt)s; }
QPushButton[role="month"] { text-align: left; padding: 2px 4px; }
QTableView#month QHeaderView::section { padding: 1px 0; border-right: none; }
QPushButton[role="big"] { padding: 12px 18px; text-align: left; }
"""
_DARK_SHEET = """
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked { border: 1px solid %(muted)s;
    border-radius: 2px; background: palette(base); }
"""
"""The platform's own edge of an empty box cannot be seen on a dark ground."""
_STATE_COLOURS = MappingProxyType(
    {
        "not_due_yet": "#6b7785",
        "not_started": "#6b7785",
        "in_progress": "#1f6fb2",
        "overdue": "#c0392b",
        "done": "#2e7d4f",
        "done_late": "#2e7d4f",
        "suspended": "#6b7785",
        "cancelled": "#6b7785",
    }
)
_SELECTED = 0.28
_MIXTURES = 256
_MUTED = 0.62
_SHAPE_SIZES = (16, 20, 24, 32, 48)


def sheet(palette: QPalette) -> str:
    """The sheet for a palette: selected rows are tinted, so that words and shapes on them stay readable."""
    mixed = _mix(palette.base().color(), palette.highlight().color(), _SELECTED)
    written = _SHEET + _DARK_SHEET if is_dark(palette) else _SHEET
    return written % {"selection": mixed.name(), "muted": muted(palette).name(), "doubt": doubt_colour(palette).name()}


def is_dark(palette: QPalette) -> bool:
    """Whether light letters stand on a dark ground."""
    return palette.window().color().lightnessF() < palette.windowText().color().lightnessF()


def state_colour(state: str, palette: QPalette) -> QColor:
    """The colour of a state (`lifecycle.State`), as in the icons; lighter on a dark ground. Never the only sign."""
    colour = QColor(_STATE_COLOURS.get(state, "#5f6b76"))
    return colour.lighter(150) if is_dark(palette) else colour


def tint(palette: QPalette, colour: QColor, share: float = 0.16) -> QColor:
    """A ground in that colour on which the palette's text stays readable."""
    return _mix(palette.base().color(), colour, share)


def muted(palette: QPalette) -> QColor:
    """The colour of captions: there, but not in the way."""
    return _mix(palette.window().color(), palette.windowText().color(), _MUTED)


def doubt_colour(palette: QPalette) -> QColor:
    """The colour of what the officer should look at. Never the only sign."""
    return QColor("#eba45c" if is_dark(palette) else "#a4500f")


def _mix(under: QColor, over: QColor, share: float) -> QColor:
    return QColor(_mixed(under.rgb(), over.rgb(), share))


@lru_cache(_MIXTURES)
def _mixed(under: int, over: int, share: float) -> int:
    """Cells ask for the same few mixtures at every painting."""
    parts = [((under >> shift & 255), (over >> shift & 255)) for shift in (16, 8, 0)]
    red, green, blue = (round(low + (high - low) * share) for low, high in parts)
    return red << 16 | green << 8 | blue


class Icons:
    """The icons of the program, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> QIcon:
        """The icon of that name; an empty one for no name."""
        return QIcon(str(self._folder / f"{name}.svg")) if name else QIcon()

    def shape(self, name: str) -> QIcon:
        """As `get`, and never tinted: on a selected row a shape keeps its colour."""
        drawn, fixed = self.get(name), QIcon()
        for size in _SHAPE_SIZES:
            pixmap = drawn.pixmap(size, size)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                fixed.addPixmap(pixmap, mode)
        return fixed
