"""What the officer does with the rows of a draft, and what it comes to."""

from __future__ import annotations

from dataclasses import replace

from danvan_desktop.domain.catalogue.doubts import Doubt
from danvan_desktop.domain.draft import Draft
from danvan_desktop.domain.ids import agency_id
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.review import (
    AS_READ,
    Answer,
    Review,
    Sheet,
    decided,
    known_agencies,
    open_doubts,
    settle,
    sheet_of,
)
from danvan_desktop.domain.timing import Timing, explain, parse
from danvan_desktop.domain.views import AgencyView
from tests.services.drafts import LINES, draft, line

UNKNOWN = agency_id("Tổ hòa giải số 7")
POLICE = agency_id("Công an xã")
ECONOMY = agency_id("Phòng Kinh tế")


def view(name: str, *variants: str) -> AgencyView:
    return AgencyView(agency_id(name), name, "", "department", "assign", variants, False)


def read_time(text: str) -> tuple[Timing, str]:
    timing = parse(text, 2026)
    return timing, explain(timing)


def fresh(read: Draft, *views: AgencyView) -> Sheet:
    return sheet_of(read, known_agencies(views, read))


def reasons(sheet: Sheet, read: Draft, place: int) -> list[str]:
    row = sheet.rows[place]
    return [doubt.reason for doubt in open_doubts(sheet, row, read.tasks[row.source], read_time)]


def review(sheet: Sheet, read: Draft) -> Review:
    """What the sheet comes to."""
    return decided(sheet, read, read_time)


def test_rows_as_they_were_read_decide_nothing() -> None:
    read = draft()
    assert review(fresh(read), read) == AS_READ


def test_what_was_doubted_is_answered_by_looking_at_it_or_by_correcting_it() -> None:
    proposed = Doubt("lead", "Cơ quan mới, chưa có trong danh mục: «Tổ hòa giải số 7».")
    unclear = Doubt("time", "Không hiểu thời gian «sau Tết»; đã giữ nguyên văn.")
    lines = [*LINES[:2], line("2.1", time="sau Tết"), LINES[3]]
    bare = draft(lines)
    read = replace(
        bare,
        tasks=tuple(
            replace(task, doubts=doubts)
            for task, doubts in zip(bare.tasks, ((), (), (proposed, unclear), ()), strict=True)
        ),
    )
    sheet = fresh(read)
    assert reasons(sheet, read, 2) == [proposed.reason, unclear.reason]
    assert review(sheet, read) == AS_READ
    looked_at = settle(sheet, 2, read_time)
    assert review(looked_at, read).answers == {2: Answer((proposed, unclear))}
    helped = looked_at.parts_named(2, Role.COORDINATING, ["Tổ bếp"])
    corrected = looked_at.correct(2, parts=helped, seen=False)
    assert reasons(corrected, read, 2) == ["Cơ quan mới, chưa có trong danh mục: «Tổ bếp»."]
    assert reasons(looked_at.correct(2, time="sau mùa"), read, 2) == [
        "không hiểu thời gian này; nhiệm vụ sẽ không có hạn"
    ]
    assert review(sheet.accept(UNKNOWN), read).answers == {2: Answer((proposed,))}
    assert review(sheet.correct(2, time="Quý I/2026"), read).answers == {2: Answer((unclear,))}
    assert review(looked_at.take([2], taken=False), read).answers == {}
    known = fresh(read, view("Tổ hòa giải thôn Bảy", "Tổ hòa giải số 7"))
    assert review(known, read).answers == {2: Answer(needless=(proposed,))}
    lacking = Doubt("lead", "Chưa phân công cơ quan chủ trì.")
    assert review(sheet.correct(3, parts=()), read).answers == {3: Answer(raised=(lacking,))}
    (half,) = review(sheet.split(2, 9), read).added
    assert half.fields["doubt"] == f"lead: {proposed.reason}\ntime: {unclear.reason}"


def test_a_task_is_split_between_words_and_both_halves_keep_agencies_and_time() -> None:
    read = draft()
    text = read.tasks[0].text
    sheet = fresh(read).split(0, text.index("dân chủ"))
    first, second = sheet.rows[:2]
    assert f"{first.text} {second.text}" == text
    assert (second.parts, second.time, second.group) == (first.parts, first.time, first.group)
    made = review(sheet, read)
    assert made.corrected == {0: {"text": first.text}}
    (added,) = made.added
    assert (added.after, added.fields["text"]) == (0, second.text)


def test_a_task_is_not_split_at_its_ends() -> None:
    sheet = fresh(draft())
    assert sheet.split(0, 0) == sheet
    assert sheet.split(0, len(sheet.rows[0].text)) == sheet


def test_joining_takes_words_and_agencies_and_deletes_the_next_task() -> None:
    read = draft()
    sheet = fresh(read).join(2)
    made = review(sheet, read)
    assert sheet.rows[2].text == f"{read.tasks[2].text} {read.tasks[3].text}"
    assert sheet.names(sheet.rows[2], Role.LEAD) == ("Phòng Kinh tế", "Tổ hòa giải số 7", "Công an xã")
    assert made.joined == {3}
    assert made.dropped == frozenset()
    assert sheet.join(2) == sheet, "there is no next one"


