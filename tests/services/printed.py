"""A catalogue with headings, a task that only holds others, and words around the names of agencies."""

from __future__ import annotations

from datetime import date

from danvan_desktop.domain.draft import Draft, DraftAgency, DraftDocument, DraftGroup, DraftTask, SourcePlace
from danvan_desktop.domain.timing import parse

PERIOD = ("2026-01-01", "2026-12-31")
DOCUMENT = DraftDocument(
    type="DANH MỤC",
    title="Nhiệm vụ công tác dân vận chính quyền năm 2026 trên địa bàn xã An Bình",
    issuer="Ủy ban nhân dân xã An Bình",
    period=PERIOD,
)
CULTURE = DraftAgency("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội", "PVHXH")
ECONOMY = DraftAgency("Phòng Kinh tế", "Phòng Kinh tế", "PKT")
POLICE = DraftAgency("Công an xã", "Công an xã", "CAX")
EVERYBODY = DraftAgency("Các cơ quan, đơn vị", "Các cơ quan, đơn vị", "CQDV", collective=True)
FRONT = DraftAgency("Ủy ban MTTQ xã", "Ủy ban MTTQ Việt Nam xã", "MTTQ", note="đề nghị … phối hợp thực hiện")
PARTY = DraftAgency("Ban XDĐ", "Ban Xây dựng Đảng", "BXDD", note="Đề nghị")
WATCHING = DraftAgency("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội", "PVHXH", note="tổng hợp, theo dõi chung")
TEAM = DraftAgency("Tổ hoà giải số 7", "Tổ hòa giải số 7")

GROUPS = (
    DraftGroup("I", "I.", "TUYÊN TRUYỀN"),
    DraftGroup("II", "II.", "DÂN CHỦ Ở CƠ SỞ"),
    DraftGroup("II.2", "2", "Ban hành các quy chế:", parent="II"),
)


def task(path: str, number: str, text: str, time: str, **given: object) -> DraftTask:
    """A task as recognised; `given` are its other fields."""
    period = (date(2026, 1, 1), date(2026, 12, 31))
    place = SourcePlace(1, None, text)
    return DraftTask(path, number, "", text, parse(time, 2026, period), place, **given)  # type: ignore[arg-type]


TASKS = (
    task("I.1", "1.", "Đưa tin trên đài truyền thanh", "Thường xuyên", group="I", lead=(CULTURE,), coord=(EVERYBODY,)),
    task("I.2", "2.", "Mở lớp tập huấn", "Quý II/2026", group="I", lead=(CULTURE, TEAM), coord=(FRONT, PARTY)),
    task("II.1", "1.", "Đối thoại với nhân dân", "Quý I/2026", group="II", lead=(ECONOMY,), implementing=(POLICE,)),
    task(
        "II.2.a", "a)", "Quy chế dân chủ", "trước ngày 15/02/2026", group="II.2", lead=(EVERYBODY,), product="Quy chế"
    ),
    task("II.2.b", "b)", "Quy chế làm việc", "Tháng 4/2026", group="II.2", coord=(WATCHING,), note="Sửa hằng năm"),
    task("II.3", "3.", "Sơ kết", "6 tháng đầu năm 2026", group="II", lead=(CULTURE,), form="Hội nghị"),
)
PRINTED = Draft(DOCUMENT, GROUPS, TASKS)
ORDER = ("I.1", "I.2", "II.1", "II.2.a", "II.2.b", "II.3")
