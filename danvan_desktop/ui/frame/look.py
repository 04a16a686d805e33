"""Light, dark, as the system has it; and how large the letters are. All screens follow the application's font."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from danvan_desktop.ui.style import is_dark, sheet

SMALLEST, LARGEST = 9, 16
"""Sizes of letters in points."""


class Look(StrEnum):
    """The ground and the letters."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Look.SYSTEM: Qt.ColorScheme.Unknown,
    Look.LIGHT: Qt.ColorScheme.Light,
    Look.DARK: Qt.ColorScheme.Dark,
}
_DARK = {
    QPalette.ColorRole.Window: "#23272c",
    QPalette.ColorRole.WindowText: "#e6e8ea",
    QPalette.ColorRole.Base: "#1b1e22",
    QPalette.ColorRole.AlternateBase: "#262a30",
    QPalette.ColorRole.Text: "#e6e8ea",
    QPalette.ColorRole.PlaceholderText: "#8b949e",
    QPalette.ColorRole.Button: "#2d3238",
    QPalette.ColorRole.ButtonText: "#e6e8ea",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Light: "#4a5058",
    QPalette.ColorRole.Midlight: "#343a41",
    QPalette.ColorRole.Mid: "#454b53",
    QPalette.ColorRole.Dark: "#15171a",
    QPalette.ColorRole.Shadow: "#0d0f11",
    QPalette.ColorRole.Highlight: "#2f6fb0",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#7ab4f0",
    QPalette.ColorRole.LinkVisited: "#b79af0",
    QPalette.ColorRole.ToolTipBase: "#30353b",
    QPalette.ColorRole.ToolTipText: "#e6e8ea",
}
_OWN_STYLE, _USUAL_STYLE = "fusion", "usual style"
_FADED = "#7d858e"


def apply_look(look: Look) -> None:
    """Ask the platform for its own light or dark look; where it has no dark one, give it ours."""
    hints = QApplication.styleHints()
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    application.setPalette(QPalette())
    hints.setColorScheme(_SCHEMES[look])
    _take_style(application, "")
    if look is Look.DARK and not is_dark(QApplication.palette()):
        _take_style(application, _OWN_STYLE)
        application.setPalette(dark_palette())


def _take_style(application: QApplication, name: str) -> None:
    """Draw controls in this style, or in the platform's own. Some of Windows stay light whatever the palette is."""
    usual = application.property(_USUAL_STYLE)
    if usual is None:
        usual = application.style().objectName()
        application.setProperty(_USUAL_STYLE, usual)
    wanted = name or str(usual)
    if application.style().objectName() != wanted and wanted in map(str.lower, QStyleFactory.keys()):
        application.setStyle(wanted)


def dark_palette() -> QPalette:
    """Our own dark look."""
    palette = QPalette()
    for role, colour in _DARK.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_FADED))
    return palette


def usual_letter_size() -> int:
    """The size that this PC gives its own letters, in points."""
    return round(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF())


def letter_size() -> int:
    """The size of the letters now, in points."""
    return round(QApplication.font().pointSizeF())


def dress_window(window: QWidget) -> None:
    """Give a window the sheet of the look and of the letters as they are now."""
    window.setStyleSheet(sheet(window.palette(), QFontMetrics(QApplication.font()).height()))


def apply_letter_size(points: int) -> None:
    """Give all screens letters of this size."""
    font = QFont(QApplication.font())
    font.setPointSize(min(max(points, SMALLEST), LARGEST))
    QApplication.setFont(font)
