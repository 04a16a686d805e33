"""Reads how often the work returns: «hằng tháng, trước ngày 15», «6 tháng, 9 tháng, năm», «2 lần/năm»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from danvan_desktop.domain.timing.days import UnreadableTimeError, check_yearly
from danvan_desktop.domain.timing.grammar.lexicon import WEEKDAYS, Mark, Token, number
from danvan_desktop.domain.timing.grammar.mentions import Limit, Mention, Unit
from danvan_desktop.domain.timing.rules import LAST, MONTHLY, QUARTERLY, YEARLY, Of, Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

AMBIGUOUS: Final = "chưa rõ ngày ấy của tháng nào; hiểu là tháng đầu tiên sau kỳ báo cáo"
NO_RHYTHM: Final = "định kỳ nhưng không rõ chu kỳ; chưa tính được hạn từng kỳ"
_ONLY_WEEKS: Final = "chỉ tính theo tuần; các kỳ dài hơn chưa tính"
_ONLY_FIRST_DAY: Final = "có nhiều ngày trong kỳ; chỉ tính theo ngày đầu tiên"

_MONTHS_OF_UNIT: Final = {"thang": 1, "quy": 3, "nam": 12}
_OF: Final = {Mark.OF_FIRST: Of.FIRST, Mark.OF_LAST: Of.LAST, Mark.OF_NEXT: Of.NEXT}
_NEXT: Final = ("sau", "toi", "tiep theo", "ke tiep")
_WEEK: Final[tuple[int, ...]] = ()


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`rule` is None for «định kỳ» without a rhythm; `used` are the mentions that the rule has taken up.

    `first`:`last` is the place of its words in the folded text.
    """

    rule: Rule | None
    used: tuple[Mention, ...] = ()
    warnings: tuple[str, ...] = ()
    first: int = 0
    last: int = 0


