"""Thời hạn as an .ics file: all-day events with a reminder, for Outlook and any other calendar program (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from danvan_desktop.writing.files import UnsoundFile
from danvan_desktop.writing.typography import printable

if TYPE_CHECKING:
    from icalendar import Alarm, Event

    from danvan_desktop.domain.official.workbooks import Deadline, Deadlines

_PRODUCT: Final = "-//So Dan van//danvan//VI"
_REMINDER: Final = timedelta(days=-3, hours=8)
"""At eight o'clock three days before; the time of an all-day event is its midnight."""
_ONE_DAY: Final = timedelta(days=1)


def render_deadlines(deadlines: Deadlines, path: Path, poll: Callable[[], None]) -> None:
    """Write the deadlines to `path`. `poll` is called before every one and may raise to stop; raises OSError."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(deadlines.name))
    stamp = datetime.combine(deadlines.as_of, time(), UTC)
    for held in deadlines.held:
        poll()
        calendar.add_component(_event(held, stamp))
    path.write_bytes(calendar.to_ical())


def _event(held: Deadline, stamp: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", held.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", held.day)
    event.add("dtend", held.day + _ONE_DAY)
    event.add("summary", printable(held.title))
    event.add("description", printable(held.told))
    event.add("transp", "TRANSPARENT")
    if held.day >= stamp.date():
        event.add_component(_reminder(held))
    return event


def _reminder(held: Deadline) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(held.title))
    alarm.add("trigger", _REMINDER)
    return alarm


def verify_deadlines(path: Path, count: int) -> None:
    """The file reads back with so many events. Raises UnsoundFile."""
    from icalendar import Calendar

    try:
        held = Calendar.from_ical(path.read_bytes())
    except (ValueError, IndexError, KeyError) as error:
        raise UnsoundFile(str(error)) from error
    if len(held.walk("VEVENT")) != count:
        raise UnsoundFile(f"{count} events were written")
