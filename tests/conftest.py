"""What every test gets: no screen, a home of its own, and a check that it left nothing behind."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

TEST_HOME = Path(tempfile.mkdtemp(prefix="danvan-tests-"))
HOME_VARIABLES = ("DANVAN_HOME", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.update(dict.fromkeys(HOME_VARIABLES, str(TEST_HOME)))

settings.register_profile("default", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_unconfigure() -> None:
    shutil.rmtree(TEST_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of real documents and answer keys, which is not part of the project."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("DANVAN_SHARED") or beside)
    if not (folder / "corpus").is_dir():
        pytest.skip("the folder of real documents is not here; name it in DANVAN_SHARED")
    return folder


@pytest.fixture
def book_dir(tmp_path: Path) -> Path:
    """An empty folder for books whose path has blanks and Vietnamese letters."""
    folder = tmp_path / "Sổ của Bà Hà"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book as on TODAY; not to be written to."""
    from tests.making import sample_book

    with sample_book(tmp_path_factory.mktemp("sổ mẫu")) as made:
        return made.path


@pytest.fixture(autouse=True)
def _nothing_unexpected_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    allowed = [re.compile(marker.args[0]) for marker in request.node.iter_markers("allow_log")]
    kept = KeptRecords()
    logging.getLogger().addHandler(kept)
    yield
    logging.getLogger().removeHandler(kept)
    unexpected = [text for text in kept.texts if not any(pattern.search(text) for pattern in allowed)]
    if unexpected:
        pytest.fail("unexpected in the log: " + "; ".join(unexpected))


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    windows = visible_windows()
    threads = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    if windows or threads:
        pytest.fail(f"left behind: windows {windows}, threads {threads}")


class KeptRecords(logging.Handler):
    """Keeps the text of every warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def visible_windows() -> list[str]:
    """Close what is still shown, so that only the test that left it fails; returns what it was."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    shown = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in shown:
        widget.close()
    return [f"{type(widget).__name__} «{widget.windowTitle()}»" for widget in shown]
