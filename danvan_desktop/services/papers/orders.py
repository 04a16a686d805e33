"""What can be put out of a book, and what has to be said for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from danvan_desktop.domain.errors import KnownError
from danvan_desktop.domain.official import Period, PeriodKind, read_period
from danvan_desktop.domain.papers import SigningForm


class PaperKind(StrEnum):
    """What can be put out."""

    CATALOGUE = "catalogue"
    REGISTER = "register"
    MATRIX = "matrix"
    YEAR = "year"
    FIGURES = "figures"
    FORMS = "forms"
    DEADLINES = "deadlines"
    DECISION = "decision"
    PLAN = "plan"
    PROGRAMME = "programme"
    DEPLOYMENT = "deployment"
    URGING = "urging"
    ASSIGNMENT = "assignment"
    REPORT = "report"
    TIMETABLE = "timetable"
    INSPECTION = "inspection"
    SCORES = "scores"
    FOLLOW_UP = "follow-up"


class Choice(StrEnum):
    """What the officer may say of a paper."""

    PROGRAMME = "programme"
    AGENCY = "agency"
    EACH = "each"
    PERIOD = "period"
    CLOSING = "closing"
    DEADLINE = "deadline"
    ROUND = "round"
    SIGNING = "signing"


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """A kind of paper: its name, what it is in one line, its sort of file, its word in names of files, what is asked.

    `one_programme` papers are of one programme; one that `goes_by_time` is of the programme of that time where none is
    named."""

    name: str
    told: str
    file_word: str
    choices: frozenset[Choice]
    suffix: str = ".docx"
    one_programme: bool = False
    goes_by_time: bool = False
    periods: tuple[PeriodKind, ...] = ()


_P, _A, _S = Choice.PROGRAMME, Choice.AGENCY, Choice.SIGNING
_REPORTS: Final = (PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR, PeriodKind.SPECIAL)
_YEARS: Final = (PeriodKind.YEAR,)


def _of(*choices: Choice) -> frozenset[Choice]:
    return frozenset(choices)


PAPERS: Mapping[PaperKind, PaperSpec] = MappingProxyType(
    {
        PaperKind.DECISION: PaperSpec(
            "Quyết định ban hành danh mục",
            "Quyết định của Ủy ban nhân dân, kèm danh mục nhiệm vụ.",
            "QuyetDinh",
            _of(_P, _S),
            one_programme=True,
            goes_by_time=True,
        ),
        PaperKind.PLAN: PaperSpec(
            "Kế hoạch thực hiện",
            "Các nhóm nhiệm vụ thành mục, mỗi nhiệm vụ có cơ quan và thời gian.",
            "KeHoach",
            _of(_P, _S),
            one_programme=True,
            goes_by_time=True,
        ),
        PaperKind.PROGRAMME: PaperSpec(
            "Chương trình công tác",
            "Như kế hoạch, ban hành dưới tên Chương trình.",
            "ChuongTrinh",
            _of(_P, _S),
            one_programme=True,
            goes_by_time=True,
        ),
        PaperKind.DEPLOYMENT: PaperSpec(
            "Công văn triển khai",
            "Gửi các cơ quan được giao, kèm bảng nhiệm vụ của từng cơ quan.",
            "TrienKhai",
            _of(_P, _A, _S),
            goes_by_time=True,
        ),
        PaperKind.URGING: PaperSpec(
            "Công văn đôn đốc",
            "Gửi một cơ quan, chỉ nêu nhiệm vụ quá hạn của cơ quan ấy, hạn mới in đậm.",
            "DonDoc",
            _of(_P, _A, Choice.EACH, Choice.ROUND, Choice.DEADLINE, _S),
        ),
        PaperKind.ASSIGNMENT: PaperSpec(
            "Phiếu giao nhiệm vụ",
            "Mỗi cơ quan một phiếu: việc chủ trì, việc phối hợp, thời hạn.",
            "PhieuGiao",
            _of(_P, _A, Choice.EACH, _S),
        ),
        PaperKind.REPORT: PaperSpec(
            "Báo cáo kết quả",
            "6 tháng, 9 tháng, năm hoặc đột xuất; kèm Biểu 01 và phụ lục số liệu.",
            "BaoCao",
            _of(_P, Choice.PERIOD, Choice.CLOSING, _S),
            goes_by_time=True,
            periods=_REPORTS,
        ),
        PaperKind.TIMETABLE: PaperSpec(
            "Lịch công tác tháng, quý",
            "Thông báo những việc đến hạn trong tháng hoặc quý, theo ngày.",
            "LichCongTac",
            _of(_P, _A, Choice.PERIOD, _S),
            periods=(PeriodKind.MONTH, PeriodKind.QUARTER),
        ),
        PaperKind.INSPECTION: PaperSpec(
            "Kế hoạch kiểm tra",
            "Kèm lịch kiểm tra, đề cương báo cáo và phân công đoàn.",
            "KiemTra",
            _of(Choice.PERIOD, _S),
            goes_by_time=True,
            periods=(PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER),
        ),
        PaperKind.SCORES: PaperSpec(
            "Bảng chấm điểm, xếp loại",
            "Bảng tổng hợp các cơ quan; cột điểm để trống cho Hội đồng ghi.",
            "ChamDiem",
            _of(Choice.PERIOD, _S),
            goes_by_time=True,
            periods=_YEARS,
        ),
        PaperKind.FOLLOW_UP: PaperSpec(
            "Sổ theo dõi giải quyết",
            "Có bìa và đủ 7 cột theo Phụ lục IV Nghị định 30/2020/NĐ-CP.",
            "SoGiaiQuyet",
            _of(_P, _A),
        ),
        PaperKind.CATALOGUE: PaperSpec(
            "Danh mục nhiệm vụ",
            "Bảng danh mục kèm theo quyết định.",
            "DanhMuc",
            _of(_P, _A),
            one_programme=True,
        ),
        PaperKind.REGISTER: PaperSpec(
            "Sổ theo dõi nhiệm vụ (Excel)",
            "Bảng Excel có bộ lọc: từng nhiệm vụ đang ở đâu.",
            "SoTheoDoi",
            _of(_P, _A),
            suffix=".xlsx",
        ),
        PaperKind.MATRIX: PaperSpec(
            "Ma trận phân công (Excel)",
            "Nhiệm vụ theo dòng, cơ quan theo cột; C chủ trì, T thực hiện, P phối hợp.",
            "PhanCong",
            _of(_P, _A),
            suffix=".xlsx",
        ),
        PaperKind.YEAR: PaperSpec(
            "Lịch công tác năm (Excel)",
            "Cả năm trên hai tờ A4, kèm bảng việc đến hạn theo ngày.",
            "LichNam",
            _of(_P, _A, Choice.PERIOD),
            suffix=".xlsx",
            periods=_YEARS,
        ),
        PaperKind.FIGURES: PaperSpec(
            "Số liệu và biểu đồ (Excel)",
            "Theo trạng thái, nhóm, cơ quan, tháng; biểu đồ sửa được trong Excel.",
            "SoLieu",
            _of(_P, _A),
            suffix=".xlsx",
        ),
        PaperKind.FORMS: PaperSpec(
            "Biểu báo cáo cho đơn vị (Excel)",
            "Mỗi cơ quan một tệp để ghi kết quả rồi gửi lại; chỉ ghi được vào ô nền vàng.",
            "BieuBaoCao",
            _of(_P, _A),
            suffix=".xlsx",
        ),
        PaperKind.DEADLINES: PaperSpec(
            "Thời hạn vào lịch máy tính (.ics)",
            "Mở bằng Outlook hoặc lịch điện thoại; nhắc trước 3 ngày. Xuất lại thì lịch được cập nhật.",
            "ThoiHan",
            _of(_P, _A, Choice.PERIOD),
            suffix=".ics",
            periods=_YEARS,
        ),
    }
)
"""Every kind, in the order in which they are offered."""


def read_choice(kind: PaperKind, text: str, today: date) -> Period:
    """The period that a text names, for a kind of paper. Raises UnknownPeriod, or CannotExport for one of a sort that
    the paper has no use for."""
    spec, period = PAPERS[kind], read_period(text, today.year)
    if period.kind not in spec.periods:
        raise CannotExport(f"{spec.name} không lập theo kỳ «{text}»; chưa ghi gì. Hãy chọn kỳ khác.")
    return period


class CannotExport(KnownError):
    """There is nothing to put out, or it is not clear what."""


@dataclass(frozen=True, slots=True)
class WordingPlaces:
    """Where wordings lie: those that ship, and the officer's own, which no new version of the program touches."""

    shipped: Path
    own: Path


@dataclass(frozen=True, slots=True)
class PaperChoices:
    """What is said of a paper beside its kind; what is left out follows from the day.

    `each` writes one file for every agency that it concerns; `agencies` are the ids of those that it is for where the
    officer picked some; `closing` is the day up to which the figures count;
    `earlier` cites the letter before («Công văn số 12/UBND-VHXH ngày 05/3/2026»).
    """

    period: Period | None = None
    closing: date | None = None
    deadline: date | None = None
    letter_round: int = 1
    earlier: str = ""
    each: bool = False
    agencies: tuple[str, ...] = ()
    signing: SigningForm | None = None


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to put out and where; `programme` is an id, None for the only one (or, where that makes sense, for all)."""

    kind: PaperKind
    target: Path
    today: date
    wording: WordingPlaces
    programme: str | None = None
    agency: str | None = None
    choices: PaperChoices = field(default_factory=PaperChoices)


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, the first one first, and what the officer should know of them."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()
