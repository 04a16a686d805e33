"""Sending to sticks and receiving from them, as the menus order it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from danvan_desktop.domain.merging.watching import Watch
from danvan_desktop.services import travel
from danvan_desktop.services.books import Book
from danvan_desktop.services.travel import Search, Sendable, SendOrder, Sent, Stick
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.safety.sizes import size_text
from danvan_desktop.ui.surroundings import DisksOfPc, FileQuestion
from danvan_desktop.ui.travel.receive_dialog import ReceiveDialog
from danvan_desktop.ui.travel.send_dialog import Outgoing, SendDialog

_LOOKING = "Đang tìm USB"


class TravelCommands:
    """`look_at` shows what merging files would do; `open_book` opens one where none is open yet."""

    def __init__(
        self, desk: Desk, look_at: Callable[[Sequence[Path]], None], open_book: Callable[[Path], None]
    ) -> None:
        self._desk = desk
        self._look_at = look_at
        self._open_book = open_book
        self._open: SendDialog | ReceiveDialog | None = None
        self._search: Job | None = None
        commands = desk.window.commands
        commands.on(Command.SEND, partial(self.ask_send, part=False))
        commands.on(Command.SEND_PART, partial(self.ask_send, part=True))
        commands.on(Command.RECEIVE, self.ask_receive)

    def ask_send(self, *, part: bool) -> None:
        """Ask where the book goes, or the part of which agency."""
        work = partial(_what_to_send, disks=self._desk.around.disks)
        self._desk.jobs.run(Job(work, partial(self._show_send, part), _LOOKING))

    def ask_receive(self) -> None:
        """Look for books on the sticks and show them."""
        dialog = ReceiveDialog(self._desk.window, to_open=self._desk.book is None)
        self._keep(dialog)
        dialog.look_again.connect(partial(self._look_for_books, dialog, None))
        dialog.folder_asked.connect(
            lambda: self._ask_folder(dialog, "Tìm sổ trong thư mục", partial(self._look_for_books, dialog))
        )
        dialog.chosen.connect(self._look_at if self._desk.book else lambda paths: self._open_book(paths[0]))
        dialog.finished.connect(self._stop_search)
        dialog.open()
        self._look_for_books(dialog, None)

    def _show_send(self, part: bool, found: tuple[Sendable, Sequence[Stick]]) -> None:
        facts = self._desk.book
        if facts is None:
            return
        self._ask_where(Outgoing(facts.path.stem, self._desk.around.today(), *found), part)

    def _ask_where(self, outgoing: Outgoing, part: bool, again: SendOrder | None = None) -> None:
        """Ask where it goes; `again` is an order that failed."""
        dialog = SendDialog(outgoing, self._desk.window, part=part)
        if again is not None:
            dialog.take_back(again)
        self._keep(dialog)
        dialog.place.look_again.connect(partial(self._look_for_sticks, dialog))
        dialog.place.folder_asked.connect(lambda: self._ask_folder(dialog, "Ghi vào thư mục", dialog.place.take_folder))
        dialog.ordered.connect(partial(self._send, outgoing, part))
        dialog.open()

    def _keep(self, dialog: SendDialog | ReceiveDialog) -> None:
        """Answers may come when the dialog is gone."""
        self._open = dialog
        dialog.finished.connect(self._forget)

    def _forget(self) -> None:
        self._open = None

    def _ask_folder(self, dialog: SendDialog | ReceiveDialog, title: str, then: Callable[[Path], None]) -> None:
        question = FileQuestion(title, self._desk.start_folder(), "")
        self._desk.around.chooser.ask_folder(dialog, question, then)

    def _look_for_sticks(self, dialog: SendDialog) -> None:
        def take(sticks: Sequence[Stick]) -> None:
            if dialog is self._open:
                dialog.place.show_sticks(sticks)

        self._desk.jobs.run_aside(Job(partial(_sticks, disks=self._desk.around.disks), take, _LOOKING))

    def _look_for_books(self, dialog: ReceiveDialog, folder: Path | None) -> None:
        """On the sticks, or in a folder."""
        dialog.begin()
        self._stop_search()

        def take(own: _Own) -> None:
            if dialog is self._open:
                work = partial(_find, disks=self._desk.around.disks, folder=folder, own=own)
                show, none = partial(self._show_found, dialog), partial(self._show_found, dialog, None)
                job = Job(work, show, "Đang tìm sổ trên USB", cancellable=True, failed=none)
                self._search = self._desk.jobs.run_aside(job)

        nothing = partial(take, _Own(None, {}))
        self._desk.jobs.run(Job(_look_at_own, take, _LOOKING, failed=nothing))

    def _stop_search(self) -> None:
        job, self._search = self._search, None
        if job is not None:
            job.progress.cancel()

    def _show_found(self, dialog: ReceiveDialog, search: Search | None) -> None:
        if dialog is self._open:
            self._search = None
            dialog.show_search(search)

    def _send(self, outgoing: Outgoing, part: bool, order: SendOrder) -> None:
        """What could not be written is asked for again, as it was ordered."""
        again = partial(self._ask_where, outgoing, part, order)
        job = Job(partial(_send, order=order), self._say_sent, "Đang ghi ra USB", cancellable=True, failed=again)
        self._desk.run_long(job)

    def _say_sent(self, sent: Sent) -> None:
        show = partial(self._desk.around.show_file, sent.path.parent)
        self._desk.window.notice.say(
            f"Đã ghi và kiểm tra xong. Có thể rút USB. Tệp: «{sent.path.name}», {size_text(sent.size)}.",
            [("Mở thư mụ&c", show)],
            kind="done",
        )


def _sticks(_progress: Progress, disks: Callable[[], DisksOfPc]) -> Sequence[Stick]:
    return disks().sticks()


def _what_to_send(book: Book, _progress: Progress, disks: Callable[[], DisksOfPc]) -> tuple[Sendable, Sequence[Stick]]:
    return travel.sendable(book), disks().sticks()


@dataclass(frozen=True, slots=True)
class _Own:
    """The open book: its file, and by which its copies and parts are known; no file where none is open."""

    path: Path | None
    known: Mapping[str, str]


def _look_at_own(book: Book, _progress: Progress) -> _Own:
    return _Own(book.path, travel.identities_of(book))


def _find(progress: Progress, disks: Callable[[], DisksOfPc], folder: Path | None, own: _Own) -> Search | None:
    roots = [folder] if folder is not None else [stick.root for stick in disks().sticks()]
    watch = Watch(progress.tell, progress.cancelled)
    return travel.find_books(roots, own.known, own.path, watch) if roots else None


def _send(book: Book, progress: Progress, order: SendOrder) -> Sent:
    return travel.send(book, order, Watch(progress.tell, progress.cancelled))
