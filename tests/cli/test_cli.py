"""The command line's contract (design.md §7): exit codes, JSON, one Vietnamese line when refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from danvan_desktop.storage.book import open_book
from tests.cli.calling import DAY, Call
from tests.cli.documents import ROWS, catalogue_docx
from tests.making import author


def tasks(danvan: Call, book: Path, *options: object) -> list[dict[str, Any]]:
    answer = danvan("list", "tasks", book, *options, "--json", *DAY)
    assert answer.code == 0
    found: list[dict[str, Any]] = answer.json["tasks"]
    return found


def test_a_dry_run_prints_the_draft_and_writes_nothing(danvan: Call, book_dir: Path) -> None:
    document = catalogue_docx(book_dir / "Danh mục.docx")
    answer = danvan("import", document, "--dry-run", "--json", *DAY)
    assert answer.code == 0
    assert [task["path"] for task in answer.json["tasks"]] == ["1.1", "1.2", "2.1", "2.2"]
    assert sorted(path.name for path in book_dir.iterdir()) == ["Danh mục.docx"]


def test_listing_tells_everything_of_a_task(danvan: Call, book: Path) -> None:
    listed = tasks(danvan, book)
    assert [task["path"] for task in listed] == ["1.1", "1.2", "2.1", "2.2"]
    late = listed[2]
    assert late["text"] == ROWS[4][1]
    assert (late["lead"], late["coord"]) == (["Các cơ quan, đơn vị"], ["Phòng Kinh tế", "Công an xã"])
    assert (late["due"], late["last_working_day"], late["state"], late["late_days"]) == (
        "2026-02-14",
        "2026-02-13",
        "overdue",
        19,
    )
    assert late["group"] == "DÂN CHỦ Ở CƠ SỞ"
    assert late["time"]["named_date"] == "2026-02-15"
    assert list(late) == [
        *("id", "programme", "path", "number", "group", "text", "lead", "implementing", "coord", "time", "status"),
        *("state", "due", "original_due", "last_working_day", "late_days", "done_on", "percent", "result", "note"),
        "conflicts",
    ]


def test_filters(danvan: Call, book: Path) -> None:
    def found(*options: object) -> list[str]:
        return [task["path"] for task in tasks(danvan, book, *options)]

    assert found("--late") == ["2.1"]
    assert found("--search", "dang uy") == ["2.2"]
    assert found("--search", "tap huan") == ["1.2"]
    assert found("--due-before", "2026-07-01") == ["1.2", "2.1"]
    assert found("--agency", "Ban Xây dựng Đảng") == ["1.2"]
    assert found("--agency", "Phòng Kinh tế") == ["1.1", "2.1"]
    assert found("--programme", "xã tân phú") == ["1.1", "1.2", "2.1", "2.2"]
    assert found("--lacking", "lead") == []


def test_what_an_import_left_doubtful_is_listed_and_cleared(danvan: Call, book: Path) -> None:
    (left, *_) = found = [task["path"] for task in tasks(danvan, book, "--lacking", "doubt")]
    lines = danvan("history", book, "--task", left, "--json").json["changes"]
    assert any(line["field"] == "doubt" and line["new"] for line in lines)
    assert danvan("set", book, "--task", left, "doubt=", *DAY).code == 0
    assert [task["path"] for task in tasks(danvan, book, "--lacking", "doubt")] == found[1:]


def test_set_history_undo_and_redo(danvan: Call, book: Path) -> None:
    assert danvan("set", book, "--task", "1.2", "time=Quý III/2026", "status=doing", "percent=40", *DAY).code == 0
    assert danvan("set", book, "--task", "2.1", "status=done", "done_on=14/02/2026", *DAY).code == 0
    assert danvan("set", book, "--task", "1.2", "due=31/10/2026", "reason=Chờ kinh phí", *DAY).code == 0
    _, moved, done, _ = tasks(danvan, book)
    assert (moved["due"], moved["original_due"], moved["percent"]) == ("2026-10-31", "2026-09-30", 40)
    assert (done["state"], done["done_on"]) == ("done", "2026-02-14")
    lines = danvan("history", book, "--task", "1.2", "--json").json["changes"]
    told = [(line["person"], line["field"], line["old"], line["new"]) for line in lines if line["verb"] == "edit"]
    assert ("Hà", "time_text", "Quý II/2026", "Quý III/2026") in told
    for _ in range(3):
        assert danvan("undo", book, *DAY).code == 0
    assert tasks(danvan, book)[1]["due"] == "2026-06-30"
    assert danvan("redo", book, *DAY).code == 0
    assert tasks(danvan, book)[1]["due"] == "2026-09-30"
    assert danvan("verify", book, "--json").json["sound"] is True


def test_undoing_the_import_empties_the_book_and_importing_again_fills_it(danvan: Call, book: Path) -> None:
    assert danvan("undo", book, *DAY).code == 0
    assert tasks(danvan, book) == []
    names = [agency["name"] for agency in danvan("list", "agencies", book, "--json").json["agencies"]]
    assert "Tổ công tác số 9" not in names
    assert danvan("undo", book, *DAY).code == 1
    assert danvan("import", book.parent / "Danh mục.docx", "--book", book, *DAY).code == 0
    assert [task["lead"] for task in tasks(danvan, book)][-1] == ["Tổ công tác số 9"]
    assert danvan("verify", book).code == 0


def test_an_amended_document_changes_only_what_it_changes(danvan: Call, book: Path, book_dir: Path) -> None:
    danvan("set", book, "--task", "1.2", "status=doing", *DAY)
    before = {task["path"]: task["id"] for task in tasks(danvan, book)}
    rows = [list(row) for row in ROWS]
    rows[2][4] = "Quý III/2026"
    rows[5] = ["2.2", "Đối thoại với nhân dân", "Phòng Văn hóa - Xã hội", "", "Năm 2026"]
    answer = danvan("import", catalogue_docx(book_dir / "sửa đổi.docx", rows), "--book", book, "--json", *DAY)
    assert answer.json["updated"] is True
    counted = {name: answer.json[name] for name in ("tasks", "added", "changed", "kept", "removed")}
    assert counted == {"tasks": 4, "added": 0, "changed": 2, "kept": 2, "removed": 0}
    assert answer.err == "Đã cập nhật từ «sửa đổi.docx»: sửa 2, giữ nguyên 2 nhiệm vụ.\n"
    after = {task["path"]: task for task in tasks(danvan, book)}
    assert [after[path]["id"] for path in ("1.1", "1.2", "2.1")] == [before[path] for path in ("1.1", "1.2", "2.1")]
    assert (after["1.2"]["due"], after["1.2"]["status"]) == ("2026-09-30", "doing")
    assert after["2.2"]["text"] == "Đối thoại với nhân dân"
    assert danvan("undo", book, *DAY).code == 0
    assert {task["path"]: task["id"] for task in tasks(danvan, book)} == before


def test_exports_are_files_of_their_kind(danvan: Call, book: Path, book_dir: Path) -> None:
    word, sheet = book_dir / "Danh mục ra.docx", book_dir / "Sổ theo dõi.xlsx"
    assert danvan("export", "catalogue", book, "--output", word, *DAY).code == 0
    assert danvan("export", "register", book, "--output", sheet, *DAY).code == 0
    assert word.read_bytes()[:2] == sheet.read_bytes()[:2] == b"PK"
    report = danvan("export", "report", book, "--output", word, "--period", "quý I", "--signing", "head", *DAY)
    assert (report.code, report.err) == (
        1,
        "Báo cáo kết quả không lập theo kỳ «quý I»; chưa ghi gì. Hãy chọn kỳ khác.\n",
    )
    report = danvan("export", "report", book, "--output", word, "--period", "6 tháng", "--signing", "head", *DAY)
    assert (report.code, report.err) == (0, "Đã xuất «Danh mục ra.docx».\n")
    sheets = danvan("export", "assignment", book, "--output", book_dir / "phieu.docx", "--each", *DAY)
    assert sheets.code == 0
    assert {f"Đã xuất «{path.name}»." for path in book_dir.glob("phieu_*.docx")} == set(sheets.err.splitlines())


def test_backup_and_restore(danvan: Call, book: Path, book_dir: Path) -> None:
    kept = Path(danvan("backup", book, "--to", book_dir / "sao lưu", *DAY).out.strip())
    danvan("set", book, "--task", "1.1", "note=sau khi sao lưu", *DAY)
    assert danvan("restore", kept, "--to", book, *DAY).code == 0
    assert tasks(danvan, book)[0]["note"] == ""
    copy = book_dir / "bản khác.danvan"
    assert danvan("restore", kept, "--to", copy, *DAY).code == 0
    assert len(tasks(danvan, copy)) == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "tasks", "MISSING"),
        ("set", "BOOK", "--task", "9.9", "status=done"),
        ("set", "BOOK", "--task", "1.1", "status=tốt"),
        ("set", "BOOK", "--task", "1.1", "màu=đỏ"),
        ("set", "BOOK", "--task", "1.1", "due=31/12/2026"),
        ("set", "BOOK", "--task", "1.1", "done_on=31/02/2026"),
        ("set", "BOOK", "--task", "1.1", "text="),
        ("set", "BOOK", "--task", "1.1", "doubt=gì đó"),
        ("set", "BOOK", "--task", "1.1", "text= \n "),
        ("set", "BOOK", "--task", "1.1", "done_on=2026-03-01"),
        ("set", "BOOK", "--task", "1.1", "status=doing", "done_on=2026-03-01"),
        ("set", "BOOK", "--task", "1.2", "due=29/06/2026", "reason=Làm sớm"),
        ("set", "BOOK", "--task", "1.1", "lead+=Cơ quan không có"),
        ("list", "tasks", "BOOK", "--agency", "Cơ quan không có"),
        ("list", "conflicts", "BOOK", "--programme", "zzzz"),
        ("list", "agencies", "BOOK", "--late"),
        ("import", "MISSING", "--book", "BOOK"),
        ("import", "MISSING"),
        ("new", "BOOK", "--year", "2026"),
        ("restore", "MISSING", "--to", "BOOK"),
        ("redo", "BOOK"),
        ("export", "catalogue", "BOOK", "--output", "MISSING/x.docx"),
        ("export", "catalogue", "BOOK", "--output", "BOOK"),
        ("export", "register", "BOOK", "--output", "MISSING/x.docx"),
        ("export", "report", "BOOK", "--output", "MISSING/x.docx", "--period", "tháng 13"),
        ("export", "urging", "BOOK", "--output", "MISSING/x.docx", "--agency", "Công an xã"),
    ],
)
def test_what_is_refused_is_said_in_one_line_and_writes_nothing(
    danvan: Call, book: Path, arguments: tuple[str, ...]
) -> None:
    before = book.read_bytes()
    places = {"BOOK": str(book), "MISSING": str(book.parent / "không có")}
    named = [places.get(word.split("/x")[0], word.split("/x")[0]) for word in arguments]
    named = [f"{place}/x.docx" if "/x" in word else place for place, word in zip(named, arguments, strict=True)]
    answer = danvan(*named, *DAY)
    assert answer.code == 1
    assert len(answer.err.strip().splitlines()) == 1
    assert answer.out == ""
    assert book.read_bytes() == before


@pytest.mark.parametrize("call", [("set", "BOOK", "--task", "1.1", "status=done"), ("list", "tasks", "BOOK")])
def test_a_book_open_elsewhere_is_refused(danvan: Call, book: Path, call: tuple[str, ...]) -> None:
    with open_book(book, author("Tuấn")):
        answer = danvan(*(book if word == "BOOK" else word for word in call), *DAY)
    assert (answer.code, "Tuấn" in answer.err, "chưa ghi gì" in answer.err) == (1, True, False)


def test_a_restore_says_what_is_wrong_with_its_files(danvan: Call, book: Path, book_dir: Path) -> None:
    before = book.read_bytes()
    same = danvan("restore", book, "--to", book, *DAY)
    assert (same.code, "cùng một tệp" in same.err) == (1, True)
    missing = danvan("restore", book_dir / "không có.danvan", "--to", book, *DAY)
    assert (missing.code, "Không tìm thấy bản sao lưu «không có.danvan»" in missing.err) == (1, True)
    assert book.read_bytes() == before


def test_a_backup_goes_into_a_folder_of_which_at_most_the_last_part_is_made(
    danvan: Call, book: Path, book_dir: Path
) -> None:
    in_the_way = danvan("backup", book, "--to", book, *DAY)
    assert (in_the_way.code, "là tệp, không phải thư mục" in in_the_way.err) == (1, True)
    deep = danvan("backup", book, "--to", book_dir / "không có" / "sao lưu", *DAY)
    assert (deep.code, "Không có thư mục" in deep.err) == (1, True)
    assert not (book_dir / "không có").exists()
    first, second = (danvan("backup", book, "--to", book_dir / "sao lưu", *DAY) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert ("Đã tạo thư mục" in first.err, "Đã tạo thư mục" in second.err) == (True, False)


@pytest.mark.parametrize("call", [("new", "BOOK", "--year", "2026"), ("demo", "BOOK")])
def test_a_new_book_must_be_named_as_one(danvan: Call, book_dir: Path, call: tuple[str, ...]) -> None:
    answer = danvan(*(book_dir / "b.txt" if word == "BOOK" else word for word in call), *DAY)
    assert (answer.code, "«b.danvan»" in answer.err) == (1, True)
    assert list(book_dir.iterdir()) == []


def test_occurrences_are_named_in_vietnamese(danvan: Call, book_dir: Path) -> None:
    path = book_dir / "mẫu.danvan"
    assert danvan("demo", path, *DAY).code == 0
    named = {line.split("\t")[1] for line in danvan("list", "occurrences", path, *DAY).out.splitlines()}
    assert {"một lần", "phần 1", "tháng 06/2026"} <= named
    assert not [name for name in named if "once" in name or "part" in name]
    told = danvan("list", "occurrences", path, "--json", *DAY).json["occurrences"]
    assert "once" in {one["anchor"] for one in told}


@pytest.mark.parametrize("arguments", [(), ("list",), ("list", "xe", "x"), ("when", "Quý I"), ("set", "x")])
def test_wrong_usage_ends_with_two_in_vietnamese(danvan: Call, arguments: tuple[str, ...]) -> None:
    answer = danvan(*arguments)
    assert answer.code == 2
    assert answer.err.startswith("Lệnh chưa đúng")
    assert "argument" not in answer.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new", "BOOK", "--year", "26"), "--year cần năm đủ bốn chữ số, ví dụ 2026, không phải «26»"),
        (("new", "BOOK", "--year", "20260"), "--year cần năm đủ bốn chữ số"),
        (("when", "Quý I", "--year", "năm nay"), "--year cần năm đủ bốn chữ số"),
        (("when", "Quý I", "--year", "2026", "--period", "2026"), "--period cần kỳ dạng 2026-01-01..2026-12-31"),
        (("when", "Quý I", "--year", "2026", "--period", "2026-12-31..2026-01-01"), "--period cần kỳ dạng"),
        (("demo", "BOOK", "--tasks", "-4"), "--tasks cần một số từ 1 đến 999999, không phải «-4»"),
        (("demo", "BOOK", "--tasks", "0"), "--tasks cần một số từ 1"),
        (("list", "tasks", "BOOK", "--due-before", "31/3"), "--due-before cần ngày dạng 2026-03-31, không phải «31/3»"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_no_book_is_made(
    danvan: Call, book_dir: Path, arguments: tuple[str, ...], told: str
) -> None:
    path = book_dir / "mới.danvan"
    answer = danvan(*(str(path) if word == "BOOK" else word for word in arguments))
    assert answer.code == 2
    assert told in answer.err
    assert len(answer.err.splitlines()) == 1
    assert list(book_dir.iterdir()) == []


def test_when(danvan: Call) -> None:
    assert danvan("when", "Quý II/2026", "--year", 2026).out == "→ 30/06/2026 (hết Quý II)\n"
    told = danvan("when", "6 tháng cuối năm", "--year", 2025, "--period", "2025-07-01..2025-12-31", "--json").json
    assert (told["start"], told["end"], told["kind"]) == ("2025-07-01", "2025-12-31", "period")


def test_a_demo_book(danvan: Call, book_dir: Path) -> None:
    path = book_dir / "mẫu.danvan"
    assert danvan("demo", path, "--tasks", 30, *DAY).code == 0
    assert len(tasks(danvan, path)) == 30


def test_the_command_line_never_imports_qt() -> None:
    asked = "cli.main(['when', 'Quý I', '--year', '2026'])"
    code = f"import sys; from danvan_desktop import cli; {asked}; print('PySide6' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert ended.stdout.splitlines()[-1] == "False"


def test_an_agency_that_is_known_keeps_its_name_when_another_document_spells_it_otherwise(
    danvan: Call, book: Path, book_dir: Path
) -> None:
    rows = [
        ("1", "VIỆC KHÁC", "", "", ""),
        ("1.1", "Trồng cây đầu xuân", "Tổ Công tác số 9", "Công an xã", "Quý I/2027"),
    ]
    other = catalogue_docx(book_dir / "kế hoạch.docx", rows, year=2027)
    assert danvan("import", other, "--book", book, *DAY).code == 0
    assert danvan("list", "conflicts", book, "--json").json == {"conflicts": []}
    names = [agency["name"] for agency in danvan("list", "agencies", book, "--json").json["agencies"]]
    assert [name for name in names if "số 9" in name] == ["Tổ công tác số 9"]
    assert danvan("undo", book, *DAY).code == 0
    names = [agency["name"] for agency in danvan("list", "agencies", book, "--json").json["agencies"]]
    assert "Tổ công tác số 9" in names
    assert danvan("verify", book).code == 0
