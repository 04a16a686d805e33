"""Official papers: their words, and the Word file that becomes of them, against the rules of the decree."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from danvan_desktop.domain.official import OfficialPaper, PaperColumn, PaperRow, PaperTable, Wording, issuing
from danvan_desktop.domain.papers import SigningForm
from danvan_desktop.writing import write_official
from danvan_desktop.writing.wording import BrokenWording, fill_in, read_manuscript
from tests.writing.papers_made import profile
from tests.writing.wordfile import W, is_set, paragraph_with, part, size_of, text_of, value

LETTER = """{# một ghi chú #}
Trích yếu: đôn đốc {{ ten }}
Kính gửi: {{ noi }}
Nơi nhận: Như trên
---
Đến hết ngày 05/3/2026, còn **{{ so }}** việc: {{ ten }}
[bảng: việc]
Yêu cầu hoàn thành trước ngày **10/3/2026**.
[phụ lục ngang: Biểu 01]
| TT:1^ | Nội dung:6 |
| 1 | {{ ten }} | thừa |
"""
TABLE = PaperTable((PaperColumn("TT", 1, centred=True), PaperColumn("Việc", 5)), (PaperRow(("1", "Mở lớp")),))
FACTS = {"ten": "tập huấn", "noi": "Phòng Kinh tế", "so": "02"}


def paper(text: str = LETTER, **changes: Any) -> OfficialPaper:
    signer = changes.pop("signing", None)
    made = OfficialPaper(
        issuing=issuing(changes.pop("profile", profile()), signer),
        wording=Wording("thử.txt", text),
        facts=FACTS,
        day=date(2026, 3, 5),
        tables={"việc": TABLE},
    )
    return replace(made, **changes)


def written(folder: Path, *papers: OfficialPaper) -> Any:
    path, note = write_official(papers, folder / "a.docx")
    assert note == ""
    return part(path)


def texts(root: Any) -> list[str]:
    return [text_of(paragraph).replace("\u00a0", " ") for paragraph in root.iter(f"{W}p")]


def test_a_letter_in_the_form_of_the_decree(tmp_path: Path) -> None:
    root = written(tmp_path, paper())
    said = texts(root)
    assert any(re.fullmatch(r"Số: +/UBND-VHXH", text) for text in said)
    assert any(re.fullmatch(r"Tân Phú, ngày +tháng 3 năm 2026", text) for text in said)
    assert "V/v đôn đốc tập huấn" in said
    assert "Kính gửi: Phòng Kinh tế" in said
    body = paragraph_with(root, "Đến hết")
    assert (value(body, "pPr/jc"), value(body, "pPr/ind", "firstLine")) == ("both", "720")
    assert body.find(f"{W}pPr/{W}keepNext") is not None
    last = paragraph_with(root, "Yêu cầu")
    assert text_of(last).endswith("10/3/2026./.")
    bold = ["".join(run.itertext()) for run in last.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert bold == ["10/3/2026"]
    assert last.find(f"{W}pPr/{W}keepNext") is not None, "the last line stays with the signature"
    assert {"KT. CHỦ TỊCH", "Lê Thị Hòa", "- Như trên;", "- Lưu: VT, VHXH."} <= set(said)
    assert "BIỂU 01" in said
    assert any(re.fullmatch(r"\(Kèm theo Công văn số +/UBND-VHXH ngày .* xã Tân Phú\)", text) for text in said)
    sheets = [section.find(f"{W}pgSz").get(f"{W}orient") for section in root.iter(f"{W}sectPr")]
    assert sheets == [None, "landscape"]
    tables = [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblBorders") is not None]
    assert [[text_of(cell) for cell in table.iter(f"{W}tc")][-1] for table in tables] == ["Mở lớp", "tập huấn"]
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)


def test_several_addressees_stand_under_the_colon(tmp_path: Path) -> None:
    several = LETTER.replace("Kính gửi: {{ noi }}", "Kính gửi: {{ noi }}\nKính gửi: Công an xã")
    root = written(tmp_path, paper(several))
    first, last = paragraph_with(root, "- Phòng Kinh tế;"), paragraph_with(root, "- Công an xã.")
    lefts = [value(line, "pPr/ind", "left") for line in (first, last)]
    assert lefts[0] == lefts[1]
    assert int(lefts[0] or 0) > int(value(paragraph_with(root, "Kính gửi:"), "pPr/ind", "left") or 0)
    assert size_of(first) == 13


def test_long_names_and_titles_and_a_signer_without_a_name(tmp_path: Path) -> None:
    facts = FACTS | {"noi": ("Trung tâm Cung ứng dịch vụ sự nghiệp công, " * 3)[:120], "ten": ("cải cách " * 40)[:300]}
    root = written(tmp_path, paper(facts=facts, issuing=issuing(profile(signers=()), SigningForm.OFFICE_HEAD)))
    said = texts(root)
    assert {"TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"} <= set(said)
    address = paragraph_with(root, "Kính gửi:")
    assert value(address, "pPr/ind", "hanging") is not None
    assert f"Kính gửi: {facts['noi'].strip()}" == text_of(address).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("form", "head", "symbol"),
    [
        (SigningForm.CHAIR, ["ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ"], "BC-UBND"),
        (SigningForm.HEAD, ["UBND XÃ TÂN PHÚ", "PHÒNG VĂN HÓA - XÃ HỘI"], "BC-VHXH"),
    ],
)
def test_the_office_issues_in_its_own_name(tmp_path: Path, form: SigningForm, head: list[str], symbol: str) -> None:
    held = issuing(profile(), form)
    root = written(
        tmp_path,
        paper("Tên loại: BÁO CÁO\nTrích yếu: Kết quả\nKý hiệu: BC-" + held.symbol + "\n---\nChữ", issuing=held),
    )
    left = next(root.iter(f"{W}tc"))
    assert [text_of(line) for line in left.findall(f"{W}p")][:2] == head
    assert any(text.endswith(f"/{symbol}") for text in texts(root))
    assert form.lines[-1] in texts(root)


def test_papers_one_after_the_other_each_count_their_own_pages(tmp_path: Path) -> None:
    plain = LETTER.partition("[phụ lục")[0]
    root = written(tmp_path, paper(plain), paper(plain))
    starts = [value(section, "pgNumType", "start") for section in root.iter(f"{W}sectPr")]
    assert starts == ["1", "1"]
    assert texts(root).count("TM. ỦY BAN NHÂN DÂN") == 2


def test_data_is_never_taken_for_marks(tmp_path: Path) -> None:
    evil = "# [bảng: x] **đậm** | {{ nam }} {% for %} ---\n> dòng\ue000 hai"
    root = written(
        tmp_path, paper("Trích yếu: a\n---\n{{ ten }}\n| A | B |\n| {{ ten }} | b |", facts=FACTS | {"ten": evil})
    )
    wanted = "# [bảng: x] **đậm** | {{ nam }} {% for %} --- > dòng hai"
    assert [text for text in texts(root) if text.startswith("# [")] == [wanted, wanted]
    assert not any(is_set(line, "b") for line in root.iter(f"{W}p") if "# [" in text_of(line))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("Trích yếu: a\n---\n{% if %}", 3, "viết chưa đúng"),
        ("Trích yếu: a\n---\n\n{{ khong_co }}", 4, "không có dữ liệu tên «khong_co»"),
        ("Trích yếu: a\n---\n{{ ten.ho }}", 3, "không có dữ liệu tên «ho»"),
        ("Trích yếu: a\n---\n{{ ten | la }}", 3, "không có lệnh «la»"),
        ("Trích yếu: a\n---\n{{ 'a' * 999999999 }}", 3, "không được dùng"),
        ("Trích yếu: a\n---\n{{ 'a'.ljust(999999999) }}", 3, "không được dùng"),
        ("Trích yếu: a\n---\n{{ ten.__class__.__mro__ }}", 3, "không"),
        ("Trích yếu: a\n---\n{% include 'x' %}", 3, "không làm được"),
        ("Trích yếu: a\n---\n{{ 1 / 0 }}", 3, "không làm được"),
        ("Trích yếu: a\n---\n[bảng: khác]", 3, "không có bảng tên «khác»"),
        ("Trích yếu: a\nchỉ có đầu", 0, "thiếu dòng «---»"),
        ("Trích: a\n---\nb", 0, "không bắt đầu bằng nhãn"),
    ],
)
def test_a_broken_wording_is_told_with_its_line_and_the_shipped_one_is_used(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    own = replace(paper(), wording=Wording("thử.txt", LETTER, text))
    path, note = write_official([own], tmp_path / "a.docx")
    assert note.startswith("Mẫu câu chữ «thử.txt» sai" + (f" ở dòng {line}: " if line else ": "))
    assert reason in note
    assert note.endswith("đã dùng câu chữ kèm theo chương trình.")
    assert not re.search("[A-Za-z]+Error|undefined|template", note)
    assert "Kính gửi: Phòng Kinh tế" in texts(part(path))


def test_an_own_wording_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own = replace(paper(), wording=Wording("thử.txt", LETTER, "Trích yếu: khác hẳn\n---\nMột câu"))
    root = written(tmp_path, own)
    assert "V/v khác hẳn" in texts(root)
    assert "Một câu./." in texts(root)


def test_a_wording_cannot_grow_without_end() -> None:
    with pytest.raises(BrokenWording, match="quá mức"):
        fill_in(
            "thử", "{% for a in x %}{% for b in x %}{{ c }}{% endfor %}{% endfor %}", {"x": range(999), "c": "a" * 999}
        )


def test_a_manuscript_without_body_is_a_paper_without_words() -> None:
    held = read_manuscript("thử", "Trích yếu: a\n---\n")
    assert (held.one("Trích yếu"), held.main.lines, held.others) == ("a", (), ())
