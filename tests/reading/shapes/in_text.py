"""Programmes whose tasks stand in running text, each with what a careful officer would take from it."""

from __future__ import annotations

from typing import Any

from tests.reading.shapes.word_papers import Paper

Key = dict[str, Any]
YEAR = ("2026-01-01", "2026-12-31")
PLAN = {"type_code": "KH", "number": None, "symbol": "KH-UBND", "programme_year": 2026, "period": list(YEAR)}


def task(
    path: str, begins: str, lead: str = "", coord: str = "", time: tuple[str, str | None] = ("none", None), **more: Any
) -> Key:
    """One task of a key; agencies are divided by «|»."""
    who = {"lead": [*filter(None, lead.split("|"))], "coord": [*filter(None, coord.split("|"))]}
    return {"path": path, "begins": begins, **who, "kind": time[0], "end": time[1], **more}


CONTINUOUS = ("continuous", "2026-12-31")
WHOLE_YEAR = ("period", "2026-12-31")


def quarter(number: int, year: int = 2026) -> tuple[str, str]:
    return "period", f"{year}-{('03-31', '06-30', '09-30', '12-31')[number - 1]}"


def month(number: int, year: int = 2026) -> tuple[str, str]:
    last = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[number - 1]
    return "period", f"{year}-{number:02}-{last}"


def automatic_lists() -> tuple[Paper, Key]:
    """Word numbers everything: sections, points, letters, dashes; labels are dashes too."""
    paper = Paper(title="Công tác dân vận chính quyền năm 2026")
    paper.line("Thực hiện Kế hoạch số 12/KH-UBND ngày 10/01/2026 của Ủy ban nhân dân thành phố về công tác dân vận;")
    paper.line("Ủy ban nhân dân xã Tân Phú ban hành Kế hoạch như sau:")
    paper.point("MỤC ĐÍCH, YÊU CẦU", 0, bold=True)
    paper.point("Mục đích", 1, bold=True)
    paper.line("Nâng cao nhận thức của cán bộ, công chức về công tác dân vận.")
    paper.point("Yêu cầu", 1, bold=True)
    paper.line("Việc triển khai phải thiết thực, tránh hình thức.")
    paper.point("NỘI DUNG", 0, bold=True)
    paper.point("Công tác tuyên truyền", 1, bold=True)
    paper.point("Tuyên truyền trên hệ thống truyền thanh", 2, bold=True)
    paper.lines(
        """
        - Phát mỗi tuần hai bản tin về dân chủ ở cơ sở trên loa truyền thanh của các thôn.
        - Đăng gương người tốt, việc tốt trên trang thông tin điện tử của xã.
        - Cơ quan chủ trì: Trung tâm Dịch vụ sự nghiệp công xã.
        - Cơ quan phối hợp: Phòng Văn hóa - Xã hội; các thôn.
        - Thời gian thực hiện: Thường xuyên.
        """
    )
    paper.point("Biên soạn tài liệu hỏi đáp về Luật Thực hiện dân chủ ở cơ sở", 2)
    paper.lines(
        """
        - Cơ quan chủ trì: Phòng Văn hóa - Xã hội.
        - Thời gian thực hiện: Hoàn thành trước ngày 15/3/2026.
        """
    )
    _reform(paper)
    paper.point("TỔ CHỨC THỰC HIỆN", 0, bold=True)
    paper.point("Các cơ quan, đơn vị", 1, bold=True)
    paper.line("Căn cứ Kế hoạch này, xây dựng kế hoạch của đơn vị mình.")
    paper.line("Báo cáo kết quả về UBND xã (qua Phòng Văn hóa - Xã hội) trước ngày 20/11/2026.")
    paper.point("Phòng Văn hóa - Xã hội", 1, bold=True)
    paper.line("Theo dõi, đôn đốc việc thực hiện Kế hoạch này.")
    paper.line("Trên đây là Kế hoạch công tác dân vận chính quyền năm 2026./.")
    paper.signature()
    return paper, _key_of_automatic_lists()


def _reform(paper: Paper) -> None:
    paper.point("Cải cách hành chính", 1, bold=True)
    paper.point("Công khai thủ tục hành chính", 3, bold=True)
    paper.lines(
        """
        Niêm yết đầy đủ, kịp thời thủ tục hành chính tại bộ phận tiếp nhận.
        - Cơ quan chủ trì: Trung tâm Phục vụ hành chính công.
        - Thời gian thực hiện: Trong năm 2026.
        """
    )
    paper.point("Khảo sát sự hài lòng của người dân", 3, bold=True)
    paper.lines(
        """
        Phát phiếu khảo sát sự hài lòng của người dân đối với bộ phận tiếp nhận.
        - Cơ quan chủ trì: Văn phòng HĐND và UBND xã.
        - Cơ quan phối hợp: Trung tâm Phục vụ hành chính công.
        - Thời gian thực hiện: Quý III/2026.
        """
    )


