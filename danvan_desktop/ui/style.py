"""The look: the platform's own style, one small sheet over it, one set of icons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPalette

_SHEET = """
QToolBar { spacing: 2px; padding: 2px 4px; border: none; border-bottom: 1px solid palette(mid); }
QToolBar QToolButton { padding: 3px 7px; }
QToolButton[role="order"] { padding: 3px 0 3px 7px; }
QStatusBar { border-top: 1px solid palette(mid); padding-left: 6px; }
QStatusBar::item { border: none; }
QTableView { border: none; gridline-color: %(grid)s; }
QTableView, QTreeView, QListWidget { selection-background-color: %(selection)s; selection-color: palette(text); }
QListWidget#navigation, QListWidget#source { selection-background-color: palette(highlight); }
QHeaderView::section { padding: 4px 6px; border: none; border-right: 1px solid palette(mid);
    border-bottom: 1px solid palette(mid); background: palette(button); }
QSplitter::handle { background: palette(mid); }
QFrame#notice { background: %(warning)s; border: none; border-bottom: 1px solid %(warning_edge)s; }
QFrame#notice[kind="done"] { background: %(done)s; border-bottom-color: %(done_edge)s; }
QFrame#notice QLabel, QFrame#notice QToolButton { color: palette(text); }
QLabel[role="caption"] { color: %(muted)s; }
QTabWidget::pane { border: none; border-top: 1px solid palette(mid); }
QTabBar::tab { padding: 5px 12px 4px; border: none; border-bottom: 3px solid transparent; }
QTabBar::tab:selected { border-bottom-color: palette(highlight); }
QTabBar::tab:focus { text-decoration: underline; }
QFrame[role="version"] { background: palette(base); border: 1px solid palette(mid); border-radius: 4px; }
QLabel[role="doubt"] { color: %(doubt)s; }
QPushButton[role="month"] { text-align: left; padding: 2px 4px; }
QTableView#month QHeaderView::section { padding: 1px 0; border-right: none; }
QPushButton[role="big"] { padding: 12px 18px; text-align: left; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenu { selection-background-color: %(selection)s; selection-color: palette(text); }
"""
_LARGE = """
QTabBar::tab {{ padding: 5px 4px 4px; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{ width: {0}px; height: {0}px; }}
"""
_USUAL_HEIGHT, _BOX_SHARE = 18, 0.8
_STATE_RULE = 'QLabel[state="{}"] {{ color: {}; }}\n'
_DARK_SHEET = """
QLineEdit, QPlainTextEdit, QTextEdit, QListView[role="field"] { border: 1px solid %(edge)s; border-radius: 2px; }
QLineEdit { padding: 1px 2px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: palette(highlight); }
QTableView QLineEdit, QTableView QPlainTextEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; }
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked { border: 1px solid %(muted)s;
    border-radius: 2px; background: palette(base); }
"""
"""The platform's own edges of fields and of empty boxes cannot be seen on a dark ground."""
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
_DOUBT, _WARNING, _DONE, _FOUND = "#a4500f", "#e0a51f", "#2e7d4f", "#ffcf3f"
SELECTED = 0.28
"""How much of the highlight the ground of what is chosen takes."""
_STATED, _NOTICE, _NOTICE_EDGE, _MARKED = 0.2, 0.17, 0.7, 0.6
_MARKED_ON_DARK = 0.36
_MIXTURES = 1024
_MUTED = 0.62
_EDGE, _GRID = 0.42, 0.2
_LEAST_CONTRAST = 4.5
"""Of letters with their ground, as WCAG 2 asks."""
_STEPS = 20


def sheet(palette: QPalette, letter_height: int = 0) -> str:
    """The sheet for a palette: selected rows are tinted, so that words and shapes on them stay readable.

    Boxes to tick grow with letters that are so high, in pixels, and tabs stand closer; boxes are never smaller than the
    platform's own.
    """
    warning, done = QColor(_WARNING), QColor(_DONE)
    colours = {
        "selection": selected_ground(palette),
        "muted": muted(palette),
        "doubt": doubt_colour(palette),
        "edge": edge(palette),
        "grid": _mix(palette.base().color(), palette.text().color(), _GRID),
        "warning": tint(palette, warning, _NOTICE),
        "warning_edge": tint(palette, warning, _NOTICE_EDGE),
        "done": tint(palette, done, _NOTICE),
        "done_edge": tint(palette, done, _NOTICE_EDGE),
    }
    written = _SHEET + _DARK_SHEET if is_dark(palette) else _SHEET
    written %= {name: colour.name() for name, colour in colours.items()}
    if letter_height > _USUAL_HEIGHT:
        written += _LARGE.format(round(letter_height * _BOX_SHARE))
    states = (_STATE_RULE.format(state, state_colour(state, palette).name()) for state in _STATE_COLOURS)
    return written + "".join(states)


def is_dark(palette: QPalette) -> bool:
    """Whether light letters stand on a dark ground."""
    return palette.window().color().lightnessF() < palette.windowText().color().lightnessF()


def state_colour(state: str, palette: QPalette) -> QColor:
    """The colour of a state (`lifecycle.State`), near that of its icon. Never the only sign.

    Letters of it can be read on what is chosen and on a ground that is tinted with it.
    """
    colour = QColor(_STATE_COLOURS.get(state, "#5f6b76"))
    return readable(colour, (*_grounds(palette), tint(palette, colour, _STATED)), palette)


def tint(palette: QPalette, colour: QColor, share: float = 0.16) -> QColor:
    """A ground in that colour on which the palette's text stays readable."""
    return _mix(palette.base().color(), colour, share)


def muted(palette: QPalette) -> QColor:
    """The colour of captions: there, but not in the way."""
    mixed = _mix(palette.window().color(), palette.windowText().color(), _MUTED)
    return readable(mixed, _grounds(palette), palette)


def edge(palette: QPalette) -> QColor:
    """The edge of a field on a dark ground: it stands apart from the window and from the field itself."""
    return _mix(palette.window().color(), palette.windowText().color(), _EDGE)


def doubt_colour(palette: QPalette) -> QColor:
    """The colour of what the officer should look at. Never the only sign."""
    return readable(QColor(_DOUBT), _grounds(palette), palette)


def found_ground(palette: QPalette) -> QColor:
    """The ground of words that were looked for; the palette's text stays readable on it."""
    return tint(palette, QColor(_FOUND), _MARKED_ON_DARK if is_dark(palette) else _MARKED)


def selected_ground(palette: QPalette) -> QColor:
    """The ground of what is chosen."""
    return tint(palette, palette.highlight().color(), SELECTED)


def on_colour(ground: QColor) -> QColor:
    """Black or white letters, whichever are read better on a ground."""
    return max((QColor("#ffffff"), QColor("#101418")), key=lambda ink: contrast(ink, ground))


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG 2 measures it."""
    low, high = sorted((_luminance(one.rgb()), _luminance(other.rgb())))
    return (high + 0.05) / (low + 0.05)


def readable(colour: QColor, grounds: Sequence[QColor], palette: QPalette) -> QColor:
    """The colour, as near as it can be to what is wanted, in letters that can be read on all these grounds."""
    ink = QColor("#ffffff" if is_dark(palette) else "#000000")
    for step in range(_STEPS):
        mixed = _mix(colour, ink, step / _STEPS)
        if all(contrast(mixed, ground) >= _LEAST_CONTRAST for ground in grounds):
            return mixed
    return ink


def _grounds(palette: QPalette) -> tuple[QColor, ...]:
    """On what words stand: a window, a list, what is chosen in it."""
    return palette.window().color(), palette.base().color(), selected_ground(palette)


def _mix(under: QColor, over: QColor, share: float) -> QColor:
    return QColor(_mixed(under.rgb(), over.rgb(), share))


@lru_cache(_MIXTURES)
def _mixed(under: int, over: int, share: float) -> int:
    """Cells ask for the same few mixtures at every painting."""
    parts = [((under >> shift & 255), (over >> shift & 255)) for shift in (16, 8, 0)]
    red, green, blue = (round(low + (high - low) * share) for low, high in parts)
    return red << 16 | green << 8 | blue


@lru_cache(_MIXTURES)
def _luminance(rgb: int) -> float:
    parts = ((rgb >> shift & 255) / 255 for shift in (16, 8, 0))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Icons:
    """The icons of the program, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> QIcon:
        """The icon of that name; an empty one for no name."""
        return QIcon(str(self._folder / f"{name}.svg")) if name else QIcon()

    def shape(self, name: str) -> QIcon:
        """As `get`, and never tinted: on a selected row a shape keeps its colour."""
        icon = self.get(name)
        if name:
            icon.addFile(str(self._folder / f"{name}.svg"), QSize(), QIcon.Mode.Selected)
        return icon
