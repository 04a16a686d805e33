"""The programs that convert, where they are found, and how each is told to."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES: Final = ("soffice", "libreoffice")
_USUAL: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_INSTALLED_KEY: Final = r"SOFTWARE\LibreOffice\UNO\InstallPath"
_PATH_KEY: Final = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\soffice.exe"
_FILTERS: Final = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML", ".pdf": "pdf"}
_PRINTABLE: Final = frozenset({".docx", ".xlsx"})
_SETTINGS: Final = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Content/Update", "Link", "2"),
)
"""No macro runs, no link to the outside is followed, whatever the officer's own LibreOffice is set to."""
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
    "</item>"
)
_PROFILE: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
_WORD_SCRIPT: Final = """
$ErrorActionPreference = 'Stop'
$before = @(Get-Process WINWORD -ErrorAction SilentlyContinue | ForEach-Object {{ $_.Id }})
$word = New-Object -ComObject Word.Application
Get-Process WINWORD | Where-Object {{ $before -notcontains $_.Id }} | Select-Object -First 1 -ExpandProperty Id |
    Set-Content -Encoding ascii -LiteralPath {process}
try {{
    $word.Visible = $false
    $word.DisplayAlerts = 0
    $word.AutomationSecurity = 3
    $word.Options.UpdateLinksAtOpen = $false
    $document = $word.Documents.Open({source}, $false, $true, $false)
    $document.SaveAs2({target}, {format})
    $document.Close(0)
}} finally {{
    $word.Quit(0)
}}
"""
_WORD_FORMATS: Final = {".docx": 16, ".pdf": 17}
_EXCEL_SCRIPT: Final = """
$ErrorActionPreference = 'Stop'
$before = @(Get-Process EXCEL -ErrorAction SilentlyContinue | ForEach-Object {{ $_.Id }})
$excel = New-Object -ComObject Excel.Application
Get-Process EXCEL | Where-Object {{ $before -notcontains $_.Id }} | Select-Object -First 1 -ExpandProperty Id |
    Set-Content -Encoding ascii -LiteralPath {process}
try {{
    $excel.Visible = $false
    $excel.DisplayAlerts = $false
    $excel.AutomationSecurity = 3
    $book = $excel.Workbooks.Open({source}, 0, $true)
    $book.ExportAsFixedFormat(0, {target})
    $book.Close($false)
}} finally {{
    $excel.Quit()
}}
"""


@dataclass(frozen=True, slots=True)
class ConversionTask:
    """One file to convert: a copy of it in a `folder` that is nobody else's, and the file that is to come of it."""

    source: Path
    target: Path
    folder: Path


class Converter(Protocol):
    """A program that makes a .docx or .xlsx of other formats, or pages of these."""

    @property
    def name(self) -> str:
        """What the officer calls it."""
        ...

    def makes(self, suffix: str) -> bool:
        """Whether it can make files of this kind."""
        ...

    def prints(self, suffix: str) -> bool:
        """Whether it can make a PDF of files of this kind."""
        ...

    def command(self, task: ConversionTask) -> list[str]:
        """The command that does the task; may write into the task's folder."""
        ...

    def straggler(self, task: ConversionTask) -> int | None:
        """A process that the command started and that does not end with it; None when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice without a window, with a profile of its own: the officer's may be open at the same time."""

    program: Path
    name: str = "LibreOffice"

    def makes(self, suffix: str) -> bool:
        """Whether it has a filter for the kind."""
        return suffix in _FILTERS

    def prints(self, suffix: str) -> bool:
        """What the program writes itself."""
        return suffix in _PRINTABLE

    def command(self, task: ConversionTask) -> list[str]:
        """Convert into the folder of the target, which LibreOffice names after the source."""
        user = task.folder / "profile" / "user"
        user.mkdir(parents=True, exist_ok=True)
        items = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
        (user / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
        return [
            str(self.program),
            f"-env:UserInstallation={user.parent.as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nodefault", "--nologo", "--nolockcheck"),
            *("--convert-to", _FILTERS[task.target.suffix], "--outdir", str(task.target.parent), str(task.source)),
        ]

    def straggler(self, task: ConversionTask) -> int | None:  # noqa: ARG002  (the protocol's)
        """All its processes end with the command's tree."""
        return None


