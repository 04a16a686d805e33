"""The walls and sizes of the house, and proof that each rule reports the break it is there for."""

from __future__ import annotations

import ast
import graphlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "danvan_desktop"

MAY_USE = {
    "domain": {"domain"},
    "storage": {"storage", "domain"},
    "reading": {"reading", "domain"},
    "writing": {"writing", "domain"},
    "checking": {"checking", "domain", "reading", "writing.metrics", "writing.files"},
    "services": {"services", "domain", "storage", "reading", "writing", "checking"},
    "ui": {"ui", "services", "domain", "writing.blocks", "writing.decree"},
    "cli": {"cli", "services", "domain", "storage", "paths", "settings"},
    "app": {"ui", "services", "domain", "storage", "paths", "settings"},
    "__main__": {"app", "cli", "reading", "checking"},  # a frozen program is its own parsing and checking process
    "paths": set(),
    "settings": set(),
    "": set(),
}
"""Which parts of the package a part may import; app and cli alone put things together."""

HOME_OF_LIBRARY = {
    "PySide6": {"ui", "app"},
    "shiboken6": {"ui"},
    "sqlalchemy": {"storage"},
    "sqlite3": {"storage"},
    "docx": {"reading", "writing"},
    "lxml": {"reading", "writing", "checking"},
    "openpyxl": {"reading", "writing"},
    "xlsxwriter": {"writing"},
    "jinja2": {"writing"},
    "pypdfium2": {"reading", "writing"},
    "icalendar": {"writing"},
    "olefile": {"reading"},
    "python_calamine": {"reading"},
    "platformdirs": {"paths"},
    "rapidfuzz": {"domain", "reading"},
    "cryptography": {"storage"},
}
"""The only parts that may import a library; one that is not named here may not be imported at all."""

LOADED_WHEN_USED = {"docx", "lxml", "openpyxl", "xlsxwriter", "pypdfium2", "platformdirs", "rapidfuzz", "olefile"}
LOADED_WHEN_USED |= {"jinja2", "python_calamine", "icalendar", "cryptography"}
"""Imported inside the functions that need them, because the program must start without them."""

DOMAIN_STDLIB = {"__future__", "abc", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime", "decimal"}
DOMAIN_STDLIB |= {"difflib", "enum", "fractions", "functools", "graphlib", "hashlib", "heapq", "itertools", "json"}
DOMAIN_STDLIB |= {"math", "operator", "re", "statistics", "string", "types", "typing", "unicodedata", "uuid"}
"""What pure code needs; clocks, files, random numbers and processes are not in it."""

IMPURE_CALLS = {"now", "utcnow", "today", "uuid1", "uuid4", "open", "print", "input"}

FUNCTION_LINES, FILE_LINES, PUBLIC_METHODS, FOLDER_FILES, ARGUMENTS = 50, 500, 15, 12, 5
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "misc", "common"}

