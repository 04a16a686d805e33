"""The agencies that a review can name without proposing a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from danvan_desktop.domain.agencies import agency_key
from danvan_desktop.domain.draft import Draft, DraftAgency, DraftTask
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import AgencyView


@dataclass(frozen=True, slots=True)
class KnownAgencies:
    """Names by id in the order of the directory, and ids by every key under which an agency is known.

    `joined` says of agencies of earlier documents which other one the officer said they are.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The agency of that name, short name or spelling."""
        return self.keys.get(agency_key(name))


def known_agencies(views: Iterable[AgencyView], draft: Draft, joined: Mapping[str, str] | None = None) -> KnownAgencies:
    """The agencies of the book, and those of the shipped directory that the draft names."""
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    for view in views:
        names[view.id] = view.name
        for name in (view.name, view.short, *view.variants):
            if name:
                keys.setdefault(agency_key(name), view.id)
    shipped = {agency.canonical for task in draft.tasks for _, agency in roles_of(task) if agency.code is not None}
    for name in sorted(shipped):
        names.setdefault(agency_id(name), name)
        keys.setdefault(agency_key(name), agency_id(name))
    return KnownAgencies(names, keys, {one: other for one, other in (joined or {}).items() if other in names})


def roles_of(task: DraftTask) -> Iterable[tuple[Role, DraftAgency]]:
    """Every agency of a draft task with its role, in printed order."""
    for role, agencies in (
        (Role.LEAD, task.lead),
        (Role.IMPLEMENTING, task.implementing),
        (Role.COORDINATING, task.coord),
    ):
        for agency in agencies:
            yield role, agency
