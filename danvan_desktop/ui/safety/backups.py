"""Going back to a backup: for the book that is open, and for one that is damaged or cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from danvan_desktop.services import backups, safety
from danvan_desktop.services.backups import Restored
from danvan_desktop.services.books import Author, Book, is_book
from danvan_desktop.services.history import Changes
from danvan_desktop.services.safety import BackupState
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress, Swap
from danvan_desktop.ui.mending.commands import MendingCommands
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.safety.restoring import FoundBackup, RestoreDialog
from danvan_desktop.ui.surroundings import FileQuestion

_KINDS = "Sổ dân vận (*.danvan)"


class RestoreCommand:
    """What stands in the book is backed up before, and one undo takes the restore back; only a damaged book is
    replaced, and its file is kept under another name."""

    def __init__(self, desk: Desk, mending: MendingCommands) -> None:
        self._desk = desk
        self._mending = mending
        self._dialog: RestoreDialog | None = None
        desk.hub.damaged.connect(self._offer)
        if desk.damaged is not None:
            self._offer(desk.damaged)

    def ask(self, book: Path) -> None:
        """Show the backups of a book, open or not."""
        around = self._desk.around
        second = Path(around.habits.second_backups) if around.habits.second_backups else None
        work = partial(_found, folder=around.folders.backups(book), book=book, second=second)
        self._desk.jobs.run_aside(Job(work, partial(self._show, book), "Đang tìm bản sao lưu"))

    def _offer(self, book: Path) -> None:
        """A damaged book: said by whoever saw it first; here are the ways out."""
        held = self._desk.book
        if held is not None and held.path == book and held.read_only:
            say = partial(self._desk.window.read_only_notice.say, closable=False)
            self._say(book, "Chỉ đọc: sổ có chỗ hỏng.", say)
        elif held is not None and held.path == book:
            self._say(book, f"Sổ «{book.stem}» có chỗ hỏng.", self._desk.window.notice.say)
        else:
            words = "có chỗ hỏng, không mở được" if is_book(book) else "không mở được"
            self._say(book, f"Tệp «{book.name}» {words}.", self._desk.window.notice.say)

    def _say(self, book: Path, words: str, say: Callable[..., None]) -> None:
        """The ways out, and one more at their head when it is seen that nothing of the log is lost."""
        offers = [("&Khôi phục từ bản sao lưu gần nhất…", partial(self.ask, book)), *self._mending.offers(book)]
        say(words, offers)
        whole = f"{words} Nhật ký thay đổi còn nguyên: dựng lại được sổ, không mất gì."
        self._mending.look(book, lambda offer: say(whole, [offer, offers[0]]))

    def _show(self, book: Path, found: list[FoundBackup]) -> None:
        dialog = self._dialog = RestoreDialog(book, found, self._desk.window)
        dialog.finished.connect(self._forget)
        dialog.looked_at.connect(partial(self._look, dialog))
        dialog.file_asked.connect(partial(self._ask_file, dialog))
        dialog.chosen.connect(partial(self._confirm, dialog, book))
        dialog.begin()
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _tell(self, dialog: RestoreDialog, state: BackupState) -> None:
        """The answer may come when the dialog is gone."""
        if dialog is self._dialog:
            dialog.show_state(state)

    def _ask_file(self, dialog: RestoreDialog) -> None:
        question = FileQuestion("Chọn bản sao lưu", self._desk.start_folder(), _KINDS)
        self._desk.around.chooser.ask_open(dialog, question, dialog.add_file)

    def _look(self, dialog: RestoreDialog, path: Path) -> None:
        author = self._desk.around.author()
        title = "Đang kiểm tra bản sao lưu"
        then = partial(self._tell, dialog)
        if self._is_writable():
            self._desk.jobs.run(Job(partial(_compared, path=path, author=author), then, title))
        else:
            self._desk.jobs.run_aside(Job(partial(_checked, path=path, author=author), then, title))

    def _is_writable(self) -> bool:
        return self._desk.book is not None and not self._desk.book.read_only

    def _confirm(self, dialog: RestoreDialog, book: Path, source: Path) -> None:
        if self._is_writable():
            safe = "Sổ hiện tại được sao lưu trước; hoàn tác một lần là trở lại như bây giờ."
            note = " Nếu sổ này đã chép sang máy khác, lần gộp sau máy kia cũng trở lại theo."
        else:
            safe, note = "Tệp sổ đang hỏng không bị xóa mà được giữ lại dưới tên khác.", ""
        question = f"Khôi phục sổ «{book.stem}» từ bản «{source.name}»? {safe}{note}"
        self._desk.messages.ask(question, "&Khôi phục", lambda: self._restore(dialog, book, source))

    def _restore(self, dialog: RestoreDialog, book: Path, source: Path) -> None:
        dialog.close()
        folder, now = self._desk.around.folders.backups(book), self._desk.around.now()
        if self._is_writable():
            work = partial(_set_back, source=source, folder=folder, now=now)
            self._desk.run_long(Job(work, partial(self._take_restored, book, source), "Đang khôi phục sổ"))
        else:
            self._replace(book, source)

    def _take_restored(self, book: Path, source: Path, changes: Changes | None) -> None:
        if changes is None:
            self._replace(book, source)
            return
        self._desk.written(changes)
        if not changes:
            self._desk.window.notice.say(f"Sổ giống hệt bản «{source.name}»; không có gì phải khôi phục.", kind="done")
            return
        self._desk.tell_done(f"Đã khôi phục sổ từ bản «{source.name}». Sổ trước lúc khôi phục đã được sao lưu.")

    def _replace(self, book: Path, source: Path) -> None:
        """Close the book, put the backup where it lies, and open that."""
        if self._desk.book is not None:
            self._desk.window.action(Command.CLOSE).trigger()
        around = self._desk.around
        folder, now = around.folders.backups(book), around.now()
        work = partial(_put_in_place, source, book, partial(backups.restore, author=around.author(), now=now), folder)
        swap = Swap(work, partial(self._open, book), "Đang khôi phục sổ")
        self._desk.jobs.settle(lambda: self._desk.jobs.run(swap))  # the book is closed before it is replaced

    def _open(self, book: Path, kept: Path | None) -> None:
        self._desk.window.recent_chosen.emit(book)
        more = f"Tệp sổ cũ được giữ lại dưới tên «{kept.name}» trong cùng thư mục." if kept else ""
        self._desk.messages.tell(f"Đã khôi phục sổ «{book.stem}» từ bản sao lưu.", more)


def _found(_progress: Progress, folder: Path, book: Path, second: Path | None) -> list[FoundBackup]:
    """The newest first; what only the second place has is among them."""
    first = backups.list_backups(folder, book)
    there = backups.list_backups(backups.second_folder(second, book), book) if second else ()
    dated = {held.made for held in first}
    found = [
        *(FoundBackup(held.path, held.made, held.path.stat().st_size) for held in first),
        *(
            FoundBackup(held.path, held.made, held.path.stat().st_size, True)
            for held in there
            if held.made not in dated
        ),
    ]
    return sorted(found, key=lambda held: held.made, reverse=True)


def _compared(book: Book, _progress: Progress, path: Path, author: Author) -> BackupState:
    return safety.look_at_backup(path, author, book)


def _checked(_progress: Progress, path: Path, author: Author) -> BackupState:
    return safety.look_at_backup(path, author)


def _set_back(book: Book, _progress: Progress, source: Path, folder: Path, now: datetime) -> Changes | None:
    return safety.restore_open(book, source, folder, now)


def _put_in_place(
    source: Path, book: Path, restore: Callable[..., Restored], folder: Path, _progress: Progress
) -> tuple[None, Path | None]:
    return None, restore(source, book, folder=folder).kept
