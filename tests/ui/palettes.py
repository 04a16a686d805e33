"""The looks that an officer's PC can have: light, our dark one, and the two of Windows with high contrast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from danvan_desktop.ui.frame.look import dark_palette

_ROLE = QPalette.ColorRole
_HINT = 0.5
"""How much of the ink Windows gives to what stands in an empty field."""


def light_palette() -> QPalette:
    """What the style itself has."""
    return QApplication.style().standardPalette()


def black_palette() -> QPalette:
    """White letters on black."""
    return _of_high_contrast("#000000", "#ffffff", "#1aebff", "#000000", "#ffff00")


def white_palette() -> QPalette:
    """Black letters on white."""
    return _of_high_contrast("#ffffff", "#000000", "#37006e", "#ffffff", "#00009f")


def _of_high_contrast(ground: str, ink: str, highlight: str, highlighted: str, link: str) -> QPalette:
    palette = QPalette()
    for role in (_ROLE.Window, _ROLE.Base, _ROLE.AlternateBase, _ROLE.Button, _ROLE.Midlight, _ROLE.ToolTipBase):
        palette.setColor(role, QColor(ground))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.ToolTipText, _ROLE.Mid):
        palette.setColor(role, QColor(ink))
    hint = QColor(ink)
    hint.setAlphaF(_HINT)
    palette.setColor(_ROLE.PlaceholderText, hint)
    palette.setColor(_ROLE.Highlight, QColor(highlight))
    palette.setColor(_ROLE.HighlightedText, QColor(highlighted))
    palette.setColor(_ROLE.Link, QColor(link))
    return palette


PALETTES: Mapping[str, Callable[[], QPalette]] = MappingProxyType(
    {"light": light_palette, "dark": dark_palette, "black": black_palette, "white": white_palette}
)
