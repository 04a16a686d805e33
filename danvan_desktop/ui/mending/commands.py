"""What is done about a damaged book, as the menus and the notices order it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from danvan_desktop.services import safety
from danvan_desktop.services.books import Author
from danvan_desktop.services.safety import Salvaged
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress, Swap
from danvan_desktop.ui.mending.dialog import SalvagedDialog
from danvan_desktop.ui.menus import Command
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.widgets.notice import Offer

_KINDS = "Sổ dân vận (*.danvan);;Mọi tệp (*)"
_READING = "Đang đọc từng thay đổi trong tệp sổ"


class MendingCommands:
    """«Dựng lại sổ từ nhật ký…», «Cứu dữ liệu từ sổ hỏng…»; the damaged file itself is never written to."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.window.commands.on(Command.REBUILD, self._ask_rebuild_open)
        desk.window.commands.on(Command.SALVAGE, self._ask_file)

    def offers(self, book: Path) -> list[Offer]:
        """What can be done about a damaged book without knowing more of it."""
        return [("&Cứu dữ liệu còn đọc được…", partial(self.ask_salvage, book))]

    def look(self, book: Path, then: Callable[[Offer], None]) -> None:
        """Look whether a damaged book can be made again without any loss; go on only then, with what to offer."""
        offer = ("&Dựng lại từ nhật ký…", partial(self.ask_rebuild, book))

        def tell(whole: bool) -> None:
            if whole:
                then(offer)

        self._desk.jobs.run_aside(Job(partial(_is_whole, book), tell, _READING, cancellable=True))

    def ask_rebuild(self, book: Path) -> None:
        """Make a book again from its log, once the officer has agreed."""
        question = (
            f"Dựng lại sổ «{book.stem}» từ nhật ký thay đổi? Mọi thay đổi đã ghi được giữ đủ; nếu nhật ký cũng hỏng "
            "thì dừng lại, sổ giữ nguyên. Tệp hiện tại được giữ lại dưới tên khác trong cùng thư mục."
        )
        self._desk.messages.ask(question, "&Dựng lại", partial(self._rebuild, book))

    def ask_salvage(self, book: Path) -> None:
        """Save what is readable of a book, once the officer has agreed."""
        question = (
            f"Cứu những gì còn đọc được trong «{book.name}» vào một sổ mới cạnh nó? Tệp này được giữ nguyên. "
            "Nếu có bản sao lưu còn tốt thì khôi phục từ bản đó vẫn là cách đầy đủ hơn."
        )
        self._desk.messages.ask(question, "&Cứu dữ liệu", partial(self._salvage, book))

    def _ask_rebuild_open(self) -> None:
        if self._desk.book is not None:
            self.ask_rebuild(self._desk.book.path)

    def _ask_file(self) -> None:
        question = FileQuestion("Cứu dữ liệu từ sổ nào?", self._desk.start_folder(), _KINDS)
        self._desk.around.chooser.ask_open(self._desk.window, question, self.ask_salvage)

    def _rebuild(self, book: Path) -> None:
        around = self._desk.around
        work = partial(_put_rebuilt, book, around.author(), around.now())
        swap = Swap(work, partial(self._say_rebuilt, book), _READING, failed=partial(self._open, book))
        self._without(book, lambda: self._desk.jobs.run(swap))

    def _salvage(self, book: Path) -> None:
        around = self._desk.around
        work = partial(_salvaged, book, around.author(), around.now())
        job = Job(work, self._say_salvaged, _READING, cancellable=True)
        self._without(book, lambda: self._desk.run_long(job, aside=True))

    def _without(self, book: Path, then: Callable[[], object]) -> None:
        """Go on once this book is not open any more: closing is itself ordered once all else has settled."""
        settle = self._desk.jobs.settle
        if self._desk.book is not None and self._desk.book.path == book:
            self._desk.window.action(Command.CLOSE).trigger()
            settle(partial(settle, then))
        else:
            settle(then)

    def _open(self, book: Path) -> None:
        self._desk.window.recent_chosen.emit(book)

    def _say_rebuilt(self, book: Path, kept: Path) -> None:
        self._open(book)
        more = f"Tệp cũ được giữ lại dưới tên «{kept.name}» trong cùng thư mục."
        self._desk.messages.tell(f"Đã dựng lại sổ «{book.stem}» từ nhật ký; không mất thay đổi nào.", more)

    def _say_salvaged(self, done: Salvaged) -> None:
        dialog = SalvagedDialog(done, self._desk.window)
        dialog.open_asked.connect(partial(self._open, done.book))
        dialog.open()


def _telling(progress: Progress) -> Callable[[int, int], None]:
    def tell(done: int, whole: int) -> None:
        if progress.cancelled():
            raise InterruptedError
        progress.tell(_READING, done, whole)

    return tell


def _is_whole(book: Path, progress: Progress) -> bool:
    return safety.log_is_whole(book, _telling(progress))


def _put_rebuilt(book: Path, author: Author, now: datetime, progress: Progress) -> tuple[None, Path]:
    return None, safety.rebuild(book, author, now, _telling(progress))


def _salvaged(book: Path, author: Author, now: datetime, progress: Progress) -> Salvaged:
    return safety.salvage(book, author, now, _telling(progress))
