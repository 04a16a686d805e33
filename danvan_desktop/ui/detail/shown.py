"""A task's details ready to show: plain rows of words, made off the GUI thread (see `ready`)."""

from __future__ import annotations

from dataclasses import dataclass

from danvan_desktop.domain.records import Role
from danvan_desktop.ui.widgets.agency_picker import AgencyChoice


@dataclass(frozen=True, slots=True)
class Part:
    """An agency's part in the task."""

    agency: str
    name: str
    role: Role
    note: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that is done or not: a dated instance, or a member's share of it.

    `anchor` and `agency` name it, `state` is the name of its shape.
    """

    anchor: str
    agency: str
    title: str
    remark: str
    state: str
    done: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: what happened, when, and more about it; `id` when it can be changed."""

    id: str
    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Details:
    """Everything of a task that its row in the list does not say.

    `fields` are those that the officer types. Of many `occurrences` only those around today are here; how many of all
    are done is in `occurrences_done`. `members_of` names the instance of which `members` tell. `place` is where the
    task stands, `source` what the document says of it, `changes` how many there are in all, `doubts` what the
    import left to be looked at. `unsure` names what two books disagree on, `unsure_fields` are those among `fields`.
    """

    task: str
    situation: str
    due: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    choices: tuple[AgencyChoice, ...]
    occurrences: tuple[Tick, ...] = ()
    occurrences_done: tuple[int, int] = (0, 0)
    members: tuple[Tick, ...] = ()
    members_of: str = ""
    progress: tuple[Entry, ...] = ()
    original_due: str = ""
    extensions: tuple[Entry, ...] = ()
    place: str = ""
    source: tuple[Entry, ...] = ()
    history: tuple[Entry, ...] = ()
    changes: int = 0
    doubts: tuple[str, ...] = ()
    unsure: str = ""
    unsure_fields: frozenset[str] = frozenset()
