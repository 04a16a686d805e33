"""Sending to sticks and receiving from them, as the menus order it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from danvan_desktop.domain.merging.watching import Watch
from danvan_desktop.domain.text import size_text
from danvan_desktop.services import travel
from danvan_desktop.services.books import Book
from danvan_desktop.services.travel import Search, Sendable, SendOrder, Sent, Stick
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.surroundings import DisksOfPc, FileQuestion
from danvan_desktop.ui.travel.receive_dialog import ReceiveDialog, Searched
from danvan_desktop.ui.travel.send_dialog import Outgoing, SendDialog

_LOOKING = "Đang tìm USB"


@dataclass(frozen=True, slots=True)
class Receiver:
    """What becomes of the files that were chosen: `look_at` shows what merging them would do, `open_copy` opens a copy
    of one where there is no book to merge it into."""

    look_at: Callable[[Sequence[Path]], None]
    open_copy: Callable[[Path], None]


class TravelCommands:
    """Nothing is kept of a stick but the folder that stood last in the place of one."""

    def __init__(self, desk: Desk, receiver: Receiver) -> None:
        self._desk = desk
        self._receiver = receiver
        self._open: SendDialog | ReceiveDialog | None = None
        self._search: Job | None = None
        commands = desk.window.commands
        commands.on(Command.SEND, partial(self.ask_send, part=False))
        commands.on(Command.SEND_PART, partial(self.ask_send, part=True))
        commands.on(Command.RECEIVE, self.ask_receive)

    def ask_send(self, *, part: bool) -> None:
        """Ask where the book goes, or the part of which agency."""
        work = partial(_what_to_send, disks=self._desk.around.disks, last=self._last_folder())
        self._desk.jobs.run(Job(work, partial(self._show_send, part), _LOOKING))

    def ask_receive(self) -> None:
        """Look for books on the sticks and show them; to be opened, where there is none to merge them into."""
        if self._desk.book is None:
            dialog = ReceiveDialog(self._desk.window, self._desk.around.folders.documents)
            dialog.chosen.connect(lambda paths: self._receiver.open_copy(paths[0]))
        else:
            dialog = ReceiveDialog(self._desk.window)
            dialog.chosen.connect(self._receiver.look_at)
        self._keep(dialog)
        dialog.look_again.connect(partial(self._look_for_books, dialog, None))
        dialog.folder_asked.connect(
            lambda: self._ask_folder(dialog, "Tìm sổ trong thư mục", partial(self._look_for_books, dialog))
        )
        dialog.finished.connect(self._stop_search)
        dialog.open()
        self._look_for_books(dialog, None)

    def _show_send(self, part: bool, found: tuple[Sendable, _Places]) -> None:
        facts = self._desk.book
        if facts is None:
            return
        sendable, places = found
        outgoing = Outgoing(facts.path.stem, self._desk.around.today(), sendable, places.sticks, places.folder)
        dialog = SendDialog(outgoing, self._desk.window, part=part)
        self._keep(dialog)
        dialog.place.look_again.connect(partial(self._look_for_sticks, dialog))
        dialog.place.folder_asked.connect(lambda: self._ask_folder(dialog, "Ghi vào thư mục", dialog.place.take_folder))
        dialog.ordered.connect(partial(self._send, dialog))
        dialog.open()

    def _keep(self, dialog: SendDialog | ReceiveDialog) -> None:
        """Answers may come when the dialog is gone."""
        self._open = dialog
        dialog.finished.connect(self._forget)

    def _forget(self) -> None:
        self._open = None

    def _last_folder(self) -> Path | None:
        held = self._desk.around.habits.travel_folder
        return Path(held) if held else None

    def _ask_folder(self, dialog: SendDialog | ReceiveDialog, title: str, then: Callable[[Path], None]) -> None:
        def take(folder: Path) -> None:
            self._desk.around.habits.travel_folder = str(folder)
            then(folder)

        question = FileQuestion(title, self._last_folder() or self._desk.start_folder(), "")
        self._desk.around.chooser.ask_folder(dialog, question, take)

    def _look_for_sticks(self, dialog: SendDialog) -> None:
        def take(places: _Places) -> None:
            if dialog is self._open:
                dialog.place.show_sticks(places.sticks, places.folder)

        work = partial(_places, disks=self._desk.around.disks, last=self._last_folder())
        self._desk.jobs.run_aside(Job(work, take, _LOOKING))

    def _look_for_books(self, dialog: ReceiveDialog, folder: Path | None) -> None:
        """On the sticks, or in a folder."""
        dialog.begin()
        self._stop_search()

        def take(own: _Own) -> None:
            if dialog is self._open:
                where = _Where(self._desk.around.disks, folder, self._last_folder())
                show, none = partial(self._show_found, dialog), partial(self._show_found, dialog, Searched(None))
                work = partial(_find, where=where, own=own)
                job = Job(work, show, "Đang tìm sổ trên USB", cancellable=True, failed=none)
                self._search = self._desk.jobs.run_aside(job)

        if self._desk.book is None:
            take(_Own(None, {}))
        else:
            self._desk.jobs.run(Job(_look_at_own, take, _LOOKING))

    def _stop_search(self) -> None:
        job, self._search = self._search, None
        if job is not None:
            job.progress.cancel()

    def _show_found(self, dialog: ReceiveDialog, searched: Searched) -> None:
        if dialog is self._open:
            self._search = None
            dialog.show_search(searched)

    def _send(self, dialog: SendDialog, order: SendOrder) -> None:
        def end(sent: Sent) -> None:
            dialog.done(SendDialog.DialogCode.Accepted)
            self._say_sent(sent)

        def come_again() -> None:
            """With all that was typed; the place may be full or gone."""
            if job.progress.cancelled():
                dialog.reject()
            else:
                dialog.open()
                self._look_for_sticks(dialog)

        job = Job(partial(_send, order=order), end, "Đang ghi ra USB", cancellable=True, failed=come_again)
        self._desk.run_long(job)

    def _say_sent(self, sent: Sent) -> None:
        show = partial(self._desk.around.show_file, sent.path.parent)
        self._desk.window.notice.say(
            f"Đã ghi và kiểm tra xong. Có thể rút USB. Tệp: «{sent.path.name}», {size_text(sent.size)}.",
            [("Mở thư mụ&c", show)],
            kind="done",
        )


@dataclass(frozen=True, slots=True)
class _Places:
    """The sticks, and the folder that stood last in the place of one if it is still there."""

    sticks: Sequence[Stick]
    folder: Path | None


def _places(_progress: Progress, disks: Callable[[], DisksOfPc], last: Path | None) -> _Places:
    return _Places(disks().sticks(), last if last is not None and last.is_dir() else None)


def _what_to_send(
    book: Book, progress: Progress, disks: Callable[[], DisksOfPc], last: Path | None
) -> tuple[Sendable, _Places]:
    return travel.sendable(book), _places(progress, disks, last)


@dataclass(frozen=True, slots=True)
class _Own:
    """The open book, if any: its file, and by which its copies and parts are known."""

    path: Path | None
    known: Mapping[str, str]


def _look_at_own(book: Book, _progress: Progress) -> _Own:
    return _Own(book.path, travel.identities_of(book))


@dataclass(frozen=True, slots=True)
class _Where:
    """A folder, else the sticks, else the folder that stood last in the place of one."""

    disks: Callable[[], DisksOfPc]
    folder: Path | None
    last: Path | None


def _find(progress: Progress, where: _Where, own: _Own) -> Searched:
    places = _places(progress, where.disks, where.last)
    roots = [stick.root for stick in places.sticks] if where.folder is None else [where.folder]
    instead = None if roots else places.folder
    watch = Watch(progress.tell, progress.cancelled)
    looked: Sequence[Path] = roots or ([instead] if instead is not None else [])
    found: Search | None = travel.find_books(looked, own.known, own.path, watch) if looked else None
    return Searched(found, instead)


def _send(book: Book, progress: Progress, order: SendOrder) -> Sent:
    return travel.send(book, order, Watch(progress.tell, progress.cancelled))
