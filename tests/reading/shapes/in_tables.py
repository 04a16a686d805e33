"""Programmes whose tasks stand in tables, each with what a careful officer would take from it."""

from __future__ import annotations

from tests.reading.shapes.in_text import CONTINUOUS, PLAN, WHOLE_YEAR, YEAR, Key, month, quarter, task
from tests.reading.shapes.word_papers import Paper, nest

CULTURE, OFFICE, ECONOMY = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã", "Phòng Kinh tế"
POLICE, FRONT, VILLAGES = "Công an xã", "Ủy ban MTTQ Việt Nam xã", "Các thôn"
UNITS = "Các cơ quan, đơn vị"
CATALOGUE = {"symbol": None, "programme_year": 2026, "period": list(YEAR)}


def merged_cells() -> tuple[Paper, Key]:
    """Leads and times merged over several rows, groups merged over the whole width, a heading of two rows."""
    paper = Paper("DANH MỤC", "Nhiệm vụ công tác dân vận chính quyền năm 2026", "")
    paper.line(
        "(Kèm theo Quyết định số      /QĐ-UBND ngày    tháng    năm 2026 của Ủy ban nhân dân xã)",
        italic=True,
        centred=True,
    )
    paper.table(
        ("STT", "Nội dung nhiệm vụ", "Phân công thực hiện", None, "Thời gian hoàn thành", "Ghi chú"),
        ("^", "^", "Cơ quan chủ trì", "Cơ quan phối hợp", "^", "^"),
        ("# I", "# DÂN CHỦ Ở CƠ SỞ", None, None, None, None),
        ("1", "Ban hành quy chế dân chủ của cơ quan", UNITS, CULTURE, "Trước ngày 28/02/2026", ""),
        ("2", "Công khai tài chính, tài sản công", "^", "^", "Quý I, quý III", "Niêm yết"),
        ("3", "Họp thôn bàn việc làm đường", VILLAGES, f"{FRONT}\n{ECONOMY}", "Thường xuyên", ""),
        ("# II", "# ĐỐI THOẠI", None, None, None, None),
        ("1", "Chuẩn bị hội nghị đối thoại", OFFICE, "", "Quý II/2026", ""),
        ("2", "Trả lời kiến nghị sau đối thoại", "^", POLICE, "^", ""),
        heading=2,
    )
    return paper, {
        "document": {**CATALOGUE, "type": "DANH MỤC"},
        "tasks": [
            task("I.1", "Ban hành quy chế dân chủ", UNITS, CULTURE, ("deadline", "2026-02-27")),
            task("I.2", "Công khai tài chính", UNITS, CULTURE, ("compound", "2026-09-30")),
            task("I.3", "Họp thôn bàn việc", VILLAGES, f"{FRONT}|{ECONOMY}", CONTINUOUS),
            task("II.1", "Chuẩn bị hội nghị", OFFICE, "", quarter(2)),
            task("II.2", "Trả lời kiến nghị", OFFICE, POLICE, quarter(2)),
        ],
    }


def landscape_annex() -> tuple[Paper, Key]:
    """A plan in running text whose tasks stand in a landscape annex, with a row (1) (2) (3) under its heading."""
    paper = Paper(title="Thực hiện chủ đề công tác dân vận năm 2026")
    paper.lines(
        """
        # I. MỤC ĐÍCH, YÊU CẦU
        1. Tạo sự thống nhất trong tổ chức thực hiện.
        # II. NHIỆM VỤ TRỌNG TÂM
        Tập trung thực hiện các nhiệm vụ tại Phụ lục kèm theo Kế hoạch này.
        # III. TỔ CHỨC THỰC HIỆN
        1. Các cơ quan, đơn vị báo cáo kết quả về UBND xã trước ngày 15 hằng tháng.
        2. Phòng Văn hóa - Xã hội theo dõi, đôn đốc chung.
        """
    )
    paper.signature()
    paper.annex(
        "PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ", "(Kèm theo Kế hoạch số      /KH-UBND ngày    /01/2026 của UBND xã Tân Phú)"
    )
    paper.table(
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("1", "# Công tác tuyên truyền", "", "", "", ""),
        (
            "1.1",
            "Xây dựng chuyên mục dân vận",
            CULTURE,
            "Trung tâm Dịch vụ sự nghiệp công xã",
            "Tháng 3/2026",
            "Chuyên mục",
        ),
        ("1.2", "Tập huấn cho trưởng thôn", "nt", "", "Tháng 5/2026", "Hội nghị"),
        ("2", "# Kiểm tra, giám sát", "", "", "", ""),
        ("2.1", "Kiểm tra công vụ", OFFICE, UNITS, "Xong trong quý IV/2026", "Báo cáo"),
    )
    return paper, {
        "document": {**PLAN},
        "tasks": [
            task("PL1.1.1", "Xây dựng chuyên mục", CULTURE, "Trung tâm Dịch vụ sự nghiệp công xã", month(3)),
            task("PL1.1.2", "Tập huấn cho trưởng thôn", CULTURE, "", month(5)),
            task("PL1.2.1", "Kiểm tra công vụ", OFFICE, UNITS, ("deadline_period", "2026-12-31")),
        ],
        "directions": [{"path": "I.1", "begins": "Tạo sự thống nhất"}, {"path": "II", "begins": "Tập trung thực hiện"}],
        "responsibilities": [{"path": "III.2", "begins": "Phòng Văn hóa - Xã hội theo dõi", "unit": CULTURE}],
        "reporting": [
            {"path": "III.1", "begins": "Các cơ quan, đơn vị báo cáo", "from": UNITS, "kind": "recurring", "end": None}
        ],
    }


