"""What the form of a unit (biểu báo cáo) looks like: agreed between who writes it and who reads it when it is back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from danvan_desktop.domain.labels import STATUS_LABELS
from danvan_desktop.domain.records import Status
from danvan_desktop.domain.text import clean

FORMAT_VERSION: Final = 2
"""1 did not say what stood in the book when the form was written."""
FORM_SHEET: Final = "Báo cáo"
GUIDE_SHEET: Final = "Hướng dẫn"
ANSWERS: Final = (Status.TODO, Status.DOING, Status.DONE)
"""What a unit may say of a task; suspending and cancelling are not its to decide."""
ANSWER_WORDS: Final = tuple(STATUS_LABELS[status] for status in ANSWERS)
ID_HEADING: Final = "Mã"
BASE_KEY: Final = "base."
"""Before the id of a task in the hidden sheet: `said` of it when the form was written."""


class FormField(StrEnum):
    """What a unit fills in for each task."""

    STATUS = "status"
    DONE_ON = "done_on"
    PERCENT = "percent"
    RESULT = "result"
    PRODUCT = "product"
    TROUBLE = "trouble"


FIELD_HEADINGS: Final[Mapping[FormField, str]] = MappingProxyType(
    {
        FormField.STATUS: "Trạng thái",
        FormField.DONE_ON: "Ngày hoàn thành",
        FormField.PERCENT: "Tỷ lệ (%)",
        FormField.RESULT: "Kết quả thực hiện",
        FormField.PRODUCT: "Sản phẩm, văn bản (số, ngày)",
        FormField.TROUBLE: "Khó khăn, vướng mắc",
    }
)


class FormFact(StrEnum):
    """What is asked about the whole report, by the name of its cell (after «danvan_»)."""

    NUMBER = "so_van_ban"
    DAY = "ngay_bao_cao"
    AUTHOR = "nguoi_lap"
    PHONE = "dien_thoai"
    PROPOSAL = "kien_nghi"


FACT_WORDS: Final[Mapping[FormFact, str]] = MappingProxyType(
    {
        FormFact.NUMBER: "Số, ký hiệu báo cáo",
        FormFact.DAY: "Ngày báo cáo",
        FormFact.AUTHOR: "Người lập biểu",
        FormFact.PHONE: "Điện thoại",
        FormFact.PROPOSAL: "Kiến nghị, đề xuất chung",
    }
)
"""Its words, in the order of the form."""


def base_of(status: Status, done_on: date | None, percent: int | None, result: str) -> Mapping[FormField, str]:
    """What the book said of a task, so that what has been changed since can be told; a text by its fingerprint."""
    return {
        FormField.STATUS: status.value,
        FormField.DONE_ON: done_on.isoformat() if done_on else "",
        FormField.PERCENT: "" if percent is None else str(percent),
        FormField.RESULT: _fingerprint(result),
    }


def written_base(base: Mapping[FormField, str]) -> str:
    """As it stands in the hidden sheet."""
    return "|".join(base.values())


def read_base(text: str) -> Mapping[FormField, str] | None:
    """The other way; None for what nobody wrote so."""
    parts = text.split("|")
    names = (FormField.STATUS, FormField.DONE_ON, FormField.PERCENT, FormField.RESULT)
    return dict(zip(names, parts, strict=True)) if len(parts) == len(names) and parts[0] in list(Status) else None


def _fingerprint(text: str) -> str:
    said = clean(text)
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""
