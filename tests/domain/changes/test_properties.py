"""Every history of three copies keeps the properties of exchange.md, and every planted fault is found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from danvan_desktop.domain.changes import composing, rules
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import Change, Presence, Resolved
from danvan_desktop.domain.ids import NO_ACTION
from danvan_desktop.domain.records import DELETED, Kind, Value
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
    check_hidden_was_seen,
    check_no_false_conflict,
    check_no_silent_loss,
    check_nothing_left_the_log,
    check_parents_are_there,
    dump,
    reading,
    union,
    view_of,
    without_clocks,
)

_THREE = range(3)
_COPY = st.sampled_from(_THREE)
_DELETIONS = st.sampled_from([Write(kind, record, {DELETED: True}) for record, kind in KIND_OF.items()])
_ORDER = st.permutations(_THREE)
_YEARS_31 = 31 * 365 * 86_400_000
_EDITS: list[tuple[str, str, tuple[Value, ...]]] = [
    (PROGRAMME, "title", ("a", "b")),
    (GROUP_1, "title", ("a", "b")),
    (TASK_1, "text", ("a", "b", "c")),
    (TASK_1, "status", ("todo", "doing", "done")),
    (TASK_1, "percent", (0, 50, None)),
    (TASK_2, "text", ("a", "b")),
    (TASK_2, "position", (1, 2)),
    (ASSIGNMENT, "present", (True, False)),
]
_MOVES: list[tuple[str, str, tuple[Value, ...]]] = [
    (GROUP_1, "programme", (PROGRAMME,)),
    (GROUP_1, "parent", (GROUP_2, None)),
    (GROUP_2, "parent", (GROUP_1, None)),
    (TASK_1, "group", (GROUP_1, GROUP_2, None)),
    (TASK_2, "group", (GROUP_1, GROUP_2)),
    (TASK_2, "programme", (PROGRAMME,)),
    (ASSIGNMENT, "task", (TASK_1,)),
]


def _writes(table: list[tuple[str, str, tuple[Value, ...]]]) -> st.SearchStrategy[Write]:
    return st.sampled_from(
        [Write(KIND_OF[record], record, {name: value}) for record, name, values in table for value in values]
    )


def _is_offered(view: View, write: Write) -> bool:
    """Whether the program lets the officer do it: delete only what is shown, move nothing into a circle."""
    if write.fields.get(DELETED):
        return write.record in view.state.records.keys() - view.hidden
    parents = rules.parent_records(write.kind, write.fields)
    return all(write.record not in {parent, *view.above(parent)} for parent in parents)


class Copies(RuleBasedStateMachine):
    """Three copies of a book, each edited on a PC of its own, carried about, lost and restored."""

    @initialize(imported=st.sets(_COPY, min_size=2))
    def start(self, imported: set[int]) -> None:
        """Most of the officers have imported the same document before anything else."""
        openings = count(1)
        self.now_ms = 1_700_000_000_000
        self.copies = [Replica(openings, reading() if copy in imported else {}) for copy in _THREE]
        self.backups: dict[int, Log] = {}
        self.written: dict[str, Change] = {}

    def _act(self, copy: int, write: Write) -> None:
        self.now_ms += 1000
        replica = self.copies[copy]
        before = replica.view
        replica.write(write, self.now_ms)
        after = replica.view
        check_nothing_left_the_log(before.log, after.log)
        assert after.conflicts <= before.conflicts, f"P7 a conflict without a merge: {after.conflicts}"
        check_hidden_was_seen(after)
        check_parents_are_there(after.log)
        for record, state in before.state.records.items():
            for name, value in state.values.items():
                if record != write.record or name not in write.fields:
                    assert after.value(record, name) == value, f"P5 writing something else changed {name}"

    def _write(self, copy: int, write: Write) -> None:
        self._act(copy, write)
        view = self.copies[copy].view
        assert write.record not in view.hidden, "P7 what was written is hidden"
        for name, value in write.fields.items():
            assert view.value(write.record, name) == value, f"P7 {name} does not show what was written"
            assert (write.record, name) not in view.conflicts, f"P7 writing {name} did not settle its conflict"

    @rule(copy=_COPY, writes=st.lists(_writes(_EDITS), min_size=1, max_size=4))
    def edit(self, copy: int, writes: list[Write]) -> None:
        """Write fields, of new, present and deleted records."""
        for write in writes:
            self._write(copy, write)

    @rule(copy=_COPY, write=_writes(_MOVES))
    def move(self, copy: int, write: Write) -> None:
        """Add a record under another or move it; the program refuses to make a circle."""
        if _is_offered(self.copies[copy].view, write):
            self._write(copy, write)

    @rule(copy=_COPY, write=_DELETIONS)
    def delete(self, copy: int, write: Write) -> None:
        """Delete what is shown."""
        if _is_offered(self.copies[copy].view, write):
            self._act(copy, write)
            after = self.copies[copy].view
            assert after.is_deleted(write.record), "P7 what was deleted is still there"
            assert (write.record, DELETED) not in after.conflicts, "P7 deleting did not settle"

    @rule(copy=_COPY, chosen=st.integers(0, 5))
    def bring_back(self, copy: int, chosen: int) -> None:
        """Edit something that is deleted or hangs under what is deleted."""
        hidden = sorted(self.copies[copy].view.hidden)
        if hidden:
            record = hidden[chosen % len(hidden)]
            name = "title" if KIND_OF[record] in (Kind.PROGRAMME, Kind.GROUP) else "note"
            self._write(copy, Write(KIND_OF[record], record, {name: "c"}))

    @rule(into=_COPY, source=_COPY)
    def merge(self, into: int, source: int) -> None:
        """Put another copy's changes into this one."""
        mine, theirs = self.copies[into].view, self.copies[source].view
        after = view_of(union(mine.log, theirs.log))
        assert dump(after) == dump(view_of(union(theirs.log, mine.log))), "P1 the two ways to merge differ"
        assert after.log == union(union(after.log, theirs.log), mine.log), "P2 merging again changes something"
        for side in (mine, theirs):
            check_nothing_left_the_log(side.log, after.log)
            check_no_silent_loss(side, after)
        check_no_false_conflict(mine, theirs, after)
        check_hidden_was_seen(after)
        check_parents_are_there(after.log)
        self.copies[into].show(after.log)

    @rule(one=_ORDER, other=_ORDER)
    def merge_in_any_order(self, one: Sequence[int], other: Sequence[int]) -> None:
        """Put all three together, in two orders; the first copy keeps the result."""
        first, second = (view_of(self._together(order)) for order in (one, other))
        assert dump(first) == dump(second), f"P3 the order of merging counts: {one}, {other}"
        self.copies[one[0]].show(first.log)

    def _together(self, order: Sequence[int]) -> Log:
        a, b, c = (self.copies[copy].view.log for copy in order)
        return union(union(a, b), c)

    @rule(copy=_COPY)
    def back_up(self, copy: int) -> None:
        """Keep what a file holds now."""
        self.backups[copy] = self.copies[copy].view.log

    @rule(copy=_COPY)
    def restore(self, copy: int) -> None:
        """The file is lost; its backup takes its place, and what was written since lives on in other copies only."""
        if copy in self.backups:
            self._keep(copy)
            self.copies[copy].replace_with(self.backups[copy])

    @rule(source=_COPY, over=_COPY)
    def copy_over(self, source: int, over: int) -> None:
        """Copy one file over another with the file manager."""
        self._keep(over)
        self.copies[over].replace_with(self.copies[source].view.log)

    @rule(copy=_COPY, skew_ms=st.sampled_from([-_YEARS_31, 0, _YEARS_31]))
    def jump(self, copy: int, skew_ms: int) -> None:
        """The clock of a PC is wrong."""
        self.copies[copy].skew_ms = skew_ms

    def _keep(self, copy: int) -> None:
        self.written.update(self.copies[copy].view.log)

    def teardown(self) -> None:
        """What needs to be looked at once: clocks decide nothing, and ids say what they name."""
        for copy, replica in enumerate(getattr(self, "copies", ())):
            self._keep(copy)
            timeless = view_of(without_clocks(replica.view.log))
            assert dump(timeless) == dump(replica.view), "P8 a clock decided something"
        for identifier, change in getattr(self, "written", {}).items():
            assert identifier == change.id == rules.change_id(change), f"P11 {change} has a false id"


