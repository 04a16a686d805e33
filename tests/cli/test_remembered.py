"""What the officer decided earlier is done by the command line too; the report rounds of a book are listed."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.domain.changes.composing import Write
from danvan_desktop.domain.ids import choice_id
from danvan_desktop.domain.records import Kind
from danvan_desktop.domain.review.choices import shape
from danvan_desktop.storage import log, query
from danvan_desktop.storage.book import open_book
from tests.cli.calling import DAY, Call
from tests.cli.documents import ROWS, catalogue_docx
from tests.making import author


def test_an_import_does_what_was_decided_over_an_earlier_document(danvan: Call, book: Path) -> None:
    left_out = ROWS[2][1]
    key = shape(left_out)
    with open_book(book, author()) as held:
        fields = {"about": "line", "key": key, "value": "drop", "words": left_out}
        log.write(held, [Write(Kind.CHOICE, choice_id("line", key), fields)])
    rows = [[cell.replace("2026", "2027") for cell in row] for row in ROWS]
    answer = danvan("import", catalogue_docx(book.with_name("2027.docx"), rows, 2027), "--book", book, *DAY)
    assert answer.code == 0
    assert answer.err.splitlines()[-1] == "Đã làm theo 1 lựa chọn của những lần xem lại trước."
    told = danvan("list", "tasks", book, "--programme", "2027", "--json", *DAY).json["tasks"]
    assert [task["text"] for task in told] == [ROWS[1][1], ROWS[4][1], ROWS[5][1]]
    danvan("undo", book, *DAY)
    assert len(danvan("list", "tasks", book, "--json", *DAY).json["tasks"]) == 4


def test_report_rounds_are_listed_with_their_days(danvan: Call, book: Path) -> None:
    assert danvan("list", "rounds", book, "--json").json == {"rounds": []}
    with open_book(book, author()) as held:
        with held.transaction() as connection:
            (programme,) = query.programmes(connection)
        said = {
            "programme": programme.id,
            "name": "báo cáo 6 tháng",
            "text": "Báo cáo 6 tháng gửi trước ngày 05/6/2026",
            "time_text": "trước ngày 05/6/2026",
            "sender": "Các thôn",
            "addressee": "UBND xã",
        }
        log.write(held, [Write(Kind.REPORT_ROUND, "ab" * 16, said)])
    (told,) = danvan("list", "rounds", book, "--programme", "2026", "--json").json["rounds"]
    assert told["time"]["kind"] == "deadline"
    assert {name: told[name] for name in told if name != "time"} == {
        "programme": programme.id,
        "name": said["name"],
        "text": said["text"],
        "due": "2026-06-04",
        "sender": "Các thôn",
        "addressee": "UBND xã",
        "via": "",
    }
    assert danvan("list", "rounds", book).out.split("\t") == [
        "báo cáo 6 tháng", "trước ngày 05/6/2026", "04/06/2026", "Các thôn", "UBND xã\n"
    ]  # fmt: skip
    assert danvan("list", "rounds", book, "--late").code == 1
