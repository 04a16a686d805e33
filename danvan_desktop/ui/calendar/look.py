"""Colours, letters and shapes of the calendar: of a window, or of a sheet of paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from danvan_desktop.domain.calendar.workdays import DayKind
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.services.schedule import OPEN_STATES, DayPlan
from danvan_desktop.ui.style import Icons, readable, state_colour, tint

_OFF_SHARE = 0.05
_CHIP_SHARE = 0.13
_LATE_SHARE = 0.2
_QUIET_SHARE = 0.06
_QUIET = 0.6
_LINE = 0.2
_SMALL = 0.86
_LEAST_POINTS = 6.5
_CURRENT_SHARE = 0.28
SHADES = ((1, 0.12), (3, 0.22), (6, 0.34), (10, 0.46))
"""From how many tasks on a day is how dark."""
_OFF, _WORKED = "#b3382c", "#1d6b45"


class Letters(Enum):
    """The sizes and weights in which a calendar writes."""

    NORMAL = 0
    BOLD = 1
    SMALL = 2
    SMALL_BOLD = 3


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a calendar, all from one palette."""

    palette: QPalette

    @property
    def ink(self) -> QColor:
        """What is written."""
        return self.palette.color(QPalette.ColorRole.Text)

    @property
    def paper(self) -> QColor:
        """The ground of a worked day."""
        return self.palette.color(QPalette.ColorRole.Base)

    @property
    def quiet(self) -> QColor:
        """What is written beside the main thing."""
        grounds = self.paper, self.outside, tint(self.palette, self.ink, _OFF_SHARE)
        return readable(tint(self.palette, self.ink, _QUIET), grounds, self.palette)

    @property
    def line(self) -> QColor:
        """The lines between days."""
        return tint(self.palette, self.ink, _LINE)

    @property
    def accent(self) -> QColor:
        """What marks today and the current day."""
        return self.palette.color(QPalette.ColorRole.Highlight)

    @property
    def on_accent(self) -> QColor:
        """What is written on the accent."""
        return self.palette.color(QPalette.ColorRole.HighlightedText)

    @property
    def outside(self) -> QColor:
        """The ground where there is no day."""
        return self.palette.color(QPalette.ColorRole.Window)

    @property
    def off(self) -> QColor:
        """The letters of days off."""
        return self._readable(_OFF)

    @property
    def late(self) -> QColor:
        """The letters of what is late."""
        return state_colour(State.OVERDUE, self.palette)

    def list_palette(self) -> QPalette:
        """Colours for a list of tasks: what is current is tinted, so that shapes on it stay readable."""
        palette = QPalette(self.palette)
        palette.setColor(QPalette.ColorRole.Highlight, tint(palette, self.accent, _CURRENT_SHARE))
        palette.setColor(QPalette.ColorRole.HighlightedText, self.ink)
        return palette

    def ground(self, plan: DayPlan) -> QColor:
        """The ground of a day: days off are tinted, holidays more than weekends."""
        if plan.working:
            return self.paper
        holiday = any(mark.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP) for mark in plan.marks)
        return holiday_ground(self) if holiday else tint(self.palette, self.ink, _OFF_SHARE)

    def mark_ink(self, kind: DayKind) -> QColor:
        """The letters of a mark."""
        if kind in (DayKind.HOLIDAY, DayKind.MAKE_UP):
            return self.off
        if kind is DayKind.WORKDAY:
            return self._readable(_WORKED)
        return self.quiet

    def chip_ground(self, state: State) -> QColor:
        """The ground of a task."""
        colour = state_colour(state, self.palette)
        if state is State.OVERDUE:
            return tint(self.palette, colour, _LATE_SHARE)
        return tint(self.palette, colour, _CHIP_SHARE if state in OPEN_STATES else _QUIET_SHARE)

    def chip_ink(self, state: State) -> QColor:
        """The letters of a task; what is closed steps back."""
        return self.ink if state in OPEN_STATES else self.quiet

    def _readable(self, name: str) -> QColor:
        colour = QColor(name)
        return readable(colour, (self.paper, self.outside, tint(self.palette, colour, 2 * _OFF_SHARE)), self.palette)

    def shade(self, count: int) -> QColor | None:
        """The ground of a day with so many tasks in an overview; nothing for none."""
        shares = [share for least, share in SHADES if count >= least]
        return tint(self.palette, self.accent, shares[-1]) if shares else None


@dataclass(frozen=True, slots=True)
class CalendarLook:
    """What drawing a calendar needs besides its days and a painter. `shapes` are the icons of the states, by name."""

    colours: Colours
    font: QFont
    shapes: Mapping[str, QIcon]
    _fonts: dict[Letters, QFont] = field(default_factory=dict, compare=False)
    _measures: dict[tuple[Letters, int], QFontMetricsF] = field(default_factory=dict, compare=False)

    def letters(self, kind: Letters) -> QFont:
        """The font of a kind."""
        if kind not in self._fonts:
            font = QFont(self.font)
            font.setBold(kind in (Letters.BOLD, Letters.SMALL_BOLD))
            if kind in (Letters.SMALL, Letters.SMALL_BOLD):
                font.setPointSizeF(max(font.pointSizeF() * _SMALL, _LEAST_POINTS))
            self._fonts[kind] = font
        return QFont(self._fonts[kind])

    def stepping_back(self) -> CalendarLook:
        """The same letters in colours that step back."""
        return replace(self, colours=stepping_back(self.colours))

    def metrics(self, kind: Letters, painter: QPainter | None = None) -> QFontMetricsF:
        """The measures of a kind of letters, on the painter's paper or on the screen."""
        key = kind, painter.device().logicalDpiY() if painter is not None else 0
        if key not in self._measures:
            font = self.letters(kind)
            self._measures[key] = QFontMetricsF(font) if painter is None else QFontMetricsF(font, painter.device())
        return self._measures[key]


def holiday_ground(colours: Colours) -> QColor:
    """The ground of a holiday."""
    return tint(colours.palette, colours.off, 2 * _OFF_SHARE)


def stepping_back(colours: Colours) -> Colours:
    """Of days that stand beside those that are meant: quiet letters on another ground, still to be read."""
    palette = QPalette(colours.palette)
    palette.setColor(QPalette.ColorRole.Text, colours.quiet)
    palette.setColor(QPalette.ColorRole.Base, colours.outside)
    return Colours(palette)


def window_look(font: QFont, icons: Icons) -> CalendarLook:
    """The look of a widget with this font. A table has colours of its own for what is selected: too pale here."""
    return CalendarLook(
        Colours(QApplication.palette()), font, {state.value: icons.shape(f"state-{state}") for state in State}
    )
