"""The place «Cơ quan», as the officer works with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox

from danvan_desktop.domain.agencies import AddressedAs, AgencyKind
from danvan_desktop.domain.agencies.registered import RegisteredAgency
from danvan_desktop.domain.records import Role
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import agencies, history
from danvan_desktop.services.books import open_book
from danvan_desktop.services.history import Changes
from danvan_desktop.ui.agencies.joining import JoinDialog
from danvan_desktop.ui.agencies.page import AgenciesPage
from danvan_desktop.ui.agencies.screen import AgenciesScreen
from danvan_desktop.ui.commands.desk import Desk
from tests.making import author
from tests.ui.officer import Officer
from tests.ui.test_words import foreign_words, nameless

ECONOMY, CULTURE, EVERYBODY = "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Các phòng chuyên môn"


@dataclass
class Leading:
    """Where a place leads, written down instead of gone to."""

    agencies: list[str] = field(default_factory=list)

    def open_task(self, task: str) -> None:
        raise AssertionError(task)

    def show_tasks(self, wanted: TaskFilter, title: str) -> None:
        raise AssertionError(wanted, title)

    def open_agency(self, agency: str) -> None:
        self.agencies.append(agency)


class AtAgencies:
    """An officer at the place «Cơ quan»."""

    def __init__(self, officer: Officer, desk: Desk) -> None:
        self.officer = officer
        self.desk = desk
        self.guide = Leading()
        self.screen = AgenciesScreen(desk, self.guide)
        self.page = self.screen.page
        self.form = self.page.form
        desk.hub.changed.connect(self._take_changes)
        self.page.setParent(None)
        self.page.resize(QSize(850, 480))
        self.page.show()
        self.screen.load()
        self.settle()

    def _take_changes(self, _changes: Changes) -> None:
        self.screen.load()

    def settle(self) -> None:
        self.officer.settle()

    def choose(self, name: str) -> None:
        place = next(
            place for place in range(self.page.model.rowCount()) if self.page.model.index(place, 0).data() == name
        )
        self.page.view.go_to(place)

    def shown(self) -> list[str]:
        return [self.page.model.index(place, 0).data() for place in range(self.page.model.rowCount())]

    def search(self, words: str) -> None:
        self.officer.type(self.page.search, words)
        self.officer.wait(lambda: not self.page._pause.isActive())

    def click(self, text: str) -> None:
        self.officer.click(self.page, text)
        self.settle()

    def answer(self, text: str) -> str:
        """Press a button of the question that is open; what it asked."""
        box = self.officer.dialog(QMessageBox)
        asked = box.text()
        self.officer.click(box, text)
        self.settle()
        return asked

    def stored(self) -> dict[str, RegisteredAgency]:
        return {one.facts.name: one for one in self.officer.stored(agencies.list_registered)}

    def undo(self) -> None:
        self.officer.choose("Chỉnh sửa", "Hoàn tác")
        self.settle()


@pytest.fixture
def at_agencies(at_work: Officer) -> Iterator[AtAgencies]:
    place = AtAgencies(at_work, at_work.program.commands._desk)
    yield place
    place.page.close()
    place.page.deleteLater()


def test_the_list_shows_every_agency_with_its_tasks(at_agencies: AtAgencies) -> None:
    QAbstractItemModelTester(at_agencies.page.model)
    stored = at_agencies.stored()
    assert at_agencies.shown() == list(stored)
    at_agencies.choose(ECONOMY)
    row = at_agencies.page.view.currentIndex().row()
    cells = [at_agencies.page.model.index(row, column).data() for column in range(8)]
    one = stored[ECONOMY]
    assert cells[:7] == [
        ECONOMY,
        str(one.leading),
        str(one.through or ""),
        str(one.coordinating or ""),
        "giao",
        "Phòng chuyên môn",
        one.facts.short,
    ]
    assert at_agencies.form.name.text() == ECONOMY
    assert f"chủ trì {one.leading} nhiệm vụ" in at_agencies.form.use.text()


def test_columns_that_do_not_fit_are_put_away_whole(at_agencies: AtAgencies) -> None:
    view = at_agencies.page.view
    for width, shown in ((700, 3), (1700, 9)):
        at_agencies.page.resize(QSize(width, 480))
        columns = [column for column in range(9) if not view.isColumnHidden(column)]
        assert len(columns) == shown
        assert sum(view.columnWidth(column) for column in columns) <= max(view.viewport().width(), 420)


def test_a_search_folds_marks_and_looks_at_other_spellings_too(at_agencies: AtAgencies) -> None:
    at_agencies.search("dang uy")
    assert "Đảng ủy xã" in at_agencies.shown()
    assert ECONOMY not in at_agencies.shown()
    at_agencies.page.search.clear()
    at_agencies.search("không có đâu")
    assert at_agencies.shown() == []
    assert "không có đâu" in at_agencies.page._hint.text()
    assert not at_agencies.form.isVisible()


def test_a_new_agency_is_typed_saved_and_shown(at_agencies: AtAgencies) -> None:
    at_agencies.search("kinh")
    at_agencies.click("Thêm cơ quan")
    form, officer = at_agencies.form, at_agencies.officer
    officer.type(form.name, "Tổ Giám sát cộng đồng")
    officer.type(form.short, "TGSCĐ")
    officer.type(form.spellings, "Tổ giám sát\nTGS")
    form.kind.setCurrentIndex(form.kind.findData(AgencyKind.FRONT))
    form.addressed.setCurrentIndex(form.addressed.findData(AddressedAs.REQUEST))
    officer.type(form.active_from, "5/2/2026")
    at_agencies.click("Ghi lại")
    facts = at_agencies.stored()["Tổ Giám sát cộng đồng"].facts
    assert (facts.short, facts.kind, facts.addressed_as) == ("TGSCĐ", AgencyKind.FRONT, AddressedAs.REQUEST)
    assert facts.variants == ("Tổ giám sát", "TGS")
    assert facts.active_from is not None
    assert form.active_from.text() == "05/02/2026"
    assert at_agencies.page.search.text() == ""
    assert at_agencies.page.view.currentIndex().data() == "Tổ Giám sát cộng đồng"
    at_agencies.undo()
    assert "Tổ Giám sát cộng đồng" not in at_agencies.stored()
    assert "Tổ Giám sát cộng đồng" not in at_agencies.shown()


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(at_agencies: AtAgencies) -> None:
    at_agencies.click("Thêm cơ quan")
    at_agencies.officer.type(at_agencies.form.name, "phòng kinh  TẾ")
    at_agencies.click("Ghi lại")
    assert "đã có «Phòng Kinh tế»" in at_agencies.answer("Đóng")
    assert at_agencies.form.name.text() == "phòng kinh  TẾ"
    at_agencies.click("Bỏ sửa")
    assert at_agencies.page.agency() is not None


def test_looking_at_an_agency_changes_nothing(at_agencies: AtAgencies) -> None:
    """A general name may have another one for a member, as «Các trường học» is one of the public units."""
    before = at_agencies.stored()
    assert any(before[name].facts.collective and before[name].facts.members for name in at_agencies.shown())
    for name in at_agencies.shown():
        at_agencies.choose(name)
        at_agencies.settle()
        assert not at_agencies.form.is_changed(), name
    assert at_agencies.stored() == before


def test_members_are_ticked_and_everything_saved_is_one_undo(at_agencies: AtAgencies) -> None:
    at_agencies.choose(EVERYBODY)
    before = at_agencies.stored()[EVERYBODY].facts
    item = next(item for item in at_agencies.form._items() if item.text() == "Công an xã")
    item.setCheckState(Qt.CheckState.Checked)
    at_agencies.officer.type(at_agencies.form.short, " x")
    at_agencies.click("Ghi lại")
    now = at_agencies.stored()
    assert now[EVERYBODY].facts.members == before.members | {now["Công an xã"].id}
    assert at_agencies.page.view.currentIndex().data() == EVERYBODY
    at_agencies.undo()
    assert at_agencies.stored()[EVERYBODY].facts == before
    assert at_agencies.form._facts() == before


def test_nothing_else_is_chosen_while_something_is_typed(at_agencies: AtAgencies) -> None:
    at_agencies.choose(ECONOMY)
    at_agencies.officer.type(at_agencies.form.name, " mới")
    assert not at_agencies.page.view.isEnabled()
    assert "Bỏ sửa" in at_agencies.page.view.toolTip()
    assert at_agencies.page.why_busy.isVisible()
    at_agencies.screen.load()
    at_agencies.settle()
    typed = at_agencies.form.name.text()
    assert typed != ECONOMY
    assert "mới" in typed
    at_agencies.click("Bỏ sửa")
    assert at_agencies.form.name.text() == ECONOMY
    assert at_agencies.page.view.isEnabled()


def test_the_keyboard_stays_in_the_list_from_row_to_row(at_agencies: AtAgencies) -> None:
    view = at_agencies.page.view
    place = view.visualRect(at_agencies.page.model.index(2, 0)).center()
    at_agencies.officer.bot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for _ in range(2):
        at_agencies.officer.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is view
    assert view.currentIndex().row() == 4
    assert at_agencies.form.name.text() == at_agencies.shown()[4]


def test_escape_puts_back_what_was_typed_and_the_keyboard_in_the_list(at_agencies: AtAgencies) -> None:
    at_agencies.choose(ECONOMY)
    view, form = at_agencies.page.view, at_agencies.form
    view.setFocus()
    at_agencies.officer.press(Qt.Key.Key_Return)
    for box in (form.name, form.spellings):
        box.setFocus()
        at_agencies.officer.type(box, "mới")
        assert at_agencies.page.why_busy.isVisible()
        at_agencies.officer.press(Qt.Key.Key_Escape)
        assert (form.is_changed(), QApplication.focusWidget()) == (False, view)
    assert at_agencies.page.search.isVisible()


def test_enter_keeps_what_was_typed_and_leads_back_to_the_list(at_agencies: AtAgencies) -> None:
    at_agencies.choose(ECONOMY)
    at_agencies.form.short.setFocus()
    at_agencies.officer.type(at_agencies.form.short, "x")
    at_agencies.officer.press(Qt.Key.Key_Return)
    at_agencies.settle()
    assert at_agencies.stored()[ECONOMY].facts.short.endswith("x")
    assert QApplication.focusWidget() is at_agencies.page.view
    assert at_agencies.page.view.currentIndex().data() == ECONOMY


def test_a_day_has_room_in_its_field(at_agencies: AtAgencies) -> None:
    for box in (at_agencies.form.active_from, at_agencies.form.active_to):
        assert box.width() > box.fontMetrics().horizontalAdvance("00/00/0000") + 16


@pytest.mark.parametrize("typed", ["31/2/2026", "mai", "1/2/26"])
def test_a_day_that_is_none_cannot_be_saved(at_agencies: AtAgencies, typed: str) -> None:
    at_agencies.choose(ECONOMY)
    at_agencies.officer.type(at_agencies.form.active_to, typed)
    assert typed in at_agencies.form.trouble()
    assert not at_agencies.form.save.isEnabled()


def test_an_agency_with_tasks_is_not_deleted_but_ended(at_agencies: AtAgencies) -> None:
    at_agencies.choose(ECONOMY)
    at_agencies.click("Xóa cơ quan")
    assert "không xóa" in at_agencies.answer("Ghi ngày kết thúc")
    assert at_agencies.stored()[ECONOMY].facts.active_to == at_agencies.desk.around.today()
    assert at_agencies.form.active_to.text() == "05/03/2026"


def test_an_agency_without_tasks_is_deleted_and_undo_brings_it_back(at_agencies: AtAgencies) -> None:
    unused = next(name for name, one in at_agencies.stored().items() if not one.leading + one.coordinating)
    at_agencies.choose(unused)
    at_agencies.click("Xóa cơ quan")
    assert unused in at_agencies.answer("Xóa")
    assert unused not in at_agencies.stored()
    at_agencies.undo()
    assert unused in at_agencies.shown()


def test_two_agencies_become_one_and_undo_parts_them(at_agencies: AtAgencies) -> None:
    before = at_agencies.stored()
    at_agencies.choose(ECONOMY)
    at_agencies.click("Gộp cơ quan")
    dialog = at_agencies.officer.dialog(JoinDialog)
    assert not dialog._go_on.isEnabled()
    assert (foreign_words(dialog), nameless(dialog)) == ([], [])
    at_agencies.officer.type(dialog.search, "van hoa - xa")
    seen = [dialog.list.item(place) for place in range(dialog.list.count()) if not dialog.list.item(place).isHidden()]
    assert [item.text() for item in seen] == [CULTURE]
    assert dialog.list.currentItem() is seen[0], "the best match is chosen while it is typed"
    dialog.search.clear()
    at_agencies.officer.type(dialog.search, "phong")
    at_agencies.officer.press(Qt.Key.Key_Down, widget=dialog.search)
    assert dialog.list.currentItem().text() != next(name for name in before if name.startswith("Phòng"))
    dialog.search.clear()
    at_agencies.officer.type(dialog.search, "van hoa - xa")
    at_agencies.officer.press(Qt.Key.Key_Return, widget=dialog.search)
    at_agencies.settle()
    assert at_agencies.officer.window.statusBar().currentMessage() == f"Đã gộp «{ECONOMY}» vào «{CULTURE}»."
    assert ECONOMY not in at_agencies.shown()
    assert at_agencies.page.view.currentIndex().data() == CULTURE
    assert f"Đã gộp vào đây: {ECONOMY}" in at_agencies.form.use.text()
    tasks = at_agencies.officer.stored_tasks().values()
    assert not any(ECONOMY in task.names(role) for task in tasks for role in Role)
    assert at_agencies.officer.stored(history.verify).faults == ()
    at_agencies.undo()
    assert at_agencies.stored() == before


def test_the_order_is_changed_by_buttons(at_agencies: AtAgencies) -> None:
    first, second, *_ = at_agencies.shown()
    at_agencies.choose(first)
    assert not at_agencies.page.up.isEnabled()
    at_agencies.click("Xuống dưới")
    assert at_agencies.shown()[:2] == [second, first]
    assert at_agencies.page.view.currentIndex().data() == first
    at_agencies.click("Lên trên")
    assert at_agencies.shown()[:2] == [first, second]


def test_its_tasks_are_one_press_away(at_agencies: AtAgencies) -> None:
    at_agencies.choose(CULTURE)
    at_agencies.click("Xem nhiệm vụ")
    assert at_agencies.guide.agencies == [at_agencies.stored()[CULTURE].id]


def test_a_book_for_reading_only_cannot_be_changed(at_agencies: AtAgencies) -> None:
    at_agencies.desk.situate(writable=False)
    at_agencies.screen.load()
    at_agencies.settle()
    at_agencies.choose(ECONOMY)
    assert at_agencies.form.name.isReadOnly()
    for button in (at_agencies.page.add, at_agencies.form.save):
        assert not button.isVisible()
    for button in (at_agencies.page.join, at_agencies.page.delete, at_agencies.page.down):
        assert not button.isEnabled()
    assert at_agencies.page.see_tasks.isEnabled()


def in_place(officer: Officer) -> AgenciesPage:
    """Go to the place by its menu."""
    officer.choose("Xem", "Cơ quan")
    officer.settle()
    return officer.window.findChild(AgenciesPage)


def test_another_place_keeps_what_was_typed(at_work: Officer) -> None:
    page = in_place(at_work)
    name = page.form.name.text()
    at_work.type(page.form.short, "xyz")
    at_work.choose("Xem", "Danh mục nhiệm vụ")
    at_work.settle()
    assert "xyz" in next(one for one in at_work.stored(agencies.list_registered) if one.facts.name == name).facts.short
    assert in_place(at_work).view.isEnabled()


def test_another_place_leaves_what_cannot_be_kept_in_the_form(at_work: Officer) -> None:
    page = in_place(at_work)
    at_work.type(page.form.active_to, "mai")
    at_work.choose("Xem", "Danh mục nhiệm vụ")
    at_work.settle()
    assert in_place(at_work).form.active_to.text() == "mai"


@pytest.mark.parametrize("end", [("Tệp", "Đóng sổ"), ("Tệp", "Thoát")])
def test_what_was_typed_is_in_the_book_that_is_closed(at_work: Officer, sample: Path, end: tuple[str, str]) -> None:
    page = in_place(at_work)
    name = page.form.name.text()
    at_work.type(page.form.short, "xyz")
    at_work.choose(*end)
    at_work.wait(lambda: not at_work.program.jobs.busy())
    with open_book(sample, author(), read_only=True) as held:
        kept = next(one for one in agencies.list_registered(held) if one.facts.name == name)
    assert "xyz" in kept.facts.short


def test_another_book_shows_nothing_of_the_old_one(at_agencies: AtAgencies) -> None:
    at_agencies.choose(ECONOMY)
    at_agencies.screen.forget()
    assert at_agencies.shown() == []
    assert not at_agencies.form.isVisible()


def test_the_place_speaks_vietnamese_and_names_its_controls(at_agencies: AtAgencies) -> None:
    at_agencies.choose(EVERYBODY)
    assert foreign_words(at_agencies.page) == []
    assert nameless(at_agencies.page) == []
