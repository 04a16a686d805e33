"""Merging as the menus order it: look at other books, merge them, write the result back, take the merge back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from danvan_desktop.services import merging
from danvan_desktop.services.books import Book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.merging import Merged, MergedFile, MergePreview, PreparedMerge, ToldMerge, Watch
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.dialogs.new_book import BOOK_KINDS
from danvan_desktop.ui.exchange.preview import MergePreviewDialog
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.places.place import Place
from danvan_desktop.ui.places.places import Places
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.travel.passwords import Passwords
from danvan_desktop.ui.widgets.notice import Offer
from danvan_desktop.ui.wording import count_text

_BACKED_UP = "Sổ trước khi gộp đã được sao lưu."


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the chosen files: the merge made ready (None when no file can be merged), what it would do,
    and why files are left out."""

    prepared: PreparedMerge | None
    told: ToldMerge | None
    refused: tuple[str, ...]


class MergeCommands:
    """Nothing is written before the officer has seen what would change."""

    def __init__(self, desk: Desk, places: Places, open_book: Callable[[Path], None]) -> None:
        self._desk = desk
        self._places = places
        self._open_book = open_book
        self._passwords = Passwords(desk)
        self._prepared: PreparedMerge | None = None
        commands = desk.window.commands
        commands.on(Command.MERGE, self.ask)
        commands.on(Command.GIVE_BACK, self.ask_give_back)
        commands.on(Command.UNDO_MERGE, self.ask_undo)
        desk.window.dropped.connect(self.take_dropped)
        desk.window.books_dropped.connect(self.take_books)
        desk.hub.leaving.connect(self._let_go)

    def ask(self) -> None:
        """Ask for one or several books and look at them."""
        question = FileQuestion("Nhập dữ liệu từ sổ khác", self._desk.start_folder(), BOOK_KINDS)
        self._desk.around.chooser.ask_several(self._desk.window, question, self.look_at)

    def take_dropped(self, path: Path) -> None:
        """A book dragged onto the window is opened, or merged into the one that is open: the officer says which."""
        held = self._desk.book
        if path.suffix.lower() != ".danvan":
            return
        if held is None or held.path == path.absolute() or not self._can_merge():
            self._open_book(path)
            return
        self._desk.messages.ask(
            f"Làm gì với «{path.name}»? Gộp là đưa nội dung của nó vào sổ đang mở («{held.path.stem}»), cho xem trước "
            "rồi mới gộp. Mở là đóng sổ đang mở và mở sổ kia.",
            "&Gộp vào sổ đang mở",
            partial(self.look_at, [path]),
            other=("&Mở sổ này", partial(self._open_book, path)),
        )

    def take_books(self, paths: Sequence[Path]) -> None:
        """Several books dragged onto the window are merged."""
        if self._can_merge():
            self.look_at(paths)
        else:
            self._desk.window.say("Hãy mở sổ của máy này (ghi được) trước, rồi kéo các sổ kia vào để gộp.")

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read the files, find out what merging them would do, and show that; ask for passwords first."""
        self._let_go()
        self._desk.remember_folder(paths[0])
        self._passwords.ask(paths, partial(self._look_with, tuple(paths)))

    def _look_with(self, paths: Sequence[Path], passwords: Mapping[Path, str]) -> None:
        title = "Đang đọc sổ khác" if len(paths) == 1 else f"Đang đọc {count_text(len(paths), 'sổ khác')}"
        work = partial(_look, paths=paths, passwords=passwords)
        self._desk.run_long(Job(work, self._show_preview, title, cancellable=True))

    def ask_give_back(self) -> None:
        """Ask before the files that were merged are written over by the book."""
        files = self._desk.merged
        if not files:
            return
        names = ", ".join(f"«{file.path}»" for file in files)
        job = Job(_count, partial(self._confirm_give_back, names), "Đang đọc sổ")
        self._desk.jobs.run(job)

    def ask_undo(self) -> None:
        """Ask before going back to the book of before the merge."""
        self._desk.messages.ask(
            "Hoàn tác lần gộp gần nhất? Sổ trở về đúng như trước khi gộp; sổ đang có được sao lưu trước khi hoàn tác.",
            "&Hoàn tác lần gộp",
            self._undo,
        )

    def _can_merge(self) -> bool:
        return self._desk.window.action(Command.MERGE).isEnabled()

    def _show_preview(self, looked: Looked) -> None:
        if looked.prepared is None or looked.told is None:
            self._desk.messages.tell("Không gộp được sổ nào; sổ này không thay đổi.", "\n".join(looked.refused))
            return
        self._prepared = looked.prepared
        dialog = MergePreviewDialog(looked.told, looked.refused, self._desk.window.icons, self._desk.window)
        dialog.merge_asked.connect(self._merge)
        dialog.give_back_asked.connect(self._merge)
        dialog.rejected.connect(self._let_go)
        dialog.open()

    def _merge(self) -> None:
        """A book without anything new is merged too, in order to be written over by this one."""
        prepared, facts = self._prepared, self._desk.book
        if prepared is None or facts is None:
            return
        folder, now = self._desk.around.folders.backups(facts.path), self._desk.around.now()
        work = partial(_merge, prepared=prepared, folder=folder, now=now)
        self._desk.run_long(Job(work, self._take_merged, "Đang gộp sổ", cancellable=True, failed=self._let_go))

    def _take_merged(self, answer: tuple[Merged, tuple[MergedFile, ...]]) -> None:
        merged, files = answer
        self._let_go()
        self._keep_files(files)
        self._desk.written(merged.changes)
        preview = merged.preview
        if not preview.brings_news:
            self.ask_give_back()
            return
        QTimer.singleShot(0, self._desk.window, partial(self._tell_merged, preview))  # the lists are drawn first

    def _tell_merged(self, preview: MergePreview) -> None:
        if preview.conflicts or preview.suspected:
            self._places.go(Place.EXCHANGE)
        self._desk.window.notice.say(f"{merging.tell_done(preview)} {_BACKED_UP}", self._offers(preview), kind="done")

    def _offers(self, preview: MergePreview) -> list[Offer]:
        give_back, undo = (self._desk.window.action(held) for held in (Command.GIVE_BACK, Command.UNDO_MERGE))
        offers: list[Offer] = [("Hoàn tác lần gộp", undo.trigger)]
        if any(source.package for source in preview.sources):
            offers.insert(0, ("Gói lại cho cơ quan", self._desk.window.action(Command.SEND_PART).trigger))
        if not preview.conflicts and self._desk.merged:
            offers.insert(0, ("Ghi lại vào USB", give_back.trigger))
        return offers

    def _keep_files(self, files: tuple[MergedFile, ...]) -> None:
        self._desk.merged = files
        self._desk.situate(merged=bool(files))

    def _confirm_give_back(self, names: str, left: int) -> None:
        open_ones = f" Còn {count_text(left, 'chỗ')} chưa chọn: máy kia cũng thấy và chọn được." if left else ""
        self._desk.messages.ask(
            f"Ghi sổ này đè lên {names}? Tệp đó đã được gộp vào đây nên không mất gì; bản ghi được kiểm tra rồi mới "
            f"thay tệp cũ.{open_ones}",
            "&Ghi lại",
            self._give_back,
        )

    def _give_back(self) -> None:
        work = partial(_give_back, files=self._desk.merged)
        self._desk.run_long(Job(work, self._say_given_back, "Đang ghi lại vào USB", cancellable=True))

    def _say_given_back(self, files: tuple[MergedFile, ...]) -> None:
        self._keep_files(files)
        names = ", ".join(f"«{file.path.name}»" for file in files)
        self._places.refresh()
        self._desk.window.notice.say(
            f"Đã ghi và kiểm tra xong {names}: hai sổ giống nhau. Có thể rút USB.", kind="done"
        )

    def _undo(self) -> None:
        facts = self._desk.book
        if facts is not None:
            folder, now = self._desk.around.folders.backups(facts.path), self._desk.around.now()
            work = partial(_undo, folder=folder, now=now)
            self._desk.run_long(Job(work, self._say_undone, "Đang hoàn tác lần gộp"))

    def _say_undone(self, changes: Changes) -> None:
        self._keep_files(())
        self._desk.written(changes)
        self._desk.window.notice.say(
            "Đã hoàn tác lần gộp: sổ như trước khi gộp. Sổ đã gộp còn trong các bản sao lưu; muốn gộp lại thì nhập lại "
            "từ USB.",
            kind="done",
        )

    def _let_go(self) -> None:
        """The files that were looked at are closed where they were opened."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            self._desk.jobs.run(Job(partial(_close, prepared=prepared), title="Đang đóng sổ khác"))


