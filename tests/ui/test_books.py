"""Making, opening and closing books."""

from __future__ import annotations

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from danvan_desktop.app import Program
from danvan_desktop.domain.papers import Signer, SigningForm
from danvan_desktop.services import history, safety
from danvan_desktop.services.letterhead import read_letterhead
from danvan_desktop.services.opening import book_facts
from danvan_desktop.settings import Settings
from danvan_desktop.ui.choosing import SystemChooser
from danvan_desktop.ui.commands.books import SAMPLE_NAME
from danvan_desktop.ui.dialogs.new_book import BOOK_KINDS, NewBookDialog
from danvan_desktop.ui.dialogs.own_names import OwnNamesDialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.models.task_table import Column
from danvan_desktop.ui.surroundings import FileQuestion
from tests.ui.officer import WAIT_MS, Officer, World


def by_menu(officer: Officer, book: Path) -> None:
    officer.world.answers.ready.append(book)
    officer.choose("Tệp", "Mở sổ")


def by_keys(officer: Officer, book: Path) -> None:
    officer.world.answers.ready.append(book)
    officer.press(Qt.Key.Key_O, control=True)


def by_start_page(officer: Officer, book: Path) -> None:
    officer.world.answers.ready.append(book)
    officer.click(officer.window.start_page, "Mở sổ")


def by_dropping(officer: Officer, book: Path) -> None:
    drop(officer, book)


