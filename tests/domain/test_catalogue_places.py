"""Places of rows among their siblings, and the numbers that come next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain.catalogue.places import GAP, Sibling, next_number, number_after, put_between

POSITIONS = st.lists(st.integers(-5, 3000), max_size=12)


def in_order(positions: dict[str, int]) -> list[str]:
    return sorted(positions, key=lambda id_: (positions[id_], id_))


@given(POSITIONS, st.data())
def test_rows_stand_where_they_were_put_and_all_others_keep_their_order(
    positions: list[int], data: st.DataObject
) -> None:
    held = {f"{place:02}": position for place, position in enumerate(positions)}
    order = in_order(held)
    moved = data.draw(st.lists(st.sampled_from([*order, "x1", "x2"]), unique=True, min_size=1, max_size=4))
    before = data.draw(st.sampled_from([*order, None]))
    written = put_between([Sibling(id_, held[id_]) for id_ in order], moved, before)
    now = in_order({**held, **written})
    behind = order[order.index(before) :] if before else []
    others = [id_ for id_ in order if id_ not in moved]
    anchor = next((id_ for id_ in behind if id_ not in moved), None)
    place = others.index(anchor) if anchor else len(others)
    assert now == [*others[:place], *moved, *others[place:]]
    assert len(set({**held, **written}.values())) == len(now) or len(set(positions)) < len(positions)


def test_only_what_moves_is_written_while_there_is_room() -> None:
    siblings = [Sibling(id_, GAP * place) for place, id_ in enumerate("abc", start=1)]
    assert put_between(siblings, ["x"], "b") == {"x": GAP + GAP // 2}
    assert put_between(siblings, ["x"], None) == {"x": GAP * 4}
    assert put_between(siblings, ["x", "y"], "a") == {"x": -GAP, "y": 0}
    assert put_between([], ["x", "y"], None) == {"x": GAP, "y": 2 * GAP}
    assert put_between(siblings, ["b"], "c") == {}
    assert put_between(siblings, ["b", "c"], "b") == {}


def test_a_gap_can_be_used_up_and_more() -> None:
    held = {"a": GAP, "b": 2 * GAP}
    for place in range(40):
        siblings = [Sibling(id_, held[id_]) for id_ in in_order(held)]
        held |= put_between(siblings, [f"x{place:02}"], "b")
    assert in_order(held) == ["a", *(f"x{place:02}" for place in range(40)), "b"]


@pytest.mark.parametrize(
    ("numbers", "above", "proposed"),
    [
        (["2.1", "2.2", "2.3"], "2", "2.4"),
        (["2.9", "2.10", "2.1"], "2", "2.11"),
        (["5.1.", "5.2."], "5.", "5.3."),
        (["a)", "b)", "c)", "d)"], "2.4", "đ)"),
        (["đ)"], "2.4", "e)"),
        (["01", "02"], "I", "03"),
        (["I.", "II."], "", "III."),
        (["A.", "B."], "", "C."),
        (["(1)", "(2)"], "3", "(3)"),
        (["(i)", "(ii)"], "3", "(iii)"),
        (["-", "-"], "3", "-"),
        (["2.1", "-", ""], "2", "2.2"),
        (["", "Việc khác"], "2", "2.1"),
        ([], "2", "2.1"),
        ([], "2.", "2.1"),
        ([], "2.4", "2.4.1"),
        ([], "II", "1"),
        ([], "", "1"),
        (["Mục 1"], "", "1"),
    ],
)
def test_the_next_number(numbers: list[str], above: str, proposed: str) -> None:
    assert next_number(numbers, above) == proposed


@pytest.mark.parametrize(
    ("before", "numbers", "proposed"),
    [
        ("1.1", ["1.1", "1.2", "1.3"], "1.4"),
        ("1.1", ["1.1", "1.3"], "1.2"),
        ("1.1.", ["1.1.", "1.2)", "1.3."], "1.4."),
        ("1.1", ["1.1", "1.2.", "1.5"], "1.3"),
        ("1.3", ["1.1", "1.2", "1.3"], "1.4"),
        ("d)", ["c)", "d)", "e)"], "đ)"),
        ("3.5.b", ["3.5.a", "3.5.b", "3.5.c", "3.5.d", "3.5.e"], "3.5.đ"),
        ("-", ["-", "-"], "-"),
        ("", ["1.1", ""], "1.2"),
        ("Việc khác", [], "1.1"),
    ],
)
def test_the_number_after_another_is_taken_while_it_is_free(before: str, numbers: list[str], proposed: str) -> None:
    assert number_after(before, numbers, "1") == proposed


@given(
    st.lists(st.sampled_from(["1", "2.3", "a)", "đ)", "y)", "-", "", "II.", "(4)", "H.", "099", "v.", "49"])), st.text()
)
def test_there_is_always_a_next_number(numbers: list[str], above: str) -> None:
    assert next_number(numbers, above)
