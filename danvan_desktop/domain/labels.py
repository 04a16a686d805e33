"""What the officer calls the kinds of record, their fields, and how far a task is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from danvan_desktop.domain.lifecycle import State
from danvan_desktop.domain.records import DELETED, Kind, Role, Status

KIND_LABELS: Mapping[str, str] = MappingProxyType(
    {
        Kind.PROGRAMME: "chương trình",
        Kind.CITATION: "căn cứ",
        Kind.DIRECTION: "định hướng",
        Kind.DUTY: "trách nhiệm",
        Kind.REPORT_ROUND: "đợt báo cáo",
        Kind.GROUP: "nhóm nhiệm vụ",
        Kind.TASK: "nhiệm vụ",
        Kind.ASSIGNMENT: "phân công",
        Kind.AGENCY: "cơ quan",
        Kind.MEMBERSHIP: "thành viên cơ quan chung",
        Kind.OCCURRENCE: "kỳ thực hiện",
        Kind.MEMBER_RESULT: "kết quả của đơn vị",
        Kind.EXTENSION: "gia hạn",
        Kind.PROGRESS: "nhật ký thực hiện",
        Kind.EVIDENCE: "minh chứng",
        Kind.PROFILE: "thông tin cơ quan",
        Kind.DAY: "ngày trong lịch",
        Kind.CHOICE: "lựa chọn khi nhập",
        Kind.RETURN: "báo cáo của đơn vị",
    }
)

ROLE_LABELS: Mapping[str, str] = MappingProxyType(
    {Role.LEAD: "chủ trì", Role.IMPLEMENTING: "thực hiện", Role.COORDINATING: "phối hợp"}
)

STATUS_LABELS: Mapping[Status, str] = MappingProxyType(
    {
        Status.TODO: "Chưa làm",
        Status.DOING: "Đang làm",
        Status.DONE: "Hoàn thành",
        Status.SUSPENDED: "Tạm dừng",
        Status.CANCELLED: "Hủy bỏ",
    }
)
"""What the officer sets, in the order of the menu and its keys; the only place of these words."""

STATE_LABELS: Mapping[State, str] = MappingProxyType(
    {
        State.NOT_DUE_YET: "Chưa đến kỳ",
        State.NOT_STARTED: STATUS_LABELS[Status.TODO],
        State.IN_PROGRESS: STATUS_LABELS[Status.DOING],
        State.OVERDUE: "Quá hạn",
        State.DONE: STATUS_LABELS[Status.DONE],
        State.DONE_LATE: "Hoàn thành quá hạn",
        State.SUSPENDED: STATUS_LABELS[Status.SUSPENDED],
        State.CANCELLED: STATUS_LABELS[Status.CANCELLED],
    }
)
"""What is told of a task on a day: what was set, or what follows from its time."""

STATE_RULES: tuple[tuple[State, tuple[Status, ...], str], ...] = (
    (State.NOT_DUE_YET, (Status.TODO,), "thời gian thực hiện chưa bắt đầu"),
    (State.NOT_STARTED, (Status.TODO,), "đã đến kỳ, chưa quá hạn"),
    (State.IN_PROGRESS, (Status.DOING,), "chưa quá hạn"),
    (State.OVERDUE, (Status.TODO, Status.DOING), "đã qua hạn mà chưa ghi hoàn thành"),
    (State.DONE, (Status.DONE,), "kịp hạn, hoặc không có hạn"),
    (State.DONE_LATE, (Status.DONE,), "ngày hoàn thành sau hạn"),
    (State.SUSPENDED, (Status.SUSPENDED,), "dù đã qua hạn"),
    (State.CANCELLED, (Status.CANCELLED,), "dù đã qua hạn"),
)
"""What follows from what the officer set, and when: the rules of `lifecycle.state_of` in the officer's words."""

FIELD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        DELETED: "việc xóa",
        "about": "chuyện gì",
        "active_from": "hoạt động từ ngày",
        "active_to": "hoạt động đến ngày",
        "addressee": "nơi nhận",
        "addressed_as": "cách giao việc",
        "agency": "cơ quan",
        "anchor": "kỳ",
        "carried_from": "chuyển từ năm trước",
        "collective": "cơ quan chung",
        "commune": "xã, phường",
        "dash": "gạch nối",
        "date": "ngày",
        "day": "ngày",
        "decided_by": "người quyết định",
        "decided_on": "ngày quyết định",
        "done_on": "ngày hoàn thành",
        "doubt": "chỗ cần xem lại",
        "drawn_up_by": "người lập",
        "due_by_hand": "hạn tự đặt",
        "file_name": "tên tệp",
        "font_size": "cỡ chữ",
        "form": "hình thức",
        "group": "nhóm",
        "imported_by": "người nhập",
        "imported_on": "ngày nhập",
        "issued_on": "ngày ban hành",
        "issuer": "nơi ban hành",
        "key": "chữ để nhận ra",
        "kind": "loại",
        "main": "chủ trì chính",
        "margins": "lề trang",
        "merged_into": "gộp vào",
        "name": "tên",
        "new_due": "hạn mới",
        "note": "ghi chú",
        "number": "số thứ tự",
        "owner": "nơi gắn",
        "parent": "nhóm cha",
        "percent": "phần trăm",
        "period_end": "ngày cuối kỳ",
        "period_start": "ngày đầu kỳ",
        "person_in_charge": "người phụ trách",
        "phone": "điện thoại",
        "place": "địa danh",
        "position": "vị trí",
        "present": "phân công",
        "priority": "mức ưu tiên",
        "product": "sản phẩm",
        "programme": "chương trình",
        "proposal": "kiến nghị",
        "province": "tỉnh, thành phố",
        "reading": "bản đọc tài liệu",
        "reason": "lý do",
        "received_on": "ngày nhận",
        "recipients": "nơi nhận",
        "report_number": "số báo cáo",
        "result": "kết quả",
        "role": "vai trò",
        "sender": "nơi gửi",
        "sha256": "mã kiểm của tệp",
        "short": "tên tắt",
        "signer": "người ký",
        "signers": "người ký",
        "size": "dung lượng",
        "state": "tình trạng",
        "status": "trạng thái",
        "superior": "cơ quan cấp trên",
        "symbol": "ký hiệu",
        "task": "nhiệm vụ",
        "text": "nội dung",
        "theme": "chủ đề",
        "time_text": "thời gian",
        "title": "tên",
        "type": "loại văn bản",
        "value": "lựa chọn",
        "variants": "cách viết khác",
        "via": "gửi qua",
        "words": "chữ trong văn bản",
    }
)


def state_label(state: State) -> str:
    """The state in the officer's words."""
    return STATE_LABELS[state]


def field_label(kind: str, name: str) -> str:
    """«thời gian của nhiệm vụ»; a field without a name of its own is «nội dung»."""
    return f"{FIELD_LABELS.get(name, 'nội dung')} của {KIND_LABELS.get(kind, 'mục này')}"
