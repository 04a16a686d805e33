"""Conflicts as cards, answering them, and joining what was typed twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.agencies.registered import AgencyFacts
from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.changes.rules import GROUP_ABOVE, Verb
from danvan_desktop.domain.records import Kind, Role, Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import agencies, editing, history, merging
from danvan_desktop.services.editing import ExtensionOrder
from danvan_desktop.services.merging import BadAnswer, ConflictCard, Keep
from danvan_desktop.services.tasks import find_agency, find_task, list_programmes, list_task_ids, load_tasks
from danvan_desktop.storage import log
from danvan_desktop.storage.backup import backup_to, restore_over
from danvan_desktop.storage.book import Book, open_book
from danvan_desktop.storage.deriving import rows
from danvan_desktop.storage.errors import UnknownRecord
from danvan_desktop.storage.verify import verify
from tests.making import TODAY, author, new_ids
from tests.services.merging.copies import copy_to, merge_files

GROUPS = ("a" * 32, "b" * 32)
KEPT = "giữ lại\nghi chú: còn cần"


@dataclass
class Two:
    """Two copies, mine open with the other's changes merged in."""

    mine: Book
    theirs: Path

    def both(self, here: Callable[[Book], object], there: Callable[[Book], object]) -> None:
        """Each side does something, then theirs is merged into mine."""
        here(self.mine)
        with open_book(self.theirs, author("Tuấn", 3)) as other:
            there(other)
        merge_files(self.mine, self.theirs)

    def card(self) -> ConflictCard:
        (card,) = merging.conflict_cards(self.mine)
        return card


@pytest.fixture
def two(small_file: Path, book_dir: Path):  # type: ignore[no-untyped-def]
    path = book_dir / "sổ.danvan"
    path.write_bytes(small_file.read_bytes())
    theirs = copy_to(path, "USB")
    with open_book(path, author("Hà", 3)) as mine:
        yield Two(mine, theirs)


def fields(path: str, **values: object) -> Callable[[Book], object]:
    return lambda book: editing.set_fields(book, find_task(book, path).id, values)  # type: ignore[arg-type]


def test_a_card_says_who_wrote_what_and_every_answer_settles_it(two: Two) -> None:
    two.both(fields("1.1", time_text="Quý I/2026"), fields("1.1", time_text="Quý II/2026"))
    card = two.card()
    before = card.before.value
    assert card.question == "Hai bên cùng sửa thời gian của nhiệm vụ 1.1"
    assert (card.mine.value, card.mine.person, card.mine.device) == ("Quý I/2026", "Hà", "may-Hà")
    assert card.mine.moment.startswith("2026-03-05T")
    assert (card.theirs.value, card.theirs.person) == ("Quý II/2026", "Tuấn")
    assert before not in ("Quý I/2026", "Quý II/2026", None)
    assert not card.joinable
    with pytest.raises(BadAnswer, match="Không ghép được"):
        merging.answer_conflict(two.mine, card.id, Keep.BOTH)
    with pytest.raises(UnknownRecord):
        merging.answer_conflict(two.mine, "không.có", Keep.MINE)
    merging.answer_conflict(two.mine, card.id, Keep.MINE)
    assert find_task(two.mine, "1.1").time_text == "Quý I/2026"
    assert merging.conflict_cards(two.mine) == ()
    assert_asked_again(two, card)
    assert not merge_files(two.mine, two.theirs).preview.brings_news


def assert_asked_again(two: Two, card: ConflictCard) -> None:
    """Taking an answer back asks again, as before; the merge can be taken back then too, and the answer done again."""
    settled = stored(two.mine)
    assert not merging.can_undo_merge(two.mine)
    for _ in range(2):
        history.undo(two.mine)
        assert merging.conflict_cards(two.mine) == (card,)
        assert merging.can_undo_merge(two.mine)
        history.redo(two.mine)
        assert (merging.conflict_cards(two.mine), stored(two.mine)) == ((), settled)
    assert verify(two.mine).sound


