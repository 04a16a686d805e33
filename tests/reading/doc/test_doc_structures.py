"""The structures of old Word files one by one, as they stand in the format, and what damage to them gives."""

from __future__ import annotations

import struct
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from danvan_desktop.reading.blocks import Paragraph
from danvan_desktop.reading.doc.container import Container, Place
from danvan_desktop.reading.doc.properties import changes_of
from danvan_desktop.reading.doc.rows import RowShape, row_shape, table_of
from danvan_desktop.reading.doc.text import Text, whole_letters
from danvan_desktop.reading.errors import Fault, FileFault
from tests.reading.damage import outcomes_of
from tests.reading.test_file_safety import fault_of

SAMPLE = Path(__file__).parent / "files" / "ke-hoach.doc"
PACKED = 0x40000000


def text_of(*pieces: tuple[bytes, bool], changes: bytes = b"", modifier: int = 0) -> Text:
    """The text of pieces (bytes, packed to one byte a letter) that stand one after the other in the file."""
    stream, ends, table = b"", [0], b""
    for data, packed in pieces:
        place = len(stream) * 2 | PACKED if packed else len(stream)
        table += struct.pack("<HIH", 0, place, modifier)
        stream += data
        ends.append(ends[-1] + len(data) // (1 if packed else 2))
    plc = struct.pack(f"<{len(ends)}I", *ends) + table
    clx = changes + b"\x02" + struct.pack("<I", len(plc)) + plc
    parts = {Place.PIECES: clx}
    fake = SimpleNamespace(
        main=stream,
        part=lambda place: parts.get(place, b""),
        extent=lambda _: (0, ends[-1]),
    )
    return Text(cast(Container, fake))


def test_pieces_of_one_and_of_two_bytes_a_letter() -> None:
    text = text_of((b"K\xea ho", True), ("ạch năm ".encode("utf-16-le"), False), (b"2026\r", True))
    assert text.characters == "Kê hoạch năm 2026\r"
    assert [text.piece_of(at).width for at in (0, 5, 13)] == [1, 2, 1]
    assert text.piece_of(5).place_of(5) == 5


def test_packed_letters_of_the_vietnamese_code_page() -> None:
    assert text_of((b"\xf0\xf4\xec\xec tho\xf5i\r", True)).characters == "đô\u0301\u0301 thoơi\r"
    assert text_of((b"c\xa9u \xae\xf0\r", True)).characters == "c©u ®ð\r"  # TCVN3, whose letters only a font shows


def test_codes_of_fields_are_hidden_and_their_results_are_not() -> None:
    said = "a\x13 IF \x13 PAGE \x141\x15 \x14b\x15c\x13 TOC \x15d\x15e\x13f"
    text = text_of((said.encode("latin-1"), True))
    shown = [letter for at, letter in enumerate(text.characters) if not text.hidden[at]]
    assert "".join(shown).replace("\x15", "") == "abcde\x13f"


def test_a_change_of_a_whole_piece() -> None:
    struck = struct.pack("<HB", 0x0800, 1)
    listed = text_of((b"abc\r", True), changes=b"\x01" + struct.pack("<H", 3) + struck, modifier=1)
    assert listed.pieces[0].modifier == struck
    assert text_of((b"abc\r", True), modifier=0x55 << 1 | 1 << 8).pieces[0].modifier == struct.pack("<HB", 0x0835, 1)


def test_letters_in_two_halves() -> None:
    assert whole_letters("\ud83d\ude00 a \ud83d") == "😀 a "


@pytest.mark.parametrize("clx", [b"", b"\x07", b"\x02\xff\xff\xff\xff", b"\x01\x05\x00abc"])
def test_a_table_of_pieces_that_is_none(clx: bytes) -> None:
    fake = SimpleNamespace(main=b"", part=lambda _: clx, extent=lambda _: (0, 1))
    with pytest.raises((FileFault, struct.error)):
        Text(cast(Container, fake))


def test_changes_of_every_size_and_an_unfinished_one() -> None:
    data = (
        struct.pack("<HB", 0x0835, 1)
        + struct.pack("<HH", 0x4A4F, 3)
        + struct.pack("<HI", 0x6649, 2)
        + struct.pack("<HB3s", 0xD62B, 2, b"\x01\x03")[:5]
        + struct.pack("<H", 0x4A4F)
    )
    assert [code for code, _ in changes_of(data)] == [0x0835, 0x4A4F, 0x6649, 0xD62B]


def definition(*edges: int, flags: tuple[int, ...] = ()) -> tuple[int, bytes]:
    cells = b"".join(struct.pack("<H", flag) + bytes(18) for flag in flags)
    inside = struct.pack("<B", len(edges) - 1) + struct.pack(f"<{len(edges)}h", *edges) + cells
    return 0xD608, struct.pack("<H", len(inside) + 1) + inside


def cells_of(table_row: object) -> list[tuple[int, bool]]:
    return [(cell.colspan, cell.continued) for cell in table_row.cells]  # type: ignore[attr-defined]


def test_widths_become_columns() -> None:
    narrow = row_shape([definition(0, 500, 3000, 5000)])
    wide = row_shape([definition(-10, 505, 5030), (0x3404, b"\x01")])
    short = row_shape([definition(505, 3000)])
    blocks = (Paragraph("x"),)
    table = table_of([(narrow, [blocks] * 3), (wide, [blocks] * 2), (short, [blocks])])
    assert [cells_of(row) for row in table.rows] == [
        [(1, False)] * 3,
        [(1, False), (2, False)],
        [(1, False)] * 3,
    ]
    assert [row.heading for row in table.rows] == [False, True, False]
    assert [cell.text for cell in table.rows[2].cells] == ["", "x", ""]


def test_merges_over_columns_and_rows() -> None:
    first = row_shape([definition(0, 500, 3000, 5000, flags=(0x60, 0x01, 0x02))])
    second = row_shape([definition(0, 500, 3000, 5000, flags=(0x20, 0, 0)), (0xD62B, b"\x02\x02\x01")])
    table = table_of([(first, [()] * 3), (second, [()] * 3)])
    assert [cells_of(row) for row in table.rows] == [[(1, False), (2, False)], [(1, True), (1, False), (1, True)]]


def test_a_row_whose_shape_does_not_fit_its_cells() -> None:
    table = table_of([(RowShape((0, 100)), [(), (), ()]), (RowShape(), [()])])
    assert [len(row.cells) for row in table.rows] == [3, 1]


@pytest.mark.parametrize(
    ("at", "value", "fault"),
    [(2, 0x0065, Fault.WORD_95), (10, 0x1300, Fault.ENCRYPTED), (0x1A2, 0xFFFF, Fault.DAMAGED)],
)
def test_old_versions_passwords_and_damage_by_the_header(tmp_path: Path, at: int, value: int, fault: Fault) -> None:
    data = bytearray(SAMPLE.read_bytes())
    struct.pack_into("<H", data, data.index(b"\xec\xa5") + at, value)
    path = tmp_path / "cũ.doc"
    path.write_bytes(data)
    assert fault_of(path) is fault


def test_damage_of_any_kind_gives_blocks_or_one_fault(tmp_path: Path) -> None:
    outcomes = outcomes_of(tmp_path / "hỏng.doc", SAMPLE.read_bytes(), seed=4, tries=120, holes=(1, 8, 60))
    assert True in outcomes
    assert Fault.DAMAGED in outcomes
