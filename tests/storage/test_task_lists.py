"""The quick list of all tasks says what the filtered one says."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import DELETED, Kind
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from tests.making import TODAY, sample_book

EVERY_STATE = TaskFilter(states=frozenset(State), on=TODAY)
"""Lets everything through, the long way."""


def ids(book: Book, wanted: TaskFilter) -> tuple[str, ...]:
    with book.transaction() as connection:
        return query.task_ids(connection, wanted)


def test_the_texts_are_read_in_pieces_and_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("danvan_desktop.storage.query.tasks"), "_PIECE", 7)
    with sample_book(tmp_path) as book, book.transaction() as connection:
        pairs = dict(query.searchable(connection))
        assert len(pairs) == 25
        some = list(pairs)[3:20:4]
        assert query.searchable_of(connection, [*some, "nothing"]) == {task: pairs[task] for task in some}


def test_all_tasks_stand_programme_by_programme_as_printed(tmp_path: Path) -> None:
    with sample_book(tmp_path, tasks=450) as book:
        with book.transaction() as connection:
            oldest, _, newest = query.programmes(connection)
        assert ids(book, TaskFilter()) == ids(book, EVERY_STATE)
        first, last, gone, homeless = (ids(book, TaskFilter())[place] for place in (0, -1, 7, 9))
        writes = [
            Write(Kind.PROGRAMME, oldest.id, {"period_start": "2031-01-01"}),
            Write(Kind.PROGRAMME, newest.id, {"period_start": None}),
            Write(Kind.TASK, first, {"position": 1 << 20}),
            Write(Kind.TASK, last, {"position": -5}),
            Write(Kind.TASK, gone, {DELETED: True}),
            Write(Kind.TASK, homeless, {"programme": None, "group": None}),
        ]
        log.write(book, writes)
        found = ids(book, TaskFilter())
        assert found == ids(book, EVERY_STATE)
        assert len(found) == 449
        assert found[0] == homeless
        log.write(book, [Write(Kind.PROGRAMME, newest.id, {DELETED: True})])
        assert ids(book, TaskFilter()) == ids(book, EVERY_STATE)
        with book.transaction() as connection:
            pairs = query.searchable(connection)
            texts = {task.id: task.text for task in query.tasks(connection, found)}
        assert tuple(id_ for id_, _ in pairs) == ids(book, TaskFilter())
        assert all(len(folded) >= len(texts[id_]) for id_, folded in pairs)
