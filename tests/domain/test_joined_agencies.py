"""Which agency stands for those that were joined."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.agencies.joined import survivors


@pytest.mark.parametrize(
    ("joined", "shown"),
    [
        ({}, {}),
        ({"a": "b"}, {"a": "b"}),
        ({"b": "a"}, {"b": "a"}),
        ({"a": "b", "b": "c", "d": "b"}, {"a": "c", "b": "c", "d": "c"}),
        ({"a": "b", "b": "a"}, {"b": "a"}),
        ({"c": "b", "b": "c", "a": "c"}, {"c": "b", "a": "b"}),
        ({"d": "b", "b": "c", "c": "d"}, {"c": "b", "d": "b"}),
        ({"a": "a"}, {}),
    ],
)
def test_the_last_stands_for_all_and_in_a_circle_the_smallest(joined: dict[str, str], shown: dict[str, str]) -> None:
    assert survivors(joined) == shown
    assert survivors(dict(reversed(joined.items()))) == shown
