"""Finding tasks by how they are spoken of, filters, and where a task stands on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from danvan_desktop.domain.catalogue.search import search
from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import tasks
from danvan_desktop.services.editing import ExtensionOrder, extend, set_status
from danvan_desktop.services.importing import import_draft
from danvan_desktop.services.tasks import Ambiguous, NotFound, find_agency, find_programme, find_task
from danvan_desktop.storage.book import Book
from tests.making import TODAY, empty_book, new_ids
from tests.services.drafts import DOCUMENT, FACT, Line, draft


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Programmes of two years, to look at; in the second «3.2» is printed over two tasks."""
    lines = [
        Line("3.1", "Đối thoại với thanh niên", lead=("Tổ hòa giải số 7",)),
        Line("3.2", "Họp thôn"),
        Line("3.2", "Trồng cây " + "xanh " * 20),
    ]
    later = replace(DOCUMENT, title="Dân vận khéo năm 2027", number="7", period=("2027-01-01", "2027-12-31"))
    with empty_book(tmp_path_factory.mktemp("hai năm")) as held:
        import_draft(held, draft(), FACT)
        import_draft(held, draft(lines, later), FACT)
        yield held


@pytest.mark.parametrize(
    ("reference", "path"),
    [("1.2", "1.2"), ("1.2.", "1.2"), ("2.4.c", "2.4.c"), ("2.4.C", "2.4.c"), ("2.4.d", "2.4.d"), ("2.4.đ", "2.4.đ")],
)
def test_a_task_is_found_by_its_path(sample: Book, reference: str, path: str) -> None:
    assert find_task(sample, reference).path == path


def test_a_task_is_found_by_its_id(sample: Book) -> None:
    held = find_task(sample, "2.4.c")
    assert find_task(sample, held.id) == held


@pytest.mark.parametrize("programme", ["dan van kheo", "Dân vận khéo năm 2027", "7", "năm 2027"])
def test_a_path_may_be_of_a_named_programme(two_years: Book, programme: str) -> None:
    assert find_task(two_years, f"{programme}:3.1").text == "Đối thoại với thanh niên"
    assert find_programme(two_years, programme).id == find_task(two_years, "3.1").programme
    with pytest.raises(NotFound, match=r"2\.1"):
        find_task(two_years, f"{programme}:2.1")


def test_a_programme_is_found_by_its_id(two_years: Book) -> None:
    for view in tasks.list_programmes(two_years):
        assert find_programme(two_years, view.id) == view


def test_a_programme_that_is_not_clear_is_refused_with_the_candidates(two_years: Book) -> None:
    with pytest.raises(Ambiguous, match="Có 2 chương trình") as refused:
        find_task(two_years, "danh muc:1.1")
    assert all(view.title in str(refused.value) for view in tasks.list_programmes(two_years))
    with pytest.raises(NotFound, match="không có chương trình «kế hoạch»"):
        find_task(two_years, "kế hoạch:1.1")


def test_equal_paths_are_refused_with_the_candidates_and_counted_with_a_tilde(two_years: Book) -> None:
    with pytest.raises(Ambiguous, match=r"3\.2~1 Họp thôn; 3\.2~2 Trồng cây xanh") as refused:
        find_task(two_years, "3.2")
    assert "…" in str(refused.value)
    assert find_task(two_years, "3.2~1").text == "Họp thôn"
    assert find_task(two_years, "2027:3.2~2").text.startswith("Trồng cây")


@pytest.mark.parametrize("reference", ["9.9", "", " ", "3.2~0", "3.2~3", "3.2~x", "3.1~2", "1.1~0", ":9.9"])
def test_what_is_not_there_is_not_found(two_years: Book, reference: str) -> None:
    with pytest.raises(NotFound, match="không có nhiệm vụ"):
        find_task(two_years, reference)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Phòng Kinh tế", "Phòng Kinh tế"),
        ("phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("P. VH-XH", "Phòng Văn hóa - Xã hội"),
        ("Ban XDĐ Đảng ủy", "Ban Xây dựng Đảng"),
        ("hanh chinh cong", "Trung tâm Phục vụ hành chính công"),
    ],
)
def test_an_agency_is_found_by_name_short_name_variant_or_part(sample: Book, said: str, name: str) -> None:
    assert find_agency(sample, said).name == name


