"""A draft as the records it makes, and as the book then prints them: ids, fields, positions (R10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from danvan_desktop.domain.draft import (
    Draft,
    DraftAgency,
    DraftDirection,
    DraftDuty,
    DraftGroup,
    PartialDate,
    SourcePlace,
)
from danvan_desktop.domain.ids import NO_ACTION, agency_id, assignment_id
from danvan_desktop.domain.records import SPECS, Kind, Role, Value
from danvan_desktop.domain.views import TaskFilter, TaskView
from danvan_desktop.services import history
from danvan_desktop.services.books import new_book
from danvan_desktop.services.importing import ImportFact, import_draft
from danvan_desktop.services.importing.catalogue import catalogue_of
from danvan_desktop.services.importing.documents import reading_session
from danvan_desktop.services.tasks import find_task, list_agencies, list_groups, list_tasks
from danvan_desktop.storage.book import Author, Book
from danvan_desktop.storage.tables import conflict, derived
from tests.making import TODAY, author, empty_book, shipped
from tests.services.drafts import DOCUMENT as FULL_DOCUMENT
from tests.services.drafts import draft, line
from tests.services.printed import CULTURE, GROUPS, ORDER, PRINTED, TASKS, task
from tests.storage.merging import changes_in

FACT = ImportFact("danh mục.docx", "Hà", TODAY)


def fields(read: Draft, kind: Kind) -> list[dict[str, Value]]:
    """The fields of every record of a kind, in their order."""
    return [dict(write.fields) for write in catalogue_of(read).writes if write.kind == kind]


@pytest.fixture
def book(book_dir: Path) -> Iterator[Book]:
    with empty_book(book_dir) as held:
        yield held
        assert (history.open_conflicts(held), history.verify(held).faults) == ((), ())


def imported(book: Book, read: Draft) -> tuple[TaskView, ...]:
    import_draft(book, read, FACT)
    return list_tasks(book, TaskFilter())


def headings(book: Book) -> list[tuple[str, str]]:
    programme = find_task(book, list_tasks(book, TaskFilter())[0].id).programme
    return [(group.path, group.title) for group in list_groups(book, programme)]


def test_tasks_stand_as_printed_with_groups_and_containers(book: Book) -> None:
    found = imported(book, PRINTED)
    assert [held.path for held in found] == list(ORDER)
    assert [held.text for held in found] == [held.text for held in TASKS]
    assert headings(book) == [(group.path, group.title) for group in GROUPS]
    assert [held.group_title for held in found] == [
        next(group.title for group in GROUPS if group.path == held.group) for held in TASKS
    ]


def test_every_field_of_a_task_is_kept(book: Book) -> None:
    imported(book, PRINTED)
    for drafted in TASKS:
        held = find_task(book, drafted.path)
        assert (held.number, held.text, held.time_text) == (drafted.number, drafted.text, drafted.time.raw)
        assert held.timing == drafted.time
        assert (held.product, held.form, held.note) == (drafted.product or "", drafted.form or "", drafted.note or "")
        for role, agencies in (
            (Role.LEAD, drafted.lead),
            (Role.IMPLEMENTING, drafted.implementing),
            (Role.COORDINATING, drafted.coord),
        ):
            named = [(part.name, part.note) for part in held.assigned if part.role is role]
            assert named == [(agency.canonical, agency.note or "") for agency in agencies]


def test_the_facts_of_the_document_are_kept() -> None:
    (facts,) = fields(draft(), Kind.PROGRAMME)
    assert facts == {
        "title": FULL_DOCUMENT.title,
        "type": "DANH MỤC",
        "number": "12",
        "symbol": "QĐ-UBND",
        "issued_on": "2026-01-10",
        "issuer": "Ủy ban nhân dân xã An Bình",
        "place": "An Bình",
        "period_start": "2026-01-01",
        "period_end": "2026-12-31",
        "signer": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Minh",
        "recipients": "Như trên\nLưu: VT",
        "state": "issued",
    }


def test_what_the_clerk_left_blank_is_left_out() -> None:
    document = replace(FULL_DOCUMENT, number=None, date=PartialDate(None, 1, 2026), period=None, signature_name=None)
    (facts,) = fields(draft(document=document), Kind.PROGRAMME)
    assert facts["state"] == "draft"
    assert not {"number", "issued_on", "period_start", "period_end"} & facts.keys()
    assert facts["signer"] == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def test_directions_and_duties_are_kept_in_their_order() -> None:
    place = SourcePlace(1, None, "")
    directions = tuple(DraftDirection(f"I.{number}", str(number), f"Điều {number}", place) for number in (1, 2))
    duties = (DraftDuty("III.1", "1", CULTURE, "Tổng hợp", place), DraftDuty("III.1", "", None, "Phối hợp", place))
    read = replace(PRINTED, directions=directions, responsibilities=duties)
    first, second = fields(read, Kind.DIRECTION)
    assert (first["number"], first["text"], second["text"]) == ("1", "Điều 1", "Điều 2")
    assert int(first["position"] or 0) < int(second["position"] or 0)
    one, other = fields(read, Kind.DUTY)
    assert (one["agency"], one["text"], "agency" in other) == ("Phòng Văn hóa - Xã hội", "Tổng hợp", False)
    records = [write.record for write in catalogue_of(read).writes]
    assert len(set(records)) == len(records)


def test_an_agency_named_twice_in_a_role_is_assigned_once() -> None:
    twice = task("1", "1", "Họp", "Quý I", lead=(CULTURE, CULTURE), coord=(CULTURE,))
    read = replace(PRINTED, groups=(), tasks=(twice,))
    (record,) = catalogue_of(read).tasks
    agency = agency_id("Phòng Văn hóa - Xã hội")
    writes = [write for write in catalogue_of(read).writes if write.kind == Kind.ASSIGNMENT]
    assert [write.record for write in writes] == [
        assignment_id(record, agency, "lead"),
        assignment_id(record, agency, "coordinating"),
    ]
    assert [write.fields.get("main") for write in writes] == [True, None]


def whole_book(folder: Path, who: Author) -> Book:
    """A new book with all that the program ships."""
    return new_book(folder / f"{who.person}.danvan", who, 2026, shipped(), "xã An Bình")


def test_only_unknown_agencies_are_proposed_with_their_spelling(book_dir: Path) -> None:
    with whole_book(book_dir, author()) as held:
        before = {agency.name: agency for agency in list_agencies(held)}
        imported(held, PRINTED)
        after = {agency.name: agency for agency in list_agencies(held)}
        new = after.pop("Tổ hòa giải số 7")
    assert after == before
    assert (new.variants, new.collective) == (("Tổ hoà giải số 7",), False)


def test_an_agency_that_the_program_knows_and_the_book_does_not_gets_its_name(book: Book) -> None:
    """A book of an older program, or of a commune that became a ward."""
    found = imported(book, PRINTED)
    assert all(part.name for held in found for part in held.assigned)
    assert find_task(book, "I.1").names(Role.COORDINATING) == ("Các cơ quan, đơn vị",)
    assert [view.name for view in list_agencies(book) if view.collective] == ["Các cơ quan, đơn vị"]
    assert not import_draft(book, PRINTED, FACT).changes


def test_a_heading_whose_only_task_repeats_its_number_gives_it_its_path(book: Book) -> None:
    groups = (DraftGroup("5.1", "5.1.", "Kiểm tra"), DraftGroup("5.2", "5.2.", "Sơ kết"))
    tasks = (
        task("5.1", "5.1.", "Kiểm tra ba cơ quan", "Quý III", group="5.1"),
        task("5.2/1", "-", "Sơ kết sáu tháng", "Quý II", group="5.2"),
        task("5.2/2", "-", "Tổng kết năm", "Quý IV", group="5.2"),
    )
    found = imported(book, replace(PRINTED, groups=groups, tasks=tasks))
    assert [held.path for held in found] == ["5.1", "5.2/1", "5.2/2"]


def test_equal_paths_are_counted_in_their_order(book: Book) -> None:
    tasks = tuple(task("1.2", "1.2", text, "Quý I", group="I") for text in ("Một", "Hai", "Ba"))
    found = imported(book, replace(PRINTED, groups=GROUPS[:1], tasks=tasks))
    assert [held.text for held in found] == ["Một", "Hai", "Ba"]
    assert len({held.path for held in found}) == 1
    assert [find_task(book, f"{found[0].path}~{place}").text for place in (1, 2, 3)] == ["Một", "Hai", "Ba"]


def test_of_headings_with_one_path_a_task_stands_in_the_one_it_names(book: Book) -> None:
    groups = (
        DraftGroup("1", "1", "TUYÊN TRUYỀN"),
        DraftGroup("1", "1", "DÂN CHỦ"),
        DraftGroup("1.2", "1.2", "Quy chế", parent="1"),
    )
    tasks = (
        replace(task("1.1", "1.1", "Đưa tin", "Quý I", group="1"), section="TUYÊN TRUYỀN"),
        replace(task("1.1", "1.1", "Họp thôn", "Quý I", group="1"), section="DÂN CHỦ"),
        replace(task("1.2.a", "a", "Sửa quy chế", "Quý I", group="1.2"), section="Quy chế"),
    )
    found = imported(book, replace(PRINTED, groups=groups, tasks=tasks))
    assert [(held.text, held.group_title) for held in found] == [
        ("Đưa tin", "TUYÊN TRUYỀN"),
        ("Họp thôn", "DÂN CHỦ"),
        ("Sửa quy chế", "Quy chế"),
    ]
    assert headings(book) == [("1", "TUYÊN TRUYỀN"), ("1", "DÂN CHỦ"), ("1.2", "Quy chế")]


def test_headings_without_tasks_stand_where_they_are_printed(book: Book) -> None:
    groups = tuple(DraftGroup(str(number), str(number), f"NHÓM {number}") for number in range(1, 140))
    tasks = tuple(task(f"{number}.1", f"{number}.1", f"Việc {number}", "", group=str(number)) for number in (2, 70, 71))
    imported(book, replace(PRINTED, groups=groups, tasks=tasks))
    assert headings(book) == [(group.path, group.title) for group in groups]


def test_a_group_that_no_heading_names_is_none(book: Book) -> None:
    (held,) = imported(book, replace(PRINTED, groups=(), tasks=(task("1", "1", "Họp", "Quý I", group="IX"),)))
    assert (held.group, held.path) == ("", "1")


def everything(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every derived row, without what says who imported and which changes said so."""
    own = {"imported_by", "heads", "sort_key"}
    found: dict[str, list[tuple[object, ...]]] = {}
    with book.transaction() as connection:
        for table in (*derived.values(), conflict):
            columns = [column for column in table.c if column.name not in own]
            rows = connection.execute(select(*columns).order_by(*table.primary_key))
            found[table.name] = [tuple(row) for row in rows]
    return found


