"""Draft catalogues as the recogniser hands them over, of an invented commune, built by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from danvan_desktop.domain.draft import (
    Draft,
    DraftAgency,
    DraftDirection,
    DraftDocument,
    DraftDuty,
    DraftGroup,
    DraftTask,
    PartialDate,
    SourcePlace,
)
from danvan_desktop.domain.timing import parse
from danvan_desktop.services.importing import ImportFact

PERIOD = ("2026-01-01", "2026-12-31")
FACT = ImportFact("Danh mục 2026.docx", "Hà", date(2026, 3, 5))
DOCUMENT = DraftDocument(
    type="DANH MỤC",
    number="12",
    symbol="QĐ-UBND",
    title="Nhiệm vụ công tác dân vận năm 2026 trên địa bàn xã An Bình",
    issuer="Ủy ban nhân dân xã An Bình",
    place="An Bình",
    date=PartialDate(10, 1, 2026),
    period=PERIOD,
    signature_authority=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signature_name="Trần Văn Minh",
    recipients=("Như trên", "Lưu: VT"),
)
KNOWN = {"Phòng Kinh tế": "KT", "Phòng Văn hóa - Xã hội": "VHXH", "Công an xã": "CA"}
"""Agencies that the shipped directory has, with a code; every other name is proposed as a new agency."""


@dataclass(frozen=True)
class Line:
    """One task row."""

    path: str
    text: str
    lead: Sequence[str] = ("Phòng Văn hóa - Xã hội",)
    coord: Sequence[str] = ()
    time: str = "Quý II/2026"
    group: str | None = None


LINES = (
    Line("1.1", "Tuyên truyền về quy chế dân chủ ở cơ sở", coord=("Phòng Kinh tế",), group="1"),
    Line("1.2", "Mở lớp tập huấn cho trưởng thôn", time="Hoàn thành trước ngày 15/02/2026", group="1"),
    Line("2.1", "Đối thoại với nhân dân vùng dự án", lead=("Phòng Kinh tế", "Tổ hòa giải số 7"), group="2"),
    Line("2.2", "Kiểm tra việc tiếp công dân", lead=("Công an xã",), time="Thường xuyên", group="2"),
)


def draft(lines: Iterable[Line] = LINES, document: DraftDocument = DOCUMENT) -> Draft:
    """A catalogue with the groups that the lines name, one direction and one duty."""
    rows = tuple(lines)
    groups = dict.fromkeys(line.group for line in rows if line.group)
    return Draft(
        document=document,
        groups=tuple(DraftGroup(path, path, f"NHÓM {path}") for path in groups),
        tasks=tuple(_task(line) for line in rows),
        directions=(DraftDirection("A.1", "1", "Bám sát nhiệm vụ chính trị của xã", _place("A.1")),),
        responsibilities=(DraftDuty("B.1", "1", _agency("Công an xã"), "Giữ gìn trật tự", _place("B.1")),),
    )


def amended(changed: dict[str, Line], gone: Iterable[str] = (), new: Iterable[Line] = ()) -> Draft:
    """The same document with some lines changed, by path, some gone and some new ones at the end."""
    rows = [changed.get(line.path, line) for line in LINES if line.path not in set(gone)]
    return draft([*rows, *new])


def line(path: str, /, **changes: object) -> Line:
    """A line of the catalogue with some things changed."""
    (found,) = [held for held in LINES if held.path == path]
    return replace(found, **changes)  # type: ignore[arg-type]


def _task(held: Line) -> DraftTask:
    return DraftTask(
        path=held.path,
        number=held.path + ".",
        section="",
        text=held.text,
        time=parse(held.time, 2026, (date(2026, 1, 1), date(2026, 12, 31))),
        source=_place(held.text),
        group=held.group,
        lead=tuple(map(_agency, held.lead)),
        coord=tuple(map(_agency, held.coord)),
    )


def _agency(name: str) -> DraftAgency:
    return DraftAgency(name, name, KNOWN.get(name))


def _place(text: str) -> SourcePlace:
    return SourcePlace(1, None, text)
