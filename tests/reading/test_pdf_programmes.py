"""Whole programmes as PDF, in own words, up to the draft: what the officer would see."""

from __future__ import annotations

from pathlib import Path

from danvan_desktop.domain.draft import Draft
from danvan_desktop.reading.parsing import parse_file
from danvan_desktop.reading.recogniser import recognise
from tests.reading.pdf_files import BOLD, LANDSCAPE, Paper
from tests.reading.recogniser.documents import assigned, directory, paths

LEFT = ["ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ", "Số:      /CTr-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Tân Phú, ngày     tháng 02 năm 2026"]
SECTIONS = (
    (
        "1. Công tác tuyên truyền",
        "- Tuyên truyền sâu rộng các chủ trương về dân vận khéo đến từng hộ gia đình ở các thôn trong xã, nhất là các "
        "hộ ở xa trung tâm, bằng nhiều hình thức.",
        "- Mở chuyên mục dân vận trên đài truyền thanh của xã.",
        "Cơ quan chủ trì: Phòng Văn hóa - Xã hội, Trung tâm Dịch vụ sự nghiệp công, Ban Chỉ huy Quân sự xã.",
        "Cơ quan phối hợp: Các thôn.",
        "Thời gian: Quý II năm 2026.",
    ),
    (
        "2. Đối thoại với Nhân dân",
        "- Chủ tịch Ủy ban nhân dân xã đối thoại trực tiếp với Nhân dân ít nhất mỗi năm hai lần.",
        "Cơ quan chủ trì: Văn phòng HĐND và UBND xã.",
        "Thời gian: Trước ngày 30/11/2026.",
    ),
)


def drafted(paper: Paper, folder: Path) -> Draft:
    return recognise(parse_file(paper.save(folder / "chương trình.pdf")), directory())


def headed(paper: Paper, kind: str, title: str) -> Paper:
    paper.side_by_side(LEFT, RIGHT)
    paper.down(24)
    paper.centred(kind)
    paper.centred(title)
    paper.down(12)
    return paper


def signed(paper: Paper) -> Paper:
    paper.down(20)
    right = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "Trần Văn Bình"]
    paper.side_by_side(["Nơi nhận:", "- Đảng ủy xã;", "- Lưu: VT, VHXH."], right)
    return paper


def test_a_narrative_programme_with_labels(tmp_path: Path) -> None:
    paper = headed(Paper(), "CHƯƠNG TRÌNH", "Công tác dân vận chính quyền năm 2026")
    paper.paragraph("Căn cứ Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố về công tác dân vận;")
    paper.paragraph("I. NHIỆM VỤ CỤ THỂ", font=BOLD, indent=0)
    for section in SECTIONS:
        for line in section:
            paper.paragraph(line)
    paper.paragraph("II. TỔ CHỨC THỰC HIỆN", font=BOLD, indent=0)
    paper.paragraph("Các phòng, đơn vị báo cáo kết quả về Phòng Văn hóa - Xã hội trước ngày 05/11/2026.")
    draft = drafted(signed(paper), tmp_path)
    assert draft.document.number_as_written == "Số: /CTr-UBND"
    assert (draft.document.title, draft.document.programme_year) == ("Công tác dân vận chính quyền năm 2026", 2026)
    assert draft.document.issuer == "Ủy ban nhân dân xã Tân Phú"
    assert draft.document.signature_name == "Trần Văn Bình"
    assert draft.document.recipients == ("- Đảng ủy xã;", "- Lưu: VT, VHXH.")
    assert assigned(draft) == [
        ("I.1/1", ["PVHXH", "TTDVSNC", "BCHQS"], ["THON"], "Quý II năm 2026"),
        ("I.1/2", ["PVHXH", "TTDVSNC", "BCHQS"], ["THON"], "Quý II năm 2026"),
        ("I.2/1", ["VPHU"], [], "Trước ngày 30/11/2026"),
    ]
    assert draft.tasks[0].text == SECTIONS[0][1].removeprefix("- ")
    assert [report.time.raw for report in draft.reporting] == ["trước ngày 05/11/2026"]


def test_a_landscape_annex_with_numbered_columns(tmp_path: Path) -> None:
    """Heading and its row of column numbers on every page, groups over all columns, a time merged downwards."""
    paper = headed(Paper(), "QUYẾT ĐỊNH", "Ban hành danh mục nhiệm vụ dân vận năm 2026")
    paper.paragraph(
        "Điều 1. Ban hành kèm theo Quyết định này danh mục nhiệm vụ công tác dân vận năm 2026 của xã Tân Phú."
    )
    signed(paper)
    paper.new_page(LANDSCAPE)
    paper.put(420, 560, "2")
    paper.down(20)
    paper.centred("PHỤ LỤC I")
    paper.centred("DANH MỤC NHIỆM VỤ NĂM 2026")
    rows: list[list[str]] = [
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["I", "CÔNG TÁC CHỈ ĐẠO, TUYÊN TRUYỀN", ">", ">", ">", ">"],
    ]
    for number in range(1, 15):
        task = f"Xây dựng và tổ chức thực hiện kế hoạch tuyên truyền số {number}, vận động Nhân dân hiến đất làm đường"
        time = "^" if number in (3, 4) else f"{number:02}/05/2026"
        rows.append([str(number), task, "Phòng Kinh tế", "Công an xã", time, "Kế hoạch"])
    paper.table((36.0, 290.0, 120.0, 110.0, 79.0, 80.0), rows, heading=2)
    assert len(paper.pages) > 2
    draft = drafted(paper, tmp_path)
    assert [group.title for group in draft.groups] == ["CÔNG TÁC CHỈ ĐẠO, TUYÊN TRUYỀN"]
    assert [(task.number, task.text) for task in draft.tasks] == [(row[0], row[1]) for row in rows[3:]]
    assert [task.time.raw for task in draft.tasks] == [
        "02/05/2026" if number in (3, 4) else f"{number:02}/05/2026" for number in range(1, 15)
    ]
    assert {task.product for task in draft.tasks} == {"Kế hoạch"}
    assert {(task.lead[0].code, task.coord[0].code) for task in draft.tasks} == {("PKT", "CAX")}


def test_the_draft_warns_of_guessed_columns(tmp_path: Path) -> None:
    paper = headed(Paper(), "DANH MỤC", "Nhiệm vụ dân vận năm 2026")
    for cells in (
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("1", "Vận động hiến đất", "Phòng Kinh tế", "Quý I"),
        ("2", "Tổ chức đối thoại", "Công an xã", "Quý II"),
        ("3", "Tổng kết công tác", "Phòng Kinh tế", "Quý IV"),
    ):
        paper.down(22)
        for x, words in zip((85.0, 125.0, 330.0, 450.0), cells, strict=True):
            paper.put(x, paper.at, words)
    draft = drafted(paper, tmp_path)
    assert paths(draft) == ["1", "2", "3"]
    assert any("không kẻ đường" in warning for warning in draft.warnings)
