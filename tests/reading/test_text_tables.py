"""Tables that became text: one cell a line, cells between TABs, drawn with «|», separated by semicolons."""

from __future__ import annotations

import textwrap

import pytest

from danvan_desktop.reading.blocks import Paragraph, Table
from danvan_desktop.reading.text import read_text, spaced

HEADING = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]
GROUP = ["1", "CÔNG TÁC TUYÊN TRUYỀN"]
ROWS = [
    ["1.1", "Tuyên truyền pháp luật", "Phòng Kinh tế", "Công an xã", "Thường xuyên"],
    ["1.2", "Rà soát quy chế", "Văn phòng", "", "Quý II/2026"],
    ["a", "Sửa quy chế", "Các thôn", "Công an xã", "Trước ngày 28/02/2026"],
]


def table(text: str) -> list[list[str]]:
    """The rows of the only table; a cell over several columns counts once."""
    (found,) = [block for block in read_text(text.encode()).blocks if isinstance(block, Table)]
    assert [row.heading for row in found.rows] == [True, *[False] * (len(found.rows) - 1)]
    width = sum(cell.colspan for cell in found.rows[0].cells)
    assert all(sum(cell.colspan for cell in row.cells) == width for row in found.rows)
    return [[cell.text for cell in row.cells] for row in found.rows]


def stacked(rows: list[list[str]]) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)


def test_one_cell_a_line_behind_tabs() -> None:
    text = f"DANH MỤC\nnhiệm vụ năm 2026\n\n{stacked([HEADING, GROUP, *ROWS])}\nNơi nhận:\n- Lưu: VT.\n"
    assert table(text) == [HEADING, GROUP, *ROWS]
    document = read_text(text.encode())
    assert [type(block).__name__ for block in document.blocks] == [
        "Paragraph",
        "Paragraph",
        "Table",
        "Paragraph",
        "Paragraph",
    ]


def test_empty_lines_and_second_paragraphs_inside_a_row() -> None:
    text = stacked([HEADING, GROUP, *ROWS])
    text = text.replace("\tTuyên truyền pháp luật\n", "\tTuyên truyền pháp luật\n\n").replace("\n\ta\n", "\n\n\ta\n")
    text = text.replace("\tCông an xã\n\tThường", "\tCông an xã\nBan Chỉ huy\n\n\tThường")
    assert table(text)[2] == [
        "1.1",
        "Tuyên truyền pháp luật",
        "Phòng Kinh tế",
        "Công an xã\nBan Chỉ huy",
        "Thường xuyên",
    ]
    assert table(text)[3:] == ROWS[1:]


def test_an_empty_cell_that_left_no_trace() -> None:
    rows = [*ROWS, ["b", "Họp thôn", "Các thôn", "Tháng 8/2026"]]
    assert table(stacked([HEADING, *rows]))[-1] == ["b", "Họp thôn", "Các thôn", "", "Tháng 8/2026"]


def test_one_cell_a_line_without_tabs() -> None:
    full = [ROWS[0], ROWS[2]]
    lines = [cell for row in [HEADING, GROUP, *full] for cell in row]
    assert table("\n".join([*lines, "", "Nơi nhận:", "- Lưu: VT."])) == [HEADING, GROUP, *full]


def test_lines_indented_by_tabs_are_no_table() -> None:
    text = (
        "\tNội dung nhiệm vụ của các cơ quan\n"
        "\tĐơn vị chủ trì thực hiện theo quy chế đã ban hành ở trên đây, không để chậm trễ\n\tbáo cáo.\n"
    )
    assert not any(isinstance(block, Table) for block in read_text(text.encode()).blocks)


def test_rows_between_tabs_as_word_copies_them() -> None:
    rows = ["\t".join(row) for row in [HEADING, GROUP, *ROWS]]
    assert table("\n".join(rows)) == [HEADING, GROUP, *ROWS]
    several = "\n".join(rows).replace(
        "Phòng Kinh tế\tCông an xã", "Phòng Kinh tế\nPhòng Văn hóa\tCông an xã\nQuân sự xã"
    )
    assert table(several)[2] == [
        "1.1",
        "Tuyên truyền pháp luật",
        "Phòng Kinh tế\nPhòng Văn hóa",
        "Công an xã\nQuân sự xã",
        "Thường xuyên",
    ]
    merged = "\n".join([rows[0], "II. DÂN CHỦ Ở CƠ SỞ", *rows[2:]])
    assert table(merged)[1] == ["II. DÂN CHỦ Ở CƠ SỞ"]


def test_cells_that_excel_put_in_quotation_marks() -> None:
    text = (
        "\t".join(HEADING)
        + '\n1\t"Tuyên truyền ""Dân vận khéo""\ncho các thôn"\t"Công an xã\nQuân sự xã"\t\tQuý I/2026\n'
    )
    assert table(text)[1] == [
        "1",
        'Tuyên truyền "Dân vận khéo"\ncho các thôn',
        "Công an xã\nQuân sự xã",
        "",
        "Quý I/2026",
    ]
    stray = (
        "\t".join(HEADING)
        + '\n1\t"Dân vận khéo" ở thôn, 5" đất\tCông an xã\t\tQuý I/2026\n2\tHọp\tCông an xã\t\tQuý II/2026\n'
    )
    assert [row[0] for row in table(stray)] == ["TT", "1", "2"]


