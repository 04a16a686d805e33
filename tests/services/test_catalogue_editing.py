"""Editing in the catalogue: cells, parts, new rows and moves, each one action that one undo takes back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.catalogue.cells import CellEdit, EditColumn
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import catalogue, history
from danvan_desktop.services.catalogue import NewRow, Target
from danvan_desktop.services.editing import BadValue, delete_tasks
from danvan_desktop.services.tasks import find_agency, find_task, list_groups, list_programmes, list_tasks
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import Book
from tests.making import TODAY, empty_book, new_ids, sample_book, seeds

ALL = TaskFilter()


@pytest.fixture
def book(book: Book) -> Iterator[Book]:
    """The sample book; whatever a test did, it is sound afterwards."""
    yield book
    assert history.verify(book).sound


def listed(book: Book) -> list[str]:
    return [task.path for task in list_tasks(book, ALL)]


def group_id(book: Book, path: str) -> str:
    return next(group.id for group in list_groups(book, list_programmes(book)[0].id) if group.path == path)


def set_cell(book: Book, path: str, column: EditColumn, text: str) -> TaskView:
    task = find_task(book, path)
    catalogue.set_cells(book, [CellEdit(task.id, column, text)], TODAY)
    return list_tasks(book, TaskFilter(ids=(task.id,)))[0]


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        (EditColumn.NUMBER, " 1.9. ", "number", "1.9."),
        (EditColumn.TEXT, " Rà soát\nhồ sơ ", "text", "Rà soát\nhồ sơ"),
        (EditColumn.RESULT, "Đã họp 02 buổi", "result", "Đã họp 02 buổi"),
        (EditColumn.NOTE, "chờ", "note", "chờ"),
        (EditColumn.PRODUCT, "Báo cáo", "product", "Báo cáo"),
        (EditColumn.FORM, "Hội nghị", "form", "Hội nghị"),
        (EditColumn.PERCENT, " 70 % ", "percent", 70),
        (EditColumn.PERCENT, "", "percent", None),
        (EditColumn.TIME, " Quý IV/2026 ", "time_text", "Quý IV/2026"),
        (EditColumn.STATUS, "đã xong", "status", Status.DONE),
        (EditColumn.STATUS, "Đang thực hiện", "status", Status.DOING),
        (EditColumn.STATUS, "hủy bỏ", "status", Status.CANCELLED),
        (EditColumn.STATUS, " ", "status", Status.TODO),
        (EditColumn.DONE_ON, "1/3/2026", "done_on", date(2026, 3, 1)),
    ],
)
def test_a_cell_is_written_as_typed(book: Book, column: EditColumn, text: str, field: str, value: object) -> None:
    assert getattr(set_cell(book, "1.3", column, text), field) == value


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        (EditColumn.PERCENT, "101", "«101» không ghi được; hãy ghi số từ 0 đến 100"),
        (EditColumn.PERCENT, "nửa", "hãy ghi số từ 0 đến 100"),
        (EditColumn.PERCENT, "-5", "hãy ghi số từ 0 đến 100"),
        (EditColumn.STATUS, "Quá hạn", "hãy ghi một trong: «Chưa làm», «Đang làm»"),
        (EditColumn.STATUS, "xong xuôi", "hãy ghi một trong"),
        (EditColumn.DONE_ON, "30/02/2026", "hãy ghi ngày có thật, dạng 31/03/2026"),
        (EditColumn.DONE_ON, "1/3/26", "dạng 31/03/2026"),
        (EditColumn.TEXT, "  ", "«Nội dung» không ghi được; nội dung không được để trống"),
        (EditColumn.LEAD, "Công an xã; Sở Chưa Có", "không có cơ quan «Sở Chưa Có»"),
        (EditColumn.COORD, "xã", r"có \d+ cơ quan ứng với «xã»"),
    ],
)
def test_what_cannot_stand_names_its_cell_and_nothing_is_written(
    book: Book, column: EditColumn, text: str, said: str
) -> None:
    before = list_tasks(book, ALL)
    edits = [CellEdit(before[0].id, EditColumn.NOTE, "mới"), CellEdit(find_task(book, "1.3").id, column, text)]
    with pytest.raises(BadValue, match=said) as refused:
        catalogue.set_cells(book, edits, TODAY)
    assert "Nhiệm vụ 1.3, ô «" in str(refused.value)
    assert "Chưa ghi ô nào" in str(refused.value)
    assert list_tasks(book, ALL) == before
    assert history.stacks(book).undoable == ()


def test_what_is_typed_done_is_done_today_or_on_the_day_typed_beside_it(book: Book) -> None:
    assert set_cell(book, "1.3", EditColumn.STATUS, "Hoàn thành").done_on == TODAY
    task = find_task(book, "1.4").id
    pasted = [CellEdit(task, EditColumn.DONE_ON, "2/3/2026"), CellEdit(task, EditColumn.STATUS, "Hoàn thành")]
    catalogue.set_cells(book, pasted, TODAY)
    assert find_task(book, "1.4").done_on == date(2026, 3, 2)
    assert set_cell(book, "1.4", EditColumn.DONE_ON, "").status is Status.DONE
    assert set_cell(book, "1.4", EditColumn.STATUS, "Đang làm").done_on is None


def test_a_day_of_completion_beside_another_state_is_refused(book: Book) -> None:
    task = find_task(book, "1.4").id
    pasted = [CellEdit(task, EditColumn.DONE_ON, "2/3/2026"), CellEdit(task, EditColumn.STATUS, "Đang làm")]
    with pytest.raises(BadValue, match="trạng thái phải là «Hoàn thành»"):
        catalogue.set_cells(book, pasted, TODAY)


def test_an_empty_day_leaves_a_task_that_is_not_done_alone(book: Book) -> None:
    task = find_task(book, "1.3")
    assert set_cell(book, "1.3", EditColumn.DONE_ON, "") == task


def test_agencies_are_found_by_name_short_name_and_spelling_and_kept_in_order(book: Book) -> None:
    task = set_cell(book, "1.3", EditColumn.COORD, "Ban Xây dựng Đảng;  CÔNG AN XÃ ;\nphòng kinh tế; Công an xã")
    assert task.names(Role.COORDINATING) == ("Ban Xây dựng Đảng", "Công an xã", "Phòng Kinh tế")
    task = set_cell(book, "1.3", EditColumn.COORD, "Phòng Kinh tế; Ban Xây dựng Đảng")
    assert task.names(Role.COORDINATING) == ("Phòng Kinh tế", "Ban Xây dựng Đảng")
    task = set_cell(book, "1.3", EditColumn.COORD, "Phòng Kinh tế; Công an xã; Ban Xây dựng Đảng")
    assert task.names(Role.COORDINATING) == ("Phòng Kinh tế", "Công an xã", "Ban Xây dựng Đảng")


def test_a_main_lead_stands_first_only_when_named_first(book: Book) -> None:
    task = find_task(book, "1.3")
    (first,) = (part for part in task.assigned if part.role is Role.LEAD)
    book_write_main(book, first.assignment)
    lead = first.name
    assert set_cell(book, "1.3", EditColumn.LEAD, f"Công an xã; {lead}").names(Role.LEAD) == ("Công an xã", lead)
    assert set_cell(book, "1.3", EditColumn.LEAD, "Công an xã").names(Role.LEAD) == ("Công an xã",)
    assert set_cell(book, "1.3", EditColumn.LEAD, f"Công an xã; {lead}").names(Role.LEAD) == ("Công an xã", lead)


def book_write_main(book: Book, assignment: str) -> None:
    log.write(book, [Write(Kind.ASSIGNMENT, assignment, {"main": True})])


def test_an_empty_cell_of_leads_removes_them_and_leaves_who_implements(book: Book) -> None:
    police = find_agency(book, "Công an xã").id
    task = find_task(book, "1.3")
    catalogue.bulk_assign(book, [task.id], police, Role.IMPLEMENTING)
    both = "; ".join([*task.names(Role.LEAD), "Công an xã"])
    assert set_cell(book, "1.3", EditColumn.LEAD, both).names(Role.LEAD) == task.names(Role.LEAD)
    now = set_cell(book, "1.3", EditColumn.LEAD, " ")
    assert (now.names(Role.LEAD), now.names(Role.IMPLEMENTING)) == ((), ("Công an xã",))


def test_writing_back_what_every_cell_shows_changes_nothing(book: Book) -> None:
    shown: dict[EditColumn, Callable[[TaskView], str]] = {
        EditColumn.NUMBER: lambda task: task.number,
        EditColumn.TEXT: lambda task: task.text,
        EditColumn.LEAD: lambda task: "; ".join([*task.names(Role.LEAD), *task.names(Role.IMPLEMENTING)]),
        EditColumn.COORD: lambda task: "; ".join(task.names(Role.COORDINATING)),
        EditColumn.TIME: lambda task: task.time_text,
        EditColumn.PERCENT: lambda task: "" if task.percent is None else f"{task.percent} %",
        EditColumn.DONE_ON: lambda task: f"{task.done_on:%d/%m/%Y}" if task.done_on else "",
        EditColumn.RESULT: lambda task: task.result,
    }
    edits = [CellEdit(task.id, column, text(task)) for task in list_tasks(book, ALL) for column, text in shown.items()]
    assert not catalogue.set_cells(book, edits, TODAY)


def test_a_deleted_task_cannot_be_pasted_into_by_an_unknown_id(book: Book) -> None:
    with pytest.raises(BadValue, match="không còn trong sổ"):
        catalogue.set_cells(book, [CellEdit("0" * 32, EditColumn.NOTE, "x")], TODAY)


def test_an_agency_is_given_to_and_taken_from_several_tasks(book: Book) -> None:
    police = find_agency(book, "Công an xã").id
    tasks = [find_task(book, path).id for path in ("1.1", "3.4", "5.1")]
    catalogue.bulk_assign(book, tasks, police, Role.COORDINATING)
    assert all("Công an xã" in find_task(book, path).names(Role.COORDINATING) for path in ("1.1", "3.4", "5.1"))
    assert not catalogue.bulk_assign(book, tasks, police, Role.COORDINATING)
    catalogue.bulk_unassign(book, tasks, police, Role.COORDINATING)
    assert not any("Công an xã" in find_task(book, path).names(Role.COORDINATING) for path in ("1.1", "3.4", "5.1"))
    assert not catalogue.bulk_unassign(book, tasks, police, Role.COORDINATING)


def test_a_new_task_gets_the_next_number_of_its_group(book: Book) -> None:
    made, _ = catalogue.new_task(book, NewRow(" Họp thôn ", group=group_id(book, "5")), new_ids(), TODAY)
    task = find_task(book, "5.4")
    assert (task.id, task.text, task.status) == (made, "Họp thôn", Status.TODO)
    assert listed(book)[-1] == "5.4"


def test_a_new_task_stands_after_the_one_named_and_renumbers_nothing(book: Book) -> None:
    before, ids = listed(book), new_ids()
    catalogue.new_task(book, NewRow("Họp thôn", after=find_task(book, "1.2").id), ids, TODAY)
    at = before.index("1.2") + 1
    assert listed(book) == [*before[:at], "1.6", *before[at:]]
    delete_tasks(book, [find_task(book, "1.3").id])
    catalogue.new_task(book, NewRow("Họp bản", after=find_task(book, "1.2").id), ids, TODAY)
    assert listed(book) == [*before[:at], "1.3", "1.6", *before[at + 1 :]]


def test_a_new_task_may_carry_a_number_of_its_own_or_none(book: Book) -> None:
    ids = new_ids()
    programme = list_programmes(book)[0].id
    catalogue.new_task(book, NewRow("Họp thôn", programme=programme, number="6a"), ids, TODAY)
    catalogue.new_task(book, NewRow("Họp bản", programme=programme), ids, TODAY)
    assert [task.number for task in list_tasks(book, ALL)][-2:] == ["6a", "6"]


@pytest.mark.parametrize("make", [catalogue.new_task, catalogue.new_group])
def test_nothing_without_words_is_made(book: Book, make: Callable[..., object]) -> None:
    with pytest.raises(BadValue, match="không được để trống"):
        make(book, NewRow(" \u00a0"), new_ids(), TODAY)
    assert history.stacks(book).undoable == ()


def test_in_an_empty_book_a_new_task_makes_the_programme_of_the_year(tmp_path: Path) -> None:
    with empty_book(tmp_path) as book:
        ids = new_ids()
        catalogue.new_task(book, NewRow("Họp thôn"), ids, TODAY)
        (programme,) = list_programmes(book)
        assert programme.title == "Chương trình công tác dân vận năm 2026"
        assert programme.period == (date(2026, 1, 1), date(2026, 12, 31))
        catalogue.new_task(book, NewRow("Họp bản"), ids, TODAY)
        assert [(task.path, task.programme) for task in list_tasks(book, ALL)] == [
            ("1", programme.id),
            ("2", programme.id),
        ]
        history.undo(book)
        history.undo(book)
        assert list_programmes(book) == ()
        assert history.verify(book).sound


def test_a_new_group_can_be_filled_renamed_and_emptied_again(book: Book) -> None:
    ids = new_ids()
    programme = list_programmes(book)[0].id
    group, _ = catalogue.new_group(book, NewRow("Việc phát sinh", programme=programme), ids, TODAY)
    inner, _ = catalogue.new_group(book, NewRow("Việc gấp", group=group), ids, TODAY)
    task, _ = catalogue.new_task(book, NewRow("Họp thôn", group=inner), ids, TODAY)
    assert listed(book)[-1] == "6.1.1"
    catalogue.rename_group(book, group, " Việc  khác ", "VI.")
    views = {view.id: view for view in list_groups(book, programme)}
    assert (views[group].title, views[group].number, views[inner].parent) == ("Việc  khác", "VI.", group)
    for full in (group, inner):
        with pytest.raises(BadValue, match="chưa xóa gì"):
            catalogue.delete_group(book, full)
    delete_tasks(book, [task])
    catalogue.delete_group(book, inner)
    catalogue.delete_group(book, group)
    assert {view.id for view in list_groups(book, programme)} == views.keys() - {group, inner}


def test_copies_stand_at_the_end_of_their_groups_not_yet_begun(book: Book) -> None:
    originals = [find_task(book, path) for path in ("1.2", "2.4.a", "1.1")]
    made, _ = catalogue.duplicate_tasks(book, [task.id for task in originals], new_ids())
    copies = list_tasks(book, TaskFilter(ids=made))
    assert sorted(copy.path for copy in copies) == ["1.6", "1.7", "2.4.e"]
    by_id = {copy.id: copy for copy in copies}
    for record, original in zip(made, originals, strict=True):
        copy = by_id[record]
        assert (copy.text, copy.time_text, copy.due.due) == (original.text, original.time_text, original.due.due)
        assert [(part.agency, part.role) for part in copy.assigned] == [(p.agency, p.role) for p in original.assigned]
        assert (copy.status, copy.done_on, copy.percent) == (Status.TODO, None, None)
    paths = listed(book)
    assert paths[paths.index("1.5") + 1 : paths.index("1.5") + 3] == ["1.6", "1.7"]


def test_tasks_move_to_another_group_and_keep_their_numbers(book: Book) -> None:
    tasks = [find_task(book, path).id for path in ("1.2", "5.3")]
    home = find_task(book, "3.2")
    catalogue.move_tasks(book, tasks, Target(home.programme, home.group, before=home.id))
    moved = list_tasks(book, TaskFilter(group=home.group))
    assert [task.number for task in moved][:4] == ["3.1", "1.2", "5.3", "3.2"]
    catalogue.move_tasks(book, tasks[:1], Target(home.programme))
    assert list_tasks(book, ALL)[-1].id == tasks[0]
    assert list_tasks(book, ALL)[-1].group == ""


def test_groups_move_among_those_of_their_level_and_keep_their_numbers(book: Book) -> None:
    (programme,) = list_programmes(book)

    def order() -> list[str]:
        return [group.number for group in list_groups(book, programme.id)]

    before, held = order(), {group.number: group.id for group in list_groups(book, programme.id)}
    assert before == ["1", "2", "2.4", "3", "4", "5"]
    catalogue.shift_group(book, held["3"], -1)
    assert order() == ["1", "3", "2", "2.4", "4", "5"]
    catalogue.place_group(book, held["1"], held["5"], behind=True)
    assert order() == ["3", "2", "2.4", "4", "5", "1"]
    assert listed(book)[-1] == "1.5"
    assert not catalogue.shift_group(book, held["1"], 1)
    assert not catalogue.shift_group(book, held["2.4"], 1)
    assert not catalogue.place_group(book, held["2.4"], held["4"], behind=False)
    assert len(history.stacks(book).undoable) == 2
    history.undo(book)
    history.undo(book)
    assert order() == before


def test_putting_tasks_where_they_stand_leaves_no_trace(book: Book) -> None:
    first, second, third = (find_task(book, path) for path in ("1.1", "1.2", "1.3"))
    here = Target(first.programme, first.group, third.id)
    assert not catalogue.move_tasks(book, [first.id, second.id], here)
    assert history.stacks(book).undoable == ()


def by_cells(book: Book) -> object:
    tasks = list_tasks(book, ALL)[:4]
    columns = (EditColumn.LEAD, EditColumn.COORD, EditColumn.STATUS, EditColumn.TIME)
    texts = ("Công an xã", "", "Đã xong", "Quý IV/2026")
    return catalogue.set_cells(
        book, [CellEdit(t.id, c, text) for t in tasks for c, text in zip(columns, texts, strict=True)], TODAY
    )


def by_times(book: Book) -> object:
    return catalogue.set_times(book, [task.id for task in list_tasks(book, ALL)[:3]], " Tháng 9 ")


def by_assigning(book: Book) -> object:
    tasks = [task.id for task in list_tasks(book, ALL)]
    return catalogue.bulk_assign(book, tasks, find_agency(book, "Công an xã").id, Role.LEAD)


def by_unassigning(book: Book) -> object:
    tasks = [task.id for task in list_tasks(book, ALL)]
    return catalogue.bulk_unassign(book, tasks, find_agency(book, "Công an xã").id, Role.COORDINATING)


def by_new_task(book: Book) -> object:
    return catalogue.new_task(book, NewRow("Họp thôn", after=list_tasks(book, ALL)[2].id), new_ids(), TODAY)


def by_new_group(book: Book) -> object:
    return catalogue.new_group(book, NewRow("Việc khác", group=group_id(book, "2")), new_ids(), TODAY)


def by_copies(book: Book) -> object:
    return catalogue.duplicate_tasks(book, [task.id for task in list_tasks(book, ALL)[:5]], new_ids())


def by_moving(book: Book) -> object:
    tasks = list_tasks(book, ALL)
    return catalogue.move_tasks(
        book, [task.id for task in tasks[-3:]], Target(tasks[0].programme, None, tasks[0].group)
    )


def by_renaming(book: Book) -> object:
    return catalogue.rename_group(book, group_id(book, "2"), "Nhóm đổi tên", "7")


ACTIONS = [
    by_cells,
    by_times,
    by_assigning,
    by_unassigning,
    by_new_task,
    by_new_group,
    by_copies,
    by_moving,
    by_renaming,
]


def everything(book: Book) -> object:
    programmes = list_programmes(book)
    return programmes, [list_groups(book, view.id) for view in programmes], list_tasks(book, ALL)


@pytest.mark.parametrize("act", ACTIONS)
def test_one_undo_takes_each_action_back_and_one_redo_does_it_again(book: Book, act: Callable[[Book], object]) -> None:
    before = everything(book)
    assert act(book)
    changed = everything(book)
    assert changed != before
    assert len(history.stacks(book).undoable) == 1
    history.undo(book)
    assert everything(book) == before
    history.redo(book)
    assert everything(book) == changed


@pytest.mark.parametrize("seed", seeds(1, 6))
def test_random_moves_put_tasks_where_they_were_asked_to_stand(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with sample_book(tmp_path) as book:
        programme = list_programmes(book)[0].id
        places = [None, *(group.id for group in list_groups(book, programme))]
        for _ in range(25):
            tasks = [task.id for task in list_tasks(book, ALL)]
            moved = chance.sample(tasks, chance.randint(1, 3))
            target = Target(programme, chance.choice(places))
            beside = standing(book, target)
            before = chance.choice([*beside, None])
            catalogue.move_tasks(book, moved, Target(programme, target.group, before))
            now = standing(book, target)
            others = [id_ for id_ in beside if id_ not in moved]
            assert [id_ for id_ in now if id_ not in moved] == others
            at = now.index(moved[0])
            assert now[at : at + len(moved)] == moved
            if before is None or before not in moved:
                assert now[at + len(moved) : at + len(moved) + 1] == ([before] if before else [])
        assert history.verify(book).sound
        while history.undo(book):
            pass
        assert listed(book) == listed_of_the_sample(tmp_path)


def standing(book: Book, target: Target) -> list[str]:
    with book.transaction() as connection:
        return [sibling.id for sibling in query.siblings(connection, target.programme, target.group)]


def listed_of_the_sample(folder: Path) -> list[str]:
    with sample_book(folder, name="mới.danvan") as fresh:
        return listed(fresh)