def _key_of_automatic_lists() -> Key:
    loud, culture = "Trung tâm Dịch vụ sự nghiệp công xã", "Phòng Văn hóa - Xã hội"
    desk = "Trung tâm Phục vụ hành chính công"
    return {
        "document": {**PLAN, "recipients": 3, "legal_basis": 1},
        "tasks": [
            task("II.1.1/1", "Phát mỗi tuần hai bản tin", loud, f"{culture}|các thôn", CONTINUOUS),
            task("II.1.1/2", "Đăng gương người tốt", loud, f"{culture}|các thôn", CONTINUOUS),
            task("II.1.2", "Biên soạn tài liệu hỏi đáp", culture, "", ("deadline", "2026-03-14")),
            task("II.2.a", "Niêm yết đầy đủ", desk, "", WHOLE_YEAR),
            task("II.2.b", "Phát phiếu khảo sát", "Văn phòng HĐND và UBND xã", desk, quarter(3)),
        ],
        "directions": [{"path": "I.1", "begins": "Nâng cao nhận thức"}, {"path": "I.2", "begins": "Việc triển khai"}],
        "responsibilities": [
            {"path": "III.1", "begins": "Căn cứ Kế hoạch này", "unit": "Các cơ quan, đơn vị"},
            {"path": "III.2", "begins": "Theo dõi, đôn đốc", "unit": culture},
        ],
        "reporting": [
            {"path": "III.1", "begins": "Báo cáo kết quả về UBND xã", "from": "Các cơ quan, đơn vị", "via": culture,
             "kind": "deadline", "end": "2026-11-19"}
        ],
    }  # fmt: skip


def block_before_its_dashes() -> tuple[Paper, Key]:
    """The labels come first, the work behind them; the last section has its labels in one line each."""
    paper = Paper("CHƯƠNG TRÌNH", "Công tác dân vận của chính quyền xã Tân Phú năm 2026", "CTr-UBND")
    paper.lines(
        """
        # I. NHIỆM VỤ CỤ THỂ
        # 1. Thực hiện dân chủ ở cơ sở
        Cơ quan chủ trì: Phòng Kinh tế.
        Cơ quan phối hợp: Công an xã; các thôn.
        Thời gian thực hiện: Quý II/2026.
        Nội dung thực hiện:
        - Lấy ý kiến nhân dân về phương án đền bù tuyến đường liên thôn.
        - Công khai kết quả lấy ý kiến tại nhà văn hóa các thôn.
        # 2. Đối thoại với nhân dân
        Đơn vị thực hiện: Văn phòng HĐND và UBND xã
        Thời gian: 6 tháng cuối năm 2026
        - Chuẩn bị nội dung đối thoại giữa Chủ tịch UBND xã với nhân dân.
        - Thông báo kết luận sau đối thoại trong 10 ngày.
        # II. TỔ CHỨC THỰC HIỆN
        Giao Phòng Văn hóa - Xã hội theo dõi, tổng hợp, báo cáo UBND xã định kỳ 6 tháng và năm.
        """
    )
    paper.signature()
    return paper, {
        "document": {"type_code": "CTr", "symbol": "CTr-UBND", "programme_year": 2026, "period": list(YEAR)},
        "tasks": [
            task("I.1/1", "Lấy ý kiến nhân dân", "Phòng Kinh tế", "Công an xã|các thôn", quarter(2)),
            task("I.1/2", "Công khai kết quả lấy ý kiến", "Phòng Kinh tế", "Công an xã|các thôn", quarter(2)),
            task("I.2/1", "Chuẩn bị nội dung đối thoại", "Văn phòng HĐND và UBND xã", "", WHOLE_YEAR),
            task("I.2/2", "Thông báo kết luận", "Văn phòng HĐND và UBND xã", "", WHOLE_YEAR),
        ],
        "responsibilities": [{"path": "II", "begins": "Giao Phòng Văn hóa", "unit": "Phòng Văn hóa - Xã hội"}],
        "reporting": [
            {"path": "II", "begins": "Giao Phòng Văn hóa - Xã hội theo dõi", "kind": "recurring",
             "from": "Phòng Văn hóa - Xã hội", "end": None}
        ],
    }  # fmt: skip


