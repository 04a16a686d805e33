"""The Vietnamese lunar day of a date.

Source: Hồ Ngọc Đức, «Thuật toán tính âm lịch» (2004), after J. Meeus, *Astronomical Algorithms*; hours of Việt Nam
(UTC+7). A month begins on the day of the new moon; the 11th month holds the winter solstice; of thirteen months between
two 11th months the first in which the sun enters no new sign is the leap month. Holds for the years 1900 to 2100.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, radians, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

_UTC_OFFSET: Final = 7 / 24
_MEAN_MONTH: Final = 29.530588853
_FIRST_NEW_MOON: Final = 2415021.076998695
"""Julian date of the new moon of 1 January 1900, counted as number 0."""
_JULIAN_DAY_OF_ORDINAL_0: Final = 1721425
_WINTER_SIGN: Final = 9
"""The twelfth of the sun's year (0 from the spring equinox) that begins with the winter solstice."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar; `leap` for the second of two months with one number («tháng 6 nhuận»)."""

    day: int
    month: int
    year: int
    leap: bool


def lunar_day(day: date) -> LunarDay:
    """The lunar day of a date of the civil calendar."""
    julian = day.toordinal() + _JULIAN_DAY_OF_ORDINAL_0
    month_start = _month_start(julian)
    winter_year = day.year if month_start >= _eleventh_month(day.year) else day.year - 1
    eleventh = _eleventh_month(winter_year)
    index = round((month_start - eleventh) / _MEAN_MONTH)
    leap_index = _leap_index(eleventh, _eleventh_month(winter_year + 1))
    leap = index == leap_index
    if leap_index is not None and index >= leap_index:
        index -= 1
    return LunarDay(
        day=julian - month_start + 1,
        month=(index + 10) % 12 + 1,
        year=winter_year if index < 2 else winter_year + 1,
        leap=leap,
    )


def _month_start(julian: int) -> int:
    """Julian day on which the lunar month of a Julian day begins."""
    estimate = floor((julian - _FIRST_NEW_MOON) / _MEAN_MONTH)
    starts = map(_new_moon_day, (estimate + 1, estimate, estimate - 1))
    return next(start for start in starts if start <= julian)


def _eleventh_month(year: int) -> int:
    """Julian day on which the 11th month that begins in the civil year starts."""
    last_day = _JULIAN_DAY_OF_ORDINAL_0 + _ordinal_of_last_day(year)
    number = floor((last_day - 2415021) / _MEAN_MONTH)
    start = _new_moon_day(number)
    return start if _sun_sign(start) < _WINTER_SIGN else _new_moon_day(number - 1)


def _ordinal_of_last_day(year: int) -> int:
    return year * 365 + year // 4 - year // 100 + year // 400


def _leap_index(eleventh: int, next_eleventh: int) -> int | None:
    """Place of the leap month counted from the 11th month (0), None in a year of twelve months."""
    if next_eleventh - eleventh < 365:
        return None
    number = floor((eleventh - _FIRST_NEW_MOON) / _MEAN_MONTH + 0.5)
    signs = [_sun_sign(_new_moon_day(number + index)) for index in range(1, 15)]
    return next(index for index in range(1, 14) if signs[index - 1] == signs[index])


def _new_moon_day(number: int) -> int:
    """Julian day, in Việt Nam, of the new moon with this number."""
    return floor(_new_moon(number) + 0.5 + _UTC_OFFSET)


def _new_moon(number: int) -> float:
    """Julian date (UTC) of the new moon with this number."""
    t = number / 1236.85
    t2, t3 = t * t, t * t * t
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * _sin(166.56 + 132.87 * t - 0.009173 * t2)
    sun = 359.2242 + 29.10535608 * number - 0.0000333 * t2 - 0.00000347 * t3
    moon = 306.0253 + 385.81691806 * number + 0.0107306 * t2 + 0.00001236 * t3
    node = 21.2964 + 390.67050646 * number - 0.0016528 * t2 - 0.00000239 * t3
    correction = (
        (0.1734 - 0.000393 * t) * _sin(sun)
        + 0.0021 * _sin(2 * sun)
        - 0.4068 * _sin(moon)
        + 0.0161 * _sin(2 * moon)
        - 0.0004 * _sin(3 * moon)
        + 0.0104 * _sin(2 * node)
        - 0.0051 * _sin(sun + moon)
        - 0.0074 * _sin(sun - moon)
        + 0.0004 * _sin(2 * node + sun)
        - 0.0004 * _sin(2 * node - sun)
        - 0.0006 * _sin(2 * node + moon)
        + 0.0010 * _sin(2 * node - moon)
        + 0.0005 * _sin(2 * moon + sun)
    )
    clock = -0.000278 + 0.000265 * t + 0.000262 * t2
    return mean + correction - clock


def _sun_sign(julian: int) -> int:
    """Twelfth of its yearly way (0 to 11, from the spring equinox) in which the sun stands as the day begins."""
    t = (julian - 0.5 - _UTC_OFFSET - 2451545.0) / 36525
    t2 = t * t
    anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t2) * _sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * _sin(2 * anomaly) + 0.000290 * _sin(3 * anomaly)
    return floor(longitude % 360 / 30)


def _sin(degrees: float) -> float:
    return sin(radians(degrees))
