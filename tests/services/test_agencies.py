"""The directory of agencies: what may be said of them, their order, joining and deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.agencies import AddressedAs, AgencyKind
from danvan_desktop.domain.agencies.registered import AgencyFacts, RegisteredAgency
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import DELETED, Kind, Role
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import agencies, editing, history
from danvan_desktop.services.agencies import AgencyInUse, BadAgency, list_registered
from danvan_desktop.services.tasks import find_agency, find_task, list_agencies, list_task_ids, list_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.book import Book, open_book
from tests.making import author, empty_book, new_ids
from tests.storage.merging import assert_means_what_its_log_means, unite

ECONOMY, CULTURE, OFFICE = "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã"
EVERYBODY = "Các phòng chuyên môn"
WATCH = AgencyFacts("Tổ Giám sát cộng đồng", "TGSCĐ", AgencyKind.FRONT, AddressedAs.REQUEST, ("Tổ giám sát",))


def held(book: Book, name: str) -> RegisteredAgency:
    return next(one for one in list_registered(book) if one.facts.name == name)


def names(book: Book) -> list[str]:
    return [one.facts.name for one in list_registered(book)]


def tasks_of(book: Book, name: str, role: Role | None = None) -> tuple[str, ...]:
    return list_task_ids(book, TaskFilter(agency=find_agency(book, name).id, role=role))


def assert_sound(book: Book) -> None:
    assert history.verify(book).faults == ()


def join(book: Book, one: str, into: str) -> None:
    agencies.join_agencies(book, held(book, one).id, held(book, into).id)


def test_the_directory_counts_the_tasks_that_name_an_agency(sample: Book) -> None:
    tasks = list_tasks(sample, TaskFilter())
    for one in list_registered(sample):
        leading = [task for task in tasks if one.facts.name in task.names(Role.LEAD) + task.names(Role.IMPLEMENTING)]
        assert one.leading == len(leading)
        assert one.coordinating == len([task for task in tasks if one.facts.name in task.names(Role.COORDINATING)])
    assert held(sample, CULTURE).leading > 0
    assert names(sample) == [view.name for view in list_agencies(sample)]


def test_a_new_agency_is_kept_as_it_was_said_and_one_undo_takes_it_away(book: Book) -> None:
    facts = replace(
        WATCH, name="  Tổ Giám sát   cộng đồng ", active_from=date(2026, 1, 1), active_to=date(2026, 12, 31)
    )
    record, _ = agencies.add_agency(book, facts, new_ids())
    found = held(book, WATCH.name)
    assert (found.id, found.facts) == (record, replace(facts, name=WATCH.name))
    assert record == agency_id(WATCH.name)
    assert find_agency(book, "to giam sat").id == record
    history.undo(book)
    assert WATCH.name not in names(book)
    assert_sound(book)


def test_a_new_agency_stands_last_among_its_like(book: Book) -> None:
    agencies.add_agency(book, WATCH, new_ids())
    alone = [one.facts.name for one in list_registered(book) if not one.facts.collective]
    assert alone[-1] == WATCH.name


def test_one_that_was_deleted_comes_back_under_its_name(book: Book) -> None:
    record, _ = agencies.add_agency(book, WATCH, new_ids())
    agencies.delete_agency(book, record)
    again, _ = agencies.add_agency(book, replace(WATCH, short="TGS"), new_ids())
    assert again == record
    assert held(book, WATCH.name).facts.short == "TGS"


def test_one_whose_first_name_is_another_agency_now_is_a_record_of_its_own(book: Book) -> None:
    first, _ = agencies.add_agency(book, WATCH, new_ids())
    agencies.set_agency(book, first, replace(WATCH, name="Ban Giám sát", variants=()))
    second, _ = agencies.add_agency(book, WATCH, new_ids())
    assert first != second
    assert {"Ban Giám sát", WATCH.name} <= set(names(book))


@pytest.mark.parametrize("name", ["phong kinh te", "PHÒNG  KINH TẾ", "Tổ Giám sát"])
def test_a_name_that_is_taken_is_refused(book: Book, name: str) -> None:
    agencies.add_agency(book, WATCH, new_ids())
    before = list_registered(book)
    with pytest.raises(BadAgency, match="đã có"):
        agencies.add_agency(book, AgencyFacts(name), new_ids())
    with pytest.raises(BadAgency, match="đã có"):
        agencies.set_agency(book, held(book, CULTURE).id, AgencyFacts(name))
    assert list_registered(book) == before


@pytest.mark.parametrize(
    "facts",
    [AgencyFacts("  "), AgencyFacts("Tổ mới", active_from=date(2026, 5, 1), active_to=date(2026, 4, 30))],
)
def test_what_makes_no_sense_is_refused(book: Book, facts: AgencyFacts) -> None:
    with pytest.raises(BadAgency, match="chưa ghi gì"):
        agencies.add_agency(book, facts, new_ids())


def test_an_agency_may_keep_its_own_name_and_everything_is_one_undo_step(book: Book) -> None:
    one = held(book, EVERYBODY)
    facts = replace(one.facts, short="CPCM", members=frozenset({held(book, ECONOMY).id, held(book, "Công an xã").id}))
    agencies.set_agency(book, one.id, facts)
    assert held(book, EVERYBODY).facts == facts
    history.undo(book)
    assert held(book, EVERYBODY) == one
    assert_sound(book)


def test_what_is_no_collective_any_more_has_no_members(book: Book) -> None:
    one = held(book, EVERYBODY)
    agencies.set_agency(book, one.id, replace(one.facts, collective=False))
    assert held(book, EVERYBODY).facts.members == frozenset()
    assert find_agency(book, EVERYBODY).members == ()


def test_agencies_move_up_and_down_among_their_like(book: Book) -> None:
    first, second, third, *_ = names(book)
    agencies.move_agency(book, held(book, third).id, -1)
    assert names(book)[:3] == [first, third, second]
    agencies.move_agency(book, held(book, first).id, 2)
    assert names(book)[:3] == [third, second, first]
    history.undo(book)
    assert names(book)[:3] == [first, third, second]
    assert not agencies.move_agency(book, held(book, first).id, -1)


def test_agencies_without_places_get_them(book_dir: Path) -> None:
    with empty_book(book_dir) as book:
        ids = [f"{number:032x}" for number in (1, 2, 3)]
        log.write(book, [Write(Kind.AGENCY, id_, {"name": f"Tổ {id_[-1]}"}) for id_ in ids])
        agencies.move_agency(book, ids[2], -2)
        assert names(book) == ["Tổ 3", "Tổ 1", "Tổ 2"]


def test_an_agency_that_tasks_name_is_not_deleted_but_may_end(book: Book) -> None:
    one = held(book, ECONOMY)
    with pytest.raises(AgencyInUse, match="không xóa") as refusal:
        agencies.delete_agency(book, one.id)
    assert refusal.value.tasks == len({task.id for task in list_tasks(book, TaskFilter()) if names_it(task, one.id)})
    agencies.end_activity(book, one.id, date(2026, 6, 30))
    assert held(book, ECONOMY).facts == replace(one.facts, active_to=date(2026, 6, 30))


def names_it(task: object, agency: str) -> bool:
    return any(part.agency == agency for part in getattr(task, "assigned", ()))


def test_a_deleted_agency_leaves_its_collectives_and_undo_brings_it_back(book: Book) -> None:
    record, _ = agencies.add_agency(book, WATCH, new_ids())
    one = held(book, EVERYBODY)
    agencies.set_agency(book, one.id, replace(one.facts, members=one.facts.members | {record}))
    with_it = list_registered(book)
    agencies.delete_agency(book, record)
    assert WATCH.name not in names(book)
    assert held(book, EVERYBODY) == one
    history.undo(book)
    assert list_registered(book) == with_it
    assert_sound(book)


def test_what_was_joined_is_shown_counted_and_found_under_the_other(book: Book) -> None:
    before = list_registered(book), list_tasks(book, TaskFilter()), list_task_ids(book, TaskFilter(words="kinh te"))
    both = set(tasks_of(book, ECONOMY)) | set(tasks_of(book, CULTURE))
    leading = {*tasks_of(book, ECONOMY, Role.LEAD), *tasks_of(book, CULTURE, Role.LEAD)}
    own, other = held(book, ECONOMY), held(book, CULTURE)
    join(book, ECONOMY, CULTURE)
    assert ECONOMY not in names(book)
    assert ECONOMY not in [view.name for view in list_agencies(book)]
    now = held(book, CULTURE)
    assert now.joined == (ECONOMY,)
    assert ECONOMY in now.facts.variants
    tasks = list_tasks(book, TaskFilter())
    assert not any(ECONOMY in task.names(role) for task in tasks for role in Role)
    assert now.coordinating <= own.coordinating + other.coordinating
    assert now.leading == len([t for t in tasks if CULTURE in t.names(Role.LEAD) + t.names(Role.IMPLEMENTING)])
    assert set(tasks_of(book, CULTURE)) == both == set(list_task_ids(book, TaskFilter(agency=own.id)))
    assert set(tasks_of(book, CULTURE, Role.LEAD)) == leading
    assert find_agency(book, ECONOMY).id == now.id
    assert_sound(book)
    assert_means_what_its_log_means(book)
    history.undo(book)
    after = list_registered(book), list_tasks(book, TaskFilter()), list_task_ids(book, TaskFilter(words="kinh te"))
    assert after == before
    assert_sound(book)


def test_a_search_finds_what_was_joined_by_both_names(book: Book) -> None:
    alone = [task.id for task in list_tasks(book, TaskFilter()) if ECONOMY in task.names(Role.LEAD)]
    assert alone
    join(book, ECONOMY, CULTURE)
    assert set(alone) <= set(list_task_ids(book, TaskFilter(words="van hoa - xa hoi")))
    assert set(alone) <= set(list_task_ids(book, TaskFilter(words="phong kinh te")))
    agencies.set_agency(book, held(book, CULTURE).id, replace(held(book, CULTURE).facts, name="Phòng Mới lập"))
    assert set(alone) <= set(list_task_ids(book, TaskFilter(words="moi lap")))
    assert_sound(book)


def test_a_task_that_named_both_names_the_survivor_once(book: Book) -> None:
    task = find_task(book, "1.1")
    both = [held(book, name).id for name in (ECONOMY, CULTURE)]
    log.write(book, [editing.assign_write(task, agency, Role.COORDINATING) for agency in both])
    join(book, ECONOMY, CULTURE)
    assert find_task(book, "1.1").names(Role.COORDINATING).count(CULTURE) == 1
    log.write(book, [editing.unassign_write(find_task(book, "1.1"), both[1], Role.COORDINATING)])
    assert CULTURE not in find_task(book, "1.1").names(Role.COORDINATING)


def test_members_of_a_collective_are_the_survivors(book: Book) -> None:
    assert find_agency(book, EVERYBODY).members == (OFFICE, ECONOMY, CULTURE)
    collective_tasks = set(tasks_of(book, EVERYBODY))
    join(book, ECONOMY, "Công an xã")
    one = held(book, EVERYBODY)
    assert find_agency(book, EVERYBODY).members == (OFFICE, CULTURE, "Công an xã")
    assert held(book, "Công an xã").id in one.facts.members
    assert collective_tasks <= set(tasks_of(book, "Công an xã"))
    assert not agencies.set_agency(book, one.id, one.facts)
    agencies.set_agency(book, one.id, replace(one.facts, members=one.facts.members - {held(book, "Công an xã").id}))
    assert find_agency(book, EVERYBODY).members == (OFFICE, CULTURE)


def test_collectives_that_were_joined_share_their_members(book: Book) -> None:
    teachers, _ = agencies.add_agency(book, replace(WATCH, collective=True), new_ids())
    police = held(book, "Công an xã").id
    agencies.set_agency(book, teachers, replace(WATCH, collective=True, members=frozenset({police})))
    join(book, WATCH.name, EVERYBODY)
    assert police in held(book, EVERYBODY).facts.members
    assert set(tasks_of(book, EVERYBODY)) <= set(tasks_of(book, "Công an xã"))


def test_a_third_joins_the_row_and_deleting_takes_them_all(book: Book) -> None:
    for task in list_tasks(book, TaskFilter()):
        parts = [Write(Kind.ASSIGNMENT, part.assignment, {"present": False}) for part in task.assigned]
        log.write(book, parts)
    join(book, ECONOMY, CULTURE)
    join(book, CULTURE, OFFICE)
    assert set(held(book, OFFICE).joined) == {ECONOMY, CULTURE}
    agencies.delete_agency(book, held(book, OFFICE).id)
    assert {ECONOMY, CULTURE, OFFICE}.isdisjoint(names(book))
    assert_sound(book)


def test_joining_with_itself_or_a_collective_is_refused(book: Book) -> None:
    one = held(book, ECONOMY)
    for other in (one, held(book, EVERYBODY)):
        with pytest.raises(BadAgency, match="Không gộp"):
            agencies.join_agencies(book, one.id, other.id)


def test_joined_into_one_that_is_gone_it_stands_for_itself(book: Book) -> None:
    join(book, ECONOMY, CULTURE)
    culture = held(book, CULTURE).id
    log.write(book, [Write(Kind.AGENCY, culture, {DELETED: True})])
    assert ECONOMY in names(book)
    assert any(ECONOMY in task.names(Role.LEAD) for task in list_tasks(book, TaskFilter()))
    assert_sound(book)


def test_two_books_that_joined_each_the_other_way_agree(sample_file: Path, book_dir: Path) -> None:
    copies = [book_dir / "một.danvan", book_dir / "hai.danvan"]
    for copy in copies:
        copy.write_bytes(sample_file.read_bytes())
    with open_book(copies[0], author("Hà", 5)) as one, open_book(copies[1], author("Tuấn", 6)) as two:
        join(one, ECONOMY, CULTURE)
        join(two, CULTURE, ECONOMY)
        unite(one, two)
        unite(two, one)
        assert list_registered(one) == list_registered(two)
        assert list_tasks(one, TaskFilter()) == list_tasks(two, TaskFilter())
        assert len({ECONOMY, CULTURE} & set(names(one))) == 1
        for book in (one, two):
            assert_sound(book)