@dataclass(frozen=True, slots=True)
class Word:
    """The officer's Word, asked through Windows' own scripting; it opens the file for reading only."""

    shell: Path
    name: str = "Word"

    def makes(self, suffix: str) -> bool:
        """Word makes documents, no sheets."""
        return suffix == ".docx"

    def prints(self, suffix: str) -> bool:
        """Its own documents."""
        return suffix == ".docx"

    def command(self, task: ConversionTask) -> list[str]:
        """Open without asking, save in the format of the target, quit."""
        script = _WORD_SCRIPT.format(
            process=_quoted(_process_file(task)),
            source=_quoted(task.source),
            target=_quoted(task.target),
            format=_WORD_FORMATS[task.target.suffix],
        )
        return _shell_command(self.shell, script)

    def straggler(self, task: ConversionTask) -> int | None:
        """The Word that the script started, which is no child of it."""
        return _noted_process(task)


@dataclass(frozen=True, slots=True)
class Excel:
    """The officer's Excel, asked as Word is; only to make pages."""

    shell: Path
    name: str = "Excel"

    def makes(self, suffix: str) -> bool:  # noqa: ARG002  (the protocol's)
        """Foreign sheets are left to LibreOffice."""
        return False

    def prints(self, suffix: str) -> bool:
        """Its own workbooks."""
        return suffix == ".xlsx"

    def command(self, task: ConversionTask) -> list[str]:
        """Open for reading, write as PDF, quit."""
        script = _EXCEL_SCRIPT.format(
            process=_quoted(_process_file(task)), source=_quoted(task.source), target=_quoted(task.target)
        )
        return _shell_command(self.shell, script)

    def straggler(self, task: ConversionTask) -> int | None:
        """The Excel that the script started, which is no child of it."""
        return _noted_process(task)


def installed_converters() -> tuple[Converter, ...]:
    """The programs of this PC, the better one for Word's own formats first."""
    found: list[Converter] = []
    word, excel = _shell_for("Word.Application"), _shell_for("Excel.Application")
    if word is not None:
        found.append(Word(word))
    if excel is not None:
        found.append(Excel(excel))
    program = next((path for path in _candidates() if path.is_file()), None)
    if program is not None:
        found.append(LibreOffice(program))
    return tuple(found)


def _candidates() -> Iterator[Path]:
    """Where LibreOffice may be. The current folder is not asked: it may be a stick."""
    suffix = ".exe" if sys.platform == "win32" else ""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute():
            yield from (Path(folder) / f"{name}{suffix}" for name in _NAMES)
    if sys.platform == "win32":
        yield from _in_registry()
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if os.environ.get(variable):
                yield Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.exe"
    else:
        yield from map(Path, _USUAL)


def _in_registry() -> Iterator[Path]:
    installed, program = _registry_value(_INSTALLED_KEY), _registry_value(_PATH_KEY)
    if installed:
        yield Path(installed) / "soffice.exe"
    if program:
        yield Path(program.strip('"'))


def _shell_for(program: str) -> Path | None:
    """Windows' PowerShell when a program is registered there; None elsewhere."""
    if sys.platform != "win32" or not _registry_value(rf"SOFTWARE\Classes\{program}\CLSID"):
        return None
    root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
    shell = root / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    return shell if shell.is_file() else None


def _registry_value(key: str) -> str:
    """The unnamed value of a key of Windows' registry; «» without one, or elsewhere."""
    if sys.platform != "win32":
        return ""
    import winreg

    for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        with suppress(OSError):
            return winreg.QueryValue(hive, key)
    return ""


def _shell_command(shell: Path, script: str) -> list[str]:
    coded = b64encode(script.encode("utf-16-le")).decode("ascii")
    return [str(shell), "-NoProfile", "-NonInteractive", "-EncodedCommand", coded]


def _noted_process(task: ConversionTask) -> int | None:
    try:
        return int(_process_file(task).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _process_file(task: ConversionTask) -> Path:
    return task.folder / "office.pid"


def _quoted(path: Path) -> str:
    """A path as a literal of PowerShell."""
    return "'" + str(path).replace("'", "''") + "'"
