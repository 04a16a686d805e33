"""Saves a number of changes, to be looked at from outside: `ours BOOK COUNT` or `bare BOOK COUNT`."""

from __future__ import annotations

import sys
from pathlib import Path

from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import books, editing, tasks
from tests.benchmarks.books import author
from tests.benchmarks.saving import bare_database, commit


def main(way: str, path: Path, count: int) -> None:
    """Save `count` times."""
    if way == "bare":
        connection = bare_database(path.parent)
        for _ in range(count):
            commit(connection)
        connection.close()
        return
    with books.open_book(path, author()) as book:
        task = tasks.list_task_ids(book, TaskFilter())[0]
        for number in range(count):
            editing.set_fields(book, task, {"result": f"{author().entropy(4).hex()} {number}"})


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
