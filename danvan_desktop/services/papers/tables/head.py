"""What stands at the head of every table."""

from __future__ import annotations

from danvan_desktop.domain.official.workbooks import TableHead
from danvan_desktop.services.papers.facts import Source


def head_of(source: Source) -> TableHead:
    """Whose table it is and what it covers: the programme where there is one, for an agency where one is chosen."""
    order, view = source.order, source.programme
    parts = [view.title if view else ""]
    if order.agency:
        parts.append(source.registered[order.agency].facts.name)
    return TableHead(source.issuing.profile, " - ".join(part for part in parts if part), order.today)
