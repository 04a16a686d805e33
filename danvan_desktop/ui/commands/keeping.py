"""Keeping books safe: backups, the check, and what this PC remembers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.services.books import Book
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.wording import count_text

if TYPE_CHECKING:
    from danvan_desktop.services.backups import Begun
    from danvan_desktop.services.history import Soundness

_BACKUP_EVERY_MS = 30 * 60_000
_FAULTS_SHOWN = 5

_log = logging.getLogger(__name__)


class KeepingCommands:
    """Backups by hand and in the background, the check of the book, what the program says of itself."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told = ""
        desk.window.action(Command.BACKUP).triggered.connect(self.back_up)
        desk.window.action(Command.VERIFY).triggered.connect(self.verify)
        desk.window.action(Command.ABOUT).triggered.connect(self.say_about)
        now_and_then = QTimer(desk.window)
        now_and_then.timeout.connect(self.back_up_if_changed)
        now_and_then.start(_BACKUP_EVERY_MS)

    def back_up(self) -> None:
        """Make a backup now."""
        facts = self._desk.book
        if facts is not None:
            work = partial(_back_up, folder=self._folder(facts.path), now=self._desk.around.now())
            self._desk.run_long(Job(work, partial(self._say_backed_up, facts.path), "Đang sao lưu"))

    def back_up_if_changed(self) -> None:
        """Make a backup in the background when the book was changed since the last one; trouble is said quietly.

        Only the copying needs the book: what the officer looks at does not wait until the copy is checked.
        """
        facts = self._desk.book
        if facts is not None and not facts.read_only:
            work = partial(_copy_if_changed, folder=self._folder(facts.path), now=self._desk.around.now())
            self._desk.jobs.run(Job(work, self._check_copy, "Đang sao lưu", urgent=False))

    def verify(self) -> None:
        """Check every stored hash and compare the tables."""
        self._desk.run_long(Job(_verify, self._say_soundness, "Đang kiểm tra sổ", cancellable=True))

    def say_about(self) -> None:
        """What this program is, where its files are."""
        from danvan_desktop.ui.dialogs.about import AboutDialog

        AboutDialog(self._desk.around, self._desk.book.path if self._desk.book else None, self._desk.window).open()

    def save_habits(self) -> None:
        """Keep what this PC remembers; losing it is no harm."""
        try:
            self._desk.around.habits.save()
        except OSError:
            _log.info("settings not saved", exc_info=True)

    def _folder(self, book: Path) -> Path:
        return self._desk.around.folders.backups(book)

    def copy_to_second(self, book: Path, then: Callable[[str], None]) -> None:
        """Copy the newest backup of a book to the second place, beside everything else; go on with nothing, or with the
        sentence that says why it is not there."""
        around = self._desk.around
        if around.habits.second_backups:
            from danvan_desktop.services.backups import bring_to_second

            place = Path(around.habits.second_backups)
            bring = partial(bring_to_second, self._folder(book), place, book, around.author(), around.now())
            title = "Đang chép bản sao lưu sang thư mục thứ hai"
            self._desk.jobs.run_aside(Job(partial(_to_second, bring), then, title, urgent=False))

    def _say_backed_up(self, book: Path, written: Path) -> None:
        said = f"Đã sao lưu và kiểm tra xong: «{written.name}»."
        offers = [("Mở &thư mục", partial(self._desk.around.show_file, written.parent))]
        self._desk.window.notice.say(said, offers, kind="done")

        def add(trouble: str) -> None:
            second = (
                f"Bản ở thư mục thứ hai thì chưa có: {trouble}"
                if trouble
                else "Đã chép và kiểm tra cả ở thư mục thứ hai."
            )
            self._desk.window.notice.say(f"{said} {second}", offers, kind="warning" if trouble else "done")

        self.copy_to_second(book, add)

    def _check_copy(self, copied: Begun | str) -> None:
        if isinstance(copied, str):
            self._go_on(copied)
        else:
            work = partial(_finish_backup, begun=copied)
            self._desk.jobs.run_aside(Job(work, self._go_on, "Đang sao lưu", urgent=False))

    def _go_on(self, trouble: str) -> None:
        """Trouble with the one place keeps nothing from the other."""
        if trouble:
            self._desk.window.say(f"Chưa sao lưu được: {trouble}")
        if self._desk.book is not None:
            self.copy_to_second(self._desk.book.path, self._say_second_trouble)

    def _say_second_trouble(self, trouble: str) -> None:
        """Once, not every half an hour."""
        if trouble and trouble != self._told:
            self._desk.window.notice.say(trouble)
        self._told = trouble

    def _say_soundness(self, found: Soundness | None) -> None:
        if found is None:
            self._desk.window.say("Đã dừng kiểm tra; sổ không thay đổi.")
        elif found.sound:
            self._desk.messages.tell(
                "Sổ nguyên vẹn.",
                f"Đã kiểm tra {count_text(found.changes, 'dòng nhật ký')} trong tệp, tất cả khớp mã kiểm.",
            )
        else:
            shown = "\n".join(f"• {fault}" for fault in found.faults[:_FAULTS_SHOWN])
            advice = "Tệp được giữ nguyên. Cách sửa ghi ở thanh thông báo dưới cửa sổ."
            self._desk.messages.tell(f"Sổ có chỗ hỏng. {advice}", shown)
            if self._desk.book is not None:
                self._desk.tell_damaged(self._desk.book.path)


def _back_up(book: Book, _progress: Progress, folder: Path, now: datetime) -> Path:
    from danvan_desktop.services import backups

    return backups.backup(book, folder, now)


def _copy_if_changed(book: Book, _progress: Progress, folder: Path, now: datetime) -> Begun | str:
    """The copy to be checked; no word where none is needed, or the sentence that says why there is none."""
    from danvan_desktop.services import backups, opening

    try:
        if opening.changed_since_backup(book, folder):
            return backups.begin_backup(book, folder, now)
    except KnownError as trouble:
        return str(trouble)
    return ""


def _finish_backup(_progress: Progress, begun: Begun) -> str:
    """Nothing, or the sentence that says why there is no backup."""
    from danvan_desktop.services import backups

    try:
        backups.finish_backup(begun)
    except KnownError as trouble:
        return str(trouble)
    return ""


def _to_second(bring: Callable[[], object], _progress: Progress) -> str:
    """Nothing, or the sentence that says why the backup is not there."""
    try:
        bring()
    except KnownError as trouble:
        return str(trouble)
    return ""


def _verify(book: Book, progress: Progress) -> Soundness | None:
    """What was found, None when it was stopped before the end."""
    from danvan_desktop.services import history

    found = history.verify(book, progress.cancelled)
    return None if progress.cancelled() else found