EXCEPTIONS: dict[str, str] = {}
"""A finding that may stand, word for word → why."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: `at` is «module», «function» or «typing» (never carried out)."""

    target: str
    at: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the package: its dotted name inside the package («domain.text»), and what it holds."""

    path: str
    name: str
    tree: ast.Module
    lines: int

    @property
    def part(self) -> str:
        return self.name.partition(".")[0]


def read_package(package: Path) -> list[Source]:
    sources = []
    for file in sorted(package.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        inside = file.relative_to(package).with_suffix("")
        parts = inside.parts[:-1] if inside.name == "__init__" else inside.parts
        path = file.relative_to(package).as_posix()
        sources.append(Source(path, ".".join(parts), ast.parse(text), len(text.splitlines())))
    return sources


def imports_of(source: Source, names: set[str]) -> Iterator[Import]:
    """Every module that a file imports, wherever in the file; `names` are the modules of the package."""
    yield from _imports_in(source.tree, "module", source, names)


def _imports_in(node: ast.AST, at: str, source: Source, names: set[str]) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, at) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(target, at) for target in _from_targets(child, source, names))
        else:
            yield from _imports_in(child, _inside(child, at), source, names)


def _inside(node: ast.AST, at: str) -> str:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return "typing"
    return "function" if at == "module" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else at


def _from_targets(node: ast.ImportFrom, source: Source, names: set[str]) -> Iterator[str]:
    """«from a.b import c» is a.b.c where that is a module of ours, else a.b."""
    base = node.module or ""
    if node.level:
        own = f"{PACKAGE}.{source.name}".split(".")
        up = node.level - source.path.endswith("__init__.py")
        base = ".".join([*own[: len(own) - up], *([node.module] if node.module else [])])
    for alias in node.names:
        longer = f"{base}.{alias.name}"
        yield longer if _own(longer) in names else base


def _own(target: str) -> str | None:
    """The name inside the package, None for a module that is not ours."""
    if target == PACKAGE:
        return ""
    return target.removeprefix(PACKAGE + ".") if target.startswith(PACKAGE + ".") else None


def broken_walls(sources: list[Source]) -> Iterator[str]:
    """Imports between parts of the package that MAY_USE does not allow."""
    names = {source.name for source in sources}
    for source in sources:
        allowed = MAY_USE.get(source.part)
        if allowed is None:
            yield f"{source.path}: has no place in the house"
            continue
        for item in imports_of(source, names):
            own = _own(item.target)
            if own and not any(own == part or own.startswith(part + ".") for part in allowed):
                yield f"{source.path}: must not import {own}"


def strayed_libraries(sources: list[Source]) -> Iterator[str]:
    """Libraries outside their home, unknown ones, and slow ones imported at the start of the program."""
    names = {source.name for source in sources}
    for source in sources:
        for item in imports_of(source, names):
            library = item.target.partition(".")[0]
            home = HOME_OF_LIBRARY.get(library)
            if library == PACKAGE or (home is None and library in sys.stdlib_module_names):
                continue
            if home is None or source.part not in home:
                yield f"{source.path}: must not import {library}"
            elif library in LOADED_WHEN_USED and item.at == "module":
                yield f"{source.path}: imports {library} outside a function"


def impure_domain(sources: list[Source]) -> Iterator[str]:
    """Files, clocks and random numbers in the domain: they come in as arguments."""
    names = {source.name for source in sources}
    for source in (source for source in sources if source.part == "domain"):
        for item in imports_of(source, names):
            library = item.target.partition(".")[0]
            if library in sys.stdlib_module_names and library not in DOMAIN_STDLIB:
                yield f"{source.path}: must not import {library}"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and _called(node) in IMPURE_CALLS:
                yield f"{source.path}: must not call {ast.unparse(node.func)}"


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def import_circles(sources: list[Source]) -> Iterator[str]:
    """Modules that need each other; imports for types alone do not count."""
    names = {source.name for source in sources}
    needs = {source.name: set(_loaded_by(source, names)) for source in sources}
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as error:
        yield "import circle: " + " → ".join(reversed(error.args[1]))


def _loaded_by(source: Source, names: set[str]) -> Iterator[str]:
    """The modules that importing a file loads: what it names, and the packages around that but not around itself."""
    for item in imports_of(source, names):
        own = _own(item.target)
        if own and item.at != "typing":
            parts = own.split(".")
            around = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
            yield from (name for name in around if not f"{source.name}.".startswith(f"{name}."))


def module_state(sources: list[Source]) -> Iterator[str]:
    """«global», and mutable values under a module's lower-case name."""
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Global):
                yield f"{source.path}: global {', '.join(node.names)}"
        for statement in source.tree.body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and _mutable(statement.value):
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                for name in map(ast.unparse, targets):
                    if not name.isupper() and not name.startswith("__"):
                        yield f"{source.path}: module state {name}"


def _mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        return _called(value) in {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"}
    return isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)


def oversized(sources: list[Source]) -> Iterator[str]:
    """Files, functions, classes and folders that have grown too big to take in."""
    folders = Counter(Path(source.path).parent.as_posix() for source in sources if not _is_init(source))
    for folder, files in folders.items():
        if files > FOLDER_FILES:
            yield f"{folder}: {files} files"
    for source in sources:
        if source.lines > FILE_LINES:
            yield f"{source.path}: {source.lines} lines"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _oversized_function(source, node)
            elif isinstance(node, ast.ClassDef) and (count := _public_methods(node)) > PUBLIC_METHODS:
                yield f"{source.path}: {node.name} has {count} public methods"