def stored(book: Book) -> object:
    return load_tasks(book, list_task_ids(book, TaskFilter()))


def test_going_back_to_before_the_merge_leaves_no_question(two: Two) -> None:
    kept = two.mine.path.with_name("trước.danvan")
    fields("1.1", note="của Hà")(two.mine)
    backup_to(two.mine, kept)
    two.both(fields("1.2", note="cũng của Hà"), fields("1.1", note="của Tuấn"))
    card = two.card()
    with open_book(kept, author("Hà", 9), read_only=True) as before:
        restore_over(two.mine, before)
    assert merging.conflict_cards(two.mine) == ()
    assert [find_task(two.mine, path).note for path in ("1.1", "1.2")] == ["của Hà", ""]
    history.undo(two.mine)
    assert merging.conflict_cards(two.mine) == (card,)


def test_what_both_sides_gave_a_task_is_pointed_out(two: Two) -> None:
    """Two extensions and two that lead are no conflict, and nobody would look for them."""
    leads = ("Công an xã", "Trạm Y tế xã")

    def give(day: int, lead: str) -> Callable[[Book], object]:
        def written(book: Book) -> None:
            first, second = find_task(book, "1.1"), find_task(book, "1.2")
            editing.extend(book, first.id, ExtensionOrder(date(2026, 12, day), "Chờ hướng dẫn"), new_ids(day), TODAY)
            leading = [part.agency for part in second.assigned if part.role is Role.LEAD]
            new = editing.assign_write(second, find_agency(book, lead).id, Role.LEAD)
            log.write(book, [*(editing.unassign_write(second, agency, Role.LEAD) for agency in leading), new])

        return written

    give(15, leads[0])(two.mine)
    with open_book(two.theirs, author("Tuấn", 3)) as other:
        give(31, leads[1])(other)
    with merging.prepare(two.mine, [two.theirs]) as prepared:
        told = {held.title: [line.text for line in held.lines] for held in merging.tell_merge(two.mine, prepared).lists}
    assert told["Nên xem lại sau khi gộp"] == [
        "Nhiệm vụ 1.1: sổ này đã gia hạn đến 15/12/2026, sổ kia đến 31/12/2026; sổ dùng lần gia hạn quyết định sau",
        f"Nhiệm vụ 1.2: chủ trì là {leads[0]} và cả {leads[1]}",
    ]


def test_texts_are_joined_and_like_conflicts_are_answered_together(two: Two) -> None:
    def edit(words: str) -> Callable[[Book], object]:
        def written(book: Book) -> None:
            for path in ("1.1", "1.2", "1.3"):
                fields(path, note=f"{words} {path}")(book)
            fields("1.4", product=words)(book)

        return written

    two.both(edit("của Hà"), edit("của Tuấn"))
    cards = {(card.path, card.field): card for card in merging.conflict_cards(two.mine)}
    assert len(cards) == 4
    assert all(card.joinable for card in cards.values())
    merging.answer_conflict(two.mine, cards["1.1", "note"].id, Keep.BOTH)
    merging.answer_conflict(two.mine, cards["1.4", "product"].id, Keep.BOTH)
    assert find_task(two.mine, "1.1").note == "của Hà 1.1\ncủa Tuấn 1.1"
    assert find_task(two.mine, "1.4").product == "của Hà; của Tuấn"
    merging.answer_alike(two.mine, cards["1.2", "note"].id, Keep.THEIRS)
    assert [find_task(two.mine, path).note for path in ("1.2", "1.3")] == ["của Tuấn 1.2", "của Tuấn 1.3"]
    assert merging.conflict_cards(two.mine) == ()