def _count(book: Book, _progress: Progress) -> int:
    """How many conflicts are open."""
    return merging.count_conflicts(book)


def _watch(progress: Progress) -> Watch:
    return Watch(progress.tell, progress.cancelled)


def _look(book: Book, progress: Progress, paths: Sequence[Path], passwords: Mapping[Path, str]) -> Looked:
    prepared, refused = merging.prepare_readable(book, paths, _watch(progress), merging.Room(passwords=passwords))
    told = merging.tell_merge(book, prepared) if prepared is not None else None
    return Looked(prepared, told, tuple(map(str, refused)))


def _merge(
    book: Book, progress: Progress, prepared: PreparedMerge, folder: Path, now: datetime
) -> tuple[Merged, tuple[MergedFile, ...]]:
    merged = merging.merge(book, prepared, folder, now, _watch(progress))
    return merged, merging.merged_files(prepared)


def _give_back(book: Book, progress: Progress, files: Sequence[MergedFile]) -> tuple[MergedFile, ...]:
    return tuple(merging.give_back(book, file, _watch(progress)) for file in files)


def _undo(book: Book, _progress: Progress, folder: Path, now: datetime) -> Changes:
    return merging.undo_merge(book, folder, now)


def _close(_book: Book, _progress: Progress, prepared: PreparedMerge) -> None:
    prepared.close()
