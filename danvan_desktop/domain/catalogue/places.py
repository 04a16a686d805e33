"""Where rows stand among their siblings, and what number comes next. Nothing here renumbers what is printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan_desktop.domain.numbering import NumberStyle, PrintedNumber, letter, order_key, parse_number, roman
from danvan_desktop.domain.records import Kind

GAP = 1024
"""Positions are spaced out, so that a row can be put between two others."""

_LAST_PIECE = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sibling:
    """A group or task among those that stand directly under the same group or programme."""

    id: str
    position: int
    number: str = ""
    kind: Kind = Kind.TASK


def put_between(siblings: Sequence[Sibling], moved: Sequence[str], before: str | None) -> dict[str, int]:
    """The positions to write so that `moved` stand, in their order, before one of the siblings, or at the end.

    `siblings` are in printed order. Where the gap between two of them is used up, all get new positions.
    """
    leaving = set(moved)
    staying = [sibling for sibling in siblings if sibling.id not in leaving]
    behind = next((at for at, sibling in enumerate(siblings) if sibling.id == before), len(siblings))
    place = sum(sibling.id not in leaving for sibling in siblings[:behind])
    wanted = [*(s.id for s in staying[:place]), *moved, *(s.id for s in staying[place:])]
    if [sibling.id for sibling in siblings] == wanted:
        return {}
    low = staying[place - 1].position if place else None
    high = staying[place].position if place < len(staying) else None
    if low is None:
        first = GAP if high is None else high - GAP * len(moved)
        return {id_: first + GAP * at for at, id_ in enumerate(moved)}
    step = GAP if high is None else (high - low) // (len(moved) + 1)
    if step > 0:
        return {id_: low + step * at for at, id_ in enumerate(moved, start=1)}
    return _spread(wanted, {sibling.id: sibling.position for sibling in siblings})


def _spread(wanted: Sequence[str], held: dict[str, int]) -> dict[str, int]:
    first = min(held.values())
    positions = {id_: first + GAP * at for at, id_ in enumerate(wanted)}
    return {id_: position for id_, position in positions.items() if held.get(id_) != position}


def next_number(numbers: Sequence[str], above: str) -> str:
    """The number that a new row under the heading `above` could carry: after «2.3» comes «2.4», after «đ)» «e)».

    `numbers` are those of its siblings. Under «2» without numbered siblings it is «2.1», under nothing «1»; where the
    siblings carry dashes it is a dash.
    """
    parsed = [(order_key(number), number, found) for number in numbers if (found := parse_number(number))]
    counted = [held for held in parsed if held[2].parts]
    if counted:
        _, text, last = max(counted, key=lambda held: held[0])
        return _after(text, last)
    if parsed:
        return parsed[-1][1]
    heading = parse_number(above)
    if heading is None or not heading.parts or heading.style is not NumberStyle.DECIMAL:
        return "1"
    return f"{heading.label}.1"


def number_after(before: str, numbers: Sequence[str], above: str) -> str:
    """The number of a new row that stands directly after the one numbered `before`: the first free one from there on.

    Where siblings carry the next ones already, as in «1.1, 1.2, 1.4», the new row stands after «1.1» all the same and
    gets «1.3», because what is printed in a document is never renumbered.
    """
    found = parse_number(before)
    if found is None or not found.parts:
        return next_number(numbers, above)
    taken = frozenset(map(_value, numbers))
    wanted = before
    while found is not None and _value(wanted) in taken | {_value(before)}:
        wanted = _after(wanted, found)
        found = parse_number(wanted)
    return wanted


def _value(number: str) -> tuple[NumberStyle, tuple[int, ...]] | None:
    """What two ways to print one number («1.1», «1.1.») have in common."""
    found = parse_number(number)
    return (found.style, found.parts) if found is not None else None


def _after(text: str, number: PrintedNumber) -> str:
    """The number as printed, its last piece counted on."""
    *_, piece = _LAST_PIECE.finditer(text)
    value = number.parts[-1] + 1
    old = piece[0]
    if old.isdigit():
        new = str(value).zfill(len(old))
    elif number.style is NumberStyle.ROMAN or (number.style is NumberStyle.PAREN and set(old) <= set("ivx")):
        new = roman(value).lower() if old.islower() else roman(value)
    else:
        new = letter(value).upper() if old.isupper() else letter(value)
    return text[: piece.start()] + new + text[piece.end() :]