_LONG = settings.get_current_profile_name() == "long"
_STEPS = 40

pytestmark = pytest.mark.timeout(900 if _LONG else 60)


def _examples(in_the_suite: int) -> settings:
    """The same few examples at every run of the suite; with `--hypothesis-profile=long` many, other ones each time."""
    return settings() if _LONG else settings(max_examples=in_the_suite)


def test_every_history_keeps_the_properties() -> None:
    run_state_machine_as_test(Copies, settings=settings(_examples(120), stateful_step_count=_STEPS))


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_twenty_thousand_histories_keep_the_properties() -> None:
    """In portions, because hypothesis remembers every history of a run."""
    wanted = settings(max_examples=2_000, stateful_step_count=_STEPS, deadline=None, derandomize=False, database=None)
    for portion in range(1, 11):
        run_state_machine_as_test(Copies, settings=wanted)
        print(f"{2_000 * portion} histories", flush=True)


@_examples(100)
@given(st.lists(st.tuples(_COPY, st.one_of(_writes(_EDITS), _writes(_MOVES), _DELETIONS)), max_size=40))
def test_a_book_carried_from_pc_to_pc_never_has_a_conflict(steps: list[tuple[int, Write]]) -> None:
    openings = count(1)
    copies = [Replica(openings, reading() if copy == 0 else {}) for copy in _THREE]
    holder = 0
    for now_ms, (copy, write) in enumerate(steps):
        copies[copy].show(union(copies[copy].view.log, copies[holder].view.log))
        holder = copy
        if _is_offered(copies[copy].view, write):
            copies[copy].write(write, now_ms)
        assert not copies[copy].view.conflicts, "P7 editing in turn made a conflict"