def read_recurrence(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Recurrence | None:
    """How often the work returns, None when the text does not say that it does."""
    marks = {token.mark for token in tokens}
    reports = [token for token in tokens if token.mark in _REPORTS]
    if not (marks & _RETURNING or (Mark.COUNT in marks and len(reports) > 1)):
        return None
    found = _recurrence(tokens, mentions, reports)
    words = [(token.first, token.last) for token in tokens if token.mark in _RETURNING or token.mark in _REPORTS]
    words += [(mention.first, mention.last) for mention in found.used]
    return replace(found, first=min(words)[0], last=max(last for _, last in words))


def _recurrence(tokens: Sequence[Token], mentions: Sequence[Mention], reports: Sequence[Token]) -> Recurrence:
    rhythms = [_RHYTHMS[token.mark](token) for token in tokens if token.mark in _RHYTHMS]
    rhythms += [_report(token, alone=not rhythms and len(reports) == 1) for token in reports]
    known = [rhythm for rhythm in rhythms if rhythm is not None]
    if not rhythms and any(token.mark in _OF_QUARTER for token in tokens):
        known = [QUARTERLY]
    if not known:
        return Recurrence(None, warnings=(NO_RHYTHM,))
    if _WEEK in known:
        return _weekly(tokens, mixed=any(known))
    months = tuple(sorted({month for rhythm in known for month in rhythm}))
    of = next((_OF[token.mark] for token in tokens if token.mark in _OF), Of.PERIOD)
    return _with_day(Rule(months, of=of), tokens, mentions)


def _weekly(tokens: Sequence[Token], *, mixed: bool) -> Recurrence:
    rule = Rule(_WEEK)
    for index, token in enumerate(tokens):
        if token.mark is Mark.WEEKDAY:
            rule = replace(rule, weekday=WEEKDAYS[next(filter(None, token.values))], before=_is_before(tokens, index))
        elif token.mark is Mark.HOUR:
            rule = replace(rule, at=f"{number(token.values[0]):02}:{number(token.values[1]):02}")
    if rule.at is not None:
        rule = replace(rule, before=False)
    return Recurrence(rule, warnings=(_ONLY_WEEKS,) if mixed else ())


def _with_day(rule: Rule, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Recurrence:
    """The day of the period that the text names, if it does."""
    days = [mention for mention in mentions if mention.unit is Unit.DAY_ALONE]
    ends = [index for index, token in enumerate(tokens) if token.mark is Mark.LAST_DAY]
    if days and not 1 <= days[0].number <= 31:
        raise UnreadableTimeError(f"không có ngày {days[0].number} trong tháng")
    if days:
        rule = replace(rule, day=days[0].number, before=days[0].limit is Limit.BEFORE and days[0].hour is None)
    elif ends:
        of = Of.LAST if rule.of is Of.PERIOD and rule.months != MONTHLY else rule.of
        rule = replace(rule, day=LAST, before=_is_before(tokens, ends[0]), of=of)
    elif rule.months == YEARLY:
        return _yearly(rule, mentions)
    rule = replace(rule, ambiguous=_is_ambiguous(rule))
    warnings = [AMBIGUOUS] if rule.ambiguous else []
    warnings += [_ONLY_FIRST_DAY] if len(days) > 1 else []
    return Recurrence(rule, tuple(days), tuple(warnings))


def _is_ambiguous(rule: Rule) -> bool:
    return rule.day is not None and rule.months != MONTHLY and rule.of in {Of.PERIOD, Of.FIRST}


def _yearly(rule: Rule, mentions: Sequence[Mention]) -> Recurrence:
    """«hằng năm, trước ngày 15/11», «tháng 11 hằng năm»: the only day or month, without a year of its own."""
    named = [mention for mention in mentions if mention.unit in {Unit.DAY, Unit.MONTH, Unit.QUARTER}]
    if len(named) != 1 or named[0].limit in {Limit.FROM, Limit.AFTER} or named[0].year not in {None, "nay", *_NEXT}:
        return Recurrence(rule)
    mention, before = named[0], named[0].limit is Limit.BEFORE and named[0].hour is None
    of = Of.NEXT if mention.year in _NEXT else Of.PERIOD
    if mention.unit is Unit.DAY:
        check_yearly(mention.month, mention.number)
        return Recurrence(replace(rule, day=mention.number, month=mention.month, before=before, of=of), (mention,))
    month = mention.number if mention.unit is Unit.MONTH else mention.number * 3 - 2 * before
    if not 1 <= month <= 12:
        raise UnreadableTimeError("không có tháng hoặc quý ấy trong năm")
    return Recurrence(replace(rule, day=1 if before else LAST, month=month, before=before, of=of), (mention,))


def _is_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether «trước» stands before the wording at `index`."""
    preceding = (token.mark for token in reversed(tokens[:index]) if token.mark not in {Mark.FILLER, Mark.HOUR})
    return next(preceding, None) is Mark.BEFORE


def _spread(step: int) -> tuple[int, ...] | None:
    """The months that end a period of `step` months."""
    return tuple(range(step, 13, step)) if step and 12 % step == 0 else None


def _each(token: Token) -> tuple[int, ...] | None:
    unit = token.values[0]
    return _WEEK if unit == "tuan" else _spread(_MONTHS_OF_UNIT[str(unit)])


def _every(token: Token) -> tuple[int, ...] | None:
    count, unit = number(token.values[0] or "1"), token.values[1]
    if unit == "tuan":
        return _WEEK if count == 1 else None
    return _spread(_MONTHS_OF_UNIT[str(unit)] * count)


def _times(token: Token) -> tuple[int, ...] | None:
    first, second = (str(value) for value in token.values)
    unit, count = (first, number(second)) if first in {"tuan", *_MONTHS_OF_UNIT} else (second, number(first))
    if unit == "tuan":
        return _WEEK if count == 1 else None
    step, rest = divmod(_MONTHS_OF_UNIT[unit], count or 13)
    return None if rest else _spread(step)


def _report(token: Token, *, alone: bool) -> tuple[int, ...] | None:
    """«6 tháng, 9 tháng, năm» are months of the year; «định kỳ 6 tháng» alone is every six months."""
    if token.mark is Mark.UNIT:
        return _each(token)
    if alone:
        return _every(Token(Mark.EVERY, token.first, token.last, (token.values[0], "thang")))
    count = number(token.values[0])
    return (count,) if 1 <= count <= 12 else None


_RHYTHMS: Final = {Mark.EACH: _each, Mark.EVERY: _every, Mark.TIMES: _times}
_REPORTS: Final = frozenset({Mark.COUNT, Mark.UNIT})
_OF_QUARTER: Final = frozenset({Mark.OF_FIRST, Mark.OF_LAST})
_RETURNING: Final = frozenset({Mark.PERIODIC, *_RHYTHMS, *_OF_QUARTER})
