"""Documents of other shapes than the real ones, read from real .docx files and compared with their keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from tests.reading.recogniser.documents import directory
from tests.reading.shapes import in_tables, in_text
from tests.reading.shapes.accounting import lost_in_silence, unsaid
from tests.reading.shapes.scoring import score
from tests.reading.shapes.word_papers import Paper

SHAPES: tuple[Callable[[], tuple[Paper, in_text.Key]], ...] = (
    in_text.automatic_lists,
    in_text.block_before_its_dashes,
    in_text.both_labels_in_one_line,
    in_text.months_as_headings,
    in_text.running_paragraphs,
    in_text.headings_that_are_tasks,
    in_tables.merged_cells,
    in_tables.landscape_annex,
    in_tables.quarters_as_columns,
    in_tables.split_over_sections,
    in_tables.nested_table,
    in_tables.units_in_the_first_column,
    in_tables.times_in_the_first_column,
)
OLD_FONTS = (in_text.automatic_lists, in_tables.landscape_annex)


def typed_in_tcvn3(shape: Callable[[], tuple[Paper, in_text.Key]]) -> Callable[[], tuple[Paper, in_text.Key]]:
    """A shape typed in an old font, with the same key."""

    def typed() -> tuple[Paper, in_text.Key]:
        paper, key = shape()
        return paper.with_old_fonts(), key

    typed.__name__ = f"{shape.__name__}_in_tcvn3"
    return typed


@pytest.mark.parametrize("shape", [*SHAPES, *map(typed_in_tcvn3, OLD_FONTS)], ids=lambda shape: shape.__name__)
def test_shape(tmp_path: Path, shape: Callable[[], tuple[Paper, in_text.Key]]) -> None:
    paper, key = shape()
    document = parse_file(paper.save(tmp_path / "văn bản.docx"))
    draft = recognise(document, directory())
    made = score(key, draft)
    assert made.differences == []
    assert set(made.rates.values()) == {1.0}
    assert unsaid(document, draft) == []
    assert lost_in_silence(document, draft) == []
