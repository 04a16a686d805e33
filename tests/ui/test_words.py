"""Every word on the screen is Vietnamese, every control has a name, every key belongs to one command."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.ui.choosing import SystemChooser
from danvan_desktop.ui.menus import MENUS, STATUS_MENU, Command, Entry, Menu
from danvan_desktop.ui.surroundings import FileQuestion
from tests.ui.officer import Officer, plain
from tests.ui.spelling import BOTH, respelt

FOREIGN = set(
    re.findall(
        "[a-z]+",
        """about abort action apply are bad button browse cancel cannot choose clear close copy cut data date delete
        details dialog directory discard edit enter error exit fail failed field file files filter find folder help
        hide ignore import invalid item list loading look mode move name new next none not open options page paste
        please press print redo remove rename reset restore retry row save search select settings show size sort step
        status table task text the time title toolbar type undo unknown up view warning window with yes you your and
        for from false true today down scroll left right top bottom""",
    )
)
"""English words that a forgotten text would hold; none of them is a Vietnamese word as it is written."""

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
TEXTS = ("text", "title", "windowTitle", "toolTip", "statusTip", "placeholderText", "accessibleName", "iconText")


def words_of(found: QObject) -> Iterator[str]:
    """Everything that a widget or action says."""
    for name in (*TEXTS, "accessibleDescription", "informativeText"):
        say = getattr(found, name, None)
        if callable(say):
            yield str(say())
    if isinstance(found, QTableView):
        model = found.model()
        yield from (str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(model.columnCount()))
    if isinstance(found, QComboBox):
        yield from (found.itemText(place) for place in range(found.count()))


def foreign_words(top: QWidget) -> list[str]:
    """What a window or dialog says in English; paths of files are not counted."""
    said = [text for found in [top, *top.findChildren(QWidget), *top.findChildren(QAction)] for text in words_of(found)]
    written = [re.sub(r"<[^>]*>|/[^»]*|…\w.*", " ", plain(text).lower().split("\t")[0]) for text in said]
    return [text for text in written if FOREIGN & set(re.findall("[a-z]+", text))]


def nameless(top: QWidget) -> list[str]:
    """Controls of ours that a screen reader could not name."""
    found = [control for kind in CONTROLS for control in top.findChildren(kind) if is_ours(control)]
    return [
        f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        for control in found
        if not control.accessibleName() and not (isinstance(control, QAbstractButton) and control.text())
    ]


def is_ours(control: QWidget) -> bool:
    """Not a part that Qt puts inside another control, which is named as a whole."""
    around = control.parentWidget()
    while around is not None:
        if isinstance(around, (*CONTROLS, QMenu, QTabBar)) or around.metaObject().className().startswith("QToolBarExt"):
            return False
        around = around.parentWidget()
    return not control.objectName().startswith("qt_") and control.isVisibleTo(control.window())


def test_the_window_speaks_vietnamese_and_names_its_controls(at_work: Officer) -> None:
    assert foreign_words(at_work.window) == []
    assert nameless(at_work.window) == []
    at_work.choose("Tệp", "Đóng sổ")
    at_work.settle()
    assert foreign_words(at_work.window) == []
    assert nameless(at_work.window) == []


def test_the_marks_of_tones_stand_where_papers_have_them() -> None:
    root = Path(__file__).resolve().parents[2]
    texts = [*root.glob("danvan_desktop/**/*.py"), *root.glob("resources/wording/*.txt"), *root.glob("*.md")]
    late = [
        f"{file.relative_to(root)}:{place}: {line.strip()}"
        for file in texts
        if file.relative_to(root).as_posix() not in BOTH
        for place, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if respelt(line) != line
    ]
    assert late == []
    late_marks = (
        "Huy\u0309, Xoa\u0301, va\u0306n hoa\u0301, H&uy\u0309; quy\u0301, hoa\u0300n, hoa\u0323\u0306c, Q&uy\u0301"
    )
    assert respelt(late_marks) == "Hủy, Xóa, văn hóa, H&ủy; quý, hoàn, hoặc, Q&uý"


def test_context_menus_of_fields_speak_vietnamese(at_work: Officer) -> None:
    menu = at_work.page.search.createStandardContextMenu()
    assert foreign_words(menu) == []
    menu.deleteLater()


def test_file_dialogs_drawn_by_qt_speak_vietnamese(at_work: Officer, book_dir: Path) -> None:
    question = FileQuestion("Xuất danh mục", book_dir / "a.docx", "Văn bản Word (*.docx)")
    os.utime(book_dir, (0, datetime(2026, 11, 7, 14, 5).timestamp()))
    SystemChooser().ask_folder(at_work.window, FileQuestion("Chọn thư mục", book_dir.parent, ""), lambda _: None)
    dialog = at_work.dialog(QFileDialog)
    files = dialog.findChild(QTreeView)
    model = files.model()
    at_work.wait(lambda: model.rowCount(files.rootIndex()))
    assert [box.currentText() for box in dialog.findChildren(QComboBox)][-1] == "Thư mục"
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (1, 3)] == ["Kích cỡ", "Ngày sửa"]
    option = QStyleOptionViewItem()
    files.itemDelegate().initStyleOption(option, model.index(str(book_dir), 3))
    assert option.text == "07/11/2026 14:05"
    dialog.close()
    SystemChooser().ask_save(at_work.window, question, lambda _: None)
    dialog = at_work.dialog(QFileDialog)
    labels = [label for label in dialog.findChildren(QWidget) if isinstance(label, QLabel | QAbstractButton)]
    assert [text for found in labels for text in words_of(found) if FOREIGN & set(plain(text).lower().split())] == []
    assert dialog.selectedFiles() == [str(book_dir / "a.docx")]


def entries(menu: Menu) -> Iterator[Entry]:
    for item in menu.items:
        if isinstance(item, Menu):
            yield from entries(item)
        elif isinstance(item, Entry):
            yield item


def test_every_command_is_in_a_menu_once_and_every_key_is_given_once() -> None:
    found = [entry for menu in MENUS for entry in entries(menu)]
    assert Counter(entry.command for entry in found) == Counter(Command)
    keys = Counter(entry.keys for entry in found if entry.keys)
    assert max(keys.values()) == 1


def test_mnemonics_are_plain_letters_and_differ_within_a_menu() -> None:
    for menu in (*MENUS, STATUS_MENU):
        texts = [
            item.title if isinstance(item, Menu) else item.text
            for item in menu.items
            if not isinstance(item, str | None)
        ]
        letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert all(letter.isascii() and letter.isalpha() for letter in letters)
        assert len(letters) == len(set(letters)), menu.title
    tops = [menu.title[menu.title.index("&") + 1].lower() for menu in MENUS]
    assert len(tops) == len(set(tops))


def test_statuses_are_called_the_same_in_the_menu_and_in_the_panel() -> None:
    shown = {entry.command.value: plain(entry.text) for entry in entries(STATUS_MENU)}
    assert shown == {status.value: words for status, words in STATUS_LABELS.items()}


def test_tab_goes_from_the_search_to_the_list_to_the_panel(at_work: Officer) -> None:
    at_work.row("1.1")
    at_work.page.search.setFocus()
    visited = []
    for _ in range(4):
        visited.append(QApplication.focusWidget())
        at_work.press(Qt.Key.Key_Tab)
    panel = at_work.page.panel
    assert visited == [at_work.page.search, at_work.page.view, panel.status, panel.time.edit]