def test_an_agency_that_is_not_clear_is_refused_with_the_candidates(sample: Book) -> None:
    with pytest.raises(Ambiguous, match="Có 4 cơ quan ứng với «dang uy»: Đảng ủy xã; Thường trực Đảng ủy xã; "):
        find_agency(sample, "dang uy")
    assert find_agency(sample, "Đảng ủy").name == "Đảng ủy xã"


@pytest.mark.parametrize("said", ["Sở Tài chính", "", "  "])
def test_an_agency_that_is_not_in_the_book_is_not_found(two_years: Book, said: str) -> None:
    with pytest.raises(NotFound, match="không có cơ quan"):
        find_agency(two_years, said)


def paths(book: Book, wanted: TaskFilter) -> list[str]:
    return [task.path for task in tasks.list_tasks(book, wanted)]


def test_a_filter_for_what_is_late_takes_open_tasks_whose_due_date_is_over(sample: Book) -> None:
    assert paths(sample, TaskFilter(late_on=TODAY)) == ["2.1", "2.4.a"]
    assert paths(sample, TaskFilter(late_on=date(2026, 1, 30))) == []
    assert paths(sample, TaskFilter(late_on=date(2026, 1, 31))) == ["2.4.a"]
    calendar = tasks.work_calendar(sample)
    states = {task.path: tasks.standing(task, calendar, TODAY).state for task in tasks.list_tasks(sample, TaskFilter())}
    assert [path for path, state in states.items() if state is State.OVERDUE] == ["2.1", "2.4.a"]


def test_a_filter_for_what_is_due_before_a_day_does_not_take_that_day(sample: Book) -> None:
    assert paths(sample, TaskFilter(due_before=date(2026, 3, 31))) == ["2.1", "2.4.a"]
    assert paths(sample, TaskFilter(due_before=date(2026, 4, 1))) == ["2.1", "2.2", "2.4.a", "2.4.c"]


def test_a_filter_for_an_agency_takes_every_role_and_the_collectives_that_it_is_in(sample: Book) -> None:
    police = find_agency(sample, "Công an xã")
    own = [
        task.path
        for task in tasks.list_tasks(sample, TaskFilter())
        if police.name in (*task.names(Role.LEAD), *task.names(Role.COORDINATING))
    ]
    assert own == ["3.4", "4.3"]
    collectives = [view for view in tasks.list_agencies(sample) if police.name in view.members]
    named = {path for view in collectives for path in paths(sample, TaskFilter(agency=view.id))}
    assert named > {"1.2", "2.1"}
    assert set(paths(sample, TaskFilter(agency=police.id))) == {*own, *named}
    assert "2.2" not in paths(sample, TaskFilter(agency=police.id))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("quy che dan chu", ["2.1"]),
        ("QUY CHẾ DÂN CHỦ", ["2.1"]),
        ("cong an xa", ["3.4", "4.3"]),
        ("hương ước", ["2.4.đ"]),
        ("2.4.Đ", ["2.4.d", "2.4.đ"]),
        ("2.4", ["2.4.a", "2.4.b", "2.4.c", "2.4.d", "2.4.đ"]),
        ("chế quy dân chủ", ["2.1"]),
        ("chế quy không có", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_a_search_takes_the_phrase_and_where_nothing_holds_it_every_word(
    sample: Book, words: str, found: list[str]
) -> None:
    assert paths(sample, TaskFilter(words=words)) == found


def test_filters_narrow_one_another(two_years: Book) -> None:
    programme = find_programme(two_years, "12").id
    assert paths(two_years, TaskFilter(programme=programme)) == ["1.1", "1.2", "2.1", "2.2"]
    agency = find_agency(two_years, "to hoa giai").id
    assert paths(two_years, TaskFilter(agency=agency)) == ["2.1", "3.1"]
    assert paths(two_years, TaskFilter(words="doi thoai")) == ["2.1", "3.1"]
    assert paths(two_years, TaskFilter(programme=programme, agency=agency, words="doi thoai")) == ["2.1"]


def test_tasks_are_loaded_in_the_order_asked_for(sample: Book) -> None:
    one, other = find_task(sample, "1.1"), find_task(sample, "4.1")
    assert tasks.load_tasks(sample, [other.id, "0" * 32, one.id]) == (other, one)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Công an xã",
        "xã an công",
        "dân",
        "dân chủ",
        "chủ dân",
        "phòng và xã",
        "%",
        "_ _",
        "ban uy",
        "ông uy",
        "ong u",
        "[a q",
        "2 dan",
        "dan /",
        "2.4.Đ",
        "2.4",
    ],
)
def test_the_search_while_typing_finds_what_the_filter_finds(sample: Book, words: str) -> None:
    found = search(tasks.searchable_tasks(sample), words)
    assert found == list(tasks.list_task_ids(sample, TaskFilter(words=words)))


