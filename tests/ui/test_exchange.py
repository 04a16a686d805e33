"""A colleague's book by the officer's routes: looked at, merged, answered, written back, taken back."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from danvan_desktop.domain.merging.views import ConflictCard, SideView
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.views import TaskFilter
from danvan_desktop.services import editing, history, merging
from danvan_desktop.services.books import Book, open_book
from danvan_desktop.services.merging import Keep
from danvan_desktop.services.papers.orders import ExportOrder, PaperKind
from danvan_desktop.services.papers.printed import catalogue_paper
from danvan_desktop.services.papers.wordings import WordingPlaces
from danvan_desktop.services.schedule import schedule
from danvan_desktop.services.tasks import find_task, list_programmes
from danvan_desktop.ui.exchange.card import CardView
from danvan_desktop.ui.exchange.page import ExchangePage
from danvan_desktop.ui.exchange.preview import MergePreviewDialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.places.place import Place
from tests.making import TODAY, author, new_ids
from tests.services.merging.copies import log_of, meaning
from tests.ui.clipping import clipped
from tests.ui.officer import Officer
from tests.ui.test_words import foreign_words, nameless

LONG = (
    "Phối hợp với Mặt trận Tổ quốc xã tổ chức hội nghị đối thoại với nhân dân tại 5 thôn, ghi biên bản và "
    "trả lời kiến nghị trong 15 ngày."
)
THEIRS = LONG.replace("5 thôn", "7 thôn").replace("15 ngày", "10 ngày")
SAME = "Tuyên truyền, vận động nhân dân hiến đất mở rộng đường liên thôn"
PICTURES = os.environ.get("DANVAN_PICTURES", "")
SIZES = (QSize(1024, 600), QSize(1366, 768))


def field(book: Book, path: str, **fields: str | int | None) -> None:
    editing.set_fields(book, find_task(book, path).id, dict(fields))


def add(book: Book, text: str, number: str, seed: int) -> None:
    editing.add_task(book, list_programmes(book)[0].id, {"text": text, "number": number}, new_ids(seed))


def tuan_works(book: Book) -> None:
    """On the stick: five quarrels, a new task of his own, one that Hà typed too."""
    editing.set_time(book, find_task(book, "1.1").id, "Quý III/2026")
    field(book, "1.2", note=THEIRS)
    editing.set_status(book, [find_task(book, "1.3")], Status.DONE, TODAY)
    field(book, "1.4", percent=40)
    field(book, "2.2", percent=45)
    editing.delete_tasks(book, [find_task(book, "1.5").id])
    add(book, SAME + ".", "8", 71)
    add(book, "Rà soát hộ nghèo trên địa bàn", "9", 72)


def ha_works(book: Book) -> None:
    """At this PC, before she sees what he did."""
    editing.set_time(book, find_task(book, "1.1").id, "Quý II/2026")
    field(book, "1.2", note=LONG)
    editing.set_status(book, [find_task(book, "1.3")], Status.SUSPENDED, TODAY)
    field(book, "1.4", percent=70)
    field(book, "2.2", percent=75)
    field(book, "1.5", result="Đã họp dân 2 thôn")
    add(book, SAME, "8", 73)


def pictures(officer: Officer, name: str, seen: QWidget | None = None) -> None:
    """Keep how it looks, where somebody wants to look at it."""
    if not PICTURES:
        return
    held = officer.window.size()
    for size in SIZES:
        officer.window.resize(size)
        officer.settle()
        officer.bot.wait(60)
        (seen or officer.window).grab().save(f"{PICTURES}/{name}-{size.width()}.png")
    officer.window.resize(held)


@pytest.fixture
def stick(officer: Officer, sample: Path) -> Path:
    """Tuấn's copy on a stick, and Hà's on this PC; both have been at work."""
    folder = officer.world.home / "USB"
    folder.mkdir()
    theirs = folder / "so Tuan.danvan"
    shutil.copyfile(sample, theirs)
    with open_book(theirs, author("Tuấn", 41)) as book:
        tuan_works(book)
    with open_book(sample, author("Hà", 42)) as book:
        ha_works(book)
    officer.open(sample)
    return theirs


def look(officer: Officer, *files: Path) -> MergePreviewDialog:
    officer.world.answers.ready.extend(files)
    officer.choose("Tệp", "Nhập dữ liệu từ sổ khác")
    return officer.dialog(MergePreviewDialog)


def page_of(officer: Officer) -> ExchangePage:
    (page,) = officer.window.findChildren(ExchangePage)
    return page


def answer(officer: Officer, path: str, button: str, typed: str | None = None) -> str:
    """Choose a conflict by its number and answer it; what its card said before."""
    page = page_of(officer)
    place = next(number for number, card in enumerate(page.view().cards) if card.path == path)
    page.conflicts.setCurrentIndex(page.conflicts.rows.index(place, 0))
    pictures(officer, f"3-the-{path}")
    said = page.card.said()
    if path == "1.2":
        assert (foreign_words(page), nameless(page), clipped(page)) == ([], [], [])
    if typed is not None:
        page.card.value.choose(typed)
    left = len(page.view().cards)
    officer.click(page.card, button)
    officer.wait(lambda: len(page.view().cards) < left)
    officer.settle()
    return said


def confirm(officer: Officer, button: str) -> str:
    box = officer.dialog(QMessageBox)
    said = box.text()
    assert (foreign_words(box), nameless(box)) == ([], [])
    officer.click(box, button)
    officer.settle()
    return said


def answer_all(officer: Officer, page: ExchangePage) -> None:
    """Mine, theirs for all alike, both, another value, later, and what one side deleted."""
    said = answer(officer, "1.1", "Giữ bản của Hà")
    assert "Hà và Tuấn cùng sửa chỗ này ở hai bản của sổ" in said
    assert "Trước đó: Thường xuyên." in said
    assert "sổ tạm dùng «Quý III/2026» và đánh dấu ⚠" in said
    place = next(number for number, card in enumerate(page.view().cards) if card.path == "1.2")
    page.conflicts.setCurrentIndex(page.conflicts.rows.index(place, 0))
    assert (page.card.mine.own_words(), page.card.theirs.own_words()) == (["5", "15"], ["7", "10"])
    officer.click(page.card, "Để sau")
    assert page.card.card.path == "1.3"
    answer(officer, "1.2", "Ghép cả hai")
    answer(officer, "1.3", "Ghi giá trị này", typed="Đang làm")
    place = next(number for number, card in enumerate(page.view().cards) if card.path == "1.4")
    page.conflicts.setCurrentIndex(page.conflicts.rows.index(place, 0))
    assert page.card.all.text() == "Áp &dụng cho cả 2 chỗ về phần trăm của nhiệm vụ, cùng một bên"
    page.card.all.click()
    answer(officer, "1.4", "Lấy bản của Tuấn")
    assert "Tuấn đã xóa nhiệm vụ này ở một bản của sổ, trong khi Hà sửa nó" in answer(officer, "1.5", "Giữ lại như Hà")


def assert_equal_and_as_answered(officer: Officer, stick: Path) -> None:
    held = officer.stored_tasks()
    assert (held["1.1"].time_text, held["1.3"].status) == ("Quý II/2026", Status.DOING)
    assert (held["1.4"].percent, held["2.2"].percent) == (40, 45)
    assert held["1.2"].note == f"{LONG}\n{THEIRS}"
    assert held["1.5"].result == "Đã họp dân 2 thôn"
    assert [task.text.rstrip(".") for task in held.values()].count(SAME) == 1
    book = officer.program.commands.open_book()
    assert book is not None
    assert (log_of(stick), meaning(stick)) == (log_of(book), meaning(book))
    assert officer.stored(lambda own: merging.prepare(own, [stick]).preview.same)
    with open_book(stick, author("Tuấn", 43)) as theirs:
        assert history.verify(theirs).sound


def take_back_and_write_again(officer: Officer, stick: Path) -> None:
    """One undo parts what was joined; a pair told apart is asked about again; the stick gets what came since."""
    page = page_of(officer)
    officer.choose("Chỉnh sửa", "Hoàn tác")
    officer.settle()
    assert len(page.view().twins) == 1, "joining is taken back by one undo"
    officer.click(page.pair, "Không phải một")
    officer.settle()
    assert page.view().twins == ()
    officer.click(officer.window.notice, "Hoàn tác")
    officer.settle()
    assert len(page.view().twins) == 1
    again = look(officer, stick)
    assert "không có gì mới; sổ này có" in again.texts()
    officer.click(again, "Ghi lại vào USB")
    assert "đè lên" in confirm(officer, "Ghi lại")
    assert "Đã ghi lại" in page.state.text()
    book = officer.program.commands.open_book()
    assert book is not None
    assert log_of(stick) == log_of(book)


def test_two_books_become_one_and_the_stick_gets_it_back(officer: Officer, stick: Path) -> None:
    dialog = look(officer, stick)
    pictures(officer, "1-xem-truoc", dialog)
    assert (foreign_words(dialog), nameless(dialog), clipped(dialog)) == ([], [], [])
    assert "thay đổi mới của Tuấn; sổ này có 7 thay đổi" in dialog.texts()
    lists = dialog.lists()
    assert [len(held) for held in lists.values()] == [2, 1, 6, 1]
    time = dialog.tree.topLevelItem(2).child(0)
    said = [time.child(place).text(0) for place in range(2)]
    assert said == ["sổ này (Hà, 05/03/2026): Quý II/2026", "sổ kia (Tuấn, 05/03/2026): Quý III/2026"]
    officer.click(dialog, "Gộp vào sổ này")
    officer.settle()
    page, notice, navigation = page_of(officer), officer.window.notice, officer.window.places.navigation
    assert officer.window.places.place() is Place.EXCHANGE
    assert "6 chỗ hai bên cùng sửa cần chọn; 1 cặp nghi trùng" in notice.text()
    assert navigation.count_of(Place.EXCHANGE) == 6
    pictures(officer, "2-sau-khi-gop")
    answer_all(officer, page)
    assert navigation.count_of(Place.EXCHANGE) == 0
    page.show_twins()
    pictures(officer, "4-nghi-trung")
    assert (foreign_words(page), nameless(page), clipped(page)) == ([], [], [])
    officer.click(page.pair, "Là một")
    officer.settle()
    assert page.view().twins == ()
    officer.click(page, "Ghi lại vào USB")
    assert "Tệp đó đã được gộp vào đây nên không mất gì" in confirm(officer, "Ghi lại")
    assert "Có thể rút USB" in notice.text()
    page.tabs.setCurrentIndex(2)
    pictures(officer, "5-da-ghi-lai")
    assert_equal_and_as_answered(officer, stick)
    take_back_and_write_again(officer, stick)


def test_what_is_provisional_is_marked_everywhere(officer: Officer, stick: Path) -> None:
    look(officer, stick).accept()
    officer.settle()
    officer.choose("Xem", "Danh mục nhiệm vụ")
    officer.row("1.1")
    officer.settle()
    row = officer.row("1.1")
    marks = {column for column in Column if row.cells[column].startswith("⚠")}
    assert marks == {Column.TIME, Column.DUE}
    assert row.edited[Column.TIME] == row.time_text == "Quý III/2026"
    note = officer.page.panel.body.conflicts
    assert "thời gian" in note.said()
    pictures(officer, "6-danh-muc")
    assert clipped(officer.window) == []
    for place, name in (("Tổng quan", "7-tong-quan"), ("Lịch thời hạn", "8-lich"), ("Phân công", "9-phan-cong")):
        if PICTURES:
            officer.choose("Xem", place)
            officer.settle()
            pictures(officer, name)
    held = officer.stored(lambda book: schedule(book, date(2026, 9, 30), date(2026, 9, 30), TaskFilter(), TODAY))
    assert [due.time_text for due in held.days[0].tasks if due.path == "1.1"] == ["⚠ Quý III/2026"]
    order = ExportOrder(PaperKind.CATALOGUE, officer.world.home / "danh muc.docx", TODAY, WordingPlaces(Path(), Path()))
    rows = {row.number: row for row in officer.stored(lambda book: catalogue_paper(book, order)).rows}
    assert (rows["1.1"].time, rows["1.2"].note[:1]) == ("⚠ Quý III/2026", "⚠")
    assert "Chưa chọn giữa hai bản: trạng thái" in rows["1.3"].note
    officer.choose("Xem", "Danh mục nhiệm vụ")
    officer.row("1.4")
    officer.settle()
    officer.click(note, "Xem và chọn")
    officer.settle()
    page = page_of(officer)
    assert (officer.window.places.place(), page.card.card.path) == (Place.EXCHANGE, "1.4")
    officer.choose("Chỉnh sửa", "Hoàn tác")
    assert "trước khi gộp" in confirm(officer, "Hoàn tác lần gộp")
    assert "Đã hoàn tác lần gộp" in officer.window.notice.text()
    assert (page.view().cards, page.view().merges) == ((), ())
    assert officer.stored_tasks()["1.1"].time_text == "Quý II/2026"
    assert not officer.window.action(Command.GIVE_BACK).isEnabled()


def drop(officer: Officer, *paths: Path) -> None:
    """Drag files onto the window and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    officer.window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, no_key))


