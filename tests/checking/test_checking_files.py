"""Files as they lie on a disk: looked at in a process of its own, mended into a copy, the original untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from danvan_desktop.checking import FileChanged, check_file, mend_file
from danvan_desktop.checking.child import answer, check
from danvan_desktop.checking.findings import report_json, report_of
from danvan_desktop.checking.isolated import copy_name
from danvan_desktop.cli import main
from danvan_desktop.reading import Isolation, ReadingCancelled, UnreadableFile
from danvan_desktop.services import form_check
from danvan_desktop.writing.word.xml import NAMESPACES
from tests.checking.broken_papers import MAIN, broken, inside, once
from tests.checking.good_papers import good_parts, pack

MORE_THAN_ONE = "Kế hoạch của bà Hà.docx"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A paper with three faults, of which two can be mended."""
    parts = good_parts("plan")
    text = parts[MAIN]
    for edit in (
        once('<w:pgMar w:top="', '<w:pgMar w:top="2'),
        inside("Đỗ Thị", "Đỗ Thị", "ThS. Đỗ Thị"),
        inside("Trường học", "đ) Trường", "e) Trường"),
    ):
        text = edit(text)
    path = tmp_path / MORE_THAN_ONE
    path.write_bytes(pack({**parts, MAIN: text}))
    return path


def test_a_file_is_checked_and_mended_in_another_process(faulty: Path) -> None:
    before = faulty.read_bytes()
    report = check_file(faulty)
    assert [one.rule for one in report.findings] == ["N3", "N24", "N30"]
    copy, left = mend_file(faulty, report, [0, 2])
    assert copy.name == "Kế hoạch của bà Hà (đã sửa).docx"
    assert faulty.read_bytes() == before
    assert [one.rule for one in left.findings] == ["N24"]
    assert check(copy) == left
    assert {path.name for path in faulty.parent.iterdir()} == {faulty.name, copy.name}
    assert copy_name(faulty).name == copy_name(copy).name == "Kế hoạch của bà Hà (đã sửa 2).docx"


def test_only_the_file_that_was_checked_is_mended(faulty: Path) -> None:
    report = check(faulty)
    faulty.write_bytes(broken("N1"))
    with pytest.raises(FileChanged, match="đã thay đổi từ lúc kiểm tra"):
        mend_file(faulty, report, [0])
    assert [path.name for path in faulty.parent.iterdir()] == [faulty.name]


def test_nothing_is_written_when_nothing_can_be_mended(faulty: Path) -> None:
    with pytest.raises(form_check.NothingToMend):
        form_check.mend(faulty, check(faulty), [1])


def test_a_check_can_be_stopped(faulty: Path) -> None:
    with pytest.raises(ReadingCancelled):
        check_file(faulty, Isolation(cancelled=lambda: True))


def test_a_report_survives_its_way_between_processes(faulty: Path) -> None:
    written = json.loads(answer(["check", str(faulty)]))["report"]
    assert json.loads(json.dumps(report_json(report_of(written)))) == written


HOSTILE = {
    "missing": (None, "missing"),
    "text": (b"chi la chu", "not_word"),
    "damaged": (b"PK\x03\x04 cut", "damaged"),
    "entities": (
        pack(good_parts("plan") | {MAIN: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "entities",
    ),
    "no text": (
        pack(good_parts("plan") | {MAIN: f"<w:document {NAMESPACES}><w:body><w:p/></w:body></w:document>"}),
        "no_text",
    ),
    "way out": (pack(good_parts("plan") | {"../../x.xml": ""}), "unsafe_names"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_refused(tmp_path: Path, name: str) -> None:
    data, fault = HOSTILE[name]
    path = tmp_path / "xấu.docx"
    if data is not None:
        path.write_bytes(data)
    assert json.loads(answer(["check", str(path)])) == {"fault": fault}


def test_a_refusal_speaks_of_checking(tmp_path: Path) -> None:
    path = tmp_path / "ghi chú.docx"
    path.write_text("chỉ là chữ", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="rồi kiểm tra lại"):
        check_file(path)


def test_the_command_line_tells_and_mends(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-format", str(faulty), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["wrong"], told["doubtful"], told["rules"]) == (3, 0, 36)
    first = told["findings"][0]
    assert first["rule"] == "N3"
    assert first["source"] == "Phụ lục I, Phần I, Mục I, khoản 3"
    assert first["severity"] == "wrong"
    assert first["mend"] is True
    assert set(first["place"]) == {"section", "paragraph", "page", "text"}

    assert main(["check-format", str(faulty), "--mend"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0].startswith("N24\tsai\tĐoạn ")
    assert "Đã sửa 2 chỗ vào «Kế hoạch của bà Hà (đã sửa).docx»; tệp gốc giữ nguyên." in printed.err


def test_the_command_line_is_content_with_a_good_paper(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tốt.docx"
    path.write_bytes(pack(good_parts("letter")))
    assert main(["check-format", str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "không thấy chỗ nào sai thể thức" in printed.err
    assert main(["check-format", str(tmp_path / "không có.docx")]) == 1
    assert "Không tìm thấy tệp" in capsys.readouterr().err
