"""Which year a mention without one belongs to («trước 30/6», «từ tháng 11 đến tháng 2/2026»)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from danvan_desktop.domain.timing.grammar.mentions import Join, Mention, Unit

_OVER_NEW_YEAR: Final = 400
"""How far back in the year a range must go to be meant over New Year («tháng 11 đến tháng 2»), not mistyped."""
_STEPS: Final = {"truoc": -1, "nay": 0}


def with_years(mentions: tuple[Mention, ...], year: int) -> tuple[Mention, ...]:
    """Every mention with a year that is a number.

    Taken from the neighbour it is joined to, else from the year that stands before it («năm 2025: tháng 11»), else
    from the only year of the text, else `year`, that of the programme.
    """
    base = only_year(mentions) or year
    years = [base + _STEPS.get(item.year, 1) if isinstance(item.year, str) else item.year for item in mentions]
    for index in range(len(mentions) - 2, -1, -1):
        if years[index] is None and mentions[index + 1].join is not Join.NONE:
            years[index] = _beside(mentions[index], mentions[index + 1], years[index + 1], year)
    heading: int | None = None
    for index, mention in enumerate(mentions):
        if years[index] is None and mention.join is not Join.NONE:
            years[index] = _beside(mention, mentions[index - 1], years[index - 1], year)
        if mention.unit is Unit.YEAR:
            heading = years[index] = years[index] or base
        elif years[index] is None:
            years[index] = heading or base
    return tuple(
        mention if mention.year == found else replace(mention, year=found)
        for mention, found in zip(mentions, years, strict=True)
    )


def only_year(mentions: tuple[Mention, ...]) -> int | None:
    """The year of a text that names just one."""
    named = {mention.year for mention in mentions if isinstance(mention.year, int) and mention.unit is not Unit.YEARS}
    return named.pop() if len(named) == 1 else None


def _beside(mention: Mention, other: Mention, year: int | None, programme_year: int) -> int | None:
    """The year of the joined neighbour, or the one beside it when the order of the two says so."""
    if year is None:
        return None
    after = other.first > mention.first
    in_order = _place(mention) <= _place(other) if after else _place(other) <= _place(mention)
    if in_order:
        return year
    turned = year - 1 if after else year + 1
    if (other.join if after else mention.join) is Join.AND:
        return turned if turned == programme_year else year
    return turned if abs(_place(mention) - _place(other)) >= _OVER_NEW_YEAR else year


def _place(mention: Mention) -> int:
    """Where in its year a mention lies, to compare two of one text."""
    if mention.unit is Unit.DAY:
        return mention.month * 100 + mention.number
    if mention.unit is Unit.QUARTER:
        return mention.number * 300 - 200
    return mention.number * 100 if mention.unit is Unit.MONTH else 0