def test_books_are_dropped_and_bad_ones_told_one_by_one(officer: Officer, stick: Path) -> None:
    before = officer.stored_tasks()
    drop(officer, stick)
    assert "Mở là đóng sổ đang mở" in confirm(officer, "Gộp vào sổ đang mở")
    officer.click(officer.dialog(MergePreviewDialog), "Hủy")
    officer.settle()
    torn = stick.with_name("rach.danvan")
    torn.write_bytes(stick.read_bytes()[:5000])
    drop(officer, stick, torn)
    dialog = officer.dialog(MergePreviewDialog)
    assert "⚠ Sổ «rach.danvan»" in dialog.texts()
    dialog.reject()
    officer.settle()
    drop(officer, torn)
    officer.click(officer.dialog(QMessageBox), "Gộp vào sổ đang mở")
    officer.settle()
    assert "«rach.danvan»" in confirm(officer, "Đóng")
    assert officer.stored_tasks() == before


def test_a_third_version_can_be_taken(qtbot: QtBot) -> None:
    sides = tuple(
        SideView(value, value, who, f"may-{who}", "2026-03-05T14:05")
        for value, who in (("a", "Hà"), ("b", "Tuấn"), ("c", "Lan"))
    )
    card = ConflictCard(
        *("x.note", "task", "x", "note", "1.1", "Việc", "Hai bên cùng sửa ghi chú của nhiệm vụ 1.1"),
        *(sides[0], sides[1], sides, SideView(None, "", ""), "a\nb", False, False),
        typable=True,
        standing="c",
    )
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(card, editable=True)
    (third,) = view.other_boxes
    assert third.keep.text() == "Lấy bản của Lan"
    with qtbot.waitSignal(view.picked) as picked:
        third.keep.click()
    assert picked.args == [2]
    with qtbot.waitSignal(view.kept) as kept:
        view.theirs.keep.click()
    assert kept.args == [Keep.THEIRS, False]
    with qtbot.waitSignal(view.typed) as typed:
        view.value.write.click()
    assert typed.args == ["c"]
    view.value.lines.setPlainText("cả ba")
    other = replace(card, id="y.note", standing="d")
    view.show_card(other, editable=True)
    assert view.value.answer() == "d"
    view.show_card(replace(card, standing="e"), editable=True)
    assert view.value.answer() == "cả ba", "what is typed stays with its conflict"
    view.show_card(replace(other, standing="f"), editable=True)
    assert view.value.answer() == "f", "what nobody typed follows the book"
    view.show_card(card, editable=False)
    assert not view.mine.keep.isEnabled()