def test_two_new_books_hold_the_same_but_for_who_imported(book_dir: Path) -> None:
    with whole_book(book_dir, author("Hà")) as mine, whole_book(book_dir, author("Tuấn")) as theirs:
        for held in (mine, theirs):
            done = import_draft(held, PRINTED, replace(FACT, person=held.author.person))
            told = {view.field: view.new for view in history.book_history(held) if view.record == done.programme}
            assert (told["imported_by"], told["imported_on"]) == (held.author.person, "2026-03-05")
            assert told["file_name"] == FACT.file_name
        assert everything(mine) == everything(theirs)
        assert nobodys(mine) == nobodys(theirs)


def nobodys(book: Book) -> set[str]:
    """The ids of the changes that nobody did: what the program ships, and the reading."""
    return {item.id for item in changes_in(book) if item.action == NO_ACTION and item.lamport == 0}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (draft(), draft(document=replace(FULL_DOCUMENT, number="99", date=None, title="Tên khác")), True),
        (draft(), draft(document=replace(FULL_DOCUMENT, issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH")), True),
        (draft(), draft(document=replace(FULL_DOCUMENT, period=("2027-01-01", "2027-12-31"))), False),
        (draft(), draft(document=replace(FULL_DOCUMENT, type="KẾ HOẠCH")), False),
        (draft(), draft(document=replace(FULL_DOCUMENT, issuer="Ủy ban nhân dân xã Tân Phú")), False),
    ],
)
def test_a_document_is_known_by_issuer_type_and_period(one: Draft, other: Draft, same: bool) -> None:
    assert (catalogue_of(one).programme == catalogue_of(other).programme) is same
    assert (set(catalogue_of(one).tasks) == set(catalogue_of(other).tasks)) is same


def test_a_reading_is_known_by_all_its_words() -> None:
    reading = reading_session(catalogue_of(draft()))
    assert reading_session(catalogue_of(draft())) == reading
    assert reading_session(catalogue_of(draft([line("1.1", text="khác")]))) != reading


def test_every_field_is_one_that_its_kind_has() -> None:
    noted = replace(
        PRINTED, tasks=(*TASKS, task("X", "", "Họp", "", lead=(DraftAgency("Đội 5", "Đội 5", note="chính"),)))
    )
    catalogue = catalogue_of(noted)
    for write in (*catalogue.writes, *catalogue.shipped):
        assert write.fields.keys() <= SPECS[Kind(write.kind)].fields.keys()
