"""Sets aside what a text makes the work wait for («theo chỉ đạo …», «sau khi …») and documents' own dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing.grammar.lexicon import Mark, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNINGS: Final = frozenset({Mark.TERMS, Mark.EVENT, Mark.REQUEST, Mark.CITATION})
_LIMITING: Final = frozenset({Mark.BEFORE, Mark.BY, Mark.DONE})
_PASSED_OVER: Final = frozenset({Mark.FILLER, Mark.BEFORE, Mark.BY, Mark.TO, Mark.HOUR, Mark.AND, Mark.PART})
_TIMES: Final = frozenset(
    {Mark.DATE, Mark.ISO_DATE, Mark.MONTH, Mark.QUARTER, Mark.MONTHS, Mark.YEAR, Mark.YEARS, Mark.THIS_YEAR}
)
_PIECES: Final = frozenset({Mark.INSTALMENT, Mark.PHASE})
_NEW_TIMES: Final = (_TIMES - {Mark.YEAR, Mark.YEARS}) | {Mark.PERIODIC, Mark.EACH, Mark.CONTINUOUS}


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside: kind of the first condition, and its place in the folded text; None without one."""

    mark: Mark | None = None
    first: int = 0
    last: int = 0


def set_aside(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], Aside]:
    """The wordings that tell the time (what is set aside stands among them as `Mark.CITATION`), and the condition.

    A condition goes on to the end of its sentence or bracket, or to where a time of its own right begins: a limit
    («…, hoàn thành trước 30/6») or a day, month or quarter after a comma.
    """
    kept: list[Token] = []
    aside = Aside()
    index = 0
    while index < len(tokens):
        if tokens[index].mark not in _BEGINNINGS:
            kept.append(tokens[index])
            index += 1
            continue
        end = _end(tokens, index)
        if aside.mark is None or (aside.mark is Mark.CITATION and tokens[index].mark is not Mark.CITATION):
            aside = Aside(tokens[index].mark, tokens[index].first, tokens[end - 1].last)
        kept.append(Token(Mark.CITATION, tokens[index].first, tokens[end - 1].last))
        index = end
    return tuple(kept), aside


def _end(tokens: Sequence[Token], start: int) -> int:
    if tokens[start].mark is Mark.CITATION:
        return start + 1
    depth = 0
    for index in range(start + 1, len(tokens)):
        mark = tokens[index].mark
        if mark is Mark.STOP or (mark is Mark.CLOSE and depth == 0) or _time_begins(tokens, index):
            return index
        depth += (mark is Mark.OPEN) - (mark is Mark.CLOSE)
    return len(tokens)


def _time_begins(tokens: Sequence[Token], index: int) -> bool:
    mark = tokens[index].mark
    if mark in _PIECES:
        return True
    if mark is Mark.AND:
        comma = tokens[index].last - tokens[index].first == 1
        return comma and index + 1 < len(tokens) and tokens[index + 1].mark in _NEW_TIMES
    if mark not in _LIMITING:
        return False
    following = (token.mark for token in tokens[index + 1 :] if token.mark not in _PASSED_OVER)
    return next(following, None) in _TIMES