def _is_init(source: Source) -> bool:
    return Path(source.path).name == "__init__.py"


def _oversized_function(source: Source, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > FUNCTION_LINES:
        yield f"{source.path}: {node.name} has {lines} lines"
    given = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    count = len(given) - (given[:1] in (["self"], ["cls"]))
    if count > ARGUMENTS:
        yield f"{source.path}: {node.name} takes {count} arguments"


def _public_methods(node: ast.ClassDef) -> int:
    methods = (item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef))
    return sum(not method.name.startswith("_") for method in methods)


def empty_names(sources: list[Source]) -> Iterator[str]:
    """Files named for no purpose, where anything could be put."""
    for source in sources:
        words = set(source.name.rpartition(".")[2].split("_"))
        if words & EMPTY_NAMES:
            yield f"{source.path}: a name that says nothing"


RULES: tuple[Callable[[list[Source]], Iterator[str]], ...] = (
    broken_walls,
    strayed_libraries,
    impure_domain,
    import_circles,
    module_state,
    oversized,
    empty_names,
)


def findings(package: Path) -> list[str]:
    sources = read_package(package)
    return list(chain.from_iterable(rule(sources) for rule in RULES))


def plant(folder: Path, files: dict[str, str]) -> Path:
    package = folder / PACKAGE
    for name, text in files.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return package


def test_the_house_keeps_its_rules() -> None:
    assert sorted(findings(ROOT / PACKAGE)) == sorted(EXCEPTIONS)


def test_every_part_of_the_house_is_scanned() -> None:
    sources = read_package(ROOT / PACKAGE)
    parts = {"domain", "storage", "reading", "writing", "checking", "services", "cli"}
    assert parts <= {source.part for source in sources if source.lines > 1}


def test_scripts_and_tests_stay_small() -> None:
    packaging = list(oversized(read_package(ROOT / "packaging")))
    tests = [line for line in oversized(read_package(ROOT / "tests")) if line.endswith(" lines")]
    assert packaging + tests == []


SOUND = {
    "__init__.py": "",
    "domain/__init__.py": "",
    "domain/text.py": "import re\nfrom datetime import date\nSTEPS = [1]\n__all__ = ['STEPS']\n",
    "domain/task.py": "from danvan_desktop.domain import text\nfrom .text import STEPS\n",
    "storage/book.py": "import sqlite3\nimport sqlalchemy\nfrom ..domain.task import text\n",
    "writing/word.py": "from typing import TYPE_CHECKING\n"
    "if TYPE_CHECKING:\n    from docx import Document\n"
    "def write():\n    import docx\n",
    "writing/blocks.py": "",
    "services/tasks.py": "from danvan_desktop.storage.book import sqlite3\n",
    "ui/paper.py": "import PySide6.QtGui\nfrom danvan_desktop.writing.blocks import x\n"
    "from danvan_desktop.services import tasks\n",
    "app.py": "import danvan_desktop\nfrom danvan_desktop import paths\nfrom danvan_desktop.ui import paper\n",
    "paths.py": "import os\ndef home():\n    import platformdirs\n",
}


def test_a_sound_house_has_no_findings(tmp_path: Path) -> None:
    assert findings(plant(tmp_path, SOUND)) == []


