"""The tree of groups and tasks of one programme: paths as they are spoken («3.5.a», «II.4/2») and the printed order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_UNNUMBERED = ("", "-", "+", "*", "•", "–", "—")
_POSITION_OFFSET = 1 << 35


@dataclass(frozen=True, slots=True)
class Node:
    """A group or task: `parent` is the group it stands under, None at the top; `number` is as printed."""

    id: str
    parent: str | None
    number: str
    position: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: its path, and a key that sorts nodes as they are printed."""

    path: str
    sort_key: str


def places(nodes: Sequence[Node]) -> dict[str, Place]:
    """The place of every node. Groups that stand in a circle, which only a merge can make, go to the top (R8)."""
    by_id = {node.id: node for node in nodes}
    children: dict[str | None, list[Node]] = {}
    for node in nodes:
        children.setdefault(_parent(node, by_id), []).append(node)
    found: dict[str, Place] = {}
    _place(None, Place("", ""), children, found)
    return found


def _parent(node: Node, by_id: Mapping[str, Node]) -> str | None:
    """The parent, or None where there is none in the programme or the way up leads back."""
    seen = {node.id}
    above = node.parent
    while above is not None and above in by_id:
        if above in seen:
            return None if above == node.id else node.parent
        seen.add(above)
        above = by_id[above].parent
    return node.parent if node.parent in by_id else None


def _place(
    parent: Node | None, at: Place, children: Mapping[str | None, Sequence[Node]], found: dict[str, Place]
) -> None:
    siblings = sorted(children.get(parent.id if parent else None, ()), key=lambda node: (node.position, node.id))
    unnumbered = [node.id for node in siblings if _is_unnumbered(node, parent)]
    ordinals = {id_: ordinal for ordinal, id_ in enumerate(unnumbered, start=1)}
    for node in siblings:
        alone = len(unnumbered) == 1 and _repeats(node, parent)
        path = _path(node, parent, at.path, 0 if alone else ordinals.get(node.id, 0))
        key = f"{at.sort_key}{node.position + _POSITION_OFFSET:010x}{node.id[:6]}/"
        found[node.id] = Place(path, key)
        _place(node, found[node.id], children, found)


def _is_unnumbered(node: Node, parent: Node | None) -> bool:
    """A dash, a bare paragraph, or a paragraph that only repeats the number of its heading."""
    return _bare(node.number) in _UNNUMBERED or _repeats(node, parent)


def _repeats(node: Node, parent: Node | None) -> bool:
    """Alone under its heading, such a paragraph is spoken of by the heading's path."""
    return parent is not None and _bare(node.number) == _bare(parent.number) != ""


def _path(node: Node, parent: Node | None, above: str, ordinal: int) -> str:
    if ordinal:
        return f"{above}/{ordinal}"
    bare = _bare(node.number)
    if parent is None:
        return bare
    outer = _bare(parent.number)
    if bare == outer:
        return above
    if outer and bare.startswith(outer + "."):
        return above + bare[len(outer) :]
    return f"{above}.{bare}" if above else bare


def _bare(number: str) -> str:
    """The number without what closes it: «5.1.» and «a)» are spoken of as «5.1» and «a»."""
    return number.strip().strip("()").rstrip(".").strip()
