"""The documents that a programme cites: taken apart, and told again in the words of the document."""

from __future__ import annotations

import pytest

from danvan_desktop.domain.catalogue.citations import Citation, citation_told, read_citations

LINES = (
    "Căn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ “Về công tác dân vận”",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    "Thực hiện Kế hoạch số 05-KH/ĐU ngày 03/02/2026 của Đảng ủy xã Tân Phú về công tác dân vận",
    "Căn cứ Quyết định số 12/QĐ-UBND ngày 14/8/2025",
)


@pytest.mark.parametrize("line", LINES)
def test_a_citation_is_told_as_it_was_written(line: str) -> None:
    (cited,) = read_citations(f"{line};")
    assert citation_told({name: getattr(cited, name) for name in Citation.__slots__}) == line


def test_what_a_line_cites_is_known_by_its_parts() -> None:
    found = tuple(
        read_citations(
            "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14 tháng 8 năm 2023 của Chính phủ quy định chi tiết một số điều; "
            "Nghị định số 61/2023/NĐ-CP ngày 16/8/2023 về hương ước, quy ước;"
        )
    )
    assert found == (
        Citation("basis", "quy định chi tiết một số điều", "Nghị định", "59", "2023/NĐ-CP", "2023-08-14", "Chính phủ"),
        Citation("basis", "về hương ước, quy ước", "Nghị định", "61", "2023/NĐ-CP", "2023-08-16"),
    )
    assert tuple(read_citations("Xét đề nghị của Trưởng phòng Văn hóa - Xã hội;")) == ()
