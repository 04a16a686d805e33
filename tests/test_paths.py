"""Where the program looks for its own data and for the officer's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from danvan_desktop import paths

ROOT = Path(__file__).resolve().parents[1]


def test_from_source_resources_lie_beside_the_package() -> None:
    assert paths.resources_dir() == ROOT / "resources"
    assert (paths.resources_dir() / "calendar" / "days.json").is_file()


def test_in_a_bundle_resources_lie_where_it_was_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources_dir() == tmp_path / "resources"


def test_one_folder_can_hold_all_of_the_officers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_HOME", str(tmp_path))
    own = [paths.documents_dir(), paths.log_dir(), paths.config_dir()]
    assert len(set(own)) == 3
    assert {folder.parent for folder in own} == {tmp_path}
    assert list(tmp_path.iterdir()) == []


def test_without_it_they_are_the_accounts_and_named_in_plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DANVAN_HOME")
    own = [paths.documents_dir(), paths.log_dir(), paths.config_dir()]
    assert len(set(own)) == 3
    for folder in own:
        assert folder.is_absolute()
        assert "So Dan van" in folder.parts


def test_backups_lie_beside_the_book_and_apart_from_those_of_other_books(book_dir: Path) -> None:
    first, second = paths.backups_dir(book_dir / "2026.danvan"), paths.backups_dir(book_dir / "2026-xa.danvan")
    assert first != second
    assert first.is_relative_to(book_dir)
    assert second.is_relative_to(book_dir)


def test_nothing_slow_is_loaded_to_know_the_paths() -> None:
    code = "import sys, danvan_desktop.paths as p; p.resources_dir(); p.log_dir(); print('platformdirs' in sys.modules)"
    environment = {**os.environ, "DANVAN_HOME": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "False"
