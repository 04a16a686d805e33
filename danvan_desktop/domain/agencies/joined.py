"""Agencies that the officer said are one: which of them all are shown as (exchange.md R11)."""

from __future__ import annotations

from collections.abc import Mapping


def survivors(joined: Mapping[str, str]) -> dict[str, str]:
    """For each agency that is shown as another, that other.

    `joined` says of agencies into which one each was joined. The last of such a row stands for all; where two books
    joined two agencies each the other way, which makes a circle, its smallest id does on every PC.
    """
    ends: dict[str, str] = {}
    for agency in joined:
        path = [agency]
        while path[-1] not in ends and path[-1] in joined and joined[path[-1]] not in path:
            path.append(joined[path[-1]])
        last = path[-1]
        if last not in ends and last in joined:
            last = min(path[path.index(joined[last]) :])
        ends.update(dict.fromkeys(path, ends.get(path[-1], last)))
    return {agency: end for agency, end in ends.items() if end != agency}