def both_labels_in_one_line() -> tuple[Paper, Key]:
    """Leads, coordinating agencies and time in one line under each task, divided in several ways."""
    paper = Paper(title="Thực hiện Năm dân vận khéo 2026")
    paper.lines(
        """
        # I. MỤC TIÊU
        Mỗi thôn có ít nhất một mô hình dân vận khéo.
        # II. NHIỆM VỤ
        1. Rà soát, đăng ký mô hình dân vận khéo năm 2026.
        Cơ quan chủ trì: Phòng Văn hóa - Xã hội; cơ quan phối hợp: Ủy ban MTTQ Việt Nam xã, các thôn; thời gian: \
Quý I/2026.
        2. Hướng dẫn hồ sơ công nhận mô hình.
        (Chủ trì: Phòng Văn hóa - Xã hội. Phối hợp: Ban Xây dựng Đảng. Hoàn thành trong tháng 9/2026)
        3. Biểu dương tập thể, cá nhân tiêu biểu.
        Đơn vị chủ trì: Phòng Văn hóa - Xã hội và Văn phòng HĐND và UBND xã - Đơn vị phối hợp: Các cơ quan, đơn vị, \
tổ chức - Thời hạn: chậm nhất ngày 15/10/2026
        4. Tuyên truyền các mô hình hiệu quả (Trung tâm Dịch vụ sự nghiệp công xã chủ trì, thực hiện thường xuyên).
        # III. TỔ CHỨC THỰC HIỆN
        Các cơ quan, đơn vị gửi báo cáo về UBND xã trước ngày 05/6/2026 và trước ngày 25/11/2026.
        """
    )
    paper.signature()
    culture, loud = "Phòng Văn hóa - Xã hội", "Trung tâm Dịch vụ sự nghiệp công xã"
    return paper, {
        "document": {**PLAN},
        "tasks": [
            task("II.1", "Rà soát, đăng ký mô hình", culture, "Ủy ban MTTQ Việt Nam xã|các thôn", quarter(1)),
            task("II.2", "Hướng dẫn hồ sơ công nhận", culture, "Ban Xây dựng Đảng", month(9)),
            task(
                "II.3",
                "Biểu dương tập thể",
                f"{culture}|Văn phòng HĐND và UBND xã",
                "Các cơ quan, đơn vị, tổ chức",
                ("deadline", "2026-10-15"),
            ),
            task("II.4", "Tuyên truyền các mô hình hiệu quả", loud, "", CONTINUOUS),
        ],
        "directions": [{"path": "I", "begins": "Mỗi thôn có ít nhất"}],
        "reporting": [
            {"path": "III", "begins": "gửi báo cáo", "from": "Các cơ quan, đơn vị", "kind": "deadline", "end": day}
            for day in ("2026-06-04", "2026-11-24")
        ],
    }


def months_as_headings() -> tuple[Paper, Key]:
    """A calendar of work: months, typed in several ways, are the headings, and the only times but for one."""
    paper = Paper("CHƯƠNG TRÌNH", "Công tác 6 tháng đầu năm 2026", "CTr-UBND")
    paper.lines(
        """
        # I. NỘI DUNG CÔNG TÁC
        # 1. Tháng 01/2026
        - Ban hành kế hoạch công tác dân vận năm 2026.
        - Thăm, tặng quà gia đình chính sách dịp Tết.
        # 2. Tháng 2
        - Phát động phong trào thi đua “Dân vận khéo”.
        # Trong tháng 3:
        - Tập huấn nghiệp vụ cho trưởng thôn (hoàn thành trước ngày 20/3/2026).
        # * Tháng 4 - 5
        - Kiểm tra việc thực hiện quy chế dân chủ tại năm thôn.
        # Tháng 6/2026
        - Sơ kết công tác dân vận 6 tháng đầu năm.
        # II. TỔ CHỨC THỰC HIỆN
        Phòng Văn hóa - Xã hội tham mưu, đôn đốc việc thực hiện Chương trình này.
        """
    )
    paper.signature()
    return paper, {
        "document": {"type_code": "CTr", "programme_year": 2026, "period": ["2026-01-01", "2026-06-30"]},
        "tasks": [
            task("I.1/1", "Ban hành kế hoạch công tác", time=month(1)),
            task("I.1/2", "Thăm, tặng quà", time=month(1)),
            task("I.2/1", "Phát động phong trào", time=month(2)),
            task("I.T3/1", "Tập huấn nghiệp vụ", time=("deadline", "2026-03-19")),
            task("I.T4/1", "Kiểm tra việc thực hiện quy chế", time=month(5)),
            task("I.T6/1", "Sơ kết công tác dân vận", time=month(6)),
        ],
        "responsibilities": [
            {"path": "II", "begins": "Phòng Văn hóa - Xã hội tham mưu", "unit": "Phòng Văn hóa - Xã hội"}
        ],
        "reporting": [],
    }


