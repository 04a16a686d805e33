"""The sample book: as many tasks as asked for, and the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_desktop import paths
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import demo, history
from danvan_desktop.services.demo import DemoOrder, make_demo
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.services.tasks import list_groups, list_programmes, list_tasks, standing, work_calendar
from danvan_desktop.storage.book import Book
from danvan_desktop.storage.errors import BookExists
from tests.making import TODAY, author, shipped


def made(folder: Path, person: str = "Hà", *, tasks: int = 25, seed: int = 1) -> Book:
    order = DemoOrder(demo.sample_file(paths.resources_dir()), TODAY, tasks, seed)
    return make_demo(folder / f"{person}-{tasks}-{seed}.danvan", author(person), shipped(), order)


def everything(book: Book) -> tuple[object, ...]:
    return list_programmes(book), list_tasks(book, TaskFilter())


@pytest.mark.parametrize("tasks", [0, 1, 8, 9, 25, 26, 201])
def test_a_book_has_as_many_tasks_as_asked_for(book_dir: Path, tasks: int) -> None:
    with made(book_dir, tasks=tasks) as book:
        programmes = list_programmes(book)
        assert sum(view.tasks for view in programmes) == len(list_tasks(book, TaskFilter())) == tasks
        assert len(programmes) == -(-tasks // 200)
        assert read_letterhead(book).unit_name == "xã Tân Phú"
        assert not history.stacks(book).undoable


def test_the_same_seed_makes_the_same_book_whoever_makes_it(book_dir: Path) -> None:
    with made(book_dir) as one, made(book_dir, "Tuấn") as same, made(book_dir, seed=2) as other:
        assert everything(one) == everything(same) != everything(other)
        assert len(history.book_history(one)) == len(history.book_history(same))


def test_every_number_stands_under_its_heading_however_large_the_book_is(book_dir: Path) -> None:
    with made(book_dir, tasks=60) as book:
        (programme,) = list_programmes(book)
        found = list_tasks(book, TaskFilter())
        assert len({task.path for task in found}) == 60
        above = {group.id: group for group in list_groups(book, programme.id)}
        for group in above.values():
            assert group.path == group.number
        for task in found:
            assert task.path in (task.number, f"{above[task.group].path}.{task.number}")


def states(tasks: tuple[TaskView, ...], book: Book) -> set[str]:
    calendar = work_calendar(book)
    return {standing(task, calendar, TODAY).state for task in tasks}


def test_the_sample_shows_what_is_done_under_way_late_and_to_come(sample: Book) -> None:
    found = states(list_tasks(sample, TaskFilter()), sample)
    assert {"done", "in_progress", "overdue", "not_started", "not_due_yet"} <= found
    assert all(part.name for task in list_tasks(sample, TaskFilter()) for part in task.assigned)


def test_the_book_is_sound(sample: Book) -> None:
    assert history.verify(sample).sound
    assert history.open_conflicts(sample) == ()


def test_a_file_that_is_there_is_left_alone(book_dir: Path) -> None:
    (book_dir / "Hà-25-1.danvan").write_text("của tôi", encoding="utf-8")
    with pytest.raises(BookExists):
        made(book_dir)
    assert (book_dir / "Hà-25-1.danvan").read_text(encoding="utf-8") == "của tôi"


def test_a_sample_that_cannot_be_read_leaves_no_book(book_dir: Path) -> None:
    sample = book_dir / "mẫu.json"
    sample.write_text('{"commune": "xã Tân Phú", "title": "Danh mục"}', encoding="utf-8")
    with pytest.raises(KeyError):
        make_demo(book_dir / "hỏng.danvan", author(), shipped(), DemoOrder(sample, TODAY))
    assert [path.name for path in book_dir.iterdir()] == ["mẫu.json"]