def drop(officer: Officer, path: Path) -> None:
    """Drag a file onto the window."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    for make in (QDragEnterEvent, QDropEvent):
        place = QPointF(50, 50) if make is QDropEvent else QPointF(50, 50).toPoint()
        event = make(
            place, Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(officer.window, event)


@pytest.mark.parametrize("route", [by_menu, by_keys, by_start_page, by_dropping])
def test_a_book_is_opened_by_every_route(
    officer: Officer, sample: Path, route: Callable[[Officer, Path], None]
) -> None:
    route(officer, sample)
    officer.settle()
    assert officer.listed() == 25
    assert officer.window.windowTitle() == "Xã Tân Phú, năm 2026 – Sổ Dân vận"
    assert officer.row("1.1").text.startswith("Đưa nội dung")
    assert officer.stored(lambda book: book.path) == sample


def test_a_new_book_has_its_year_its_commune_and_its_person(officer: Officer) -> None:
    officer.press(Qt.Key.Key_N, control=True)
    dialog = officer.dialog(NewBookDialog)
    officer.wait(dialog.commune.hasFocus)
    officer.type(dialog.commune, "phường An Bình")
    dialog.year.setValue(2027)
    officer.click(dialog, "Tạo sổ")
    officer.settle()
    path = officer.world.home / "Tài liệu" / "So dan van 2027.danvan"
    facts = officer.stored(book_facts)
    profile = officer.stored(read_letterhead)
    assert (facts.path, facts.year) == (path, 2027)
    assert (profile.commune_type, profile.commune) == ("phường", "An Bình")
    assert officer.window.windowTitle().startswith("Phường An Bình, năm 2027")


def test_a_new_book_names_who_signs_and_signs_changes_with_the_names_given(officer: Officer) -> None:
    officer.choose("Tệp", "Tạo sổ mới")
    dialog = officer.dialog(NewBookDialog)
    dialog.form.choose(SigningForm.DEPUTY)
    for field, text in ((dialog.commune, "xã Tân Phú"), (dialog.signer, "Trần Văn Bình"), (dialog.device, "VHXH-02")):
        officer.type(field, text)
    officer.click(dialog, "Tạo sổ")
    officer.settle()
    assert officer.stored(read_letterhead).signers == (Signer("Trần Văn Bình", SigningForm.DEPUTY),)
    assert officer.stored(history.stacks).undoable == ()
    habits = officer.program.around.habits
    assert (habits.person, habits.device, habits.commune) == ("Hà", "VHXH-02", "xã Tân Phú")


def test_the_second_new_book_needs_only_enter(officer: Officer) -> None:
    officer.program.around.habits.commune = "phường An Bình"
    officer.press(Qt.Key.Key_N, control=True)
    dialog = officer.dialog(NewBookDialog)
    officer.wait(lambda: QApplication.focusWidget() is not None and dialog.isAncestorOf(QApplication.focusWidget()))
    officer.press(Qt.Key.Key_Return)
    officer.settle()
    assert officer.stored(book_facts).path.name == "So dan van 2026.danvan"
    assert officer.stored(read_letterhead).unit_name == "phường An Bình"


def test_in_december_the_book_of_the_next_year_is_proposed(officer: Officer) -> None:
    officer.world.now = officer.world.now.replace(month=12)
    officer.choose("Tệp", "Tạo sổ mới")
    dialog = officer.dialog(NewBookDialog)
    assert dialog.year.value() == 2027
    assert dialog.path.text().endswith("So dan van 2027.danvan")
    officer.click(dialog, "Hủy")


def test_the_names_of_this_pc_sign_what_is_written_from_then_on(at_work: Officer) -> None:
    at_work.row("1.1")
    at_work.choose("Nhiệm vụ", "Trạng thái", "Hoàn thành")
    at_work.settle()
    at_work.choose("Tệp", "Cài đặt của máy này")
    dialog = at_work.dialog(OwnNamesDialog)
    assert dialog.person.text() == "Hà"
    dialog.person.clear()
    at_work.type(dialog.person, "Trần Văn Bình")
    at_work.click(dialog, "Ghi lại")
    at_work.settle()
    at_work.choose("Nhiệm vụ", "Trạng thái", "Tạm dừng")
    at_work.settle()
    lines = at_work.stored(lambda book: safety.tell_history(book, None))
    assert {"Hà", "Trần Văn Bình"} <= {line.person for line in lines}
    assert at_work.stored(history.verify).sound
    at_work.choose("Chỉnh sửa", "Hoàn tác")
    at_work.settle()
    assert at_work.stored_tasks()["1.1"].status == "done"


def test_a_new_book_is_not_made_before_it_can_be(officer: Officer, sample: Path) -> None:
    officer.choose("Tệp", "Tạo sổ mới")
    dialog = officer.dialog(NewBookDialog)
    make = dialog.buttons.buttons()[0]
    assert not make.isEnabled()
    officer.type(dialog.commune, "xã Tân Phú")
    assert make.isEnabled()
    dialog.form.choose(SigningForm.CHAIR)
    for field, text in ((dialog.path, str(sample)), (dialog.commune, " "), (dialog.signer, "ThS. Trần Văn Bình")):
        held = field.text()
        field.setText(text)
        assert not make.isEnabled()
        assert dialog._trouble.text()
        field.setText(held)
    officer.world.answers.ready.append(officer.world.home / "nơi khác.danvan")
    officer.click(dialog, "Chọn")
    assert dialog.path.text() == str(officer.world.home / "nơi khác.danvan")
    officer.click(dialog, "Hủy")
    assert not officer.window.situation.book


def test_the_sample_is_made_once_and_then_opened(officer: Officer) -> None:
    officer.click(officer.window.start_page, "Xem sổ mẫu")
    officer.settle()
    assert officer.listed() == 25
    made = (officer.world.home / "Tài liệu" / SAMPLE_NAME).stat().st_ino
    officer.choose("Tệp", "Đóng sổ")
    officer.settle()
    officer.choose("Tệp", "Xem sổ mẫu")
    officer.settle()
    assert (officer.world.home / "Tài liệu" / SAMPLE_NAME).stat().st_ino == made
    assert officer.listed() == 25


def test_closing_lets_go_of_the_file_and_leads_back_to_the_start(at_work: Officer, sample: Path) -> None:
    at_work.press(Qt.Key.Key_W, control=True)
    at_work.settle()
    assert at_work.window.start_page.isVisible()
    assert not at_work.window.action(Command.BACKUP).isEnabled()
    assert at_work.listed() == 0
    shutil.move(sample, sample.with_name("khác.danvan"))
    assert not sample.with_name(sample.name + ".lock").exists()


def test_another_book_takes_the_place_of_the_open_one(at_work: Officer, sample: Path, book_dir: Path) -> None:
    at_work.row("1.1")
    other = Path(shutil.copy(sample, book_dir / "khác.danvan"))
    at_work.type(at_work.page.search, "dan chu")
    at_work.settle()
    at_work.open(other)
    assert at_work.page.search.text() == ""
    assert at_work.listed() == 25
    assert at_work.stored(lambda book: book.path) == other


def test_checks_of_a_book_that_was_left_at_once_do_not_touch_the_next_one(
    officer: Officer, sample: Path, book_dir: Path
) -> None:
    other = Path(shutil.copy(sample, book_dir / "khác.danvan"))
    officer.program.commands.books.open_path(sample)
    officer.program.commands.books.open_path(other)
    officer.settle()
    assert officer.stored(lambda book: book.path) == other
    assert officer.window.situation.writable
    assert officer.window.read_only_notice.text() == ""


def test_enter_opens_the_book_used_last_from_the_start_page(at_work: Officer, sample: Path) -> None:
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    assert at_work.focused().accessibleName() == f"Mở sổ {sample.stem}"
    at_work.press(Qt.Key.Key_Tab)
    assert at_work.focused().accessibleName() == "Nhập danh mục"
    at_work.bot.keyClick(at_work.focused(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    at_work.press(Qt.Key.Key_Return)
    at_work.settle()
    assert at_work.listed() == 25


def test_a_question_for_a_file_begins_in_a_folder_that_is_there(officer: Officer) -> None:
    home = officer.world.home
    officer.program.around.habits.last_folder = str(home / "USB rút ra" / "thư mục")
    officer.world.answers.ready.append(None)
    officer.choose("Tệp", "Mở sổ")
    assert officer.world.answers.asked[-1].start == home
    question = FileQuestion("Lưu sổ mới vào", home / "Tài liệu" / "sổ.danvan", BOOK_KINDS)
    chooser = SystemChooser()
    for ask in (chooser.ask_save, chooser.ask_open, chooser.ask_several, chooser.ask_folder):
        ask(officer.window, question, lambda _: None)
        dialog = officer.dialog(QFileDialog)
        assert Path(dialog.directory().absolutePath()) == home
        dialog.close()
    chooser.ask_open(officer.window, question, lambda path: officer.program.messages.tell(path.name))
    dialog = officer.dialog(QFileDialog)
    dialog.fileSelected.emit(str(home / "sổ.danvan"))
    dialog.close()
    officer.settle()
    box = officer.dialog(QMessageBox)
    assert box.text() == "sổ.danvan", "what is asked next does not go with the dialog"
    officer.click(box, "Đóng")


def test_recent_books_are_told_and_forgotten_once_they_are_gone(at_work: Officer, sample: Path) -> None:
    other = Path(shutil.copy(sample, sample.with_name("khác.danvan")))
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    at_work.click(at_work.window.start_page, sample.stem)
    at_work.settle()
    assert at_work.listed() == 25
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    sample.unlink()
    at_work.open(other)
    assert at_work.window.windowTitle().startswith("Xã Tân Phú, năm 2026 («khác»)")
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    entries = {button.accessibleName(): button for button in at_work.window.start_page.findChildren(QPushButton)}
    here, away = entries["Mở sổ khác"], entries[f"Mở sổ {sample.stem}"]
    assert here.text().startswith("khác – Xã Tân Phú, năm 2026\nmở lúc 09:30 ngày 05/03/2026 · ")
    assert away.text().startswith(f"{sample.stem} – Xã Tân Phú, năm 2026\nkhông thấy tệp ở đó · ")
    assert (here.toolTip(), away.toolTip()) == (str(other), str(sample))
    at_work.choose("Tệp", "Sổ mở gần đây", sample.stem)
    box = at_work.dialog(QMessageBox)
    assert box.text().startswith(f"Không tìm thấy sổ «{sample.name}»")
    at_work.click(box, "Đóng")
    assert at_work.program.around.habits.recent == [str(other)]


@pytest.mark.parametrize("content", [b"", "một tệp văn bản".encode(), b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_book_is_refused_in_one_sentence_and_left_alone(
    at_work: Officer, book_dir: Path, content: bytes
) -> None:
    stranger = book_dir / "lạ.danvan"
    stranger.write_bytes(content)
    at_work.world.answers.ready.append(stranger)
    at_work.choose("Tệp", "Mở sổ")
    box = at_work.dialog(QMessageBox)
    assert "«lạ.danvan»" in box.text()
    at_work.click(box, "Đóng")
    at_work.settle()
    assert stranger.read_bytes() == content
    assert at_work.row("1.1")
    assert at_work.window.action(Command.DONE).isEnabled()


def test_a_read_only_book_is_shown_with_a_banner_and_cannot_be_changed(officer: Officer, sample: Path) -> None:
    sample.chmod(stat.S_IRUSR)
    officer.open(sample)
    assert officer.row("1.1")
    assert officer.window.read_only_notice.text().startswith("Chỉ đọc: tệp sổ được đánh dấu chỉ đọc")
    assert "[Chỉ đọc]" in officer.window.windowTitle()
    for command in (Command.IMPORT, Command.DONE, Command.EDIT_TIME, Command.UNDO):
        assert not officer.window.action(command).isEnabled()
    assert officer.page.panel.time.edit.isReadOnly()
    assert not officer.page.panel.status.isEnabled()
    assert officer.window.action(Command.EXPORT_REGISTER).isEnabled()
    officer.press(Qt.Key.Key_F2)
    assert not officer.page.panel.time.edit.hasFocus()


def test_a_read_only_book_is_copied_to_this_pc_and_worked_on_there(officer: Officer, sample: Path) -> None:
    sample.chmod(stat.S_IRUSR)
    content = sample.read_bytes()
    officer.open(sample)
    drop(officer, officer.world.home / "danh mục.docx")
    box = officer.dialog(QMessageBox)
    assert "sổ đang mở chỉ đọc được" in box.text()
    officer.click(box, "Đóng")
    officer.click(officer.window.read_only_notice, "Chép về máy")
    officer.settle()
    copy = officer.world.home / "Tài liệu" / sample.name
    assert officer.stored(lambda book: book.path) == copy
    assert officer.window.read_only_notice.text() == ""
    officer.row("1.1")
    officer.choose("Nhiệm vụ", "Trạng thái", "Hoàn thành")
    officer.settle()
    assert officer.stored_tasks()["1.1"].status == "done"
    assert sample.read_bytes() == content


def test_a_book_that_can_be_written_again_is_opened_anew(officer: Officer, sample: Path) -> None:
    sample.chmod(stat.S_IRUSR)
    officer.open(sample)
    sample.chmod(stat.S_IRUSR | stat.S_IWUSR)
    officer.click(officer.window.read_only_notice, "Thử mở lại")
    officer.settle()
    assert officer.window.situation.writable
    assert officer.window.read_only_notice.text() == ""


def test_a_damaged_book_is_shown_but_not_written_to_any_more(officer: Officer, sample: Path) -> None:
    with sample.open("rb+") as file:
        file.seek(sample.stat().st_size - 3000)
        file.write(b"\xff" * 2000)
    officer.world.answers.ready.append(sample)
    officer.choose("Tệp", "Mở sổ")
    box = officer.dialog(QMessageBox)
    assert "bị hỏng" in box.text()
    officer.click(box, "Đóng")
    officer.settle()
    assert not officer.window.action(Command.DONE).isEnabled()


def test_place_and_shape_are_remembered(at_work: Officer, sample: Path) -> None:
    at_work.window.resize(777, 555)
    at_work.page.view.horizontalHeader().resizeSection(Column.NUMBER, 122)
    at_work.window.close()
    at_work.wait(lambda: not at_work.window.isVisible())
    kept = json.loads((at_work.world.home / "cài đặt" / "settings.json").read_text(encoding="utf-8"))
    assert kept["recent"] == [str(sample)]
    assert kept["last_folder"] == str(sample.parent)
    again = at_work.another_window()
    assert (again.width(), again.height()) == (777, 555)
    assert again.task_page.view.columnWidth(Column.NUMBER) == 122
    again.deleteLater()


def test_a_time_being_typed_is_kept_when_the_window_is_closed(at_work: Officer, sample: Path) -> None:
    at_work.row("1.2")
    at_work.page.panel.start_editing()
    at_work.type(at_work.page.panel.time.edit, "Quý III/2026")
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    at_work.choose("Tệp", "Thoát")
    at_work.wait(lambda: not at_work.window.isVisible())
    assert at_work.in_file(sample)["1.2"].time_text == "Quý III/2026"


def test_a_book_named_at_the_start_that_is_not_there_leads_to_the_start_page(world: World, qtbot: QtBot) -> None:
    framed = []

    class Watched(Program):
        def _put_frame(self, done: object) -> None:
            super()._put_frame(done)
            framed.append(self.window.start_page.isHidden() and not self.window.places.isHidden())

    program = Watched(world.surroundings(Settings(world.home / "cài đặt")))
    program.start(world.home / "không có.danvan")
    qtbot.waitUntil(lambda: hasattr(program.window, "task_page"), timeout=WAIT_MS)
    officer = Officer(program, qtbot, world)
    officer.click(officer.dialog(QMessageBox), "Đóng")
    officer.settle()
    assert framed == [True]
    assert program.window.start_page.isVisible()
    assert program.window.windowTitle() == "Sổ Dân vận"
    program.window.close()
    officer.wait(lambda: not program.window.isVisible())
