"""Every paper in all its shapes: no finding of the checker, every element where the schema wants it.

The slow tests do the same with a real catalogue and with 5,000 tasks, and ask a second library and LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pypdfium2
import pytest

from danvan_desktop.services import papers
from danvan_desktop.services.agencies import list_registered
from danvan_desktop.services.books import new_book
from danvan_desktop.services.importing import ImportFact, import_draft, read_document
from danvan_desktop.storage.book import Book
from tests.checking.broken_papers import faulty_plan
from tests.checking.good_papers import found_in
from tests.checking.test_broken_papers import mended
from tests.making import TODAY, author, sample_book, shipped
from tests.services.every_paper import SHAPES, order_of
from tests.services.printed import CULTURE, ECONOMY, POLICE, PRINTED, TASKS
from tests.writing.schema_order import misplaced
from tests.writing.wordfile import W, part

EACH = [pytest.param(name, marks=(pytest.mark.slow,) if shape.usual else ()) for name, shape in SHAPES.items()]


WITHOUT_ROWS = ("decision", "plan", "programme", "urging", "inspection", "scores", "month")
"""Papers in running text, or whose rows are agencies or single days."""


def put_out(book: Book, shape: str, folder: Path) -> Path:
    """One paper of the book, in a file named after its shape."""
    leading = next(agency.id for agency in list_registered(book) if agency.leading)
    (written,) = papers.export(book, order_of(SHAPES[shape], folder / f"{shape}.docx", leading)).files
    return written


def audited(path: Path) -> list[str]:
    """What a second library, which reads as strictly as Word does, has to say against a file."""
    audit = pytest.importorskip("openxml_audit")
    result = audit.OpenXmlValidator(audit.FileFormat.MICROSOFT_365).validate(path)
    return [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors]


@pytest.mark.parametrize("shape", EACH)
def test_a_paper_of_the_sample_book_is_right(sample: Book, shape: str, tmp_path: Path) -> None:
    written = put_out(sample, shape, tmp_path)
    assert found_in(written.read_bytes()) == ()
    assert list(misplaced(part(written))) == []


@pytest.fixture(scope="module", params=["sample", "Nghi Dương"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The sample book, and a book with an official catalogue as a commune issued it."""
    folder = tmp_path_factory.mktemp("sổ")
    if request.param == "sample":
        with sample_book(folder) as made:
            yield made
        return
    source = Path(request.getfixturevalue("shared_dir")) / "corpus" / "nghi-duong-2026-danh-muc.docx"
    with new_book(folder / "so.danvan", author(), 2026, shipped(), "xã Nghi Dương") as made:
        draft = read_document(source, shipped().directory, 2026)
        import_draft(made, draft, ImportFact(source.name, "Hà", TODAY))
        yield made


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_paper_opens_without_repair(filled: Book, tmp_path: Path) -> None:
    """Right for the checker, for a validator of another author, and laid out whole by LibreOffice."""
    written = [put_out(filled, shape, tmp_path) for shape in SHAPES]
    for path in written:
        assert found_in(path.read_bytes()) == (), path.name
        assert list(misplaced(part(path))) == [], path.name
        assert audited(path) == [], path.name
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *written], check=True, capture_output=True, timeout=500)
    for path in written:
        with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as pdf:
            text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
        assert "./." in text or path.stem == "follow-up", path.name


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("shape", [name for name, shape in SHAPES.items() if shape.usual or name == "catalogue"])
def test_a_paper_of_five_thousand_tasks_is_right(many: Book, shape: str, tmp_path: Path) -> None:
    written = put_out(many, shape, tmp_path)
    assert found_in(written.read_bytes()) == ()
    rows = len(list(part(written).iter(f"{W}tr")))
    assert rows > 5000 or shape in WITHOUT_ROWS


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """One programme of 5,000 tasks, all of them late, shared out among three agencies."""
    leaders = islice(cycle((CULTURE, ECONOMY, POLICE)), 5000)
    tasks = tuple(
        replace(TASKS[2], path=f"II.{place}", number=f"{place}.", text=f"Đối thoại lần thứ {place}", lead=(leader,))
        for place, leader in enumerate(leaders, start=1)
    )
    with new_book(tmp_path_factory.mktemp("sổ lớn") / "in.danvan", author(), 2026, shipped(), "xã An Bình") as made:
        import_draft(made, replace(PRINTED, tasks=tasks), ImportFact("danh mục.docx", "Hà", TODAY))
        yield made


@pytest.mark.slow
def test_a_mended_copy_opens_without_repair(tmp_path: Path) -> None:
    copy = tmp_path / "sua.docx"
    copy.write_bytes(mended(faulty_plan(), tmp_path))
    assert audited(copy) == []