@pytest.mark.parametrize("rule", ["|---|:--:|---|---|---|", ""])
def test_tables_of_markdown(rule: str) -> None:
    lines = [f"| {' | '.join(row)} |" for row in [HEADING, *ROWS]]
    lines[2] = lines[2].replace("Rà soát quy chế", "**Rà soát**<br>quy chế")
    assert table("\n".join([lines[0], *filter(None, [rule]), *lines[1:]])) == [
        HEADING,
        ROWS[0],
        ["1.2", "Rà soát\nquy chế", *ROWS[1][2:]],
        ROWS[2],
    ]


def test_tables_drawn_with_rules_wrap_their_cells() -> None:
    text = (
        "┌────┬──────────────┬─────────────┬───────────┐\n"
        "│ TT │ Nhiệm vụ     │ Cơ quan     │ Thời gian │\n"
        "│    │              │ chủ trì     │           │\n"
        "├────┼──────────────┼─────────────┼───────────┤\n"
        "│ 1  │ Rà soát quy  │ Phòng Kinh  │ Quý I     │\n"
        "│    │ chế dân chủ  │ tế          │ năm 2026  │\n"
        "├────┼──────────────┼─────────────┼───────────┤\n"
        "│ 2  │ Họp thôn     │ Công an xã  │ Quý II    │\n"
        "└────┴──────────────┴─────────────┴───────────┘\n"
    )
    expected = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"],
        ["1", "Rà soát quy chế dân chủ", "Phòng Kinh tế", "Quý I năm 2026"],
        ["2", "Họp thôn", "Công an xã", "Quý II"],
    ]
    assert table(text) == expected
    assert table(text.translate(str.maketrans("┌┬┐├┼┤└┴┘│─", "+++++++++|-"))) == expected


@pytest.mark.parametrize("separator", [";", ","])
def test_separated_values(separator: str) -> None:
    rows = [HEADING, ["1", f"Rà soát{separator} kiểm tra", "Công an xã", "", "Quý I/2026"], ROWS[2]]
    text = "\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows)
    assert table(text) == rows


def test_a_sentence_with_commas_is_no_table() -> None:
    text = (
        "Các phòng, đơn vị báo cáo kết quả nhiệm vụ, thời gian hoàn thành, theo quy định.\nCác thôn, tổ dân phố biết.\n"
    )
    assert not any(isinstance(block, Table) for block in read_text(text.encode()).blocks)


def in_columns(rows: list[list[str]], widths: tuple[int, ...] = (6, 18, 16, 14, 22), *, parted: bool = False) -> str:
    """Rows set in columns of letters, words that do not fit going on below."""
    lines: list[str] = []
    for row in rows:
        wrapped = [textwrap.wrap(cell, width - 2) or [""] for cell, width in zip(row, widths, strict=True)]
        height = max(map(len, wrapped))
        padded = [cell + [""] * (height - len(cell)) for cell in wrapped]
        lines.extend(
            "".join(cell[line].ljust(width) for cell, width in zip(padded, widths, strict=True)).rstrip()
            for line in range(height)
        )
        if parted:
            lines.append("")
    return "\n".join(lines)


@pytest.mark.parametrize("parted", [False, True])
def test_columns_kept_apart_by_blanks(parted: bool) -> None:
    head, *body = in_columns([HEADING, *ROWS], parted=parted).split("\n1.1", 1)
    group = "1     CÔNG TÁC TUYÊN TRUYỀN VÀ PHỔ BIẾN PHÁP LUẬT TỚI NHÂN DÂN" + "\n" * (2 if parted else 1)
    text = f"DANH MỤC\n\n{head}\n{group}1.1{''.join(body)}\n\nNơi nhận:\n- Lưu: VT.\n"
    title = ["1", "CÔNG TÁC TUYÊN TRUYỀN VÀ PHỔ BIẾN PHÁP LUẬT TỚI NHÂN DÂN"]
    assert table(text) == [HEADING, title, *ROWS]
    document = read_text(text.encode())
    assert [type(block).__name__ for block in document.blocks][-2:] == ["Paragraph", "Paragraph"]
    assert ["đoán theo khoảng trống" in notice for notice in document.notices] == [True]


def test_a_wide_sentence_with_blanks_is_no_table() -> None:
    text = "Các nhiệm vụ   do cơ quan   chủ trì thực hiện  trong năm.\n\nHết.\n"
    assert all(isinstance(block, Paragraph) for block in read_text(text.encode()).blocks)


def test_many_aligned_lines_are_not_searched_for_a_table_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two thousand such lines once took 25 seconds: every line was taken for a heading, and all below it measured."""
    measured: list[int] = []
    monkeypatch.setattr(spaced, "_strips", lambda lines: measured.append(len(lines)) or ())
    text = "\n".join(f"{number}.  tuyên truyền cho  người dân tại thôn  và phố {number}" for number in range(50))
    read_text(text.encode())
    assert measured == []
    read_text(f"TT  Nội dung   Cơ quan chủ trì   Thời gian\n{text}".encode())
    assert measured