BREAKS: list[tuple[str, str, str]] = [
    ("domain/x.py", "from danvan_desktop.storage import book", "must not import storage.book"),
    ("domain/x.py", "def f():\n    import danvan_desktop.storage.book", "must not import storage.book"),
    ("domain/x.py", "from ..storage.book import y", "must not import storage.book"),
    ("reading/__init__.py", "from ..storage import book", "must not import storage.book"),
    ("reading/x.py", "from danvan_desktop.writing import word", "must not import writing.word"),
    ("writing/x.py", "from danvan_desktop.services import tasks", "must not import services.tasks"),
    ("checking/x.py", "from danvan_desktop.writing import word", "must not import writing.word"),
    ("checking/x.py", "from danvan_desktop.storage import book", "must not import storage.book"),
    ("ui/x.py", "from danvan_desktop.checking import rules", "must not import checking"),
    ("storage/x.py", "from danvan_desktop.services import tasks", "must not import services.tasks"),
    ("services/x.py", "from danvan_desktop.ui import paper", "must not import ui.paper"),
    ("cli/x.py", "from danvan_desktop.ui.paper import Paper", "must not import ui.paper"),
    ("cli/x.py", "from danvan_desktop.writing import word", "must not import writing.word"),
    ("ui/x.py", "from danvan_desktop.writing import word", "must not import writing.word"),
    (
        "ui/x.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import danvan_desktop.storage.book",
        "storage",
    ),
    ("sync/x.py", "", "has no place in the house"),
    ("services/x.py", "from PySide6.QtCore import QObject", "must not import PySide6"),
    ("cli/x.py", "def f():\n    import PySide6", "must not import PySide6"),
    ("services/x.py", "import sqlalchemy.orm", "must not import sqlalchemy"),
    ("ui/x.py", "import sqlite3", "must not import sqlite3"),
    ("services/x.py", "def f():\n    import openpyxl", "must not import openpyxl"),
    ("services/x.py", "import numpy", "must not import numpy"),
    ("writing/x.py", "import xlsxwriter", "imports xlsxwriter outside a function"),
    (
        "reading/x.py",
        "try:\n    from lxml import etree\nexcept ImportError:\n    pass",
        "imports lxml outside a function",
    ),
    ("reading/x.py", "class A:\n    import docx", "imports docx outside a function"),
    ("domain/x.py", "from pathlib import Path", "must not import pathlib"),
    ("domain/x.py", "def f():\n    import os", "must not import os"),
    ("domain/x.py", "from uuid import uuid4\nX = uuid4()", "must not call uuid4"),
    ("domain/x.py", "import random", "must not import random"),
    ("domain/x.py", "from datetime import datetime\ndatetime.now()", "must not call datetime.now"),
    ("domain/x.py", "import datetime\nD = datetime.date.today()", "must not call datetime.date.today"),
    ("domain/x.py", "def f(p):\n    return open(p)", "must not call open"),
    ("domain/text.py", "def f():\n    from danvan_desktop.domain.task import g", "import circle: "),
    ("services/x.py", "def f():\n    global seen", "global seen"),
    ("services/x.py", "_cache: dict[str, int] = {}", "module state _cache"),
    ("services/x.py", "seen = set()", "module state seen"),
    ("services/x.py", "X = 1\n" * 501, "501 lines"),
    ("services/x.py", "def f():\n" + "    pass\n" * 50, "f has 51 lines"),
    (
        "services/x.py",
        "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(16)),
        "A has 16 public methods",
    ),
    ("services/x.py", "def f(a, b, /, c, *, d, e, g): ...", "f takes 6 arguments"),
    ("services/x.py", "class A:\n    def __init__(self, a, b, c, d, e, g): ...", "__init__ takes 6 arguments"),
    ("services/helpers.py", "", "a name that says nothing"),
    ("services/date_utils.py", "", "a name that says nothing"),
]


@pytest.mark.parametrize(("name", "text", "report"), BREAKS)
def test_a_break_is_reported_once(tmp_path: Path, name: str, text: str, report: str) -> None:
    found = findings(plant(tmp_path, {**SOUND, name: text}))
    assert len(found) == 1
    assert report in found[0]


def test_a_circle_through_a_package_is_reported(tmp_path: Path) -> None:
    circle = {"domain/t/__init__.py": "from ..x import f", "domain/t/y.py": "", "domain/x.py": "from .t import y"}
    found = findings(plant(tmp_path, SOUND | circle))
    assert [line.partition(":")[0] for line in found] == ["import circle"]


def test_a_full_folder_is_reported(tmp_path: Path) -> None:
    files = {f"services/x{number}.py": "" for number in range(FOLDER_FILES)}
    assert findings(plant(tmp_path, SOUND | files)) == ["services: 13 files"]