_STRANGE_VALUES = st.sampled_from([None, True, False, 0, 1, "0", "todo", "done", *sorted(KIND_OF)])


@st.composite
def _strange_logs(draw: st.DrawFn) -> list[Change]:
    """Changes that no program of ours would write: any value in any field, equal names, parents of anything."""
    made: list[Change] = []
    for _ in range(draw(st.integers(1, 12))):
        known = st.sets(st.sampled_from([change.id for change in made]), max_size=3) if made else st.just(set())
        fields = draw(st.dictionaries(st.sampled_from(["status", "percent", "parent", "x", DELETED]), _STRANGE_VALUES))
        change = Change(
            session=f"{draw(st.integers(0, 1)):032x}",
            seq=draw(st.integers(0, 1)),
            lamport=draw(st.integers(0, 1)),
            wall_ms=0,
            action=NO_ACTION,
            verb="edit",
            kind=draw(st.sampled_from(["task", "group", "petition"])),
            record=draw(st.sampled_from(sorted(KIND_OF)[:3])),
            fields=fields,
            parents={name: tuple(draw(known)) for name in (*fields, "status")},
            replaces=tuple(draw(known)),
        )
        made.append(rules.sealed(change))
    return made


@_examples(100)
@given(_strange_logs(), st.randoms(use_true_random=False))
def test_what_a_log_means_never_depends_on_its_order(log: list[Change], random: Random) -> None:
    shuffled = random.sample(log, len(log))
    assert dump(view_of({change.id: change for change in log})) == dump(view_of({c.id: c for c in shuffled}))


