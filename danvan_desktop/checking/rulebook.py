"""The 36 rules that are checked: what each asks for, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DECREE: Final = "Nghị định 30/2020/NĐ-CP"
_GENERAL: Final = "Phụ lục I, Phần I, Mục I"
_MAIN: Final = "Phụ lục I, Phần I, Mục II"
_OTHER: Final = "Phụ lục I, Phần I, Mục III"
_PRACTICE: Final = "thực hành soạn thảo, Nghị định không quy định"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number in the programme's list, what it asks for, and its source in words."""

    number: str
    text: str
    source: str


_RULES: Final = (
    Rule("N1", "Khổ giấy A4 (210 mm x 297 mm).", f"{_GENERAL}, khoản 1"),
    Rule("N2", "Trình bày theo chiều dài khổ A4; chỉ nằm ngang khi có bảng, biểu.", f"{_GENERAL}, khoản 2"),
    Rule("N3", "Lề trên, dưới 20-25 mm; lề trái 30-35 mm; lề phải 15-20 mm.", f"{_GENERAL}, khoản 3"),
    Rule("N4", "Phông chữ Times New Roman, màu đen.", f"{_GENERAL}, khoản 4"),
    Rule("N5", "Bộ mã Unicode theo TCVN 6909:2001 (dựng sẵn).", f"{_GENERAL}, khoản 4"),
    Rule(
        "N6",
        "Số trang bằng chữ số Ả Rập, cỡ 13-14, đứng, canh giữa trong lề trên, không hiện ở trang thứ nhất.",
        f"{_GENERAL}, khoản 7",
    ),
    Rule("N7", "Số trang của phụ lục được đánh riêng theo từng phụ lục.", f"{_OTHER}, điểm đ khoản 1"),
    Rule("N8", "Quốc hiệu in hoa, cỡ 12-13, đứng, đậm, ở trên cùng bên phải.", f"{_MAIN}, điểm a khoản 1"),
    Rule(
        "N9",
        "Tiêu ngữ in thường, cỡ 13-14, đứng, đậm, canh giữa dưới Quốc hiệu, gạch nối có cách chữ.",
        f"{_MAIN}, điểm b, c khoản 1",
    ),
    Rule("N10", "Dưới Tiêu ngữ có đường kẻ nét liền dài bằng dòng chữ.", f"{_MAIN}, điểm b khoản 1"),
    Rule(
        "N11",
        "Tên cơ quan ban hành in hoa, cỡ 12-13, đứng, đậm, canh giữa; tên cơ quan chủ quản không đậm.",
        f"{_MAIN}, điểm b khoản 2",
    ),
    Rule("N12", "Dưới tên cơ quan có đường kẻ nét liền dài 1/3-1/2 dòng chữ.", f"{_MAIN}, điểm b khoản 2"),
    Rule(
        "N13",
        "Số, ký hiệu: «Số:» cỡ 13, đứng; số nhỏ hơn 10 có số 0 phía trước; dấu / và dấu - không cách chữ.",
        f"{_MAIN}, điểm c khoản 3",
    ),
    Rule("N14", "Số để trống phải đủ chỗ ghi tay.", _PRACTICE),
    Rule(
        "N15",
        "Địa danh, ngày tháng cỡ 13-14, nghiêng, canh giữa; ngày nhỏ hơn 10 và tháng 1, 2 có số 0 phía trước.",
        f"{_MAIN}, điểm b, c khoản 4",
    ),
    Rule("N16", "Địa danh là tên gọi chính thức của đơn vị hành chính.", f"{_MAIN}, điểm a khoản 4"),
    Rule("N17", "Chưa ghi ngày thì vẫn in sẵn tháng và năm.", _PRACTICE),
    Rule(
        "N18",
        "Tên loại in hoa, trích yếu in thường, cỡ 13-14, đứng, đậm, canh giữa; dưới có đường kẻ 1/3-1/2 dòng chữ.",
        f"{_MAIN}, điểm b khoản 5",
    ),
    Rule(
        "N19",
        "Trích yếu công văn sau chữ «V/v», cỡ 12-13, đứng, canh giữa dưới số, cách 6pt.",
        f"{_MAIN}, điểm b khoản 5",
    ),
    Rule("N20", "Ký hiệu công văn gồm chữ viết tắt cơ quan ban hành và đơn vị soạn thảo.", f"{_MAIN}, điểm b khoản 3"),
    Rule(
        "N21",
        "Căn cứ in thường, nghiêng, cỡ 13-14, mỗi căn cứ một dòng, cuối dòng dấu chấm phẩy, dòng cuối dấu chấm.",
        f"{_MAIN}, điểm a khoản 6",
    ),
    Rule(
        "N22",
        "Căn cứ ghi đủ tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm và trích yếu.",
        f"{_MAIN}, điểm a, b khoản 6",
    ),
    Rule(
        "N23",
        "Nội dung cỡ 13-14, đứng, canh đều hai lề, lùi đầu dòng 1 hoặc 1,27 cm, các đoạn cách nhau từ 6pt, dòng đơn "
        "đến 1,5.",
        f"{_MAIN}, điểm e khoản 6",
    ),
    Rule(
        "N24",
        "Phần, chương, mục, khoản, điểm: tiêu đề mục in hoa, đậm; điểm theo thứ tự chữ cái tiếng Việt.",
        f"{_MAIN}, điểm đ khoản 6; Mục V",
    ),
    Rule("N25", "Một cỡ chữ cho toàn bộ lời văn.", f"{_MAIN}, điểm đ, e khoản 6"),
    Rule("N26", "Nội dung kết thúc bằng «./.».", "Phụ lục III, các mẫu trình bày"),
    Rule(
        "N27",
        "«Kính gửi» chỉ có ở công văn, tờ trình, báo cáo; nhiều nơi thì mỗi nơi một dòng «- …;», dòng cuối dấu chấm.",
        f"{_MAIN}, điểm b, d khoản 9",
    ),
    Rule("N28", "Có «Kính gửi» thì «Nơi nhận» bắt đầu bằng «Như trên».", f"{_MAIN}, điểm b khoản 9"),
    Rule(
        "N29",
        "Quyền hạn, chức vụ người ký in hoa, cỡ 13-14, đứng, đậm; ghi TM., Q., KT., TL., TUQ. khi ký thay.",
        f"{_MAIN}, điểm b, đ khoản 7",
    ),
    Rule(
        "N30",
        "Họ tên người ký in thường, cỡ 13-14, đứng, đậm, canh giữa, không học hàm, học vị.",
        f"{_MAIN}, điểm c, đ khoản 7",
    ),
    Rule(
        "N31", "Có khoảng trống để ký, đóng dấu; khối chữ ký không bị cắt sang hai trang.", f"{_MAIN}, điểm đ khoản 7"
    ),
    Rule(
        "N32",
        "«Nơi nhận:» cỡ 12, nghiêng, đậm; danh sách cỡ 11, đứng, sát lề trái, mỗi dòng «- …;», dòng cuối "
        "«- Lưu: VT, ….».",
        f"{_MAIN}, điểm d khoản 9",
    ),
    Rule(
        "N33",
        "Có phụ lục thì văn bản phải có chỉ dẫn; từ hai phụ lục trở lên đánh số La Mã.",
        f"{_OTHER}, điểm a khoản 1",
    ),
    Rule(
        "N34",
        "«Phụ lục» cỡ 14, đậm, canh giữa; tên phụ lục in hoa, cỡ 13-14, đậm; dòng «(Kèm theo …)» nghiêng, dưới có kẻ.",
        f"{_OTHER}, điểm b, c khoản 1; Phụ lục III, Mẫu 2.1",
    ),
    Rule("N35", "Bảng dài lặp lại hàng tiêu đề ở mỗi trang, không cắt hàng sang trang sau.", _PRACTICE),
    Rule("N42", "Ngôn ngữ soát lỗi là tiếng Việt; các hình vẽ không trùng số hiệu.", _PRACTICE),
)

RULEBOOK: Final[Mapping[str, Rule]] = MappingProxyType({rule.number: rule for rule in _RULES})
