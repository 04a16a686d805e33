"""One paper before the officer: its pages, and what he does with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.printing.dialog import PreviewDialog
from danvan_desktop.ui.printing.file_sheet import FilePages
from danvan_desktop.ui.printing.paint import Sheet, print_steps, write_pdf
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.wording import count_text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PDF = "Tệp PDF (*.pdf)"


class CannotPrint(KnownError):
    """The printer or the file does not take the pages."""


class Stopped(Exception):
    """The officer pressed «Hủy»."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper to look at: what it is called, the PDF that is proposed for it, what is to be said of it."""

    name: str
    target: Path
    note: str = ""


class PaperView(QObject):
    """Shows pages in a dialog, prints them, keeps them as a PDF. It lives as long as the dialog."""

    def __init__(self, desk: Desk, shown: Shown, pages: Sequence[Sheet], *, both: bool = False) -> None:
        self.dialog = PreviewDialog(shown.name, pages, desk.window, both=both)
        super().__init__(self.dialog)
        self._desk, self._shown, self._ours = desk, shown, pages
        self._file: FilePages | None = None
        self._program = ""
        self._closed = False
        self.dialog.print_asked.connect(self._ask_printer)
        self.dialog.pdf_asked.connect(self._ask_pdf)
        self.dialog.finished.connect(self._let_go)
        available = desk.window.screen().availableGeometry().size()
        self.dialog.resize(available.boundedTo(desk.window.size()))
        self.dialog.say(shown.note)

    def has_file(self) -> bool:
        """Whether the pages of the file have been made."""
        return self._file is not None

    def wait_for(self, words: str, progress: Progress) -> None:
        """Something is going on; closing the dialog stops it too."""
        self.dialog.wait(words, progress.cancel)
        self.dialog.finished.connect(lambda _: progress.cancel())

    def take_file(self, pages: FilePages, program: str) -> None:
        """These are the pages of the file, made by a program; they are shown."""
        if self._closed:
            pages.close()
            return
        self._file, self._program = pages, program
        self.show_file()

    def show_file(self) -> None:
        """Show the pages of the file."""
        if self._file is not None:
            self.dialog.show_pages(self._file.sheets)
            self.dialog.say(" ".join(filter(None, (f"Trang do {self._program} dựng từ tệp.", self._shown.note))))

    def show_ours(self) -> None:
        """Show our own pages."""
        if not self._closed:
            self.dialog.choose_ours()
            self.dialog.show_pages(self._ours)
            self.dialog.say(self._shown.note)

    def fall_back(self, trouble: str) -> None:
        """Show our own pages and say why."""
        self.show_ours()
        self.dialog.say(f"{trouble} Đang xem bản in của chương trình.")

    def put_on_paper(self, printer: QPrinter) -> None:
        """Print the pages that the printer was asked for, a page at a time."""
        pages = chosen_pages(self.dialog.pages, printer.fromPage(), printer.toPage())
        progress = Progress()
        self.dialog.wait(f"Đang in {count_text(len(pages), 'trang')}…", progress.cancel, len(pages))
        steps = print_steps(printer, pages, printer.resolution())
        clock = QTimer(self.dialog)

        def go_on() -> None:
            done = next(steps, None)
            if progress.cancelled():
                printer.abort()
                steps.close()
            elif done is not None:
                self.dialog.step(done)
                reached.append(done)
                return
            clock.stop()
            clock.deleteLater()
            self._say_printed(len(pages), reached[-1] if reached else 0, progress)

        reached: list[int] = []
        clock.timeout.connect(go_on)
        clock.start(0)

    def _say_printed(self, asked: int, done: int, progress: Progress) -> None:
        if progress.cancelled():
            self.dialog.say(f"Đã dừng in; máy in có thể đã nhận {count_text(done, 'trang')}.")
        elif done < asked:
            self.dialog.say(self._shown.note)
            self._desk.messages.refuse(CannotPrint("Máy in không nhận bản in. Hãy xem lại máy in rồi in lại."))
        else:
            self.dialog.say(f"Đã gửi {count_text(done, 'trang')} tới máy in.")

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        from PySide6.QtWidgets import QDialog

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._shown.name)
        printer.setFullPage(True)
        printer.setFromTo(1, len(self.dialog.pages))
        asking = QPrintDialog(printer, self.dialog)
        asking.setMinMax(1, len(self.dialog.pages))
        asking.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        asking.accepted.connect(lambda *_: self.put_on_paper(printer))
        QDialog.open(asking)

    def _ask_pdf(self) -> None:
        question = FileQuestion("Lưu thành PDF", self._shown.target.with_suffix(".pdf"), _PDF)
        self._desk.around.chooser.ask_save(self.dialog, question, self._write_pdf)

    def _write_pdf(self, target: Path) -> None:
        self._desk.remember_folder(target)
        held = self._file
        if held is not None and self.dialog.pages is held.sheets:
            work: Callable[[Progress], Path] = partial(_save_bytes, data=held.data, target=target)
        else:
            work = partial(_save_pdf, pages=self.dialog.pages, name=self._shown.name, target=target)
        job = Job(work, self._say_saved, f"Đang ghi {target.name}", cancellable=True, failed=self._say_nothing)
        self.dialog.wait(f"Đang ghi {target.name}…", job.progress.cancel)
        self._desk.run_long(job, aside=True)

    def _say_saved(self, written: Path) -> None:
        show = partial(self._desk.around.show_file, written)
        self.dialog.say(f"Đã lưu «{written.name}» vào {written.parent}.", show)

    def _say_nothing(self) -> None:
        self.dialog.say(self._shown.note)

    def _let_go(self) -> None:
        self._closed = True
        if self._file is not None:
            self.dialog.show_pages(())
            self._file.close()


def chosen_pages(pages: Sequence[Sheet], first: int, last: int) -> Sequence[Sheet]:
    """From the first to the last page that were asked for, counted from 1; all of them where none were."""
    return pages[max(first, 1) - 1 : last or len(pages)]


def poll_of(progress: Progress) -> Callable[[], None]:
    """What is called between pages: raises Stopped once the officer has pressed «Hủy»."""

    def poll() -> None:
        if progress.cancelled():
            raise Stopped

    return poll


def save_whole(target: Path, write: Callable[[Path], None]) -> Path:
    """Whole or not at all: beside the target first, then in its place. Raises CannotPrint, or what `write` raises."""
    half = target.with_name(f"~{target.name}")
    try:
        half.touch()
        write(half)
        os.replace(half, target)  # noqa: PTH105 - the one atomic replace on every system
    except OSError as error:
        raise CannotPrint(
            f"Không ghi được «{target.name}»; tệp cũ (nếu có) còn nguyên. Hãy đóng tệp ấy hoặc chọn thư mục khác."
        ) from error
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    return target


def _save_pdf(progress: Progress, pages: Sequence[Sheet], name: str, target: Path) -> Path:
    return save_whole(target, lambda half: write_pdf(pages, name, half, poll_of(progress)))


def _save_bytes(_progress: Progress, data: bytes, target: Path) -> Path:
    return save_whole(target, lambda half: half.write_bytes(data) and None)
