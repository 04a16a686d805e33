"""All sheets of the agencies chosen, laid out one after the other: one print, one PDF, or a PDF for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from danvan_desktop.services import papers
from danvan_desktop.services.books import Book
from danvan_desktop.services.papers import PAPERS, ExportOrder
from danvan_desktop.ui.commands.desk import Desk
from danvan_desktop.ui.jobs import Job, Progress
from danvan_desktop.ui.printing.flow import LaidPage, lay_out
from danvan_desktop.ui.printing.paint import write_pdf
from danvan_desktop.ui.printing.showing import PaperView, Shown, poll_of, save_whole
from danvan_desktop.ui.surroundings import FileQuestion
from danvan_desktop.ui.wording import count_text

_PDF = "Tệp PDF (*.pdf)"


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of each agency that has any, by its name, and what is to be said of their words."""

    held: tuple[tuple[str, tuple[LaidPage, ...]], ...]
    note: str

    @property
    def pages(self) -> tuple[LaidPage, ...]:
        """All of them, one agency after the other."""
        return tuple(page for _, pages in self.held for page in pages)


class EachAgency:
    """Lays the sheets out, shows them or keeps them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look(self, order: ExportOrder) -> None:
        """Show the sheets of all agencies, to be printed or kept in one go."""
        self._lay_out(order, partial(self._show, order))

    def keep(self, order: ExportOrder) -> None:
        """Ask for a folder and a name, and keep a PDF for each agency."""
        question = FileQuestion("Mỗi cơ quan một tệp PDF", order.target.with_suffix(".pdf"), _PDF)
        self._desk.around.chooser.ask_save(
            self._desk.window, question, lambda target: self._lay_out(order, partial(self._write, order, target))
        )

    def _lay_out(self, order: ExportOrder, then: Callable[[Sheets], None]) -> None:
        title = f"Đang xếp trang cho {count_text(len(order.choices.agencies), 'cơ quan')}"
        self._desk.run_long(Job(partial(_lay_out, order=order), then, title, cancellable=True))

    def _show(self, order: ExportOrder, found: Sheets) -> None:
        name = f"{PAPERS[order.kind].name} cho {count_text(len(found.held), 'cơ quan')}"
        PaperView(self._desk, Shown(name, order.target, found.note), found.pages).dialog.open()

    def _write(self, order: ExportOrder, target: Path, found: Sheets) -> None:
        self._desk.remember_folder(target)
        work = partial(_save_each, found=found, title=PAPERS[order.kind].name, target=target)
        then = partial(self._say_saved, found.note)
        self._desk.run_long(Job(work, then, "Đang ghi các tệp PDF", cancellable=True), aside=True)

    def _say_saved(self, note: str, written: Sequence[Path]) -> None:
        folder, show = written[0].parent, self._desk.around.show_file
        said = f"Đã lưu {count_text(len(written), 'tệp')} PDF vào {folder}."
        offered = [("&Mở tệp", partial(show, written[0])), ("Mở thư mụ&c", partial(show, folder))]
        self._desk.window.notice.say(" ".join(filter(None, (said, note))), offered, kind="warning" if note else "done")


def _lay_out(book: Book, progress: Progress, order: ExportOrder) -> Sheets:
    poll = poll_of(progress)
    held: list[tuple[str, tuple[LaidPage, ...]]] = []
    notes: dict[str, None] = {}
    for agency, composed in papers.compose_each(book, order, progress.cancelled):
        held.append((agency, lay_out(composed.document, poll)))
        notes.update(dict.fromkeys(composed.notes))
    left_out = len(order.choices.agencies) - len(held)
    if left_out:
        notes[f"{count_text(left_out, 'cơ quan')} không có việc nên không có phiếu."] = None
    return Sheets(tuple(held), " ".join(notes))


def _save_each(progress: Progress, found: Sheets, title: str, target: Path) -> list[Path]:
    """A file for each agency; those that are new are taken away again when the officer stops."""
    written: list[Path] = []
    fresh: list[Path] = []
    poll = poll_of(progress)
    done = False
    try:
        for path, agency, pages in papers.named_each(found.held, target):
            was_there = path.exists()
            save_whole(path, partial(_write_pages, pages, f"{title} - {agency}", poll))
            written.append(path)
            fresh.extend([] if was_there else [path])
        done = True
    finally:
        if not done:
            for path in fresh:
                path.unlink(missing_ok=True)
    return written


def _write_pages(pages: Sequence[LaidPage], title: str, poll: Callable[[], None], path: Path) -> None:
    write_pdf(pages, title, path, poll)