def _reuse_ids_after_a_restore(patch: pytest.MonkeyPatch) -> None:
    """A file keeps its name and counts on from what it holds; a change is known by that name and number."""
    reopened = Replica.reopen

    def reopen(replica: Replica) -> None:
        if replica.session:
            own = [held.seq for held in replica.view.log.values() if held.session == replica.session]
            replica.seq = max(own, default=0)
        else:
            reopened(replica)

    def name_and_number(change: Change) -> str:
        return hashlib.sha256(f"{change.session} {change.seq}".encode()).hexdigest()[:32]

    patch.setattr(Replica, "reopen", reopen)
    patch.setattr(rules, "change_id", name_and_number)


def _let_the_clock_win(patch: pytest.MonkeyPatch) -> None:
    def newest(_kind: str, name: str, heads: Sequence[Change]) -> Resolved:
        return Resolved(max(heads, key=lambda change: (change.wall_ms, change.id)).fields[name], conflicting=False)

    patch.setattr(rules, "resolve", newest)


def _let_the_counter_win(patch: pytest.MonkeyPatch) -> None:
    resolve = rules.resolve

    def silent(kind: str, name: str, heads: Sequence[Change]) -> Resolved:
        return replace(resolve(kind, name, heads), conflicting=False)

    patch.setattr(rules, "resolve", silent)


def _forget_parents(patch: pytest.MonkeyPatch) -> None:
    _change_parents(patch, lambda _: ())


def _record_one_parent_only(patch: pytest.MonkeyPatch) -> None:
    _change_parents(patch, lambda ids: ids[-1:])


def _change_parents(patch: pytest.MonkeyPatch, kept: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    compose = composing.compose

    def forgetful(*given: Any, **named: Any) -> Change:
        change = compose(*given, **named)
        return rules.sealed(replace(change, parents={name: kept(ids) for name, ids in change.parents.items()}))

    patch.setattr(composing, "compose", forgetful)


def _let_deleting_win(patch: pytest.MonkeyPatch) -> None:
    def wins(deletions: Sequence[Change], _others: object) -> Presence:
        return Presence.DELETED if any(change.fields[DELETED] for change in deletions) else Presence.VISIBLE

    patch.setattr(rules, "presence", wins)


def _let_the_last_to_arrive_win(patch: pytest.MonkeyPatch) -> None:
    heads_of, resolve = rules.heads_of, rules.resolve

    def as_they_came(changes: Iterable[Change]) -> rules.Heads:
        held = list(changes)
        return {name: tuple(c.id for c in held if c.id in ids) for name, ids in heads_of(held).items()}

    def latest(kind: str, name: str, heads: Sequence[Change]) -> Resolved:
        return replace(resolve(kind, name, heads), value=heads[-1].fields[name])

    patch.setattr(rules, "heads_of", as_they_came)
    patch.setattr(rules, "resolve", latest)


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(_reuse_ids_after_a_restore, id="ids reused after a restore"),
        pytest.param(_let_the_clock_win, id="winner by clock"),
        pytest.param(_let_the_counter_win, id="winner by counter without conflict"),
        pytest.param(_forget_parents, id="parents forgotten"),
        pytest.param(_let_deleting_win, id="delete always wins"),
        pytest.param(_let_the_last_to_arrive_win, id="winner by order of arrival"),
        pytest.param(_record_one_parent_only, id="only one parent recorded"),
    ],
)
def test_a_planted_fault_is_found(plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    search = settings(
        settings.get_profile("default"),
        max_examples=250,
        stateful_step_count=_STEPS,
        phases=(Phase.generate,),
        verbosity=Verbosity.quiet,
        database=None,
    )
    with pytest.raises(AssertionError, match=r"^P\d"):
        run_state_machine_as_test(Copies, settings=search)