def test_what_a_phrase_means_does_not_depend_on_the_other_filters(sample: Book) -> None:
    """«hương ước» is a phrase of 2.4.đ: asked for among other tasks, it does not fall apart into its words."""
    others = tuple(id_ for id_ in tasks.list_task_ids(sample, TaskFilter()) if find_task(sample, "2.4.đ").id != id_)
    assert paths(sample, TaskFilter(words="hương ước", ids=others)) == []


def test_the_groups_of_all_programmes_are_those_of_each(two_years: Book) -> None:
    both = tasks.groups_by_programme(two_years)
    assert both
    for held in tasks.list_programmes(two_years):
        assert both.get(held.id, ()) == tasks.list_groups(two_years, held.id)


def test_groups_are_listed_in_printed_order(sample: Book) -> None:
    (programme,) = tasks.list_programmes(sample)
    groups = tasks.list_groups(sample, programme.id)
    assert [group.path for group in groups] == ["1", "2", "2.4", "3", "4", "5"]
    assert [group.parent for group in groups] == [None, None, groups[1].id, None, None, None]


@pytest.mark.parametrize(
    ("path", "today", "state", "late", "last"),
    [
        ("2.1", date(2026, 2, 27), State.NOT_STARTED, 0, date(2026, 2, 27)),
        ("2.1", date(2026, 2, 28), State.OVERDUE, 1, date(2026, 2, 27)),
        ("2.3", TODAY, State.NOT_DUE_YET, 0, date(2026, 12, 31)),
        ("4.3", date(2026, 6, 2), State.OVERDUE, 2, date(2026, 5, 29)),
        ("1.1", date(2030, 1, 1), State.IN_PROGRESS, 0, None),
        ("1.2", TODAY, State.DONE, 0, date(2026, 2, 13)),
    ],
)
def test_standing(sample: Book, path: str, today: date, state: State, late: int, last: date | None) -> None:
    """31/5/2026 is a Sunday; the week of 19/02/2026 is Tết."""
    now = tasks.standing(find_task(sample, path), tasks.work_calendar(sample), today)
    assert (now.state, now.late_days, now.last_working_day) == (state, late, last)


def test_an_extension_moves_what_is_late_and_the_last_working_day(book: Book) -> None:
    extend(book, find_task(book, "2.1").id, ExtensionOrder(date(2026, 5, 3), "Chờ hướng dẫn"), new_ids(), TODAY)
    now = tasks.standing(find_task(book, "2.1"), tasks.work_calendar(book), TODAY)
    assert (now.state, now.late_days, now.last_working_day) == (State.NOT_STARTED, 0, date(2026, 4, 29))
    assert paths(book, TaskFilter(late_on=TODAY)) == ["2.4.a"]


def test_what_is_finished_late_says_by_how_much(book: Book) -> None:
    set_status(book, [find_task(book, "2.1")], Status.DONE, TODAY)
    now = tasks.standing(find_task(book, "2.1"), tasks.work_calendar(book), date(2026, 12, 1))
    assert (now.state, now.late_days) == (State.DONE_LATE, 6)
