"""The command line, and a book with the small catalogue in it."""

from __future__ import annotations

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


@pytest.fixture
def book(danvan: Call, book_dir: Path) -> Path:
    """A book with the small catalogue in it."""
    path = book_dir / "so.danvan"
    assert danvan("new", path, "--year", 2026, "--commune", "xã Tân Phú", *DAY).code == 0
    document = catalogue_docx(book_dir / "Danh mục.docx")
    assert danvan("import", document, "--book", path, *DAY).code == 0
    return path