def test_another_value_is_read_as_its_field_wants_it(two: Two) -> None:
    def edit(percent: int, status: Status) -> Callable[[Book], object]:
        def written(book: Book) -> None:
            task = find_task(book, "1.1")
            editing.set_fields(book, task.id, {"percent": percent})
            editing.set_status(book, [task], status, TODAY)

        return written

    two.both(edit(30, Status.SUSPENDED), edit(60, Status.DONE))
    cards = {card.field: card for card in merging.conflict_cards(two.mine)}
    assert cards["status"].mine.told == "Tạm dừng"
    for field, text in (("percent", "101"), ("percent", "nhiều"), ("status", "xong")):
        with pytest.raises(BadAnswer, match="không phải là giá trị"):
            merging.answer_with(two.mine, cards[field].id, text)
    merging.answer_with(two.mine, cards["percent"].id, "45")
    merging.answer_conflict(two.mine, cards["status"].id, Keep.MINE)
    task = find_task(two.mine, "1.1")
    assert (task.percent, task.status, task.done_on) == (45, Status.SUSPENDED, None)


def delete(book: Book) -> None:
    editing.delete_tasks(book, [find_task(book, "1.1").id])


@pytest.mark.parametrize("keep", [Keep.MINE, Keep.THEIRS])
def test_deleting_or_keeping_all_means_what_the_button_says(two: Two, keep: Keep) -> None:
    def remove(path: str) -> Callable[[Book], object]:
        return lambda book: editing.delete_tasks(book, [find_task(book, path).id])

    def both(*acts: Callable[[Book], object]) -> Callable[[Book], object]:
        return lambda book: [act(book) for act in acts]

    tasks = [find_task(two.mine, path).id for path in ("1.1", "1.2")]
    two.both(both(remove("1.1"), fields("1.2", note="a")), both(fields("1.1", note="b"), remove("1.2")))
    card = next(card for card in merging.conflict_cards(two.mine) if card.about == tasks[0])
    assert (card.mine.told, card.alike) == ("xóa", 2)
    merging.answer_alike(two.mine, card.id, keep)
    assert merging.conflict_cards(two.mine) == ()
    gone = [not held for held in (set(tasks) & set(list_task_ids(two.mine, TaskFilter())),)]
    assert gone == [keep is Keep.MINE]
    if keep is Keep.THEIRS:
        assert {task.note for task in load_tasks(two.mine, tasks)} == {"a", "b"}


@pytest.mark.parametrize(
    ("i_deleted", "keep", "gone"),
    [
        (False, Keep.THEIRS, True),
        (True, Keep.THEIRS, False),
    ],
)
def test_what_one_side_deleted_and_the_other_edited_is_asked(two: Two, i_deleted: bool, keep: Keep, gone: bool) -> None:
    edit = fields("1.1", note="còn cần")
    task = find_task(two.mine, "1.1").id
    two.both(*((delete, edit) if i_deleted else (edit, delete)))
    card = two.card()
    assert card.deleting
    assert card.question.startswith("Một bên xóa, một bên sửa nhiệm vụ 1.1")
    assert (card.mine.told, card.theirs.told) == (("xóa", KEPT) if i_deleted else (KEPT, "xóa"))
    assert {card.mine.person, card.theirs.person} == {"Hà", "Tuấn"}
    (view,) = history.open_conflicts(two.mine)
    assert {value for value, _, _ in view.values} == {True, False}
    merging.answer_conflict(two.mine, card.id, keep)
    assert merging.conflict_cards(two.mine) == ()
    assert_asked_again(two, card)
    (held,) = load_tasks(two.mine, [task])
    assert (held.path == "") is gone


