"""The rules of the change log by example: Hà and Tuấn keep one book on two PCs (exchange.md R1-R10, R14, R16)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import count, permutations

import pytest

from danvan_desktop.domain.changes.composing import Stamp, Write, compose
from danvan_desktop.domain.changes.rules import (
    Change,
    Heads,
    Presence,
    book_state,
    change_id,
    checksum,
    circled,
    heads_of,
    record_state,
    resolve,
    sealed,
    session_id,
)
from danvan_desktop.domain.records import DELETED, Kind, Status, Value
from tests.domain.changes.machine import (
    ASSIGNMENT,
    GROUP_1,
    GROUP_2,
    KIND_OF,
    PROGRAMME,
    TASK_1,
    TASK_2,
    Log,
    Replica,
    View,
    dump,
    reading,
    union,
    view_of,
)

CHANGE = Change(
    session="5e" * 16,
    seq=3,
    lamport=41,
    wall_ms=1_770_000_000_000,
    action="ac" * 16,
    verb="edit",
    kind="task",
    record="7a" * 16,
    fields={"text": "Đối thoại với nhân dân", "percent": 50, "due_by_hand": None},
    parents={"text": ("bb" * 16, "aa" * 16), "percent": (), "due_by_hand": ()},
)
STAMP = Stamp("5e" * 16, 1, 9, 0, "ac" * 16)


def setting(record: str, **fields: Value) -> Write:
    return Write(KIND_OF[record], record, fields)


def deleting(record: str) -> Write:
    return Write(KIND_OF[record], record, {DELETED: True})


class Officer:
    """One officer with a copy of the book, which begins with the same imported document everywhere."""

    def __init__(self, openings: count[int]) -> None:
        self.copy = Replica(openings, reading())

    def does(self, *writes: Write) -> None:
        for write in writes:
            self.copy.write(write, now_ms=0)

    def takes_in(self, other: Officer) -> None:
        self.copy.show(union(self.log, other.log))

    @property
    def log(self) -> Log:
        return self.copy.view.log

    @property
    def sees(self) -> View:
        return self.copy.view


@pytest.fixture
def openings() -> count[int]:
    return count(1)


@pytest.fixture
def ha(openings: count[int]) -> Officer:
    return Officer(openings)


@pytest.fixture
def tuan(openings: count[int]) -> Officer:
    return Officer(openings)


def together(one: Officer, other: Officer) -> View:
    return view_of(union(one.log, other.log))


# Values and conflicts


def test_both_values_of_a_conflict_are_kept_and_one_stands_provisionally(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, text="Tổ chức đối thoại"))
    tuan.does(setting(TASK_1, note="họp trước"), setting(TASK_1, text="Tổ chức hội nghị đối thoại"))
    both = together(ha, tuan)
    assert both.conflicts == {(TASK_1, "text")}
    assert both.offered(TASK_1, "text") == {'"Tổ chức đối thoại"', '"Tổ chức hội nghị đối thoại"'}
    assert both.value(TASK_1, "text") == "Tổ chức hội nghị đối thoại", "the larger counter stands"
    assert dump(both) == dump(together(tuan, ha))


def test_a_conflict_is_answered_by_an_ordinary_write(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, text="của Hà"))
    tuan.does(setting(TASK_1, text="của Tuấn"))
    ha.takes_in(tuan)
    ha.does(setting(TASK_1, text="của Hà"))
    assert not ha.sees.conflicts
    tuan.takes_in(ha)
    assert not tuan.sees.conflicts
    assert tuan.sees.value(TASK_1, "text") == "của Hà"


def test_two_different_answers_are_a_new_conflict(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, text="của Hà"))
    tuan.does(setting(TASK_1, text="của Tuấn"))
    ha.takes_in(tuan)
    tuan.takes_in(ha)
    ha.does(setting(TASK_1, text="của Hà"))
    tuan.does(setting(TASK_1, text="của Tuấn"))
    assert together(ha, tuan).offered(TASK_1, "text") == {'"của Hà"', '"của Tuấn"'}


def test_the_same_value_typed_on_both_sides_is_no_conflict(ha: Officer, tuan: Officer) -> None:
    for officer in (ha, tuan):
        officer.does(setting(TASK_1, status="done"))
    both = together(ha, tuan)
    assert not both.conflicts
    assert len(both.heads(TASK_1, "status")) == 2
    assert both.value(TASK_1, "status") == "done"


def test_different_fields_of_one_task_never_conflict(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, text="mới"))
    tuan.does(setting(TASK_1, status="doing"))
    both = together(ha, tuan)
    assert not both.conflicts
    assert (both.value(TASK_1, "text"), both.value(TASK_1, "status")) == ("mới", "doing")


@pytest.mark.parametrize(
    ("kind", "name", "stands", "yields"),
    [
        ("task", "status", "todo", "done"),
        ("task", "status", "done", "cancelled"),
        ("task", "percent", 9, 80),
        ("task", "percent", 80, None),
        ("extension", "new_due", "2026-03-31", "2026-06-30"),
        ("programme", "state", "draft", "closed"),
        ("agency", "addressed_as", "assign", "request"),
        ("day", "kind", "holiday", "workday"),
        ("task", "status", "todo", "a word of a newer version"),
    ],
)
def test_the_cautious_value_stands_whoever_wrote_last(kind: str, name: str, stands: Value, yields: Value) -> None:
    earlier, later = (
        sealed(replace(CHANGE, kind=kind, lamport=lamport, fields={name: value}, parents={}))
        for lamport, value in ((1, stands), (2, yields))
    )
    for heads in permutations((earlier, later)):
        assert resolve(kind, name, heads).value == stands
        assert resolve(kind, name, heads).conflicting


def test_equal_counters_are_decided_by_the_session_and_its_number() -> None:
    of_first, of_second, later_of_first = (
        sealed(replace(CHANGE, session=session * 16, seq=seq, fields={"text": text}, parents={}))
        for session, seq, text in (("0a", 1, "a"), ("0b", 1, "b"), ("0a", 2, "c"))
    )
    assert resolve("task", "text", (of_second, later_of_first)).value == "b"
    assert resolve("task", "text", (of_first, later_of_first)).value == "c"


def test_true_and_one_are_two_values() -> None:
    heads = [sealed(replace(CHANGE, seq=seq, fields={"note": value})) for seq, value in ((1, True), (2, 1))]
    assert resolve("assignment", "note", heads).conflicting


def test_values_that_read_alike_have_an_order_too() -> None:
    heads = [sealed(replace(CHANGE, seq=seq, fields={"percent": value})) for seq, value in ((1, 0), (2, "0"))]
    assert resolve("task", "percent", heads) == resolve("task", "percent", heads[::-1])


def test_positions_merge_silently(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, position=4))
    tuan.does(setting(TASK_2, position=3), setting(TASK_1, position=9))
    both = together(ha, tuan)
    assert not both.conflicts
    assert both.value(TASK_1, "position") == 9


def test_clocks_decide_nothing(ha: Officer, tuan: Officer) -> None:
    ha.copy.write(setting(TASK_1, text="của Hà"), now_ms=32_000_000_000_000)
    tuan.does(setting(TASK_1, note="."), setting(TASK_1, text="của Tuấn"))
    assert together(ha, tuan).value(TASK_1, "text") == "của Tuấn"


# Deleting


def test_deleting_what_the_other_edited_is_shown_and_hides_nothing(ha: Officer, tuan: Officer) -> None:
    ha.does(deleting(TASK_1))
    assert TASK_1 in ha.sees.hidden
    tuan.does(setting(TASK_1, result="đã làm xong"))
    both = together(ha, tuan)
    assert both.conflicts == {(TASK_1, DELETED)}
    assert TASK_1 not in both.hidden
    assert both.state.presences[TASK_1] is Presence.CONTESTED


@pytest.mark.parametrize("answer", [deleting(TASK_1), setting(TASK_1, deleted=False), setting(TASK_1, note="giữ lại")])
def test_a_contested_record_is_deleted_or_kept_by_the_answer(ha: Officer, tuan: Officer, answer: Write) -> None:
    ha.does(deleting(TASK_1))
    tuan.does(setting(TASK_1, result="đã làm xong"))
    ha.takes_in(tuan)
    ha.does(answer)
    both = together(tuan, ha)
    assert not both.conflicts
    assert (TASK_1 in both.hidden) is (answer == deleting(TASK_1))


def test_what_both_deleted_is_gone_without_a_question(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, text="sửa rồi xoá"), deleting(TASK_1))
    tuan.does(setting(TASK_1, note="cũng sửa rồi xoá"), deleting(TASK_1))
    both = together(ha, tuan)
    assert TASK_1 in both.hidden
    assert not both.conflicts


def test_one_kept_what_both_had_deleted(ha: Officer, tuan: Officer) -> None:
    ha.does(deleting(TASK_1))
    tuan.does(deleting(TASK_1), setting(TASK_1, note="cần lại"))
    both = together(ha, tuan)
    assert both.conflicts == {(TASK_1, DELETED)}
    assert TASK_1 not in both.hidden


def test_editing_a_deleted_record_brings_it_back(ha: Officer) -> None:
    ha.does(deleting(TASK_1), setting(TASK_1, note="vẫn cần"))
    assert TASK_1 not in ha.sees.hidden
    assert ha.sees.state.presences[TASK_1] is Presence.VISIBLE
    assert not ha.sees.conflicts


@pytest.mark.parametrize(
    "work_of_tuan",
    [
        setting(TASK_1, result="đã làm xong"),
        setting(ASSIGNMENT, note="làm đầu mối"),
        Write(Kind.TASK, "0f" * 16, {"group": GROUP_1, "text": "nhiệm vụ thêm"}),
        setting(GROUP_2, parent=GROUP_1),
    ],
    ids=["a task edited", "its assignment edited", "a task added", "a group moved in"],
)
def test_deleting_a_group_hides_nothing_of_what_the_other_did_in_it(
    ha: Officer, tuan: Officer, work_of_tuan: Write
) -> None:
    ha.does(deleting(GROUP_1))
    assert ha.sees.hidden == {GROUP_1, TASK_1, TASK_2, ASSIGNMENT}
    tuan.does(work_of_tuan)
    both = together(ha, tuan)
    assert both.conflicts == {(GROUP_1, DELETED)}
    assert not both.hidden


def test_a_task_moved_out_in_time_does_not_hold_its_deleted_group(ha: Officer, tuan: Officer) -> None:
    ha.does(deleting(GROUP_1))
    tuan.does(setting(TASK_1, group=GROUP_2))
    both = together(ha, tuan)
    assert both.hidden == {GROUP_1, TASK_2}
    assert not both.conflicts


def test_writing_under_a_deleted_group_after_seeing_that_makes_no_conflict(ha: Officer, tuan: Officer) -> None:
    ha.does(deleting(PROGRAMME))
    tuan.takes_in(ha)
    tuan.does(setting(ASSIGNMENT, note="vẫn làm"))
    assert not together(ha, tuan).conflicts
    assert not together(ha, tuan).hidden


def test_a_deletion_has_seen_what_it_wrote_itself(ha: Officer) -> None:
    ha.does(deleting(TASK_1), setting(TASK_1, note="sửa nhầm, mục này sống lại"))
    ha.does(Write(Kind.TASK, TASK_1, {"note": None, DELETED: True}))
    assert TASK_1 in ha.sees.hidden
    assert not ha.sees.conflicts


def test_a_circle_of_groups_made_by_two_moves_is_walked_and_shown(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(GROUP_1, parent=GROUP_2))
    tuan.does(setting(GROUP_2, parent=GROUP_1))
    ha.takes_in(tuan)
    assert circled(ha.sees.state.records) == (GROUP_1, GROUP_2)
    assert ha.sees.conflicts == {(GROUP_1, "parent"), (GROUP_2, "parent")}
    assert not ha.sees.hidden
    ha.does(setting(GROUP_2, parent=None))
    assert not ha.sees.conflicts
    assert ha.sees.above(GROUP_1) == {GROUP_2, PROGRAMME}


def test_deleting_in_a_circle_takes_the_circle_with_it_and_sees_all_of_it(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(GROUP_1, parent=GROUP_2))
    tuan.does(setting(GROUP_2, parent=GROUP_1))
    ha.takes_in(tuan)
    ha.does(deleting(GROUP_2))
    assert ha.sees.hidden == {GROUP_1, GROUP_2, TASK_1, TASK_2, ASSIGNMENT}
    tuan.does(setting(TASK_1, note="sửa"))
    assert (GROUP_2, DELETED) in together(ha, tuan).conflicts


def test_a_group_under_itself_is_a_circle_of_one() -> None:
    state = record_state("group", [sealed(replace(CHANGE, kind="group", fields={"parent": GROUP_1}, parents={}))])
    assert circled({GROUP_1: state}) == (GROUP_1,)


# Imports


def test_an_edit_after_both_imported_the_same_document_merges_cleanly(ha: Officer, tuan: Officer) -> None:
    assert ha.log == tuan.log
    ha.does(setting(TASK_1, text="sửa sau khi nhập"))
    both = together(tuan, ha)
    assert not both.conflicts
    assert both.value(TASK_1, "text") == "sửa sau khi nhập"
    assert len(both.log) == len(reading()) + 1


# Identity


def test_the_id_is_the_hash_of_the_one_spelling_of_the_content() -> None:
    spelling = (
        '{"action":"' + "ac" * 16 + '","fields":{"due_by_hand":null,"percent":50,"text":"Đối thoại với nhân dân"},'
        '"kind":"task","lamport":41,'
        '"parents":{"due_by_hand":[],"percent":[],"text":["' + "aa" * 16 + '","' + "bb" * 16 + '"]},'
        '"record":"' + "7a" * 16 + '","replaces":[],"seq":3,"session":"' + "5e" * 16 + '",'
        '"verb":"edit","wall_ms":1770000000000}'
    )
    assert change_id(CHANGE) == hashlib.sha256(spelling.encode()).digest()[:16].hex()
    assert change_id(CHANGE) == "7fe08d93ae04ea02763ea24ef11c9406"


@pytest.mark.parametrize(
    "other",
    [
        replace(CHANGE, session="5f" * 16),
        replace(CHANGE, seq=4),
        replace(CHANGE, lamport=42),
        replace(CHANGE, wall_ms=0),
        replace(CHANGE, action="ad" * 16),
        replace(CHANGE, verb="undo"),
        replace(CHANGE, kind="group"),
        replace(CHANGE, record="7b" * 16),
        replace(CHANGE, fields={**CHANGE.fields, "percent": 51}),
        replace(CHANGE, parents={}),
        replace(CHANGE, replaces=("cc" * 16,)),
    ],
)
def test_the_id_covers_every_part(other: Change) -> None:
    assert change_id(other) != change_id(CHANGE)


def test_the_order_of_lists_and_the_id_itself_do_not_count() -> None:
    turned = replace(CHANGE, parents={name: ids[::-1] for name, ids in CHANGE.parents.items()}, id="00" * 16)
    assert change_id(turned) == change_id(CHANGE)


def test_text_is_sealed_in_composed_letters() -> None:
    apart = sealed(replace(CHANGE, fields={**CHANGE.fields, "text": "Đo\u0302\u0301i thoa\u0323i với nhân dân"}))
    assert apart.fields["text"] == "Đối thoại với nhân dân"
    assert apart == sealed(CHANGE)


def test_every_opening_has_a_name_of_its_own() -> None:
    columns = ("Hà", "may-1", "1.0", "2026-02-12T08:00:00+00:00")
    names = {
        session_id(b"\x01" * 16, columns),
        session_id(b"\x02" * 16, columns),
        session_id(b"\x01" * 16, ("Tuấn", *columns[1:])),
        session_id(b"\x01" * 16, (*columns[:3], None)),
    }
    assert len(names) == 4
    assert {len(name) for name in names} == {32}


def test_the_checksum_is_of_the_set() -> None:
    ids = [f"{number:032x}" for number in (1, 5, (1 << 128) - 1)]
    assert checksum([]) == 0
    assert {checksum(order) for order in permutations(ids)} == {5}
    assert checksum(ids[:2]) != checksum(ids)


# Composing


def test_a_change_names_every_head_that_its_writer_sees(ha: Officer, tuan: Officer) -> None:
    ha.does(setting(TASK_1, text="của Hà"))
    tuan.does(setting(TASK_1, text="của Tuấn"))
    heads = together(ha, tuan).state.records[TASK_1].heads
    made = compose(STAMP, setting(TASK_1, text="chung", note="."), heads)
    assert made.parents == {"text": heads["text"], "note": ()}
    assert len(heads["text"]) == 2
    assert made.replaces == ()
    assert made.id == change_id(made)


def test_an_edit_says_that_the_record_stays_only_where_somebody_deleted_it() -> None:
    heads: Heads = {DELETED: ("dd" * 16,)}
    brought_back = compose(STAMP, setting(TASK_1, note="."), heads, somebody_deleted=True)
    assert brought_back.fields == {"note": ".", DELETED: False}
    assert brought_back.parents == {"note": (), DELETED: ("dd" * 16,)}
    assert compose(STAMP, setting(TASK_1, note="."), heads).fields == {"note": "."}
    assert compose(STAMP, deleting(TASK_1), heads, somebody_deleted=True).fields == {DELETED: True}


def test_a_deletion_lists_what_it_saw_of_the_record_and_below() -> None:
    made = compose(STAMP, deleting(GROUP_1), {"title": ("bb" * 16,), DELETED: ("dd" * 16,)}, ["aa" * 16, "bb" * 16])
    assert made.fields == {DELETED: True}
    assert made.parents == {DELETED: ("dd" * 16,)}
    assert made.replaces == ("aa" * 16, "bb" * 16)


# What a newer version wrote, and what nobody should have written


def test_unknown_kinds_and_fields_are_kept_but_no_conflict_here() -> None:
    places = (("task", "colour"), ("petition", "text"))
    changes = [
        sealed(replace(CHANGE, seq=seq, kind=kind, record=kind, fields={name: value}, parents={}))
        for kind, name in places
        for seq, value in ((1, "đỏ"), (2, "xanh"))
    ]
    state = book_state(changes)
    assert state.conflicts() == []
    assert [state.records[kind].values[name] for kind, name in places] == ["xanh", "xanh"]
    assert [len(state.records[kind].heads[name]) for kind, name in places] == [2, 2]


def test_a_child_of_an_unknown_kind_hangs_under_nothing() -> None:
    child = sealed(replace(CHANGE, kind="petition", record="0c" * 16, fields={"task": CHANGE.record}, parents={}))
    deletion = sealed(replace(CHANGE, fields={DELETED: True}, parents={}))
    assert book_state([child, deletion]).presences[CHANGE.record] is Presence.DELETED


def test_a_record_of_two_kinds_means_the_same_in_any_order() -> None:
    written = (("task", Status.DONE.value), ("programme", Status.TODO.value))
    both = [sealed(replace(CHANGE, kind=kind, fields={"status": value}, parents={})) for kind, value in written]
    states = [book_state(order) for order in permutations(both)]
    assert states[0] == states[1]


def test_heads_that_nobody_replaced_are_listed_in_one_order() -> None:
    changes = [sealed(replace(CHANGE, seq=seq, parents={})) for seq in range(9)]
    assert heads_of(changes)["text"] == tuple(sorted(change.id for change in changes))


def test_a_parent_counts_for_its_own_field_only() -> None:
    first = sealed(replace(CHANGE, fields={"text": "a", "note": "b"}, parents={}))
    second = sealed(replace(CHANGE, seq=4, fields={"text": "c"}, parents={"text": (first.id,)}))
    assert heads_of([second, first]) == {"text": (second.id,), "note": (first.id,)}