def running_paragraphs() -> tuple[Paper, Key]:
    """No assignment anywhere: every paragraph of the sections of work is a task that nobody was given."""
    paper = Paper(title="Công tác dân vận chính quyền trên địa bàn xã Tân Phú năm 2026")
    paper.lines(
        """
        # I. MỤC ĐÍCH, YÊU CẦU
        1. Nâng cao trách nhiệm phục vụ nhân dân của đội ngũ cán bộ.
        2. Bám sát nhiệm vụ chính trị của địa phương.
        # II. NỘI DUNG
        # 1. Cải cách hành chính
        Các cơ quan, đơn vị tiếp tục rà soát, cắt giảm thủ tục hành chính không cần thiết, bảo đảm người dân chỉ \
đến một nơi và nhận kết quả đúng hẹn.
        Tổ chức đo lường sự hài lòng của người dân; công khai kết quả để nhân dân giám sát.
        # 2. Giải quyết đơn thư
        Duy trì lịch tiếp công dân của lãnh đạo, không để đơn thư tồn đọng kéo dài sang năm sau.
        # III. TỔ CHỨC THỰC HIỆN
        1. Phòng Văn hóa - Xã hội chủ trì theo dõi, đôn đốc, tổng hợp báo cáo Ủy ban nhân dân xã theo quy định.
        2. Các thôn tuyên truyền để nhân dân biết, giám sát.
        Trên đây là Kế hoạch công tác dân vận, yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.
        """
    )
    paper.signature()
    return paper, {
        "document": {**PLAN},
        "tasks": [
            task("II.1/1", "Các cơ quan, đơn vị tiếp tục rà soát"),
            task("II.1/2", "Tổ chức đo lường"),
            task("II.2", "Duy trì lịch tiếp công dân"),
        ],
        "directions": [
            {"path": "I.1", "begins": "Nâng cao trách nhiệm"},
            {"path": "I.2", "begins": "Bám sát nhiệm vụ"},
        ],
        "responsibilities": [
            {"path": "III.1", "begins": "Phòng Văn hóa - Xã hội chủ trì", "unit": "Phòng Văn hóa - Xã hội"},
            {"path": "III.2", "begins": "Các thôn tuyên truyền", "unit": "Các thôn"},
        ],
        "reporting": [
            {"path": "III.1", "begins": "Phòng Văn hóa - Xã hội chủ trì theo dõi", "from": "Phòng Văn hóa - Xã hội",
             "kind": "conditional", "end": None}
        ],
    }  # fmt: skip


def headings_that_are_tasks() -> tuple[Paper, Key]:
    """Numbered headings with nothing under them but their labels; one of them only introduces its details."""
    paper = Paper(title="Phát động thi đua Dân vận khéo giai đoạn 2026 - 2030")
    paper.lines(
        """
        # I. NHIỆM VỤ
        # 1. Xây dựng bộ tiêu chí công nhận mô hình dân vận khéo cấp xã
        - Đơn vị chủ trì: Phòng Văn hóa - Xã hội
        - Đơn vị phối hợp: Ban Xây dựng Đảng; UB MTTQ xã
        - Thời gian: Năm 2026
        - Sản phẩm: Quyết định của UBND xã
        # 2. Tổ chức hội thi cán bộ dân vận giỏi
        - Đơn vị chủ trì: Ban Xây dựng Đảng
        - Thời gian: Hai năm một lần
        # 3. Sơ kết, tổng kết phong trào, với các việc sau:
        - Sơ kết giữa kỳ vào năm 2028;
        - Tổng kết và khen thưởng vào năm 2030.
        - Đơn vị chủ trì: Văn phòng HĐND và UBND xã
        - Thời gian: Giai đoạn 2026 - 2030
        """
    )
    paper.signature()
    return paper, {
        "document": {"type_code": "KH", "programme_year": 2026, "period": ["2026-01-01", "2030-12-31"]},
        "tasks": [
            task("I.1", "Xây dựng bộ tiêu chí", "Phòng Văn hóa - Xã hội", "Ban Xây dựng Đảng|UB MTTQ xã", WHOLE_YEAR),
            task("I.2", "Tổ chức hội thi cán bộ", "Ban Xây dựng Đảng", "", ("recurring", None)),
            task("I.3/1", "Sơ kết giữa kỳ", "Văn phòng HĐND và UBND xã", "", ("multi_year", "2030-12-31")),
            task("I.3/2", "Tổng kết và khen thưởng", "Văn phòng HĐND và UBND xã", "", ("multi_year", "2030-12-31")),
        ],
        "reporting": [],
    }