def quarters_as_columns() -> tuple[Paper, Key]:
    """A matrix: what is done when is a mark, or words, in the columns of the quarters."""
    paper = Paper("KẾ HOẠCH", "Kiểm tra công tác dân vận chính quyền năm 2026", "KH-UBND")
    paper.line("I. NỘI DUNG", bold=True)
    paper.table(
        ("STT", "Nội dung công việc", "Đơn vị chủ trì", "Thời gian thực hiện", None, None, None),
        ("^", "^", "^", "Quý I", "Quý II", "Quý III", "Quý IV"),
        ("1", "Kiểm tra việc công khai thủ tục hành chính", OFFICE, "x", "", "x", ""),
        ("2", "Kiểm tra quy chế dân chủ ở trường học", CULTURE, "", "X", "", ""),
        ("3", "Tổ chức hội nghị biểu dương", CULTURE, "", "", "", "Tháng 10"),
        ("4", "Nắm tình hình nhân dân", VILLAGES, "x", "x", "x", "x"),
        heading=2,
    )
    paper.signature()
    return paper, {
        "document": {**PLAN},
        "tasks": [
            task("I.1", "Kiểm tra việc công khai", OFFICE, "", ("compound", "2026-09-30")),
            task("I.2", "Kiểm tra quy chế dân chủ", CULTURE, "", quarter(2)),
            task("I.3", "Tổ chức hội nghị biểu dương", CULTURE, "", month(10)),
            task("I.4", "Nắm tình hình nhân dân", VILLAGES, "", WHOLE_YEAR),
        ],
    }


def split_over_sections() -> tuple[Paper, Key]:
    """One catalogue cut into three tables by section breaks: the second repeats the heading, the third does not."""
    heading = ("TT", "Nội dung", "Cơ quan thực hiện", "Thời hạn")
    paper = Paper("DANH MỤC", "Công việc năm 2026", "")
    paper.table(
        heading,
        ("I", "TUYÊN TRUYỀN", None, None),
        ("1", "In tờ rơi về dân chủ ở cơ sở", CULTURE, "Tháng 2/2026"),
        ("2", "Phát tờ rơi đến từng hộ", VILLAGES, "Tháng 3/2026"),
    )
    paper.section()
    paper.table(
        heading,
        ("3", "Đánh giá kết quả phát tờ rơi", CULTURE, "Tháng 4/2026"),
        ("II", "GIÁM SÁT", None, None),
        ("1", "Lập tổ giám sát cộng đồng ở các", VILLAGES, "Quý II/2026"),
    )
    paper.section()
    paper.table(
        ("", "công trình xây dựng", "", ""),
        ("2", "Báo cáo kết quả giám sát cộng đồng", FRONT, "Trước 30/11/2026"),
    )
    return paper, {
        "document": {**CATALOGUE},
        "tasks": [
            task("I.1", "In tờ rơi", CULTURE, "", month(2)),
            task("I.2", "Phát tờ rơi", VILLAGES, "", month(3)),
            task("I.3", "Đánh giá kết quả phát", CULTURE, "", month(4)),
            task("II.1", "Lập tổ giám sát cộng đồng ở các công trình xây dựng", VILLAGES, "", quarter(2)),
            task("II.2", "Báo cáo kết quả giám sát", FRONT, "", ("deadline", "2026-11-29")),
        ],
    }