def test_halves_joined_again_are_what_was_read() -> None:
    read = draft()
    sheet = fresh(read).split(0, 12).join(0)
    assert review(sheet, read) == AS_READ


def test_what_an_unknown_agency_is_holds_for_all_rows() -> None:
    read = draft()
    sheet = fresh(read)
    assert reasons(sheet, read, 2) == ["Cơ quan mới, chưa có trong danh mục: «Tổ hòa giải số 7»."]
    known = sheet.resolve(UNKNOWN, POLICE)
    assert known.names(known.rows[2], Role.LEAD) == ("Phòng Kinh tế", "Công an xã")
    assert reasons(known, read, 2) == []
    assert review(known, read).same == {UNKNOWN: POLICE}
    new = known.accept(UNKNOWN)
    assert reasons(new, read, 2) == []
    assert replace(review(new, read), answers={}) == AS_READ


def test_a_spelling_that_the_book_knows_needs_no_answer() -> None:
    read = draft()
    sheet = fresh(read, view("Tổ hòa giải thôn Bảy", "Tổ hòa giải số 7"))
    assert reasons(sheet, read, 2) == []
    assert review(sheet, read).same == {UNKNOWN: agency_id("Tổ hòa giải thôn Bảy")}


def test_agencies_typed_are_found_by_any_spelling_or_proposed_as_new() -> None:
    read = draft()
    sheet = fresh(read, view("Trạm Y tế", "TYT"))
    parts = sheet.parts_named(0, Role.LEAD, ["tyt", "  Phòng  Kinh tế", "Tổ mới"])
    assert [part.agency for part in parts if part.role is Role.LEAD] == [
        agency_id("Trạm Y tế"),
        ECONOMY,
        agency_id("Tổ mới"),
    ]
    assert [part.agency for part in parts if part.role is Role.COORDINATING] == [ECONOMY]
    named = sheet.correct(0, parts=parts)
    assert reasons(named, read, 0) == ["Cơ quan mới, chưa có trong danh mục: «Tổ mới»."]
    assert review(named, read).assigned == {0: parts}


def test_a_task_without_a_lead_is_doubtful_until_it_has_one() -> None:
    read = draft()
    bare = fresh(read).correct(3, parts=())
    assert reasons(bare, read, 3) == ["Chưa phân công cơ quan chủ trì."]
    assert reasons(settle(bare, 3, read_time), read, 3) == []


def test_rows_left_out_are_neither_corrected_nor_added() -> None:
    read = draft()
    sheet = fresh(read).correct(0, text="Khác hẳn").split(1, 7).take([0, 2], taken=False)
    made = review(sheet, read)
    assert made.dropped == {0}
    assert made.added == ()
    assert set(made.corrected) == {1}


def test_a_split_inside_a_word_is_taken_back_to_the_letter() -> None:
    read = draft()
    text = read.tasks[0].text
    for at in range(1, len(text)):
        assert fresh(read).split(0, at).join(0).rows[0].text == text
    half = fresh(read).split(0, 2)
    assert half.correct(1, text="xin mời").join(0).rows[0].text == f"{half.rows[0].text} xin mời"


def test_a_field_that_was_set_is_no_doubt_of_the_recogniser_any_more() -> None:
    near = Doubt("coord", "«Phòng Kinh tê» được hiểu là «Phòng Kinh tế».")
    twice = Doubt("number", f"Số «{draft().tasks[1].number}» được ghi 2 lần.")
    gap = Doubt("number", "Thiếu số «3.4» trước số «3.5».")
    twin = Doubt("text", f"Gần giống nhiệm vụ {draft().tasks[0].path}; hãy xem có bị trùng không.")
    bare = draft()
    read = replace(
        bare,
        tasks=(
            replace(bare.tasks[0], doubts=(near,)),
            replace(bare.tasks[1], doubts=(twice,)),
            *bare.tasks[2:3],
            replace(bare.tasks[3], doubts=(gap, twin)),
        ),
    )
    sheet = fresh(read)
    named = sheet.correct(0, parts=sheet.parts_named(0, Role.COORDINATING, ["Phòng Kinh tế", "Công an xã"]))
    assert reasons(sheet, read, 0) == [near.reason]
    assert reasons(named, read, 0) == []
    assert reasons(sheet, read, 1) == [], "the other one with this number is not there"
    assert reasons(sheet, read, 3) == [gap.reason, twin.reason]
    assert reasons(sheet.correct(2, number="3.4"), read, 3) == [twin.reason]
    assert reasons(sheet.take([0], taken=False), read, 3) == [gap.reason]


def test_a_number_that_does_not_belong_to_the_group_is_told() -> None:
    read = draft()
    group = read.groups[read.group_of(0) or 0]
    sheet = fresh(read).correct(0, number="9.9")
    assert reasons(sheet, read, 0) == [f"Số «9.9» không thuộc nhóm «{group.number}. {group.title}»."]
    assert review(sheet, read).answers[0].raised[0].field == "number"
    assert reasons(sheet.correct(0, number=f"{group.number}.9"), read, 0) == []
    assert reasons(sheet.correct(0, number=read.tasks[1].number), read, 0)[0].endswith("ở một nhiệm vụ khác của nhóm.")
