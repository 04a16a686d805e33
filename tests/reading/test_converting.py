"""Files that only other programs read: converted by one that is installed, else refused with what to do."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from danvan_desktop.reading import Isolation, ReadingCancelled, UnreadableFile, read_blocks
from danvan_desktop.reading.blocks import Paragraph
from danvan_desktop.reading.converting import ConversionTask, installed_converters, programs, running
from danvan_desktop.reading.converting.programs import LibreOffice, Word
from danvan_desktop.reading.errors import Fault
from tests.reading.docx_files import p, save

RTF = b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0 R\\u224? so\\u225?t quy ch\\u7871?\\par}"
OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class FakeConverter:
    """Runs a few lines of Python; `source`, `target` and `folder` are paths in them."""

    script: str
    name: str = "LibreOffice"

    def makes(self, suffix: str) -> bool:
        return suffix == ".docx"

    def command(self, task: ConversionTask) -> list[str]:
        head = f"source, target, folder = {str(task.source)!r}, {str(task.target)!r}, {str(task.folder)!r}\n"
        return [sys.executable, "-c", head + self.script]

    def straggler(self, task: ConversionTask) -> int | None:  # noqa: ARG002  (the protocol's)
        return None


def opened(kind: str, **parts: str) -> bytes:
    """An OpenDocument file with its type where it belongs."""
    files = {"mimetype": OPEN + kind, "META-INF/manifest.xml": "<m/>", "content.xml": "<c/>"}
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in (files | {name.replace("__", "/"): content for name, content in parts.items()}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def written(folder: Path, content: bytes, name: str = "kế hoạch.rtf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def fault_of(path: Path, *converters: FakeConverter) -> tuple[Fault, str]:
    with pytest.raises(UnreadableFile) as caught:
        read_blocks(path, Isolation(converters=converters))
    return caught.value.fault, caught.value.message


WORD_2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>'


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (RTF, Fault.RTF),
        (WORD_2003, Fault.WORD_XML),
        (
            b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
            Fault.FLAT_OPEN_TEXT,
        ),
        (WORD_2003.replace(b"\n<w:", b"<!DOCTYPE w [<!ENTITY a 'x'>]><w:"), Fault.ENTITIES),
        (opened("text"), Fault.OPEN_TEXT),
        (opened("spreadsheet"), Fault.OPEN_SHEET),
        (opened("text", Basic__script="x"), Fault.MACROS),
        (opened("text", **{"META-INF__manifest.xml": "<m:encryption-data/>"}), Fault.ENCRYPTED),
    ],
)
def test_without_such_a_program_the_officer_is_told_what_to_do(tmp_path: Path, content: bytes, fault: Fault) -> None:
    found, message = fault_of(written(tmp_path, content))
    assert found is fault
    assert "«kế hoạch.rtf»" in message


def test_what_the_program_makes_is_read_and_said(tmp_path: Path) -> None:
    made = save(tmp_path / "made.docx", p("Rà soát quy chế"))
    converter = FakeConverter(
        f"import shutil; assert open(source,'rb').read(5)==b'{{\\\\rtf'; shutil.copy({str(made)!r}, target)"
    )
    document = read_blocks(
        written(tmp_path, RTF), Isolation(converters=[FakeConverter("raise SystemExit(3)"), converter])
    )
    assert document.blocks == (Paragraph("Rà soát quy chế"),)
    assert "LibreOffice" in document.notices[0]


def test_a_program_that_makes_nothing_or_rubbish(tmp_path: Path) -> None:
    path = written(tmp_path, RTF)
    assert fault_of(path, FakeConverter("pass"))[0] is Fault.NOT_CONVERTED
    found, message = fault_of(path, FakeConverter("open(target,'wb').write(b'PK\\x03\\x04 rubbish')"))
    assert (found, "«kế hoạch.rtf»" in message) == (Fault.DAMAGED, True)
    assert fault_of(written(tmp_path, opened("spreadsheet")), FakeConverter("pass"))[0] is Fault.OPEN_SHEET


ENDLESS = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
open({marker!r}, 'w').write(f'{{child.pid}} {{folder}}')
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are looked up in /proc")
@pytest.mark.parametrize("stopped", [True, False])
def test_a_program_that_does_not_end_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    marker = tmp_path / "marker"
    isolation = Isolation(
        converters=[FakeConverter(ENDLESS.format(marker=str(marker)))], cancelled=marker.is_file if stopped else bool
    )
    monkeypatch.setattr(running, "SECONDS", 60.0 if stopped else 1.5)
    with pytest.raises(ReadingCancelled if stopped else UnreadableFile):
        read_blocks(written(tmp_path, RTF), isolation)
    child, folder = marker.read_text().split(maxsplit=1)
    deadline = time.monotonic() + 5
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(child)
    assert not Path(folder).exists()


def alive(process: str) -> bool:
    status = Path("/proc") / process / "stat"
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_libreoffice_is_told_to_run_no_macros_in_a_profile_of_its_own(tmp_path: Path) -> None:
    task = ConversionTask(tmp_path / "source.rtf", tmp_path / "out" / "source.docx", tmp_path)
    command = LibreOffice(Path("/x/soffice")).command(task)
    assert f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}" in command
    assert "--headless" in command
    settings = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in settings


def test_word_is_asked_by_a_script_in_which_no_path_can_break_out(tmp_path: Path) -> None:
    folder = tmp_path / "xã 'Tân Phú'; $x"
    folder.mkdir()
    task = ConversionTask(folder / "source.rtf", folder / "source.docx", folder)
    word = Word(Path("powershell.exe"))
    script = b64decode(word.command(task)[-1]).decode("utf-16-le")
    assert f"Open('{str(task.source).replace(chr(39), chr(39) * 2)}', $false, $true, $false)" in script
    assert "AutomationSecurity = 3" in script
    assert word.straggler(task) is None
    (folder / "office.pid").write_text("4711\r\n", encoding="ascii")
    assert word.straggler(task) == 4711
    assert (word.makes(".docx"), word.makes(".xlsx")) == (True, False)


@pytest.mark.skipif(sys.platform == "win32", reason="the registry of the machine would answer")
def test_programs_are_looked_for_on_the_path_but_not_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("")
    monkeypatch.setattr(programs, "_USUAL", ())
    monkeypatch.chdir(tmp_path)
    for path in ("", ".", os.pathsep):
        monkeypatch.setenv("PATH", path)
        assert installed_converters() == ()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed_converters() == (LibreOffice(program),)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_itself(tmp_path: Path) -> None:
    document = read_blocks(written(tmp_path, RTF))
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["Rà soát quy chế"]
