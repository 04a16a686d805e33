"""Whatever a document holds: the recogniser never raises, is deterministic, and loses no line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.reading.blocks import Block, Document, Paragraph
from danvan_desktop.reading.draft_json import draft_json
from danvan_desktop.reading.recogniser import recognise
from tests.reading.recogniser.documents import directory, grid

DIRECTORY = directory()
VOCABULARY = ("phát", "thanh", "hội", "nghị", "đối", "thoại", "nhân", "dân", "thôn", "An", "Hòa", "kế", "hoạch")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=6)
MARKS = st.sampled_from(["", "", "- ", "+ ", "* ", "I. ", "II. ", "1. ", "2. ", "1.1. ", "a) ", "đ) ", "(1) ", "A. "])
ENDS = st.sampled_from(["", ".", ";", ":", ",", "./."])
FIXED = st.sampled_from(
    [
        "Cơ quan chủ trì: Phòng VHXH",
        "Cơ quan phối hợp: Công an xã; các thôn.",
        "- Thời gian: Quý I/2026",
        "Cơ quan chủ trì:",
        "Nội dung thực hiện:",
        "Kết quả: Báo cáo",
        "3. Thời gian thực hiện",
        "Quý II",
        "Tháng 3/2026",
        "* Tháng 5",
        "Quý III: Phát thanh lưu động",
        "Nhiệm vụ 2: Đối thoại (Công an xã chủ trì, hoàn thành trước 30/6)",
        "PHẦN THỨ HAI",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Văn hóa - Xã hội",
        "Báo cáo UBND xã trước ngày 10/6/2026",
        "PHỤ LỤC I",
        "CHƯƠNG TRÌNH",
        "QUYẾT ĐỊNH",
        "(Kèm theo Quyết định số /QĐ-UBND)",
        "Căn cứ Luật;",
        "Số: /KH-UBND",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "(có Phụ lục I kèm theo)",
        "¹ Chú thích ở chân trang.",
    ]
)


@st.composite
def prose(draw: st.DrawFn) -> str:
    return draw(MARKS) + " ".join(draw(WORDS)).capitalize() + f" số {draw(st.integers(100, 999))}" + draw(ENDS)


PARAGRAPHS = st.builds(
    Paragraph,
    prose() | FIXED,
    number=st.sampled_from(["", "", "", "1.", "-", "a)", "??"]),
    bold=st.booleans(),
    centred=st.booleans(),
    level=st.none() | st.integers(0, 2),
)
SHORT = ["", None, "1", "1.1", "a", "-", "Phòng VHXH", "Quý I/2026", "nt", "x", ("GỘP", 3), ("x", 2)]
CELLS = st.sampled_from(SHORT) | prose()
HEADS = st.sampled_from(
    [
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
        ("Nội dung", "Thời gian"),
        ("STT", "Nhiệm vụ", "Nội dung cụ thể", "Chủ trì", "Kết quả", "Ghi chú"),
        ("TT", "Nội dung", "Quý I", "Quý II", "Đơn vị"),
        ("TT", "Nội dung", "Thời gian bắt đầu", "Thời gian kết thúc"),
        ("A", "B"),
        ("A", "B", "C"),
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> Block:
    return grid(draw(HEADS), *draw(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=6)))


DOCUMENTS = st.builds(Document, st.lists(PARAGRAPHS | tables(), max_size=10).map(tuple))


@given(DOCUMENTS)
def test_no_document_is_too_strange(document: Document) -> None:
    draft = recognise(document, DIRECTORY, 2026)
    assert draft == recognise(document, DIRECTORY, 2026)
    assert all(task.text for task in draft.tasks)


@given(st.lists(PARAGRAPHS, max_size=10))
def test_every_sentence_is_somewhere(paragraphs: list[Paragraph]) -> None:
    """Sentences carry a number of their own; each must come back in some part of the draft."""
    draft = recognise(Document(tuple(paragraphs)), DIRECTORY, 2026)
    said = set(re.findall(r"số (\d{3})", "\n".join(strings(draft_json(draft)))))
    assert said >= {number for one in paragraphs for number in re.findall(r"số (\d{3})", one.text)}


@given(st.lists(tables(), max_size=2))
def test_every_row_is_somewhere(found: list[Block]) -> None:
    draft = recognise(Document((Paragraph("DANH MỤC"), *found)), DIRECTORY, 2026)
    said = set(re.findall(r"số (\d{3})", "\n".join(strings(draft_json(draft)))))
    for table in found:
        for row in getattr(table, "rows", ()):
            for cell in row.cells:
                if not cell.continued:
                    assert said >= set(re.findall(r"số (\d{3})", cell.text)), cell.text


def strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)