def nested_table() -> tuple[Paper, Key]:
    """A frame of one cell around the catalogue, and a row whose tasks stand in a table of their own."""
    paper = Paper(title="Công tác dân vận chính quyền năm 2026")
    paper.line("I. NHIỆM VỤ", bold=True)
    outer = paper.table(
        ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("1", "Rà soát quy ước của các thôn", VILLAGES, "Quý I/2026"),
        ("2", "Xây dựng mô hình điểm:", ECONOMY, "Năm 2026"),
        ("3", "Tổng kết năm", CULTURE, "Quý IV/2026"),
    )
    nest(outer.cell(2, 1), (("Thôn Đông", "Tuyến đường hoa"), ("Thôn Đoài", "Thu gom rác")))
    paper.line("II. TUYÊN TRUYỀN", bold=True)
    frame = paper.table(("",), heading=0)
    nest(
        frame.cell(0, 0),
        (
            ("STT", "Nội dung", "Đơn vị chủ trì", "Thời gian"),
            ("1", "Viết bài cho trang thông tin", CULTURE, "Hằng tháng"),
            ("2", "Phát thanh lưu động", POLICE, "Tháng 7/2026"),
        ),
    )
    paper.signature()
    return paper, {
        "document": {**PLAN},
        "tasks": [
            task("I.1", "Rà soát quy ước", VILLAGES, "", quarter(1)),
            task("I.2", "Xây dựng mô hình điểm", ECONOMY, "", WHOLE_YEAR),
            task("I.3", "Tổng kết năm", CULTURE, "", quarter(4)),
            task("II.1", "Viết bài cho trang", CULTURE, "", ("recurring", None)),
            task("II.2", "Phát thanh lưu động", POLICE, "", month(7)),
        ],
    }


def units_in_the_first_column() -> tuple[Paper, Key]:
    """The table goes by unit: its name is merged beside all that it must do; there is no number column."""
    paper = Paper("PHÂN CÔNG NHIỆM VỤ", "Thực hiện công tác dân vận chính quyền năm 2026", "")
    paper.table(
        ("Cơ quan chủ trì", "Nội dung công việc", "Đơn vị phối hợp", "Thời gian", "Lãnh đạo phụ trách"),
        (CULTURE, "Tham mưu kế hoạch năm", "", "Trước 31/01/2026", "Ông Bình"),
        ("^", "Tổ chức hội thi tuyên truyền", f"{FRONT}; Đoàn Thanh niên", "Tháng 10/2026", "^"),
        (POLICE, "Vận động nhân dân giao nộp pháo, vũ khí", VILLAGES, "Thường xuyên", "Bà Hà"),
        ("^", "Bảo đảm trật tự dịp lễ hội", "", "Theo kế hoạch của thành phố", "^"),
    )
    return paper, {
        "document": {"programme_year": 2026, "period": list(YEAR)},
        "tasks": [
            task("1", "Tham mưu kế hoạch năm", CULTURE, "", ("deadline", "2026-01-30")),
            task("2", "Tổ chức hội thi", CULTURE, f"{FRONT}|Đoàn Thanh niên", month(10)),
            task("3", "Vận động nhân dân giao nộp", POLICE, VILLAGES, CONTINUOUS),
            task("4", "Bảo đảm trật tự", POLICE, "", ("conditional", None)),
        ],
    }


def times_in_the_first_column() -> tuple[Paper, Key]:
    """A calendar as a table: the month is merged beside its work; leads and helpers share one cell with labels."""
    paper = Paper("LỊCH CÔNG TÁC", "Năm 2026", "")
    paper.table(
        ("Thời gian", "Nội dung", "Phân công"),
        ("Tháng 01", "Họp ban chỉ đạo", f"Chủ trì: {CULTURE}\nPhối hợp: {OFFICE}"),
        ("^", "Giao ban với các thôn", f"Chủ trì: {OFFICE}\nPhối hợp: {VILLAGES}"),
        ("Tháng 02", "Thăm chùa, nhà thờ dịp đầu xuân", f"{FRONT} chủ trì, phối hợp với {POLICE}"),
        ("Ngày 15/10", "Gặp mặt ngày truyền thống", f"Chủ trì: {CULTURE}"),
    )
    return paper, {
        "document": {"programme_year": 2026},
        "tasks": [
            task("1", "Họp ban chỉ đạo", CULTURE, OFFICE, month(1)),
            task("2", "Giao ban với các thôn", OFFICE, VILLAGES, month(1)),
            task("3", "Thăm chùa", FRONT, POLICE, month(2)),
            task("4", "Gặp mặt ngày truyền thống", CULTURE, "", ("deadline", "2026-10-15")),
        ],
    }
