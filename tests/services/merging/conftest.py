"""One small book for all tests of merging, made once and copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.making import sample_book


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample book of few tasks, not to be written to."""
    with sample_book(tmp_path_factory.mktemp("sổ nhỏ"), tasks=5) as made:
        return made.path
