"""Programmes of the invented commune as Word files, with Word's own numbering, merges and layout, read all the way."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from tests.reading.docx_files import abstract, cell, level, num, numbered, p, row, run, save, table
from tests.reading.recogniser.documents import assigned, directory, names, task

BOLD = "<w:b/>"
NUMBERING = (
    abstract(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "%3)"))
    + abstract(2, level(0, "bullet", "-"))
    + num(1, 1)
    + num(2, 2)
)
LETTERHEAD = table(
    row(
        cell(p("ỦY BAN NHÂN DÂN") + p("XÃ TÂN PHÚ")),
        cell(p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")),
    ),
    row("Số:        /KH-UBND", "Tân Phú, ngày      tháng 01 năm 2026"),
)
SIGNATURE = table(
    row(
        cell(p("Nơi nhận:") + p("- Các thôn;") + p("- Lưu: VT.")),
        cell(p("TM. ỦY BAN NHÂN DÂN") + p("CHỦ TỊCH") + p("Trần Văn Bình")),
    )
)
TITLE = p("KẾ HOẠCH", properties='<w:jc w:val="center"/>') + p("Công tác dân vận chính quyền năm 2026")


def heading(text: str, depth: int) -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return p(run(text, BOLD), properties=number)


def test_a_plan_with_automatic_lists(tmp_path: Path) -> None:
    body = (
        LETTERHEAD
        + TITLE
        + p("Căn cứ Kế hoạch số 9/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh;")
        + heading("MỤC ĐÍCH", 0)
        + numbered("Nâng cao nhận thức của cán bộ.", 2)
        + heading("NỘI DUNG", 0)
        + heading("Tuyên truyền", 1)
        + heading("Phát thanh trên hệ thống loa", 2)
        + numbered("Cơ quan chủ trì: Trung tâm Dịch vụ sự nghiệp công", 2)
        + numbered("Thời gian: Thường xuyên", 2)
        + heading("Treo băng rôn", 2)
        + numbered("Cơ quan chủ trì: Các thôn", 2)
        + numbered("Thời gian: Quý II/2026", 2)
        + heading("Đối thoại", 1)
        + numbered("Tổ chức hai cuộc đối thoại với nhân dân.", 2)
        + p("Cơ quan chủ trì: ", run("Văn phòng HĐND và UBND.", "<w:i/>"))
        + p("Thời gian: ", '<w:del w:id="1"><w:r><w:delText>Quý I</w:delText></w:r></w:del>', run("Quý III"), "/2026.")
        + heading("TỔ CHỨC THỰC HIỆN", 0)
        + heading("Phòng Văn hóa - Xã hội", 1)
        + p("Theo dõi, báo cáo UBND xã trước ngày 01/12/2026.")
        + SIGNATURE
    )
    draft = recognise(parse_file(save(tmp_path / "kế hoạch.docx", body, numbering=NUMBERING)), directory())
    assert assigned(draft) == [
        ("II.1.a", ["TTDVSNC"], [], "Thường xuyên"),
        ("II.1.b", ["THON"], [], "Quý II/2026"),
        ("II.2/1", ["VPHU"], [], "Quý III/2026"),
    ]
    assert [(group.path, group.title) for group in draft.groups] == [
        ("II", "NỘI DUNG"),
        ("II.1", "Tuyên truyền"),
        ("II.2", "Đối thoại"),
    ]
    assert [one.text for one in draft.directions] == ["Nâng cao nhận thức của cán bộ."]
    assert [(one.path, one.unit.code if one.unit else None) for one in draft.responsibilities] == [("III.1", "PVHXH")]
    assert [one.time.raw for one in draft.reporting] == ["trước ngày 01/12/2026"]
    assert draft.document.issuer == "Ủy ban nhân dân xã Tân Phú"
    assert draft.document.signature_name == "Trần Văn Bình"
    assert draft.document.recipients == ("- Các thôn;", "- Lưu: VT.")
    assert draft.unrecognised == ()
    assert len(draft.warnings) == 1


def test_a_landscape_annex_with_merged_heading_and_numbered_rows(tmp_path: Path) -> None:
    def numbered_cell() -> str:
        return cell('<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>')

    repeated = "<w:tblHeader/>"
    catalogue = table(
        row(
            cell("STT", merge="restart"),
            cell("Nội dung nhiệm vụ", merge="restart"),
            cell("Phân công", span=2),
            cell("Thời hạn", merge="restart"),
            cell("Kết quả/Sản phẩm", merge="restart"),
            properties=repeated,
        ),
        row(
            cell(merge="continue"),
            cell(merge="continue"),
            "Chủ trì",
            "Phối hợp",
            cell(merge="continue"),
            cell(merge="continue"),
            properties=repeated,
        ),
        row("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", properties=repeated),
        row(cell(p(run("I. DÂN CHỦ Ở CƠ SỞ", BOLD)), span=6)),
        row(
            numbered_cell(),
            "Ban hành quy chế",
            "Các cơ quan, đơn vị",
            cell("Công an xã", merge="restart"),
            "Trước 28/02/2026",
            "Quy chế",
        ),
        row(numbered_cell(), "Công khai quy chế", "Các thôn", cell(merge="continue"), "Quý II/2026", "Niêm yết"),
    )
    path = save(
        tmp_path / "phụ lục.docx", p("PHỤ LỤC") + p("DANH MỤC NHIỆM VỤ NĂM 2026") + catalogue, numbering=NUMBERING
    )
    draft = recognise(parse_file(path), directory())
    assert assigned(draft) == [
        ("I.1", ["CQDV"], ["CAX"], "Trước 28/02/2026"),
        ("I.2", ["THON"], ["CAX"], "Quý II/2026"),
    ]
    assert [one.product for one in draft.tasks] == ["Quy chế", "Niêm yết"]
    assert names(task(draft, "I.2").coord) == ["CAX"]
