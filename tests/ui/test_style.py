"""Whether what is written can be read: in the light look, in the dark one, and in the two of high contrast."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QPalette

from danvan_desktop.domain.calendar.workdays import DayKind
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.ui.calendar.look import Colours, stepping_back
from danvan_desktop.ui.style import (
    contrast,
    doubt_colour,
    edge,
    found_ground,
    is_dark,
    muted,
    on_colour,
    selected_ground,
    sheet,
    state_colour,
    tint,
)
from tests.ui.palettes import PALETTES, light_palette

_LEAST, _LEAST_OF_EDGES = 4.5, 3
_ROLE = QPalette.ColorRole
_PAIRS = (
    (_ROLE.WindowText, _ROLE.Window),
    (_ROLE.Text, _ROLE.Base),
    (_ROLE.Text, _ROLE.Window),
    (_ROLE.Text, _ROLE.AlternateBase),
    (_ROLE.ButtonText, _ROLE.Button),
    (_ROLE.ButtonText, _ROLE.Midlight),
    (_ROLE.HighlightedText, _ROLE.Highlight),
    (_ROLE.ToolTipText, _ROLE.ToolTipBase),
    (_ROLE.Link, _ROLE.Base),
    (_ROLE.Link, _ROLE.Window),
)


def _written(palette: QPalette) -> list[tuple[str, QColor, QColor]]:
    """What is written in which colour on which ground, by name."""
    base, window, text = palette.base().color(), palette.window().color(), palette.text().color()
    chosen, colours = selected_ground(palette), Colours(palette)
    aside = stepping_back(colours)
    pairs = [
        ("chosen", text, chosen),
        ("found", text, found_ground(palette)),
        ("quiet", colours.quiet, base),
        ("stepping back", aside.ink, aside.paper),
        ("stepping back, quiet", aside.quiet, aside.paper),
        ("stepping back, off", aside.off, aside.paper),
    ]
    for ground in (base, window, chosen):
        pairs += [("muted", muted(palette), ground), ("doubt", doubt_colour(palette), ground)]
    for state in State:
        colour = state_colour(state, palette)
        pairs += [(state, colour, ground) for ground in (base, window, chosen, tint(palette, colour, 0.12))]
        pairs += [(state, on_colour(colour), colour), (state, colours.chip_ink(state), colours.chip_ground(state))]
    for kind in (DayKind.HOLIDAY, DayKind.WORKDAY):
        pairs.append((kind, colours.mark_ink(kind), base))
    return pairs


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("look", PALETTES.values())
def test_all_that_is_written_can_be_read(look: Callable[[], QPalette]) -> None:
    palette = look()
    pale = {
        name: round(contrast(ink, ground), 1)
        for name, ink, ground in _written(palette)
        if contrast(ink, ground) < _LEAST
    }
    assert pale == {}
    own = {} if look is light_palette else {pair: contrast(*map(palette.color, pair)) for pair in _PAIRS}
    assert {pair: worth for pair, worth in own.items() if worth < _LEAST} == {}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("look", PALETTES.values())
def test_every_fixed_ground_of_the_sheet_is_of_the_look(look: Callable[[], QPalette]) -> None:
    palette = look()
    written = sheet(palette)
    grounds = [QColor(name) for name in re.findall(r"background(?:-color)?: (#\w+)", written)]
    assert len(grounds) == 4
    for ground in grounds:
        assert (ground.lightnessF() < 0.5) is is_dark(palette), ground.name()
        assert contrast(palette.text().color(), ground) >= _LEAST, ground.name()
    assert "%(" not in written
    if is_dark(palette):
        grounds = [palette.window().color(), palette.base().color()]
        assert f"1px solid {edge(palette).name()}" in written
        assert min(contrast(edge(palette), ground) for ground in grounds) >= _LEAST_OF_EDGES
    assert ("QCheckBox::indicator, QRadioButton" in sheet(palette, 25), "indicator, QRadio" in written) == (True, False)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)
