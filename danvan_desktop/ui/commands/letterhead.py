"""Who papers and changes name: Thông tin cơ quan, kept in the book as one action that one undo takes back, and the
names that this PC signs with."""

from __future__ import annotations

from functools import partial

from danvan_desktop.domain.papers import LetterheadProfile
from danvan_desktop.domain.records import Kind
from danvan_desktop.services import letterhead
from danvan_desktop.services.books import Author, Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.opening import BookFacts, book_facts
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.dialogs.letterhead import LetterheadDialog
from danvan_desktop.ui.dialogs.own_names import OwnNames, OwnNamesDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command


class LetterheadCommand:
    """Ask what is printed at the head and the foot of every paper."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.action(Command.LETTERHEAD).triggered.connect(self._ask)
        desk.hub.changed.connect(self._take_changes)

    def _ask(self) -> None:
        self._desk.jobs.run(Job(_read, self._show, "Đang mở thông tin cơ quan"))

    def _show(self, profile: LetterheadProfile) -> None:
        dialog = LetterheadDialog(profile, self._desk.window)
        dialog.decided.connect(self._keep)
        dialog.open()

    def _keep(self, profile: LetterheadProfile) -> None:
        self._desk.jobs.run(Job(partial(_save, profile=profile), self._say_kept, "Đang ghi thông tin cơ quan"))

    def _take_changes(self, changes: Changes) -> None:
        """Another kind of commune has other names for its agencies; the next import must know."""
        if changes.of(Kind.PROFILE):
            self._desk.jobs.run(Job(_facts, self._take_facts))

    def _take_facts(self, facts: BookFacts) -> None:
        self._desk.book = facts
        self._desk.window.show_book(facts.title)

    def _say_kept(self, changes: Changes) -> None:
        self._desk.written(changes)
        self._desk.window.say("Đã ghi thông tin cơ quan." if changes else "Thông tin cơ quan không đổi.")


class OwnNamesCommand:
    """Ask what this PC signs changes with; an open book is signed so from the next change on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.action(Command.OWN_NAMES).triggered.connect(self._ask)

    def _ask(self) -> None:
        habits = self._desk.around.habits
        given, own = OwnNames(habits.person, habits.device), OwnNames(habits.account_name(), habits.pc_name())
        dialog = OwnNamesDialog(given, own, self._desk.window)
        dialog.decided.connect(self._keep)
        dialog.open()

    def _keep(self, names: OwnNames) -> None:
        habits = self._desk.around.habits
        habits.person, habits.device = names.person, names.device
        try:
            habits.save()
        except OSError:
            self._desk.window.say("Chưa ghi được cài đặt vào máy; tên mới chỉ dùng đến khi đóng chương trình.")
        else:
            self._desk.window.say(f"Thay đổi từ nay ghi tên {habits.author_name()}, máy {habits.device_name()}.")
        if self._desk.book is not None:
            self._desk.jobs.run(
                Job(partial(_sign_as, author=self._desk.around.author()), title="Đang đổi tên người ghi")
            )


def _sign_as(book: Book, _progress: Progress, author: Author) -> None:
    book.sign_as(author)


def _read(book: Book, _progress: Progress) -> LetterheadProfile:
    return letterhead.read_letterhead(book)


def _facts(book: Book, _progress: Progress) -> BookFacts:
    return book_facts(book)


def _save(book: Book, _progress: Progress, profile: LetterheadProfile) -> Changes:
    return letterhead.save_letterhead(book, profile)
