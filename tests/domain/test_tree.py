"""Paths and printed order of groups and tasks."""

from __future__ import annotations

from danvan_desktop.domain.tree import Node, places


def paths(*nodes: Node) -> list[str]:
    """The paths in printed order."""
    found = places(nodes)
    return [place.path for place in sorted(found.values(), key=lambda place: place.sort_key)]


def test_a_table_repeats_the_numbers_of_its_groups() -> None:
    nodes = (
        Node("g3", None, "3", 1),
        Node("t31", "g3", "3.1", 2),
        Node("g35", "g3", "3.5", 3),
        Node("a", "g35", "a", 4),
        Node("d", "g35", "đ)", 5),
    )
    assert paths(*nodes) == ["3", "3.1", "3.5", "3.5.a", "3.5.đ"]


def test_a_programme_counts_its_dashes() -> None:
    nodes = (
        Node("g", None, "II.", 1),
        Node("h", "g", "4.", 2),
        Node("x", "h", "-", 3),
        Node("y", "h", "-", 4),
    )
    assert paths(*nodes) == ["II", "II.4", "II.4/1", "II.4/2"]


def test_a_paragraph_that_repeats_the_heading_is_spoken_of_by_it() -> None:
    nodes = (Node("g", None, "5.", 1), Node("h", "g", "5.2.", 2), Node("x", "h", "5.2.", 3))
    assert paths(*nodes) == ["5", "5.2", "5.2"]
    two = (*nodes, Node("y", "h", "5.2.", 4))
    assert paths(*two) == ["5", "5.2", "5.2/1", "5.2/2"]


def test_order_is_as_printed_not_by_number() -> None:
    nodes = (Node("b", None, "2", 1), Node("a", None, "1", 2), Node("c", None, "2", 3))
    assert paths(*nodes) == ["2", "1", "2"]


def test_a_task_without_group_or_number() -> None:
    assert paths(Node("a", None, "", 1), Node("b", "gone", "7.", 2)) == ["/1", "7"]


def test_groups_in_a_circle_stand_at_the_top() -> None:
    nodes = (Node("a", "b", "1", 1), Node("b", "a", "2", 2), Node("t", "a", "1.1", 3))
    assert paths(*nodes) == ["1", "1.1", "2"]


def test_a_key_does_not_depend_on_the_neighbours() -> None:
    one = places([Node("a", None, "1", 10)])["a"].sort_key
    two = places([Node("z", None, "0", 5), Node("a", None, "1", 10)])["a"].sort_key
    assert one == two
