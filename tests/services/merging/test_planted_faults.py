"""The tests of merging are tested: each of seven faults, planted in the program, is found on real book files.

python3 packaging/dev.py planted
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select

from danvan_desktop.domain.changes import rules, strangers
from danvan_desktop.domain.changes.rules import Change, Presence, Resolved
from danvan_desktop.domain.records import DELETED
from danvan_desktop.storage import log, verify
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.deriving import derive
from danvan_desktop.storage.merging import sides
from danvan_desktop.storage.tables import change, session
from tests.making import sample_book
from tests.services.merging.officers import Officers

SEEDS, STEPS = 12, 40


def reuse_ids_after_a_restore(patch: pytest.MonkeyPatch) -> None:
    """A PC keeps one session for ever and counts on from what the file holds; a change is known by these two."""

    def open_session(connection: Connection, book: Book, _now: int) -> str:
        name = hashlib.sha256(book.author.device.encode()).hexdigest()[:32]
        wanted = bytes.fromhex(name)
        if connection.execute(select(session.c.id).where(session.c.id == wanted)).first() is None:
            connection.execute(insert(session), {"id": wanted})
        last = connection.execute(select(func.max(change.c.seq)).where(change.c.session == wanted)).scalar()
        book.writer.seq = int(last or 0)
        return name

    def name_and_number(item: Change) -> str:
        return hashlib.sha256(f"{item.session} {item.seq}".encode()).hexdigest()[:32]

    patch.setattr(log, "_open_session", open_session)
    for module in (rules, strangers, verify):
        patch.setattr(module, "change_id", name_and_number)
    patch.setattr(verify, "_TRUTH_OF_A_COPY", verify._TRUTH)  # the quick check puts the right hash together by itself


def let_the_clock_win(patch: pytest.MonkeyPatch) -> None:
    def newest(_kind: str, name: str, heads: Sequence[Change]) -> Resolved:
        return Resolved(max(heads, key=lambda item: (item.wall_ms, item.id)).fields[name], conflicting=False)

    _resolve_by(patch, newest)


def let_the_counter_win(patch: pytest.MonkeyPatch) -> None:
    resolve = rules.resolve

    def silent(kind: str, name: str, heads: Sequence[Change]) -> Resolved:
        return replace(resolve(kind, name, heads), conflicting=False)

    _resolve_by(patch, silent)


def _resolve_by(patch: pytest.MonkeyPatch, way: Callable[[str, str, Sequence[Change]], Resolved]) -> None:
    for module in (rules, sides):
        patch.setattr(module, "resolve", way)


def forget_parents(patch: pytest.MonkeyPatch) -> None:
    _change_parents(patch, lambda _: ())


def record_one_parent_only(patch: pytest.MonkeyPatch) -> None:
    _change_parents(patch, lambda ids: ids[-1:])


def _change_parents(patch: pytest.MonkeyPatch, kept: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    compose = log.compose

    def forgetful(*given: Any, **named: Any) -> Change:
        item = compose(*given, **named)
        return rules.sealed(replace(item, parents={name: kept(ids) for name, ids in item.parents.items()}))

    patch.setattr(log, "compose", forgetful)


def let_deleting_win(patch: pytest.MonkeyPatch) -> None:
    def wins(deletions: Sequence[Change], _others: object) -> Presence:
        return Presence.DELETED if any(item.fields[DELETED] for item in deletions) else Presence.VISIBLE

    for module in (rules, derive):
        patch.setattr(module, "presence", wins)


def let_the_last_to_arrive_win(patch: pytest.MonkeyPatch) -> None:
    """Changes are read in the order in which they came, and the last one counts."""
    heads_of, resolve = rules.heads_of, rules.resolve

    def in_order_of_arrival(connection: Connection, records: Iterable[str]) -> list[Change]:
        wanted = [bytes.fromhex(record) for record in records]
        statement = select(change).where(change.c.record.in_(wanted)).order_by(change.c.local)
        return [derive.read_change(row) for row in connection.execute(statement)]

    def as_they_came(changes: Iterable[Change]) -> rules.Heads:
        held = list(changes)
        return {name: tuple(item.id for item in held if item.id in ids) for name, ids in heads_of(held).items()}

    def latest(kind: str, name: str, heads: Sequence[Change]) -> Resolved:
        return replace(resolve(kind, name, heads), value=heads[-1].fields[name])

    patch.setattr(derive, "changes_of", in_order_of_arrival)
    patch.setattr(rules, "heads_of", as_they_came)
    _resolve_by(patch, latest)


FAULTS = {
    "ids reused after a restore": reuse_ids_after_a_restore,
    "winner by clock": let_the_clock_win,
    "winner by counter without conflict": let_the_counter_win,
    "parents forgotten": forget_parents,
    "delete always wins": let_deleting_win,
    "winner by order of arrival": let_the_last_to_arrive_win,
    "only one parent recorded": record_one_parent_only,
}


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("plant", FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    from_the_start = plant is reuse_ids_after_a_restore  # every id is another then, those of the first book too
    if from_the_start:
        plant(monkeypatch)
    with sample_book(tmp_path, tasks=3) as made:
        source = made.path
    if not from_the_start:
        plant(monkeypatch)
    for seed in range(SEEDS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        officers = Officers(source, folder, seed)
        try:
            for _ in range(STEPS):
                officers.step()
            officers.check_every_order()
        except AssertionError as found:
            print(f"\n{plant.__name__}: found with seed {seed}: {str(found).splitlines()[0][:120]}")
            return
    pytest.fail("the planted fault was not found")
