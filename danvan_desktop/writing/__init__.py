"""Papers out: plain data in, Word and Excel files out, in the form of the decree on administrative documents.

Nothing is imported until a paper is written. Both functions write through `files.write_safely` and return the path that
was written: the target, or «name (2)» beside it when another program holds the target open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from danvan_desktop.domain.official import OfficialPaper
    from danvan_desktop.domain.papers import CataloguePaper, RegisterPaper


def write_catalogue(paper: CataloguePaper, target: Path, is_cancelled: Callable[[], bool] | None = None) -> Path:
    """Write «danh mục nhiệm vụ» as a Word file. Raises CannotWrite, or Cancelled once `is_cancelled` answers yes."""
    from danvan_desktop.writing.catalogue import compose_catalogue
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.verifying import verify_word
    from danvan_desktop.writing.word import render

    poll = poll_of(is_cancelled)
    return write_safely(target, lambda path: render(compose_catalogue(paper), path, poll), verify_word)


def write_register(paper: RegisterPaper, target: Path, is_cancelled: Callable[[], bool] | None = None) -> Path:
    """Write «sổ theo dõi nhiệm vụ» as an Excel file. Raises as `write_catalogue` does."""
    from danvan_desktop.writing.excel import SHEET_NAME, render_register
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.verifying import verify_excel

    poll = poll_of(is_cancelled)
    return write_safely(
        target, lambda path: render_register(paper, path, poll), lambda path: verify_excel(path, SHEET_NAME)
    )


def write_official(
    papers: Sequence[OfficialPaper], target: Path, is_cancelled: Callable[[], bool] | None = None
) -> tuple[Path, str]:
    """Write official papers as one Word file, each on pages of its own. Raises as `write_catalogue` does.

    The second answer is empty, or a sentence that says why the shipped words were used in place of the officer's own.
    """
    from danvan_desktop.writing.files import poll_of, write_safely
    from danvan_desktop.writing.official import compose_official
    from danvan_desktop.writing.verifying import verify_word
    from danvan_desktop.writing.word import render

    poll = poll_of(is_cancelled)
    poll()
    document, broken = compose_official(papers, poll)
    written = write_safely(target, lambda path: render(document, path, poll), verify_word)
    return written, f"{broken} Văn bản đã dùng câu chữ kèm theo chương trình." if broken else ""
