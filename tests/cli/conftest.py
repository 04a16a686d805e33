"""The command line, and a book with the small catalogue in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from danvan_desktop.cli import main
from tests.cli.calling import DAY, Answer, Call
from tests.cli.documents import catalogue_docx


@pytest.fixture
def danvan(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in this process."""

    def call(*arguments: object) -> Answer:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(str(end.code or 0))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small catalogue as a Word file, and the book it was brought into; to be copied."""
    folder = tmp_path_factory.mktemp("sổ nhỏ")
    book, document = folder / "so.danvan", catalogue_docx(folder / "Danh mục.docx")
    assert main(["new", str(book), "--year", "2026", "--commune", "xã Tân Phú", *DAY]) == 0
    assert main(["import", str(document), "--book", str(book), *DAY]) == 0
    return folder


@pytest.fixture
def book(made_once: Path, book_dir: Path) -> Path:
    """A book with the small catalogue in it, beside the document."""
    return Path(shutil.copytree(made_once, book_dir, dirs_exist_ok=True)) / "so.danvan"
