"""Papers out: plain data in, Word and Excel files out, in the form of the decree on administrative documents.

Nothing is imported until a paper is written. All functions write through `files.write_safely` and return the path that
was written: the target, or «name (2)» beside it when another program holds the target open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from danvan_desktop.domain.official import Issuing, OfficialPaper
    from danvan_desktop.domain.official.workbooks import Deadlines, FiguresTable, MatrixTable, UnitForm, YearTable
    from danvan_desktop.domain.papers import CataloguePaper, RegisterPaper
    from danvan_desktop.writing.blocks import Document


def write_catalogue(paper: CataloguePaper, target: Path, is_cancelled: Callable[[], bool] | None = None) -> Path:
    """Write «danh mục nhiệm vụ» as a Word file. Raises CannotWrite, or Cancelled once `is_cancelled` answers yes."""
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.verifying import verify_word
    from danvan_desktop.writing.word import render

    poll = poll_of(is_cancelled)
    return write_safely(target, lambda path: render(compose_catalogue(paper), path, poll), verify_word)


def compose_catalogue(paper: CataloguePaper) -> Document:
    """«Danh mục nhiệm vụ» as blocks."""
    from danvan_desktop.writing.composing import catalogue
    from danvan_desktop.writing.typography import with_one_dash

    return with_one_dash(catalogue.compose_catalogue(paper), paper.profile.dash)


def compose_specimen(issuing: Issuing) -> Document:
    """A short paper that shows a letterhead and what else the house has chosen."""
    from danvan_desktop.writing.composing import official
    from danvan_desktop.writing.typography import with_one_dash

    return with_one_dash(official.compose_specimen(issuing), issuing.profile.dash)


def compose_official(papers: Sequence[OfficialPaper], poll: Callable[[], None]) -> tuple[Document, str]:
    """Official papers as blocks, and a sentence as `write_official` gives it. `poll` may raise to stop."""
    from danvan_desktop.writing.composing import official
    from danvan_desktop.writing.typography import with_one_dash

    document, broken = official.compose_official(papers, poll)
    document = with_one_dash(document, papers[0].issuing.profile.dash)
    return document, f"{broken} Văn bản đã dùng câu chữ kèm theo chương trình." if broken else ""


def plain_text(document: Document) -> str:
    """A paper as text without form, to be pasted into a letter or a message."""
    from danvan_desktop.writing.plain import render_plain

    return render_plain(document)


def write_register(paper: RegisterPaper, target: Path, is_cancelled: Callable[[], bool] | None = None) -> Path:
    """Write «sổ theo dõi nhiệm vụ» as an Excel file. Raises as `write_catalogue` does."""
    from danvan_desktop.writing.excel.register import SHEET_NAME, render_register
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.verifying import verify_excel

    poll = poll_of(is_cancelled)
    return write_safely(
        target, lambda path: render_register(paper, path, poll), lambda path: verify_excel(path, (SHEET_NAME,))
    )


def write_table(
    table: MatrixTable | YearTable | FiguresTable | UnitForm,
    target: Path,
    is_cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write a table as an Excel file of its own form. Raises as `write_catalogue` does."""
    from danvan_desktop.writing.excel.choosing import form_of
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.verifying import verify_excel

    poll = poll_of(is_cancelled)
    render, sheets = form_of(table)
    return write_safely(target, lambda path: render(path, poll), lambda path: verify_excel(path, sheets))


def write_deadlines(deadlines: Deadlines, target: Path, is_cancelled: Callable[[], bool] | None = None) -> Path:
    """Write deadlines as an .ics file. Raises as `write_catalogue` does."""
    from danvan_desktop.writing.deadlines import render_deadlines, verify_deadlines
    from danvan_desktop.writing.files import poll_of, write_safely

    poll = poll_of(is_cancelled)
    return write_safely(
        target,
        lambda path: render_deadlines(deadlines, path, poll),
        lambda path: verify_deadlines(path, len(deadlines.held)),
    )


def write_official(
    papers: Sequence[OfficialPaper], target: Path, is_cancelled: Callable[[], bool] | None = None
) -> tuple[Path, str]:
    """Write official papers as one Word file, each on pages of its own. Raises as `write_catalogue` does.

    The second answer is empty, or a sentence that says why the shipped words were used in place of the officer's own.
    """
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.verifying import verify_word
    from danvan_desktop.writing.word import render

    poll = poll_of(is_cancelled)
    poll()
    document, note = compose_official(papers, poll)
    return write_safely(target, lambda path: render(document, path, poll), verify_word), note
