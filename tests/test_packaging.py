"""What a fresh clone is set up from, and what an installed program holds."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

import danvan_desktop

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT / "packaging" / "dev.py"
LOCK = (ROOT / "packaging" / "lock.txt").read_text(encoding="ascii")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", DEV)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locked_names() -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE))


def test_the_lock_pins_every_library_with_hashes_and_names_no_server() -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[0-9.a-z]+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\\n)?)+$", entry), (
            entry
        )
    assert "://" not in LOCK
    assert "index-url" not in LOCK


def test_the_lock_holds_all_that_the_project_asks_for() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    names = {re.split(r"[=<>]", line)[0].lower() for line in asked}
    assert names - locked_names() == set()


def test_no_heavy_library_is_dragged_in() -> None:
    assert locked_names() & {"numpy", "pandas", "pyside6", "pyside6-addons"} == set()


def test_our_packaging_folder_does_not_hide_the_library_of_that_name() -> None:
    code = "import packaging.version as p; print(p.Version('1.10') > p.Version('1.9'))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_a_wheel_holds_every_module_and_resource(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.partition("/")[0].endswith(".dist-info")}
    modules = {file.relative_to(ROOT).as_posix() for file in (ROOT / "danvan_desktop").rglob("*.py")}
    resources = {f"danvan_desktop/{file.relative_to(ROOT).as_posix()}" for file in shipped_files()}
    assert resources
    assert modules | resources == held
    assert wheel.name.startswith(f"danvan_desktop-{danvan_desktop.__version__}-")


def test_an_installed_program_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "from danvan_desktop.paths import resources_dir; print(resources_dir())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert Path(done.stdout.strip()) == tmp_path / "danvan_desktop" / "resources"


def shipped_files() -> list[Path]:
    return [file for file in (ROOT / "resources").rglob("*") if file.is_file()]


def test_what_changed_this_version_is_told() -> None:
    told = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(danvan_desktop.__version__)}\]", told, re.MULTILINE)


def test_qt_keeps_its_hands_off_none() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None at every call that returns nothing, until it dies."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert before - sys.getrefcount(None) < 500


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["lint", "now"]])
def test_a_wrong_command_is_answered_without_touching_anything(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, str(DEV), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


def test_help_names_every_verb(dev: ModuleType) -> None:
    done = subprocess.run([sys.executable, str(DEV), "--help"], capture_output=True, text=True, check=True)
    for verb in dev.VERBS:
        assert f"dev.py {verb}" in done.stdout


@pytest.mark.parametrize("verb", ["run", "lint"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_for_a_verb_is_shown_without_touching_anything(verb: str, option: str) -> None:
    done = subprocess.run([sys.executable, str(DEV), verb, option], capture_output=True, text=True, check=True)
    assert f"dev.py {verb}" in done.stdout
    assert done.stderr == ""


def test_a_changed_lock_or_project_asks_for_a_new_installation(dev: ModuleType) -> None:
    stamps = {dev.stamp_of(*files) for files in ((b"a", b"b"), (b"a", b"c"), (b"c", b"b"), (b"ab", b""))}
    assert len(stamps) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes Qt's libraries from the system")
def test_missing_system_libraries_are_named_by_their_package(dev: ModuleType) -> None:
    libraries = {"libc.so.6": "libc6", "libdanvan-none.so.1": "libdanvan-none1"}
    assert dev.missing_libraries(libraries) == ["libdanvan-none1"]


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS always have a display")
def test_without_a_display_the_window_is_not_tried(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not dev.display_present()
    monkeypatch.setitem(os.environ, "DISPLAY", ":0")
    assert dev.display_present()
