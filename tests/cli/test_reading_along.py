"""What the command line prints for a person: help, lists and the history, all in Vietnamese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan_desktop.cli.grammar import VERBS, grammar
from danvan_desktop.storage.book import open_book
from tests.cli.calling import DAY, Call
from tests.making import author
from tests.storage.merging import unite

RAW_ID = re.compile("[0-9a-f]{32}")
ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
VIETNAMESE = re.compile("[àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")


def verbs() -> dict[str, argparse.ArgumentParser]:
    (held,) = [action for action in grammar()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(held.choices)


def helped() -> Iterator[tuple[str, str, str]]:
    """(verb, argument, help) of everything that can be typed."""
    for verb, parser in verbs().items():
        yield verb, "", parser.description or ""
        for action in parser._actions:
            yield verb, action.dest, str(action.help or "")


def test_every_verb_and_every_argument_says_in_vietnamese_what_it_is() -> None:
    told = list(helped())
    assert {verb for verb, _, _ in told} == VERBS
    assert [(verb, name) for verb, name, text in told if not VIETNAMESE.search(text.lower())] == []


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_help_is_shown_and_nothing_is_done(danvan: Call, verb: str) -> None:
    answer = danvan(verb, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"cách dùng: danvan {verb} ")


def test_the_history_is_told_in_words_a_line_a_change(danvan: Call, book: Path) -> None:
    danvan("set", book, "--task", "1.2", "time=Quý III/2026", "note=Dòng một\nDòng hai", *DAY)
    danvan("set", book, "--task", "2.1", "status=done", "done_on=14/02/2026", "lead+=Phòng Kinh tế", *DAY)
    danvan("set", book, "--task", "1.2", "due=31/10/2026", "reason=Chờ kinh phí", *DAY)
    out = danvan("history", book).out
    lines = [line.split("\t") for line in out.splitlines()]
    assert {len(line) for line in lines} == {5}
    assert {line[0][:10] for line in lines} == {"05/03/2026"}
    assert [line[1:] for line in lines if line[2] == "nhiệm vụ 1.2"] == [
        ["Hà", "nhiệm vụ 1.2", "ghi chú", "(trống) → «Dòng một Dòng hai»"],
        ["Hà", "nhiệm vụ 1.2", "thời gian", "«Quý II/2026» → «Quý III/2026»"],
    ]
    said = {tuple(line[2:]) for line in lines}
    assert ("nhiệm vụ 2.1", "ngày hoàn thành", "(trống) → «14/02/2026»") in said
    assert ("nhiệm vụ 2.1", "trạng thái", "«Chưa làm» → «Hoàn thành»") in said
    assert ("phân công 2.1, Phòng Kinh tế", "cơ quan", "(trống) → «Phòng Kinh tế»") in said
    assert ("gia hạn 1.2 (thêm)", "hạn mới", "(trống) → «31/10/2026»") in said
    assert RAW_ID.search(out) is None
    assert ISO_DAY.search(out) is None


def test_the_history_of_a_task_begins_with_its_document_and_names_no_id(danvan: Call, book: Path) -> None:
    danvan("set", book, "--task", "2.1", "status=done", *DAY)
    out = danvan("history", book, "--task", "2.1").out
    assert "nội dung\t(trống) → «Sửa đổi quy chế dân chủ của cơ quan»" in out
    assert out.splitlines()[-1].endswith("trạng thái\t«Chưa làm» → «Hoàn thành»")
    assert RAW_ID.search(out) is None


def test_lists_are_a_line_a_record_with_days_as_written_here(danvan: Call, book: Path) -> None:
    danvan("set", book, "--task", "1.2", "text=Mở lớp\ntập huấn", *DAY)
    lines = danvan("list", "tasks", book, *DAY).out.splitlines()
    assert lines[1].split("\t")[1:5] == ["Mở lớp tập huấn", "Phòng Văn hóa - Xã hội", "Quý II/2026", "30/06/2026"]
    assert len(lines) == 4
    assert "30/06/2026" in danvan("list", "occurrences", book, *DAY).out


def test_conflicts_are_listed_with_what_each_side_says(danvan: Call, book: Path, book_dir: Path) -> None:
    other = book_dir / "tuan.danvan"
    other.write_bytes(book.read_bytes())
    danvan("set", book, "--task", "1.2", "time=Quý III/2026", *DAY)
    danvan("set", other, "--task", "1.2", "time=Quý IV/2026", "--today", "2026-03-06", "--person", "Tuấn")
    with open_book(book, author()) as mine, open_book(other, author("Tuấn")) as theirs:
        unite(mine, theirs)
    columns = danvan("list", "conflicts", book).out.strip().split("\t")
    assert columns[:2] == ["nhiệm vụ 1.2", "thời gian"]
    assert sorted(columns[2:]) == ["«Quý III/2026» (Hà, 05/03/2026)", "«Quý IV/2026» (Tuấn, 06/03/2026)"]