@pytest.mark.parametrize("keep", [Keep.MINE, Keep.THEIRS])
def test_groups_that_were_moved_into_one_another_are_put_apart(two: Two, keep: Keep) -> None:
    programme = list_programmes(two.mine)[0].id
    for number, group in enumerate(GROUPS):
        made = {"programme": programme, "title": f"Nhóm {number}", "number": str(number + 7)}
        log.write(two.mine, [Write(Kind.GROUP, group, made, Verb.ADD)])  # type: ignore[arg-type]
    two.theirs.unlink()
    backup_to(two.mine, two.theirs)

    def move(one: str, into: str) -> Callable[[Book], object]:
        return lambda book: log.write(book, [Write(Kind.GROUP, one, {GROUP_ABOVE: into})])

    two.both(move(*GROUPS), move(*reversed(GROUPS)))
    cards = merging.conflict_cards(two.mine)
    assert [card.circle for card in cards] == [True, True]
    merging.answer_conflict(two.mine, cards[0].id, keep)
    assert merging.conflict_cards(two.mine) == ()
    with two.mine.transaction() as connection:
        above = {id_: row.values[GROUP_ABOVE] for id_, row in rows.load(connection, Kind.GROUP, GROUPS).items()}
    one, other = GROUPS
    assert above == ({one: other, other: None} if keep is Keep.MINE else {one: None, other: one})


def test_tasks_typed_on_both_sides_are_suspected_and_joined_by_one_action(two: Two) -> None:
    programme = list_programmes(two.mine)[0].id

    def add(text: str, seed: int, agency: str) -> Callable[[Book], object]:
        def added(book: Book) -> None:
            task, _ = editing.add_task(book, programme, {"text": text, "number": "77"}, new_ids(seed))
            (view,) = load_tasks(book, [task])
            log.write(book, [editing.assign_write(view, find_agency(book, agency).id, Role.LEAD)])
            if seed == 9:
                editing.extend(book, task, ExtensionOrder(TODAY, "chờ kinh phí"), new_ids(11), TODAY)
                editing.set_fields(book, task, {"note": "ghi chú"})

        return added

    add("Tổ chức đối thoại với nhân dân năm 2026", 8, "Phòng Kinh tế")(two.mine)
    with open_book(two.theirs, author("Tuấn", 3)) as other:
        add("Tổ chức đối thoại với Nhân dân, năm 2026", 9, "Công an xã")(other)
    done = merge_files(two.mine, two.theirs)
    (suspicion,) = done.preview.suspected
    assert suspicion.kind == Kind.TASK
    assert suspicion.keeps < suspicion.goes
    merging.join_suspected(two.mine, suspicion)
    kept, gone = load_tasks(two.mine, [suspicion.keeps, suspicion.goes])
    assert sorted(kept.names(Role.LEAD)) == ["Công an xã", "Phòng Kinh tế"]
    assert (kept.note, kept.due.due) == ("ghi chú", TODAY)
    assert gone.path == ""
    with pytest.raises(UnknownRecord):
        merging.join_suspected(two.mine, suspicion)
    assert verify(two.mine).faults == ()
    history.undo(two.mine)
    kept, gone = load_tasks(two.mine, [suspicion.keeps, suspicion.goes])
    assert gone.path
    assert {*kept.names(Role.LEAD)} | {*gone.names(Role.LEAD)} == {"Công an xã", "Phòng Kinh tế"}
    assert {kept.note, gone.note} == {"", "ghi chú"}


def test_agencies_that_go_by_one_name_are_suspected_but_not_by_number(two: Two) -> None:
    with open_book(two.theirs, author("Tuấn", 3)) as other:
        agencies.add_agency(other, AgencyFacts("Ban Chỉ huy Quân sự của xã", short="BCH"), new_ids(5))
        agencies.add_agency(other, AgencyFacts("Tổ dân phố số 11"), new_ids(6))
    agencies.add_agency(two.mine, AgencyFacts("Tổ dân phố số 12"), new_ids(7))
    done = merge_files(two.mine, two.theirs)
    (suspicion,) = done.preview.suspected
    assert {suspicion.keeps_text, suspicion.goes_text} == {"Ban Chỉ huy Quân sự xã", "Ban Chỉ huy Quân sự của xã"}
    merging.join_suspected(two.mine, suspicion)
    assert {find_agency(two.mine, name).id for name in (suspicion.keeps_text, suspicion.goes_text)} == {suspicion.keeps}
    history.undo(two.mine)
    assert find_agency(two.mine, suspicion.goes_text).id == suspicion.goes
